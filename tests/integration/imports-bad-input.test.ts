import { beforeEach, describe, expect, it } from "vitest";
import type { Reason } from "@/lib/features/registry/imports/comparison/types";
import { applyImport, previewImport } from "@/lib/features/registry/imports/service";
import {
  admin,
  B,
  bytesOf,
  C,
  counted,
  emptyRegistry,
  HEADER,
  load,
  preview,
  small,
} from "../support/imports";

beforeEach(emptyRegistry);

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
