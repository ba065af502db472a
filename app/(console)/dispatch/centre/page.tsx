import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DueTag } from "@/components/cases/due-tag";
import { CheckboxField } from "@/components/forms/checkbox-field";
import { SelectField } from "@/components/forms/select-field";
import { TextField } from "@/components/forms/text-field";
import { LinkTabs } from "@/components/layout/link-tabs";
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
import { levelLabel, SOURCE_LABELS } from "@/lib/features/cases/labels";
import {
  CENTRE_STATE_LABELS,
  CENTRE_STATE_TONES,
  CENTRE_VIEW_LABELS,
  CENTRE_VIEWS,
} from "@/lib/features/dispatch/centre/labels";
import { mayCentre } from "@/lib/features/dispatch/centre/policy";
import { centreDistricts, listCentre } from "@/lib/features/dispatch/centre/queries";
import { type CentreListParams, centreListParams } from "@/lib/features/dispatch/centre/schema";
import type { CentreRow } from "@/lib/features/dispatch/centre/types";
import { today } from "@/lib/platform/clock";
import { formatRocDate } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import type { PlainDate } from "@/lib/rules/plain-date";

export const metadata: Metadata = { title: "派案給 A 單位" };

const SOURCE_OPTIONS = Object.entries(SOURCE_LABELS).map(([value, label]) => ({ value, label }));

export default async function CentrePage({ searchParams }: PageProps<"/dispatch/centre">) {
  const actor = await requireActor();
  if (!mayCentre(actor, "centre.read")) notFound();
  const params = centreListParams(await searchParams);
  const day = today();
  const [{ rows, total, page }, districts] = [
    await listCentre(actor, params, day),
    await centreDistricts(actor),
  ];
  const { q, view, district, source, overdue, sort, dir, size } = params;
  const filters = { q, view, district, source, overdue: overdue ? "yes" : undefined };
  const hrefFor = listHref("/dispatch/centre", { ...filters, sort, dir, size, page });
  const exportHref = listHref("/api/dispatch/centre/export", { ...filters, sort, dir });
  return (
    <div className="stack">
      <PageHeader
        title="派案給 A 單位"
        actions={
          <>
            <LinkButton href="/dispatch/centre/rotations">各區 A 單位輪序</LinkButton>
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
      <LinkTabs
        label="個案"
        items={CENTRE_VIEWS.map((each) => ({
          href: `/dispatch/centre?view=${each}`,
          label: CENTRE_VIEW_LABELS[each],
          current: each === view,
        }))}
      />
      <Filters params={params} districts={districts} />
      <DataTable
        caption={CENTRE_VIEW_LABELS[view]}
        rows={rows}
        rowKey={(row) => row.id}
        mobile="cards"
        {...{ sort, dir, hrefFor, total }}
        columns={columnsOf(view, day)}
        empty={
          <EmptyState
            title={view === "waiting" ? "沒有待派的個案" : "沒有符合的個案"}
            action={<LinkButton href={`/dispatch/centre?view=${view}`}>清除條件</LinkButton>}
          >
            完成評估且符合資格的個案會列在「待派 A 單位」。
          </EmptyState>
        }
      />
      <Pagination page={page} pageSize={size} total={total} hrefFor={hrefFor} unit="案" />
    </div>
  );
}

function Filters({
  params: { q, view, district, source, overdue, sort, dir, size },
  districts,
}: {
  params: CentreListParams;
  districts: { value: string; label: string }[];
}) {
  return (
    <FilterBar
      action="/dispatch/centre"
      keep={{ view, sort, dir, size }}
      resetHref={`/dispatch/centre?view=${view}`}
    >
      <TextField name="q" type="search" label="姓名或案號" defaultValue={q} maxLength={100} />
      <SelectField
        name="district"
        label="行政區"
        emptyLabel="全部"
        options={districts}
        defaultValue={district}
      />
      <SelectField
        name="source"
        label="申請來源"
        emptyLabel="全部"
        options={SOURCE_OPTIONS}
        defaultValue={source}
      />
      {view === "sent" && (
        <CheckboxField name="overdue" value="yes" label="只看計畫逾期" defaultChecked={overdue} />
      )}
    </FilterBar>
  );
}

function columnsOf(view: CentreListParams["view"], day: PlainDate) {
  const sent = view === "sent";
  return [
    {
      key: "name",
      label: "姓名",
      rowHeader: true,
      nowrap: true,
      render: (row: CentreRow) => <Link href={`/dispatch/centre/${row.id}`}>{row.name}</Link>,
    },
    { key: "number", label: "案號", sortable: true, nowrap: true, render: (row: CentreRow) => row.number },
    {
      key: "district",
      label: "行政區",
      sortable: true,
      nowrap: true,
      render: (row: CentreRow) => row.district,
    },
    {
      key: "needLevel",
      label: "需要等級",
      sortable: true,
      nowrap: true,
      render: (row: CentreRow) => levelLabel(row.needLevel),
    },
    { key: "source", label: "申請來源", render: (row: CentreRow) => SOURCE_LABELS[row.source] },
    {
      key: "lastAssessedOn",
      label: "評估日",
      sortable: true,
      nowrap: true,
      render: (row: CentreRow) => (row.lastAssessedOn ? formatRocDate(row.lastAssessedOn) : "—"),
    },
    {
      key: "last",
      label: sent ? "A 單位" : "前次派案",
      render: (row: CentreRow) => <LastDispatch row={row} />,
    },
    ...(sent
      ? [
          {
            key: "due",
            label: "計畫期限",
            nowrap: true,
            render: (row: CentreRow) => <DueTag dueOn={row.planDueOn} today={day} />,
          },
        ]
      : []),
  ];
}

function LastDispatch({ row: { last } }: { row: CentreRow }) {
  if (!last) return "—";
  return (
    <span className="cluster">
      {last.unit.name}
      <StatusTag tone={CENTRE_STATE_TONES[last.state]}>
        {formatRocDate(last.dispatchedOn)} {CENTRE_STATE_LABELS[last.state]}
        {last.withoutReason && "（無理由）"}
      </StatusTag>
    </span>
  );
}
