import type { Citation } from "./citations";
import { RuleError } from "./errors";
import { type PlainDate, plainDate } from "./plain-date";

/** The rule sets: the national law, and the cities whose plans and contracts lie over it. */
export const RULE_SETS = ["tw", "taoyuan", "taichung"] as const;
export type RuleSet = (typeof RULE_SETS)[number];

/** A value with the span of days on which it is in force (both ends included) and where it is written. */
export interface ParameterValue<T> {
  readonly from: PlainDate;
  readonly to?: PlainDate;
  readonly value: T;
  readonly citations: readonly Citation[];
  /** Where the source is silent or contradicts itself: what was assumed. Shown wherever the value is used. */
  readonly assumption?: string;
  /** The plan's year is over and no newer plan has been entered. */
  readonly continued?: boolean;
}

/** A number (or small record of numbers) of the law, with its history in every rule set that has it. */
export interface Parameter<T> {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  readonly histories: Readonly<Partial<Record<RuleSet, readonly ParameterValue<T>[]>>>;
}

/** A value that a bureau has put in the place of one of ours, with its own reason and span. */
export interface ParameterChange {
  readonly parameter: string;
  readonly from: PlainDate;
  readonly to?: PlainDate;
  readonly value: unknown;
  readonly reason: string;
}

/** A rule set, alone or with what a bureau has changed in it. */
export interface ChangedRuleSet {
  readonly ruleSet: RuleSet;
  readonly changes: readonly ParameterChange[];
}
export type Rules = RuleSet | ChangedRuleSet;

/** Whether a value is the name of a rule set. */
export function isRuleSet(value: unknown): value is RuleSet {
  return RULE_SETS.some((name) => name === value);
}

/** The name of the rule set behind `Rules`. */
export function ruleSetOf(rules: Rules): RuleSet {
  return typeof rules === "string" ? rules : rules.ruleSet;
}

function covers(value: { from: PlainDate; to?: PlainDate }, day: PlainDate): boolean {
  return day >= value.from && (value.to === undefined || day <= value.to);
}

function sameShape(a: unknown, b: unknown): boolean {
  if (typeof a !== typeof b || Array.isArray(a) !== Array.isArray(b)) return false;
  if (typeof a !== "object" || a === null || b === null) return a !== null && b !== null;
  const keys = Object.keys(a);
  const other = b as Record<string, unknown>;
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => sameShape((a as Record<string, unknown>)[key], other[key]))
  );
}

function changedValue<T>(
  parameter: Parameter<T>,
  rules: Rules,
  day: PlainDate,
  ours: ParameterValue<T>,
): ParameterValue<T> {
  if (typeof rules === "string") return ours;
  const change = rules.changes.find(
    (candidate) => candidate.parameter === parameter.id && covers(candidate, day),
  );
  if (change === undefined || !sameShape(change.value, ours.value)) return ours;
  return { ...ours, value: change.value as T, assumption: `機關自訂：${change.reason}` };
}

/** The values that a rule set has of a parameter: its own first, then those of the national law. */
export function historyOf<T>(parameter: Parameter<T>, ruleSet: RuleSet): readonly ParameterValue<T>[] {
  const own = parameter.histories[ruleSet] ?? [];
  return ruleSet === "tw" ? own : [...own, ...(parameter.histories.tw ?? [])];
}

/** The value in force on a day; undefined when none covers it. Never the nearest or the latest. */
export function valueOn<T>(
  parameter: Parameter<T>,
  rules: Rules,
  day: PlainDate,
): ParameterValue<T> | undefined {
  const ruleSet = ruleSetOf(rules);
  const found =
    parameter.histories[ruleSet]?.find((value) => covers(value, day)) ??
    parameter.histories.tw?.find((value) => covers(value, day));
  return found === undefined ? undefined : changedValue(parameter, rules, day, found);
}

/** The refusal for a parameter that a rule set lacks, or lacks on that day. */
export function noParameter(parameter: Parameter<unknown>, rules: Rules, day?: PlainDate): RuleError {
  const when = day === undefined ? "" : `於 ${day} `;
  return new RuleError("no_parameter", parameter.id, `「${parameter.label}」${when}沒有適用的規定`, {
    ruleSet: ruleSetOf(rules),
  });
}

/** A history of one value, in force from a day on (until `to`, when given). */
export function since<T>(
  from: string,
  value: T,
  citations: readonly Citation[],
  extra: { to?: string; assumption?: string } = {},
): ParameterValue<T>[] {
  const to = extra.to === undefined ? undefined : plainDate(extra.to);
  const base = { from: plainDate(from), value, citations };
  const ended = to === undefined ? base : { ...base, to };
  return [extra.assumption === undefined ? ended : { ...ended, assumption: extra.assumption }];
}

/** A value of a city's plan for 2025: in force in 2025, and continued until a newer plan is entered. */
export function cityPlan<T>(
  value: T,
  citations: readonly Citation[],
  assumption?: string,
): ParameterValue<T>[] {
  const stated = assumption === undefined ? {} : { assumption };
  return [
    ...since("2025-01-01", value, citations, { to: "2025-12-31", ...stated }),
    ...since("2026-01-01", value, citations, stated).map((entry) => ({ ...entry, continued: true })),
  ];
}

/** Another city's values, taken over as an assumption. */
export function borrowed<T>(history: readonly ParameterValue<T>[], note: string): ParameterValue<T>[] {
  return history.map((entry) => ({
    ...entry,
    assumption: entry.assumption === undefined ? note : `${note}；${entry.assumption}`,
  }));
}

/** First days on which the two national regulations are in force. */
export const CONTRACT_REGULATION_FROM = "2023-10-06";
export const PAYMENT_REGULATION_FROM = "2022-02-01";

export const TAOYUAN_BORROWS = "桃園市未訂，暫比照臺中市114年計畫";
export const TAICHUNG_BORROWS = "臺中市未訂，暫比照桃園市114年計畫";
export const CONTINUED_NOTE = "計畫年度已過，新年度計畫登錄前暫續適用";
