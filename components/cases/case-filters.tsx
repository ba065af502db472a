import { SelectField } from "@/components/forms/select-field";
import { TextField } from "@/components/forms/text-field";
import { FilterBar } from "@/components/ui/filter-bar";
import { SOURCE_LABELS } from "@/lib/features/cases/labels";
import type { CaseListParams } from "@/lib/features/cases/list/schema";
import type { Choice } from "@/lib/features/cases/list/types";
import { CASE_STATUS_LABELS } from "@/lib/features/cases/status/labels";

function optionsOf(labels: Readonly<Record<string, string>>): Choice[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}

const LEVELS = [
  { value: "none", label: "尚未評估" },
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((level) => ({ value: String(level), label: `第 ${level} 級` })),
];
const STATUSES = [
  { value: "open", label: "未結案" },
  { value: "all", label: "全部（含已結案）" },
  ...optionsOf(CASE_STATUS_LABELS),
];
const DUES = [
  { value: "overdue", label: "已逾期" },
  { value: "30", label: "30 日內" },
  { value: "60", label: "60 日內" },
  { value: "90", label: "90 日內" },
];

type CaseFiltersProps = {
  params: CaseListParams;
  districts: readonly Choice[];
  units: readonly Choice[];
  managers: readonly Choice[];
};

/** The conditions of the list of cases. */
export function CaseFilters({ params, districts, units, managers }: CaseFiltersProps) {
  const { q, status, district, level, unit, manager, source, due, sort, dir, size, person } = params;
  const folded = [unit, manager, source, due].some(Boolean);
  return (
    <FilterBar
      action="/cases"
      keep={{ sort, dir, size, person }}
      resetHref="/cases"
      label="個案篩選條件"
      moreOpen={folded}
      more={
        <>
          {units.length > 1 && (
            <SelectField name="unit" label="A 單位" emptyLabel="全部" options={units} defaultValue={unit} />
          )}
          <SelectField
            name="manager"
            label="個案管理員"
            emptyLabel="全部"
            options={[{ value: "none", label: "尚未分派" }, ...managers]}
            defaultValue={manager}
          />
          <SelectField
            name="source"
            label="申請來源"
            emptyLabel="全部"
            options={optionsOf(SOURCE_LABELS)}
            defaultValue={source}
          />
          <SelectField name="due" label="複評期限" emptyLabel="不限" options={DUES} defaultValue={due} />
        </>
      }
    >
      <TextField
        name="q"
        type="search"
        label="姓名、案號或統一編號"
        defaultValue={q}
        maxLength={100}
        autoComplete="off"
      />
      <SelectField name="status" label="狀態" options={STATUSES} defaultValue={status} />
      <SelectField
        name="district"
        label="行政區"
        emptyLabel="全部"
        options={districts}
        defaultValue={district}
      />
      <SelectField name="level" label="需要等級" emptyLabel="全部" options={LEVELS} defaultValue={level} />
    </FilterBar>
  );
}
