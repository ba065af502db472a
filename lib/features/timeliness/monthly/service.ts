import type { Actor } from "@/lib/platform/actor";
import { toDbDate } from "@/lib/platform/clock";
import type { Tx } from "@/lib/platform/db";
import { monitoringDue } from "@/lib/rules/monitoring";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { Prisma } from "@/prisma/generated/client";

/** Which cases of a unit have the duty of a month and which have it no more. */
export interface MonthlyDuty {
  /** `YYYY-MM` */
  month: string;
  unitId: string;
  /** Cases without a clock of the month that need one. */
  start: readonly string[];
  /** Cases whose clock of the month was cancelled and whose duty is back. */
  restart: readonly string[];
  /** Cases with an open clock that have the duty no more. */
  cancel: readonly string[];
  on: PlainDate;
}

/**
 * Brings the AA02 clocks of a month into line with the duties of a unit, in one statement each. Clocks that are done stay. Starting the
 * same clock twice changes nothing, so two people may open the list at once.
 */
export async function keepMonitoringClocks(tx: Tx, actor: Actor, duty: MonthlyDuty): Promise<void> {
  const { month, unitId } = duty;
  const outcome = monitoringDue({ month });
  const subjects = (caseIds: readonly string[]) => caseIds.map((id) => `${id}/${month}`);
  const own = { jurisdictionId: actor.jurisdictionId, kind: "monitoring", doneOn: null } as const;
  if (duty.start.length > 0) {
    await tx.clock.createMany({
      data: duty.start.map((caseId) => ({
        ...{ jurisdictionId: actor.jurisdictionId, kind: "monitoring", caseId, unitId },
        subjectId: `${caseId}/${month}`,
        startedOn: toDbDate(`${month}-01` as PlainDate),
        dueOn: toDbDate(outcome.dueOn),
        outcome: JSON.parse(JSON.stringify(outcome)) as Prisma.InputJsonObject,
      })),
      skipDuplicates: true,
    });
  }
  if (duty.restart.length > 0) {
    await tx.clock.updateMany({
      where: { ...own, subjectId: { in: subjects(duty.restart) } },
      data: { cancelledOn: null, unitId },
    });
  }
  if (duty.cancel.length > 0) {
    await tx.clock.updateMany({
      where: { ...own, cancelledOn: null, subjectId: { in: subjects(duty.cancel) } },
      data: { cancelledOn: toDbDate(duty.on) },
    });
  }
}

/** Corrects the day on which a duty of a month was done; a clock that is not done stays as it is. */
export async function redateMonitoringClock(
  tx: Tx,
  actor: Actor,
  { subjectId, doneOn }: { subjectId: string; doneOn: PlainDate },
): Promise<void> {
  await tx.clock.updateMany({
    where: {
      ...{ jurisdictionId: actor.jurisdictionId, kind: "monitoring", subjectId },
      doneOn: { not: null },
    },
    data: { doneOn: toDbDate(doneOn) },
  });
}
