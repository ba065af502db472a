import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DueTag } from "@/components/cases/due-tag";
import { CapNote } from "@/components/dispatch-centre/cap-note";
import { ManagerTable } from "@/components/dispatch-centre/manager-table";
import { TextField } from "@/components/forms/text-field";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { Section } from "@/components/layout/section";
import { LinkButton } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportLinks } from "@/components/ui/export-links";
import { FilterBar } from "@/components/ui/filter-bar";
import { Link } from "@/components/ui/link";
import { listHref } from "@/components/ui/list-href";
import { Notice } from "@/components/ui/notice";
import { Pagination } from "@/components/ui/pagination";
import { StatGrid, StatTile } from "@/components/ui/stat-tile";
import { levelLabel } from "@/lib/features/cases/labels";
import { CENTRE_BASIS_LABELS } from "@/lib/features/dispatch/centre/labels";
import { MANAGERS_DONE } from "@/lib/features/dispatch/managers/labels";
import { listWaiting, managersOverview } from "@/lib/features/dispatch/managers/queries";
import { type WaitingParams, waitingParams } from "@/lib/features/dispatch/managers/schema";
import type { WaitingRow } from "@/lib/features/dispatch/managers/types";
import { today } from "@/lib/platform/clock";
import { one } from "@/lib/platform/list-params";
import { formatRocDate } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "個案分派" };

export default async function ManagersPage({ searchParams }: PageProps<"/dispatch/managers">) {
  const actor = await requireActor();
  const day = today();
  const overview = await managersOverview(actor, day);
  if (!overview) notFound();
  const asked = await searchParams;
  const params = waitingParams(asked);
  const waiting = await listWaiting(actor, params);
  const { q, sort, dir } = params;
  const exportHref = listHref("/api/dispatch/managers/export", { q, sort, dir });
  const done = MANAGERS_DONE[one(asked.done) ?? ""];
  const over = overview.managers.filter((row) => row.load?.withOneMore === "over").length;
  return (
    <div className="stack-l">
      <PageHeader
        title="個案分派"
        actions={
          <>
            <ExportLinks
              label="匯出待分派"
              links={[
                { href: exportHref({ format: "csv" }), label: "CSV" },
                { href: exportHref({ format: "xlsx" }), label: "Excel" },
              ]}
            />
            <PrintButton />
          </>
        }
      />
      {done && <Notice tone="good" live="status" title={done} />}
      <StatGrid>
        <StatTile
          label="待分派個案"
          value={overview.waiting}
          unit="案"
          tone={overview.waiting ? "warn" : "good"}
        />
        <StatTile label="本單位尚可承接" value={overview.headroom} unit="案" hint="已扣除待分派個案" />
        <StatTile label="不能再接案的個管員" value={over} unit="人" tone={over ? "warn" : "good"} />
      </StatGrid>
      <Section title="待分派">
        <Waiting {...waiting} params={params} />
      </Section>
      <Section title="個案管理員案量">
        <ManagerTable
          caption={`案量與本月申報組數（${formatRocDate(day).slice(0, 6)}）`}
          rows={overview.managers}
          empty={
            <EmptyState title="本單位沒有在職的個案管理員" icon="people">
              請到「人員」登錄職務為個案管理員的人員後再分派。
            </EmptyState>
          }
        />
        <CapNote load={overview.managers.find((row) => row.load)?.load} />
      </Section>
    </div>
  );
}

type WaitingProps = { rows: WaitingRow[]; total: number; page: number; params: WaitingParams };

function Waiting({ rows, total, page, params }: WaitingProps) {
  const { q, sort, dir, size } = params;
  const hrefFor = listHref("/dispatch/managers", { q, sort, dir, size, page });
  const day = today();
  return (
    <div className="stack">
      <FilterBar action="/dispatch/managers" keep={{ sort, dir, size }} resetHref="/dispatch/managers">
        <TextField name="q" type="search" label="姓名或案號" defaultValue={q} maxLength={100} />
      </FilterBar>
      <DataTable
        caption="照管中心派來、尚未分派個案管理員的個案"
        rows={rows}
        rowKey={(row) => row.id}
        mobile="cards"
        {...{ sort, dir, hrefFor, total }}
        empty={
          <EmptyState
            title={q ? "沒有符合的個案" : "沒有待分派的個案"}
            action={q ? <LinkButton href="/dispatch/managers">清除條件</LinkButton> : undefined}
          />
        }
        columns={[
          {
            key: "name",
            label: "姓名",
            rowHeader: true,
            nowrap: true,
            render: (row) => <Link href={`/dispatch/managers/cases/${row.id}`}>{row.name}</Link>,
          },
          { key: "number", label: "案號", sortable: true, nowrap: true, render: (row) => row.number },
          { key: "district", label: "行政區", sortable: true, nowrap: true, render: (row) => row.district },
          {
            key: "needLevel",
            label: "需要等級",
            sortable: true,
            nowrap: true,
            render: (row) => levelLabel(row.needLevel),
          },
          { key: "basis", label: "派案依據", render: (row) => CENTRE_BASIS_LABELS[row.basis] },
          {
            key: "dispatchedOn",
            label: "派案日",
            sortable: true,
            nowrap: true,
            render: (row) => formatRocDate(row.dispatchedOn),
          },
          {
            key: "due",
            label: "計畫期限",
            nowrap: true,
            render: (row) => <DueTag dueOn={row.planDueOn} today={day} />,
          },
          {
            key: "act",
            label: "辦理",
            render: (row) => <Link href={`/dispatch/managers/cases/${row.id}`}>分派或答復</Link>,
          },
        ]}
      />
      <Pagination page={page} pageSize={size} total={total} hrefFor={hrefFor} unit="案" />
    </div>
  );
}
