import { z } from "zod";
import { dateInput, idInput, reasonInput, versionInput } from "@/lib/features/registry/closures/schema";
import { SERVICES_OF_TIER } from "@/lib/features/registry/units/labels";
import { listParams, one, oneOf, type SearchParams } from "@/lib/platform/list-params";
import type { DispatchBasis, Service } from "@/prisma/generated/enums";
import { REFERRAL_FILTERS, type ReferralFilter } from "./labels";

const own = { id: idInput, version: versionInput };

export const acceptSchema = z.object({ ...own, plannedStartOn: dateInput });
export const declineSchema = z.object({ ...own, reason: reasonInput });
export const firstServiceSchema = z.object({ ...own, firstServiceOn: dateInput });

export type AcceptReferral = z.output<typeof acceptSchema>;
export type DeclineReferral = z.output<typeof declineSchema>;
export type FirstService = z.output<typeof firstServiceSchema>;

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
