import { recomputePlan } from "@/lib/rules/plan-tables/plan";
import { definitionsFor } from "@/lib/rules/plan-tables/plan-year";
import { changedFigures, type DraftError, previewTable } from "@/lib/rules/plan-tables/preview";
import type { CheckedFigure } from "@/lib/rules/plan-tables/recompute";
import { isFormula, requiredColumns } from "../recognition/schema";
import type { PlanContent } from "../types";
import type { DraftTable, FigureChange, TableComparison } from "./types";

/** A table that stands, as a comparison needs it. */
export interface Standing {
  readonly tableKey: string;
  readonly edition: number | null;
  readonly sha256: string;
  readonly content: PlanContent;
}

const fileOf = (tableKey: string) => `${tableKey}.csv`;

/** What a table of a draft would change, and what in it cannot be taken; lines are those of its file. */
export function compareTable(
  planYear: number,
  draft: DraftTable,
  standing: Standing | undefined,
): TableComparison {
  const definition = definitionsFor(planYear).find(({ file }) => file === fileOf(draft.tableKey));
  const about = {
    ...{ tableKey: draft.tableKey, fileName: draft.fileName, encoding: draft.encoding },
    ...{ title: definition?.title ?? draft.tableKey, place: definition?.place ?? "" },
    ...{ rowCount: draft.rows.length, notes: draft.notes, edition: standing?.edition ?? null },
    isSame: standing?.sha256 === draft.sha256,
  };
  const own = ownErrors(draft);
  const grid = [draft.header, ...draft.rows];
  if (standing === undefined) {
    const absent = requiredColumns(planYear, draft.tableKey).filter(
      (column) => !draft.header.includes(column),
    );
    const missing = absent.map((column) => missingColumn(column, draft.headerLine));
    return { ...about, errors: [...missing, ...own], changes: [], newRows: [], missingRows: [] };
  }
  const preview = previewTable(
    { file: fileOf(draft.tableKey), grid: [standing.content.header, ...standing.content.rows] },
    { file: fileOf(draft.tableKey), grid },
    definition?.rowNames ?? [],
  );
  const located = preview.errors.map((error) => ({ ...error, line: lineOf(draft, error.line) }));
  const { changes, newRows, missingRows } = preview;
  return { ...about, errors: [...located, ...own], changes, newRows, missingRows };
}

function missingColumn(column: string, line: number): DraftError {
  return { line, column, text: "", message: `缺少欄位 ${column}` };
}

/** The line of the file for a line of the grid, whose header is line 1. */
function lineOf({ headerLine, lines }: DraftTable, line: number): number {
  return line <= 1 ? headerLine : (lines[line - 2] ?? line);
}

function ownErrors({ header, rows, lines, headerLine }: DraftTable): DraftError[] {
  if (rows.length === 0) return [{ line: headerLine, column: "", text: "", message: "只有標題列，沒有資料" }];
  return rows.flatMap((row, at) => {
    const line = lines[at] ?? at + 2;
    const beyond = row.slice(header.length).find((cell) => cell !== "");
    const formulas = row.flatMap((text, column) =>
      isFormula(text)
        ? [{ line, column: header[column] ?? "", text, message: "儲存格是公式，請改為數值" }]
        : [],
    );
    if (beyond === undefined) return formulas;
    return [
      ...formulas,
      { line, column: "", text: beyond, message: `這一列有 ${row.length} 格，標題只有 ${header.length} 欄` },
    ];
  });
}

/** The figures of a plan that would come out otherwise with the tables of a draft in place. */
export function compareFigures(
  planYear: number,
  standing: readonly Standing[],
  drafts: readonly DraftTable[],
): FigureChange[] {
  const fresh = new Map(drafts.map((draft) => [draft.tableKey, { header: draft.header, rows: draft.rows }]));
  const kept = standing.map(({ tableKey, content }) => ({ tableKey, content }));
  const added = [...fresh]
    .filter(([key]) => !kept.some(({ tableKey }) => tableKey === key))
    .map(([tableKey, content]) => ({ tableKey, content }));
  const after = [...kept, ...added].map(({ tableKey, content }) => ({
    tableKey,
    content: fresh.get(tableKey) ?? content,
  }));
  return [...changedFigures(figuresOf(planYear, kept), figuresOf(planYear, after))];
}

function figuresOf(
  planYear: number,
  tables: readonly { tableKey: string; content: PlanContent }[],
): CheckedFigure[] {
  const files = tables.map(({ tableKey, content }) => ({
    file: fileOf(tableKey),
    grid: [content.header, ...content.rows],
  }));
  return recomputePlan(files, { year: planYear }).tables.flatMap(({ figures }) => figures);
}

/** Whether a change makes a figure disagree that agreed, or was not there, before. */
export function isBroken({ before, after }: FigureChange): boolean {
  return after.result === "mismatch" && before?.result !== "mismatch";
}
