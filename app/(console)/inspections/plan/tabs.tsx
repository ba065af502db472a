import { SelectField } from "@/components/forms/select-field";
import { TextField } from "@/components/forms/text-field";
import { LinkTabs } from "@/components/layout/link-tabs";
import { FilterBar } from "@/components/ui/filter-bar";
import type { ListHref } from "@/components/ui/list-href";
import { FILTER_LABELS } from "@/lib/features/inspections/planning/labels";
import type { PlanParams } from "@/lib/features/inspections/planning/schema";
import { PLAN_FILTERS, type PlanFilter } from "@/lib/features/inspections/planning/types";
import type { Option } from "@/lib/features/registry/units/types";
import type { DutyKind } from "@/lib/rules/inspection-duty";

interface TabsProps {
  hrefFor: ListHref;
  show: PlanFilter;
  counts: Record<PlanFilter, number>;
  /** Only in a share some must be visited and the others may be. */
  hasMust: boolean;
}

/** The units of a duty by how they stand. */
export function PlanTabs({ hrefFor, show, counts, hasMust }: TabsProps) {
  const shown = PLAN_FILTERS.filter((filter) => filter !== (hasMust ? "missed" : "must"));
  return (
    <LinkTabs
      label="單位"
      items={shown.map((filter) => ({
        href: `${hrefFor({ show: filter, page: null })}#proposals`,
        label: FILTER_LABELS[filter],
        count: counts[filter],
        current: filter === show,
      }))}
    />
  );
}

interface FiltersProps {
  path: string;
  params: PlanParams;
  kind: DutyKind;
  districts: readonly Option[];
}

/** Narrows the units by name and district. */
export function PlanFilters({ path, params: { q, district, show, size }, kind, districts }: FiltersProps) {
  return (
    <FilterBar
      action={path}
      keep={{ kind, show, size }}
      resetHref={`${path}?kind=${kind}`}
      label="單位篩選條件"
    >
      <TextField name="q" type="search" label="單位名稱或代碼" defaultValue={q} maxLength={100} />
      <SelectField
        name="district"
        label="行政區"
        emptyLabel="全部"
        options={districts}
        defaultValue={district}
      />
    </FilterBar>
  );
}
