import { z } from "zod";
import { dateInput, idInput, reasonInput, versionInput } from "@/lib/features/registry/closures/schema";
import { SERVICES_OF_TIER } from "@/lib/features/registry/units/labels";
import { listParams, one, oneOf, type SearchParams } from "@/lib/platform/list-params";
import type { DispatchBasis, Service } from "@/prisma/generated/enums";
import { ANSWER_CHANNELS, REFERRAL_FILTERS, type ReferralFilter } from "./labels";

const own = { id: idInput, version: versionInput };

export const acceptSchema = z.object({ ...own, plannedStartOn: dateInput });
export const declineSchema = z.object({ ...own, reason: reasonInput });
export const firstServiceSchema = z.object({ ...own, firstServiceOn: dateInput });
export const correctFirstServiceSchema = z.object({ ...own, firstServiceOn: dateInput, reason: reasonInput });

const TOLD_BY_MAX = 60;
const told = {
  toldBy: z
    .string({ error: "請填寫單位的答復人。" })
    .trim()
    .min(2, "請填寫單位的答復人（姓名與職稱）。")
    .max(TOLD_BY_MAX, `答復人最多 ${TOLD_BY_MAX} 字。`),
  toldHow: z.enum(ANSWER_CHANNELS, { error: "請選擇答復方式。" }),
};
const blank = z.literal("").transform(() => null);

/** What a unit without an account answered, as somebody else heard it. */
export const toldAnswerSchema = z
  .object({
    ...own,
    ...told,
    toldOn: dateInput,
    answer: z.enum(["accepted", "declined"], { error: "請選擇單位的答復。" }),
    plannedStartOn: z.union([blank, dateInput]).optional(),
    reason: z.string().trim().max(500, "理由最多 500 字。").optional(),
  })
  .transform((form) => ({ ...form, plannedStartOn: form.plannedStartOn ?? null, reason: form.reason ?? "" }))
  .superRefine((form, context) => {
    const miss = (field: string, message: string) =>
      context.addIssue({ code: "custom", path: [field], message });
    if (form.answer === "accepted" && form.plannedStartOn === null)
      miss("plannedStartOn", "承接須填寫預定開始日。");
    if (form.answer === "declined" && form.reason.length < 2) miss("reason", "婉拒須填寫單位的理由。");
  });

export const toldFirstServiceSchema = z.object({ ...own, ...told, firstServiceOn: dateInput });

export type AcceptReferral = z.output<typeof acceptSchema>;
export type DeclineReferral = z.output<typeof declineSchema>;
export type FirstService = z.output<typeof firstServiceSchema>;
export type CorrectFirstService = z.output<typeof correctFirstServiceSchema>;
export type ToldAnswer = z.output<typeof toldAnswerSchema>;
export type ToldFirstService = z.output<typeof toldFirstServiceSchema>;

export const REFERRAL_SORTS = ["standing", "dispatchedOn", "service", "unit"] as const;
export const REFERRAL_BASES = ["client_choice", "rotation", "deviation"] as const;
export type ReferralListParams = ReturnType<typeof referralListParams>;

/** Reads the parameters of the list of referrals; what is not understood falls back. `month` is `YYYY-MM`. */
export function referralListParams(params: SearchParams) {
  const month = one(params.month) ?? "";
  return {
    ...listParams(params, REFERRAL_SORTS),
    state: oneOf<ReferralFilter>(params.state, REFERRAL_FILTERS),
    service: oneOf<Service>(params.service, SERVICES_OF_TIER.b),
    basis: oneOf<DispatchBasis>(params.basis, REFERRAL_BASES),
    month: /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month : "",
  };
}
