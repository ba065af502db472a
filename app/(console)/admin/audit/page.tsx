import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DateField } from "@/components/forms/date-field";
import { SelectField } from "@/components/forms/select-field";
import { TextField } from "@/components/forms/text-field";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { LinkButton } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportLinks } from "@/components/ui/export-links";
import { FilterBar } from "@/components/ui/filter-bar";
import { listHref } from "@/components/ui/list-href";
import { Notice } from "@/components/ui/notice";
import { Pagination } from "@/components/ui/pagination";
import { ACTION_LABELS, SUBJECT_LABELS } from "@/lib/features/audit/labels";
import { mayAudit } from "@/lib/features/audit/policy";
import { listAudit } from "@/lib/features/audit/queries";
import { auditListParams, USUAL_DAYS } from "@/lib/features/audit/schema";
import type { Actor } from "@/lib/platform/actor";
import { one } from "@/lib/platform/list-params";
import { formatRocDate } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { AUDIT_TABLE } from "./audit-table";

export const metadata: Metadata = { title: "稽核紀錄" };

const PATH = "/admin/audit";

export default async function AuditPage({ searchParams }: PageProps<"/admin/audit">) {
  const actor = await requireActor();
  if (!mayAudit(actor, "audit.read")) notFound();
  const raw = await searchParams;
  const params = auditListParams(raw);
  const { sort, dir, page, size, errors } = params;
  const { rows, total, cut } = await listAudit(actor, params);
  const asked = {
    q: params.q,
    person: params.person,
    action: params.action,
    kind: params.subjectKind,
    subject: params.subjectId,
    unit: params.unit,
  };
  const period = { from: typed(raw.from, params.from), to: typed(raw.to, params.to) };
  // An empty limit means "no limit" and must stay in the address: left out it would mean the usual days again.
  const limits = { from: [period.from], to: period.to };
  const hrefFor = listHref(PATH, { ...asked, ...limits, sort, dir, page, size });
  const exportHref = listHref(`${PATH}/export`, { ...asked, ...limits, dir });
  return (
    <div className="stack">
      <PageHeader title="稽核紀錄" lead={whatIsSeen(actor)} actions={<PrintButton />} />
      <FilterBar
        action={PATH}
        keep={{ sort, dir, size, subject: params.subjectId }}
        resetHref={PATH}
        more={
          <>
            <SelectField
              name="kind"
              label="對象種類"
              emptyLabel="全部"
              defaultValue={params.subjectKind}
              options={optionsOf(SUBJECT_LABELS, params.subjectKind)}
            />
            <TextField name="unit" label="相關單位名稱或代碼" type="search" defaultValue={params.unit} />
          </>
        }
        moreOpen={Boolean(params.subjectKind || params.unit)}
      >
        <TextField name="q" label="內容文字" type="search" defaultValue={params.q} />
        <TextField name="person" label="行為人姓名" type="search" defaultValue={params.person} />
        <SelectField
          name="action"
          label="動作"
          emptyLabel="全部"
          defaultValue={params.action}
          options={optionsOf(ACTION_LABELS, params.action)}
        />
        <DateField name="from" label="起日" defaultValue={period.from} errors={errors.from} />
        <DateField name="to" label="迄日" defaultValue={period.to} errors={errors.to} />
      </FilterBar>
      {params.subjectId && (
        <Notice
          tone="info"
          title="只顯示單一對象的紀錄"
          actions={<LinkButton href={PATH}>顯示全部</LinkButton>}
        />
      )}
      {cut && (
        <Notice tone="warn" title="符合文字的紀錄太多">
          只比對期間內最近的 2,000 筆；請縮短期間，以免遺漏。
        </Notice>
      )}
      <ExportLinks
        links={[
          { href: exportHref({ format: "csv" }), label: "CSV" },
          { href: exportHref({ format: "xlsx" }), label: "XLSX" },
        ]}
      />
      <DataTable
        caption="稽核紀錄"
        captionHidden
        columns={AUDIT_TABLE}
        rows={rows}
        rowKey={(row) => row.id}
        sort={sort}
        dir={dir}
        hrefFor={hrefFor}
        total={total}
        mobile="cards"
        empty={
          <EmptyState
            title="沒有符合的紀錄"
            icon="history"
            action={<LinkButton href={`${PATH}?from=`}>查看全部期間</LinkButton>}
          >
            未指定起日時只查最近 {USUAL_DAYS} 日；可清空起日查全部期間。
          </EmptyState>
        }
      />
      <Pagination page={page} pageSize={size} total={total} hrefFor={hrefFor} unit="筆紀錄" />
    </div>
  );
}

/** What stands in a date's field: what was typed, else the limit in force. */
function typed(value: string | string[] | undefined, limit: string | null): string {
  return one(value) ?? (limit ? formatRocDate(limit) : "");
}

function optionsOf(labels: Readonly<Record<string, string>>, chosen: string | undefined) {
  const all = chosen && !(chosen in labels) ? { ...labels, [chosen]: chosen } : labels;
  return Object.entries(all).map(([value, label]) => ({ value, label }));
}

function whatIsSeen(actor: Actor): string {
  if (mayAudit(actor, "audit.read_city")) return "本市全部紀錄。紀錄只能新增，任何人都不能修改或刪除。";
  if (mayAudit(actor, "audit.read_units")) return "與單位有關的紀錄，以及您本人的操作。";
  if (mayAudit(actor, "audit.read_own_unit")) return "與所屬單位有關的紀錄，以及您本人的操作。";
  return "您本人的操作紀錄。";
}
