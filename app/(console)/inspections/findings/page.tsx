import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FindingTable } from "@/components/findings/finding-table";
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
import {
  FINDING_FILTER_LABELS,
  FINDING_FILTERS,
  FINDING_STATE_LABELS,
} from "@/lib/features/inspections/findings/labels";
import { listFindings } from "@/lib/features/inspections/findings/list/queries";
import { findingScope } from "@/lib/features/inspections/findings/policy";
import { type FindingListParams, findingListParams } from "@/lib/features/inspections/findings/schema";
import { TIER_LABELS } from "@/lib/features/registry/units/labels";
import { today } from "@/lib/platform/clock";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "查核缺失" };

const PATH = "/inspections/findings";

export default async function FindingsPage({ searchParams }: PageProps<"/inspections/findings">) {
  const actor = await requireActor();
  const scope = findingScope(actor);
  if (!scope) notFound();
  const params = findingListParams(await searchParams);
  const { rows, total } = await listFindings(actor, params, today());
  const { q, filter, state, tier, unit, inspection, sort, dir, page, size } = params;
  const filters = { q, filter, state, tier, unit, inspection };
  const hrefFor = listHref(PATH, { ...filters, sort, dir, size, page });
  const exportHref = listHref("/api/findings/export", { ...filters, sort, dir });
  const isUnit = scope.unitId !== undefined;
  return (
    <div className="stack">
      <PageHeader
        title="查核缺失"
        lead={
          isUnit
            ? "查核簽署後開立的缺失；請於期限前回復改善情形並附佐證。"
            : "查核簽署後開立；單位回復、審查、複查及結案都在這裡。"
        }
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
      <Filters params={params} isUnit={isUnit} />
      <FindingTable
        {...{ rows, sort, dir, hrefFor, total }}
        caption="查核缺失"
        empty={
          <EmptyState
            title="沒有符合的缺失"
            icon="document"
            action={<LinkButton href={PATH}>清除條件</LinkButton>}
          >
            查核簽署後，不符合的項目會列在這裡。
          </EmptyState>
        }
      />
      <Pagination page={page} pageSize={size} total={total} hrefFor={hrefFor} unit="筆缺失" />
    </div>
  );
}

function Filters({ params, isUnit }: { params: FindingListParams; isUnit: boolean }) {
  const { q, filter, state, tier, unit, inspection, sort, dir, size } = params;
  return (
    <FilterBar
      action={PATH}
      keep={{ sort, dir, size, unit, inspection }}
      resetHref={PATH}
      label="缺失篩選條件"
    >
      <TextField
        name="q"
        type="search"
        label={isUnit ? "缺失編號" : "單位名稱、代碼或缺失編號"}
        defaultValue={q}
        maxLength={100}
      />
      <SelectField
        name="filter"
        label="進度"
        emptyLabel="全部"
        options={FINDING_FILTERS.map((value) => ({ value, label: FINDING_FILTER_LABELS[value] }))}
        defaultValue={filter}
      />
      <SelectField
        name="state"
        label="狀態"
        emptyLabel="全部"
        options={Object.entries(FINDING_STATE_LABELS).map(([value, label]) => ({ value, label }))}
        defaultValue={state}
      />
      {!isUnit && (
        <SelectField
          name="tier"
          label="層級"
          emptyLabel="全部"
          options={Object.entries(TIER_LABELS).map(([value, label]) => ({ value, label }))}
          defaultValue={tier}
        />
      )}
    </FilterBar>
  );
}
