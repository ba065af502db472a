import ExcelJS from "exceljs";
import { formatRocDate, formatRocInstant } from "../roc-date";
import { guardFormula } from "./formula-guard";

/** A value of a row: an ISO day in a `date` column and an instant are written as ROC texts, nothing as an empty cell. */
export type CellValue = string | number | boolean | Date | null | undefined;

export interface SheetColumn {
  /** The property of a row that stands in this column. */
  key: string;
  label: string;
  /** Width in characters (XLSX only). */
  width?: number;
  /** `text` when absent. A `number` column right-aligns; codes with leading zeros are texts. */
  kind?: "text" | "number" | "date";
}

export type SheetRow = Readonly<Record<string, CellValue>>;

export interface Sheet {
  sheetName: string;
  /** A line above the header. */
  title?: string;
  columns: readonly SheetColumn[];
  rows: readonly SheetRow[];
  /** Lines below the table: the filter that was in force, the time, the source. */
  notes?: readonly string[];
}

const BOM = "\uFEFF";

/**
 * A table as CSV as Excel in Taiwan opens it: UTF-8 with a byte order mark, CRLF, quotes where needed. A text that
 * a spreadsheet would run as a formula gets a leading apostrophe; numbers stay numbers.
 */
export function writeCsv(columns: readonly SheetColumn[], rows: readonly SheetRow[]): string {
  const lines = [
    columns.map((column) => csvCell(column.label)),
    ...rows.map((row) => columns.map((column) => csvCell(plainValue(row[column.key], column)))),
  ];
  return `${BOM}${lines.map((cells) => `${cells.join(",")}\r\n`).join("")}`;
}

function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = guardFormula(value);
  return /[",\r\n]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A table as a workbook with one sheet: bold frozen header, filter, texts that never become formulas. */
export async function writeXlsx(sheet: Sheet): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.creator = "長照塔臺";
  const page = book.addWorksheet(sheetTitle(sheet.sheetName), {
    pageSetup: { paperSize: 9, orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  page.columns = sheet.columns.map((column) => ({ key: column.key, width: columnWidth(column) }));
  if (sheet.title) page.addRow([legalText(sheet.title)]).font = { bold: true, size: 14 };

  const header = page.addRow(sheet.columns.map((column) => legalText(column.label)));
  header.font = { bold: true };
  header.alignment = { vertical: "middle", wrapText: true };
  for (const row of sheet.rows) addSheetRow(page, sheet.columns, row);

  const bottom = header.number + sheet.rows.length;
  page.views = [{ state: "frozen", ySplit: header.number }];
  page.autoFilter = {
    from: { row: header.number, column: 1 },
    to: { row: bottom, column: Math.max(1, sheet.columns.length) },
  };
  page.pageSetup.printTitlesRow = `${header.number}:${header.number}`;
  addNotes(page, sheet.notes ?? []);
  return Buffer.from(await book.xlsx.writeBuffer());
}

function addSheetRow(page: ExcelJS.Worksheet, columns: readonly SheetColumn[], row: SheetRow): void {
  const added = page.addRow(columns.map((column) => plainValue(row[column.key], column)));
  columns.forEach((column, at) => {
    const cell = added.getCell(at + 1);
    if (typeof cell.value === "number") cell.alignment = { horizontal: "right" };
    // "@" keeps a text a text when somebody edits the cell.
    else if (column.kind !== "number") cell.numFmt = "@";
  });
}

function addNotes(page: ExcelJS.Worksheet, notes: readonly string[]): void {
  if (notes.length > 0) page.addRow([]);
  for (const note of notes) page.addRow([legalText(note)]).font = { italic: true };
}

function plainValue(value: CellValue, column: SheetColumn): string | number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "boolean") return value ? "是" : "否";
  if (value instanceof Date) return formatRocInstant(value);
  if (column.kind === "date" && /^\d{4}-\d{2}-\d{2}$/.test(value)) return formatRocDate(value);
  return legalText(value);
}

/** XML 1.0 cannot hold the other control characters, and a cell holds at most 32,767 characters. */
function legalText(text: string): string {
  return [...text]
    .filter((char) => !isForbiddenControl(char.charCodeAt(0)))
    .join("")
    .slice(0, 32_767);
}

function isForbiddenControl(code: number): boolean {
  return code < 32 && code !== 9 && code !== 10 && code !== 13;
}

function sheetTitle(name: string): string {
  return name.replace(/[[\]:*?/\\']/gu, " ").slice(0, 31) || "資料";
}

function columnWidth(column: SheetColumn): number {
  return column.width ?? Math.max(10, column.label.length * 2 + 4);
}

const MEDIA_TYPES = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  json: "application/json; charset=utf-8",
} as const;

/** A download. The name may be Chinese: browsers take `filename*`, the others an ASCII stand-in. */
export function attachment(
  fileName: string,
  type: keyof typeof MEDIA_TYPES,
  body: string | Uint8Array,
): Response {
  const plain = fileName.replace(/[\r\n]/gu, " ");
  const ascii = plain.replace(/[^\w. -]/gu, "_");
  const encoded = encodeURIComponent(plain).replace(/['()*]/gu, percentEncoded);
  return new Response(typeof body === "string" ? body : new Uint8Array(body), {
    headers: {
      "Content-Type": MEDIA_TYPES[type],
      "Content-Disposition": `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`,
      "Cache-Control": "private, no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}

function percentEncoded(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
}
