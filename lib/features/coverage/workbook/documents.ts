import ExcelJS from "exceljs";
import { attachment } from "@/lib/platform/spreadsheet/write";
import { Exact } from "@/lib/rules/exact";
import { definitionsFor } from "@/lib/rules/plan-tables/plan-year";
import type { CheckedFigure } from "@/lib/rules/plan-tables/recompute";
import { type PlanRow, planTable, readCell } from "@/lib/rules/plan-tables/table";
import { columnLabel } from "../recompute/columns/labels";
import { spreadsheetFormula } from "./formulas/schema";
import { isTotal, liveCells, placeKey } from "./schema";
import type { Argument, CellPlace, LiveCell } from "./types";

/** A table of the plan as the workbook takes it. */
export interface WorkbookTable {
  readonly file: string;
  readonly grid: readonly (readonly string[])[];
  readonly edition: number | null;
}

interface Layout {
  readonly file: string;
  readonly sheet: string;
  readonly title: string;
  readonly place: string;
  readonly columns: readonly string[];
  readonly rows: readonly PlanRow[];
  readonly edition: number | null;
}

const HEADER_ROW = 3;
const HIDDEN = ["src_line", "uncertain"];
const CHINESE = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一"];

/** All tables of a plan as one workbook: a sheet each in the plan's order, derived cells as live formulas. */
export async function planWorkbook(
  planYear: number,
  tables: readonly WorkbookTable[],
  figures: readonly CheckedFigure[],
): Promise<Buffer> {
  const layouts = layoutsOf(planYear, tables);
  const live = liveCells(planYear, tables, figures);
  const book = new ExcelJS.Workbook();
  book.creator = "長照塔臺";
  // Whoever opens it sees what the formulas give, not only what was kept.
  book.calcProperties.fullCalcOnLoad = true;
  addContents(book, planYear, layouts);
  const writer = new SheetWriter(layouts, live);
  for (const layout of layouts) writer.write(book, layout);
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** The workbook of a plan as a download. */
export async function workbookDocument(
  planYear: number,
  tables: readonly WorkbookTable[],
  figures: readonly CheckedFigure[],
): Promise<Response> {
  return attachment(`${planYear}年計畫資料表.xlsx`, "xlsx", await planWorkbook(planYear, tables, figures));
}

function layoutsOf(planYear: number, tables: readonly WorkbookTable[]): Layout[] {
  return definitionsFor(planYear)
    .flatMap(({ file, title, place, rowNames }, order) => {
      const table = tables.find((each) => each.file === file);
      if (table === undefined) return [];
      const { columns, rows } = planTable(file, table.grid, rowNames);
      const shown = columns.filter((column) => !HIDDEN.includes(column));
      const sheet = title.replace(/[[\]:*?/\\']/gu, " ").slice(0, 31);
      return [{ file, sheet, title, place, columns: shown, rows, edition: table.edition, order }];
    })
    .toSorted((one, other) => rankOf(one) - rankOf(other) || one.order - other.order);
}

/** 表一 … 表十一 first, then the parts of the text, the budget last. */
function rankOf({ title, place }: { title: string; place: string }): number {
  const number = /^表(十一|[一二三四五六七八九十])(?:-(\d))?/u.exec(title);
  if (number) return CHINESE.indexOf(number[1] ?? "") * 10 + Number(number[2] ?? 0);
  const part = ["壹", "貳", "參", "肆"].findIndex((name) => place.startsWith(name));
  return part < 0 ? 999 : 200 + part;
}

function addContents(book: ExcelJS.Workbook, planYear: number, layouts: readonly Layout[]): void {
  const page = book.addWorksheet("目錄");
  page.columns = [{ width: 46 }, { width: 18 }, { width: 36 }, { width: 8 }];
  page.addRow([`${planYear}年長照2.0整合型計畫資料表`]).font = { bold: true, size: 14 };
  page.addRow(["衍生數字均為公式；與計畫原列數不同者以底色標示，原列數見儲存格附註。"]);
  page.addRow(["資料表", "出處", "檔名", "版本"]).font = { bold: true };
  for (const { title, place, file, sheet, edition } of layouts) {
    const row = page.addRow([title, place, file, edition]);
    row.getCell(1).value = { text: title, hyperlink: `#'${sheet}'!A1` };
  }
}

class SheetWriter {
  readonly #layouts: ReadonlyMap<string, Layout>;
  readonly #live: ReadonlyMap<string, LiveCell>;

  constructor(layouts: readonly Layout[], live: ReadonlyMap<string, LiveCell>) {
    this.#layouts = new Map(layouts.map((layout) => [layout.file, layout]));
    this.#live = live;
  }

  write(book: ExcelJS.Workbook, layout: Layout): void {
    const page = book.addWorksheet(layout.sheet, {
      pageSetup: { paperSize: 9, orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
      views: [{ state: "frozen", ySplit: HEADER_ROW }],
    });
    page.columns = layout.columns.map((column) => ({ width: widthOf(column) }));
    page.addRow([layout.title]).font = { bold: true, size: 14 };
    page.addRow([`出處：${layout.place}`]);
    const header = page.addRow(layout.columns.map(columnLabel));
    header.font = { bold: true };
    header.alignment = { vertical: "middle", wrapText: true };
    for (const row of layout.rows) this.#writeRow(page, layout, row);
    page.pageSetup.printTitlesRow = `${HEADER_ROW}:${HEADER_ROW}`;
  }

  #writeRow(page: ExcelJS.Worksheet, { file, columns }: Layout, row: PlanRow): void {
    const added = page.addRow([]);
    if (isTotal(row)) added.font = { bold: true };
    columns.forEach((column, at) => {
      const cell = added.getCell(at + 1);
      const text = row.cells[column] ?? "";
      const live = this.#live.get(placeKey({ file, line: row.line, column }));
      if (live === undefined) writePlain(cell, text);
      else this.#writeLive(cell, live);
    });
  }

  #writeLive(cell: ExcelJS.Cell, live: LiveCell): void {
    const { formula, args, decimals, value, printed, words, result } = live;
    const texts = args.flatMap((arg) => this.#argument(arg, live));
    const isWhole = args.every((arg) => "cells" in arg) && this.#areWhole(args, decimals);
    cell.value = {
      formula: spreadsheetFormula(formula, texts, decimals, isWhole),
      result: Number(value.toFixed(decimals)),
    };
    cell.numFmt = decimals === 0 ? "#,##0" : `#,##0.${"0".repeat(decimals)}`;
    const reading = readCell(printed);
    const isOther = reading.state === "number" && !reading.value.equals(value);
    if (!isOther) return;
    const colour = result === "mismatch" ? "FFFCE0DD" : "FFE3EDF9";
    cell.fill = { type: "pattern", pattern: "solid", fgColor: { argb: colour } };
    cell.note = `計畫原列 ${printed}；公式：${words}`;
  }

  /** One cell as it is; several are added, as a range where they stand in a run. */
  #argument(arg: Argument, { place }: LiveCell): string[] {
    if ("number" in arg) return [arg.number];
    const range = this.#range(arg.cells, place.file);
    const [only, ...others] = arg.cells;
    if (only !== undefined && others.length === 0) return [this.#address(only, place.file)];
    const parts = range === undefined ? arg.cells.map((cell) => this.#address(cell, place.file)) : [range];
    return [`SUM(${parts.join(",")})`];
  }

  #range(cells: readonly CellPlace[], home: string): string | undefined {
    const places = cells.map((cell) => this.#position(cell));
    const [first] = places;
    const last = places.at(-1);
    if (first === undefined || last === undefined || cells.length < 3) return undefined;
    const isRun = places.every(
      ({ row, letters, file }, at) =>
        file === first.file && letters === first.letters && row === first.row + at,
    );
    return isRun
      ? `${this.#prefix(first.file, home)}${first.letters}${first.row}:${last.letters}${last.row}`
      : undefined;
  }

  #position({ file, line, column }: CellPlace): { file: string; letters: string; row: number } {
    const layout = this.#layouts.get(file);
    if (layout === undefined) throw new Error(`no sheet for ${file}`);
    const row = layout.rows.findIndex((each) => each.line === line) + HEADER_ROW + 1;
    return { file, row, letters: lettersOf(layout.columns.indexOf(column) + 1) };
  }

  #address(cell: CellPlace, home: string): string {
    const { file, letters, row } = this.#position(cell);
    return `${this.#prefix(file, home)}${letters}${row}`;
  }

  #prefix(file: string, home: string): string {
    return file === home ? "" : `'${this.#layouts.get(file)?.sheet}'!`;
  }

  #areWhole(args: readonly Argument[], decimals: number): boolean {
    return args
      .flatMap((arg) => ("cells" in arg ? arg.cells : []))
      .every((cell) => {
        const live = this.#live.get(placeKey(cell));
        if (live !== undefined) return live.decimals <= decimals;
        const row = this.#layouts.get(cell.file)?.rows.find(({ line }) => line === cell.line);
        const reading = readCell(row?.cells[cell.column]);
        return reading.state !== "number" || reading.decimals <= decimals;
      });
  }
}

function lettersOf(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return `${rest > 0 ? lettersOf(rest) : ""}${String.fromCharCode(65 + ((column - 1) % 26))}`;
}

function widthOf(column: string): number {
  if (column === "note") return 40;
  return /_zh$|name|statement|rule|condition/.test(column)
    ? 32
    : Math.max(11, columnLabel(column).length * 2 + 2);
}

/** A figure as a number with its printed decimals, everything else as a text that never becomes a formula. */
function writePlain(cell: ExcelJS.Cell, text: string): void {
  if (text === "") return;
  const value = Exact.read(text);
  const decimals = text.split(".")[1]?.length ?? 0;
  if (value === undefined || Math.abs(value.toNumber()) > 1e14) {
    cell.value = text;
    cell.numFmt = "@";
    return;
  }
  cell.value = Number(text);
  cell.numFmt = decimals === 0 ? "#,##0" : `#,##0.${"0".repeat(decimals)}`;
}
