import { redateClock, stopClock } from "@/lib/features/timeliness/service";
import type { Actor } from "@/lib/platform/actor";
import { fromDbDate } from "@/lib/platform/clock";
import type { Tx } from "@/lib/platform/db";
import { Refusal, refuse } from "@/lib/platform/result";
import { formatRocDate } from "@/lib/platform/roc-date";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { Clock, Dispatch } from "@/prisma/generated/client";
import { clocksBySubject } from "../clocks/queries";

/** Refuses (thrown, `outside`) a day that no first service of the dispatch can have: before it, or still to come. */
export function refuseServiceDay(row: Dispatch, day: PlainDate, today: PlainDate): void {
  if (day > today) {
    const words = "第一次服務日不能晚於今天，請於服務後登錄。";
    throw new Refusal(refuse("outside", words, { firstServiceOn: words }));
  }
  refuseBeforeDispatch(row, day, "firstServiceOn", "第一次服務日");
}

/** Refuses (thrown, `outside`) a day before that of the dispatch. */
export function refuseBeforeDispatch(row: Dispatch, day: PlainDate, field: string, name: string): void {
  const dispatchedOn = fromDbDate(row.dispatchedOn);
  if (day >= dispatchedOn) return;
  const words = `${name}不能早於派案日 ${formatRocDate(dispatchedOn)}。`;
  throw new Refusal(refuse("outside", words, { [field]: words }));
}

/**
 * Brings the limit of the first service into line with the days on record: the referral's own clock ends on its day; where one limit
 * runs from the centre's dispatch for all services of the case, it ends on the earliest of theirs.
 */
export async function settleFirstService(
  tx: Tx,
  actor: Actor,
  row: Dispatch,
  firstServiceOn: PlainDate,
): Promise<void> {
  const clock = await clockOfService(tx, row);
  if (!clock) return;
  const { subjectId } = clock;
  const doneOn = subjectId === row.id ? firstServiceOn : ((await earliestOf(tx, row.id)) ?? firstServiceOn);
  const its = { kind: "first_service", subjectId, doneOn } as const;
  if (clock.doneOn === null) await stopClock(tx, actor, its);
  else await redateClock(tx, actor, its);
}

async function clockOfService(tx: Tx, row: Dispatch): Promise<Clock | null> {
  const clocks = await tx.clock.findMany({
    where: {
      jurisdictionId: row.jurisdictionId,
      ...{ kind: "first_service", caseId: row.caseId, cancelledOn: null },
    },
    orderBy: { startedOn: "desc" },
  });
  const own = clocks.find((each) => each.subjectId === row.id);
  return own ?? clocks.find((each) => each.unitId === row.fromUnitId) ?? null;
}

async function earliestOf(tx: Tx, dispatchId: string): Promise<PlainDate | null> {
  const [found] = await tx.$queryRaw<
    { day: PlainDate | null }[]
  >`SELECT app_earliest_service(${dispatchId}::uuid)::text AS day`;
  return found?.day ?? null;
}

/** How the limit that a referral answers to stands on a day, for the record; null where none runs for it. */
export async function serviceClockState(tx: Tx, row: Dispatch, asOf: PlainDate) {
  const clock = await clockOfService(tx, row);
  if (!clock) return null;
  const standing = await clocksBySubject(tx, row.jurisdictionId, "first_service", { id: clock.id }, asOf);
  const found = standing.get(clock.subjectId);
  return found ? { dueOn: found.dueOn, state: found.state } : null;
}
