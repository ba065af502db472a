import type { Actor } from "@/lib/platform/actor";
import { readAs, type Tx } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";
import { CHECK_RESULTS, type CheckResult } from "@/lib/rules/plan-tables/classify";
import { countResults, type PlanFile, recomputePlan } from "@/lib/rules/plan-tables/plan";
import { definitionsFor } from "@/lib/rules/plan-tables/plan-year";
import type { CheckedFigure } from "@/lib/rules/plan-tables/recompute";
import { planTable } from "@/lib/rules/plan-tables/table";
import { coverageScope } from "../policy";
import type { PlanContent } from "../tables/types";
import type { SheetParams } from "./schema";
import type { RecomputedOverview, RecomputedRow, RecomputedSheet } from "./types";

/** A table of a plan with what is known of it besides its cells. */
export interface LoadedTable {
  readonly tableKey: string;
  readonly edition: number | null;
  readonly origin: RecomputedRow["origin"];
  readonly sha256: string;
  readonly content: PlanContent;
  readonly source: string;
  readonly enteredAt: Date | null;
}

/** The years of the plans that the actor's city has tables of, latest first. */
export async function planYears(actor: Actor): Promise<number[]> {
  const scope = coverageScope(actor);
  if (!scope) return [];
  return readAs(actor, async (tx) => {
    const years = await tx.planTable.findMany({
      where: { ...scope, supersededAt: null },
      distinct: ["planYear"],
      select: { planYear: true },
      orderBy: { planYear: "desc" },
    });
    return years.map(({ planYear }) => planYear);
  });
}

/** The tables of a plan that stand, by key. */
export async function standingTablesOf(
  tx: Tx,
  jurisdictionId: string,
  planYear: number,
): Promise<LoadedTable[]> {
  const stored = await tx.planTable.findMany({
    where: { jurisdictionId, planYear, supersededAt: null },
    select: {
      ...{ tableKey: true, edition: true, origin: true, sha256: true },
      ...{ content: true, source: true, enteredAt: true },
    },
    orderBy: { tableKey: "asc" },
  });
  return stored.map(({ content, origin, ...table }) => ({
    ...table,
    // Written by the service of the tables and by nothing else.
    content: content as unknown as PlanContent,
    origin: origin === "upload" ? "upload" : "reference",
  }));
}

/** A table as the recomputation reads it. */
export function planFile({ tableKey, content }: Pick<LoadedTable, "tableKey" | "content">): PlanFile {
  return { file: `${tableKey}.csv`, grid: [content.header, ...content.rows] };
}

/** Every table of a plan of the actor's city with the counts of its results; null when there is no such plan. */
export async function recomputedOverview(actor: Actor, planYear: number): Promise<RecomputedOverview | null> {
  const scope = coverageScope(actor);
  if (!scope) return null;
  const tables = await readAs(actor, (tx) => standingTablesOf(tx, scope.jurisdictionId, planYear));
  return tables.length === 0 ? null : overviewOf(planYear, tables);
}

/** The list of a plan from its tables. */
export function overviewOf(planYear: number, tables: readonly LoadedTable[]): RecomputedOverview {
  const known = recomputedOnce(planYear, tables);
  const byKey = new Map(tables.map((table) => [table.tableKey, table]));
  const rows = known.tables.flatMap(({ file, title, place, counts }) => {
    const table = byKey.get(file.replace(/\.csv$/, ""));
    if (table === undefined) return [];
    const { tableKey, edition, origin } = table;
    return [{ tableKey, title, place, edition, origin, counts }];
  });
  const counts = Object.fromEntries(
    CHECK_RESULTS.map((result) => [result, rows.reduce((sum, row) => sum + row.counts[result], 0)]),
  ) as Record<CheckResult, number>;
  return { planYear, rows, counts, problems: known.problems };
}

/** One table of a plan of the actor's city, recomputed; null when there is none. */
export async function recomputedSheet(
  actor: Actor,
  planYear: number,
  tableKey: string,
): Promise<RecomputedSheet | null> {
  const scope = coverageScope(actor);
  if (!scope) return null;
  const tables = await readAs(actor, (tx) => standingTablesOf(tx, scope.jurisdictionId, planYear));
  return sheetOf(planYear, tables, tableKey);
}

/** Every derived figure of a plan that a filter leaves; null when the actor's city has no such plan. */
export async function recomputedPlanFigures(
  actor: Actor,
  planYear: number,
  params: SheetParams,
): Promise<CheckedFigure[] | null> {
  const scope = coverageScope(actor);
  if (!scope) return null;
  const tables = await readAs(actor, (tx) => standingTablesOf(tx, scope.jurisdictionId, planYear));
  if (tables.length === 0) return null;
  const { tables: recomputed } = recomputedOnce(planYear, tables);
  return filteredFigures(
    recomputed.flatMap(({ figures }) => figures),
    params,
  );
}

/** The tables of a plan of the actor's city with all their figures, for the workbook; null when there are none. */
export async function workbookTables(actor: Actor, planYear: number) {
  const scope = coverageScope(actor);
  if (!scope) return null;
  const tables = await readAs(actor, (tx) => standingTablesOf(tx, scope.jurisdictionId, planYear));
  if (tables.length === 0) return null;
  return {
    tables: tables.map((table) => ({ ...planFile(table), edition: table.edition })),
    figures: recomputedOnce(planYear, tables).tables.flatMap(({ figures }) => figures),
  };
}

/** One table with its figures, from the tables of its plan. */
export function sheetOf(
  planYear: number,
  tables: readonly LoadedTable[],
  tableKey: string,
): RecomputedSheet | null {
  const table = tables.find((each) => each.tableKey === tableKey);
  const definition = definitionsFor(planYear).find(({ file }) => file === `${tableKey}.csv`);
  if (table === undefined || definition === undefined) return null;
  const { figures } = recomputedOnce(planYear, tables).tables.find(
    ({ file }) => file === definition.file,
  ) ?? { figures: [] };
  const { header } = table.content;
  const { rows } = planTable(definition.file, [header, ...table.content.rows], definition.rowNames);
  return {
    ...{ planYear, tableKey, title: definition.title, place: definition.place },
    ...{ edition: table.edition, origin: table.origin, source: table.source, enteredAt: table.enteredAt },
    ...{ header, figures, counts: countResults(figures) },
    rows: rows.map(({ line, name, cells }) => ({
      ...{ line, name },
      cells: header.map((column) => cells[column] ?? ""),
    })),
  };
}

/** The figures of a table that a filter leaves. */
export function filteredFigures(
  figures: readonly CheckedFigure[],
  { result, q }: SheetParams,
): CheckedFigure[] {
  const asked = foldText(q);
  return figures.filter(
    (figure) =>
      (result === undefined || figure.result === result) &&
      (asked === "" || foldText(`${figure.row} ${figure.column} ${figure.words}`).includes(asked)),
  );
}

// Recomputing is pure and takes a while for all 68 tables: the last few plans are kept by what stands in them.
const KEPT = 4;
const kept = new Map<string, ReturnType<typeof recomputePlan>>();

function recomputedOnce(planYear: number, tables: readonly LoadedTable[]) {
  const key = `${planYear} ${tables.map(({ tableKey, sha256 }) => `${tableKey} ${sha256}`).join(" ")}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const recomputed = recomputePlan(tables.map(planFile), { year: planYear });
  if (kept.size >= KEPT) kept.delete(kept.keys().next().value ?? "");
  kept.set(key, recomputed);
  return recomputed;
}
