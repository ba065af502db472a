import { checkPersonId, normaliseId } from "@/lib/platform/identifiers";
import { type ListParams, listParams, one, oneOf, type SearchParams } from "@/lib/platform/list-params";
import { blindIndex } from "@/lib/platform/secrets";
import type { CaseSource, CaseStatus } from "@/prisma/generated/enums";
import { SOURCES } from "../labels";
import { CASE_STATUS_LABELS } from "../status/labels";
import type { DueFilter, StatusFilter } from "./types";

export const CASE_SORTS = [
  "appliedOn",
  "number",
  "name",
  "status",
  "district",
  "needLevel",
  "nextReassessmentOn",
] as const;
export type CaseSort = (typeof CASE_SORTS)[number];

const STATUS_FILTERS = ["open", "all", ...(Object.keys(CASE_STATUS_LABELS) as CaseStatus[])] as const;
export const DUE_FILTERS = ["overdue", "30", "60", "90"] as const satisfies readonly DueFilter[];

/** What the list of cases and its export take from the URL; what is absent does not filter. */
export interface CaseListParams extends ListParams<CaseSort> {
  status: StatusFilter;
  district?: string;
  level?: string;
  unit?: string;
  manager?: string;
  source?: CaseSource;
  due?: DueFilter;
  /** The blind index of a national ID: an ID itself never stays in an address. */
  person?: string;
}

/** Reads the list's URL. A value that is not understood is left out, so that an old link still opens. */
export function caseListParams(params: SearchParams): CaseListParams {
  return {
    ...listParams(params, CASE_SORTS, "desc"),
    status: oneOf(params.status, STATUS_FILTERS) ?? "open",
    district: matching(params.district, /^\d{8}$/),
    level: matching(params.level, /^([1-8]|none)$/),
    unit: matching(params.unit, /^[0-9a-f-]{36}$/i),
    manager: matching(params.manager, /^(none|[0-9a-f-]{36})$/i),
    source: oneOf(params.source, SOURCES),
    due: oneOf(params.due, DUE_FILTERS),
    person: matching(params.person, /^[0-9a-f]{64}$/),
  };
}

function matching(value: string | string[] | undefined, shape: RegExp): string | undefined {
  const text = one(value);
  return text && shape.test(text) ? text : undefined;
}

/** The filters as they stand in a URL, without order and page. */
export function caseFilters(params: CaseListParams): Record<string, string | undefined> {
  const { q, status, district, level, unit, manager, source, due, person } = params;
  return {
    ...{ q: q || undefined, district, level, unit, manager, source, due, person },
    status: status === "open" ? undefined : status,
  };
}

/** The blind index of a text that is a person's ID, so that the page can search by it and take the ID out of the address. */
export function personSought(q: string): string | null {
  const id = normaliseId(q);
  const check = checkPersonId(id);
  if (!check.valid && check.reason === "format") return null;
  return Buffer.from(blindIndex(id)).toString("hex");
}
