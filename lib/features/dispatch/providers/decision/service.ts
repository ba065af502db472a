import { type NextUnit, nextUnit, type SkipReason } from "@/lib/rules/dispatch";
import { RuleError } from "@/lib/rules/errors";
import type { Outcome } from "@/lib/rules/outcome";
import type { DecisionInput } from "../types";

export interface RuleAnswer {
  outcome: Outcome<NextUnit> | null;
  refusal: { code: string; message: string } | null;
}

/** Asks the law whose turn it is; the outcome is a plain record that can be kept. */
export function askRule(input: DecisionInput): RuleAnswer {
  try {
    return { outcome: JSON.parse(JSON.stringify(nextUnit(input))), refusal: null };
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    return { outcome: null, refusal: { code: error.code, message: error.message } };
  }
}

const REASONS: readonly string[] = [
  "not_contracted",
  "outside_district",
  "suspended",
  "no_capacity",
  "declined",
] satisfies SkipReason[];

/** Why a unit of a queue could not take the case now; null when it could. Asked of the law, unit by unit. */
export function skipOf(input: Pick<DecisionInput, "queue" | "declined">, unit: string): SkipReason | null {
  try {
    nextUnit({ queue: input.queue, cursor: 0, choice: unit, declined: input.declined });
    return null;
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    const { reason } = error.detail;
    if (error.code !== "choice_unavailable" || !REASONS.includes(String(reason))) throw error;
    return reason as SkipReason;
  }
}
