import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SelectField } from "@/components/forms/select-field";
import { TextField } from "@/components/forms/text-field";
import { LinkTabs } from "@/components/layout/link-tabs";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { ClockTable } from "@/components/timeliness/clock-table";
import { WhoseTabs } from "@/components/timeliness/whose-tabs";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar } from "@/components/ui/filter-bar";
import { Link } from "@/components/ui/link";
import { listHref } from "@/components/ui/list-href";
import { Pagination } from "@/components/ui/pagination";
import { ownStaffOf } from "@/lib/features/cases/monitoring/staff/queries";
import { excuseClockAction } from "@/lib/features/timeliness/actions";
import { CLOCK_FILTER_LABELS, CLOCK_LABELS } from "@/lib/features/timeliness/labels";
import { choosesWhose, mayClock } from "@/lib/features/timeliness/policy";
import { clockCounts, listClocks } from "@/lib/features/timeliness/queries";
import { CLOCK_FILTERS, clockListParams } from "@/lib/features/timeliness/schema";
import { today } from "@/lib/platform/clock";
import { one } from "@/lib/platform/list-params";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "時效" };

export default async function ClocksPage({ searchParams }: PageProps<"/clocks">) {
  const actor = await requireActor();
  if (!mayClock(actor, "clock.read")) notFound();
  const query = await searchParams;
  const params = clockListParams(query);
  const chooses = choosesWhose(actor);
  const whose = chooses && one(query.whose) === "unit" ? "unit" : "own";
  const own = chooses ? await ownStaffOf(actor) : null;
  const staffId = whose === "own" ? (own?.id ?? null) : null;
  const [{ rows, total }, counts] = await Promise.all([
    listClocks(actor, params, today(), staffId),
    clockCounts(actor, today(), staffId),
  ]);
  const { q, kind, filter, within, sort, dir, page, size } = params;
  const kept = {
    within: within === undefined ? undefined : String(within),
    whose: whose === "unit" ? whose : undefined,
  };
  const hrefFor = listHref("/clocks", { q, kind, filter, ...kept, sort, dir, size, page });
  return (
    <div className="stack">
      <PageHeader
        title="時效"
        lead="每個期限由法規計算，附依據、計算步驟與略過的假日。"
        actions={<PrintButton />}
      />
      {chooses && (
        <WhoseTabs
          known={own !== null}
          whose={whose}
          hrefFor={(each) => hrefFor({ whose: each === "unit" ? each : null, page: null })}
        />
      )}
      <LinkTabs
        label="時效狀態"
        items={CLOCK_FILTERS.map((each) => ({
          href: hrefFor({ filter: each, page: null }),
          label: CLOCK_FILTER_LABELS[each],
          count: each in counts ? counts[each as keyof typeof counts] : undefined,
          current: each === filter,
        }))}
      />
      <FilterBar action="/clocks" keep={{ filter, ...kept, sort, dir, size }} resetHref="/clocks">
        <TextField name="q" label="個案姓名、編號或單位" defaultValue={q} />
        <SelectField
          name="kind"
          label="種類"
          defaultValue={kind}
          emptyLabel="全部"
          options={Object.entries(CLOCK_LABELS).map(([value, label]) => ({ value, label }))}
        />
      </FilterBar>
      {within !== undefined && (
        <p className="muted small">
          只列出 {within} 日內到期者；<Link href={hrefFor({ within: null, page: null })}>顯示全部</Link>
        </p>
      )}
      <ClockTable
        caption={CLOCK_FILTER_LABELS[filter]}
        rows={rows}
        total={total}
        sort={sort}
        dir={dir}
        hrefFor={hrefFor}
        withCase
        excuse={mayClock(actor, "clock.excuse") ? excuseClockAction : undefined}
        empty={
          <EmptyState title="沒有符合的時效" icon="clock">
            請放寬條件，或改看其他狀態。
          </EmptyState>
        }
      />
      <Pagination page={page} pageSize={size} total={total} hrefFor={hrefFor} unit="個時效" />
    </div>
  );
}
