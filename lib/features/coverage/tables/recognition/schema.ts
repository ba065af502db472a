import { looksLikeFormula, unguardFormula } from "@/lib/platform/spreadsheet/formula-guard";
import { definitionsFor, planYearOf } from "@/lib/rules/plan-tables/plan-year";
import { readCell } from "@/lib/rules/plan-tables/table";

/** What an uploaded file turned out to be: a table of the plan, or a sentence on why it is none. */
export type Recognition = { readonly tableKey: string } | { readonly problem: string };

const PLAIN_NAME = /^(.*?)(?:\s*\(\d+\)|\s*-\s*複製)?\.(?:csv|txt|tsv|xlsx)$/iu;

/**
 * Tells which table of a plan a file is: by its name, else by its columns where just one known table has them.
 * `headers` are the columns of the tables that the city has.
 */
export function recogniseTable(
  fileName: string,
  header: readonly string[],
  planYear: number,
  headers: ReadonlyMap<string, readonly string[]>,
): Recognition {
  const year = planYearOf([header]);
  if (year !== undefined && year !== planYear) {
    return { problem: `欄位是${year}年計畫的欄位，與選擇的${planYear}年計畫不符。` };
  }
  const named = PLAIN_NAME.exec(fileName)?.[1]?.trim() ?? fileName.trim();
  const known = new Set(definitionsFor(planYear).map(({ file }) => file));
  if (known.has(`${named}.csv`)) return { tableKey: named };
  const columns = header.map((column) => column.trim()).join("\n");
  const fitting = [...headers].filter(([, own]) => own.join("\n") === columns).map(([key]) => key);
  const [only, ...others] = fitting;
  if (only !== undefined && others.length === 0) return { tableKey: only };
  return {
    problem:
      "檔名不是計畫資料表的檔名，欄位也無法判斷是哪一張表；請下載現行版本的檔案，在其上修改後以原檔名上傳。",
  };
}

/** The texts of a row as they were meant: what a spreadsheet would run was guarded when it was written. */
export function plainCells(cells: readonly string[]): string[] {
  return cells.map((cell) => unguardFormula(cell.trim()));
}

/** Whether a cell holds a formula instead of a figure or a text. A negative number and a dash are none. */
export function isFormula(text: string): boolean {
  return looksLikeFormula(text) && readCell(text).state === "bad" && /^[=@]|^[+-]\s*[A-Z(]/iu.test(text);
}

/** The columns that a table of the plan cannot be without, where no edition is there to compare with. */
export function requiredColumns(planYear: number, tableKey: string): string[] {
  const definition = definitionsFor(planYear).find(({ file }) => file === `${tableKey}.csv`);
  if (definition === undefined) return [];
  const named = definition.rowNames.flatMap(({ name }) =>
    [...name.matchAll(/\{(\w+)\}/g)].map(([, column]) => column),
  );
  const derived = definition.derived.map(({ column }) => column);
  return [...new Set([...named, ...derived])].filter((column) => column !== undefined);
}
