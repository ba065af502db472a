import { SelectField } from "@/components/forms/select-field";
import { TextField } from "@/components/forms/text-field";
import { FilterBar } from "@/components/ui/filter-bar";
import {
  LISTING_STATE_LABELS,
  NAME_STATE_LABELS,
  SERVICE_LABELS,
  SERVICES_OF_TIER,
  SOURCE_LABELS,
  TIER_LABELS,
} from "@/lib/features/registry/units/labels";
import type { UnitListParams } from "@/lib/features/registry/units/list/schema";
import type { Option } from "@/lib/features/registry/units/types";

type UnitFiltersProps = {
  params: UnitListParams;
  districts: readonly Option[];
  zones: readonly Option[];
  /** Whether the actor sees the contracts of the city. */
  withContracts: boolean;
};

const SOURCE_OPTIONS: readonly Option[] = [
  { value: "real", label: "不含示範資料" },
  ...optionsOf(SOURCE_LABELS),
];
const NAME_OPTIONS: readonly Option[] = [
  { value: "unsure", label: "待確認（損壞、存疑、推定）" },
  ...optionsOf(NAME_STATE_LABELS),
];

function optionsOf(labels: Readonly<Record<string, string>>): Option[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}

/** The conditions of the unit list. */
export function UnitFilters({ params, districts, zones, withContracts }: UnitFiltersProps) {
  const { q, tier, service, district, sort, dir, size } = params;
  return (
    <FilterBar
      action="/units"
      keep={{ sort, dir, size }}
      resetHref="/units"
      label="單位篩選條件"
      more={<MoreFilters params={params} zones={zones} withContracts={withContracts} />}
      moreOpen={Boolean(params.zone ?? params.name ?? params.listing ?? params.contract ?? params.source)}
    >
      <TextField
        name="q"
        type="search"
        label="名稱、代碼、機構或行政區"
        defaultValue={q}
        placeholder="例如：永信、B0012"
        maxLength={100}
      />
      <SelectField
        name="tier"
        label="層級"
        emptyLabel="全部"
        options={optionsOf(TIER_LABELS)}
        defaultValue={tier}
      />
      <SelectField
        name="service"
        label="服務"
        emptyLabel="全部"
        options={SERVICES_OF_TIER.b.map((value) => ({ value, label: SERVICE_LABELS[value] }))}
        defaultValue={service}
      />
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

function MoreFilters({ params, zones, withContracts }: Omit<UnitFiltersProps, "districts">) {
  return (
    <>
      {zones.length > 0 && (
        <SelectField
          name="zone"
          label="服務分區"
          emptyLabel="全部"
          options={zones}
          defaultValue={params.zone}
        />
      )}
      <SelectField
        name="listing"
        label="清冊狀態"
        emptyLabel="全部"
        options={optionsOf(LISTING_STATE_LABELS)}
        defaultValue={params.listing}
      />
      <SelectField
        name="name"
        label="名稱狀態"
        emptyLabel="全部"
        options={NAME_OPTIONS}
        defaultValue={params.name}
      />
      {withContracts && (
        <SelectField
          name="contract"
          label="特約"
          emptyLabel="全部"
          options={[
            { value: "current", label: "今日有有效特約" },
            { value: "none", label: "今日無有效特約" },
          ]}
          defaultValue={params.contract}
        />
      )}
      <SelectField
        name="source"
        label="資料來源"
        emptyLabel="全部"
        options={SOURCE_OPTIONS}
        defaultValue={params.source}
      />
    </>
  );
}
