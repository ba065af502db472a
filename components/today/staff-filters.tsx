import { SelectField } from "@/components/forms/select-field";
import { TextField } from "@/components/forms/text-field";
import { FilterBar } from "@/components/ui/filter-bar";
import {
  DUTY_LABELS,
  EMPLOYMENT_LABELS,
  PRESENCE_LABELS,
  REGISTRATION_FILTER_LABELS,
} from "@/lib/features/registry/staff/labels";
import type { StaffListParams } from "@/lib/features/registry/staff/schema";

function optionsOf(labels: Readonly<Record<string, string>>): { value: string; label: string }[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}

/** The conditions of a list of staff. */
export function StaffFilters({ action, params }: { action: string; params: StaffListParams }) {
  const { q, duty, employment, presence, registration, sort, dir, size } = params;
  return (
    <FilterBar action={action} keep={{ sort, dir, size }} resetHref={action} label="人員篩選條件">
      <TextField name="q" type="search" label="姓名、單位名稱或代碼" defaultValue={q} maxLength={100} />
      <SelectField
        name="duty"
        label="職務"
        emptyLabel="全部"
        options={optionsOf(DUTY_LABELS)}
        defaultValue={duty}
      />
      <SelectField
        name="employment"
        label="專兼任"
        emptyLabel="全部"
        options={optionsOf(EMPLOYMENT_LABELS)}
        defaultValue={employment}
      />
      <SelectField
        name="presence"
        label="在職狀態"
        options={optionsOf(PRESENCE_LABELS)}
        defaultValue={presence}
      />
      <SelectField
        name="registration"
        label="登錄狀態"
        emptyLabel="全部"
        options={optionsOf(REGISTRATION_FILTER_LABELS)}
        defaultValue={registration}
      />
    </FilterBar>
  );
}
