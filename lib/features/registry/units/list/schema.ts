import { type ListParams, listParams, one, oneOf, type SearchParams } from "@/lib/platform/list-params";
import type { ListingState, NameState, Service, Tier } from "@/prisma/generated/enums";
import { NAME_STATE_LABELS, SERVICES } from "../labels";

export const UNIT_SORTS = ["code", "name", "district", "tier", "services"] as const;
export type UnitSort = (typeof UNIT_SORTS)[number];

/** `real` leaves the demo out: what the city's own figures count. */
export const SOURCE_FILTERS = ["real", "registry", "manual", "demo"] as const;
export type SourceFilter = (typeof SOURCE_FILTERS)[number];

/** `unsure` is every name that an official still has to look at. */
export const NAME_FILTERS = ["unsure", ...(Object.keys(NAME_STATE_LABELS) as NameState[])] as const;
export type NameFilter = (typeof NAME_FILTERS)[number];

export const CONTRACT_FILTERS = ["current", "none"] as const;
export type ContractFilter = (typeof CONTRACT_FILTERS)[number];

/** What the unit list and its export take from the URL; what is absent does not filter. */
export interface UnitListParams extends ListParams<UnitSort> {
  tier?: Tier;
  service?: Service;
  district?: string;
  zone?: string;
  name?: NameFilter;
  listing?: ListingState;
  contract?: ContractFilter;
  source?: SourceFilter;
}

/** Reads the unit list's URL. A value that is not understood is left out, so that an old link still opens. */
export function unitListParams(params: SearchParams): UnitListParams {
  return {
    ...listParams(params, UNIT_SORTS),
    tier: oneOf(params.tier, ["a", "b", "c"]),
    service: oneOf(params.service, SERVICES),
    district: id(params.district),
    zone: id(params.zone),
    name: oneOf(params.name, NAME_FILTERS),
    listing: oneOf(params.listing, ["listed", "gone"]),
    contract: oneOf(params.contract, CONTRACT_FILTERS),
    source: oneOf(params.source, SOURCE_FILTERS),
  };
}

// Districts and zones are named by ids of the reference data; a text that matches none simply finds nothing.
function id(value: string | string[] | undefined): string | undefined {
  return (
    one(value)
      ?.replace(/\p{Cc}/gu, "")
      .slice(0, 40) || undefined
  );
}

/** The filters of the list as they stand in a URL, without order and page. */
export function unitFilters(params: UnitListParams): Record<string, string | undefined> {
  const { q, tier, service, district, zone, name, listing, contract, source } = params;
  return { q: q || undefined, tier, service, district, zone, name, listing, contract, source };
}
