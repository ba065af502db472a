import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DispatchTable } from "@/components/dispatch/dispatch-table";
import { SelectField } from "@/components/forms/select-field";
import { TextField } from "@/components/forms/text-field";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportLinks } from "@/components/ui/export-links";
import { FilterBar } from "@/components/ui/filter-bar";
import { listHref } from "@/components/ui/list-href";
import { Pagination } from "@/components/ui/pagination";
import { mayCentre } from "@/lib/features/dispatch/centre/policy";
import { DISPATCH_FILTER_LABELS, DISPATCH_FILTERS } from "@/lib/features/dispatch/list/labels";
import { type DispatchScope, dispatchScope } from "@/lib/features/dispatch/list/policy";
import { listDispatches } from "@/lib/features/dispatch/list/queries";
import {
  DISPATCHED_SERVICES,
  type DispatchListParams,
  dispatchFilters,
  dispatchListParams,
} from "@/lib/features/dispatch/list/schema";
import type { DispatchRow } from "@/lib/features/dispatch/list/types";
import { BASIS_LABELS } from "@/lib/features/dispatch/providers/labels";
import { SERVICE_LABELS, SERVICES_OF_TIER } from "@/lib/features/registry/units/labels";
import { districtOptions } from "@/lib/features/registry/units/queries";
import type { Actor } from "@/lib/platform/actor";
import { today } from "@/lib/platform/clock";
import { requireActor } from "@/lib/platform/session";
import { addMonths, type PlainDate } from "@/lib/rules/plain-date";

export const metadata: Metadata = { title: "派案清單" };

const PATH = "/dispatch";

/** Every dispatch over all cases: the bureau's of the cases it sees, a unit's of those that it sent or was sent. */
export default async function DispatchesPage({ searchParams }: PageProps<"/dispatch">) {
  const actor = await requireActor();
  const scope = dispatchScope(actor);
  if (!scope) notFound();
  const params = dispatchListParams(await searchParams);
  const { rows, total, page } = await listDispatches(actor, params);
  const { sort, dir, size } = params;
  const filters = dispatchFilters(params);
  const hrefFor = listHref(PATH, { ...filters, sort, dir, size, page });
  const exportHref = listHref("/api/dispatch/export", { ...filters, sort, dir });
  return (
    <div className="stack">
      <PageHeader
        title="派案清單"
        lead={leadOf(scope)}
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
      <Filters
        params={params}
        districts={scope.bUnitId ? [] : await districtsOf(actor, scope)}
        ofB={!!scope.bUnitId}
      />
      <DispatchTable
        rows={rows}
        hrefOf={(row) => hrefOf(actor, row)}
        {...{ sort, dir, hrefFor, total }}
        empty={
          <EmptyState
            title="沒有符合的派案"
            icon="route"
            action={
              Object.keys(filters).length > 0 ? <LinkButton href={PATH}>清除條件</LinkButton> : undefined
            }
          >
            {Object.keys(filters).length > 0 ? "請放寬條件。" : "派案之後會列在這裡。"}
          </EmptyState>
        }
      />
      <Pagination page={page} pageSize={size} total={total} hrefFor={hrefFor} unit="筆派案" />
    </div>
  );
}

function leadOf({ aUnitId, bUnitId }: DispatchScope): string {
  if (bUnitId) return "派給貴單位的全部照會，含已婉拒與已結束者。";
  return aUnitId
    ? "照管中心派給本單位的個案，以及本單位派給 B 單位的服務。"
    : "照管中心派給 A 單位、A 單位派給 B 單位的全部派案。";
}

/** A referral has its own page; what the centre sent leads to the centre's page of the case, or to the case itself. */
function hrefOf(actor: Actor, row: DispatchRow): string | null {
  if (row.fromUnit) return `/dispatch/referrals/${row.id}`;
  if (row.clientName === null) return null;
  return mayCentre(actor, "centre.read") ? `/dispatch/centre/${row.caseId}` : `/cases/${row.caseId}`;
}

async function districtsOf(actor: Actor, { districtIds }: DispatchScope) {
  const all = await districtOptions(actor);
  return districtIds ? all.filter(({ value }) => districtIds.includes(value)) : all;
}

const MONTHS_OFFERED = 13;

/** This month and the year before it, newest first; one asked for beyond them too. */
function monthOptions(asOf: PlainDate, chosen: string) {
  const first = `${asOf.slice(0, 7)}-01` as PlainDate;
  const months = Array.from({ length: MONTHS_OFFERED }, (_, back) => addMonths(first, -back).slice(0, 7));
  return [...new Set([...months, ...(chosen ? [chosen] : [])])].map((value) => ({
    value,
    label: `${Number(value.slice(0, 4)) - 1911} 年 ${Number(value.slice(5))} 月`,
  }));
}

type FiltersProps = {
  params: DispatchListParams;
  districts: { value: string; label: string }[];
  ofB: boolean;
};

function Filters({ params, districts, ofB }: FiltersProps) {
  const { q, unit, state, service, basis, district, month, sort, dir, size } = params;
  const services = ofB ? SERVICES_OF_TIER.b : DISPATCHED_SERVICES;
  return (
    <FilterBar action={PATH} keep={{ sort, dir, size }} resetHref={PATH} label="派案篩選條件">
      <TextField name="q" type="search" label="個案姓名或案號" defaultValue={q} maxLength={100} />
      <TextField
        name="unit"
        type="search"
        label={ofB ? "A 單位名稱或代碼" : "單位名稱或代碼"}
        defaultValue={unit}
        maxLength={100}
      />
      <SelectField
        name="state"
        label="狀態"
        emptyLabel="全部"
        options={DISPATCH_FILTERS.map((value) => ({ value, label: DISPATCH_FILTER_LABELS[value] }))}
        defaultValue={state}
      />
      <SelectField
        name="service"
        label="服務"
        emptyLabel="全部"
        options={services.map((value) => ({ value, label: SERVICE_LABELS[value] }))}
        defaultValue={service}
      />
      <SelectField
        name="basis"
        label="方式"
        emptyLabel="全部"
        options={Object.entries(BASIS_LABELS).map(([value, label]) => ({ value, label }))}
        defaultValue={basis}
      />
      {districts.length > 0 && (
        <SelectField
          name="district"
          label="行政區"
          emptyLabel="全部"
          options={districts}
          defaultValue={district}
        />
      )}
      <SelectField
        name="month"
        label="派案月份"
        emptyLabel="全部"
        options={monthOptions(today(), month)}
        defaultValue={month}
      />
    </FilterBar>
  );
}
