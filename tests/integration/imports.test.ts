import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { getImport } from "@/lib/features/registry/imports/queries";
import { applyImport, importReferenceFile } from "@/lib/features/registry/imports/service";
import { ownerSql } from "../support/fixtures";
import {
  admin,
  bytesOf,
  counted,
  csv,
  emptyRegistry,
  FOLDER,
  HOURS,
  load,
  NOTES,
  one,
  preview,
  registryState,
  UNITS,
} from "../support/imports";

beforeEach(emptyRegistry);

// Whole files, several a test: longer than others when everything else runs beside them.
describe("Taichung's registry of plan year 114", { timeout: 90_000 }, () => {
  it("is loaded whole: 107 A, 452 C and 1,235 B listings in nine services and 29 districts", async () => {
    const report = await load(UNITS);
    expect(report.counts).toMatchObject({
      rows: 1_794,
      added: 1_794,
      changed: 0,
      gone: 0,
      wrong: 0,
      doubtful: 12,
    });
    const tiers = await ownerSql<{ tier: string; n: number }>(
      "SELECT tier, count(*)::int AS n FROM listing GROUP BY tier ORDER BY tier",
    );
    expect(tiers).toEqual([
      { tier: "a", n: 107 },
      { tier: "b", n: 1_235 },
      { tier: "c", n: 452 },
    ]);
    expect(await counted("(SELECT DISTINCT service FROM listing WHERE tier = 'b') s")).toBe(9);
    expect(await counted("(SELECT DISTINCT district_id FROM listing) d")).toBe(29);
    expect(await counted("unit")).toBe(1_300);
    expect(await counted("organisation")).toBe(1_092);
    expect(report.codes).toEqual(["A001–A107", "B0001–B0741", "C001–C452"]);
  });

  it("has in every district and service as many listings as were counted in the rows", async () => {
    await load(UNITS);
    const rows = await ownerSql<{ district: string; service: string; n: number }>(
      `SELECT d.name AS district, l.service, count(*)::int AS n FROM listing l JOIN district d ON d.id = l.district_id
        GROUP BY 1, 2`,
    );
    const found = new Map(rows.map((row) => [`${row.district} ${row.service}`, row.n]));
    const counts = csv(readFileSync(path.join(FOLDER, "district_counts.csv"), "utf8"));
    expect(counts).toHaveLength(29);
    const services =
      "home_care day_care small_multifunction family_care_home transport meals group_home professional respite";
    for (const row of counts) {
      const expected = [
        ["case_management", row.a_parsed],
        ["c_station", row.c_parsed],
        ...services.split(" ").map((service) => [service, row[`${service}_parsed`]]),
      ];
      for (const [service, count] of expected)
        expect([row.district, service, found.get(`${row.district} ${service}`) ?? 0]).toEqual([
          row.district,
          service,
          Number(count),
        ]);
    }
  });

  it("keeps the four names that are printed twice in one list, and says so", async () => {
    await load(UNITS);
    const twice = await ownerSql<{ printed_name: string }>(
      "SELECT printed_name FROM listing WHERE occurrence = 2 ORDER BY 1",
    );
    expect(twice.map((row) => row.printed_name).sort()).toEqual(
      [
        "有限責任臺中市活力旺照顧服務勞動合作社附設臺中市私立活力旺居家長照機構",
        "澤天居家護理所",
        "臺中市私立辰家居家長照機構",
        "財團法人全成社會福利基金會",
      ].sort(),
    );
  });

  it("makes one organisation with several units of the same name in several services and districts, 臺 and 台 alike", async () => {
    await load(UNITS);
    const { units, districts, tiers } = await one<{ units: number; districts: number; tiers: number }>(
      `SELECT count(*)::int AS units, count(DISTINCT u.district_id)::int AS districts, count(DISTINCT u.tier)::int AS tiers
         FROM unit u JOIN organisation o ON o.id = u.organisation_id WHERE o.name = '財團法人弘道老人福利基金會'`,
    );
    expect(units).toBeGreaterThan(4);
    expect(districts).toBeGreaterThan(3);
    expect(tiers).toBeGreaterThan(1);
    expect(await counted("(SELECT name_folded FROM organisation GROUP BY 1 HAVING count(*) > 1) twice")).toBe(
      0,
    );
    expect(await counted("organisation WHERE name LIKE '%甘霖社會福利慈善事業基金會'")).toBe(1);
  });

  it("changes nothing the second time, neither a row nor a version", async () => {
    await load(UNITS);
    await load(NOTES);
    await load(HOURS);
    const before = await registryState();
    const entries = await counted("audit_entry WHERE subject_kind = 'unit'");
    for (const file of [UNITS, NOTES, HOURS]) {
      const again = await load(file);
      expect(again.counts).toMatchObject({ added: 0, changed: 0, gone: 0, wrong: 0, newUnits: 0 });
      expect(again.codes).toEqual([]);
    }
    expect(await registryState()).toEqual(before);
    expect(await counted("audit_entry WHERE subject_kind = 'unit'")).toBe(entries);
  });

  it("marks the names of the notes, whichever of the two files comes first", async () => {
    await load(UNITS);
    expect((await load(NOTES)).namesMarked).toBe(74);
    const unitsFirst = await registryState();
    await emptyRegistry();
    const early = await load(NOTES);
    expect(early.counts.doubtful).toBe(81);
    await load(UNITS);
    expect(await registryState()).toEqual(unitsFirst);
    expect(await counted("name_note WHERE listing_id IS NULL AND file = 'units.csv'")).toBe(0);
    // 83 notes, two of them on the hours; several of one unit's listings leave its name in one state.
    const states = await ownerSql<{ name_state: string; n: number }>(
      "SELECT name_state, count(*)::int AS n FROM unit WHERE name_state <> 'as_printed' GROUP BY 1 ORDER BY 1",
    );
    expect(Object.fromEntries(states.map((row) => [row.name_state, row.n]))).toEqual({
      damaged: 12,
      doubtful: 10,
      inferred: 5,
      repaired: 47,
    });
    const doubted = await preview(UNITS);
    expect(doubted.doubtful.filter((finding) => finding.reason === "note_damaged")).toHaveLength(12);
    expect(doubted.doubtful.filter((finding) => finding.reason === "note_doubtful")).toHaveLength(11);
  });

  it("has the operating hours of 139 rows; two names that no unit has are reported and not stored", async () => {
    await load(UNITS);
    await load(NOTES);
    const { id } = await preview(HOURS);
    const found = await getImport(admin, id);
    const missing = found?.preview.doubtful.filter((finding) => finding.reason === "no_such_unit");
    expect(missing?.map((finding) => finding.name)).toEqual([
      expect.stringContaining("永信社區長照機構"),
      expect.stringContaining("毓得"),
    ]);
    expect((await applyImport(admin, { id })).ok).toBe(true);
    // 福安社區長照機構 stands in two districts, so that 139 rows are the hours of 140 units.
    expect(found?.preview.doubtful.filter((finding) => finding.reason === "several_units")).toHaveLength(1);
    expect(await counted("opening_hours")).toBe(140);
    expect(await counted("opening_hours WHERE fee_standard = '無'")).toBeGreaterThan(60);
    expect(
      await counted("opening_hours h JOIN unit u ON u.id = h.unit_id WHERE u.name LIKE '%書福綜合%'"),
    ).toBe(1);
  });

  it("is loaded at the start once, and never over what a person imported since", async () => {
    const file = { kind: "units" as const, fileName: "units.csv", bytes: bytesOf(UNITS) };
    const first = await importReferenceFile(admin, file);
    expect(first.ok && first.data.state).toBe("applied");
    const second = await importReferenceFile(admin, file);
    expect(second.ok && second.data.state).toBe("skipped");
    await ownerSql(
      "UPDATE registry_import SET created_by_id = gen_random_uuid(), file_sha256 = 'of another file'",
    );
    const third = await importReferenceFile(admin, file);
    expect(third.ok && third.data.state).toBe("skipped");
  });
});
