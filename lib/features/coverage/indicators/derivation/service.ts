import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/platform/actor";
import type { Tx } from "@/lib/platform/db";
import { derivedFigures, keyOf } from "./schema";
import type { DerivedFigure, StandingTable } from "./types";

/**
 * Brings the stored figures in line with the plan tables that stand, inside the caller's transaction. Only what does
 * not agree is written. Returns how many figures there are, and how many of them are new or other than before.
 */
export async function alignFigures(tx: Tx, actor: Actor): Promise<{ figures: number; written: number }> {
  const { jurisdictionId } = actor;
  const figures = derivedFigures(
    await standingTables(tx, jurisdictionId),
    await districtIdsByName(tx, jurisdictionId),
  );
  const stored = await storedFigures(tx, jurisdictionId);
  const wanted = new Set(figures.map(contentOf));
  const known = new Set(stored.map(contentOf));
  const gone = stored.filter((figure) => !wanted.has(contentOf(figure))).map(({ id }) => id);
  const fresh = figures.filter((figure) => !known.has(contentOf(figure)));
  if (gone.length > 0) {
    await tx.$executeRaw`DELETE FROM figure WHERE jurisdiction_id = ${jurisdictionId} AND id = ANY(${gone}::uuid[])`;
  }
  if (fresh.length > 0) await insertFigures(tx, jurisdictionId, fresh);
  return { figures: figures.length, written: fresh.length };
}

type Stored = Omit<DerivedFigure, "enteredAt"> & { id: string };

function storedFigures(tx: Tx, jurisdictionId: string): Promise<Stored[]> {
  return tx.$queryRaw<Stored[]>`
    SELECT id, indicator_key AS "indicatorKey", year, district_id AS "districtId", division, kind::text AS kind,
           trim_scale(value)::text AS value, absence, source, as_of::text AS "asOf", plan_table_id AS "planTableId"
      FROM figure WHERE jurisdiction_id = ${jurisdictionId} AND plan_table_id IS NOT NULL`;
}

/** Everything that a figure says, so that two that say the same are left as they are. */
function contentOf(figure: Omit<DerivedFigure, "enteredAt">): string {
  const { value, absence, source, asOf, planTableId } = figure;
  return [keyOf(figure), value, absence, source, asOf, planTableId].join("\n");
}

/** One statement for all: thousands of rows would not fit the values that a statement may take. */
async function insertFigures(
  tx: Tx,
  jurisdictionId: string,
  figures: readonly DerivedFigure[],
): Promise<void> {
  const rows = JSON.stringify(figures.map((figure) => ({ ...figure, id: uuid() })));
  await tx.$executeRaw`
    INSERT INTO figure (id, jurisdiction_id, indicator_key, year, district_id, division, kind, value, absence, source,
                        as_of, plan_table_id, entered_at)
    SELECT f.id, ${jurisdictionId}, f."indicatorKey", f.year, f."districtId", f.division, f.kind::figure_kind, f.value,
           f.absence, f.source, f."asOf", f."planTableId", f."enteredAt"
      FROM jsonb_to_recordset(${rows}::jsonb) AS f(
        id uuid, "indicatorKey" text, year int, "districtId" text, division text, kind text, value numeric,
        absence text, source text, "asOf" date, "planTableId" uuid, "enteredAt" timestamptz)`;
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
