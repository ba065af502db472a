import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/platform/actor";
import { toDbDate } from "@/lib/platform/clock";
import type { Tx } from "@/lib/platform/db";
import type { PlainDate } from "@/lib/rules/plain-date";
import { derivedFigures, keyOf } from "./schema";
import type { DerivedFigure, StandingTable } from "./types";

/** So many rows go to the database at once; a statement takes a limited number of values. */
const CHUNK = 1_000;

/**
 * Brings the stored figures in line with the plan tables that stand, inside the caller's transaction. Nothing is
 * written when they agree already. Returns how many figures there are, and whether any changed.
 */
export async function alignFigures(tx: Tx, actor: Actor): Promise<{ figures: number; hasChanged: boolean }> {
  const { jurisdictionId } = actor;
  const figures = derivedFigures(
    await standingTables(tx, jurisdictionId),
    await districtIdsByName(tx, jurisdictionId),
  );
  if (await agree(tx, jurisdictionId, figures)) return { figures: figures.length, hasChanged: false };
  await tx.figure.deleteMany({ where: { jurisdictionId, planTableId: { not: null } } });
  for (let at = 0; at < figures.length; at += CHUNK) {
    const data = figures.slice(at, at + CHUNK).map(({ asOf, ...figure }) => ({
      id: uuid(),
      jurisdictionId,
      ...figure,
      asOf: asOf === null ? null : toDbDate(asOf as PlainDate),
    }));
    await tx.figure.createMany({ data });
  }
  return { figures: figures.length, hasChanged: true };
}

async function standingTables(tx: Tx, jurisdictionId: string): Promise<StandingTable[]> {
  const stored = await tx.planTable.findMany({
    where: { jurisdictionId, supersededAt: null },
    select: { id: true, planYear: true, tableKey: true, content: true, enteredAt: true },
    orderBy: [{ planYear: "asc" }, { tableKey: "asc" }],
  });
  // Written by the service of the tables and by nothing else.
  return stored.map(({ content, ...table }) => ({
    ...table,
    ...(content as unknown as Pick<StandingTable, "header" | "rows">),
  }));
}

async function districtIdsByName(tx: Tx, jurisdictionId: string): Promise<Map<string, string>> {
  const districts = await tx.district.findMany({
    where: { jurisdictionId },
    select: { id: true, name: true },
    orderBy: { id: "asc" },
  });
  return new Map(districts.map(({ id, name }) => [name, id]));
}

async function agree(tx: Tx, jurisdictionId: string, figures: readonly DerivedFigure[]): Promise<boolean> {
  const stored = await tx.figure.findMany({ where: { jurisdictionId, planTableId: { not: null } } });
  if (stored.length !== figures.length) return false;
  const byKey = new Map(stored.map((figure) => [keyOf(figure), figure]));
  return figures.every((figure) => {
    const old = byKey.get(keyOf(figure));
    return (
      old !== undefined &&
      old.planTableId === figure.planTableId &&
      old.absence === figure.absence &&
      old.source === figure.source &&
      (old.asOf?.toISOString().slice(0, 10) ?? null) === figure.asOf &&
      (old.value === null ? figure.value === null : figure.value !== null && old.value.equals(figure.value))
    );
  });
}
