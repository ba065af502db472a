import { z } from "zod";
import { dateInput, idInput, reasonInput, versionInput } from "@/lib/features/registry/closures/schema";
import { listParams, one, oneOf, type SearchParams } from "@/lib/platform/list-params";
import { MOST_BYTES } from "@/lib/platform/uploads";
import { addDays, type PlainDate } from "@/lib/rules/plain-date";
import type { FindingState, Tier } from "@/prisma/generated/enums";
import { DUE_SOON_DAYS, FINDING_FILTERS, FINDING_STATE_LABELS, type FindingFilter } from "./labels";
import type { FindingUrgency } from "./types";

const MOST_FILES = 5;

const longText = (what: string) =>
  z
    .string({ error: `請填寫${what}。` })
    .trim()
    .min(2, `請填寫${what}（至少 2 字）。`)
    .max(2000, `${what}最多 2000 字。`);

/** Files of a form that may send none, one or several. */
export const filesInput = z.preprocess(
  (value) => (value === undefined ? [] : [value].flat()),
  z
    .array(z.instanceof(File, { message: "請重新選擇檔案。" }))
    .transform((files) => files.filter((file) => file.size > 0 || file.name !== ""))
    .refine((files) => files.length <= MOST_FILES, `一次最多上傳 ${MOST_FILES} 個檔案。`)
    .refine(
      (files) => files.every((file) => file.size <= MOST_BYTES),
      "有檔案超過 10 MB，請壓縮或分次上傳。",
    ),
);

const base = { id: idInput, version: versionInput };

export const answerFindingSchema = z.object({
  ...base,
  text: longText("改善方案及策進作為"),
  files: filesInput,
});
export const returnFindingSchema = z.object({ ...base, reason: reasonInput });
export const extendFindingSchema = z.object({ ...base, dueOn: dateInput, reason: reasonInput });
export const setReinspectionSchema = z.object({
  ...base,
  inspectionId: z.uuid("請選擇複查的查核。"),
});
export const closeFindingSchema = z.object({ ...base, mendedOn: dateInput, remark: longText("審認說明") });
export const failFindingSchema = z.object({ ...base, reason: reasonInput });

export const sendCorrectionLetterSchema = z.object({
  id: idInput,
  /** Of a box that is ticked. */
  withOthers: z
    .string()
    .optional()
    .transform((value) => value !== undefined),
});

export type SendCorrectionLetter = z.output<typeof sendCorrectionLetterSchema>;
export type AnswerFinding = z.output<typeof answerFindingSchema>;
export type ReturnFinding = z.output<typeof returnFindingSchema>;
export type ExtendFinding = z.output<typeof extendFindingSchema>;
export type SetReinspection = z.output<typeof setReinspectionSchema>;
export type CloseFinding = z.output<typeof closeFindingSchema>;
export type FailFinding = z.output<typeof failFindingSchema>;

export const FINDING_SORTS = ["dueOn", "createdOn", "unit", "number"] as const;
export type FindingListParams = ReturnType<typeof findingListParams>;

/** Reads the parameters of the list of findings; what is not understood falls back. */
export function findingListParams(params: SearchParams) {
  return {
    ...listParams(params, FINDING_SORTS),
    filter: oneOf<FindingFilter>(params.filter, FINDING_FILTERS),
    state: oneOf<FindingState>(params.state, Object.keys(FINDING_STATE_LABELS) as FindingState[]),
    tier: oneOf<Tier>(params.tier, ["a", "b", "c"]),
    unit: uuidOrNone(params.unit),
    inspection: uuidOrNone(params.inspection),
  };
}

function uuidOrNone(value: string | string[] | undefined): string | undefined {
  return z.uuid().safeParse(one(value)).data;
}

/** How a finding stands on a day. What a unit has answered waits for the bureau; its limit runs all the same. */
export function urgencyOn(state: FindingState, dueOn: PlainDate, asOf: PlainDate): FindingUrgency {
  if (state === "closed" || state === "failed") return "settled";
  if (dueOn < asOf) return "overdue";
  return dueOn <= addDays(asOf, DUE_SOON_DAYS) ? "due_soon" : "open";
}
