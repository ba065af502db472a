import { RadioGroup } from "@/components/forms/radio-group";
import { SelectField } from "@/components/forms/select-field";
import { TextField } from "@/components/forms/text-field";
import { DUTY_LABELS, EMPLOYMENT_LABELS } from "@/lib/features/registry/staff/labels";
import type { StaffRow } from "@/lib/features/registry/staff/types";

const optionsOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

/** What may change of a person while the employment lasts. */
export function DetailFields({ staff }: { staff?: StaffRow }) {
  return (
    <>
      <TextField
        name="name"
        label="姓名"
        required
        maxLength={60}
        defaultValue={staff?.name}
        autoComplete="off"
      />
      <SelectField
        name="duty"
        label="職務"
        required
        emptyLabel="請選擇"
        options={optionsOf(DUTY_LABELS)}
        defaultValue={staff?.duty}
      />
      <RadioGroup
        name="employment"
        label="專兼任"
        required
        inline
        options={optionsOf(EMPLOYMENT_LABELS)}
        defaultValue={staff?.employment}
      />
      <TextField
        name="qualification"
        label="資格"
        maxLength={200}
        defaultValue={staff?.qualification ?? ""}
        hint="例如社會工作師、護理師、照顧服務員證明。"
      />
    </>
  );
}
