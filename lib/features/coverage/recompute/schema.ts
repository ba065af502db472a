import { one, oneOf, type SearchParams } from "@/lib/platform/list-params";
import { CHECK_RESULTS, type CheckResult } from "@/lib/rules/plan-tables/classify";

/** What a page of a table is asked for. */
export interface SheetParams {
  readonly result: CheckResult | undefined;
  readonly q: string;
}

/** Reads the filter of a table from its address. */
export function sheetParams(params: SearchParams): SheetParams {
  return { result: oneOf(params.result, CHECK_RESULTS), q: (one(params.q) ?? "").trim().slice(0, 100) };
}

/** A plan's year of an address: a ROC year of three digits. */
export function planYearParam(text: string | undefined): number | undefined {
  return text !== undefined && /^1\d\d$/.test(text) ? Number(text) : undefined;
}
