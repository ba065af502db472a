import { type Refused, refuse } from "../result";

/** What an uploaded table may hold; more is refused before it costs memory. */
export const LIMITS = {
  fileBytes: 10 * 1024 * 1024,
  rows: 20_000,
  columns: 60,
  cellCharacters: 2_000,
  /** Cells of a sheet in all: rows and columns at their limits together would be no list any more. */
  cells: 250_000,
  /** A workbook is a ZIP: its content unpacked, its parts, and how much it may shrink. */
  unpackedBytes: 60 * 1024 * 1024,
  entries: 1_000,
  ratio: 150,
} as const;

export interface TableRow {
  /** The line of the text file where the row begins, or the row number of the sheet. */
  line: number;
  cells: string[];
}

export interface Table {
  encoding: "UTF-8" | "UTF-16" | "Big5" | "XLSX";
  /** Rows that hold something, the header first. */
  rows: TableRow[];
  /** What the reader decided and the person should know: a recognised Big5 file, which sheet was read. */
  notes: string[];
}

/** Why a file cannot be read. Each is shown as one sentence that says what to do. */
export type ReadProblem =
  | "empty_file"
  | "too_large"
  | "not_a_table"
  | "unknown_encoding"
  | "broken_quote"
  | "too_many_rows"
  | "too_many_columns"
  | "too_many_cells"
  | "cell_too_long"
  | "not_a_workbook"
  | "password_protected"
  | "old_workbook"
  | "zip_bomb"
  | "formula"
  | "cell_error";

/** A named refusal to read a file. */
export function problem(code: ReadProblem, message: string): Refused {
  return refuse(code, message);
}

/** The letters of a column: 1 → A, 28 → AB. */
export function columnLetters(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return `${rest > 0 ? columnLetters(rest) : ""}${String.fromCharCode(65 + ((column - 1) % 26))}`;
}

/** Leaves out empty rows and refuses what is over the limits. */
export function withinLimits(rows: readonly TableRow[]): Refused | TableRow[] {
  const filled = rows.filter((row) => row.cells.some((cell) => cell.trim() !== ""));
  if (filled.length === 0) return problem("empty_file", "檔案中沒有任何資料，請確認選取的檔案。");
  if (filled.length - 1 > LIMITS.rows) return tooManyRows();
  for (const row of filled) {
    if (row.cells.length > LIMITS.columns) return tooManyColumns(row.line, row.cells.length);
    const long = row.cells.findIndex((cell) => cell.length > LIMITS.cellCharacters);
    if (long >= 0) return cellTooLong(row.line, columnLetters(long + 1));
  }
  return filled;
}

/** More rows than a list may have. */
export function tooManyRows(): Refused {
  return problem(
    "too_many_rows",
    `資料超過 ${LIMITS.rows.toLocaleString("en")} 列的上限，請分成數個檔案；若列數應不足此數，請刪除表尾的空白列。`,
  );
}

function tooManyColumns(line: number, count: number): Refused {
  return problem("too_many_columns", `第 ${line} 列有 ${count} 欄，超過 ${LIMITS.columns} 欄的上限。`);
}

function cellTooLong(line: number, column: string): Refused {
  return problem(
    "cell_too_long",
    `第 ${line} 列 ${column} 欄的文字超過 ${LIMITS.cellCharacters.toLocaleString("en")} 字的上限。`,
  );
}
