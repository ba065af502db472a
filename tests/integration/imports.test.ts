import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { beforeEach, describe, expect, it } from "vitest";
import type { Reason } from "@/lib/features/registry/imports/comparison/types";
import { getImport } from "@/lib/features/registry/imports/queries";
import {
  applyImport,
  discardImport,
  importReferenceFile,
  previewImport,
} from "@/lib/features/registry/imports/service";
import { systemActor } from "@/lib/platform/actor";
import { writeXlsx } from "@/lib/platform/spreadsheet/write";
import { aUnitOf, ownerSql } from "../support/fixtures";

const FOLDER = path.resolve(import.meta.dirname, "../../prisma/reference-data/taichung-114");
const admin = systemActor("taichung");
const UNITS = readFileSync(path.join(FOLDER, "units.csv"), "utf8");
const NOTES = readFileSync(path.join(FOLDER, "name_notes.csv"), "utf8");
const HOURS = readFileSync(path.join(FOLDER, "day_care_hours.csv"), "utf8");
const HEADER =
  "district,tier,service,name,dementia_type,contract_type,vehicles_total,vehicles_dedicated,vehicles_shared,vehicles_taxi,source_line";

type Csv = Record<string, string>;
const csv = (text: string) => parse(text, { columns: true }) as Csv[];
const bytesOf = (text: string) => new TextEncoder().encode(text);

/** The registry as it would be in a city that has imported nothing yet. */
async function emptyRegistry(): Promise<void> {
  await ownerSql(
    "TRUNCATE audit_entry, name_note, opening_hours, listing, registry_import, contract, staff, related_party, account, unit, organisation CASCADE",
  );
}

async function preview(content: string | Uint8Array, fileName = "清冊.csv") {
  const bytes = typeof content === "string" ? bytesOf(content) : content;
  const previewed = await previewImport(admin, { fileName, bytes });
  if (!previewed.ok) throw new Error(`${previewed.code}: ${previewed.message}`);
  const found = await getImport(admin, previewed.data.id);
  if (!found) throw new Error("the preview was not kept");
  return { id: found.id, found, ...found.preview };
}

async function load(content: string, confirmGone = false) {
  const { id } = await preview(content);
  const applied = await applyImport(admin, { id, confirmGone });
  if (!applied.ok) throw new Error(`${applied.code}: ${applied.message}`);
  return { id, ...applied.data.report };
}

/** Everything that an import may change, without the ids and times of the imports themselves. */
async function registryState() {
  return ownerSql(`
    SELECT u.code, u.name, u.name_state, u.version, o.name AS organisation, u.c_kind,
           (SELECT json_agg(json_build_array(l.service, l.printed_name, l.occurrence, l.state, l.dementia, l.contract_type,
                                             l.vehicles_total, l.source_line) ORDER BY l.service, l.occurrence)
              FROM listing l WHERE l.unit_id = u.id) AS listings,
           (SELECT json_agg(json_build_array(n.kind, n.text_in_source, n.reading) ORDER BY n.text_in_source, n.source_line)
              FROM name_note n JOIN listing l ON l.id = n.listing_id WHERE l.unit_id = u.id) AS notes,
           (SELECT row_to_json(h)::jsonb - 'unit_id' - 'last_import_id' FROM opening_hours h WHERE h.unit_id = u.id) AS hours
      FROM unit u JOIN organisation o ON o.id = u.organisation_id ORDER BY u.code`);
}

async function one<Row extends Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<Row> {
  const [row] = await ownerSql<Row>(sql, values);
  if (!row) throw new Error(`no row: ${sql}`);
  return row;
}

const counted = (sql: string, values: unknown[] = []) =>
  one<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`, values).then((row) => row.n);

/** A small registry: `district,tier,service,name` and what follows. */
const small = (...rows: string[]) => [HEADER, ...rows].join("\n");
const A = "大甲區,A,,好鄰居護理之家,,,,,,,10";
const B = "大甲區,B,home_care,好鄰居護理之家,,,,,,,11";
const C = "大甲區,C,,好鄰居護理之家(大甲長青學堂),,,,,,,12";

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

describe("A new edition", () => {
  it("adds, changes and takes off the list; gone listings stay on record and can come back", async () => {
    const first = await load(small(A, B, C, "大甲區,B,transport,好鄰居護理之家,,,4,4,0,0,13"));
    expect(first.counts).toMatchObject({ added: 4, newUnits: 3, newOrganisations: 1 });
    const edition = small(
      A,
      C,
      "大甲區,B,transport,好鄰居護理之家,,,5,4,1,0,99",
      "大安區,B,meals,新來的廚房,,,,,,,14",
    );
    const shown = await preview(edition);
    expect(shown.counts).toMatchObject({ added: 1, changed: 1, gone: 1, unchanged: 2 });
    expect(shown.changed[0]?.changes).toEqual([
      { field: "車輛小計", from: "4", to: "5" },
      { field: "共用", from: "0", to: "1" },
    ]);
    expect(shown.gone[0]).toMatchObject({ name: "好鄰居護理之家", service: "home_care", district: "大甲區" });
    await load(edition, true);
    expect(await counted("listing WHERE state = 'gone' AND gone_since IS NOT NULL")).toBe(1);
    const back = await load(
      small(A, B, C, "大甲區,B,transport,好鄰居護理之家,,,5,4,1,0,99", "大安區,B,meals,新來的廚房,,,,,,,14"),
    );
    expect(back.counts).toMatchObject({ added: 1, returned: 1, changed: 0, gone: 0 });
    expect(await counted("listing WHERE state = 'gone'")).toBe(0);
    expect(await counted("listing")).toBe(5);
  });

  it("writes one audit entry for the import with its counts and the file's hash, and one for each unit that stood before", async () => {
    await load(small(A, B, C));
    expect(await counted("audit_entry WHERE subject_kind = 'unit'")).toBe(0);
    const edition = small(A, "大甲區,B,respite,好鄰居護理之家,,,,,,,11", C);
    const { id } = await load(edition, true);
    const entry = await one<{ detail: { counts: object; fileSha256: string } }>(
      "SELECT detail FROM audit_entry WHERE action = 'registry_import.applied' AND subject_id = $1",
      [id],
    );
    expect(entry.detail.counts).toMatchObject({ added: 1, gone: 1, unchanged: 2 });
    expect(entry.detail.fileSha256).toBe(createHash("sha256").update(edition).digest("hex"));
    const touched = await ownerSql<{ detail: object; version: number }>(
      "SELECT a.detail, u.version FROM audit_entry a JOIN unit u ON u.id = a.unit_id WHERE a.action = 'unit.listings_imported'",
    );
    expect(touched).toEqual([
      { detail: expect.objectContaining({ added: ["respite"], gone: ["home_care"] }), version: 2 },
    ]);
  });

  it("asks for a word when more than a tenth of the registry would go", async () => {
    const many = Array.from({ length: 20 }, (_, at) => `大甲區,B,home_care,示範機構${at},,,,,,,${at + 1}`);
    await load(small(...many));
    const two = await preview(small(...many.slice(2)));
    expect(two.goneNeedsConfirmation).toBe(false);
    const three = await preview(small(...many.slice(3)));
    expect(three.goneNeedsConfirmation).toBe(true);
    expect(await applyImport(admin, { id: three.id })).toMatchObject({
      ok: false,
      code: "gone_not_confirmed",
    });
    expect(await counted("listing WHERE state = 'gone'")).toBe(0);
    expect((await applyImport(admin, { id: three.id, confirmGone: true })).ok).toBe(true);
  });

  it("leaves an official's corrected name alone and finds its listings again", async () => {
    await load(small(A, "大甲區,B,home_care,者老林居家長照機構,,,,,,,11"));
    await ownerSql(
      "UPDATE unit SET name = '耆老林居家長照機構', name_folded = '耆老林居家長照機構', name_state = 'corrected' WHERE tier = 'b'",
    );
    const again = await load(
      small(
        A,
        "大甲區,B,home_care,者老林居家長照機構,,,,,,,11",
        "大甲區,B,respite,者老林居家長照機構,,,,,,,15",
      ),
    );
    expect(again.counts).toMatchObject({ added: 1, unchanged: 2, newUnits: 0, changed: 0, gone: 0 });
    expect(await one("SELECT name, name_state FROM unit WHERE tier = 'b'")).toEqual({
      name: "耆老林居家長照機構",
      name_state: "corrected",
    });
    await load(
      "file,source_line,district,tier,service,kind,text_in_source,reading,evidence\nunits.csv,11,大甲區,B,home_care,doubtful,者老林居家長照機構,,",
    );
    expect(await one("SELECT name_state FROM unit WHERE tier = 'b'")).toEqual({ name_state: "corrected" });
  });

  it("compares only the columns that the file has, and takes Chinese headings and Big5", async () => {
    await load(small("大甲區,B,transport,好鄰居護理之家,,,4,4,0,0,13"));
    const plain = await preview("行政區,層級,服務類型,單位名稱\n大甲區,B單位,交通接送,好鄰居護理之家\n");
    expect(plain.counts).toMatchObject({ unchanged: 1, changed: 0, added: 0, gone: 0 });
    const big5 = Uint8Array.from([
      0xa6, 0xe6, 0xac, 0x46, 0xb0, 0xcf, 0x2c, 0xbc, 0x68, 0xaf, 0xc5, 0x2c, 0xaa, 0x41, 0xb0, 0xc8, 0xc3,
      0xfe, 0xab, 0xac, 0x2c, 0xb3, 0xe6, 0xa6, 0xec, 0xa6, 0x57, 0xba, 0xd9, 0x0a, 0xa4, 0x6a, 0xa5, 0xd2,
      0xb0, 0xcf, 0x2c, 0x41, 0x2c, 0x2c, 0xa4, 0x40, 0xa4, 0x47,
    ]);
    const encoded = await preview(big5);
    expect(encoded.found.encoding).toBe("Big5");
    expect(encoded.notes.join()).toContain("Big5");
    expect(encoded.added[0]).toMatchObject({ name: "一二", district: "大甲區", tier: "a" });
  });

  it("reads a workbook as it reads a text", async () => {
    const [header = "", ...rows] = small(A, B, C)
      .split("\n")
      .map((line) => line.split(","));
    const columns = [...header].map((label, at) => ({ key: String(at), label }));
    const sheet = rows.map((cells) => Object.fromEntries(cells.map((cell, at) => [String(at), cell])));
    const book = await writeXlsx({ sheetName: "清冊", title: "大甲區清冊", columns, rows: sheet });
    const shown = await preview(new Uint8Array(book), "清冊.xlsx");
    expect(shown.counts).toMatchObject({ added: 3, wrong: 0 });
    expect(shown.added.map((entry) => entry.line)).toEqual([3, 4, 5]);
  });

  it("leaves what was entered by hand or for the demo alone", async () => {
    const byHand = await aUnitOf("taichung", {
      tier: "b",
      name: "示範手建機構",
      districtId: "66000110",
      source: "manual",
    });
    const { name } = await one<{ name: string }>("SELECT name FROM district WHERE id = '66000110'");
    const report = await load(small(A, `${name},B,home_care,示範手建機構,true,,,,,,20`));
    expect(report.counts).toMatchObject({ added: 1, unchanged: 1 });
    const last = await load(small(A));
    expect(last.counts.gone).toBe(0);
    expect(await one("SELECT state, dementia, source FROM listing WHERE unit_id = $1", [byHand.id])).toEqual({
      state: "listed",
      dementia: false,
      source: "manual",
    });
  });

  it("gives codes in the order of the file and none a second time", async () => {
    await load(small(A, B));
    await load(small(B), true);
    const next = await load(small(B, "大安區,A,,另一家,,,,,,,30"));
    expect(next.codes).toEqual(["A002"]);
  });
});

describe("Applying", () => {
  it("stops when the registry changed since the preview, and shows the new numbers", async () => {
    const late = await preview(small(A, B));
    await load(small(A));
    const refused = await applyImport(admin, { id: late.id });
    expect(refused).toMatchObject({
      ok: false,
      code: "stale_preview",
      message: expect.stringContaining("新增 1"),
    });
    expect(await counted("listing")).toBe(1);
    expect((await getImport(admin, late.id))?.preview.counts).toMatchObject({ added: 1, unchanged: 1 });
    expect(await applyImport(admin, { id: late.id, seen: late.digest })).toMatchObject({
      code: "stale_preview",
    });
    expect((await applyImport(admin, { id: late.id })).ok).toBe(true);
  });

  it("happens once, even when two people press at the same moment", async () => {
    const { id } = await preview(small(A, B, C));
    const both = await Promise.all([applyImport(admin, { id }), applyImport(admin, { id })]);
    expect(both.filter((result) => result.ok)).toHaveLength(1);
    expect(both.find((result) => !result.ok)).toMatchObject({ code: "already_applied" });
    expect(await counted("listing")).toBe(3);
  });

  it("is refused for a discarded import, an unknown one and one of another city", async () => {
    const { id } = await preview(small(A));
    expect(await applyImport(systemActor("taoyuan"), { id })).toMatchObject({ code: "not_found" });
    expect(await discardImport(systemActor("taoyuan"), { id })).toMatchObject({ code: "not_found" });
    expect((await discardImport(admin, { id })).ok).toBe(true);
    expect(await applyImport(admin, { id })).toMatchObject({ code: "discarded" });
    expect(await applyImport(admin, { id: "01980000-0000-7000-8000-000000000000" })).toMatchObject({
      code: "not_found",
    });
    expect(await counted("listing")).toBe(0);
  });
});

describe("Bad input", () => {
  async function refusal(content: string | Uint8Array) {
    const bytes = typeof content === "string" ? bytesOf(content) : content;
    const result = await previewImport(admin, { fileName: "x.csv", bytes });
    if (result.ok) throw new Error("the file was taken");
    expect(await counted("registry_import")).toBe(0);
    return result;
  }

  it("is refused by name and leaves no trace when it is no table of ours", async () => {
    expect((await refusal("")).code).toBe("empty_file");
    expect((await refusal(`${HEADER}\n`)).code).toBe("no_rows");
    expect((await refusal(new Uint8Array(50 * 1024 * 1024))).code).toBe("too_large");
    const wrong = await refusal("行政區,單位名稱,電話\n大甲區,好鄰居,1\n");
    expect(wrong.code).toBe("wrong_columns");
    expect(wrong.message).toMatch(/缺少：「層級」.*「服務類型」.*不認得的欄位：「電話」/u);
    expect((await refusal("a,b\n1,2\n")).message).toContain("單位清冊");
    const twice = await refusal("district,行政區,tier,service,name\n大甲區,大甲區,A,,好鄰居\n");
    expect(twice).toMatchObject({ code: "duplicate_columns", message: expect.stringContaining("行政區") });
    expect(twice.fieldErrors.file).toHaveLength(1);
  });

  const wrongRows: [string, string, Reason, string][] = [
    ["an unknown district", "大甲鎮,A,,好鄰居,,,,,,,1", "unknown_district", "行政區"],
    ["a district of another city", "桃園區,A,,好鄰居,,,,,,,1", "unknown_district", "行政區"],
    ["an unknown tier", "大甲區,D,,好鄰居,,,,,,,1", "unknown_tier", "層級"],
    ["an unknown service", "大甲區,B,洗車,好鄰居,,,,,,,1", "unknown_service", "服務類型"],
    ["a B unit without a service", "大甲區,B,,好鄰居,,,,,,,1", "missing", "服務類型"],
    ["an A unit with a service", "大甲區,A,meals,好鄰居,,,,,,,1", "service_not_allowed", "服務類型"],
    ["an empty name", "大甲區,A,,,,,,,,,1", "missing", "單位名稱"],
    ["a name of 101 characters", `大甲區,A,,${"長".repeat(101)},,,,,,,1`, "too_long", "單位名稱"],
    ["a formula as a name", '大甲區,A,,"=HYPERLINK(""x"")",,,,,,,1', "formula_text", "單位名稱"],
    ["a formula behind an apostrophe", "大甲區,A,,'=1+1,,,,,,,1", "formula_text", "單位名稱"],
    ["a control character", "大甲區,A,,好\u0007鄰居,,,,,,,1", "control_character", "單位名稱"],
    ["a text that runs backwards", "大甲區,A,,好\u202E鄰居,,,,,,,1", "control_character", "單位名稱"],
    ["a negative number of vehicles", "大甲區,B,transport,好鄰居,,,-1,,,,1", "not_a_count", "車輛小計"],
    ["half a vehicle", "大甲區,B,transport,好鄰居,,,1.5,,,,1", "not_a_count", "車輛小計"],
    [
      "more vehicles in parts than in all",
      "大甲區,B,transport,好鄰居,,,2,2,1,0,1",
      "parts_over_total",
      "車輛小計",
    ],
    ["no yes or no", "大甲區,B,day_care,好鄰居,maybe,,,,,,1", "not_yes_or_no", "失智型"],
    ["a row that is too short", "大甲區,A,,好鄰居", "short_row", "整列"],
    ["a row that is too long", "大甲區,A,,好鄰居,,,,,,,1,多的", "surplus_cells", "整列"],
  ];
  it.each(wrongRows)(
    "names the row, the column and the reason of %s, and stores nothing",
    async (_what, row, reason, column) => {
      const shown = await preview(small(C, row));
      expect(shown.wrong).toEqual([
        expect.objectContaining({ line: 3, reason, column: column === "整列" ? null : column }),
      ]);
      expect(await applyImport(admin, { id: shown.id })).toMatchObject({ ok: false, code: "has_errors" });
      expect(await counted("listing")).toBe(0);
      expect(await counted("unit")).toBe(0);
      expect(await counted("organisation")).toBe(0);
    },
  );

  it("calls two equal rows wrong, and two of one name that differ doubtful", async () => {
    const equal = await preview(small(B, B));
    expect(equal.wrong).toEqual([
      expect.objectContaining({ line: 3, reason: "duplicate_row", value: "同第 2 列" }),
    ]);
    const differing = await preview(small(B, B.replace(",11", ",12")));
    expect(differing.wrong).toEqual([]);
    expect(differing.doubtful).toEqual([expect.objectContaining({ line: 3, reason: "printed_twice" })]);
    expect(differing.counts.added).toBe(2);
  });

  const doubtfulRows: [string, string, Reason][] = [
    ["a replacement character", "大甲區,A,,好\uFFFD鄰居,,,,,,,1", "replacement_character"],
    ["a simplified character", "大甲區,A,,仁爱之家,,,,,,,1", "look_alike"],
    ["a character repeated", "大甲區,A,,好我我我我,,,,,,,1", "repeated_characters"],
    ["a lost last character", "大甲區,A,,好鄰居居家長照機,,,,,,,1", "cut_off"],
    ["vehicles that do not add up", "大甲區,B,transport,好鄰居,,,5,2,1,0,1", "parts_under_total"],
  ];
  it.each(doubtfulRows)("keeps a row with %s and calls it doubtful", async (_what, row, reason) => {
    const shown = await preview(small(row));
    expect(shown.wrong).toEqual([]);
    expect(shown.doubtful.map((finding) => finding.reason)).toContain(reason);
    expect((await applyImport(admin, { id: shown.id })).ok).toBe(true);
  });

  it("says which columns it left out, and when a name stands already in another spelling", async () => {
    await load(small("大甲區,A,,台中護理之家,,,,,,,1"));
    const shown = await preview(
      "district,tier,service,name,電話\n大安區,A,,臺中護理之家,1\n大甲區,A,,台中護理之家,2\n",
    );
    expect(shown.doubtful.map((finding) => [finding.reason, finding.value])).toEqual([
      ["unknown_column", "電話"],
      ["other_spelling", "台中護理之家"],
    ]);
    expect(shown.counts.newOrganisations).toBe(0);
  });

  it("is named in the hours and notes as well", async () => {
    await load(small("大甲區,B,day_care,好鄰居,,,,,,,1"));
    const hours = await preview(
      "name,opens,closes,half_day_hours,extended_hours\n好鄰居,8點,17:00,25,早上\n無此家,08:00,17:00,4,\n",
    );
    expect(hours.wrong.map((finding) => [finding.line, finding.reason])).toEqual([
      [2, "not_a_time"],
      [2, "not_hours"],
      [2, "not_time_spans"],
    ]);
    expect(hours.doubtful.map((finding) => finding.reason)).toEqual(["no_such_unit"]);
    const notes = await preview(
      "file,source_line,kind,text_in_source,district,tier,service\nunits.csv,x,guess,好,大甲鎮,B,\n",
    );
    expect(notes.wrong.map((finding) => finding.reason).sort()).toEqual([
      "missing",
      "not_a_count",
      "unknown_district",
      "unknown_note_kind",
    ]);
    expect(await counted("opening_hours")).toBe(0);
    expect(await counted("name_note")).toBe(0);
  });
});
