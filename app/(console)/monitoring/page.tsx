import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { SelectField } from "@/components/forms/select-field";
import { TextField } from "@/components/forms/text-field";
import { LinkTabs } from "@/components/layout/link-tabs";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { ProgressLine } from "@/components/monitoring/progress-line";
import { WorkTable } from "@/components/monitoring/work-table";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportLinks } from "@/components/ui/export-links";
import { FilterBar } from "@/components/ui/filter-bar";
import { listHref } from "@/components/ui/list-href";
import { Notice } from "@/components/ui/notice";
import { Pagination } from "@/components/ui/pagination";
import { ensureThisMonth } from "@/lib/features/cases/monitoring/clocks/service";
import {
  monthText,
  rocMonth,
  STATE_FILTER_LABELS,
  STATE_FILTERS,
} from "@/lib/features/cases/monitoring/labels";
import { mayMonitor } from "@/lib/features/cases/monitoring/policy";
import { type WorkListParams, workListParams } from "@/lib/features/cases/monitoring/schema";
import { nextOfList, workList, workManagers } from "@/lib/features/cases/monitoring/worklist/queries";
import { today } from "@/lib/platform/clock";
import { one } from "@/lib/platform/list-params";
import { requireActor } from "@/lib/platform/session";
import { addMonths, type PlainDate } from "@/lib/rules/plain-date";

export const metadata: Metadata = { title: "每月照顧管理" };

/** How many months back the list offers. */
const MONTHS_BACK = 6;

export default async function MonitoringPage({ searchParams }: PageProps<"/monitoring">) {
  const actor = await requireActor();
  if (!mayMonitor(actor, "monitoring.read")) notFound();
  // Who watches over the cases has no list to work off, but follows the referrals.
  if (!mayMonitor(actor, "monitoring.record")) redirect("/monitoring/referrals");
  const search = await searchParams;
  const params = workListParams(search);
  await ensureThisMonth(actor);
  const [{ rows, total, page, progress }, managers, first] = await Promise.all([
    workList(actor, params),
    workManagers(actor),
    nextOfList(actor, params),
  ]);
  const { q, manager, state, sort, dir, size } = params;
  const month = rocMonth(params.month);
  const hrefFor = listHref("/monitoring", { month, q, manager, state, sort, dir, size, page });
  const exportHref = listHref("/api/monitoring/export", { month, q, manager, state, sort, dir });
  const entryHref = (id: string) => listHref(`/monitoring/${id}`, { month, q, manager, sort, dir })({});
  return (
    <div className="stack">
      <PageHeader
        title="每月照顧管理（AA02）"
        lead="服務中的個案每月電訪或家訪一次；當月已有 AA01 者免登錄。"
        actions={
          <>
            {first && (
              <LinkButton href={entryHref(first)} variant="primary">
                開始逐案登錄
              </LinkButton>
            )}
            <LinkButton href="/monitoring/referrals">轉介追蹤</LinkButton>
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
      {one(search.done) && !first && (
        <Notice tone="good" live="status" title={`${monthText(params.month)}這份清單已全部登錄。`} />
      )}
      <ProgressLine month={params.month} {...progress} />
      <LinkTabs
        label="本月狀態"
        items={STATE_FILTERS.map((each) => ({
          href: hrefFor({ state: each, page: null }),
          label: STATE_FILTER_LABELS[each],
          count: countOf(each, progress),
          current: each === state,
        }))}
      />
      <Filters params={params} managers={managers} />
      <WorkTable
        caption={`${monthText(params.month)}照顧管理：${STATE_FILTER_LABELS[state]}`}
        {...{ rows, total, sort, dir, hrefFor }}
        entryHref={(row) => entryHref(row.id)}
        empty={
          <EmptyState
            title={progress.due > 0 ? "沒有符合的個案" : "本月沒有需要照顧管理的個案"}
            icon="people"
          >
            服務中的個案會自動列入；請改選月份、狀態或個管。
          </EmptyState>
        }
      />
      <Pagination page={page} pageSize={size} total={total} hrefFor={hrefFor} unit="個個案" />
    </div>
  );
}

function countOf(state: string, { done, due }: { done: number; due: number }): number | undefined {
  if (state === "all") return undefined;
  return state === "done" ? done : due - done;
}

type FiltersProps = { params: WorkListParams; managers: { value: string; label: string }[] };

function Filters({ params, managers }: FiltersProps) {
  const { q, manager, month, state, sort, dir, size } = params;
  return (
    <FilterBar action="/monitoring" keep={{ state, sort, dir, size }} resetHref="/monitoring">
      <SelectField name="month" label="月份" defaultValue={rocMonth(month)} options={monthsTo(month)} />
      <TextField name="q" label="個案姓名或案號" defaultValue={q} />
      <SelectField name="manager" label="個管" defaultValue={manager} emptyLabel="全部" options={managers} />
    </FilterBar>
  );
}

function monthsTo(chosen: string) {
  const first = `${today().slice(0, 7)}-01` as PlainDate;
  const months = Array.from({ length: MONTHS_BACK }, (_, back) => addMonths(first, -back).slice(0, 7));
  return [...new Set([...months, chosen])].map((month) => ({
    value: rocMonth(month),
    label: monthText(month),
  }));
}
