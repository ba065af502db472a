import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { differences } from "../differences/types";
import { templateFaults, templateSchema } from "../schema";
import type { ChecklistTemplate } from "../types";
import type { QuestionInput } from "./results/types";
import { type Edit, edited, type ItemInput, itemOf } from "./types";

const FILES = new URL("../../../../../prisma/reference-data/checklists/", import.meta.url);
const stored = (id: string): ChecklistTemplate =>
  templateSchema.parse(JSON.parse(readFileSync(new URL(`${id}.json`, FILES), "utf8")));

// Sections that are counted from 1 each, and one that is counted through.
const STATION = stored("taichung-c-station-check-112-04-19");
const MEALS = stored("taichung-meal-check-113-11");

const WORDS = { kind: {}, level: {}, service: {}, evidence: {} };
const NEXT = { versionNo: 2, before: STATION };

const apply = (form: ChecklistTemplate, ...edits: Edit[]) =>
  edits.reduce((now, edit) => edited(now, edit, { ...NEXT, before: form }), form);
const keys = (form: ChecklistTemplate) => form.sections.map(({ items }) => items.map(({ key }) => key));
const [first, second] = STATION.sections;
const last = first?.items.at(-1)?.key ?? "";

describe("Moving", () => {
  it("an item past the end of its section brings it into the next one, its number left open where it is taken", () => {
    const moved = apply(STATION, { kind: "item_move", key: last, by: 1 });
    expect(keys(moved)[1]?.[0]).toBe(last);
    expect(keys(moved)[0]).toHaveLength((first?.items.length ?? 0) - 1);
    const wasTaken = second?.items.some(({ number }) => number === itemOf(STATION, last)?.item.number);
    expect(itemOf(moved, last)?.item.number).toBe(wasTaken ? null : itemOf(STATION, last)?.item.number);
    const back = apply(moved, { kind: "item_move", key: last, by: -1 });
    expect(keys(back)).toEqual(keys(STATION));
    const top = second?.items[0]?.key ?? "";
    const up = apply(STATION, { kind: "item_move", key: top, by: -1 });
    expect(keys(up)[0]?.at(-1)).toBe(top);
    expect(itemOf(up, top)?.item.number).toBeNull();
    expect(templateFaults(up)).toEqual([]);
  });

  it("the first item up changes nothing", () => {
    const top = first?.items[0]?.key ?? "";
    expect(apply(STATION, { kind: "item_move", key: top, by: -1 })).toEqual(STATION);
  });

  it("one item is told as one difference, not as all that it passed", () => {
    const key = MEALS.sections[0]?.items[0]?.key ?? "";
    const steps = Array.from({ length: 5 }, (): Edit => ({ kind: "item_move", key, by: 1 }));
    const { items } = differences(MEALS, apply(MEALS, ...steps), WORDS);
    expect(items.map(({ key: of, kind }) => `${of} ${kind}`)).toEqual([`${key} moved`]);
  });
});

describe("Retiring", () => {
  it("and taking back leaves the form as it was, the item in its place", () => {
    const key = MEALS.sections[0]?.items[6]?.key ?? "";
    const without = apply(MEALS, { kind: "item_retire", key });
    expect(itemOf(without, key)).toBeNull();
    const again = edited(without, { kind: "item_restore", key }, { versionNo: 2, before: MEALS });
    expect(again).toEqual(MEALS);
  });

  it("the last item of a section is refused, since no section is empty", () => {
    const lone = STATION.sections.find(({ items }) => items.length === 1)?.items[0]?.key ?? "";
    expect(() => apply(STATION, { kind: "item_retire", key: lone })).toThrow("只剩這一個項目");
  });

  it("a section and taking back one of its items brings the section back with that item alone", () => {
    const without = apply(STATION, { kind: "section_remove", key: first?.key ?? "" });
    const back = edited(without, { kind: "item_restore", key: last }, NEXT);
    expect(keys(back).at(-1)).toEqual([last]);
    expect(back.sections.at(-1)?.label).toBe(first?.label);
  });
});

describe("Numbers", () => {
  it("are counted through the form, or anew in each section", () => {
    const numbers = (form: ChecklistTemplate) =>
      form.sections.map(({ items }) => items.flatMap(({ number }) => number ?? []));
    const through = numbers(apply(STATION, { kind: "renumber", restarts: false })).flat();
    expect(through).toEqual(through.map((_, index) => String(index + 1)));
    for (const own of numbers(apply(STATION, { kind: "renumber", restarts: true })))
      expect(own).toEqual(own.map((_, index) => String(index + 1)));
  });
});

describe("Changing an item", () => {
  const key = MEALS.sections[0]?.items[0]?.key ?? "";
  const item = itemOf(MEALS, key)?.item;
  const asked = (change: Partial<QuestionInput>[]): ItemInput => ({
    ...{ number: item?.number ?? null, label: item?.label ?? "", isMarked: false, indicatorCodes: [] },
    ...{ isPerCase: false, appliesTo: null, evidence: [], restored: item?.restored ?? null },
    questions: change.map((each) => ({
      ...{ key: null, number: null, label: "細項", kind: "two_step", isRequired: true },
      ...{ answers: [], isRemoved: false, ...each },
    })),
  });
  const changed = (input: ItemInput) =>
    itemOf(apply(MEALS, { kind: "item_change", key, section: MEALS.sections[0]?.key ?? "", input }), key)
      ?.item;
  const own = item?.questions.map((each) => each.key) ?? [];

  it("to another kind of result gives it that kind's boxes and what they usually open", () => {
    const [question] = changed(asked([{ key: own[0] ?? "", kind: "three_step" }]))?.questions ?? [];
    expect(question?.answers.map(({ label }) => label)).toEqual(["完全符合", "部分符合", "不符合"]);
    expect(question?.findings).toEqual([{ answers: ["partly_met", "not_met"], level: "finding" }]);
  });

  it("adds a result under a key that none had before, and takes none away unless told", () => {
    const all = asked([...own.map((each) => ({ key: each })), { label: "新的細項" }]);
    const questions = changed(all)?.questions ?? [];
    expect(questions).toHaveLength(own.length + 1);
    expect(new Set(questions.map((each) => each.key)).size).toBe(own.length + 1);
  });

  it("without any result is refused", () => {
    expect(() => changed(asked([{ key: own[0] ?? "", isRemoved: true }]))).toThrow("至少須有一個查核結果");
  });
});
