import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { closedDays, rulesOf } from "@/lib/features/registry/closures/queries";
import { today } from "@/lib/platform/clock";
import { one } from "@/lib/platform/list-params";
import { formatRocDate } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { clockLabel, clocksOf, ruleSetLabel } from "@/lib/rules/labels";
import { DeadlineCalculator } from "./deadline-calculator";

export const metadata: Metadata = { title: "期限試算" };

/** The law as a calculator. The browser computes with the same module as the server; without JavaScript the server does. */
export default async function DeadlinesPage({ searchParams }: PageProps<"/deadlines">) {
  const actor = await requireActor();
  const query = await searchParams;
  const rules = rulesOf(actor.jurisdictionId);
  const clocks = clocksOf(rules).map((clock) => ({ value: clock, label: clockLabel(clock) }));
  const clock = clocks.find(({ value }) => value === one(query.clock))?.value ?? clocks[0]?.value;
  return (
    <div className="stack">
      <PageHeader
        title="期限試算"
        lead={`依${ruleSetLabel(rules)}適用之規定、行政機關辦公日曆及本市停班日計算；試算結果不留紀錄。`}
      />
      <DeadlineCalculator
        rules={rules}
        clocks={clocks}
        closures={await closedDays(actor)}
        clock={clock ?? "plan"}
        startedOn={(one(query.startedOn) ?? formatRocDate(today())).slice(0, 20)}
      />
    </div>
  );
}
