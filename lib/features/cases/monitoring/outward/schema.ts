import { type ListParams, listParams, oneOf, type SearchParams } from "@/lib/platform/list-params";
import type { OutwardReferralKind } from "@/prisma/generated/enums";
import { FOLLOW_UP_FILTERS, type FollowUpFilter, REFERRAL_KINDS } from "../labels";

export const OUTWARD_SORTS = ["referredOn", "kind", "receiver"] as const;
export type OutwardSort = (typeof OUTWARD_SORTS)[number];

export interface OutwardListParams extends ListParams<OutwardSort> {
  state: FollowUpFilter;
  kind?: OutwardReferralKind;
}

/** Reads the parameters of the list of referrals to other resources; those without a result when nothing is asked for. */
export function outwardListParams(params: SearchParams): OutwardListParams {
  return {
    ...listParams(params, OUTWARD_SORTS),
    state: oneOf(params.state, FOLLOW_UP_FILTERS) ?? "open",
    kind: oneOf(params.kind, REFERRAL_KINDS),
  };
}
