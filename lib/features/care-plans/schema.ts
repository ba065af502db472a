import { z } from "zod";
import { listParams, one, oneOf, type SearchParams } from "@/lib/platform/list-params";
import { parseDateInput } from "@/lib/platform/roc-date";
import type { PlainDate } from "@/lib/rules/plain-date";
import { idInput, reasonInput, versionInput } from "../registry/closures/schema";

/** The most items that a plan has; the form never sends more rows. */
export const MAX_ROWS = 60;
export const MAX_GOAL = 300;
export const MAX_NOTE = 1000;
const MAX_QUANTITY = 9999;
const MAX_PRICE = 10_000_000;

/** A row of the form in which something was typed. `row` names its fields: `code-3`, `quantity-3` … */
export interface TypedItem {
  row: number;
  code: string;
  quantity: number;
  /** Only for codes whose price the table leaves open. */
  price: number | null;
  problemId: string | null;
  goal: string | null;
}

export interface PlanContent {
  visitedOn: PlainDate | null;
  items: TypedItem[];
  /** By problem id. */
  notes: Record<string, string>;
}

type Raw = Readonly<Record<string, unknown>>;
type Complain = (field: string, message: string) => void;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;
const text = (raw: Raw, name: string): string => {
  const value = [raw[name]].flat()[0];
  return typeof value === "string" ? value.trim() : "";
};

/** How many rows a form has: as it says itself, within reason. */
export function rowsOf(raw: Raw): number {
  const stated = Number(text(raw, "rows"));
  return Number.isInteger(stated) ? Math.min(Math.max(stated, 0), MAX_ROWS) : 0;
}

/** A whole number as somebody types it, full-width digits and thousands separators too; undefined when it is none. */
export function wholeNumber(typed: string): number | undefined {
  const digits = typed.normalize("NFKC").replaceAll(/[,\s]/gu, "");
  return /^\d{1,9}$/u.test(digits) ? Number(digits) : undefined;
}

function readItem(raw: Raw, row: number, complain: Complain): TypedItem | null {
  const of = (name: string) => text(raw, `${name}-${row}`);
  const [code, quantity, price, goal] = [of("code"), of("quantity"), of("price"), of("goal")];
  if (code === "" && quantity === "" && goal === "") return null;
  if (code === "") complain(`code-${row}`, "請填碼別，或清空整列。");
  if (code.length > 60) complain(`code-${row}`, "碼別或名稱最多 60 字。");
  const count = wholeNumber(quantity);
  if (count === undefined || count < 1 || count > MAX_QUANTITY) {
    complain(`quantity-${row}`, `請填數量，1 到 ${MAX_QUANTITY} 的整數。`);
  }
  const amount = wholeNumber(price);
  if (price !== "" && (amount === undefined || amount > MAX_PRICE)) {
    complain(`price-${row}`, "單價為 0 以上的整數（元）。");
  }
  if (goal.length > MAX_GOAL) complain(`goal-${row}`, `照顧目標最多 ${MAX_GOAL} 字。`);
  const problemId = UUID.test(of("problem")) ? of("problem") : null;
  return { row, code, quantity: count ?? 0, price: amount ?? null, problemId, goal: goal || null };
}

function readNotes(raw: Raw, complain: Complain): Record<string, string> {
  const notes: Record<string, string> = {};
  for (const name of Object.keys(raw).filter((each) => each.startsWith("note-"))) {
    const id = name.slice("note-".length);
    const note = text(raw, name);
    if (!UUID.test(id) || note === "") continue;
    if (note.length > MAX_NOTE) complain(name, `說明最多 ${MAX_NOTE} 字。`);
    notes[id] = note;
  }
  return notes;
}

function readVisit(raw: Raw, complain: Complain): PlainDate | null {
  const typed = text(raw, "visitedOn");
  if (typed === "") return null;
  const date = parseDateInput(typed);
  if (!date) complain("visitedOn", `「${typed.slice(0, 40)}」不是曆法上的日期，請填如 114/03/05。`);
  return date;
}

/** What stands in the plan form, with a complaint at each field that cannot be read. */
export function readPlanContent(raw: Raw, complain: Complain): PlanContent {
  const rows = Array.from({ length: rowsOf(raw) }, (_, row) => row);
  return {
    visitedOn: readVisit(raw, complain),
    items: rows.flatMap((row) => readItem(raw, row, complain) ?? []),
    notes: readNotes(raw, complain),
  };
}

const INTENTS = ["save", "add_row", "submit"] as const;

/** The plan form: saved, saved with more empty rows, or saved and handed in. */
export const planFormSchema = z
  .looseObject({ id: idInput, version: versionInput, intent: z.enum(INTENTS).catch("save") })
  .transform((raw, context) => {
    const content = readPlanContent(raw, (field, message) =>
      context.addIssue({ code: "custom", path: [field], message }),
    );
    return { id: raw.id, version: raw.version, intent: raw.intent, content };
  });

export const startPlanSchema = z
  .object({
    caseId: idInput,
    kind: z.enum(["initial", "change", "renewal"], { error: "請選擇計畫種類。" }),
    reason: z.string().trim().max(500, "原因最多 500 字。").optional(),
  })
  .transform((input, context) => {
    const reason = input.reason || null;
    if (input.kind === "change" && (reason === null || reason.length < 2)) {
      context.addIssue({ code: "custom", path: ["reason"], message: "請填寫異動原因（至少 2 字）。" });
    }
    return { ...input, reason };
  });

export const withdrawPlanSchema = z.object({ id: idInput, version: versionInput, reason: reasonInput });

/** The reviewer's form: a remark in general and one an item, `remark-<item id>`. */
export const decidePlanSchema = z
  .looseObject({ id: idInput, version: versionInput, decision: z.enum(["approve", "return"]) })
  .transform((raw, context) => {
    const complain: Complain = (field, message) =>
      context.addIssue({ code: "custom", path: [field], message });
    const remark = text(raw, "remark");
    if (remark.length > MAX_NOTE) complain("remark", `審核意見最多 ${MAX_NOTE} 字。`);
    const remarks: Record<string, string> = {};
    for (const name of Object.keys(raw).filter((each) => each.startsWith("remark-"))) {
      const [id, words] = [name.slice("remark-".length), text(raw, name)];
      if (!UUID.test(id) || words === "") continue;
      if (words.length > MAX_GOAL) complain(name, `意見最多 ${MAX_GOAL} 字。`);
      remarks[id] = words;
    }
    if (raw.decision === "return" && remark === "" && Object.keys(remarks).length === 0) {
      complain("remark", "退回時請說明需修正之處，或在項目旁填寫意見。");
    }
    return { id: raw.id, version: raw.version, decision: raw.decision, remark: remark || null, remarks };
  });

export type PlanForm = z.output<typeof planFormSchema>;
export type StartPlan = z.output<typeof startPlanSchema>;
export type WithdrawPlan = z.output<typeof withdrawPlanSchema>;
export type DecidePlan = z.output<typeof decidePlanSchema>;

export const PLAN_SORTS = ["submittedAt", "case", "unit", "district", "kind"] as const;
export const PLAN_FILTERS = ["submitted", "returned", "draft", "approved", "closed"] as const;
export const WAITING_DAYS = [1, 3, 7, 14] as const;

export type PlanListParams = ReturnType<typeof planListParams>;

/** Reads the parameters of a list of plans; what is not understood falls back. Longest waiting first. */
export function planListParams(params: SearchParams) {
  return {
    ...listParams(params, PLAN_SORTS),
    status:
      one(params.status) === "all" ? ("all" as const) : (oneOf(params.status, PLAN_FILTERS) ?? "submitted"),
    district: (one(params.district) ?? "").slice(0, 20),
    unit: (one(params.unit) ?? "").slice(0, 40),
    kind: oneOf(params.kind, ["initial", "change", "renewal"] as const),
    waiting: WAITING_DAYS.find((days) => String(days) === one(params.waiting)),
  };
}
