import { z } from "zod";
import { one, oneOf, type SearchParams } from "@/lib/platform/list-params";
import { parseDateInput } from "@/lib/platform/roc-date";
import { type PlainDate, plainDate } from "@/lib/rules/plain-date";
import { FORM_KEYS } from "../templates/types";
import { CLOSURE_BUCKETS } from "./types";

/** The forms that are filled in at a unit; surveys and plan audits have results of their own. */
export const REPORTED_FORMS = FORM_KEYS.filter((key) => key !== "telephone_survey" && key !== "plan_audit");

const key = (text: string | undefined) => (/^[a-z][a-z0-9_]{0,59}$/.test(text ?? "") ? text : undefined);

/** Reads what a report is told of: the form, the span of days, and the number that was opened. The span falls back to this year. */
export function reportParams(params: SearchParams, today: PlainDate) {
  const unit = one(params.unit) ?? "";
  const year = today.slice(0, 4);
  return {
    form: oneOf(params.form, REPORTED_FORMS) ?? "a_unit_check",
    from: parseDateInput(one(params.from) ?? "") ?? plainDate(`${year}-01-01`),
    to: parseDateInput(one(params.to) ?? "") ?? plainDate(`${year}-12-31`),
    unit: z.uuid().safeParse(unit).success ? unit : undefined,
    sort: oneOf(params.sort, ["failed", "number"] as const) ?? "failed",
    item: key(one(params.item)),
    value: key(one(params.value)),
    pairs: oneOf(params.pairs, ["all", "agreed", "differing"] as const),
    bucket: oneOf(params.bucket, CLOSURE_BUCKETS),
    timely: oneOf(params.timely, ["yes", "no"] as const),
    settled: one(params.settled) === "yes",
    /** Which sum was opened: the inspections, or the findings of all items. */
    show: oneOf(params.show, ["inspections", "findings"] as const),
  };
}

export type ReportParams = ReturnType<typeof reportParams>;
