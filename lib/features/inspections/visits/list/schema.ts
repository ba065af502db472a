import { listParams, one, oneOf, type SearchParams } from "@/lib/platform/list-params";
import type { InspectionPurpose, InspectionState, Tier } from "@/prisma/generated/enums";
import { FORM_KEYS, type FormKey } from "../../templates/types";
import { INSPECTION_STATES, PURPOSES } from "../labels";

export const INSPECTION_SORTS = ["week", "number", "unit", "state", "visitedOn"] as const;
export type InspectionListParams = ReturnType<typeof inspectionListParams>;

/** Reads the parameters of the list of inspections; what is not understood falls back. */
export function inspectionListParams(params: SearchParams) {
  return {
    ...listParams(params, INSPECTION_SORTS, "desc"),
    state: oneOf<InspectionState>(params.state, INSPECTION_STATES),
    form: oneOf<FormKey>(params.form, FORM_KEYS),
    purpose: oneOf<InspectionPurpose>(params.purpose, PURPOSES),
    tier: oneOf<Tier>(params.tier, ["a", "b", "c"]),
    /** Only those in which the actor is named. */
    own: one(params.own) === "1",
    unit: /^[0-9a-f-]{36}$/u.test(one(params.unit) ?? "") ? (one(params.unit) ?? "") : "",
  };
}
