import { taichungPlan } from "./citations";
import { RuleError } from "./errors";
import { InputReader } from "./input";
import { type Outcome, Reasoning } from "./outcome";

const DIRECTIONS = ["higher", "lower"] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** A rate; null with 0 below the line. Error `out_of_range` when it is too large to be a number. */
export function rateOf(above: number, below: number, field: string): number | null {
  if (below === 0) return null;
  const rate = above / below;
  if (Number.isFinite(rate)) return rate;
  throw new RuleError("out_of_range", field, `${field} 過小，無法計算比率`);
}

/**
 * Growth against an earlier figure.
 * Input: `current`, `previous?` (both ≥ 0). Output: `rate` (share; null when `previous` is 0 or missing).
 * Errors: `out_of_range`, `missing_field`. Source: 臺中市114年計畫壹、一.
 */
export function growth(input: {
  current: number;
  previous?: number | null;
}): Outcome<{ rate: number | null }> {
  const reader = new InputReader(input);
  const current = reader.number("current");
  const previous = reader.optionalNumber("previous");
  reader.finish();
  const reasoning = new Reasoning();
  reasoning.cite(taichungPlan("壹、一"));
  reasoning.step("growth", "（本期－前期）÷前期", { current, previous });
  const rate = previous === undefined ? null : rateOf(current - previous, previous, "previous");
  return reasoning.outcome({ rate });
}

/**
 * How far a target is reached.
 * Input: `actual`, `target` (both ≥ 0), `direction` (`higher` or `lower` is better).
 * Output: `rate` (share; for `lower` 1 when met, else target / actual; null with 0 below the line), `met`.
 * Errors: `out_of_range`, `missing_field`. Source: 臺中市114年計畫壹、一.
 */
export function achievement(input: {
  actual: number;
  target: number;
  direction: Direction;
}): Outcome<{ rate: number | null; met: boolean }> {
  const reader = new InputReader(input);
  const actual = reader.number("actual");
  const target = reader.number("target");
  const direction = reader.choice("direction", DIRECTIONS);
  reader.finish();
  const reasoning = new Reasoning();
  reasoning.cite(taichungPlan("壹、一"));
  if (direction === "higher") {
    reasoning.step("higher", "越高越好：實際÷目標", { actual, target });
    return reasoning.outcome({ rate: rateOf(actual, target, "target"), met: actual >= target });
  }
  const met = actual <= target;
  reasoning.step("lower", "越低越好：達標為1，未達標為目標÷實際", { actual, target });
  return reasoning.outcome({ rate: met ? 1 : rateOf(target, actual, "actual"), met });
}
