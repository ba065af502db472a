import { InputReader } from "./input";
import { type Outcome, Reasoning } from "./outcome";
import type { Rules } from "./parameter";
import { CONCENTRATION_PERCENT } from "./parameters/dispatch";
import { RISK_WEIGHTS, type RiskWeights } from "./parameters/inspection";
import { dayNumberOf, type PlainDate } from "./plain-date";

/** Why a unit should be visited before another. */
export const RISK_SIGNS = [
  "overdue_findings",
  "open_findings",
  "points",
  "incidents",
  "overdue_clocks",
  "concentration",
  "never_visited",
  "since_visit",
] as const;
export type RiskSign = (typeof RISK_SIGNS)[number];

export interface RiskUnit {
  unit: string;
  openFindings: number;
  /** Of the open ones those past their day. */
  overdueFindings: number;
  /** In the year up to the day. */
  points: number;
  incidents: number;
  overdueClocks: number;
  /** The largest share of one B unit in the last monthly table, per cent; absent for units that dispatch nothing. */
  concentration?: number | null;
  lastVisit?: string | null;
}

export interface RiskInput {
  units: readonly RiskUnit[];
  on: string;
}

export interface RiskReason {
  sign: RiskSign;
  value: number;
  score: number;
  text: string;
}

export interface RankedUnit {
  unit: string;
  /** Equal scores share a rank. */
  rank: number;
  score: number;
  reasons: RiskReason[];
}

interface Facts {
  readonly unit: string;
  readonly openFindings: number;
  readonly overdueFindings: number;
  readonly points: number;
  readonly incidents: number;
  readonly overdueClocks: number;
  readonly concentration: number | undefined;
  readonly lastVisit: PlainDate | undefined;
}

const DAYS_OF_QUARTER = 91;

function reasonsOf(facts: Facts, weights: RiskWeights, limit: number, on: PlainDate): RiskReason[] {
  const { overdueFindings, points, incidents, overdueClocks, concentration, lastVisit } = facts;
  const open = facts.openFindings - overdueFindings;
  const overdueScore = Math.min(weights.findingsMost, overdueFindings * weights.overdueFinding);
  const openScore = Math.min(weights.findingsMost - overdueScore, open * weights.openFinding);
  const days = lastVisit === undefined ? 0 : Math.max(0, dayNumberOf(on) - dayNumberOf(lastVisit));
  const quarters = Math.floor(days / DAYS_OF_QUARTER);
  const isConcentrated = concentration !== undefined && concentration > limit;
  const all: RiskReason[] = [
    reason("overdue_findings", overdueFindings, overdueScore, `缺失逾期未改善 ${overdueFindings} 件`),
    reason("open_findings", open, openScore, `缺失改善中 ${open} 件`),
    reason("points", points, Math.min(weights.pointsMost, points * weights.point), `一年內記 ${points} 點`),
    reason(
      "incidents",
      incidents,
      Math.min(weights.incidentsMost, incidents * weights.incident),
      `一年內異常事件 ${incidents} 件`,
    ),
    reason(
      "overdue_clocks",
      overdueClocks,
      Math.min(weights.clocksMost, overdueClocks * weights.overdueClock),
      `逾期案件 ${overdueClocks} 件`,
    ),
    reason(
      "concentration",
      concentration ?? 0,
      isConcentrated ? weights.concentration : 0,
      `集中派案 ${concentration ?? 0}%（逾 ${limit}%）`,
    ),
    reason("never_visited", 1, lastVisit === undefined ? weights.neverVisited : 0, "未曾查核"),
    reason(
      "since_visit",
      days,
      Math.min(weights.sinceVisitMost, quarters * weights.quarterSinceVisit),
      `距上次查核（${lastVisit ?? ""}）${days} 日`,
    ),
  ];
  return all.filter(({ score }) => score > 0);
}

function reason(sign: RiskSign, value: number, score: number, text: string): RiskReason {
  return { sign, value, score: Math.max(0, score), text };
}

/**
 * The order in which units should be visited, and why.
 * Input: `units` (`unit`, `openFindings`, `overdueFindings` ≤ open, `points`, `incidents`, `overdueClocks`, `concentration?`,
 * `lastVisit?`), `on`. Output: `units` (`unit`, `rank`, `score`, `reasons` with `sign`, `value`, `score`, `text`), the highest score
 * first, equal ones in order of the unit's name.
 * Errors: `invalid_date`, `out_of_range`, `missing_field`, `no_parameter`. Governing day: `on`. Source: 臺中市114年計畫 貳、三、(一)3(1)B
 * and 桃園市114年計畫 伍、二 ask for more visits where something was found; the weights are ours.
 */
export function inspectionRisk(rules: Rules, input: RiskInput): Outcome<{ units: RankedUnit[] }> {
  const reader = new InputReader(input);
  const facts = reader.objects("units").map((each): Facts => {
    const openFindings = each.integer("openFindings");
    const overdueFindings = each.integer("overdueFindings");
    if (each.readable("openFindings", "overdueFindings") && overdueFindings > openFindings)
      each.fail("out_of_range", "overdueFindings", "逾期之缺失不可多於未結之缺失");
    return {
      ...{ unit: each.text("unit"), openFindings, overdueFindings, points: each.integer("points") },
      ...{ incidents: each.integer("incidents"), overdueClocks: each.integer("overdueClocks") },
      concentration: each.optionalNumber("concentration", { max: 100 }),
      lastVisit: each.optionalDate("lastVisit"),
    };
  });
  const on = reader.date("on");
  reader.finish();
  const reasoning = new Reasoning();
  const weights = reasoning.use(RISK_WEIGHTS, rules, on);
  const limit = reasoning.use(CONCENTRATION_PERCENT, rules, on);
  const scored = facts
    .map((each) => {
      const reasons = reasonsOf(each, weights, limit, on);
      return { unit: each.unit, score: reasons.reduce((sum, { score }) => sum + score, 0), reasons };
    })
    .sort((a, b) => b.score - a.score || (a.unit < b.unit ? -1 : a.unit > b.unit ? 1 : 0));
  const units = scored.map((each) => ({
    ...each,
    rank: scored.findIndex(({ score }) => score === each.score) + 1,
  }));
  reasoning.step("ranked", `${units.length} 家依風險配分由高至低排列，同分依代碼`, {
    count: units.length,
  });
  return reasoning.outcome({ units });
}
