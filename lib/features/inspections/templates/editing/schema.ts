import { z } from "zod";
import { dateInput, idInput, versionInput } from "@/lib/features/registry/closures/schema";
import { Service } from "@/prisma/generated/enums";
import { CHOICE_KINDS, EVIDENCE_KEYS, FINDING_LEVELS, WRITTEN_KINDS } from "../types";
import type { DetailsInput, Edit, ItemInput, SectionInput } from "./types";

const LABEL_MAX = 2000;
const text = (what: string) =>
  z
    .string({ error: `請填寫${what}。` })
    .trim()
    .min(1, `請填寫${what}。`)
    .max(LABEL_MAX, "最多 2000 字。");
const optional = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `最多 ${most} 字。`)
    .transform((value) => value || null)
    .nullable()
    .optional()
    .transform((value) => value ?? null);
const ticked = z.preprocess((value) => value === "on", z.boolean());
const many = <T extends z.ZodType>(each: T) =>
  z.preprocess((value) => (value === undefined || value === "" ? [] : [value].flat()), z.array(each));
const key = z.string({ error: "請選擇。" }).regex(/^[a-z][a-z0-9_]{0,59}$/u, "請選擇。");
const kind = z.enum([...CHOICE_KINDS, ...WRITTEN_KINDS], { error: "請選擇查核結果種類。" });

const own = { id: idInput, version: versionInput };

const sectionShape = { number: optional(20), label: text("面向名稱"), heading: optional(200) };

const itemShape = {
  number: optional(20),
  label: text("項目內容"),
  isMarked: ticked,
  indicatorCodes: z
    .string()
    .optional()
    .transform((value) => (value ?? "").split(/[\s,、，]+/u).filter(Boolean))
    .pipe(z.array(z.string().regex(/^\d+(-\d+)*$/u, "指標代碼以數字及「-」組成，例如 1-1-3。"))),
  isPerCase: ticked,
  appliesTo: many(z.enum(Service)).transform((services) => (services.length === 0 ? null : services)),
  evidence: many(z.enum(EVIDENCE_KEYS)),
  restored: optional(LABEL_MAX),
};

const questionShape = z.object({
  key: key.nullable(),
  number: optional(20),
  label: optional(LABEL_MAX),
  kind,
  isRequired: z.boolean(),
  answers: z.array(
    z.object({
      value: key,
      label: text("選項文字"),
      level: z.enum(FINDING_LEVELS).nullable().catch(null),
    }),
  ),
  isRemoved: z.boolean(),
});

/** `q:<key>:label`, `q:<key>:answer:<value>`, `q:<key>:level:<value>` … as the form names its questions; `q:new:…` adds one. */
function questionsOf(form: Record<string, unknown>): unknown[] {
  const standing = [form.question ?? []].flat().map(String);
  const addsOne = Boolean(form["q:new:kind"]);
  return [...standing, ...(addsOne ? ["new"] : [])].map((name) => {
    const field = (part: string) => form[`q:${name}:${part}`];
    const values = [field("answers") ?? []].flat().map(String);
    return {
      key: name === "new" ? null : name,
      ...{ number: field("number"), label: field("label"), kind: field("kind") },
      ...{ isRequired: field("required") === "on", isRemoved: field("removed") === "on" },
      answers: values.map((value) => ({
        ...{ value, label: field(`answer:${value}`), level: field(`level:${value}`) || null },
      })),
    };
  });
}

const isForm = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

const withQuestions = (value: unknown): unknown =>
  isForm(value) ? { ...value, questions: questionsOf(value) } : value;

const itemForm = { ...own, ...itemShape, section: key, questions: z.array(questionShape) };

const itemInputOf = (form: ItemInput): ItemInput => {
  const { number, label, isMarked, indicatorCodes, isPerCase, appliesTo, evidence, restored, questions } =
    form;
  return { number, label, isMarked, indicatorCodes, isPerCase, appliesTo, evidence, restored, questions };
};

export interface DraftEdit {
  id: string;
  version: number;
  edit: Edit;
}

const asEdit =
  <T extends { id: string; version: number }>(edit: (form: T) => Edit) =>
  (form: T): DraftEdit => ({ id: form.id, version: form.version, edit: edit(form) });

export const addItemSchema = z
  .preprocess(withQuestions, z.object(itemForm))
  .transform(asEdit((form) => ({ kind: "item_add", section: form.section, input: itemInputOf(form) })));

export const changeItemSchema = z.preprocess(withQuestions, z.object({ ...itemForm, key })).transform(
  asEdit((form) => ({
    kind: "item_change",
    key: form.key,
    section: form.section,
    input: itemInputOf(form),
  })),
);

const sectionInputOf = ({ number, label, heading }: SectionInput): SectionInput => ({
  number,
  label,
  heading,
});

/** A section begins with its first item, since none may be empty. */
export const addSectionSchema = z
  .object({ ...own, ...sectionShape, itemNumber: optional(20), itemLabel: text("第一個項目的內容"), kind })
  .transform(
    asEdit((form) => ({
      kind: "section_add",
      input: sectionInputOf(form),
      item: plainItem(form.itemNumber, form.itemLabel, form.kind),
    })),
  );

function plainItem(
  number: string | null,
  label: string,
  of: ItemInput["questions"][number]["kind"],
): ItemInput {
  const question = { key: null, number: null, label: null, kind: of, isRequired: true, answers: [] };
  return {
    ...{ number, label, isMarked: false, indicatorCodes: [], isPerCase: false, appliesTo: null },
    ...{ evidence: [], restored: null, questions: [{ ...question, isRemoved: false }] },
  };
}

export const changeSectionSchema = z
  .object({ ...own, ...sectionShape, key })
  .transform(asEdit((form) => ({ kind: "section_change", key: form.key, input: sectionInputOf(form) })));

export const detailsSchema = z
  .object({
    ...own,
    title: text("表名"),
    revisedOn: dateInput,
    statement: optional(LABEL_MAX),
    notes: z
      .string()
      .optional()
      .transform((value) => (value ?? "").split(/\r?\n/u).map((line) => line.trim()))
      .transform((lines) => lines.filter(Boolean)),
    restoration: optional(LABEL_MAX),
  })
  .transform(
    asEdit(({ title, revisedOn, statement, notes, restoration }) => {
      const input: DetailsInput = { title, revisedOn, statement, notes, restoration };
      return { kind: "details", input };
    }),
  );

const STEPS: Readonly<Record<string, (key: string) => Edit>> = {
  item_up: (of) => ({ kind: "item_move", key: of, by: -1 }),
  item_down: (of) => ({ kind: "item_move", key: of, by: 1 }),
  item_retire: (of) => ({ kind: "item_retire", key: of }),
  item_restore: (of) => ({ kind: "item_restore", key: of }),
  section_up: (of) => ({ kind: "section_move", key: of, by: -1 }),
  section_down: (of) => ({ kind: "section_move", key: of, by: 1 }),
  section_remove: (of) => ({ kind: "section_remove", key: of }),
  renumber: (of) => ({ kind: "renumber", restarts: of === "by_section" }),
};

/** One press of a button beside an item or section: `item_up:<key>`. */
export const stepSchema = z
  .object({ ...own, step: z.string({ error: "請選擇要做的調整。" }).max(120) })
  .transform((form, context): DraftEdit => {
    const [name = "", of = ""] = form.step.split(":");
    const edit = STEPS[name]?.(of);
    if (edit && key.safeParse(of).success) return { id: form.id, version: form.version, edit };
    context.addIssue({ code: "custom", message: "不認得這個調整，請重新開啟草稿。" });
    return z.NEVER;
  });
