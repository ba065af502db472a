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
import { Notice } from "@/components/ui/notice";
import { Pagination } from "@/components/ui/pagination";
import { StatusTag } from "@/components/ui/status-tag";
import { rocMonth } from "@/lib/features/dispatch/monthly-tables/labels";
import { monthsUpTo } from "@/lib/features/dispatch/monthly-tables/schema";
import { listAudits } from "@/lib/features/sampling/audits/queries";
import type { AuditRow } from "@/lib/features/sampling/audits/types";
import {
  AUDIT_KIND_LABELS,
  AUDIT_STATE_LABELS,
  AUDIT_STATE_TONES,
  STRATUM_LABELS,
} from "@/lib/features/sampling/labels";
import { maySampling } from "@/lib/features/sampling/policy";
import { auditors } from "@/lib/features/sampling/queries";
import { type AuditListParams, auditListParams } from "@/lib/features/sampling/schema";
import { officeDate, today } from "@/lib/platform/clock";
import { formatRocDate } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "抽查清冊" };

/** The checks: a specialist's own, or the city's with who has which. */
export default async function AuditsPage({ searchParams }: PageProps<"/sampling/audits">) {
  const actor = await requireActor();
  if (!maySampling(actor, "sampling.read")) notFound();
  const params = auditListParams(await searchParams);
  const isLeader = maySampling(actor, "sampling.read_city");
  const { rows, total } = await listAudits(actor, params);
  const people = await auditors(actor);
  const { q, month = null, unit = null, kind = null, state = null, stratum = null, anomaly = null } = params;
  const { assigned = null, answer, sort, dir, page, size } = params;
  const filters = {
    ...{ q, month, unit, kind, state, stratum, anomaly, assigned },
    answer: answer ? `${answer.key}:${answer.value}` : null,
  };
  const hrefFor = listHref("/sampling/audits", { ...filters, sort, dir, size, page });
  const exportHref = listHref("/api/sampling/audits/export", { ...filters, sort, dir });
  return (
    <div className="stack">
      <PageHeader
        title={isLeader ? "抽查清冊" : "我的抽查"}
        {...(isLeader
          ? { breadcrumbs: [{ href: "/sampling", label: "系統查核抽樣" }, { label: "抽查清冊" }] }
          : {})}
        lead={isLeader ? "每月抽出的電話訪查及照顧計畫抽查。" : "分派給您的電話訪查及照顧計畫抽查。"}
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
      {answer && (
        <Notice tone="info" title="只列某題答某項的抽查">
          <Link href={hrefFor({ answer: null, page: null })}>取消這項條件</Link>
        </Notice>
      )}
      {unit && rows[0] && (
        <Notice tone="info" title={`只列 ${rows[0].aUnit.name}（${rows[0].aUnit.code}）的個案`}>
          <Link href={hrefFor({ unit: null, page: null })}>取消這項條件</Link>
        </Notice>
      )}
      <Filters params={params} people={isLeader ? people : null} />
      <AuditTable {...{ rows, sort, dir, hrefFor, total, isLeader }} />
      <Pagination page={page} pageSize={size} total={total} hrefFor={hrefFor} unit="筆" />
    </div>
  );
}

const optionsOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

interface FiltersProps {
  params: AuditListParams;
  people: { id: string; name: string }[] | null;
}

function Filters({ params, people }: FiltersProps) {
  const { q, month, unit, kind, state, stratum, anomaly, assigned, answer, sort, dir, size } = params;
  const offered = monthsUpTo(today());
  const months = month === undefined || offered.includes(month) ? offered : [month, ...offered];
  const keep = { sort, dir, size, unit, answer: answer ? `${answer.key}:${answer.value}` : null };
  return (
    <FilterBar action="/sampling/audits" keep={keep} resetHref="/sampling/audits" label="抽查篩選條件">
      <SelectField
        name="month"
        label="月份"
        emptyLabel="全部"
        options={months.map((value) => ({ value, label: rocMonth(value) }))}
        defaultValue={month}
      />
      <SelectField
        name="kind"
        label="查核方式"
        emptyLabel="全部"
        options={optionsOf(AUDIT_KIND_LABELS)}
        defaultValue={kind}
      />
      <SelectField
        name="state"
        label="狀態"
        emptyLabel="全部"
        options={optionsOf(AUDIT_STATE_LABELS)}
        defaultValue={state}
      />
      <SelectField
        name="stratum"
        label="案別"
        emptyLabel="全部"
        options={optionsOf(STRATUM_LABELS)}
        defaultValue={stratum}
      />
      <SelectField
        name="anomaly"
        label="異常"
        emptyLabel="不限"
        options={[
          { value: "yes", label: "有異常" },
          { value: "no", label: "無異常" },
        ]}
        defaultValue={anomaly}
      />
      {people && (
        <SelectField
          name="assigned"
          label="抽查人員"
          emptyLabel="全部"
          options={[
            { value: "me", label: "我" },
            { value: "none", label: "未分派" },
            ...people.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          defaultValue={assigned}
        />
      )}
      <TextField name="q" type="search" label="案號、姓名或 A 單位" defaultValue={q} maxLength={100} />
    </FilterBar>
  );
}

interface AuditTableProps {
  rows: readonly AuditRow[];
  sort: string;
  dir: "asc" | "desc";
  hrefFor: ReturnType<typeof listHref>;
  total: number;
  isLeader: boolean;
}

function AuditTable({ rows, sort, dir, hrefFor, total, isLeader }: AuditTableProps) {
  return (
    <DataTable
      caption={isLeader ? "抽查清冊" : "我的抽查"}
      captionHidden
      rows={rows}
      rowKey={({ id }) => id}
      {...{ sort, dir, hrefFor, total }}
      columns={[
        {
          key: "case",
          label: "個案",
          rowHeader: true,
          render: ({ id, caseFile }) => (
            <Link href={`/sampling/audits/${id}`}>
              {caseFile ? `${caseFile.name}（${caseFile.number}）` : "不在負責行政區"}
            </Link>
          ),
        },
        {
          key: "kind",
          label: "查核方式",
          sortable: true,
          nowrap: true,
          render: ({ kind }) => AUDIT_KIND_LABELS[kind],
        },
        { key: "month", label: "月份", sortable: true, nowrap: true, render: ({ month }) => rocMonth(month) },
        {
          key: "unit",
          label: "A 單位",
          sortable: true,
          render: ({ aUnit }) => `${aUnit.name}（${aUnit.code}）`,
        },
        {
          key: "rank",
          label: "案別及順位",
          nowrap: true,
          render: ({ stratum, rank, replacesRank }) =>
            `${STRATUM_LABELS[stratum]} ${rank}${replacesRank === null ? "" : `（遞補 ${replacesRank}）`}`,
        },
        ...(isLeader
          ? [
              {
                key: "assigned",
                label: "抽查人員",
                render: ({ assignedTo }: AuditRow) =>
                  assignedTo ? assignedTo.name : <StatusTag tone="warn">未分派</StatusTag>,
              },
            ]
          : []),
        {
          key: "state",
          label: "狀態",
          sortable: true,
          render: ({ state, hasAnomaly, calls }) => (
            <span className="cluster">
              <StatusTag tone={AUDIT_STATE_TONES[state]}>{AUDIT_STATE_LABELS[state]}</StatusTag>
              {hasAnomaly && <StatusTag tone="bad">異常</StatusTag>}
              {state === "to_do" && calls > 0 && <span className="muted">已撥 {calls} 通</span>}
            </span>
          ),
        },
        {
          key: "doneAt",
          label: "完成日期",
          sortable: true,
          nowrap: true,
          render: ({ doneAt }) => (doneAt ? formatRocDate(officeDate(doneAt)) : ""),
        },
      ]}
      empty={
        <EmptyState
          title="沒有符合的抽查"
          icon="inspect"
          action={<LinkButton href="/sampling/audits">清除條件</LinkButton>}
        >
          請放寬條件。
        </EmptyState>
      }
    />
  );
}
