import { isId } from "@/lib/features/registry/units/queries";
import type { Actor } from "@/lib/platform/actor";
import { fromDbDate, toDbDate } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { Prisma } from "@/prisma/generated/client";
import { draftIn } from "./content/queries";
import { mayMonthlyTable, tableScope } from "./policy";
import { firstDayOf, isMonth } from "./schema";
import type { Draft, Explanations, FiledTable, Month, MonthView, TableClock, TableContent } from "./types";

type Loaded = Prisma.MonthlyDispatchTableGetPayload<object>;

/** The subject of the clock of a unit's month. */
export function clockSubject(aUnitId: string, month: Month): string {
  return `${aUnitId}/${month}`;
}

/** A row as it was filed; content and explanations are only ever written by the service that files. */
export function filedTable(row: Loaded): FiledTable {
  const { id, versionNo, state, refileReason, filedAt, reviewedAt, reviewRemark, version } = row;
  return {
    ...{ id, versionNo, state, refileReason, filedAt, reviewedAt, reviewRemark, version },
    content: row.content as unknown as TableContent,
    explanations: row.explanations as Explanations,
  };
}

/** A unit's month as the actor sees it: its limit and every version filed; null where the unit is out of sight. */
export async function monthOf(actor: Actor, aUnitId: string, month: string): Promise<MonthView | null> {
  const scope = tableScope(actor);
  if (!scope || !isId(aUnitId) || !isMonth(month)) return null;
  if (scope.aUnitId !== undefined && scope.aUnitId !== aUnitId) return null;
  return readAs(actor, async (tx) => {
    const { jurisdictionId } = scope;
    const aUnit = await tx.unit.findFirst({
      where: { jurisdictionId, id: aUnitId, tier: "a" },
      select: { id: true, code: true, name: true },
    });
    if (!aUnit) return null;
    const rows = await tx.monthlyDispatchTable.findMany({
      where: { AND: [scope, { aUnitId, month: toDbDate(firstDayOf(month)) }] },
      orderBy: { versionNo: "desc" },
    });
    return {
      aUnit,
      month,
      clock: await clockOf(tx, jurisdictionId, aUnitId, month),
      versions: rows.map(filedTable),
    };
  });
}

async function clockOf(
  tx: Tx,
  jurisdictionId: string,
  aUnitId: string,
  month: Month,
): Promise<TableClock | null> {
  const row = await tx.clock.findFirst({
    where: { jurisdictionId, kind: "monthly_dispatch_table", subjectId: clockSubject(aUnitId, month) },
    select: { dueOn: true, doneOn: true, movedFrom: true },
  });
  if (!row) return null;
  return {
    dueOn: fromDbDate(row.dueOn),
    doneOn: fromDbDate(row.doneOn),
    movedFrom: fromDbDate(row.movedFrom),
  };
}

/** The table of the actor's own unit as the dispatches stand now; null for everybody else. */
export async function draftOf(actor: Actor, month: string, asOf: PlainDate): Promise<Draft | null> {
  if (!mayMonthlyTable(actor, "monthly_table.draft") || !isMonth(month)) return null;
  return readAs(actor, (tx) => draftIn(tx, actor, month, asOf));
}

/** The dispatch principles of the actor's own unit, with the mark of this text for the form that changes it. */
export async function ownPrinciples(actor: Actor): Promise<{ text: string; seen: string }> {
  const { jurisdictionId, unitId } = actor;
  if (unitId === null || !mayMonthlyTable(actor, "monthly_table.draft")) return { text: "", seen: "none" };
  const row = await readAs(actor, (tx) =>
    tx.dispatchPrinciples.findFirst({ where: { jurisdictionId, aUnitId: unitId } }),
  );
  return row ? { text: row.text, seen: String(row.updatedAt.getTime()) } : { text: "", seen: "none" };
}
