import type { Service } from "@/prisma/generated/enums";
import type {
  ChecklistTemplate,
  Field,
  FindingLevel,
  Item,
  Question,
  ResultKind,
} from "../../templates/types";

// A form as it is filled in: sections of parts, a part being what one version number guards. Pure, for the server and the browser.

/** By kind: the value of a box, several of them, a number, a date, lines. */
export type BlankValue = string | number | string[];
/** What was answered in a part, by the keys of its blanks; what is not answered is not there. */
export type PartValue = Readonly<Record<string, BlankValue>>;
/** The same as it was typed: each blank the texts of its inputs. */
export type RawPart = Readonly<Record<string, readonly string[]>>;

/** The parts that are no items. They are kept beside the items' answers under keys that no item can have. */
export const HEADER = "@header";
export const CLOSING = "@closing";
export const RESULT = "@result";
const SECTION_PREFIX = "@section.";
export const OUTCOME_KEY = "outcome";
export const DUE_KEY = "correction_due_on";

/** One question or blank. Open always (`when` null), or with one of the answers `when` of a question in `opensBy`. */
export interface Blank {
  key: string;
  number: string | null;
  /** Null where the item's own label is the question. */
  label: string | null;
  kind: ResultKind;
  answers: readonly { value: string; label: string }[];
  unit: string | null;
  isRequired: boolean;
  opensBy: readonly string[];
  when: readonly string[] | null;
  findings: Question["findings"];
  hint: string | null;
}

export interface FormPart {
  /** `partId` of item and case. */
  id: string;
  itemKey: string;
  caseId: string | null;
  blanks: Blank[];
}

/** An item with a part for each sampled case, or one. Blanks of a section, of the head and the foot have no item. */
export interface FormEntry {
  key: string;
  item: Item | null;
  label: string | null;
  parts: FormPart[];
}

export interface FormSection {
  key: string;
  number: string | null;
  label: string;
  heading: string | null;
  entries: FormEntry[];
}

/** What decides which items stand on a form. */
export interface FormScope {
  services: readonly Service[];
  caseIds: readonly string[];
}

/** The name of a part in the page, the browser's store and the address of a form field. */
export function partId(itemKey: string, caseId: string | null): string {
  return caseId ? `${itemKey}|${caseId}` : itemKey;
}

/** The whole form in its printed order: head, sections, foot, result. */
export function formOf(template: ChecklistTemplate, scope: FormScope): FormSection[] {
  const plain = (key: string, label: string, partKey: string, blanks: Blank[]): FormSection[] =>
    blanks.length === 0
      ? []
      : [{ key, number: null, label, heading: null, entries: [blanksEntry(partKey, blanks)] }];
  return [
    ...plain("header", "基本資料", HEADER, fieldBlanks(template.header)),
    ...template.sections.map((section) => ({
      key: section.key,
      number: section.number,
      label: section.label,
      heading: section.heading,
      entries: [
        ...section.items
          .filter((item) => applies(item, scope.services))
          .map((item) => itemEntry(item, scope)),
        ...(section.fields.length > 0
          ? [blanksEntry(`${SECTION_PREFIX}${section.key}`, fieldBlanks(section.fields))]
          : []),
      ],
    })),
    ...plain("closing", "其他", CLOSING, fieldBlanks(template.closing)),
    ...plain("result", "查核結果", RESULT, resultBlanks(template)),
  ];
}

function applies(item: Item, services: readonly Service[]): boolean {
  return item.appliesTo === null || item.appliesTo.some((service) => services.includes(service));
}

function blanksEntry(key: string, blanks: Blank[]): FormEntry {
  return { key, item: null, label: null, parts: [{ id: key, itemKey: key, caseId: null, blanks }] };
}

function itemEntry(item: Item, { caseIds }: FormScope): FormEntry {
  const blanks = itemBlanks(item);
  const cases: (string | null)[] = item.isPerCase && caseIds.length > 0 ? [...caseIds] : [null];
  const parts = cases.map((caseId) => ({
    ...{ id: partId(item.key, caseId), itemKey: item.key, caseId, blanks },
  }));
  return { key: item.key, item, label: item.label, parts };
}

/** The questions of an item, each with its blanks, then those of the whole item. */
export function itemBlanks(item: Item): Blank[] {
  const all = item.questions.map(({ key }) => key);
  return [
    ...item.questions.flatMap((question) => [
      {
        ...{ key: question.key, number: question.number, label: question.label, kind: question.kind },
        ...{ answers: question.answers, unit: question.unit, isRequired: question.isRequired },
        ...{ opensBy: [], when: null, findings: question.findings },
        hint: question.ratio ? "由上列人數計算；可更正。" : null,
      },
      ...question.fields.map((field) => fieldBlank(field, [question.key])),
    ]),
    ...item.fields.map((field) => fieldBlank(field, all)),
  ];
}

function fieldBlanks(fields: readonly Field[]): Blank[] {
  return fields.map((field) =>
    fieldBlank(
      field,
      fields.map(({ key }) => key).filter((key) => key !== field.key),
    ),
  );
}

function fieldBlank(field: Field, opensBy: readonly string[]): Blank {
  const { key, label, kind, answers, unit, isRequired, when } = field;
  return {
    key,
    number: null,
    label,
    kind,
    answers,
    unit,
    isRequired,
    opensBy,
    when,
    findings: [],
    hint: null,
  };
}

function resultBlanks({ outcomes, correction }: ChecklistTemplate): Blank[] {
  const base = { number: null, unit: null, findings: [], hint: null };
  const outcome: Blank = {
    ...base,
    ...{ key: OUTCOME_KEY, label: "本次查核結果", kind: "choice", isRequired: true, opensBy: [], when: null },
    answers: outcomes.map(({ value, label }) => ({ value, label })),
  };
  const dated = outcomes.filter(({ needsDueDate }) => needsDueDate).map(({ value }) => value);
  const due: Blank = {
    ...base,
    ...{ key: DUE_KEY, label: "限期改善期限", kind: "date", answers: [], opensBy: [OUTCOME_KEY] },
    ...{ isRequired: dated.length > 0, when: dated.length > 0 ? dated : null },
    hint: correction?.maxDays
      ? `自查核日起不逾 ${correction.maxDays} ${correction.days === "calendar" ? "日" : "個工作日"}。`
      : dated.length > 0
        ? null
        : "有缺失項目時請填；留白者依表定期限計算。",
  };
  return [...(outcomes.length > 0 ? [outcome] : []), ...(correction || dated.length > 0 ? [due] : [])];
}

/** Every part of a form. */
export function partsOf(sections: readonly FormSection[]): FormPart[] {
  return sections.flatMap(({ entries }) => entries.flatMap(({ parts }) => parts));
}

/** Whether a blank is to be filled in, as the part stands. */
export function isOpen(blank: Blank, value: PartValue): boolean {
  const { when } = blank;
  return (
    when === null ||
    blank.opensBy.some((key) => [value[key]].flat().some((each) => when.includes(String(each))))
  );
}

/** The open blanks of a part that must be answered and are not. Photographs are asked for, never forced. */
export function missingIn(part: Pick<FormPart, "blanks">, value: PartValue): Blank[] {
  return part.blanks.filter(
    (blank) =>
      blank.isRequired && blank.kind !== "photos" && isOpen(blank, value) && value[blank.key] === undefined,
  );
}

/** What the answers of a part open: nothing, a matter to follow up, an incident or a finding. */
export function levelsIn(part: Pick<FormPart, "blanks">, value: PartValue): FindingLevel[] {
  return part.blanks.flatMap(({ key, findings }) => {
    const given = [value[key]].flat().map(String);
    return findings
      .filter(({ answers }) => answers.some((each) => given.includes(each)))
      .map(({ level }) => level);
  });
}
