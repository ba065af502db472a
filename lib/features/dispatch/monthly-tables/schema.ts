import { z } from "zod";
import { idInput, reasonInput, versionInput } from "@/lib/features/registry/closures/schema";
import { listParams, one, oneOf, type SearchParams } from "@/lib/platform/list-params";
import { addMonths, isPlainDate, lastDayOfMonth, type PlainDate } from "@/lib/rules/plain-date";
import { FLAG_FILTER_LABELS, LIST_STATE_LABELS } from "./labels";
import type { Flag, ListState, Month } from "./types";

/** The first month of the city plans that ask for the table. */
const FIRST_MONTH: Month = "2025-01";
const MONTHS_OFFERED = 24;
const EXPLANATION_MAX = 1000;

/** The first day of a month. */
export function firstDayOf(month: Month): PlainDate {
  return `${month}-01` as PlainDate;
}

/** The last day of a month. */
export function lastDayOf(month: Month): PlainDate {
  return lastDayOfMonth(firstDayOf(month));
}

/** Whether a text is a month for which tables are kept. */
export function isMonth(text: string): text is Month {
  return /^\d{4}-\d{2}$/.test(text) && isPlainDate(`${text}-01`) && text >= FIRST_MONTH;
}

/** The month before the one in which a day lies: the newest that is over. */
export function lastMonth(day: PlainDate): Month {
  return addMonths(firstDayOf(day.slice(0, 7)), -1).slice(0, 7);
}

/** The months that a page offers, the present one first. */
export function monthsUpTo(day: PlainDate): Month[] {
  const present = firstDayOf(day.slice(0, 7));
  return Array.from({ length: MONTHS_OFFERED }, (_, back) => addMonths(present, -back).slice(0, 7)).filter(
    isMonth,
  );
}

const monthInput = z.string({ error: "請選擇月份。" }).refine(isMonth, "月份不正確，請回到清單重新開啟。");

export const fileTableSchema = z
  .looseObject({
    month: monthInput,
    /** What the form was made from: the draft's digest and the standing version. */
    digest: z.string().max(100),
    standing: z.string().max(100),
    /** The counts that it showed, only to say which of them changed since. */
    seen: z.string().max(50_000).optional().default(""),
    reason: z.string().trim().max(500, "原因最多 500 字。").optional().default(""),
  })
  .transform((form, context) => {
    const explanations: Record<string, string> = {};
    for (const [name, value] of Object.entries(form)) {
      if (!name.startsWith("why:") || typeof value !== "string" || value.trim() === "") continue;
      if (value.trim().length > EXPLANATION_MAX)
        context.addIssue({ code: "custom", path: [name], message: `說明最多 ${EXPLANATION_MAX} 字。` });
      explanations[name.slice("why:".length)] = value.trim();
    }
    const { month, digest, standing, seen, reason } = form;
    return { month, digest, standing, seen, reason, explanations };
  });

export const keepPrinciplesSchema = z.object({
  /** When the text that the form shows was written; `none` where there was none. */
  seen: z.string().max(40),
  text: z
    .string({ error: "請填寫派案原則。" })
    .trim()
    .min(10, "請填寫派案原則（至少 10 字）。")
    .max(3000, "派案原則最多 3000 字。"),
});

export const acceptTableSchema = z.object({
  id: idInput,
  version: versionInput,
  remark: z.string().trim().max(1000, "意見最多 1000 字。").optional().default(""),
});
export const returnTableSchema = z.object({ id: idInput, version: versionInput, remark: reasonInput });

type FileForm = z.output<typeof fileTableSchema>;
export type FileTable = Omit<FileForm, "seen"> & Partial<Pick<FileForm, "seen">>;
export type KeepPrinciples = z.output<typeof keepPrinciplesSchema>;
export type AcceptTable = z.output<typeof acceptTableSchema>;
export type ReturnTable = z.output<typeof returnTableSchema>;

export const TABLE_SORTS = ["unit", "state", "filedOn", "dispatches", "flags"] as const;
export type TableListParams = ReturnType<typeof tableListParams>;
type StateFilter = ListState | "late";

/** Filters by state; `late` are those filed after the limit, whatever the review said since. */
export const STATE_FILTER_LABELS: Record<StateFilter, string> = { ...LIST_STATE_LABELS, late: "逾期提交" };

/** Reads the parameters of the list of a month; what is not understood falls back, the month to the last that is over. */
export function tableListParams(params: SearchParams, asOf: PlainDate) {
  const month = one(params.month) ?? "";
  return {
    ...listParams(params, TABLE_SORTS),
    month: isMonth(month) ? month : lastMonth(asOf),
    state: oneOf<StateFilter>(params.state, Object.keys(STATE_FILTER_LABELS) as StateFilter[]),
    flag: oneOf<Flag | "any">(params.flag, Object.keys(FLAG_FILTER_LABELS) as (Flag | "any")[]),
  };
}
