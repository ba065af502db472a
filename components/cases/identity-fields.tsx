import { DateField } from "@/components/forms/date-field";
import { SelectField } from "@/components/forms/select-field";
import { TextField } from "@/components/forms/text-field";
import { SEX_LABELS } from "@/lib/features/cases/labels";
import type { Person } from "@/lib/features/cases/types";
import { formatRocDate } from "@/lib/platform/roc-date";

type DistrictGroups = readonly { label: string; options: readonly { value: string; label: string }[] }[];
type IdentityFieldsProps = {
  districts: DistrictGroups;
  person?: Person;
  districtId?: string;
};

/** Who a person is and where the person lives. */
export function IdentityFields({ districts, person, districtId }: IdentityFieldsProps) {
  return (
    <>
      <TextField
        name="name"
        label="姓名"
        required
        maxLength={60}
        autoComplete="off"
        defaultValue={person?.name}
      />
      <SelectField
        name="sex"
        label="性別"
        required
        emptyLabel="請選擇"
        options={Object.entries(SEX_LABELS).map(([value, label]) => ({ value, label }))}
        defaultValue={person?.sex}
      />
      <DateField
        name="bornOn"
        label="出生日期"
        required
        hint="民國年，例如 29/05/06。"
        defaultValue={person && formatRocDate(person.bornOn)}
      />
      <SelectField
        name="districtId"
        label="居住行政區"
        required
        emptyLabel="請選擇"
        groups={districts}
        defaultValue={districtId}
      />
    </>
  );
}
