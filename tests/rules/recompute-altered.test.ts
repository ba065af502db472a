import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Exact } from "../../lib/rules/exact";
import type { CheckedFigure } from "../../lib/rules/plan-tables/recompute";
import { readCell } from "../../lib/rules/plan-tables/table";
import type { Input } from "../../lib/rules/plan-tables/terms";
import { type Alteration, altered, nameOf, planTables, recomputed } from "./plan-tables/plan";

const tables = await planTables();
const { figures } = recomputed(tables);

const SEED = 114;
const isZero = ({ text }: Input) => {
  const reading = readCell(text);
  return reading.state !== "number" || reading.value.isZero();
};
function figureIn(all: readonly CheckedFigure[], wanted: CheckedFigure): CheckedFigure | undefined {
  return all.find((one) => nameOf(one) === nameOf(wanted));
}

/** Far from what was there, with as many decimals: no way of rounding leads from one to the other. */
function farFrom(text: string): string {
  const reading = readCell(text);
  if (reading.state !== "number") return text;
  return reading.value.times(Exact.whole(3)).plus(Exact.whole(1000)).toFixed(reading.decimals);
}

// Of a share of 0.1 % a third may still round up to what is printed.
function isLarge(printed: string): boolean {
  const reading = readCell(printed);
  return reading.state === "number" && reading.value.absolute().compare(Exact.whole(10)) >= 0;
}

// What a formula does with a figure that is altered: with 0 beside it, a limit or a cap, nothing need change.
const UNMOVED = ["計數", "達成率（越短越好）", "逐年成長"];
const moved = figures.filter((one) => one.result !== "not_recomputable" && !UNMOVED.includes(one.formula));
const anyInput = fc
  .constantFrom(...moved)
  .filter(({ inputs }) => inputs.length > 0 && !inputs.some(isZero))
  .chain((one) => fc.constantFrom(...one.inputs.map((input) => ({ one, input }))))
  .filter(({ input }) => input.file !== "");

describe("altered copies", () => {
  test("whatever cell a formula takes, another figure in it changes what comes out", () => {
    fc.assert(
      fc.property(anyInput, ({ one, input }) => {
        const copy = altered(tables, { ...input, text: farFrom(input.text) });
        const again = figureIn(recomputed(copy, [one.file]).figures, one);
        expect(again?.unrounded).not.toBe(one.unrounded);
        if (one.result !== "mismatch" && isLarge(one.printed)) expect(again?.result).toBe("mismatch");
      }),
      { seed: SEED, numRuns: 100 },
    );
  });

  test("a cell that turns blank, a dash or a word never gives NaN: a figure, or the reason why there is none", () => {
    fc.assert(
      fc.property(anyInput, fc.constantFrom("", "—", "-", "無資料"), ({ one, input }, text) => {
        const copy = altered(tables, { ...input, text });
        for (const again of recomputed(copy, [one.file]).figures) {
          if (again.result === "not_recomputable") expect(again.reason).toMatch(/\p{Script=Han}/u);
          else expect(again.recomputed).toMatch(/^-?\d+(\.\d+)?$|^base in |^no common base$/);
        }
      }),
      { seed: SEED, numRuns: 100 },
    );
  });

  const derived = figures.filter(({ cell, result }) => cell !== null && result !== "not_recomputable");
  const alterationOf = (one: CheckedFigure): Alteration => {
    const column = one.cell?.column ?? "";
    const row = tables
      .find(({ file }) => file === one.file)
      ?.rows.find(({ line }) => line === one.cell?.line);
    return { file: one.file, row: row?.name ?? "", column, text: farFrom(one.printed) };
  };

  test("a derived figure that is altered turns to a mismatch, and besides it only what is computed from it changes", () => {
    fc.assert(
      fc.property(fc.constantFrom(...derived), (one) => {
        const alteration = alterationOf(one);
        const after = recomputed(altered(tables, alteration)).figures;
        expect(figureIn(after, one)?.result).toBe("mismatch");
        const isOf = ({ file, row, column }: Input) =>
          file === alteration.file && row === alteration.row && column === alteration.column;
        const isTheCell = (figure: CheckedFigure) =>
          figure.file === one.file &&
          figure.cell?.line === one.cell?.line &&
          figure.cell?.column === one.cell?.column;
        const before = new Map(figures.map((figure) => [nameOf(figure), figure]));
        const strangers = after.filter((figure) => {
          const old = before.get(nameOf(figure));
          const isSame = old?.result === figure.result && old.recomputed === figure.recomputed;
          const isPrintedElse = old?.printed !== figure.printed;
          return !isSame && !isTheCell(figure) && !figure.inputs.some(isOf) && !isPrintedElse;
        });
        expect(strangers.map(nameOf)).toEqual([]);
      }),
      { seed: SEED, numRuns: 25 },
    );
  });

  const changes = (alteration: Alteration) => {
    const before = new Map(figures.map((figure) => [nameOf(figure), figure.result]));
    return recomputed(altered(tables, alteration))
      .figures.filter((figure) => before.get(nameOf(figure)) !== figure.result)
      .map(({ file, row, column, result }) => `${file} ${row} ${column}: ${result}`);
  };

  test("one school district less turns its district's two figures and the city's sum red", () => {
    expect(
      changes({
        file: "t02_3_daycare_school_districts.csv",
        row: "大里區",
        column: "covered_b",
        text: "4",
      }),
    ).toEqual([
      "t02_3_daycare_school_districts.csv 大里區 uncovered_d: mismatch",
      "t02_3_daycare_school_districts.csv 大里區 achievement_e_pct: mismatch",
      "t02_3_daycare_school_districts.csv 總計 covered_b: mismatch",
    ]);
  });

  test("a misprint that is mended turns green", () => {
    expect(
      changes({
        file: "t02_3_daycare_school_districts.csv",
        row: "東勢區",
        column: "achievement_e_pct",
        text: "66.7",
      }),
    ).toEqual(["t02_3_daycare_school_districts.csv 東勢區 achievement_e_pct: exact"]);
  });

  test("other persons in a benefit class change budget, shares, co-payment and subtotal", () => {
    expect(changes({ file: "budget_bc_code.csv", row: "4", column: "general_d", text: "3365" })).toEqual([
      "budget_bc_code.csv 4 persons_e: mismatch",
      "budget_bc_code.csv 4 copay_general_h: mismatch",
      "budget_bc_code.csv subtotal general_d: mismatch",
    ]);
    expect(
      changes({ file: "budget_bc_code.csv", row: "4", column: "copay_general_h", text: "84368065" }),
    ).toEqual([
      "budget_bc_code.csv 4 copay_general_h: mismatch",
      "budget_bc_code.csv 4 central: mismatch",
      "budget_bc_code.csv 4 local: mismatch",
      "budget_bc_code.csv subtotal copay_general_h: mismatch",
    ]);
  });

  test("other hours for a work item change that item's years, not the others", () => {
    const found = changes({
      file: "t10_care_manager_parameters.csv",
      row: "training/all",
      column: "local_hours_general",
      text: "2.00",
    });
    expect(found).toEqual(
      ["112", "113", "114", "115"].map(
        (year) => `t10_care_manager_items.csv training/${year} annual_hours: mismatch`,
      ),
    );
  });

  test("other cases of 116 are taken as they stand, not as those of 114 would have grown", () => {
    const item = { file: "t10_care_manager_items.csv", column: "cases_general" };
    expect(changes({ ...item, row: "first_assessment/116", text: "30000" })).toEqual([
      "t10_care_manager_items.csv first_assessment/116 annual_hours: mismatch",
    ]);
    const lost = recomputed(altered(tables, { ...item, row: "training/116", text: "1214" }), [
      "t10_care_manager_totals.csv",
    ]);
    const total = lost.figures.find(({ row, column }) => row === "116" && column === "total_hours");
    expect(total?.recomputed).toBe("410799");
  });

  test("a grant line that asked for nothing is checked as soon as it asks for something", () => {
    expect(
      changes({
        file: "budget_resource_items.csv",
        row: "2-1 day_care/startup_dementia/general/capital",
        column: "required",
        text: "2222222",
      }),
    ).toEqual([
      "budget_resource_items.csv 2-1 day_care/startup_dementia/general/capital required: mismatch",
      "budget_resource_items.csv 2-1 day_care/startup_dementia/general/capital central: mismatch",
      "budget_resource_items.csv 2-1 day_care/startup_dementia/general/capital unit: mismatch",
      "budget_resource_items.csv 2-1 day_care/startup_dementia/general/capital required (shares): mismatch",
      "budget_resource_items.csv 2-1 day_care/subtotal/capital required: mismatch",
      "budget_resource_items.csv 2-1 day_care/subtotal/total required: mismatch",
    ]);
  });
});
