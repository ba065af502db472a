import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { ChecklistTemplate, ResultKind } from "../../templates/types";
import { answerText, readBlank, readPart } from "./schema";
import { type Blank, formOf, isOpen, levelsIn, missingIn, partsOf } from "./types";

const blank = (kind: ResultKind, answers: Blank["answers"] = []): Blank => ({
  ...{ key: "x", number: null, label: "x", kind, answers, unit: null, isRequired: false },
  ...{ opensBy: [], when: null, findings: [], hint: null },
});

describe("What is typed into a form", () => {
  it.each<[ResultKind, string, unknown]>([
    ["count", " 12 ", 12],
    ["count", "１２", 12],
    ["money", "12,000 元", 12000],
    ["percentage", "87.5%", 87.5],
    ["date", "114/3/5", "2025-03-05"],
    ["time", "930", "09:30"],
    ["date_time", "115/11/10 14:05", "2026-11-10T14:05"],
    ["list", "甲\n\n 乙 ", ["甲", "乙"]],
    ["text", "  有紀錄 ", "有紀錄"],
    ["frequency", "每週 2 次", "每週 2 次"],
  ])("is read as %s: %j", (kind, raw, value) => {
    expect(readBlank(blank(kind), [raw])).toEqual({ value });
  });

  it.each<[ResultKind, string]>([
    ["count", "三"],
    ["count", "-1"],
    ["percentage", "101"],
    ["date", "114/2/30"],
    ["time", "25:00"],
    ["date_time", "115/11/10"],
    ["text", "字".repeat(4001)],
  ])("is refused as %s where it is none: %j", (kind, raw) => {
    expect(readBlank(blank(kind), [raw])).toHaveProperty("error");
  });

  it("is one of the printed boxes, and several of them in printed order", () => {
    const boxes = ["a", "b", "c"].map((value) => ({ value, label: value.toUpperCase() }));
    expect(readBlank(blank("choices", boxes), ["c", "a"])).toEqual({ value: ["a", "c"] });
    expect(readBlank(blank("choice", boxes), ["d"])).toHaveProperty("error");
    expect(answerText(blank("choices", boxes), ["a", "c"])).toBe("A、C");
  });

  it("keeps the former value of what cannot be read", () => {
    const part = {
      blanks: [
        { ...blank("count"), key: "n" },
        { ...blank("text"), key: "t" },
      ],
    };
    const read = readPart(part, { n: ["三"], t: ["新"] }, { n: 2, t: "舊" });
    expect([read.value, read.errors.map(({ key }) => key)]).toEqual([{ n: 2, t: "新" }, ["n"]]);
  });
});

describe("The form of a checklist", () => {
  const file = "prisma/reference-data/checklists/taichung-a-unit-check-112-01-16.json";
  const template: ChecklistTemplate = JSON.parse(readFileSync(file, "utf8"));
  const cases = ["0190a000-0000-7000-8000-000000000001", "0190a000-0000-7000-8000-000000000002"];
  const sections = formOf(template, { services: ["case_management"], caseIds: cases });
  const partOf = (key: string) => {
    const found = partsOf(sections).find(({ itemKey }) => itemKey === key);
    if (!found) throw new Error(`the form has no ${key}`);
    return found;
  };

  it("has head, sections, foot and result in their printed order, and a part for each sampled case", () => {
    expect(sections.map(({ key }) => key)).toEqual([
      ...["header", "service_information", "case_management", "dispatch_quality", "administration"],
      ...["closing", "result"],
    ]);
    const parts = partsOf(sections);
    expect(parts.filter(({ itemKey }) => itemKey === "plan_in_time").map(({ caseId }) => caseId)).toEqual(
      cases,
    );
    expect(new Set(parts.map(({ id }) => id)).size).toBe(parts.length);
  });

  it("asks an item of each sampled case once where no case was drawn", () => {
    const parts = partsOf(formOf(template, { services: [], caseIds: [] }));
    const asked = parts.filter(({ itemKey }) => itemKey === "plan_in_time");
    expect(asked.map(({ caseId }) => caseId)).toEqual([null]);
  });

  it("opens the day of correction with the outcome that needs one, and only then asks for it", () => {
    const result = partOf("@result");
    const due = result.blanks.filter(({ key }) => key === "correction_due_on");
    expect(due.map((each) => isOpen(each, { outcome: "met" }))).toEqual([false]);
    expect(due.map((each) => isOpen(each, { outcome: "not_met" }))).toEqual([true]);
    expect(missingIn(result, { outcome: "not_met" }).map(({ key }) => key)).toEqual(["correction_due_on"]);
    expect(missingIn(result, { outcome: "met" })).toEqual([]);
    expect(missingIn(result, {}).map(({ key }) => key)).toEqual(["outcome"]);
  });

  it("knows which answers are findings", () => {
    const part = partOf("leaflets");
    expect(levelsIn(part, { leaflets_result: "met" })).toEqual([]);
    expect(levelsIn(part, { leaflets_result: "not_met" })).toEqual(["finding"]);
  });
});
