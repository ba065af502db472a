import { ActionForm } from "@/components/forms/action-form";
import { Fieldset } from "@/components/forms/fieldset";
import { HiddenField } from "@/components/forms/hidden-field";
import { SelectField } from "@/components/forms/select-field";
import { TextField } from "@/components/forms/text-field";
import { organisationStamp } from "@/lib/features/registry/units/keeping/schema";
import type { UnitRef } from "@/lib/features/registry/units/keeping/types";
import { C_KIND_LABELS } from "@/lib/features/registry/units/labels";
import type { UnitHeader, UnitOverview } from "@/lib/features/registry/units/types";
import type { FormAction } from "@/lib/platform/define-action";

type UnitDetailsFormProps = {
  change: FormAction<UnitRef>;
  unit: UnitHeader;
  overview: UnitOverview;
};

const KIND_OPTIONS = Object.entries(C_KIND_LABELS).map(([value, label]) => ({ value, label }));

/** What an official keeps of a unit besides its name. */
export function UnitDetailsForm({ change, unit, overview }: UnitDetailsFormProps) {
  const { organisation, address, phone, siblings } = overview;
  const shared =
    siblings.length > 0 ? `這兩欄屬於機構，同一機構的其他 ${siblings.length} 個單位會一併變更。` : undefined;
  return (
    <ActionForm action={change} cancelHref={`/units/${unit.id}`} label="編輯基本資料">
      <HiddenField name="id" value={unit.id} />
      <HiddenField name="version" value={String(unit.version)} />
      <HiddenField name="organisationSeen" value={organisationStamp(organisation)} />
      {unit.tier === "c" && (
        <SelectField
          name="cKind"
          label="C 類型"
          emptyLabel="未填"
          options={KIND_OPTIONS}
          defaultValue={unit.cKind}
          width="m"
        />
      )}
      <TextField
        name="address"
        label="地址"
        defaultValue={address ?? ""}
        maxLength={200}
        width="full"
        autoComplete="off"
      />
      <TextField
        name="phone"
        label="電話"
        type="tel"
        hint="含區碼，例如 04-22289111 或 04-22289111#123"
        defaultValue={phone ?? ""}
        maxLength={30}
        width="m"
        autoComplete="off"
      />
      <Fieldset legend={`機構：${organisation.name}`} hint={shared} columns={2}>
        <TextField
          name="businessNumber"
          label="統一編號"
          hint="8 位數字，依財政部檢查碼核對"
          inputMode="numeric"
          defaultValue={organisation.businessNumber ?? ""}
          maxLength={12}
          width="s"
          autoComplete="off"
        />
        <TextField
          name="representative"
          label="負責人"
          defaultValue={organisation.representative ?? ""}
          maxLength={60}
          width="s"
          autoComplete="off"
        />
      </Fieldset>
    </ActionForm>
  );
}
