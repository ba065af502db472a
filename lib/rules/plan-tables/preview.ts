import type { PlanFile } from "./plan";
import type { CheckedFigure } from "./recompute";
import { type PlanTable, planTable, type RowNaming, readCell } from "./table";

/** Something in a draft that cannot be taken, by line of the file and column. Line 1 is the header. */
export interface DraftError {
  readonly line: number;
  readonly column: string;
  readonly text: string;
  readonly message: string;
}

/** A cell that a draft would change. */
export interface CellChange {
  readonly row: string;
  readonly column: string;
  readonly before: string;
  readonly after: string;
}

/** What a draft of a table would do to the one that is there. */
export interface TablePreview {
  readonly errors: readonly DraftError[];
  readonly changes: readonly CellChange[];
  readonly newRows: readonly string[];
  readonly missingRows: readonly string[];
}

/** The columns that hold figures: in every row a figure or nothing, and in one at least a figure. */
function figureColumns({ columns, rows }: PlanTable): string[] {
  return columns.filter((column) => {
    const states = rows.map(({ cells }) => readCell(cells[column]).state);
    return states.includes("number") && !states.includes("bad");
  });
}

function headerErrors(stored: PlanTable, draft: PlanTable): DraftError[] {
  const missing = stored.columns
    .filter((column) => !draft.columns.includes(column))
    .map((column) => ({ line: 1, column, text: "", message: `缺少欄位 ${column}` }));
  const twice = draft.columns
    .filter((column, at) => draft.columns.indexOf(column) !== at)
    .map((column) => ({ line: 1, column, text: column, message: `欄位 ${column} 重複` }));
  return [...missing, ...twice];
}

function rowErrors(stored: PlanTable, draft: PlanTable): DraftError[] {
  const numeric = figureColumns(stored);
  const seen = new Set<string>();
  return draft.rows.flatMap(({ name, line, cells }) => {
    const errors: DraftError[] = numeric
      .filter((column) => readCell(cells[column]).state === "bad")
      .map((column) => ({ line, column, text: cells[column] ?? "", message: "不是數字" }));
    if (seen.has(name)) errors.push({ line, column: "", text: name, message: `「${name}」已在前面出現過` });
    seen.add(name);
    return errors;
  });
}

function isSameFigure(before: string, after: string): boolean {
  if (before === after) return true;
  const [old, now] = [readCell(before), readCell(after)];
  if (old.state === "blank" && now.state === "blank") return true;
  return (
    old.state === "number" &&
    now.state === "number" &&
    old.decimals === now.decimals &&
    old.value.equals(now.value)
  );
}

function changesOf(stored: PlanTable, draft: PlanTable): CellChange[] {
  const before = new Map(stored.rows.map((row) => [row.name, row.cells]));
  return draft.rows.flatMap(({ name, cells }) => {
    const old = before.get(name);
    if (old === undefined) return [];
    return stored.columns
      .filter(
        (column) => draft.columns.includes(column) && !isSameFigure(old[column] ?? "", cells[column] ?? ""),
      )
      .map((column) => ({ row: name, column, before: old[column] ?? "", after: cells[column] ?? "" }));
  });
}

/**
 * What a draft of a table would change, and what in it cannot be taken: columns that are missing or stand twice, cells
 * that are no numbers where the stored table has figures, rows that stand twice.
 */
export function previewTable(
  stored: PlanFile,
  draft: PlanFile,
  rowNames: readonly RowNaming[],
): TablePreview {
  const [old, now] = [stored, draft].map(({ file, grid }) => planTable(file, grid, rowNames)) as [
    PlanTable,
    PlanTable,
  ];
  const oldNames = new Set(old.rows.map(({ name }) => name));
  const newNames = new Set(now.rows.map(({ name }) => name));
  return {
    errors: [...headerErrors(old, now), ...rowErrors(old, now)],
    changes: changesOf(old, now),
    newRows: [...newNames].filter((name) => !oldNames.has(name)),
    missingRows: [...oldNames].filter((name) => !newNames.has(name)),
  };
}

/** The figures whose result or recomputed value is not what it was before a draft. */
export function changedFigures(
  before: readonly CheckedFigure[],
  after: readonly CheckedFigure[],
): { readonly before: CheckedFigure | null; readonly after: CheckedFigure }[] {
  const keyOf = ({ file, row, column, kind, words }: CheckedFigure) =>
    [file, row, column, kind, words].join("\n");
  const known = new Map(before.map((figure) => [keyOf(figure), figure]));
  return after.flatMap((figure) => {
    const old = known.get(keyOf(figure)) ?? null;
    const isSame = old?.result === figure.result && old.recomputed === figure.recomputed;
    return isSame ? [] : [{ before: old, after: figure }];
  });
}
