import { SelectField } from "@/components/forms/select-field";
import { TextField } from "@/components/forms/text-field";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { ListTable } from "@/components/monthly-tables/list-table";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportLinks } from "@/components/ui/export-links";
import { FilterBar } from "@/components/ui/filter-bar";
import { listHref } from "@/components/ui/list-href";
import { Pagination } from "@/components/ui/pagination";
import { ensureTableClocks } from "@/lib/features/dispatch/monthly-tables/clocks/service";
import { FLAG_FILTER_LABELS, rocMonth } from "@/lib/features/dispatch/monthly-tables/labels";
import { listTables } from "@/lib/features/dispatch/monthly-tables/list/queries";
import {
  monthsUpTo,
  STATE_FILTER_LABELS,
  type TableListParams,
  tableListParams,
} from "@/lib/features/dispatch/monthly-tables/schema";
import type { Actor } from "@/lib/platform/actor";
import { today } from "@/lib/platform/clock";
import type { SearchParams } from "@/lib/platform/list-params";
import type { PlainDate } from "@/lib/rules/plain-date";

/** All A units of the city with their table of a month: who is missing, late, to be reviewed. */
export async function CityList({ actor, search }: { actor: Actor; search: SearchParams }) {
  const asOf = today();
  const params = tableListParams(search, asOf);
  await ensureTableClocks(actor);
  const { rows, total } = await listTables(actor, params, asOf);
  const { q, month, state = null, flag = null, sort, dir, page, size } = params;
  const filters = { q, month, state, flag };
  const hrefFor = listHref("/dispatch/monthly", { ...filters, sort, dir, size, page });
  const exportHref = listHref("/api/dispatch/monthly/export", { ...filters, sort, dir });
  return (
    <div className="stack">
      <PageHeader
        title="派案月報"
        lead={`${rocMonth(month)}：該月任一日有特約的 A 單位，次月 10 日前應提交。`}
        actions={
          <>
            <ExportLinks
              links={[
                { href: exportHref({ format: "csv" }), label: "CSV" },
                { href: exportHref({ format: "xlsx" }), label: "Excel" },
              ]}
            />
            <PrintButton />
          </>
        }
      />
      <Filters params={params} asOf={asOf} />
      <ListTable
        {...{ rows, sort, dir, hrefFor, total }}
        by="unit"
        caption={`${rocMonth(month)}派案月報`}
        empty={
          <EmptyState
            title="沒有符合的 A 單位"
            icon="document"
            action={<LinkButton href={`/dispatch/monthly?month=${month}`}>清除條件</LinkButton>}
          >
            請放寬條件，或改選其他月份。
          </EmptyState>
        }
      />
      <Pagination page={page} pageSize={size} total={total} hrefFor={hrefFor} unit="個 A 單位" />
    </div>
  );
}

const optionsOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

function Filters({ params, asOf }: { params: TableListParams; asOf: PlainDate }) {
  const { q, month, state, flag, sort, dir, size } = params;
  const offered = monthsUpTo(asOf);
  const months = offered.includes(month) ? offered : [month, ...offered];
  return (
    <FilterBar
      action="/dispatch/monthly"
      keep={{ sort, dir, size }}
      resetHref="/dispatch/monthly"
      label="月報篩選條件"
    >
      <SelectField
        name="month"
        label="月份"
        options={months.map((value) => ({ value, label: rocMonth(value) }))}
        defaultValue={month}
      />
      <TextField name="q" type="search" label="A 單位名稱或代碼" defaultValue={q} maxLength={100} />
      <SelectField
        name="state"
        label="狀態"
        emptyLabel="全部"
        options={optionsOf(STATE_FILTER_LABELS)}
        defaultValue={state}
      />
      <SelectField
        name="flag"
        label="註記"
        emptyLabel="不限"
        options={optionsOf(FLAG_FILTER_LABELS)}
        defaultValue={flag}
      />
    </FilterBar>
  );
}
