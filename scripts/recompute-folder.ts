import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { readText } from "../lib/platform/spreadsheet/read-text";
import { PLAN_TABLES } from "../lib/rules/plan-tables/definitions/all";
import { STATEMENTS_114 } from "../lib/rules/plan-tables/definitions/statements-114";
import { type CheckedFigure, type Recomputed, recompute } from "../lib/rules/plan-tables/recompute";
import { type PlanTable, planTable } from "../lib/rules/plan-tables/table";

/** What a folder holds: the tables that could be read, and sentences on what could not. */
export interface Folder {
  tables: PlanTable[];
  unreadable: string[];
}

const COLUMNS = ["file", "row", "column", "kind", "printed", "recomputed", "result"] as const;
const REPORTED = ["formula", "sum"];

/** Reads the plan tables of a folder, by the names of their files. Other files are left alone. */
export async function readPlanFolder(folder: string): Promise<Folder> {
  const names = new Set(await readdir(folder));
  const found: Folder = { tables: [], unreadable: [] };
  for (const { file, rowNames } of PLAN_TABLES) {
    if (!names.has(file)) continue;
    const read = readText(await readFile(path.join(folder, file)));
    if ("code" in read) found.unreadable.push(`${file}：${read.message ?? "讀不出來。"}`);
    else {
      const grid = read.rows.map(({ cells }) => cells);
      found.tables.push(planTable(file, grid, rowNames));
    }
  }
  return found;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line of the report. */
export function reportLine(figure: CheckedFigure): string {
  return COLUMNS.map((column) => quoted(figure[column])).join(",");
}

function report({ figures, problems }: Recomputed, print: (line: string) => void): readonly string[] {
  print(COLUMNS.join(","));
  for (const figure of figures) if (REPORTED.includes(figure.kind)) print(reportLine(figure));
  return problems;
}

/**
 * Recomputes a folder and prints one line of CSV for every figure of kind formula or sum; sentences on what could not
 * be read go to `complain`. Exit code: 0 also with mismatches or with tables that are not there; 1 when the folder, a
 * file, a column or a cell could not be read (what could be is printed all the same); 2 without a folder.
 */
export async function recomputeFolder(
  folder: string | undefined,
  print: (line: string) => void,
  complain: (sentence: string) => void,
): Promise<number> {
  if (folder === undefined) {
    complain("用法：npm run recompute -- 資料夾（放計畫各表 CSV 的資料夾）");
    return 2;
  }
  let found: Folder;
  try {
    found = await readPlanFolder(folder);
  } catch (error) {
    complain(`讀不到資料夾 ${folder}：${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
  if (found.tables.length === 0) {
    for (const sentence of found.unreadable) complain(sentence);
    complain(`${folder} 裡沒有計畫的資料表（例如 ${PLAN_TABLES[0]?.file ?? ""}）。`);
    return 1;
  }
  const { notes, unreadable } = sorted(report(recompute(found.tables, PLAN_TABLES, STATEMENTS_114), print));
  for (const sentence of [...found.unreadable, ...unreadable, ...notes]) complain(sentence);
  return found.unreadable.length + unreadable.length > 0 ? 1 : 0;
}

// A table that is not in the folder is no fault of what is: half a plan may be recomputed too.
function sorted(problems: readonly string[]): { notes: string[]; unreadable: string[] } {
  const isNote = (sentence: string) => sentence.startsWith("缺少檔案");
  return {
    notes: problems.filter(isNote),
    unreadable: problems.filter((sentence) => !isNote(sentence)),
  };
}
