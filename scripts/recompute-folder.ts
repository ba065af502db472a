import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { readText } from "../lib/platform/spreadsheet/read-text";
import { type PlanFile, type RecomputedPlan, recomputePlan } from "../lib/rules/plan-tables/plan";
import { isPlanFile } from "../lib/rules/plan-tables/plan-year";
import type { CheckedFigure } from "../lib/rules/plan-tables/recompute";

/** What a folder holds: the tables that could be read, and sentences on what could not. */
export interface Folder {
  files: PlanFile[];
  unreadable: string[];
}

const COLUMNS = ["file", "row", "column", "kind", "printed", "recomputed", "result"] as const;
const REPORTED = ["formula", "sum"];

/** Reads the plan tables of a folder, in the order of their names. Other files are left alone. */
export async function readPlanFolder(folder: string): Promise<Folder> {
  const names = (await readdir(folder)).filter(isPlanFile).sort();
  const found: Folder = { files: [], unreadable: [] };
  for (const file of names) {
    const read = readText(await readFile(path.join(folder, file)));
    if ("code" in read) found.unreadable.push(`${file}：${read.message ?? "讀不出來。"}`);
    else found.files.push({ file, grid: read.rows.map(({ cells }) => cells) });
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

function report({ tables }: RecomputedPlan, print: (line: string) => void): void {
  print(COLUMNS.join(","));
  for (const figure of tables.flatMap(({ figures }) => figures)) {
    if (REPORTED.includes(figure.kind)) print(reportLine(figure));
  }
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
  const plan = recomputePlan(found.files);
  if (plan.tables.length === 0) {
    for (const sentence of found.unreadable) complain(sentence);
    complain(`${folder} 裡沒有計畫的資料表（例如 t01_service_efficiency.csv）。`);
    return 1;
  }
  report(plan, print);
  const { notes, unreadable } = sorted(plan.problems);
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
