import ExcelJS from "exceljs";
import { beforeAll, describe, expect, it } from "vitest";
import { unitsAsCsv, unitsAsXlsx } from "@/lib/features/registry/units/list/documents";
import { allListedUnits, listUnits, unitIdOfCode } from "@/lib/features/registry/units/list/queries";
import { unitListParams } from "@/lib/features/registry/units/list/schema";
import { districtFigures } from "@/lib/features/registry/units/map/queries";
import { mapParams } from "@/lib/features/registry/units/map/schema";
import { organisationPage } from "@/lib/features/registry/units/organisations/queries";
import { unitHeader, unitOptions, unitOverview } from "@/lib/features/registry/units/queries";
import { searchEverything } from "@/lib/features/registry/units/search/queries";
import { searchParamsOf } from "@/lib/features/registry/units/search/schema";
import type { SearchParams } from "@/lib/platform/list-params";
import { aCity, anActor, aUnitOf, ownerSql, type TestCity } from "../support/fixtures";
import { addContract, addStaff } from "../support/units";

const CENTRE = "66000060";
const EAST = "66000020";

let city: TestCity;
let officer: TestCity["actors"]["bureau_officer"];

beforeAll(async () => {
  city = await aCity("taichung");
  officer = city.actors.bureau_officer;
});

const list = (params: SearchParams) => listUnits(officer, unitListParams(params));
const names = async (params: SearchParams) => (await list(params)).rows.map((row) => row.name);
const search = (params: SearchParams) => searchEverything(officer, searchParamsOf(params));

describe("The unit list", () => {
  beforeAll(async () => {
    await aUnitOf("taichung", {
      tier: "b",
      name: "示範台中好伴居家長照機構",
      services: ["home_care", "respite"],
    });
    await aUnitOf("taichung", {
      tier: "b",
      name: "示範臺中遠山日照中心",
      districtId: EAST,
      services: ["day_care"],
    });
    await aUnitOf("taichung", { tier: "c", name: "示範100%活力站", districtId: EAST });
    await aUnitOf("taoyuan", { tier: "b", name: "示範台中好伴桃園分店" });
    for (let number = 0; number < 30; number += 1) {
      await aUnitOf("taichung", { tier: "b", name: `示範同級${number}` });
    }
  });

  it("finds a unit by half its name, by 臺 for 台 and by full-width letters, within the own city", async () => {
    expect(await names({ q: "好伴居家" })).toEqual(["示範台中好伴居家長照機構"]);
    expect(await names({ q: "臺中好伴" })).toEqual(["示範台中好伴居家長照機構"]);
    expect(await names({ q: "台中遠山" })).toEqual(["示範臺中遠山日照中心"]);
    expect(await names({ q: "１００％活力" })).toEqual(["示範100%活力站"]);
  });

  it("takes the signs of a pattern literally", async () => {
    expect(await names({ q: "100%活" })).toEqual(["示範100%活力站"]);
    expect(await names({ q: "示範%好伴" })).toEqual([]);
    expect(await names({ q: "示範_中好伴" })).toEqual([]);
    expect(await names({ q: "'; DROP TABLE unit; --" })).toEqual([]);
  });

  it("asks every word of a search to match name, code, organisation or district", async () => {
    expect(await names({ q: "東區 遠山" })).toEqual(["示範臺中遠山日照中心"]);
    expect(await names({ q: "西屯 遠山" })).toEqual([]);
    expect(await names({ q: city.aUnit.code.toLowerCase() })).toEqual([city.aUnit.name]);
  });

  it("filters by tier, service, district, zone, source and listing state", async () => {
    expect(await names({ q: "示範", tier: "c" })).toEqual(["示範100%活力站"]);
    expect(await names({ q: "遠山", service: "day_care" })).toEqual(["示範臺中遠山日照中心"]);
    expect(await names({ q: "遠山", service: "home_care" })).toEqual([]);
    expect(await names({ q: "活力站", district: CENTRE })).toEqual([]);
    expect((await list({ zone: "no such zone" })).counts.total).toBe(0);
    expect(await names({ q: "遠山", source: "demo" })).toEqual([]);
    expect(await names({ q: "遠山", source: "real" })).toHaveLength(1);
    expect(await names({ q: "遠山", listing: "gone" })).toEqual([]);
  });

  it("holds service and listing state against the same row of the registry", async () => {
    const unit = await aUnitOf("taichung", {
      tier: "b",
      name: "示範半退場",
      services: ["meals", "transport"],
    });
    await ownerSql(
      "UPDATE listing SET state = 'gone', gone_since = now() WHERE unit_id = $1 AND service = 'meals'",
      [unit.id],
    );
    expect(await names({ q: "半退場", service: "meals", listing: "gone" })).toHaveLength(1);
    expect(await names({ q: "半退場", service: "transport", listing: "gone" })).toEqual([]);
    const [row] = (await list({ q: "半退場" })).rows;
    expect(row).toMatchObject({ services: ["transport"], goneServices: ["meals"] });
  });

  it("filters by a contract that holds today", async () => {
    const unit = await aUnitOf("taichung", { tier: "b", name: "示範有約單位" });
    await addContract(unit, "home_care", "2026-01-01", "2026-12-31");
    const at = (date: string) => ({ now: () => new Date(`${date}T04:00:00Z`) });
    const found = async (contract: string, date: string) =>
      (await listUnits(officer, unitListParams({ q: "有約單位", contract }), at(date))).counts.total;
    expect(await found("current", "2026-12-31")).toBe(1);
    expect(await found("current", "2027-01-01")).toBe(0);
    expect(await found("none", "2027-01-01")).toBe(1);
  });

  it("counts units by tier and listings over all pages, and opens the last page for one past the end", async () => {
    const { counts, rows, page } = await list({ q: "示範", size: "50", page: "999" });
    const { a, b, c } = counts.byTier;
    expect(a + b + c).toBe(counts.total);
    expect(counts.listings).toBeGreaterThanOrEqual(counts.total);
    expect(page).toBe(Math.ceil(counts.total / 50));
    expect(rows).toHaveLength(counts.total - (page - 1) * 50);
  });

  it.each(["code", "name", "district", "tier", "services"])(
    "pages a list sorted by %s without losing or repeating a unit",
    async (sort) => {
      for (const dir of ["asc", "desc"]) {
        const pages = await Promise.all(
          ["1", "2"].map((page) => list({ q: `同級`, sort, dir, page, size: "25" })),
        );
        const ids = pages.flatMap(({ rows }) => rows.map((row) => row.id));
        expect(ids).toHaveLength(30);
        expect(new Set(ids).size).toBe(30);
        const whole = await allListedUnits(officer, unitListParams({ q: `同級`, sort, dir }));
        expect(whole.map((row) => row.id)).toEqual(ids);
      }
    },
  );

  it("exports what is filtered, all pages of it, as CSV and XLSX", async () => {
    const params = unitListParams({ q: "同級", size: "25", sort: "code" });
    const [shown, all] = [await listUnits(officer, params), await allListedUnits(officer, params)];
    expect(all).toHaveLength(shown.counts.total);
    const lines = unitsAsCsv(all).trim().split("\r\n");
    expect(lines).toHaveLength(shown.counts.total + 1);
    expect(lines[1]).toContain(shown.rows[0]?.name ?? "");
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await unitsAsXlsx(all, [])) as unknown as ArrayBuffer);
    const sheet = book.worksheets[0];
    const codes = sheet
      ?.getColumn(1)
      .values.map(String)
      .filter((text) => /^BT\d+$/.test(text));
    expect(codes).toEqual(all.map((row) => row.code));
  });
});

describe("The unit page", () => {
  it("shows listings, hours, notes and the organisation's other units", async () => {
    const unit = await aUnitOf("taichung", {
      tier: "b",
      name: "示範日間中心",
      services: ["day_care", "respite"],
    });
    const other = await aUnitOf("taichung", { tier: "b", name: "示範日間二館", districtId: EAST });
    await ownerSql("UPDATE unit SET organisation_id = $1 WHERE id = $2", [unit.organisationId, other.id]);
    await ownerSql(
      `INSERT INTO opening_hours (unit_id, jurisdiction_id, opens, closes, half_day_hours) VALUES ($1, 'taichung', '08:00', '17:00', 4)`,
      [unit.id],
    );
    const [listing] = await ownerSql<{ id: string }>("SELECT id FROM listing WHERE unit_id = $1 LIMIT 1", [
      unit.id,
    ]);
    await ownerSql(
      `INSERT INTO name_note (id, jurisdiction_id, file, source_line, kind, text_in_source, reading, evidence, listing_id)
       VALUES (gen_random_uuid(), 'taichung', 'units.csv', 12, 'doubtful', '示範曰間中心', '示範日間中心', 'look-alike', $1)`,
      [listing?.id],
    );
    const overview = await unitOverview(officer, unit.id);
    expect(overview?.listings.map((row) => row.service)).toEqual(["day_care", "respite"]);
    expect(overview?.hours).toMatchObject({ opens: "08:00", halfDayHours: "4" });
    expect(overview?.notes).toMatchObject([{ reading: "示範日間中心" }]);
    expect(overview?.siblings.map((row) => row.id)).toEqual([other.id]);
    const organisation = await organisationPage(officer, unit.organisationId);
    expect(organisation?.units.map((row) => row.id).sort()).toEqual([unit.id, other.id].sort());
  });

  it("is not there for an id that is none, or of another city", async () => {
    const foreign = await aUnitOf("taoyuan", { tier: "b" });
    for (const id of ["new", "' OR 1=1", "00000000-0000-7000-8000-000000000000", foreign.id]) {
      expect(await unitHeader(officer, id)).toBeNull();
      expect(await unitOverview(officer, id)).toBeNull();
    }
  });

  it("opens for a code however it is typed", async () => {
    const { id, code: itsCode } = city.bUnit;
    expect(await unitIdOfCode(officer, ` ${itsCode.toLowerCase()} `)).toBe(id);
    expect(await unitIdOfCode(officer, "B")).toBeNull();
    expect((await unitOptions(officer, { tier: "b", q: itsCode })).map((option) => option.value)).toContain(
      id,
    );
  });
});

describe("The district map", () => {
  it("counts units and listings per district and divides by the need of the plan year 114", async () => {
    await aUnitOf("taichung", { tier: "b", services: ["meals", "transport"], districtId: "66000290" });
    const figures = await districtFigures(officer, mapParams({ of: "b" }));
    const heping = figures.rows.find((row) => row.id === "66000290");
    expect(figures.rows).toHaveLength(29);
    expect(figures).toMatchObject({ year: 2025, measure: "per_1000", source: "real" });
    expect(heping).toMatchObject({ units: 1, listings: 2 });
    expect(heping?.per1000).toBeCloseTo(1000 / (heping?.need ?? 1), 10);
    const meals = await districtFigures(officer, mapParams({ of: "meals", year: "2027" }));
    expect(meals.totals.units).toBeGreaterThanOrEqual(1);
    expect(meals.year).toBe(2027);
  });

  it("counts what the list that a number opens shows", async () => {
    const { rows } = await districtFigures(officer, mapParams({ of: "home_care" }));
    const district = rows.find((row) => row.units > 0);
    const { counts } = await list({
      service: "home_care",
      district: district?.id,
      listing: "listed",
      source: "real",
    });
    expect(counts.total).toBe(district?.units);
    expect(counts.listings).toBe(district?.listings);
  });

  it("falls back to numbers of units where a city has no need figures", async () => {
    const foreign = await anActor("taoyuan", "bureau_officer", null);
    const figures = await districtFigures(foreign, mapParams({ measure: "per_1000" }));
    expect(figures).toMatchObject({ measure: "units", measureFellBack: true, year: null, years: [] });
    expect(figures.rows).toHaveLength(13);
    expect(figures.rows.every((row) => row.need === null && row.per1000 === null)).toBe(true);
  });

  it("keeps demo units out of a city that has real ones", async () => {
    const before = await districtFigures(officer, mapParams({ of: "all" }));
    await aUnitOf("taichung", { tier: "b", source: "demo" });
    const after = await districtFigures(officer, mapParams({ of: "all" }));
    expect(after.totals).toEqual(before.totals);
  });

  it("sorts by any column, rows without a figure last", async () => {
    for (const sort of ["units", "need", "per_1000"] as const) {
      const { rows } = await districtFigures(officer, mapParams({ sort, dir: "desc" }));
      const values = rows.map((row) => (sort === "per_1000" ? row.per1000 : row[sort]) ?? -1);
      expect(values).toEqual([...values].sort((one, other) => other - one));
    }
  });
});

describe("Search", () => {
  it("finds units, organisations, staff and districts by parts of their names, 臺 and 台 alike", async () => {
    const unit = await aUnitOf("taichung", { tier: "b", name: "示範臺豐服務處" });
    await addStaff(unit, "臺豐員");
    const found = await search({ q: "台豐" });
    expect(found.units?.items.map((row) => row.id)).toEqual([unit.id]);
    expect(found.organisations?.items.map((row) => row.id)).toEqual([unit.organisationId]);
    expect(found.staff?.items.map((row) => row.name)).toEqual(["臺豐員"]);
    expect((await search({ q: "和平" })).districts?.items.map((row) => row.name)).toEqual(["和平區"]);
  });

  it("shows the first ten of a group, and all of one on request", async () => {
    const first = await search({ q: "同級" });
    expect(first.units?.items).toHaveLength(10);
    expect(first.units?.total).toBe(30);
    const whole = await search({ q: "同級", group: "units", size: "50" });
    expect(whole.units?.items).toHaveLength(30);
    expect(whole.organisations).toBeUndefined();
  });

  it("finds nothing for nothing", async () => {
    expect(await search({ q: "  " })).toEqual({});
    expect(await search({ q: "\u0000" })).toEqual({});
    expect((await list({ q: "\u0000", district: "\u0000", zone: "\u0000" })).counts.total).toBeGreaterThan(0);
    const none = await search({ q: "查無此名" });
    expect(Object.values(none).every((group) => group.total === 0)).toBe(true);
  });
});
