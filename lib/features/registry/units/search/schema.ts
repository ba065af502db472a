import { listParams, oneOf, type SearchParams } from "@/lib/platform/list-params";
import type { SearchGroup } from "./types";

export const SEARCH_GROUPS = [
  "units",
  "organisations",
  "staff",
  "accounts",
  "districts",
] as const satisfies readonly SearchGroup[];

export interface SearchPageParams {
  q: string;
  /** One group in full; without it the first of each. */
  group?: SearchGroup;
  page: number;
  size: number;
}

/** Reads the search page's URL. */
export function searchParamsOf(params: SearchParams): SearchPageParams {
  const { q, page, size } = listParams(params, ["name"]);
  return { q, page, size, group: oneOf(params.group, SEARCH_GROUPS) };
}
