import { rulesOf } from "@/lib/features/registry/closures/queries";
import type { ClockOutcome } from "@/lib/features/timeliness/types";
import { fromDbDate } from "@/lib/platform/clock";
import type { Tx } from "@/lib/platform/db";
import { formatRocDate } from "@/lib/platform/roc-date";
import { citationText } from "@/lib/rules/citations";
import { addDays, type PlainDate } from "@/lib/rules/plain-date";
import { clockState } from "@/lib/rules/timeliness";
import type { Clock, Dispatch } from "@/prisma/generated/client";
import type { CaseStatus } from "@/prisma/generated/enums";
import type { RunningClock } from "../../providers/types";

export interface Judged {
  allowed: boolean;
  code: "" | "not_sent" | "not_yet" | "plan_handed_in" | "in_service";
  why: string;
  dueOn: PlainDate | null;
  clock: RunningClock | null;
}

interface OfCase {
  id: string;
  jurisdictionId: string;
  status: CaseStatus;
}

/** Whether a case may be taken back on a day: only once the limit for the plan has passed and no plan was handed in. */
export async function takingBackOf(
  tx: Tx,
  row: OfCase,
  day: PlainDate,
): Promise<{ judged: Judged; dispatch: Dispatch | null }> {
  const { id: caseId, jurisdictionId } = row;
  const dispatch = await tx.dispatch.findFirst({
    where: { jurisdictionId, caseId, service: "case_management", state: { in: ["waiting", "accepted"] } },
  });
  if (!dispatch || (row.status !== "dispatched" && row.status !== "assigned")) {
    const served = row.status === "in_service";
    const why = served ? "計畫已核定、服務中，不能收回。" : "這個個案沒有派給 A 單位，不需收回。";
    return { judged: refused(served ? "in_service" : "not_sent", why), dispatch };
  }
  const clock = await tx.clock.findFirst({ where: { jurisdictionId, kind: "plan", subjectId: dispatch.id } });
  if (!clock) return { judged: refused("not_yet", "這次派案沒有計畫期限的紀錄，不能以逾期收回。"), dispatch };
  return { judged: await judge(tx, clock, day), dispatch };
}

function refused(code: Judged["code"], why: string): Judged {
  return { allowed: false, code, why, dueOn: null, clock: null };
}

async function judge(tx: Tx, clock: Clock, day: PlainDate): Promise<Judged> {
  const running = await standing(tx, clock, day);
  const { dueOn, outcome } = running;
  const base = { dueOn, clock: running };
  if (clock.doneOn) {
    const on = formatRocDate(fromDbDate(clock.doneOn));
    return { ...base, allowed: false, code: "plan_handed_in", why: `計畫已於 ${on} 完成，不能收回。` };
  }
  const due = formatRocDate(dueOn);
  if (day <= dueOn) {
    const law = outcome.citations.map(citationText).join("、");
    const why = `A 單位的計畫期限為 ${due}（依據：${law}），期限內不能收回；${formatRocDate(addDays(dueOn, 1))} 起仍未完成者始得收回。`;
    return { ...base, allowed: false, code: "not_yet", why };
  }
  return { ...base, allowed: true, code: "", why: `計畫期限 ${due} 已過，A 單位尚未完成計畫。` };
}

/** The clock with its state on the day; the due date is the kept one, which closures have moved already. */
async function standing(tx: Tx, clock: Clock, day: PlainDate): Promise<RunningClock> {
  const { jurisdictionId } = clock;
  const closures = await tx.closure.findMany({ where: { jurisdictionId, withdrawnAt: null } });
  const { state, daysLeft } = clockState(rulesOf(jurisdictionId), {
    clock: "plan",
    startedOn: fromDbDate(clock.startedOn),
    closures: closures.map((row) => fromDbDate(row.closedOn)),
    asOf: day,
    ...(clock.doneOn ? { doneOn: fromDbDate(clock.doneOn) } : {}),
    excused: clock.excuse !== null,
  });
  return {
    ...{ state, daysLeft, dueOn: fromDbDate(clock.dueOn) },
    outcome: clock.outcome as unknown as ClockOutcome,
  };
}
