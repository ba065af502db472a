import { isId } from "@/lib/features/registry/units/queries";
import type { Actor } from "@/lib/platform/actor";
import { fromDbDate, toDbDate } from "@/lib/platform/clock";
import { readAs } from "@/lib/platform/db";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { DispatchSuspension } from "@/prisma/generated/client";
import { suspensionScope } from "./policy";
import type { SuspensionRow, SuspensionStanding } from "./types";

const UNIT = { unit: { select: { id: true, code: true, name: true } } } as const;

/** The suspensions of a unit that the actor sees, newest first. */
export async function suspensionsOfUnit(
  actor: Actor,
  unitId: string,
  asOf: PlainDate,
): Promise<SuspensionRow[]> {
  const scope = suspensionScope(actor);
  if (!scope || !isId(unitId)) return [];
  return readAs(actor, async (tx) => {
    const rows = await tx.dispatchSuspension.findMany({
      where: { AND: [scope, { unitId }] },
      include: UNIT,
      orderBy: [{ fromOn: "desc" }, { id: "desc" }],
    });
    return rows.map((row) => toRow(row, asOf));
  });
}

/** Suspensions that run on the day or are still to come, of every unit that the actor sees. */
export async function standingSuspensions(actor: Actor, asOf: PlainDate): Promise<SuspensionRow[]> {
  const scope = suspensionScope(actor);
  if (!scope) return [];
  return readAs(actor, async (tx) => {
    const rows = await tx.dispatchSuspension.findMany({
      where: { AND: [scope, { liftedAt: null, throughOn: { gte: toDbDate(asOf) } }] },
      include: UNIT,
      orderBy: [{ fromOn: "asc" }, { id: "asc" }],
    });
    return rows.map((row) => toRow(row, asOf));
  });
}

function toRow(row: DispatchSuspension & { unit: SuspensionRow["unit"] }, asOf: PlainDate): SuspensionRow {
  const { id, unit, services, reason, liftedAt, liftedReason } = row;
  const [fromOn, throughOn] = [fromDbDate(row.fromOn), fromDbDate(row.throughOn)];
  return {
    ...{ id, unit, services, reason, liftedAt, liftedReason, fromOn, throughOn },
    standing: standingOf(fromOn, throughOn, liftedAt !== null, asOf),
  };
}

function standingOf(
  fromOn: PlainDate,
  throughOn: PlainDate,
  lifted: boolean,
  asOf: PlainDate,
): SuspensionStanding {
  if (lifted) return "lifted";
  if (asOf < fromOn) return "upcoming";
  return asOf <= throughOn ? "running" : "over";
}
