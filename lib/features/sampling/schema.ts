import { z } from "zod";
import { isMonth } from "@/lib/features/dispatch/monthly-tables/schema";
import { idInput, reasonInput, versionInput } from "@/lib/features/registry/closures/schema";
import { listParams, one, oneOf, type SearchParams } from "@/lib/platform/list-params";
import { SampleAuditKind, SampleAuditState, SampleStratum } from "@/prisma/generated/enums";

const monthInput = z.string({ error: "請選擇月份。" }).refine(isMonth, "月份不正確，請重新選擇。");
const isId = (text: string) => z.uuid().safeParse(text).success;
const noteInput = z.string().trim().max(500, "最多 500 字。").optional().default("");

export const drawMonthSchema = z.object({ month: monthInput });
export const assignAuditSchema = z.object({
  id: idInput,
  version: versionInput,
  assignedToId: z.uuid("請選擇抽查人員。"),
});
export const recordCallSchema = z.object({
  id: idInput,
  version: versionInput,
  reached: z.enum(["yes", "no", "refused"], { error: "請選擇有無接通。" }),
  note: noteInput,
});
export const cancelAuditSchema = z.object({ id: idInput, version: versionInput, reason: reasonInput });

/** A filled form: what the template asks is read by `readAnswers`. */
export const completeAuditSchema = z
  .looseObject({ id: idInput, version: versionInput })
  .transform(({ id, version, ...form }) => ({ id, version, form }));

export type DrawMonth = z.output<typeof drawMonthSchema>;
export type AssignAudit = z.output<typeof assignAuditSchema>;
export type RecordCall = z.output<typeof recordCallSchema>;
export type CancelAudit = z.output<typeof cancelAuditSchema>;
export type CompleteAudit = z.output<typeof completeAuditSchema>;

export const AUDIT_SORTS = ["month", "unit", "kind", "state", "doneAt"] as const;

/** What a list of audits can be narrowed to; `anomaly` are those in which something was amiss. */
export function auditListParams(params: SearchParams) {
  const month = one(params.month) ?? "";
  const unit = one(params.unit) ?? "";
  const assigned = one(params.assigned) ?? "";
  const answer = /^([a-z0-9_]+):([a-z0-9_]+)$/.exec(one(params.answer) ?? "");
  return {
    ...listParams(params, AUDIT_SORTS, "desc"),
    month: isMonth(month) ? month : undefined,
    unit: isId(unit) ? unit : undefined,
    kind: oneOf(params.kind, Object.values(SampleAuditKind)),
    state: oneOf(params.state, Object.values(SampleAuditState)),
    stratum: oneOf(params.stratum, Object.values(SampleStratum)),
    anomaly: oneOf(params.anomaly, ["yes", "no"] as const),
    /** `me`, `none` or an account. */
    assigned: assigned === "me" || assigned === "none" || isId(assigned) ? assigned : undefined,
    answer: answer ? { key: answer[1] ?? "", value: answer[2] ?? "" } : undefined,
  };
}

export type AuditListParams = ReturnType<typeof auditListParams>;

/** What the results are told of: a month, a unit, and for the questions the form. */
export function resultParams(params: SearchParams) {
  const [month, unit] = [one(params.month) ?? "", one(params.unit) ?? ""];
  return {
    ...(isMonth(month) ? { month } : {}),
    ...(isId(unit) ? { unit } : {}),
    kind: oneOf(params.kind, Object.values(SampleAuditKind)) ?? "telephone_survey",
  };
}
