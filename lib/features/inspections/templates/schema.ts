import { z } from "zod";
import { isPlainDate, type PlainDate } from "@/lib/rules/plain-date";
import { SAMPLE_KINDS } from "@/lib/rules/sampling";
import { Service } from "@/prisma/generated/enums";
import {
  CHOICE_KINDS,
  type ChecklistTemplate,
  EVIDENCE_KEYS,
  FILLED_BY,
  FINDING_LEVELS,
  FORM_KEYS,
  JURISDICTION_KEYS,
  type ResultKind,
  TEMPLATE_SUBJECTS,
  WRITTEN_KINDS,
} from "./types";

const key = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/u, "代號以小寫英文字母開頭，限小寫英數及底線。");
const text = z.string().trim().min(1, "不得空白。").max(2000, "最多 2000 字。");
const nullableText = text.nullable();
const plainDate = z.custom<PlainDate>(isPlainDate, "日期不存在。");
const kind = z.enum([...CHOICE_KINDS, ...WRITTEN_KINDS]);

const citationSchema = z.strictObject({ document: text, annex: text, place: text });
const answerSchema = z.strictObject({ value: key, label: text });

const fieldSchema = z.strictObject({
  key,
  label: text,
  kind,
  answers: z.array(answerSchema),
  unit: nullableText,
  filledBy: z.enum(FILLED_BY).nullable(),
  when: z.array(key).min(1).nullable(),
  isRequired: z.boolean(),
});

const questionSchema = z.strictObject({
  key,
  number: nullableText,
  label: nullableText,
  kind,
  answers: z.array(answerSchema),
  unit: nullableText,
  ratio: z.strictObject({ numerator: key, denominator: key }).nullable(),
  findings: z.array(z.strictObject({ answers: z.array(key).min(1), level: z.enum(FINDING_LEVELS) })),
  fields: z.array(fieldSchema),
  isRequired: z.boolean(),
});

const itemSchema = z.strictObject({
  key,
  number: nullableText,
  label: text,
  mark: z.literal("*").nullable(),
  indicatorCodes: z.array(z.string().regex(/^\d+(-\d+)*$/u)),
  isPerCase: z.boolean(),
  appliesTo: z.array(z.enum(Service)).min(1).nullable(),
  questions: z.array(questionSchema).min(1, "每一項目至少一個查核結果。"),
  fields: z.array(fieldSchema),
  evidence: z.array(z.enum(EVIDENCE_KEYS)),
  citation: citationSchema,
  restored: nullableText,
});

const sectionSchema = z.strictObject({
  key,
  number: nullableText,
  label: text,
  heading: nullableText,
  items: z.array(itemSchema).min(1, "每一面向至少一個項目。"),
  fields: z.array(fieldSchema),
  restored: nullableText,
});

const revisionShape = { roc: text, date: plainDate, precision: z.enum(["day", "month"]) };

const versionSchema = z.strictObject({
  ...revisionShape,
  id: z.string().regex(/^\d{3}(-\d{2}){1,2}(-[a-z0-9]+)?$/u),
  datedBy: z.enum(["form", "document"]),
  earlier: z.array(z.strictObject(revisionShape)),
});

const outcomeSchema = z.strictObject({
  value: key,
  label: text,
  level: z.enum(["passed", "correction", "failed", "not_done"]),
  needsDueDate: z.boolean(),
});

const correctionSchema = z.strictObject({
  maxDays: z.int().positive().nullable(),
  days: z.enum(["calendar", "working"]),
  ifMissed: z
    .strictObject({
      points: z.int().nonnegative(),
      grantMonthsWithheld: z.number().nonnegative(),
      endsContractAtPoints: z.int().positive().nullable(),
    })
    .nullable(),
  text,
  citation: citationSchema,
});

const samplingSchema = z.strictObject({
  rule: z.enum(SAMPLE_KINDS).nullable(),
  steps: z.array(z.strictObject({ upTo: z.int().positive().nullable(), cases: z.int().positive() })),
  perAuditor: z.array(
    z.strictObject({
      role: z.enum(["care_supervisor", "care_specialist"]),
      cases: z.int().positive(),
      of: z.enum(["new", "reassessed", "suspected"]),
    }),
  ),
  text,
  citation: citationSchema,
});

const signatureSchema = z.strictObject({
  key,
  role: z.enum(["unit", "inspector", "client", "staff"]),
  label: text,
  isRequired: z.boolean(),
  refusal: nullableText,
});

const shape = z.strictObject({
  format: z.literal(1),
  id: z.string().regex(/^[a-z]+(-[a-z0-9]+)+$/u),
  jurisdiction: z.enum(JURISDICTION_KEYS),
  form: z.enum(FORM_KEYS),
  version: versionSchema,
  title: text,
  origin: z.enum(["official", "own"]),
  isRestored: z.boolean(),
  restoration: nullableText,
  subject: z.enum(TEMPLATE_SUBJECTS),
  source: citationSchema,
  header: z.array(fieldSchema),
  sections: z.array(sectionSchema).min(1, "至少一個面向。"),
  closing: z.array(fieldSchema),
  outcomes: z.array(outcomeSchema),
  correction: correctionSchema.nullable(),
  sampling: samplingSchema.nullable(),
  callAttempts: z.int().positive().nullable(),
  signatures: z.array(signatureSchema),
  statement: nullableText,
  notes: z.array(text),
});

interface Answerable {
  key: string;
  kind: ResultKind;
  answers: { value: string }[];
}

const isChoice = (kind: ResultKind): boolean => CHOICE_KINDS.some((choice) => choice === kind);

function twice(values: string[]): string[] {
  return [...new Set(values.filter((value, place) => values.indexOf(value) !== place))];
}

/** A blank that opens with an answer which its question does not have, or a finding of such an answer. */
function strangeAnswers(owner: Answerable, named: string[]): string[] {
  const known = new Set(owner.answers.map(({ value }) => value));
  return named
    .filter((value) => !known.has(value))
    .map((value) => `「${owner.key}」沒有「${value}」這個答案。`);
}

function boxFaults(owner: Answerable): string[] {
  const double = twice(owner.answers.map(({ value }) => value)).map(
    (value) => `「${owner.key}」的答案「${value}」重複。`,
  );
  if (isChoice(owner.kind) && owner.answers.length < 1)
    return [`「${owner.key}」為勾選項目，須列出答案。`, ...double];
  if (!isChoice(owner.kind) && owner.answers.length > 0)
    return [`「${owner.key}」為填寫項目，不得有勾選答案。`];
  return double;
}

type Shape = z.infer<typeof shape>;
type QuestionShape = z.infer<typeof questionSchema>;

function questionFaults(question: QuestionShape, counts: Set<string>): string[] {
  const { key: name, kind: of, ratio, findings, fields } = question;
  const named = [...findings.flatMap(({ answers }) => answers), ...fields.flatMap(({ when }) => when ?? [])];
  const counted = ratio ? [ratio.numerator, ratio.denominator] : [];
  return [
    ...strangeAnswers(question, [...new Set(named)]),
    ...counted
      .filter((count) => !counts.has(count))
      .map((count) => `「${name}」的比率引用不存在的人數「${count}」。`),
    ...((ratio !== null) === (of === "percentage") ? [] : [`「${name}」的百分比須指明分子與分母。`]),
  ];
}

/** Fields outside a question have no answer that could open them. */
function looseFields(template: Shape): Shape["header"] {
  const items = template.sections.flatMap((section) => [
    ...section.fields,
    ...section.items.flatMap((item) => item.fields),
  ]);
  return [...template.header, ...items, ...template.closing];
}

/** What contradicts itself in a template, as sentences; empty when it may be used. */
export function templateFaults(template: Shape): string[] {
  const items = template.sections.flatMap((section) => section.items);
  const questions = items.flatMap((item) => item.questions);
  const loose = looseFields(template);
  const fields = [...loose, ...questions.flatMap((question) => question.fields)];
  const counts = new Set(
    [...questions, ...fields].filter(({ kind: of }) => of === "count").map(({ key: name }) => name),
  );
  const keys = [...items, ...questions, ...fields, ...template.signatures].map(({ key: name }) => name);
  return [
    ...twice(keys).map((name) => `代號「${name}」重複。`),
    ...twice(template.sections.map(({ key: name }) => name)).map((name) => `面向代號「${name}」重複。`),
    ...template.sections.flatMap((section) =>
      twice(section.items.flatMap(({ number }) => number ?? [])).map(
        (number) => `「${section.label}」的項次「${number}」重複。`,
      ),
    ),
    ...twice(template.outcomes.map(({ value }) => value)).map((value) => `查核結果「${value}」重複。`),
    ...[...questions, ...fields].flatMap(boxFaults),
    ...questions.flatMap((question) => questionFaults(question, counts)),
    ...loose
      .filter(({ when }) => when !== null)
      .map(({ key: name }) => `「${name}」不屬於任何查核結果，不得設開啟條件。`),
    ...(template.isRestored === (template.restoration !== null) ? [] : ["重建的表單須說明如何重建。"]),
  ];
}

/** A template as it is stored: complete, without contradiction. */
export const templateSchema: z.ZodType<ChecklistTemplate> = shape.superRefine((template, context) => {
  for (const message of templateFaults(template)) context.addIssue({ code: "custom", message });
});
