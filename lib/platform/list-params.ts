import { z } from "zod";

/** A page's search parameters as Next gives them. */
export type SearchParams = Record<string, string | string[] | undefined>;

export const PAGE_SIZES = [25, 50, 100] as const;

/** What every list takes from its URL. A value that is not understood falls back, so that an old link still opens. */
export interface ListParams<SortKey extends string> {
  q: string;
  sort: SortKey;
  dir: "asc" | "desc";
  page: number;
  size: number;
}

/** Reads a list's parameters; `sorts[0]` is the order when none is asked for. Search texts are cut at 100 characters. */
export function listParams<SortKey extends string>(
  params: SearchParams,
  sorts: readonly [SortKey, ...SortKey[]],
  firstDir: "asc" | "desc" = "asc",
): ListParams<SortKey> {
  const sort = sorts.find((key) => key === one(params.sort)) ?? sorts[0];
  const dir = one(params.dir) === "asc" ? "asc" : one(params.dir) === "desc" ? "desc" : firstDir;
  const page = z.coerce.number().int().min(1).max(1_000_000).catch(1).parse(one(params.page));
  const size = PAGE_SIZES.find((each) => String(each) === one(params.size)) ?? PAGE_SIZES[0];
  return { q: (one(params.q) ?? "").trim().slice(0, 100), sort, dir, page, size };
}

/** The page that is shown, and what stands before it: one past the end (a filter was narrowed by hand) is the last. */
export function pageWithin({ page, size }: { page: number; size: number }, total: number) {
  const shown = Math.max(1, Math.min(page, Math.ceil(total / size)));
  return { page: shown, skip: (shown - 1) * size, take: size };
}

/** Filters as they are written into the audit log: those that are in force. */
export function inForce(filters: Record<string, string | number | boolean | null | undefined>) {
  return Object.fromEntries(
    Object.entries(filters).filter(
      ([, value]) => value !== undefined && value !== null && value !== "" && value !== false,
    ),
  );
}

/** The first value of a parameter. */
export function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

/** A parameter that must be one of a list, else undefined. */
export function oneOf<T extends string>(
  value: string | string[] | undefined,
  of: readonly T[],
): T | undefined {
  return of.find((each) => each === one(value));
}
