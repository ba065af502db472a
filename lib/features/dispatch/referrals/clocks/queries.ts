import type { ClockOutcome } from "@/lib/features/timeliness/types";
import { fromDbDate } from "@/lib/platform/clock";
import type { Tx } from "@/lib/platform/db";
import type { RuleSet } from "@/lib/rules/parameter";
import type { PlainDate } from "@/lib/rules/plain-date";
import { clockState } from "@/lib/rules/timeliness";
import type { Clock, Prisma } from "@/prisma/generated/client";
import type { RunningClock } from "../../providers/types";

/** Clocks that the actor sees, by what started them, with how they stand on a day. */
export async function clocksBySubject(
  tx: Tx,
  jurisdictionId: string,
  kind: "first_service" | "referral",
  where: Prisma.ClockWhereInput,
  asOf: PlainDate,
): Promise<ReadonlyMap<string, RunningClock & { caseId: string | null }>> {
  const rows = await tx.clock.findMany({ where: { AND: [{ jurisdictionId, kind }, where] } });
  if (rows.length === 0) return new Map();
  const closures = await tx.closure.findMany({
    where: { jurisdictionId, withdrawnAt: null },
    select: { closedOn: true },
  });
  const days = closures.map((row) => fromDbDate(row.closedOn));
  return new Map(
    rows.map((row) => [row.subjectId, { ...standing(row, kind, days, asOf), caseId: row.caseId }]),
  );
}

function standing(
  row: Clock,
  kind: "first_service" | "referral",
  closures: PlainDate[],
  asOf: PlainDate,
): RunningClock {
  const dueOn = fromDbDate(row.dueOn);
  const outcome = row.outcome as unknown as ClockOutcome;
  if (row.cancelledOn) return { state: "cancelled", dueOn, daysLeft: null, outcome };
  const { state, daysLeft } = clockState(row.jurisdictionId as RuleSet, {
    clock: kind,
    startedOn: fromDbDate(row.startedOn),
    closures,
    doneOn: fromDbDate(row.doneOn),
    asOf,
    excused: row.excuse !== null,
  });
  return { state, dueOn, daysLeft, outcome };
}
