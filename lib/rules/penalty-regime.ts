import { InputReader } from "./input";
import { type Outcome, Reasoning } from "./outcome";
import type { Rules } from "./parameter";
import { C_STATION_MISSED, POINT_REGIMES } from "./parameters/penalty";
import type { Regime } from "./penalty-evaluate";

export const CONTRACT_TIERS = ["a", "b", "c"] as const;
export type ContractTier = (typeof CONTRACT_TIERS)[number];

/**
 * Under which regime a contract's points are given.
 * Input: `tier` (`a`, `b`, `c`), `contractFrom` (first day of the contract). Output: `regime`, null where the rule set knows none
 * (C stations outside Taichung).
 * Errors: `invalid_date`, `out_of_range`, `missing_field`, `no_parameter`.
 * Governing day: `contractFrom`. Source: CR §45; 臺中市114年計畫貳、三.
 */
export function pointRegime(
  rules: Rules,
  input: { tier: ContractTier; contractFrom: string },
): Outcome<{ regime: Regime | null }> {
  const reader = new InputReader(input);
  const tier = reader.choice("tier", CONTRACT_TIERS);
  const contractFrom = reader.date("contractFrom");
  reader.finish();
  const reasoning = new Reasoning();
  const regime = reasoning.use(POINT_REGIMES, rules, contractFrom)[tier];
  reasoning.step("regime", `特約自 ${contractFrom} 起，依當時之記點規定`, { contractFrom, regime });
  return reasoning.outcome({ regime });
}

/**
 * What a correction that a C station missed costs: points, and months of the grant for running costs.
 * Input: `missed` (whole, ≥ 0), `on`. Output: `points`, `grantMonths`.
 * Errors: `invalid_date`, `out_of_range`, `missing_field`, `no_parameter` (rule sets without C-station points).
 * Governing day: `on`. Source: 臺中市114年計畫附錄九.
 */
export function missedCorrections(
  rules: Rules,
  input: { missed: number; on: string },
): Outcome<{ points: number; grantMonths: number }> {
  const reader = new InputReader(input);
  const missed = reader.integer("missed");
  const on = reader.date("on");
  reader.finish();
  const reasoning = new Reasoning();
  const each = reasoning.use(C_STATION_MISSED, rules, on);
  const points = missed * each.points;
  const grantMonths = missed * each.grantMonths;
  reasoning.step("missed", `未完成改善 ${missed} 次，列計 ${points} 點，扣減獎助業務費 ${grantMonths} 個月`, {
    missed,
    points,
    grantMonths,
  });
  return reasoning.outcome({ points, grantMonths });
}
