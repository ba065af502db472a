import { InputReader } from "./input";
import { type Outcome, Reasoning } from "./outcome";
import type { Rules } from "./parameter";
import { CLAIM_AUDIT, CONTRACT_REVIEW_PERCENT, SITE_VISIT, SYSTEM_AUDIT } from "./parameters/sampling";
import type { PlainDate } from "./plain-date";
import { sha256Hex } from "./sha256";

export const SAMPLE_KINDS = ["system_audit", "contract_review", "a_unit_site_visit", "claim_audit"] as const;
export type SampleKind = (typeof SAMPLE_KINDS)[number];

export interface SampleInput {
  kind: SampleKind;
  population: number;
  relatedInTop3?: boolean;
  monthlyClaim?: number | null;
  on: string;
}

interface Asked {
  readonly population: number;
  readonly relatedInTop3: boolean;
  readonly on: PlainDate;
}

function shareRoundedUp(population: number, percent: number): number {
  return Math.ceil((population * percent) / 100);
}

function sizeBefore(reasoning: Reasoning, rules: Rules, kind: SampleKind, asked: Asked): number {
  const { population, on } = asked;
  if (kind === "system_audit") {
    const { percent, relatedPercent } = reasoning.use(SYSTEM_AUDIT, rules, on);
    return shareRoundedUp(population, asked.relatedInTop3 ? relatedPercent : percent);
  }
  if (kind === "contract_review") {
    return shareRoundedUp(population, reasoning.use(CONTRACT_REVIEW_PERCENT, rules, on));
  }
  if (kind === "claim_audit") {
    const { percent, max } = reasoning.use(CLAIM_AUDIT, rules, on);
    return Math.min(max, shareRoundedUp(population, percent));
  }
  const { smallUpTo, small, large } = reasoning.use(SITE_VISIT, rules, on);
  return population <= smallUpTo ? small : large;
}

/**
 * How many cases to draw.
 * Input: `kind`, `population` (cases, ≥ 0), `relatedInTop3?` (`system_audit`), `monthlyClaim?` (NTD a month,
 * `claim_audit`), `on`.
 * Output: `size` (never above the population, 0 only for population 0); `timesPerYear` with a `monthlyClaim`.
 * Errors: `invalid_date`, `out_of_range`, `missing_field`, `no_parameter` (a kind the rule set does not have).
 * Source: 桃園市114年計畫伍、一(一)1; CR §35; 臺中市114年計畫附錄五 and (D)a.
 */
export function sampleSize(
  rules: Rules,
  input: SampleInput,
): Outcome<{ size: number; timesPerYear?: number }> {
  const reader = new InputReader(input);
  const kind = reader.choice("kind", SAMPLE_KINDS);
  const population = reader.integer("population");
  const relatedInTop3 = reader.optionalBoolean("relatedInTop3") ?? false;
  const monthlyClaim = reader.optionalInteger("monthlyClaim");
  const on = reader.date("on");
  reader.finish();
  const reasoning = new Reasoning();
  const wanted = sizeBefore(reasoning, rules, kind, { population, relatedInTop3, on });
  const size = Math.min(population, Math.max(1, wanted));
  reasoning.step("size", `母體 ${population} 案，抽 ${size} 案`, { population, wanted, size });
  if (kind !== "claim_audit" || monthlyClaim === undefined) return reasoning.outcome({ size });
  const { twiceFrom } = reasoning.use(CLAIM_AUDIT, rules, on);
  const timesPerYear = monthlyClaim >= twiceFrom ? 2 : 1;
  reasoning.step("times", `每月服務費用 ${monthlyClaim} 元，每年至少 ${timesPerYear} 次`, { monthlyClaim });
  return reasoning.outcome({ size, timesPerYear });
}

/**
 * The cases drawn: ranked by the SHA-256 of `seed:id`, the first `size` taken. Anyone with the seed and the list
 * can repeat it; the order of `ids` makes no difference and duplicates count once.
 * Input: `seed`, `ids`, `size` (≥ 0; a size above the list takes all). Output: `ids` in rank order.
 * Errors: `out_of_range`, `missing_field`.
 */
export function draw(input: {
  seed: string;
  ids: readonly string[];
  size: number;
}): Outcome<{ ids: string[] }> {
  const reader = new InputReader(input);
  const seed = reader.text("seed", "may_be_empty");
  const ids = reader.texts("ids");
  const size = reader.integer("size");
  reader.finish();
  const ranked = [...new Set(ids)]
    .map((id) => ({ id, rank: sha256Hex(`${seed}:${id}`) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0))
    .slice(0, size);
  const reasoning = new Reasoning();
  reasoning.step("ranked", `依 SHA-256（種子:案號）由小至大取前 ${ranked.length} 案`, { seed, ranked });
  return reasoning.outcome({ ids: ranked.map(({ id }) => id) });
}
