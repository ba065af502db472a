/**
 * Codes that every rule shares, in the order in which they go before one another when several apply.
 * A rule's own codes come after all of these.
 */
export const COMMON_CODES = [
  "invalid_date",
  "out_of_range",
  "missing_field",
  "unknown_rule",
  "unknown_jurisdiction",
  "no_such_clock",
  "no_calendar",
  "no_parameter",
] as const;

/** Codes of single rules, in the order in which the specification names them. */
export const OWN_CODES = [
  "choice_unavailable",
  "rotation_exhausted",
  "correction_unknown",
  "not_eligible",
  "not_monthly",
  "not_payable_with_foreign_caregiver",
  "over_quota",
] as const;

export type RuleErrorCode = (typeof COMMON_CODES)[number] | (typeof OWN_CODES)[number];

const RANKS: ReadonlyMap<RuleErrorCode, number> = new Map(
  [...COMMON_CODES, ...OWN_CODES].map((code, rank) => [code, rank]),
);

/**
 * A refusal of a rule: `code` for programs, `field` names the input at fault, `message` is a sentence in
 * Traditional Chinese for the screen, `detail` holds what else a screen may want (the reason a chosen unit
 * cannot take a case, the month that goes over the quota).
 */
export class RuleError extends Error {
  readonly code: RuleErrorCode;
  readonly field: string;
  readonly detail: Readonly<Record<string, string | number>>;

  constructor(
    code: RuleErrorCode,
    field: string,
    message: string,
    detail: Readonly<Record<string, string | number>> = {},
  ) {
    super(message);
    this.name = "RuleError";
    this.code = code;
    this.field = field;
    this.detail = detail;
  }
}

/** Place of a code in the order of precedence; a smaller number goes first. */
export function errorRank(code: RuleErrorCode): number {
  return RANKS.get(code) ?? RANKS.size;
}

/** The error that goes first among several; of equals the one found first. Undefined for an empty list. */
export function firstError(errors: readonly RuleError[]): RuleError | undefined {
  let first: RuleError | undefined;
  for (const error of errors) {
    if (first === undefined || errorRank(error.code) < errorRank(first.code)) first = error;
  }
  return first;
}
