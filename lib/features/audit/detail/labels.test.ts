import { describe, expect, it } from "vitest";
import { detailLines, idsIn } from "./labels";

const UNIT = "0190a000-0000-7000-8000-000000000001";
const names = new Map([
  [UNIT, "示範單位"],
  ["66000060", "西屯區"],
]);

describe("An entry's detail", () => {
  it("shows what changed, in the words of the screen, and leaves out what did not", () => {
    const detail = {
      before: { role: "case_manager", unitId: UNIT, name: "王示範", districtIds: [] },
      after: { role: "care_specialist", unitId: null, name: "王示範", districtIds: ["66000060"] },
    };
    expect(detailLines(detail, names)).toEqual([
      { kind: "change", label: "角色", before: "A 單位個案管理員", after: "照顧管理專員" },
      { kind: "change", label: "單位", before: "示範單位", after: "（無）" },
      { kind: "change", label: "行政區", before: "（無）", after: "西屯區" },
    ]);
  });

  it("reads changes by field, whichever way they were written", () => {
    expect(detailLines({ changes: { phone: { before: null, after: "04-1234" } } }, names)).toEqual([
      { kind: "change", label: "電話", before: "（無）", after: "04-1234" },
    ]);
    expect(detailLines({ changes: { endsOn: { from: "2026-03-01", to: "2027-03-01" } } }, names)).toEqual([
      { kind: "change", label: "迄日", before: "115/03/01", after: "116/03/01" },
    ]);
  });

  it("shows dates and instants in ROC years and office time, and nested values in one line", () => {
    expect(
      detailLines({ lockedUntil: "2026-11-20T01:15:00.000Z", rows: 1234, filter: { q: "王" } }, names),
    ).toEqual([
      { kind: "value", label: "鎖定至", value: "115/11/20 09:15" },
      { kind: "value", label: "筆數", value: "1,234" },
      { kind: "value", label: "篩選條件", value: "查詢文字：王" },
    ]);
  });

  it("is empty for what is no object", () => {
    for (const odd of [null, undefined, "x", 1, []]) expect(detailLines(odd, names)).toEqual([]);
  });

  it("names the ids that can be looked up", () => {
    expect(idsIn({ unitId: UNIT, districtIds: ["66000060"], name: "12345678 號" })).toEqual([
      UNIT,
      "66000060",
    ]);
  });
});
