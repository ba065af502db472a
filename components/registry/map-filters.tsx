import { SelectField } from "@/components/forms/select-field";
import { FilterBar } from "@/components/ui/filter-bar";
import { SERVICES_OF_TIER } from "@/lib/features/registry/units/labels";
import { MEASURE_LABELS, SUBJECT_LABELS } from "@/lib/features/registry/units/map/labels";
import { MAP_MEASURES, type MapParams, type MapSubject } from "@/lib/features/registry/units/map/schema";
import type { MapFigures } from "@/lib/features/registry/units/map/types";

function options(subjects: readonly MapSubject[]) {
  return subjects.map((value) => ({ value, label: SUBJECT_LABELS[value] }));
}

/** What the map counts and how. */
export function MapFilters({ params, figures }: { params: MapParams; figures: MapFigures }) {
  const { years, year, measure } = figures;
  return (
    <FilterBar
      action="/units/map"
      keep={{ sort: params.sort, dir: params.dir }}
      resetHref="/units/map"
      label="地圖條件"
      submitLabel="顯示"
    >
      <SelectField
        name="of"
        label="層級或服務"
        groups={[
          { label: "層級", options: options(["all", "a", "b", "c"]) },
          { label: "B 單位服務", options: options(SERVICES_OF_TIER.b) },
        ]}
        defaultValue={params.of}
      />
      <SelectField
        name="measure"
        label="指標"
        options={MAP_MEASURES.map((value) => ({
          value,
          label: MEASURE_LABELS[value],
          disabled: value === "per_1000" && years.length === 0,
        }))}
        defaultValue={measure}
      />
      {years.length > 0 && (
        <SelectField
          name="year"
          label="需求人口年度"
          options={years.map((each) => ({ value: String(each), label: `${each - 1911} 年` }))}
          defaultValue={String(year)}
        />
      )}
    </FilterBar>
  );
}
