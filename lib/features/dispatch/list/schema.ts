import { SERVICES_OF_TIER } from "@/lib/features/registry/units/labels";
import { type ListParams, listParams, one, oneOf, type SearchParams } from "@/lib/platform/list-params";
import type { DispatchBasis, Service } from "@/prisma/generated/enums";
import { BASIS_LABELS } from "../providers/labels";
import { DISPATCH_FILTERS, type DispatchFilter } from "./labels";

export const DISPATCH_SORTS = ["dispatchedOn", "standing", "case", "service", "unit"] as const;
export type DispatchSort = (typeof DISPATCH_SORTS)[number];

/** From the centre to an A unit, then what an A unit sends on. */
export const DISPATCHED_SERVICES: readonly Service[] = ["case_management", ...SERVICES_OF_TIER.b];

/** What narrows a list of dispatches. */
export interface DispatchFilters {
  /** A client's name or a case number. */
  q: string;
  /** A name or a code of the unit that sent it or was sent it. */
  unit: string;
  state?: DispatchFilter;
  service?: Service;
  basis?: DispatchBasis;
  district: string;
  /** `YYYY-MM`, or nothing. */
  month: string;
}

export type DispatchListParams = ListParams<DispatchSort> & DispatchFilters;

/** Reads the parameters of the list of dispatches; what is not understood falls back. The newest first. */
export function dispatchListParams(params: SearchParams): DispatchListParams {
  return {
    ...listParams(params, DISPATCH_SORTS, "desc"),
    unit: (one(params.unit) ?? "").trim().slice(0, 100),
    state: oneOf(params.state, DISPATCH_FILTERS),
    service: oneOf(params.service, DISPATCHED_SERVICES),
    basis: oneOf(params.basis, Object.keys(BASIS_LABELS) as DispatchBasis[]),
    district: matching(params.district, /^\d{8}$/),
    month: matching(params.month, /^\d{4}-(0[1-9]|1[0-2])$/),
  };
}

function matching(value: string | string[] | undefined, shape: RegExp): string {
  const text = one(value) ?? "";
  return shape.test(text) ? text : "";
}

/** The filters as they stand in a URL and in the audit log, without order and page. */
export function dispatchFilters(params: DispatchListParams): Record<string, string> {
  const { q, unit, state = "", service = "", basis = "", district, month } = params;
  const all = { q, unit, state, service, basis, district, month };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
}
