import type { ChecklistTemplate, Field, ResultKind } from "@/lib/features/inspections/templates/types";
import { parseDateInput } from "@/lib/platform/roc-date";
import type { AnswerValues } from "../types";
import { type Blank, isOpened, openHeader } from "./types";

const TEXT_MAX = 2000;
const WHOLE: readonly ResultKind[] = ["count", "money"];

interface Read {
  values: AnswerValues;
  errors: Record<string, string>;
}

/** Reads a filled form by its template: what is not asked is left out, what is asked and missing or wrong is named at its blank. */
export function readAnswers(template: ChecklistTemplate, form: Readonly<Record<string, unknown>>): Read {
  const read: Read = { values: {}, errors: {} };
  for (const field of openHeader(template)) take(read, field, form);
  for (const section of template.sections) {
    for (const item of section.items) {
      const answers: string[] = [];
      for (const question of item.questions) {
        take(read, question, form);
        const answer = read.values[question.key];
        answers.push(...[answer ?? []].flat());
        takeOpened(read, question.fields, answer, form);
      }
      takeOpened(read, item.fields, answers, form);
    }
    takeOpened(read, section.fields, undefined, form);
  }
  takeOpened(read, template.closing, undefined, form);
  return read;
}

function takeOpened(
  read: Read,
  fields: readonly Field[],
  answer: string | string[] | undefined,
  form: Readonly<Record<string, unknown>>,
): void {
  for (const field of fields) if (isOpened(field, answer)) take(read, field, form);
}

function take(read: Read, blank: Blank, form: Readonly<Record<string, unknown>>): void {
  const sent = [form[blank.key] ?? []]
    .flat()
    .filter((each): each is string => typeof each === "string")
    .map((each) => each.trim())
    .filter((each) => each !== "");
  if (sent.length === 0) {
    if (blank.isRequired) read.errors[blank.key] = blank.answers.length > 0 ? "請選擇。" : "請填寫。";
    return;
  }
  const error = problemWith(blank, sent);
  if (error) read.errors[blank.key] = error;
  else read.values[blank.key] = blank.kind === "choices" ? sent : (sent[0] ?? "");
}

function problemWith(blank: Blank, sent: readonly string[]): string | null {
  if (blank.answers.length > 0) {
    const known = sent.every((each) => blank.answers.some(({ value }) => value === each));
    return known && (blank.kind === "choices" || sent.length === 1) ? null : "請選擇表單上的選項。";
  }
  const text = sent[0] ?? "";
  if (sent.length > 1) return "只能填一項。";
  if (text.length > TEXT_MAX) return `最多 ${TEXT_MAX} 字。`;
  if (WHOLE.includes(blank.kind) && !/^\d{1,9}$/.test(text)) return "請填整數，例如 3。";
  if (blank.kind === "percentage" && !(Number(text) >= 0 && Number(text) <= 100)) return "請填 0 至 100。";
  if (blank.kind === "date" && !parseDateInput(text)) return "請填日期，例如 114/03/05。";
  return null;
}
