import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { getImport } from "@/lib/features/registry/imports/queries";
import { applyImport, discardImport } from "@/lib/features/registry/imports/service";
import { systemActor } from "@/lib/platform/actor";
import { writeXlsx } from "@/lib/platform/spreadsheet/write";
import { aUnitOf, ownerSql } from "../support/fixtures";
import { A, admin, B, C, counted, emptyRegistry, load, one, preview, small } from "../support/imports";

beforeEach(emptyRegistry);

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

  it("takes a new spelling of the same name as a change, on the unit too unless an official corrected it", async () => {
    await load(small("大甲區,A,,台中護理之家,,,,,,,1", "大安區,A,,台中護理站,,,,,,,2"));
    await ownerSql(
      "UPDATE unit SET name = '台中 護理站', name_state = 'corrected' WHERE name = '台中護理站'",
    );
    const report = await load(small("大甲區,A,,臺中護理之家,,,,,,,1", "大安區,A,,臺中護理站,,,,,,,2"));
    expect(report.counts).toMatchObject({ changed: 2, added: 0, gone: 0 });
    const rows = await ownerSql<{ name: string; printed_name: string }>(
      "SELECT u.name, l.printed_name FROM unit u JOIN listing l ON l.unit_id = u.id ORDER BY u.code",
    );
    expect(rows).toEqual([
      { name: "臺中護理之家", printed_name: "臺中護理之家" },
      { name: "台中 護理站", printed_name: "臺中護理站" },
    ]);
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
