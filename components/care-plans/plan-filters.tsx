import { SelectField } from "@/components/forms/select-field";
import { TextField } from "@/components/forms/text-field";
import { FilterBar } from "@/components/ui/filter-bar";
import { PLAN_KIND_LABELS, QUEUE_FILTER_LABELS, WAITING_LABELS } from "@/lib/features/care-plans/labels";
import type { PlanListParams } from "@/lib/features/care-plans/schema";

type Option = { value: string; label: string };
type PlanFiltersProps = {
  params: PlanListParams;
  districts: readonly Option[];
  /** A units; none where the actor sees one unit's plans only. */
  units: readonly Option[];
};

const optionsOf = (labels: Readonly<Record<string, string>>): Option[] =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

/** The conditions of a list of plans. */
export function PlanFilters({ params, districts, units }: PlanFiltersProps) {
  const { q, status, district, unit, kind, waiting, sort, dir, size } = params;
  return (
    <FilterBar action="/plans" keep={{ sort, dir, size }} resetHref="/plans" label="計畫篩選條件">
      <TextField name="q" type="search" label="案號或姓名" defaultValue={q} maxLength={100} />
      <SelectField
        name="status"
        label="狀態"
        options={[...optionsOf(QUEUE_FILTER_LABELS), { value: "all", label: "全部" }]}
        defaultValue={status}
      />
      <SelectField
        name="district"
        label="行政區"
        emptyLabel="全部"
        options={districts}
        defaultValue={district}
      />
      {units.length > 0 && (
        <SelectField name="unit" label="A 單位" emptyLabel="全部" options={units} defaultValue={unit} />
      )}
      <SelectField
        name="kind"
        label="種類"
        emptyLabel="全部"
        options={optionsOf(PLAN_KIND_LABELS)}
        defaultValue={kind}
      />
      <SelectField
        name="waiting"
        label="等候審核"
        emptyLabel="不限"
        options={optionsOf(WAITING_LABELS)}
        defaultValue={waiting === undefined ? "" : String(waiting)}
      />
    </FilterBar>
  );
}
