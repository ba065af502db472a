import type {
  ChecklistTemplate,
  Field,
  FindingLevel,
  Item,
  Question,
} from "@/lib/features/inspections/templates/types";
import type { AnswerValues } from "../types";

/** What a person fills in: a question, or a blank that belongs to one, to its item, its section or the whole form. */
export type Blank = Question | Field;

/** Every question of a form with the item that it belongs to, in order. */
export function questionsOf(template: ChecklistTemplate): { item: Item; question: Question }[] {
  return template.sections.flatMap(({ items }) =>
    items.flatMap((item) => item.questions.map((question) => ({ item, question }))),
  );
}

/** The blanks of the head that nobody can fill from the case file. */
export function openHeader(template: ChecklistTemplate): Field[] {
  return template.header.filter(({ filledBy }) => filledBy === null);
}

/** Whether an answer opens a blank that is asked only with some answers. */
export function isOpened(field: Field, answer: string | string[] | undefined): boolean {
  if (field.when === null) return true;
  return [answer ?? []].flat().some((value) => field.when?.includes(value));
}

/** An answer in the words of the form. */
export function answerText(
  blank: Pick<Blank, "answers" | "unit">,
  value: string | string[] | undefined,
): string {
  const texts = [value ?? []]
    .flat()
    .map((each) => blank.answers.find((option) => option.value === each)?.label ?? each);
  const text = texts.join("、");
  return text === "" || blank.unit === null || blank.answers.length > 0 ? text : `${text} ${blank.unit}`;
}

export interface Amiss {
  itemKey: string;
  level: FindingLevel;
  /** Number, text and answer of the item with what was written to it. */
  text: string;
}

/** What the form's own rules make of the answers, in the order of the items. */
export function amissIn(template: ChecklistTemplate, values: AnswerValues): Amiss[] {
  return questionsOf(template).flatMap(({ item, question }) => {
    const given = [values[question.key] ?? []].flat();
    const rule = question.findings.find(({ answers }) => given.some((value) => answers.includes(value)));
    if (!rule) return [];
    const written = [...question.fields, ...item.fields]
      .filter((field) => isOpened(field, values[question.key]))
      .map((field) => ({ field, text: answerText(field, values[field.key]) }))
      .filter(({ text }) => text !== "")
      .map(({ field, text }) => `${field.label}：${text}`);
    const head = `${item.number ? `${item.number}. ` : ""}${question.label ?? item.label}`.replace(
      /[:：]$/u,
      "",
    );
    const asked = /[?？]$/u.test(head) ? `${head} ` : `${head}：`;
    const answer = `${asked}${answerText(question, values[question.key])}`;
    return [{ itemKey: item.key, level: rule.level, text: [answer, ...written].join("；") }];
  });
}
