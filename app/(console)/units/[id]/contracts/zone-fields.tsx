"use client";

import { useEffect, useRef, useState } from "react";
import { SelectField } from "@/components/forms/select-field";
import type { ContractFormOptions } from "@/lib/features/registry/contracts/types";

type Zones = ContractFormOptions["zones"];
type ZoneFieldsProps = { zones: Zones; main?: string | null; secondary?: string | null };

const optionsOf = (zones: Zones[number]["neighbours"]) =>
  zones.map(({ id, name }) => ({ value: id, label: name }));

/**
 * The main zone and, of those that touch it, a secondary one. Without JavaScript the choices stand grouped by main zone;
 * the server checks again either way.
 */
export function ZoneFields({ zones, main, secondary }: ZoneFieldsProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<string>();
  useEffect(() => {
    setChosen(frame.current?.querySelector<HTMLSelectElement>("select[name=mainZoneId]")?.value);
  }, []);
  const of = zones.find((zone) => zone.id === chosen);
  const shared = { name: "secondaryZoneId", label: "次服務區", emptyLabel: "無", defaultValue: secondary };
  return (
    <div
      ref={frame}
      className="columns-2"
      onChange={({ target }) => {
        if (target instanceof HTMLSelectElement && target.name === "mainZoneId") setChosen(target.value);
      }}
    >
      <SelectField
        name="mainZoneId"
        label="主服務區"
        required
        emptyLabel="請選擇"
        options={optionsOf(zones)}
        defaultValue={main}
      />
      {/* A select forgets its choice when its options change, so each main zone has a select of its own. */}
      {chosen === undefined ? (
        <SelectField
          key="all"
          {...shared}
          hint="至多一個，限與主服務區相鄰之分區；下列依主服務區分組。"
          groups={zones.map((zone) => ({
            label: `主服務區為${zone.name}時`,
            options: optionsOf(zone.neighbours),
          }))}
        />
      ) : (
        <SelectField
          key={chosen}
          {...shared}
          hint={of ? `至多一個，限與${of.name}相鄰之分區。` : "請先選擇主服務區。"}
          options={optionsOf(of?.neighbours ?? [])}
        />
      )}
    </div>
  );
}
