import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { PLAN_TABLES } from "../../lib/rules/plan-tables/definitions/all";
import { STATEMENTS_114 } from "../../lib/rules/plan-tables/definitions/statements-114";
import { type CheckedFigure, recompute } from "../../lib/rules/plan-tables/recompute";
import { planTable } from "../../lib/rules/plan-tables/table";
import { altered, planTables, recomputed } from "./plan-tables/plan";

interface Known {
  file: string;
  row: string;
  column: string;
  kind: string;
  printed: string;
  recomputed: string;
  recomputed_unrounded: string;
  result: string;
}

const known: Known[] = parse(
  readFileSync(new URL("./plan-tables/recomputed_cells.csv", import.meta.url), "utf8"),
  { columns: true },
);
const tables = await planTables();
const { figures, problems } = recomputed(tables);

const ROUNDINGS = ["component_rounding", "unrounded_input", "double_rounding", "trunc", "ceil"];
const resultOf = ({ result }: Known) => (ROUNDINGS.includes(result) ? "rounding" : result);

function listed<T extends { file: string; row: string; column: string; kind: string }>(
  all: readonly T[],
  kinds: readonly string[],
  told: (one: T) => string,
): string[] {
  return all
    .filter(({ kind }) => kinds.includes(kind))
    .map((one) => [one.file, one.row, one.column, one.kind, told(one)].join(" | "))
    .sort();
}

function figure(file: string, row: string, column: string): CheckedFigure {
  const found = figures.find((one) => one.file === file && one.row === row && one.column === column);
  if (found === undefined) throw new Error(`no figure ${file} ${row} ${column}`);
  return found;
}

describe("the plan of 114 recomputed", () => {
  test("every cell of kind formula or sum is classified as known, with the same recomputed value", () => {
    const kinds = ["formula", "sum"];
    const ours = listed(figures, kinds, (one) => `${one.printed} → ${one.recomputed} ${one.result}`);
    const theirs = listed(known, kinds, (one) => `${one.printed} → ${one.recomputed} ${resultOf(one)}`);
    expect(ours).toEqual(theirs);
    expect(ours).toHaveLength(1799);
  });

  test("so are the comparisons between tables, the figures of the text and what is read off the figures", () => {
    const kinds = ["cross_check", "text", "inferred"];
    const ours = listed(figures, kinds, (one) => `${one.printed} → ${one.recomputed} ${one.result}`);
    const theirs = listed(known, kinds, (one) => `${one.printed} → ${one.recomputed} ${resultOf(one)}`);
    expect(ours).toEqual(theirs);
    expect(ours).toHaveLength(708);
  });

  test("the way of rounding is told apart as known", () => {
    const all = ["formula", "sum", "cross_check", "text", "inferred"];
    expect(listed(figures, all, (one) => one.rounding ?? one.result)).toEqual(
      listed(known, all, (one) => one.result),
    );
  });

  test("the value before rounding is the known one", () => {
    const values = new Map<string, Set<string>>();
    for (const one of figures) {
      const name = [one.file, one.row, one.column, one.kind].join("|");
      values.set(name, (values.get(name) ?? new Set()).add(Number(one.unrounded).toFixed(3)));
    }
    const missed = known.filter((one) => {
      if (one.recomputed_unrounded === "") return false;
      const name = [one.file, one.row, one.column, one.kind].join("|");
      return !values.get(name)?.has(Number(one.recomputed_unrounded).toFixed(3));
    });
    expect(missed).toEqual([]);
  });

  test("all 68 tables are known, and nothing in them is unreadable", () => {
    expect(PLAN_TABLES).toHaveLength(68);
    expect(tables.map(({ file }) => file).sort()).toEqual(PLAN_TABLES.map(({ file }) => file).sort());
    expect(problems).toEqual([]);
  });

  test("rows have names of their own, so that a cell can be found by them", () => {
    const twice = tables
      .filter(({ file }) => PLAN_TABLES.some((one) => one.file === file && one.derived.length > 0))
      .flatMap(({ file, rows }) =>
        rows
          .filter(({ name }, at) => rows.findIndex((row) => row.name === name) !== at)
          .map(({ name }) => `${file} ${name}`),
      );
    expect(twice).toEqual([]);
  });

  test("what cannot be recomputed says why, and everything else has figures", () => {
    for (const one of figures) {
      if (one.result === "not_recomputable") expect(one.reason).toMatch(/\p{Script=Han}/u);
      else if (one.formula !== "逐年成長") expect(one.recomputed).toMatch(/^-?\d+(\.\d+)?$/);
      expect(one.words).toMatch(/\p{Script=Han}|[A-Z]/u);
    }
    const reasons = new Set(figures.flatMap(({ reason }) => reason ?? []));
    expect(reasons).toContain("分母為 0，無法計算");
    expect(reasons).toContain("計畫未列印112年1月至8月同期數");
    expect(reasons).toContain("「大安區/116」的 a_disabled_65plus 空白或未列印");
  });
});

describe("known misprints", () => {
  test("東勢區 prints 67.7 where two of three school districts are 66.7 %", () => {
    const found = figure("t02_3_daycare_school_districts.csv", "東勢區", "achievement_e_pct");
    expect(found).toMatchObject({ printed: "67.7", recomputed: "66.7", result: "mismatch" });
    expect(found.words).toBe("E＝（B已布建＋C規劃布建）÷A國中學區數×100");
    expect(found.inputs.map(({ column, text }) => [column, text])).toEqual([
      ["school_districts_a", "3"],
      ["covered_b", "2"],
      ["planned_c", "0"],
    ]);
  });

  test("the day-care capacity of the city is 90 places above the sum of its districts", () => {
    const found = figure("daycare_forecast_117.csv", "全市", "capacity_b");
    expect(found).toMatchObject({ printed: "8267", recomputed: "8177", result: "mismatch" });
    expect(found.inputs).toHaveLength(29);
  });

  test("the hours of 116 count the lost work items as their formula gives them", () => {
    const found = figure("t10_care_manager_totals.csv", "116", "total_hours");
    expect(found).toMatchObject({ printed: "418711", recomputed: "409799", result: "mismatch" });
  });
});

describe("half a plan", () => {
  const only = (...files: string[]) => tables.filter(({ file }) => files.includes(file));

  test("a table alone is recomputed, and what needs another says which one is missing", () => {
    const alone = recompute(only("t02_6_respite_by_code.csv"), PLAN_TABLES, STATEMENTS_114);
    const shares = alone.figures.filter(({ column }) => column === "share_pct");
    expect(shares).toHaveLength(180);
    expect(new Set(shares.map(({ reason }) => reason))).toEqual(
      new Set(["缺少資料表 t02_6_respite_by_district.csv"]),
    );
    expect(alone.figures.filter(({ kind }) => kind === "sum").map(({ result }) => result)).toEqual(
      Array<string>(12).fill("exact"),
    );
    expect(alone.problems).toEqual(["缺少檔案 t02_6_respite_by_district.csv，需要它的數字無法核算。"]);
  });

  test("a missing column is named, once", () => {
    const grid = [
      ["district", "school_districts_a", "covered_b", "uncovered_d"],
      ["甲區", "3", "2", "1"],
      ["乙區", "1", "1", "0"],
    ];
    const table = planTable("t02_3_daycare_school_districts.csv", grid, [{ name: "{district}" }]);
    const found = recompute([table], PLAN_TABLES, STATEMENTS_114);
    expect(found.figures.map(({ row, result }) => [row, result])).toEqual([
      ["甲區", "not_recomputable"],
      ["乙區", "not_recomputable"],
    ]);
    expect(found.problems).toEqual([
      "t02_3_daycare_school_districts.csv 缺少欄位 planned_c。",
      "t02_3_daycare_school_districts.csv 缺少欄位 achievement_e_pct。",
    ]);
  });

  test("a cell that is no number is named with its row and line", () => {
    const spoilt = altered(tables, {
      file: "t02_3_daycare_school_districts.csv",
      row: "大里區",
      column: "covered_b",
      text: "五",
    });
    const found = recomputed(spoilt, ["t02_3_daycare_school_districts.csv"]);
    expect(found.problems).toEqual([
      "t02_3_daycare_school_districts.csv 第 6 行「大里區」的 covered_b 不是數字：「五」。",
    ]);
    expect(
      found.figures
        .filter(({ result }) => result === "not_recomputable")
        .map(({ row, column }) => [row, column]),
    ).toEqual([
      ["大里區", "uncovered_d"],
      ["大里區", "achievement_e_pct"],
      ["總計", "covered_b"],
    ]);
  });

  test("a district without a school district has no rate, and nobody computes 0 / 0", () => {
    const printed = altered(tables, {
      file: "t02_3_daycare_school_districts.csv",
      row: "中區",
      column: "achievement_e_pct",
      text: "0",
    });
    const rate = recomputed(printed, ["t02_3_daycare_school_districts.csv"]).figures.find(
      ({ row, column }) => row === "中區" && column === "achievement_e_pct",
    );
    expect(rate).toMatchObject({ result: "not_recomputable", reason: "分母為 0，無法計算", recomputed: "" });
  });

  test("a base of the same period is used as soon as a table has it", () => {
    const wider = tables.map((table) =>
      table.file === "t02_2_c_stations.csv"
        ? {
            ...table,
            columns: [...table.columns, "same_period_112"],
            rows: table.rows.map((row) => ({
              ...row,
              cells: { ...row.cells, same_period_112: row.name === "medical" ? "115" : "" },
            })),
          }
        : table,
    );
    const found = recomputed(wider, ["t02_2_c_stations.csv"]).figures.filter(({ column }) =>
      column.startsWith("growth_113"),
    );
    expect(found.map(({ row, result }) => [row, result])).toEqual([
      ["community_care_point", "not_recomputable"],
      ["medical", "exact"],
      ["indigenous_health_station", "not_recomputable"],
      ["total", "not_recomputable"],
    ]);
  });
});
