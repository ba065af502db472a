import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { figuresOf } from "@/lib/features/coverage/indicators/queries";
import { recomputedSheet } from "@/lib/features/coverage/recompute/queries";
import { tableDocument } from "@/lib/features/coverage/tables/documents";
import { draftSheet, getDraft, listDrafts } from "@/lib/features/coverage/tables/drafts/queries";
import { applyDraft, discardDraft, previewTables } from "@/lib/features/coverage/tables/drafts/service";
import { editionHistory } from "@/lib/features/coverage/tables/editions/queries";
import type { Actor } from "@/lib/platform/actor";
import { testDatabase } from "../support/database";
import { anActor, ownerSql } from "../support/fixtures";
import { aDraft, csvFile, planCsv } from "../support/plan-tables";

// Tables of a plan uploaded by an officer: looked at first, applied as new editions, every one kept.

const KEY = "a_units_per_district";
const CLOCK = { now: () => new Date("2026-11-02T02:00:00Z") };
/** 中區 has 2 A units, the districts together 107. */
const ALTERED = csvFile(`${KEY}.csv`, planCsv(KEY, ["中區,2,", "中區,3,"]));
let officer: Actor;

beforeAll(async () => {
  await testDatabase();
});
beforeEach(async () => {
  await (await testDatabase()).reset();
  officer = await anActor("taichung", "bureau_officer", null);
});

const upload = (content: string | Uint8Array, fileName = `${KEY}.csv`, planYear = 114) =>
  previewTables(officer, { planYear, files: [csvFile(fileName, content)] });
const applied = async (files = [ALTERED], confirmMissing = false) => {
  const { id, preview } = await aDraft(officer, files);
  return applyDraft(officer, { id, seen: preview.digest, confirmMissing }, CLOCK);
};
const refusal = async (outcome: Promise<{ ok: boolean }>) => {
  const result = await outcome;
  if (result.ok) throw new Error("it was not refused");
  return result;
};

describe("The preview of a table", () => {
  it("names the changed cell and the sum that would no longer agree, and changes nothing", async () => {
    const { preview } = await aDraft(officer, [ALTERED]);
    expect(preview.tables[0]).toMatchObject({
      ...{ tableKey: KEY, edition: 1, isSame: false, errors: [], newRows: [], missingRows: [] },
      changes: [{ row: "中區", column: "a_units", before: "2", after: "3" }],
    });
    const broken = preview.figures.filter(({ after }) => after.result === "mismatch");
    expect(
      broken.map(({ after }) => `${after.row} ${after.column} ${after.printed} ${after.recomputed}`),
    ).toContain("小計 a_units 107 108");
    expect(preview.broken).toBe(broken.length);
    expect((await recomputedSheet(officer, 114, KEY))?.counts.mismatch).toBe(0);
  });

  it("shows the draft's table recomputed with its red cell before anything is applied", async () => {
    const { id } = await aDraft(officer, [ALTERED]);
    const sheet = await draftSheet(officer, id, KEY);
    expect(sheet).toMatchObject({ origin: "draft", counts: { mismatch: 1 } });
  });

  it("names errors by line and column of the file: a word for a figure, a row twice, a formula", async () => {
    const content = planCsv(
      KEY,
      ["東區,4,1928,,", "東區,四,1928,,"],
      ["南區,3,1929,,", "東區,3,1929,,"],
      ["大里區,7,1939,,", "大里區,=3+4,1939,,"],
    );
    const { preview } = await aDraft(officer, [csvFile(`${KEY}.csv`, content)]);
    const errors = preview.tables[0]?.errors.map(
      ({ line, column, message }) => `${line} ${column} ${message}`,
    );
    expect(errors).toEqual([
      "3 a_units 不是數字",
      "4  「東區」已在前面出現過",
      "29 a_units 不是數字",
      "29 a_units 儲存格是公式，請改為數值",
    ]);
  });

  it("counts lines as the file has them, also after blank lines", async () => {
    const content = planCsv(KEY, ["東區,4,", "\r\n\r\n東區,四,"]);
    const { preview } = await aDraft(officer, [csvFile(`${KEY}.csv`, content)]);
    expect(preview.tables[0]?.errors.map(({ line }) => line)).toEqual([5]);
  });

  it("finds the same table again, also with its own exported file, and says that nothing changes", async () => {
    const content = (await editionHistory(officer, 114, "t01_service_efficiency"))?.editions[0]?.content;
    const file = await tableDocument(
      "t01_service_efficiency",
      "表一",
      content ?? { header: [], rows: [] },
      "csv",
    );
    const bytes = new Uint8Array(await file.arrayBuffer());
    const { preview } = await aDraft(officer, [csvFile("t01_service_efficiency (1).csv", bytes)]);
    expect(preview.tables[0]).toMatchObject({ isSame: true, errors: [], changes: [] });
    expect(preview.figures).toEqual([]);
  });

  it("recognises a table by its columns where the file has another name", async () => {
    const { preview } = await aDraft(officer, [csvFile("A單位.csv", planCsv(KEY))]);
    expect(preview.tables[0]?.tableKey).toBe(KEY);
  });

  it("takes tables of a year that has none yet, and misses the columns that the table must have", async () => {
    const content = planCsv(KEY, ["district,a_units", "district,units"]);
    const { preview } = await aDraft(officer, [csvFile(`${KEY}.csv`, content)], 115);
    expect(preview.tables[0]).toMatchObject({ edition: null });
    expect(preview.tables[0]?.errors.map(({ message }) => message)).toEqual(["缺少欄位 a_units"]);
  });
});

describe("A file that is no table of the plan", () => {
  it("is refused by name: empty, no table, wrong columns, wrong year, a binary file", async () => {
    expect(await refusal(upload(""))).toMatchObject({ code: "empty_file" });
    expect(await refusal(upload(Uint8Array.of(0x89, 0x50, 0x4e, 0x47)))).toMatchObject({
      code: "not_a_table",
    });
    expect(await refusal(upload("甲,乙\r\n1,2\r\n", "別的.csv"))).toMatchObject({
      code: "unknown_table",
      fieldErrors: { file: [expect.stringContaining("不能匯入")] },
    });
    const other = await refusal(upload(planCsv("t01_service_efficiency"), "t01_service_efficiency.csv", 115));
    expect(other).toMatchObject({ code: "unknown_table", message: expect.stringContaining("114年計畫") });
  });

  it("is refused over 10 MB before it is read", async () => {
    expect(await refusal(upload(new Uint8Array(10 * 1024 * 1024 + 1)))).toMatchObject({ code: "too_large" });
  });

  it("is refused when two files are the same table", async () => {
    const files = [csvFile(`${KEY}.csv`, planCsv(KEY)), csvFile(`${KEY} (1).csv`, planCsv(KEY))];
    expect(await refusal(previewTables(officer, { planYear: 114, files }))).toMatchObject({ code: "twice" });
  });

  it("leaves no draft behind", async () => {
    await upload("");
    expect(await listDrafts(officer)).toEqual([]);
  });

  it("is taken in Big5, and that is said", async () => {
    // 中區 in Big5 is A4 A4 B0 CF.
    const bytes = Uint8Array.from([
      ...new TextEncoder().encode("district,a_units,src_line,uncertain,note\r\n"),
      ...[0xa4, 0xa4, 0xb0, 0xcf],
      ...new TextEncoder().encode(",2,1927,,\r\n"),
    ]);
    const { preview } = await aDraft(officer, [csvFile(`${KEY}.csv`, bytes)]);
    expect(preview.tables[0]).toMatchObject({ encoding: "Big5", rowCount: 1 });
    expect(preview.tables[0]?.notes[0]).toContain("Big5");
  });
});

describe("Applying a draft", () => {
  it("makes a new edition, keeps the old one, turns the sum red and moves the indicator", async () => {
    const result = await applied();
    expect(result).toMatchObject({
      ok: true,
      data: { report: { tables: [{ tableKey: KEY, edition: 2, changes: 1 }], same: 0 } },
    });
    const sheet = await recomputedSheet(officer, 114, KEY);
    expect(sheet).toMatchObject({ edition: 2, origin: "upload" });
    const red = sheet?.figures.filter(({ result }) => result === "mismatch");
    expect(red?.map(({ row, printed, recomputed }) => [row, printed, recomputed])).toEqual([
      ["小計", "107", "108"],
    ]);
    const [figure] = await figuresOf(officer, "a_units", { district: "66000010" });
    expect(figure?.value).toBe(3);
    const history = await editionHistory(officer, 114, KEY);
    expect(history?.editions.map(({ edition, supersededAt }) => [edition, supersededAt])).toEqual([
      [2, null],
      [1, CLOCK.now()],
    ]);
    expect(history?.editions[0]?.difference?.changes).toEqual([
      { row: "中區", column: "a_units", before: "2", after: "3" },
    ]);
  });

  it("is written to the audit log by who did it", async () => {
    await applied();
    const [entry] = await ownerSql<{ account_id: string; detail: { tables: string[] } }>(
      "SELECT account_id, detail FROM audit_entry WHERE action = 'plan_draft.applied'",
    );
    expect(entry).toMatchObject({ account_id: officer.accountId, detail: { tables: [`${KEY} 2`] } });
  });

  it("is refused with an error in a cell, and nothing is written", async () => {
    const content = planCsv(KEY, ["東區,4,", "東區,四,"]);
    expect(await refusal(applied([csvFile(`${KEY}.csv`, content)]))).toMatchObject({ code: "has_errors" });
    expect((await editionHistory(officer, 114, KEY))?.editions).toHaveLength(1);
  });

  it("asks to confirm rows that go", async () => {
    const without = csvFile(`${KEY}.csv`, planCsv(KEY, ["東區,4,1928,,\n", ""]));
    expect(await refusal(applied([without]))).toMatchObject({ code: "missing_not_confirmed" });
    expect(await applied([without], true)).toMatchObject({ ok: true });
  });

  it("is refused when another edition came in since the preview", async () => {
    const { id, preview } = await aDraft(officer, [ALTERED]);
    await applied([csvFile(`${KEY}.csv`, planCsv(KEY, ["東區,4,", "東區,5,"]))]);
    const late = applyDraft(officer, { id, seen: preview.digest }, CLOCK);
    expect(await refusal(late)).toMatchObject({ code: "stale_preview" });
  });

  it("happens once, however often the button is pressed", async () => {
    const { id, preview } = await aDraft(officer, [ALTERED]);
    const outcomes = await Promise.all(
      [1, 2].map(() => applyDraft(officer, { id, seen: preview.digest }, CLOCK)),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await editionHistory(officer, 114, KEY))?.editions).toHaveLength(2);
  });

  it("adds no edition where the content is the same", async () => {
    const result = await applied([csvFile(`${KEY}.csv`, planCsv(KEY))]);
    expect(result).toMatchObject({ ok: true, data: { report: { tables: [], same: 1 } } });
  });

  it("begins next year's plan beside this year's", async () => {
    const { id, preview } = await aDraft(officer, [ALTERED], 115);
    expect(await applyDraft(officer, { id, seen: preview.digest }, CLOCK)).toMatchObject({ ok: true });
    expect((await recomputedSheet(officer, 115, KEY))?.counts.mismatch).toBe(1);
    expect((await recomputedSheet(officer, 114, KEY))?.counts.mismatch).toBe(0);
    const figures = await figuresOf(officer, "a_units", { district: "66000010" });
    expect(figures.map(({ year, value }) => [year, value])).toEqual([
      [113, 2],
      [114, 3],
    ]);
  });
});

describe("A draft that was put aside", () => {
  it("stays on record and cannot be applied", async () => {
    const { id, preview } = await aDraft(officer, [ALTERED]);
    expect(await discardDraft(officer, { id }, CLOCK)).toMatchObject({ ok: true });
    expect((await getDraft(officer, id))?.state).toBe("discarded");
    expect(await refusal(applyDraft(officer, { id, seen: preview.digest }, CLOCK))).toMatchObject({
      code: "discarded",
    });
  });
});
