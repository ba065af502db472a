import { ActionForm } from "@/components/forms/action-form";
import { CheckboxGroup } from "@/components/forms/checkbox-group";
import { DateField } from "@/components/forms/date-field";
import { HiddenField } from "@/components/forms/hidden-field";
import { TextField } from "@/components/forms/text-field";
import { correctContractAction, createContractAction } from "@/lib/features/registry/contracts/actions";
import type { ContractFormOptions } from "@/lib/features/registry/contracts/types";
import { SERVICE_LABELS } from "@/lib/features/registry/units/labels";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { Service } from "@/prisma/generated/enums";
import { ZoneFields } from "./zone-fields";

export interface ContractDefaults {
  number?: string;
  startsOn?: PlainDate;
  endsOn?: PlainDate;
  services: readonly Service[];
  mainZoneId?: string | null;
  secondaryZoneId?: string | null;
  districtIds: readonly string[];
}

type ContractFormProps = {
  options: ContractFormOptions;
  defaults: ContractDefaults;
  /** The contract that is corrected; a new one is made without it. */
  of?: { id: string; version: number };
  cancelHref: string;
};

/** The terms of a contract, to be made or corrected. */
export function ContractForm({ options, defaults, of, cancelHref }: ContractFormProps) {
  return (
    <ActionForm
      action={of ? correctContractAction : createContractAction}
      submitLabel={of ? "儲存更正" : "登錄特約"}
      cancelHref={cancelHref}
      label={of ? "更正特約" : "登錄特約"}
    >
      {of ? (
        <>
          <HiddenField name="id" value={of.id} />
          <HiddenField name="version" value={of.version} />
        </>
      ) : (
        <HiddenField name="unitId" value={options.unit.id} />
      )}
      <TextField
        name="number"
        label="特約編號"
        required
        maxLength={60}
        defaultValue={defaults.number}
        hint="契約書上的編號；同一城市不得重複。"
      />
      <div className="columns-2">
        <DateField name="startsOn" label="始日" required defaultValue={defaults.startsOn} />
        <DateField
          name="endsOn"
          label="終日"
          required
          defaultValue={defaults.endsOn}
          hint="特約有效期間以三年為限（長期照顧特約管理辦法第10條）。"
        />
      </div>
      <CheckboxGroup
        name="services"
        label="服務項目"
        required
        inline
        options={options.services.map((value) => ({ value, label: SERVICE_LABELS[value] }))}
        defaultValue={[...defaults.services]}
      />
      {options.zones.length > 0 ? (
        <ZoneFields zones={options.zones} main={defaults.mainZoneId} secondary={defaults.secondaryZoneId} />
      ) : (
        <CheckboxGroup
          name="districtIds"
          label="服務行政區"
          required
          inline
          hint="本市未劃設服務分區，以行政區訂約。"
          options={options.districts.map(({ id, name }) => ({ value: id, label: name }))}
          defaultValue={[...defaults.districtIds]}
        />
      )}
    </ActionForm>
  );
}
