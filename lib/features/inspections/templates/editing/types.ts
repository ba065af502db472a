import type { PlainDate } from "@/lib/rules/plain-date";
import type { Service } from "@/prisma/generated/enums";
import type { ChecklistTemplate, Citation, EvidenceKey, Field, Item, Section } from "../types";
import { EditFault, newQuestions, type QuestionInput } from "./results/types";

// The deeds of a draft as pure functions: a form in, the changed form out. What does not fit is thrown as an `EditFault`.

export interface ItemInput {
  number: string | null;
  label: string;
  isMarked: boolean;
  indicatorCodes: string[];
  isPerCase: boolean;
  appliesTo: Service[] | null;
  evidence: EvidenceKey[];
  restored: string | null;
  questions: QuestionInput[];
}

export interface SectionInput {
  number: string | null;
  label: string;
  heading: string | null;
}

export interface DetailsInput {
  title: string;
  /** The day that is printed as the revision's. */
  revisedOn: PlainDate;
  statement: string | null;
  notes: string[];
  restoration: string | null;
}

export type Step = -1 | 1;

/** All deeds of a draft. */
export type Edit =
  | { kind: "details"; input: DetailsInput }
  | { kind: "section_add"; input: SectionInput; item: ItemInput }
  | { kind: "section_change"; key: string; input: SectionInput }
  | { kind: "section_move"; key: string; by: Step }
  | { kind: "section_remove"; key: string }
  | { kind: "item_add"; section: string; input: ItemInput }
  | { kind: "item_change"; key: string; section: string; input: ItemInput }
  | { kind: "item_move"; key: string; by: Step }
  | { kind: "item_retire"; key: string }
  | { kind: "item_restore"; key: string }
  | { kind: "renumber"; restarts: boolean };
export type EditKind = Edit["kind"];

/** What an edit needs besides the form: the number of the version, and the version before, from which an item is brought back. */
export interface EditContext {
  versionNo: number;
  before: ChecklistTemplate | null;
}

/** The form after an edit. */
export function edited(form: ChecklistTemplate, edit: Edit, context: EditContext): ChecklistTemplate {
  const { sections } = form;
  switch (edit.kind) {
    case "details":
      return withDetails(form, edit.input, context);
    case "section_add":
      return { ...form, sections: [...sections, newSection(form, edit.input, edit.item, context)] };
    case "section_change":
      return { ...form, sections: changeSection(sections, edit.key, (each) => ({ ...each, ...edit.input })) };
    case "section_move":
      return { ...form, sections: shifted(sections, placeOf(sections, edit.key, "面向"), edit.by) };
    case "section_remove":
      return { ...form, sections: withoutSection(sections, edit.key) };
    case "item_add":
      return {
        ...form,
        sections: withItem(sections, edit.section, newItem(form, edit.input, context, edit.section)),
      };
    case "item_change":
      return { ...form, sections: changeItem(form, edit, context) };
    case "item_move":
      return { ...form, sections: moveItem(sections, edit.key, edit.by) };
    case "item_retire":
      return { ...form, sections: withoutItem(sections, edit.key) };
    case "item_restore":
      return { ...form, sections: restoreItem(sections, edit.key, context.before) };
    case "renumber":
      return { ...form, sections: renumbered(sections, edit.restarts) };
  }
}

const ROC_OFFSET = 1911;

function withDetails(
  form: ChecklistTemplate,
  input: DetailsInput,
  { versionNo }: EditContext,
): ChecklistTemplate {
  const { title, statement, notes, restoration, revisedOn } = input;
  const dated = { ...form, title, statement, notes, restoration, isRestored: restoration !== null };
  return { ...dated, ...revision(form, revisedOn, versionNo) };
}

/** Number and printed date of a city's own version; those before it stand in `earlier`. */
export function revision(
  { jurisdiction, form, version }: ChecklistTemplate,
  date: PlainDate,
  versionNo: number,
): Pick<ChecklistTemplate, "id" | "version"> {
  const [year = "", month = "", day = ""] = date.split("-");
  const rocYear = Number(year) - ROC_OFFSET;
  const id = `${String(rocYear).padStart(3, "0")}-${month}-${day}-v${versionNo}`;
  const roc = `${rocYear}年${Number(month)}月${Number(day)}日修訂`;
  return {
    id: `${jurisdiction}-${form.replaceAll("_", "-")}-${id}`,
    version: { id, roc, date, precision: "day", datedBy: "form", earlier: version.earlier },
  };
}

/** Items with a number are counted from 1, by section or through the whole form. */
function renumbered(sections: Section[], restarts: boolean): Section[] {
  let count = 0;
  return sections.map((section) => {
    if (restarts) count = 0;
    const items = section.items.map((item) => {
      if (item.number === null) return item;
      count += 1;
      return { ...item, number: String(count) };
    });
    return { ...section, items };
  });
}

/** The item of a form with a key. */
export function itemOf(form: ChecklistTemplate, key: string): { item: Item; section: Section } | null {
  for (const section of form.sections) {
    const item = section.items.find((each) => each.key === key);
    if (item) return { item, section };
  }
  return null;
}

function placeOf(list: readonly { key: string }[], key: string, what: string): number {
  const place = list.findIndex((each) => each.key === key);
  if (place < 0) throw new EditFault(`找不到這個${what}，可能已被移除；請重新開啟草稿。`);
  return place;
}

function shifted<T>(list: readonly T[], from: number, by: Step): T[] {
  const to = from + by;
  if (to < 0 || to >= list.length) return [...list];
  const moved = [...list];
  moved.splice(to, 0, ...moved.splice(from, 1));
  return moved;
}

function changeSection(sections: Section[], key: string, change: (section: Section) => Section): Section[] {
  placeOf(sections, key, "面向");
  return sections.map((each) => (each.key === key ? change(each) : each));
}

function withoutSection(sections: Section[], key: string): Section[] {
  placeOf(sections, key, "面向");
  if (sections.length === 1) throw new EditFault("查核表至少須有一個面向。");
  return sections.filter((each) => each.key !== key);
}

function withItem(sections: Section[], key: string, item: Item): Section[] {
  return changeSection(sections, key, (each) => ({ ...each, items: [...each.items, item] }));
}

function withoutItem(sections: Section[], key: string): Section[] {
  const section = sectionOf(sections, key);
  if (section.items.length === 1)
    throw new EditFault(`「${section.label}」只剩這一個項目；如整個面向不再查核，請移除面向。`);
  const items = section.items.filter((each) => each.key !== key);
  return changeSection(sections, section.key, (each) => ({ ...each, items }));
}

function sectionOf(sections: Section[], itemKey: string): Section {
  const section = sections.find(({ items }) => items.some(({ key }) => key === itemKey));
  if (!section) throw new EditFault("找不到這個項目，可能已被停用；請重新開啟草稿。");
  return section;
}

/** One place up or down; past the end of its section into the next one. */
function moveItem(sections: Section[], key: string, by: Step): Section[] {
  const section = sectionOf(sections, key);
  const place = placeOf(section.items, key, "項目");
  const to = place + by;
  if (to >= 0 && to < section.items.length) {
    return changeSection(sections, section.key, (each) => ({
      ...each,
      items: shifted(each.items, place, by),
    }));
  }
  const next = sections[placeOf(sections, section.key, "面向") + by];
  const item = section.items[place];
  if (!next || !item) return sections;
  const left = withoutItem(sections, key);
  // A number that is taken there is left open rather than printed twice.
  const isTaken = next.items.some(({ number }) => number !== null && number === item.number);
  const arrived = isTaken ? { ...item, number: null } : item;
  return changeSection(left, next.key, (each) => ({
    ...each,
    items: by < 0 ? [...each.items, arrived] : [arrived, ...each.items],
  }));
}

function restoreItem(sections: Section[], key: string, before: ChecklistTemplate | null): Section[] {
  const found = before && itemOf(before, key);
  if (!found) throw new EditFault("前一版沒有這個項目，無法恢復。");
  if (sections.some(({ items }) => items.some((each) => each.key === key))) return sections;
  const home = sections.find((each) => each.key === found.section.key);
  if (!home) return [...sections, { ...found.section, items: [found.item] }];
  // Where it stood: behind the last item before it that is still there.
  const ahead = found.section.items
    .slice(0, placeOf(found.section.items, key, "項目"))
    .map((each) => each.key);
  const place = Math.max(-1, ...home.items.map((each, index) => (ahead.includes(each.key) ? index : -1))) + 1;
  return changeSection(sections, home.key, (each) => ({
    ...each,
    items: [...each.items.slice(0, place), found.item, ...each.items.slice(place)],
  }));
}

/** Every key of a form and of the version before: what is added takes none of them. */
function usedKeys(form: ChecklistTemplate, before: ChecklistTemplate | null): Set<string> {
  const keysOf = ({ sections, header, closing, signatures }: ChecklistTemplate) => [
    ...sections.map(({ key }) => key),
    ...sections.flatMap(({ items, fields }) => [...items, ...fields]).map(({ key }) => key),
    ...sections
      .flatMap(({ items }) => items)
      .flatMap((item) => [
        ...item.questions,
        ...item.fields,
        ...item.questions.flatMap(({ fields }) => fields),
      ])
      .map(({ key }) => key),
    ...[...header, ...closing, ...signatures].map(({ key }) => key),
  ];
  return new Set([...keysOf(form), ...(before ? keysOf(before) : [])]);
}

function freshKey(used: Set<string>, what: "section" | "item", versionNo: number): string {
  let count = 1;
  while (used.has(`v${versionNo}_${what}_${count}`) || used.has(`v${versionNo}_${what}_${count}_1`))
    count += 1;
  const key = `v${versionNo}_${what}_${count}`;
  used.add(key);
  return key;
}

function newSection(
  form: ChecklistTemplate,
  input: SectionInput,
  item: ItemInput,
  context: EditContext,
): Section {
  const key = freshKey(usedKeys(form, context.before), "section", context.versionNo);
  return { key, ...input, items: [newItem(form, item, context)], fields: [], restored: null };
}

function newItem(form: ChecklistTemplate, input: ItemInput, context: EditContext, section = ""): Item {
  const key = freshKey(usedKeys(form, context.before), "item", context.versionNo);
  const citation: Citation = { ...form.source, place: `本局第 ${context.versionNo} 版新增` };
  const fields = commonBlanks(form.sections.find((each) => each.key === section)?.items ?? []);
  return {
    ...{ key, ...factsOf(input), questions: newQuestions(key, input.questions, []), citation },
    fields: fields.map((each, place) => ({ ...each, key: `${key}_blank_${place + 1}` })),
  };
}

/** The blanks that every item of a section has, such as 查核情形: a new one has them too. */
function commonBlanks(items: readonly Item[]): Field[] {
  const [first, ...others] = items;
  return (first?.fields ?? []).filter(({ label, kind }) =>
    others.every(({ fields }) => fields.some((each) => each.label === label && each.kind === kind)),
  );
}

function factsOf(input: ItemInput) {
  const { number, label, isMarked, indicatorCodes, isPerCase, appliesTo, evidence, restored } = input;
  const mark = isMarked ? ("*" as const) : null;
  return { number, label, mark, indicatorCodes, isPerCase, appliesTo, evidence, restored };
}

function changeItem(
  form: ChecklistTemplate,
  edit: Extract<Edit, { kind: "item_change" }>,
  { before }: EditContext,
): Section[] {
  const home = sectionOf(form.sections, edit.key);
  const item = home.items[placeOf(home.items, edit.key, "項目")] as Item;
  const standing = item.questions;
  const past = before ? (itemOf(before, edit.key)?.item.questions ?? []) : [];
  const gone = past.filter(({ key }) => !standing.some((each) => each.key === key));
  const questions = newQuestions(item.key, edit.input.questions, [...standing, ...gone]);
  const changed: Item = { ...item, ...factsOf(edit.input), questions };
  if (edit.section === home.key) {
    return changeSection(form.sections, home.key, (each) => ({
      ...each,
      items: each.items.map((one) => (one.key === edit.key ? changed : one)),
    }));
  }
  return withItem(withoutItem(form.sections, edit.key), edit.section, changed);
}
