import { one, oneOf, type SearchParams } from "@/lib/platform/list-params";
import type { Service, Tier } from "@/prisma/generated/enums";
import { SERVICES_OF_TIER } from "../labels";

/** What the map counts: everything, a tier, or a service of the B units. */
export type MapSubject = "all" | Tier | Service;

export const MAP_SUBJECTS: readonly MapSubject[] = ["all", "a", "b", "c", ...SERVICES_OF_TIER.b];

export const MAP_MEASURES = ["per_1000", "units", "listings"] as const;
export type MapMeasure = (typeof MAP_MEASURES)[number];

export const MAP_SORTS = ["district", "zone", "units", "listings", "need", "per_1000"] as const;
export type MapSort = (typeof MAP_SORTS)[number];

export interface MapParams {
  of: MapSubject;
  measure: MapMeasure;
  /** The plan year asked for (a calendar year); the query falls back to one that is there. */
  year?: number;
  sort: MapSort;
  dir: "asc" | "desc";
}

/** Reads the map's URL; what is not understood falls back. */
export function mapParams(params: SearchParams): MapParams {
  const year = Number(one(params.year));
  return {
    of: oneOf(params.of, MAP_SUBJECTS) ?? "all",
    measure: oneOf(params.measure, MAP_MEASURES) ?? "per_1000",
    year: Number.isInteger(year) && year > 1911 && year < 2200 ? year : undefined,
    sort: oneOf(params.sort, MAP_SORTS) ?? "district",
    dir: oneOf(params.dir, ["asc", "desc"]) ?? "asc",
  };
}
