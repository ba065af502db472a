import { describe, expect, test } from "vitest";
import { PLAN_TABLES } from "../../lib/rules/plan-tables/definitions/all";
import { type PlanFile, recomputePlan } from "../../lib/rules/plan-tables/plan";
import { changedFigures, previewTable } from "../../lib/rules/plan-tables/preview";
import { planFiles } from "./plan-tables/plan";

const files = await planFiles();
const FILE = "pop_65plus_by_district.csv";
const stored = files.find(({ file }) => file === FILE) as PlanFile;
const rowNames = PLAN_TABLES.find(({ file }) => file === FILE)?.rowNames ?? [];

/** The population table with cells replaced, by line of the file and column. */
function draft(cells: readonly (readonly [line: number, column: string, text: string])[]): PlanFile {
  const header = stored.grid[0] ?? [];
  const grid = stored.grid.map((row, index) =>
    row.map(
      (cell, at) => cells.find(([line, column]) => line === index + 1 && header[at] === column)?.[2] ?? cell,
    ),
  );
  return { file: FILE, grid };
}

describe("the preview of a draft", () => {
  test("the table that is there already changes nothing", () => {
    for (const file of files) {
      const names = PLAN_TABLES.find((definition) => definition.file === file.file)?.rowNames ?? [];
      const { changes, newRows, missingRows } = previewTable(file, file, names);
      expect({ changes, newRows, missingRows }).toEqual({ changes: [], newRows: [], missingRows: [] });
    }
  });

  test("another figure is a change, the same figure written otherwise is none", () => {
    const { changes, errors } = previewTable(
      stored,
      draft([
        [3, "population", "47,156"],
        [3, "pop_65plus", "11408"],
        [4, "share_65plus_pct", "23.270"],
      ]),
      rowNames,
    );
    expect(errors).toEqual([]);
    expect(changes).toEqual([
      { row: "東勢區", column: "pop_65plus", before: "11308", after: "11408" },
      { row: "石岡區", column: "share_65plus_pct", before: "23.27", after: "23.270" },
    ]);
  });

  test("errors name line, column and what stands there", () => {
    const spoilt = draft([
      [3, "pop_65plus", "約一萬"],
      [5, "district", "石岡區"],
    ]);
    const grid = spoilt.grid.map((row, index) => (index === 0 ? row.with(2, "人口數") : row));
    const preview = previewTable(stored, { file: FILE, grid }, rowNames);
    expect(preview.errors).toEqual([
      { line: 1, column: "population", text: "", message: "缺少欄位 population" },
      { line: 3, column: "pop_65plus", text: "約一萬", message: "不是數字" },
      { line: 5, column: "", text: "石岡區", message: "「石岡區」已在前面出現過" },
    ]);
    expect(preview.missingRows).toEqual(["新社區"]);
  });

  test("new districts and districts that are gone are listed", () => {
    const preview = previewTable(stored, draft([[3, "district", "新東勢區"]]), rowNames);
    expect(preview).toMatchObject({ newRows: ["新東勢區"], missingRows: ["東勢區"] });
  });

  test("what the draft would turn red is told", () => {
    const after = files.map((file) => (file.file === FILE ? draft([[3, "pop_65plus", "11408"]]) : file));
    const figuresOf = (plan: readonly PlanFile[]) =>
      recomputePlan(plan, { only: [FILE] }).tables.flatMap(({ figures }) => figures);
    const changed = changedFigures(figuresOf(files), figuresOf(after));
    expect(
      changed.map(({ before, after: now }) => [now.row, now.column, before?.result, now.result]),
    ).toEqual([
      ["東勢區", "share_65plus_pct", "exact", "mismatch"],
      ["全市", "pop_65plus", "exact", "mismatch"],
    ]);
  });
});
