import type { PlainDate } from "@/lib/rules/plain-date";
import type { ChecklistTemplate, EvidenceKey, Item, Question } from "../templates/types";

/** What the system makes of a piece of evidence; null where it cannot say. */
export type Verdict = "in_order" | "partly" | "deviation" | "not_applicable" | null;

export interface EvidenceRow {
  label: string;
  href?: string;
}

/** A verdict with its reason in words and the rows behind it. */
export interface Found {
  verdict: Verdict;
  why: string;
  rows: EvidenceRow[];
}

/** What is shown beside an item: `result` is one of the values of the item's first question, or null. */
export interface Evidence {
  result: string | null;
  why: string;
  rows: EvidenceRow[];
}

export const UNIT = "unit";

/** By item, and within it by case or, for what concerns the whole unit, under `UNIT`. */
export type EvidenceByItem = Map<string, Map<string, Evidence>>;

export interface EvidenceInput {
  unitId: string;
  template: ChecklistTemplate;
  /** The cases drawn; of a form about a case, that case. */
  cases: readonly string[];
  asOf: PlainDate;
}

/** Where evidence is looked for: the unit, the cases that the actor sees, and the year before the day. */
export interface Search {
  jurisdictionId: string;
  unitId: string;
  asOf: PlainDate;
  from: PlainDate;
  caseIds: readonly string[];
}

/** The keys whose evidence lies in single cases. */
export const CASE_KEYS = [
  "plan_clock",
  "plan_documents",
  "referral_clock",
  "first_service_clock",
  "monitoring_months",
  "plan_renewal",
  "plan_changes",
  "service_diversity",
  "outward_referrals",
  "rotation_followed",
  "zone_followed",
  "dispatch_reasons",
  "related_party",
  "quota_allocated",
  "problems_answered",
  "goals_written",
  "plan_items",
] as const satisfies readonly EvidenceKey[];
export type CaseKey = (typeof CASE_KEYS)[number];
export type UnitKey = Exclude<EvidenceKey, CaseKey>;

/** Whether the evidence of a key lies in single cases. */
export function isCaseKey(key: EvidenceKey): key is CaseKey {
  return CASE_KEYS.some((each) => each === key);
}

const ROWS_AT_MOST = 12;

/** The same evidence over many cases: in order where all are, not at all where half or more deviate, partly between. */
export function overCases(found: readonly { number: string; found: Found }[], what: string): Found {
  const judged = found.filter(({ found: { verdict } }) => verdict !== null && verdict !== "not_applicable");
  const wrong = judged.filter(({ found: { verdict } }) => verdict !== "in_order");
  if (judged.length === 0) return { verdict: null, why: `${what}：沒有可判斷的個案。`, rows: [] };
  const verdict =
    wrong.length === 0 ? "in_order" : wrong.length * 2 >= judged.length ? "deviation" : "partly";
  const rows = wrong.flatMap(({ number, found: { why, rows: own } }) => {
    const href = own.find((row) => row.href)?.href;
    return [{ label: `${number}：${why}`, ...(href ? { href } : {}) }];
  });
  return {
    verdict,
    why: `${what}：${judged.length} 案中 ${wrong.length} 案不符。`,
    rows: rows.slice(0, ROWS_AT_MOST),
  };
}

/**
 * Several pieces of evidence of one item in one: all in order, or all amiss, or partly so. What the system cannot say stands in
 * the words and decides nothing.
 */
export function together(parts: readonly Found[]): Found {
  const why = parts.map((part) => part.why).join(" ");
  // Two keys may stand on the same dispatch.
  const rows = [...new Map(parts.flatMap((part) => part.rows).map((row) => [row.label, row])).values()];
  const said = parts.map(({ verdict }) => verdict).filter((verdict) => verdict !== null);
  const judged = said.filter((verdict) => verdict !== "not_applicable");
  if (judged.length === 0) return { verdict: said[0] ?? null, why, rows };
  const [first] = judged;
  const verdict: Verdict = judged.every((each) => each === first) ? (first ?? null) : "partly";
  return { verdict, why, rows };
}

const VALUES: Readonly<Record<Exclude<Verdict, null>, readonly string[]>> = {
  in_order: ["met"],
  // A form without a middle step: what is not wholly in order is not met.
  partly: ["partly_met", "not_met", "anomaly"],
  deviation: ["not_met", "anomaly"],
  not_applicable: ["not_applicable"],
};

/** The box that a verdict stands for; null where the form has none, or where the answer is somebody else's to give. */
export function resultIn(
  template: ChecklistTemplate,
  question: Question | undefined,
  verdict: Verdict,
): string | null {
  if (verdict === null || template.subject === "case_survey") return null;
  const offered = question?.answers.map(({ value }) => value) ?? [];
  return VALUES[verdict].find((value) => offered.includes(value)) ?? null;
}

/** What is shown beside an item. */
export function evidenceOf(template: ChecklistTemplate, item: Item, found: Found): Evidence {
  return { result: resultIn(template, item.questions[0], found.verdict), why: found.why, rows: found.rows };
}
