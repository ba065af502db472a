import { startClock } from "@/lib/features/timeliness/service";
import type { Actor } from "@/lib/platform/actor";
import { fromDbDate, officeDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { RuleError } from "@/lib/rules/errors";
import type { Prisma } from "@/prisma/generated/client";
import { tableScope } from "../policy";
import { clockSubject } from "../queries";
import { firstDayOf, isMonth, lastDayOf, lastMonth, monthsUpTo } from "../schema";
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
 * Starts the limits of the month that ended last for the A units with a contract on a day of it, as far as the actor sees them: the
 * city's for the centre; its own for a unit, there for every month since it first dispatched. Looking at an older month
 * starts none: before the city worked with the system nobody owed a table in it. Starting twice changes nothing.
 */
export async function ensureTableClocks(actor: Actor, clock = systemClock): Promise<void> {
  const scope = tableScope(actor);
  if (!scope) return;
  const newest = lastMonth(officeDate(clock.now()));
  if (!isMonth(newest)) return;
  await withActor(actor, async (tx) => {
    const from = scope.aUnitId ? await firstMonthOf(tx, scope.jurisdictionId, scope.aUnitId) : newest;
    const own = scope.aUnitId ? { id: scope.aUnitId } : {};
    for (const month of monthsUpTo(officeDate(clock.now())).slice(1)) {
      if (month === newest || (from !== null && month >= from))
        await ensureMonth(tx, actor, month, { AND: [contractedIn(scope.jurisdictionId, month), own] });
    }
  });
}

async function ensureMonth(tx: Tx, actor: Actor, month: Month, where: Prisma.UnitWhereInput): Promise<void> {
  const units = await tx.unit.findMany({ where, select: { id: true } });
  const running = await tx.clock.findMany({
    where: {
      ...{ jurisdictionId: actor.jurisdictionId, kind: "monthly_dispatch_table" },
      subjectId: { in: units.map(({ id }) => clockSubject(id, month)) },
    },
    select: { unitId: true },
  });
  const have = new Set(running.map(({ unitId }) => unitId));
  for (const { id } of units) if (!have.has(id)) await ensureClock(tx, actor, id, month);
}

/** The first month of which the system knows something of a unit's tables: a dispatch, a limit or a table; null for none. */
export async function firstMonthOf(tx: Tx, jurisdictionId: string, aUnitId: string): Promise<Month | null> {
  const dispatch = await tx.dispatch.findFirst({
    where: { jurisdictionId, fromUnitId: aUnitId },
    select: { dispatchedOn: true },
    orderBy: { dispatchedOn: "asc" },
  });
  const clock = await tx.clock.findFirst({
    where: { jurisdictionId, unitId: aUnitId, kind: "monthly_dispatch_table" },
    select: { startedOn: true },
    orderBy: { startedOn: "asc" },
  });
  const table = await tx.monthlyDispatchTable.findFirst({
    where: { jurisdictionId, aUnitId },
    select: { month: true },
    orderBy: { month: "asc" },
  });
  const days = [dispatch?.dispatchedOn, clock?.startedOn, table?.month].filter((day) => day !== undefined);
  return days.map((day) => fromDbDate(day).slice(0, 7)).sort()[0] ?? null;
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
