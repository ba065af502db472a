import { beforeAll, describe, expect, it } from "vitest";
import { figuresOf, figuresOfMany, indicatorDefinitions } from "@/lib/features/coverage/indicators/queries";
import { loadReferenceTables } from "@/lib/features/coverage/tables/service";
import { systemActor } from "@/lib/platform/actor";
import { readReferenceTables } from "@/prisma/seed/plan-tables";
import { testDatabase } from "../support/database";
import { aUnitOf, ownerSql } from "../support/fixtures";

// The indicator store: what the plan of 114 says, by year, district, division and kind.

const taichung = systemActor("taichung");
const clock = { now: () => new Date("2026-02-03T04:00:00Z") };
const DISTRICTS = 29;
const value = (figures: { value: number | null }[]) => figures.map((figure) => figure.value);
const count = async (table: string) =>
  (await ownerSql<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n ?? 0;

beforeAll(async () => {
  await testDatabase();
});

describe("The plan tables of the reference data", () => {
  it("are all 68 there, each in its first edition, and for Taichung only", async () => {
    const rows = await ownerSql<{ city: string; editions: number[]; tables: number }>(
      `SELECT jurisdiction_id AS city, array_agg(DISTINCT edition) AS editions, count(*)::int AS tables
         FROM plan_table WHERE superseded_at IS NULL GROUP BY 1`,
    );
    expect(rows).toEqual([{ city: "taichung", editions: [1], tables: 68 }]);
  });

  it("are loaded once, and the figures stay the same rows, however often the program starts", async () => {
    const ids = () => ownerSql("SELECT id FROM figure ORDER BY id");
    const before = await ids();
    const again = await loadReferenceTables(taichung, 114, await readReferenceTables());
    expect(again).toMatchObject({ ok: true, data: { added: [], figures: before.length } });
    expect(await ids()).toEqual(before);
  });

  it("become a new edition when the product brings other content, and the figures follow", async () => {
    const files = await readReferenceTables();
    const changed = files.map((file) =>
      file.fileName === "a_units_per_district.csv"
        ? {
            ...file,
            grid: file.grid.map((row) => (row[0] === "中區" ? ["中區", "3", ...row.slice(2)] : row)),
          }
        : file,
    );
    const loaded = await loadReferenceTables(taichung, 114, changed);
    expect(loaded).toMatchObject({ ok: true, data: { added: ["a_units_per_district"] } });
    expect(value(await figuresOf(taichung, "a_units", { district: "66000010" }))).toEqual([3]);
    const editions = await ownerSql(
      `SELECT edition, superseded_at IS NULL AS stands FROM plan_table WHERE table_key = 'a_units_per_district' ORDER BY 1`,
    );
    expect(editions).toEqual([
      { edition: 1, stands: false },
      { edition: 2, stands: true },
    ]);
  });
});

describe("The indicators", () => {
  it("have one definition per key, with words for name, formula and source", () => {
    const keys = indicatorDefinitions().map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { name, formula, source } of indicatorDefinitions())
      expect([name, formula, source].every((words) => words.trim() !== "")).toBe(true);
  });

  it("have values, every one of them, but those that are counted when they are read", async () => {
    const keys = indicatorDefinitions().flatMap(({ key, live, ratio }) => (live || ratio ? [] : [key]));
    const figures = await figuresOfMany(taichung, keys);
    const empty = keys.filter((key) => !figures.get(key)?.some((figure) => figure.value !== null));
    expect(empty).toEqual([]);
  });

  it("say for every value that is missing why it is missing, and never both", async () => {
    const all = await figuresOfMany(
      taichung,
      indicatorDefinitions().map(({ key }) => key),
      {},
      clock,
    );
    const odd = [...all.values()]
      .flat()
      .filter((figure) => (figure.value === null) !== (figure.absence !== null));
    expect(odd).toEqual([]);
  });

  it("give the need of the whole city and of every district from 112 to 116", async () => {
    expect(value(await figuresOf(taichung, "need", { district: "city" }))).toEqual([
      88998, 92112, 95152, 98292, 101536,
    ]);
    expect(await figuresOf(taichung, "need", { district: "districts", years: [114] })).toHaveLength(
      DISTRICTS,
    );
  });

  it("give target and actual of the coverage by year, and nothing for the actual of years to come", async () => {
    const figures = await figuresOf(taichung, "coverage");
    expect(figures.map(({ year, kind, value }) => `${year} ${kind} ${value}`)).toEqual([
      "112 target 80",
      "112 actual 83.8",
      "113 target 81",
      "113 actual 75",
      "114 target 88",
      "115 target 92",
      "116 target 93",
    ]);
    expect(figures.find(({ kind, year }) => kind === "actual" && year === 113)?.asOf).toBe("2024-08-31");
  });

  it("say that a dash in the plan is a dash, not 0", async () => {
    const [rental] = await figuresOf(taichung, "device_coverage", {
      district: "66000110",
      division: "rental",
    });
    expect(rental).toMatchObject({ value: null, absence: expect.stringContaining("「－」或空白") });
  });

  it("open the rows behind a value", async () => {
    const [figure] = await figuresOf(taichung, "need", { district: "66000010", years: [114] });
    expect(figure?.href).toBe("/coverage/recompute/114/t05_ltc_demand?q=%E4%B8%AD%E5%8D%80");
  });

  it("count the districts' units in the registry, and per 1,000 in need of the same year", async () => {
    await aUnitOf("taichung", { tier: "a", districtId: "66000010", source: "registry" });
    const of = async (key: string) =>
      figuresOf(taichung, key, { district: "66000010", division: "a" }, clock);
    const [units] = await of("units");
    const [rate] = await of("units_per_1000");
    const [need] = await figuresOf(taichung, "need", { district: "66000010", years: [115] });
    expect(units).toMatchObject({ year: 115, value: 1, kind: "actual" });
    expect(rate?.value).toBeCloseTo(1000 / (need?.value ?? 0), 9);
  });

  it("give no rate where the year has no need, but the reason", async () => {
    const later = { now: () => new Date("2031-02-03T04:00:00Z") };
    const [rate] = await figuresOf(
      taichung,
      "units_per_1000",
      { district: "66000010", division: "a" },
      later,
    );
    expect(rate).toMatchObject({ year: 120, value: null, absence: "120年無「長照需求人口」資料，無法計算" });
  });

  it("are empty in a city that entered no plan, and that is no fault", async () => {
    expect(await figuresOf(systemActor("taoyuan"), "need")).toEqual([]);
    expect(await count("plan_table WHERE jurisdiction_id = 'taoyuan'")).toBe(0);
  });
});
