import type { Actor } from "@/lib/platform/actor";
import { fromDbDate } from "@/lib/platform/clock";
import { readAs } from "@/lib/platform/db";
import type { Prisma } from "@/prisma/generated/client";
import { clockScope, mayClock } from "../policy";
import type { MovedByClosure, MovedClock } from "./types";

/** How many moved limits a page lists by name; the number says how many there are. */
export const MOVED_SHOWN = 50;

const WITH_CLOCK = {
  clock: {
    select: {
      ...{ id: true, kind: true, caseId: true },
      caseFile: { select: { number: true, client: { select: { name: true } } } },
      unit: { select: { name: true } },
    },
  },
} as const satisfies Prisma.ClockMoveInclude;

/**
 * The limits of cases and monthly tables that a closure moved (`withdrawn`: that went back with it), by the date they fell on. The whole
 * city's number is told to everybody of the bureau; the limits themselves to those who may see them.
 */
export async function movedByClosure(
  actor: Actor,
  closureId: string,
  withdrawn = false,
): Promise<MovedByClosure> {
  const { jurisdictionId } = actor;
  const all = { jurisdictionId, closureId, withdrawn };
  return readAs(actor, async (tx) => {
    const total = await tx.clockMove.count({ where: all });
    if (total === 0 || !mayClock(actor, "clock.read")) return { total, seen: 0, rows: [] };
    const where = { AND: [all, { clock: clockScope(actor) }] };
    const rows = await tx.clockMove.findMany({
      where,
      include: WITH_CLOCK,
      orderBy: [{ fromOn: "asc" }, { id: "asc" }],
      take: MOVED_SHOWN,
    });
    return { total, seen: await tx.clockMove.count({ where }), rows: rows.map(toRow) };
  });
}

function toRow({
  id,
  clock,
  fromOn,
  toOn,
}: Prisma.ClockMoveGetPayload<{ include: typeof WITH_CLOCK }>): MovedClock {
  const { caseFile, unit } = clock;
  return {
    ...{ id, clockId: clock.id, kind: clock.kind, caseId: clock.caseId },
    name: caseFile ? `${caseFile.number} ${caseFile.client.name}` : (unit?.name ?? ""),
    unitName: unit?.name ?? null,
    fromOn: fromDbDate(fromOn),
    toOn: fromDbDate(toOn),
  };
}
