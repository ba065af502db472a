import { describe, expect, test } from "vitest";
import { type PlanFile, recomputePlan } from "../../lib/rules/plan-tables/plan";
import { definitionsFor, planYearOf } from "../../lib/rules/plan-tables/plan-year";
import { planFiles } from "./plan-tables/plan";

const files = await planFiles();
const later = (text: string) =>
  text.replace(/(?<!\d)1(?:0[6-9]|1\d)(?!\d)/g, (year) => String(Number(year) + 1));

/** The plan of 114 as that of 115 would be laid out: every year in names, headers and row names one later. */
const nextYear: PlanFile[] = files.map(({ file, grid }) => {
  const [header = [], ...rows] = grid;
  const named = ["year", "topic"].map((column) => header.indexOf(column));
  return {
    file: later(file),
    grid: [
      header.map(later),
      ...rows.map((row) => row.map((cell, at) => (named.includes(at) ? later(cell) : cell))),
    ],
  };
});

describe("the plan of another year", () => {
  test("its year is told from the headers", () => {
    expect(planYearOf(files.map(({ grid }) => grid[0] ?? []))).toBe(114);
    expect(planYearOf(nextYear.map(({ grid }) => grid[0] ?? []))).toBe(115);
    expect(planYearOf([["district", "total"]])).toBeUndefined();
  });

  test("the same figures a year on are classified as before, but for what only the text of 114 says", () => {
    const results = (all: readonly PlanFile[], name: (text: string) => string) =>
      recomputePlan(all).tables.flatMap(({ figures }) =>
        figures
          .filter(
            ({ cell, row }) =>
              cell !== null && !row.startsWith("joint_") && !row.startsWith("reimbursement_"),
          )
          .map((one) =>
            [name(one.file), name(one.row), name(one.column), one.recomputed, one.result].join(" | "),
          ),
      );
    const then = results(files, later);
    const now = results(nextYear, (text) => text);
    expect(now).toEqual(then);
    expect(now.length).toBeGreaterThan(2200);
  });

  test("checks against the text of 114 fall away with a reason or altogether", () => {
    const plan = recomputePlan(nextYear);
    expect(plan).toMatchObject({ planYear: 115, problems: [], strangers: [] });
    const rows = plan.tables.flatMap(({ figures }) => figures).map(({ file, row }) => `${file} ${row}`);
    expect(rows).not.toContain("budget_bc_code.csv check");
    const inspections = plan.tables.find(({ file }) => file === "inspection_stats.csv");
    expect(inspections?.counts).toEqual({ exact: 0, rounding: 0, mismatch: 0, not_recomputable: 4 });
  });

  test("numbers of formulas are no years", () => {
    const needed = definitionsFor(115).find(({ file }) => file === "t07_workforce_forecast.csv");
    const [first] = needed?.derived ?? [];
    expect(first).toMatchObject({
      column: "y114_demand",
      of: [{ cell: "y114_actual_aug" }, { number: "120" }],
    });
    const words = JSON.stringify(definitionsFor(115));
    expect(words).toContain("÷112年×100");
    expect(words).toContain('"below":"100"');
    expect(words).not.toMatch(/101|×121/);
    expect(definitionsFor(115).find(({ file }) => file === "t05_ltc_demand.csv")?.series?.[0]).toMatchObject({
      years: ["113", "114", "115", "116", "117"],
      factors: ["1.035", "1.033", "1.033", "1.033"],
    });
  });

  test("a single table can be asked for: the others are read from all the same", () => {
    const file = "t02_6_respite_by_code.csv";
    const all = recomputePlan(files).tables.find((table) => table.file === file);
    expect(recomputePlan(files, { only: [file] }).tables).toEqual([all]);
  });

  test("a file that is no table of the plan is named", () => {
    const plan = recomputePlan([...files, { file: "notes.csv", grid: [["a"], ["1"]] }]);
    expect(plan.strangers).toEqual(["notes.csv"]);
    expect(plan.tables).toHaveLength(68);
  });
});
