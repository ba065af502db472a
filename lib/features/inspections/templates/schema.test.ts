import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { templateSchema } from "./schema";
import type { ChecklistTemplate, Field, Item, Question } from "./types";

const FILES = new URL("../../../../prisma/reference-data/checklists/", import.meta.url);

function stored(id: string): ChecklistTemplate {
  return JSON.parse(readFileSync(new URL(`${id}.json`, FILES), "utf8"));
}

/** Taoyuan's form with its first item, its first question and its head changed. */
function changed(change: {
  item?: Partial<Item>;
  question?: Partial<Question>;
  head?: Partial<Field>;
  template?: Partial<ChecklistTemplate>;
}): ChecklistTemplate {
  const form = stored("taoyuan-a-unit-check-114-02");
  const sections = form.sections.map((section) => ({
    ...section,
    items: section.items.map((item, place) =>
      place > 0
        ? item
        : {
            ...item,
            ...change.item,
            questions: item.questions.map((question) => ({ ...question, ...change.question })),
          },
    ),
  }));
  const header = form.header.map((field, place) => (place > 0 ? field : { ...field, ...change.head }));
  return { ...form, sections, header, ...change.template };
}

function faults(template: ChecklistTemplate): string[] {
  return templateSchema.safeParse(template).error?.issues.map(({ message }) => message) ?? [];
}

describe("A template", () => {
  it("is taken as the form is stored", () => {
    expect(faults(changed({}))).toEqual([]);
  });

  it("has no key and no number twice", () => {
    expect(faults(changed({ item: { key: "complaints", number: "8" } }))).toEqual([
      "代號「complaints」重複。",
      "「查核項目」的項次「8」重複。",
    ]);
  });

  it("makes no finding of an answer that cannot be given", () => {
    const findings: Question["findings"] = [{ answers: ["no"], level: "finding" }];
    expect(faults(changed({ question: { findings } }))).toEqual([
      "「outward_referrals_result」沒有「no」這個答案。",
    ]);
  });

  it("offers boxes where something is ticked, and only there", () => {
    const none = { answers: [], findings: [] };
    expect(faults(changed({ question: none }))).toEqual([
      "「outward_referrals_result」為勾選項目，須列出答案。",
    ]);
    expect(faults(changed({ question: { kind: "text" } }))).toEqual([
      "「outward_referrals_result」為填寫項目，不得有勾選答案。",
    ]);
  });

  it("divides only what is counted on the same form", () => {
    const rate = { kind: "percentage" as const, answers: [], findings: [] };
    expect(faults(changed({ question: rate }))).toEqual([
      "「outward_referrals_result」的百分比須指明分子與分母。",
    ]);
    const ratio = { numerator: "caseload", denominator: "nobody" };
    expect(faults(changed({ question: { ...rate, ratio } }))).toEqual([
      "「outward_referrals_result」的比率引用不存在的人數「nobody」。",
    ]);
  });

  it("opens a blank only by an answer of the question that it belongs to", () => {
    expect(faults(changed({ head: { when: ["met"] } }))).toEqual([
      "「unit_name」不屬於任何查核結果，不得設開啟條件。",
    ]);
  });

  it("says how it was restored if it was", () => {
    expect(faults(changed({ template: { isRestored: true } }))).toEqual(["重建的表單須說明如何重建。"]);
  });

  it("knows no day that does not exist", () => {
    const form = changed({});
    const version = { ...form.version, date: "2025-02-30" as typeof form.version.date };
    expect(faults({ ...form, version })).toEqual(["日期不存在。"]);
  });
});
