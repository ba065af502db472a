import { ActionForm } from "@/components/forms/action-form";
import { CheckboxGroup } from "@/components/forms/checkbox-group";
import { Fieldset } from "@/components/forms/fieldset";
import { RadioGroup } from "@/components/forms/radio-group";
import { SelectField } from "@/components/forms/select-field";
import { TextField } from "@/components/forms/text-field";
import type { CreatedUnit } from "@/lib/features/registry/units/keeping/types";
import {
  C_KIND_LABELS,
  SERVICE_LABELS,
  SERVICES_OF_TIER,
  TIER_LABELS,
} from "@/lib/features/registry/units/labels";
import type { Option } from "@/lib/features/registry/units/types";
import type { FormAction } from "@/lib/platform/define-action";

/** What was typed before, when the form comes back. */
export type TypedUnit = Partial<
  Record<"tier" | "districtId" | "name" | "cKind" | "address" | "phone", string>
> & { services?: string[] };

type UnitFormProps = {
  create: FormAction<CreatedUnit>;
  districts: readonly Option[];
  typed: TypedUnit;
};

const TIER_OPTIONS = Object.entries(TIER_LABELS).map(([value, label]) => ({ value, label }));
const KIND_OPTIONS = Object.entries(C_KIND_LABELS).map(([value, label]) => ({ value, label }));

/** A unit made by hand. Fields of other tiers are left out on the server, so that nothing depends on a script. */
export function UnitForm({ create, districts, typed }: UnitFormProps) {
  return (
    <ActionForm action={create} submitLabel="建立單位" cancelHref="/units" label="新增單位">
      <RadioGroup name="tier" label="層級" required options={TIER_OPTIONS} defaultValue={typed.tier} />
      <SelectField
        name="districtId"
        label="行政區"
        required
        emptyLabel="請選擇"
        options={districts}
        defaultValue={typed.districtId}
        width="m"
      />
      <TextField
        name="name"
        label="單位名稱"
        hint="請輸入全銜；同層級、同行政區已有同名單位（臺、台視為相同）時不會重複建立。"
        required
        defaultValue={typed.name}
        maxLength={120}
        width="full"
      />
      <Fieldset legend="B 單位" hint="僅層級為 B 時採用。A、C 單位的服務由層級決定。">
        <CheckboxGroup
          name="services"
          label="服務"
          inline
          options={SERVICES_OF_TIER.b.map((value) => ({ value, label: SERVICE_LABELS[value] }))}
          defaultValue={typed.services}
        />
      </Fieldset>
      <Fieldset legend="C 單位" hint="僅層級為 C 時採用。">
        <SelectField
          name="cKind"
          label="C 類型"
          emptyLabel="未填"
          options={KIND_OPTIONS}
          defaultValue={typed.cKind}
          width="m"
        />
      </Fieldset>
      <TextField name="address" label="地址" defaultValue={typed.address} maxLength={200} width="full" />
      <TextField
        name="phone"
        label="電話"
        type="tel"
        hint="含區碼，例如 04-22289111 或 04-22289111#123"
        defaultValue={typed.phone}
        maxLength={30}
        width="m"
      />
    </ActionForm>
  );
}
