import ExcelJS from "exceljs";
import type { Refused } from "../result";
import {
  columnLetters,
  LIMITS,
  problem,
  type Table,
  type TableRow,
  tooManyRows,
  withinLimits,
} from "./table";
import { notAWorkbook, refuseDangerousWorkbook } from "./unpack-guard";

/** Reads the first sheet that holds something. Every cell becomes a text; a formula is refused, not calculated. */
export async function readWorkbook(bytes: Uint8Array): Promise<Refused | Table> {
  const refused = await refuseDangerousWorkbook(bytes);
  if (refused) return refused;
  const book = await openWorkbook(bytes);
  if ("code" in book) return book;
  const sheet = firstFilled(book);
  if (!sheet) return problem("empty_file", "活頁簿中沒有任何資料，請確認選取的檔案。");
  const rows = readSheet(sheet);
  if (!Array.isArray(rows)) return rows;
  const kept = withinLimits(rows);
  if (!Array.isArray(kept)) return kept;
  return { encoding: "XLSX", rows: kept, notes: sheetNotes(book, sheet) };
}

// What a sheet may carry besides its cells; some of it the parser would unfold cell by cell.
const IGNORED = ["dataValidations", "conditionalFormatting", "extLst", "drawing", "picture", "tableParts"];

async function openWorkbook(bytes: Uint8Array): Promise<Refused | ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  try {
    await book.xlsx.load(new Uint8Array(bytes).buffer, { ignoreNodes: IGNORED });
    return book;
  } catch {
    // The parser's own words are of no use to the person; whatever it trips over, the file is no sound workbook.
    return notAWorkbook();
  }
}

function firstFilled(book: ExcelJS.Workbook): ExcelJS.Worksheet | undefined {
  const filled = book.worksheets.filter((sheet) => sheet.actualRowCount > 0);
  return filled.find((sheet) => sheet.state === "visible") ?? filled[0];
}

function sheetNotes(book: ExcelJS.Workbook, read: ExcelJS.Worksheet): string[] {
  const others = book.worksheets.filter((sheet) => sheet !== read).map((sheet) => `「${sheet.name}」`);
  if (others.length === 0) return [];
  return [
    `活頁簿有 ${book.worksheets.length} 個工作表，只讀取「${read.name}」；未讀取${others.join("、")}。`,
  ];
}

function readSheet(sheet: ExcelJS.Worksheet): Refused | TableRow[] {
  const rows: TableRow[] = [];
  const formulas: string[] = [];
  const errors: string[] = [];
  let width = 0;
  sheet.eachRow((row) => {
    const cells: string[] = [];
    row.eachCell((cell, column) => {
      const text = cellText(cell);
      if (text === FORMULA) formulas.push(place(cell));
      if (text === ERROR) errors.push(place(cell));
      if (typeof text === "string" && text !== "" && column <= LIMITS.columns + 1) cells[column - 1] = text;
    });
    width = Math.max(width, cells.length);
    rows.push({ line: row.number, cells });
  });
  if (formulas.length > 0) return refuseCells("formula", "公式", formulas);
  if (errors.length > 0) return refuseCells("cell_error", "錯誤值", errors);
  if (rows.length > LIMITS.rows * 2) return tooManyRows();
  // The sheet has no end of a row: empty cells at the right belong to it.
  return rows.map((row) => ({
    line: row.line,
    cells: Array.from({ length: width }, (_, at) => row.cells[at] ?? ""),
  }));
}

function refuseCells(code: "formula" | "cell_error", what: string, places: readonly string[]): Refused {
  const shown = places.slice(0, 5).join("、");
  const more = places.length > 5 ? `等 ${places.length} 處` : "";
  return problem(code, `${shown}${more}含有${what}；請將其改為數值或文字（選擇性貼上「值」）後再上傳。`);
}

function place(cell: ExcelJS.Cell): string {
  const column = columnLetters(Number(cell.col));
  return `第 ${cell.row} 列 ${column} 欄`;
}

const FORMULA = Symbol("formula");
const ERROR = Symbol("error");

/** The text of a cell; a cell covered by a merged one has the text of that one. */
function cellText(cell: ExcelJS.Cell): string | typeof FORMULA | typeof ERROR {
  const kind = cell.effectiveType;
  if (cell.type === ExcelJS.ValueType.Formula || kind === ExcelJS.ValueType.Formula) return FORMULA;
  if (kind === ExcelJS.ValueType.Error) return ERROR;
  return valueText(cell.value);
}

function valueText(value: ExcelJS.CellValue | undefined): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(Number(value.toPrecision(15)));
  if (typeof value === "boolean") return value ? "true" : "false";
  if (value instanceof Date) return dateText(value);
  if ("richText" in value) return value.richText.map((part) => part.text).join("");
  // A hyperlink's text may itself be rich.
  if ("hyperlink" in value) return valueText(value.text as ExcelJS.CellValue);
  return "";
}

/** A cell formatted as a date holds days since 1899-12-30; one formatted as a time only a part of the first. */
function dateText(value: Date): string {
  if (Number.isNaN(value.getTime())) return "";
  const [day = "", time = ""] = value.toISOString().split("T");
  const clock = time.slice(0, 5);
  if (value.getUTCFullYear() < 1901) return clock;
  return clock === "00:00" ? day : `${day} ${clock}`;
}
