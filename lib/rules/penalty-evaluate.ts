import { rolledDay } from "./calendar";
import { contractRegulation } from "./citations";
import { InputReader } from "./input";
import { type Outcome, Reasoning } from "./outcome";
import { type Parameter, type Rules, ruleSetOf } from "./parameter";
import {
  type ContractThresholds,
  REVIEW_DAYS,
  SUSPENSION_DAYS,
  TAICHUNG_A_111,
  TAICHUNG_B_111,
  TAICHUNG_C,
  TERMINATION_POINTS,
} from "./parameters/penalty";
import { dayNumberOf, lastDayOfYears, type PlainDate, partsOf } from "./plain-date";
import { requireNotAfterCalendars, rollToWorking } from "./working-days";

export const REGIMES = ["national", "taichung_a_111", "taichung_b_111", "taichung_c"] as const;
export type Regime = (typeof REGIMES)[number];

/** Points on record, after those taken back on review have been removed. */
export interface PointsOn {
  on: string;
  points: number;
}

export interface EvaluateInput {
  regime: Regime;
  points: readonly PointsOn[];
  asOf: string;
  contractFrom?: string | null;
}

export interface Evaluation {
  total: number;
  action: "none" | "suspend" | "terminate";
  suspendMonths?: number;
  suspendDays?: { min: number; max: number };
  windowTotal?: number;
  becauseOf?: "one_year" | "three_years";
  otherReadings?: "any_window"[];
}

interface PointRecord {
  readonly on: PlainDate;
  readonly points: number;
}

interface Window {
  readonly start: PlainDate;
  readonly end: PlainDate;
  readonly total: number;
}

const CONTRACT_REGIMES: Readonly<{ [R in Exclude<Regime, "national">]: Parameter<ContractThresholds> }> = {
  taichung_a_111: TAICHUNG_A_111,
  taichung_b_111: TAICHUNG_B_111,
  taichung_c: TAICHUNG_C,
};

const LONGEST_YEAR = "9999-01-01";

function sum(records: readonly PointRecord[]): number {
  return records.reduce((total, { points }) => total + points, 0);
}

function windowFrom(start: PlainDate, records: readonly PointRecord[]): Window {
  const end = start < LONGEST_YEAR ? lastDayOfYears(start, 1) : ("9999-12-31" as PlainDate);
  return { start, end, total: sum(records.filter(({ on }) => on >= start && on <= end)) };
}

// The first point after a window's end opens the next one: the law does not say, the specification assumes it.
function restartedWindows(records: readonly PointRecord[]): Window[] {
  const windows: Window[] = [];
  for (const { on } of records) {
    const last = windows.at(-1);
    if (last === undefined || on > last.end) windows.push(windowFrom(on, records));
  }
  return windows;
}

function hasThreeYears(records: readonly PointRecord[], threshold: number): boolean {
  const byYear = new Map<number, number>();
  for (const { on, points } of records) {
    const { year } = partsOf(on);
    byYear.set(year, (byYear.get(year) ?? 0) + points);
  }
  return [...byYear.keys()].some((year) => {
    const sums = [year, year + 1, year + 2].map((each) => byYear.get(each) ?? 0);
    return sums.every((total) => total > 0) && sums.reduce((a, b) => a + b, 0) >= threshold;
  });
}

function nationalAssumption(rules: Rules): string | undefined {
  const ruleSet = ruleSetOf(rules);
  if (ruleSet === "taoyuan") return "桃園市契約附件四「品質管理記點基準」未公開，暫依特約管理辦法第31、32條";
  return ruleSet === "taichung" ? "臺中市計畫僅載明B單位自114年起適用，A單位比照" : undefined;
}

function evaluateNational(
  reasoning: Reasoning,
  rules: Rules,
  records: readonly PointRecord[],
  asOf: PlainDate,
): Evaluation {
  const thresholds = reasoning.use(TERMINATION_POINTS, rules, asOf);
  const suspendDays = reasoning.use(SUSPENSION_DAYS, rules, asOf);
  const assumed = nationalAssumption(rules);
  if (assumed !== undefined) reasoning.assume(assumed);
  const windows = restartedWindows(records);
  for (const window of windows) {
    const text = `${window.start} 至 ${window.end} 累計 ${window.total} 點`;
    reasoning.step("window", text, { ...window });
  }
  const windowTotal = windows.find(({ start, end }) => start <= asOf && asOf <= end)?.total ?? 0;
  const base = { total: sum(records), windowTotal };
  const inOneYear = windows.some(({ total }) => total >= thresholds.oneYear);
  if (inOneYear || hasThreeYears(records, thresholds.threeYears)) {
    const becauseOf = inOneYear ? "one_year" : "three_years";
    reasoning.step("terminate", inOneYear ? "一年內累計達終止點數" : "連續三年記點累計達終止點數", {
      becauseOf,
    });
    return { ...base, action: "terminate", becauseOf, otherReadings: [] };
  }
  const stricter = records.some(({ on }) => windowFrom(on, records).total >= thresholds.oneYear);
  const otherReadings: "any_window"[] = stricter ? ["any_window"] : [];
  if (stricter) reasoning.step("any_window", "若以任一次記點起算一年，已達終止點數，請承辦人判斷");
  if (records.length === 0) return { ...base, action: "none", otherReadings };
  reasoning.step("suspend", `得停止派案 ${suspendDays.min} 至 ${suspendDays.max} 日，至特約屆滿為止`, {
    suspendDays,
  });
  return { ...base, action: "suspend", suspendDays: { ...suspendDays }, otherReadings };
}

function evaluateContract(
  reasoning: Reasoning,
  { suspend, terminate }: ContractThresholds,
  records: readonly PointRecord[],
): Evaluation {
  reasoning.cite(contractRegulation("第45條"));
  const total = sum(records);
  const step = suspend.findLast(({ from }) => total >= from);
  reasoning.step("thresholds", `契約期間累計 ${total} 點，達 ${terminate} 點終止`, {
    total,
    suspend,
    terminate,
  });
  if (total >= terminate) return { total, action: "terminate" };
  if (step === undefined) return { total, action: "none" };
  return step.months === null
    ? { total, action: "suspend" }
    : { total, action: "suspend", suspendMonths: step.months };
}

/**
 * What the points on record lead to under the regime that the contract names.
 * Input: `regime`, `points` (each `on`, `points` ≥ 0), `asOf`, `contractFrom?`. Points after `asOf` and before
 * `contractFrom` are ignored.
 * Output: `total`, `action`, `suspendMonths?`, `suspendDays?`; national also `windowTotal`, `becauseOf?`,
 * `otherReadings` (`any_window` when the stricter reading would terminate and the result does not).
 * Errors: `invalid_date`, `out_of_range`, `missing_field`, `no_parameter` (a regime the rule set does not have, or
 * not on `asOf`). Source: CR §§31, 32, 45; 臺中市114年計畫 (contracts of 111–113, C stations).
 */
export function evaluatePoints(rules: Rules, input: EvaluateInput): Outcome<Evaluation> {
  const reader = new InputReader(input);
  const regime = reader.choice("regime", REGIMES);
  const all = reader.objects("points").map((entry) => ({
    on: entry.date("on"),
    points: entry.integer("points"),
  }));
  const asOf = reader.date("asOf");
  const contractFrom = reader.optionalDate("contractFrom") ?? "";
  reader.finish();
  const records = all
    .filter(({ on, points }) => points > 0 && on <= asOf && on >= contractFrom)
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const reasoning = new Reasoning();
  const evaluation =
    regime === "national"
      ? evaluateNational(reasoning, rules, records, asOf)
      : evaluateContract(reasoning, reasoning.use(CONTRACT_REGIMES[regime], rules, asOf), records);
  if (regime === "taichung_c")
    reasoning.step("grant", "每列計1點，得自業務費扣除0.5個月；達3點者得終止（由機關裁量）");
  return reasoning.outcome(evaluation);
}

/**
 * Until when a unit may ask, once, for a review of a measure.
 * Input: `noticeArrivedOn`, `closures?`. Output: `dueOn` (30 calendar days, rolled forward).
 * Errors: `invalid_date`, `out_of_range`, `missing_field`, `no_calendar`, `no_parameter`.
 * Governing day: `noticeArrivedOn`. Source: CR §37; 民法第122條. National.
 */
export function reviewDeadline(
  rules: Rules,
  input: { noticeArrivedOn: string; closures?: readonly string[] },
): Outcome<{ dueOn: PlainDate }> {
  const reader = new InputReader(input);
  const arrived = reader.date("noticeArrivedOn");
  const closures = reader.optionalDays("closures");
  reader.finish();
  const reasoning = new Reasoning();
  const start = dayNumberOf(arrived);
  requireNotAfterCalendars(start, "noticeArrivedOn");
  const days = reasoning.use(REVIEW_DAYS, rules, arrived, (known) => {
    rollToWorking(start + known, closures, "noticeArrivedOn");
  });
  reasoning.step("count", `自 ${arrived} 之次日起算 ${days} 日`, { arrived, days });
  return reasoning.outcome({ dueOn: rolledDay(reasoning, start + days, closures, "noticeArrivedOn") });
}
