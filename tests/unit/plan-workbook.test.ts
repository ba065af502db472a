import ExcelJS from "exceljs";
import { beforeAll, describe, expect, it } from "vitest";
import { planWorkbook } from "@/lib/features/coverage/workbook/documents";
import { recomputePlan } from "@/lib/rules/plan-tables/plan";
import { readReferenceTables } from "@/prisma/seed/plan-tables";
import { type Formulas, readFormulas, recalculated } from "../support/spreadsheet-formulas";

// The workbook of the plan's tables: one sheet each, formulas live in the derived cells. What the formulas' own texts
// give is calculated here by a reader of its own, which knows nothing of the rules.

const FIRST = [
  "目錄",
  "表一 服務使用效能",
  "表二-1 特約單位數",
  "表二-2 巷弄長照站",
  "表二-3 一國中學區一日照",
];
let bytes: Buffer;
let book: ExcelJS.Workbook;
let formulas: Formulas;

async function workbookOf(change: (grid: string[][], file: string) => string[][]): Promise<Buffer> {
  const tables = (await readReferenceTables()).map(({ fileName, grid }) => ({
    file: fileName,
    grid: change(
      grid.map((row) => [...row]),
      fileName,
    ),
    edition: 1,
  }));
  const { tables: recomputed } = recomputePlan(tables, { year: 114 });
  return planWorkbook(
    114,
    tables,
    recomputed.flatMap(({ figures }) => figures),
  );
}

async function opened(of: Buffer): Promise<ExcelJS.Workbook> {
  const loaded = new ExcelJS.Workbook();
  await loaded.xlsx.load(new Uint8Array(of).buffer);
  return loaded;
}

beforeAll(async () => {
  bytes = await workbookOf((grid) => grid);
  book = await opened(bytes);
  formulas = readFormulas(book);
}, 60_000);

describe("The workbook of the plan", () => {
  it("has a sheet for each of the 68 tables, 表一 to 表十一 first", () => {
    const names = book.worksheets.map(({ name }) => name);
    expect(names).toHaveLength(69);
    expect(names.slice(0, FIRST.length)).toEqual(FIRST);
    const numbered = names.filter((name) => name.startsWith("表"));
    expect(numbered.at(-1)).toMatch(/^表十一/);
    expect(names.slice(1, numbered.length + 1)).toEqual(numbered);
  });

  it("keeps more than 1,500 derived cells as formulas, in every one of the tables that has some", () => {
    expect(formulas.length).toBeGreaterThan(1_500);
    const sheets = new Set(formulas.map(({ sheet }) => sheet));
    for (const sheet of ["表五 長照需求人數推估", "表十一 經費執行預估及需求", "114年B、C碼"])
      expect([sheet, sheets.has(sheet)]).toEqual([sheet, true]);
  });

  it("gives, calculated anew from the formulas' own texts, the values that are kept beside them", () => {
    const other = formulas.flatMap(({ sheet, address, formula, kept }) => {
      const value = recalculated(book, sheet, address);
      return value !== undefined && Math.abs(value - kept) < 1e-6
        ? []
        : [`${sheet} ${address} ${formula}: ${kept}, ${value}`];
    });
    expect(other).toEqual([]);
  });

  it("breaks the circle of the care managers' budget, whose shares are shares of their own sum", () => {
    const ownCells = formulas.filter(({ sheet }) => sheet === "114年照管人力計畫");
    expect(ownCells.length).toBeGreaterThan(0);
    for (const { sheet, address } of ownCells)
      expect(recalculated(book, sheet, address)).toBeTypeOf("number");
  });

  it("marks what is printed otherwise, with the printed figure in a note", () => {
    const noted = formulas.filter(({ note }) => note.includes("計畫原列"));
    expect(noted.length).toBeGreaterThan(0);
    expect(noted.length).toBeLessThan(formulas.length / 5);
  });

  it("follows an altered cell through its formulas: the total of the A units with one more", async () => {
    const altered = await opened(
      await workbookOf((grid, file) =>
        file === "a_units_per_district.csv"
          ? grid.map((row) => (row[0] === "中區" ? ["中區", "3", ...row.slice(2)] : row))
          : grid,
      ),
    );
    const total = readFormulas(altered).filter(({ sheet }) => sheet === "各行政區A單位數");
    expect(total.map(({ kept, formula }) => [kept, formula])).toEqual([[108, "SUM(B4:B32)"]]);
  });

  it("writes a text that looks like a formula as a text", async () => {
    const altered = await opened(
      await workbookOf((grid, file) =>
        file === "group_homes.csv"
          ? grid.map((row) => (row[0] === "1" ? ["1", "=1+1", ...row.slice(2)] : row))
          : grid,
      ),
    );
    const cell = altered.getWorksheet("失智症團體家屋")?.getCell("B4");
    expect([cell?.type, cell?.value]).toEqual([ExcelJS.ValueType.String, "=1+1"]);
  });
});
