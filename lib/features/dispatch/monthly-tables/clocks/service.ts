import { startClock } from "@/lib/features/timeliness/service";
import type { Actor } from "@/lib/platform/actor";
import { officeDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { RuleError } from "@/lib/rules/errors";
import { tableScope } from "../policy";
import { clockSubject } from "../queries";
import { firstDayOf, isMonth, lastDayOf } from "../schema";
import type { Month } from "../types";

/** Starts the limit of a unit's month where it does not run yet. A year whose office calendar is not out has no limit yet. */
export async function ensureClock(tx: Tx, actor: Actor, aUnitId: string, month: Month): Promise<void> {
  try {
    await startClock(tx, actor, {
      kind: "monthly_dispatch_table",
      subjectId: clockSubject(aUnitId, month),
      startedOn: month,
      unitId: aUnitId,
    });
  } catch (error) {
    // The rule is asked before anything is written, so the transaction goes on.
    if (!(error instanceof RuleError)) throw error;
  }
}

/**
 * Starts the limits of a month that is over for the A units with a contract on a day of it, as far as the actor sees them: the
 * city's for the centre, its own for a unit. Called where a month is looked at; starting twice changes nothing.
 */
export async function ensureTableClocks(actor: Actor, month: Month, clock = systemClock): Promise<void> {
  const scope = tableScope(actor);
  if (!scope || !isMonth(month) || lastDayOf(month) >= officeDate(clock.now())) return;
  await withActor(actor, async (tx) => {
    const units = await tx.unit.findMany({
      where: { AND: [contractedIn(scope.jurisdictionId, month), scope.aUnitId ? { id: scope.aUnitId } : {}] },
      select: { id: true },
    });
    const running = await tx.clock.findMany({
      where: {
        ...{ jurisdictionId: scope.jurisdictionId, kind: "monthly_dispatch_table" },
        subjectId: { in: units.map(({ id }) => clockSubject(id, month)) },
      },
      select: { unitId: true },
    });
    const have = new Set(running.map(({ unitId }) => unitId));
    for (const { id } of units) if (!have.has(id)) await ensureClock(tx, actor, id, month);
  });
}

/** The A units of a city with a contract on a day of a month. */
export function contractedIn(jurisdictionId: string, month: Month) {
  return {
    ...{ jurisdictionId, tier: "a" as const, mergedIntoId: null },
    contracts: {
      some: {
        startsOn: { lte: toDbDate(lastDayOf(month)) },
        effectiveUntil: { gte: toDbDate(firstDayOf(month)) },
      },
    },
  };
}
