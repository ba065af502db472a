import path from "node:path";
import { PLAN_TABLES } from "../../../lib/rules/plan-tables/definitions/all";
import { STATEMENTS_114 } from "../../../lib/rules/plan-tables/definitions/statements-114";
import type { PlanFile } from "../../../lib/rules/plan-tables/plan";
import { type CheckedFigure, type Recomputed, recompute } from "../../../lib/rules/plan-tables/recompute";
import { type PlanTable, planTable } from "../../../lib/rules/plan-tables/table";
import { readPlanFolder } from "../../../scripts/recompute-folder";

export const PLAN_FOLDER = path.resolve(
  import.meta.dirname,
  "../../../prisma/reference-data/taichung-114-plan",
);

/** The files of the plan of 114 as they are read. */
export async function planFiles(): Promise<PlanFile[]> {
  const { files, unreadable } = await readPlanFolder(PLAN_FOLDER);
  if (unreadable.length > 0) throw new Error(unreadable.join("\n"));
  return files;
}

/** The tables of the plan of 114 as they are loaded. */
export async function planTables(): Promise<PlanTable[]> {
  const files = await planFiles();
  return PLAN_TABLES.flatMap(({ file, rowNames }) => {
    const found = files.find((one) => one.file === file);
    return found === undefined ? [] : [planTable(file, found.grid, rowNames)];
  });
}

/** Recomputes all tables, or the figures of some files from all tables. */
export function recomputed(tables: readonly PlanTable[], files?: readonly string[]): Recomputed {
  return recompute(tables, PLAN_TABLES, STATEMENTS_114, files);
}

/** A cell of a copy to be altered. */
export interface Alteration {
  file: string;
  row: string;
  column: string;
  text: string;
}

/** A copy of the tables in which one cell says something else. */
export function altered(tables: readonly PlanTable[], { file, row, column, text }: Alteration): PlanTable[] {
  return tables.map((table) => {
    if (table.file !== file) return table;
    const at = table.rows.findIndex(({ name }) => name === row);
    const rows = table.rows.map((old, index) =>
      index === at ? { ...old, cells: { ...old.cells, [column]: text } } : old,
    );
    return { ...table, rows };
  });
}

/** The name of a figure; a cell that is checked twice has two figures of one name. */
export function nameOf({ file, row, column, kind, words }: CheckedFigure): string {
  return [file, row, column, kind, words].join("|");
}
