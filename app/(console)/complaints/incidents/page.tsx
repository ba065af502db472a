import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SelectField } from "@/components/forms/select-field";
import { TextField } from "@/components/forms/text-field";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { LinkButton } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportLinks } from "@/components/ui/export-links";
import { FilterBar } from "@/components/ui/filter-bar";
import { Link } from "@/components/ui/link";
import { listHref } from "@/components/ui/list-href";
import { Pagination } from "@/components/ui/pagination";
import { StatusTag } from "@/components/ui/status-tag";
import {
  INCIDENT_KIND_LABELS,
  INCIDENT_STATE_LABELS,
  INCIDENT_STATE_TONES,
  incidentKindLabel,
} from "@/lib/features/complaints/incidents/labels";
import { mayIncident } from "@/lib/features/complaints/incidents/policy";
import { listIncidents } from "@/lib/features/complaints/incidents/queries";
import { type IncidentListParams, incidentListParams } from "@/lib/features/complaints/incidents/schema";
import { rocMonth } from "@/lib/features/dispatch/monthly-tables/labels";
import { monthsUpTo } from "@/lib/features/dispatch/monthly-tables/schema";
import { today } from "@/lib/platform/clock";
import { formatRocDate } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "異常事件" };

/** What audits and inspections found amiss, with what became of it. */
export default async function IncidentsPage({ searchParams }: PageProps<"/complaints/incidents">) {
  const actor = await requireActor();
  if (!mayIncident(actor, "incident.read")) notFound();
  const params = incidentListParams(await searchParams);
  const { rows, total } = await listIncidents(actor, params);
  const { q, kind = null, state = null, unit = null, month = null, sort, dir, page, size } = params;
  const filters = { q, kind, state, unit, month };
  const hrefFor = listHref("/complaints/incidents", { ...filters, sort, dir, size, page });
  const exportHref = listHref("/api/incidents/export", { ...filters, sort, dir });
  return (
    <div className="stack">
      <PageHeader
        title="異常事件"
        lead="抽查及查核發現的異常情形，列管至結案。"
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
      <Filters params={params} />
      <DataTable
        caption="異常事件"
        captionHidden
        rows={rows}
        rowKey={({ id }) => id}
        {...{ sort, dir, hrefFor, total }}
        columns={[
          {
            key: "number",
            label: "編號",
            sortable: true,
            nowrap: true,
            rowHeader: true,
            render: ({ id, number }) => <Link href={`/complaints/incidents/${id}`}>{number}</Link>,
          },
          {
            key: "happenedOn",
            label: "發現日期",
            sortable: true,
            nowrap: true,
            render: ({ happenedOn }) => formatRocDate(happenedOn),
          },
          {
            key: "kind",
            label: "類型",
            sortable: true,
            nowrap: true,
            render: (row) => incidentKindLabel(row.kind),
          },
          {
            key: "unit",
            label: "單位",
            render: ({ unit: { id, code, name } }) => (
              <Link href={`/units/${id}`}>
                {name}（{code}）
              </Link>
            ),
          },
          {
            key: "case",
            label: "個案",
            render: ({ caseFile }) =>
              caseFile ? (
                <Link href={`/cases/${caseFile.id}`}>{`${caseFile.name}（${caseFile.number}）`}</Link>
              ) : (
                "—"
              ),
          },
          {
            key: "facts",
            label: "事實",
            render: ({ facts }) => <span className="line-clamp-2">{facts}</span>,
          },
          {
            key: "state",
            label: "狀態",
            sortable: true,
            render: (row) => (
              <StatusTag tone={INCIDENT_STATE_TONES[row.state]}>{INCIDENT_STATE_LABELS[row.state]}</StatusTag>
            ),
          },
          {
            key: "closedOn",
            label: "結案日期",
            sortable: true,
            nowrap: true,
            render: ({ closedOn }) => (closedOn ? formatRocDate(closedOn) : ""),
          },
        ]}
        empty={
          <EmptyState
            title="沒有符合的異常事件"
            icon="folder"
            action={<LinkButton href="/complaints/incidents">清除條件</LinkButton>}
          >
            抽查完成時答案符合表單所列異常者，自動列在這裡。
          </EmptyState>
        }
      />
      <Pagination page={page} pageSize={size} total={total} hrefFor={hrefFor} unit="件" />
    </div>
  );
}

const optionsOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

function Filters({ params }: { params: IncidentListParams }) {
  const { q, kind, state, unit, month, sort, dir, size } = params;
  const offered = monthsUpTo(today());
  const months = month === undefined || offered.includes(month) ? offered : [month, ...offered];
  return (
    <FilterBar
      action="/complaints/incidents"
      keep={{ sort, dir, size, unit }}
      resetHref="/complaints/incidents"
      label="異常事件篩選條件"
    >
      <SelectField
        name="state"
        label="狀態"
        emptyLabel="全部"
        options={[{ value: "unsettled", label: "未結案" }, ...optionsOf(INCIDENT_STATE_LABELS)]}
        defaultValue={state}
      />
      <SelectField
        name="kind"
        label="類型"
        emptyLabel="全部"
        options={optionsOf(INCIDENT_KIND_LABELS)}
        defaultValue={kind}
      />
      <SelectField
        name="month"
        label="發現月份"
        emptyLabel="全部"
        options={months.map((value) => ({ value, label: rocMonth(value) }))}
        defaultValue={month}
      />
      <TextField name="q" type="search" label="編號、單位或事實" defaultValue={q} maxLength={100} />
    </FilterBar>
  );
}
