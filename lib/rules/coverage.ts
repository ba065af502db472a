import { taichungPlan } from "./citations";
import { rateOf } from "./indicator";
import { InputReader } from "./input";
import { type Outcome, Reasoning } from "./outcome";
import type { Rules } from "./parameter";
import { DEMAND_RATES, SATURATION_PERCENT } from "./parameters/coverage";

const TEN_THOUSAND = 10_000;

/**
 * Share of the people in need that long-term care reaches.
 * Input: `benefitUsers`, `residentialUsers`, `dementiaFrailUsers` (persons), `estimatedNeed`.
 * Output: `served` (persons), `rate` (share; null when the need is 0).
 * Errors: `out_of_range`, `missing_field`. Source: 臺中市114年計畫壹、一.
 */
export function ltcCoverage(input: {
  benefitUsers: number;
  residentialUsers: number;
  dementiaFrailUsers: number;
  estimatedNeed: number;
}): Outcome<{ served: number; rate: number | null }> {
  const reader = new InputReader(input);
  const users = ["benefitUsers", "residentialUsers", "dementiaFrailUsers"].map((name) =>
    reader.integer(name),
  );
  const estimatedNeed = reader.number("estimatedNeed");
  reader.finish();
  const served = users.reduce((sum, count) => sum + count, 0);
  const reasoning = new Reasoning();
  reasoning.cite(taichungPlan("壹、一"));
  reasoning.step("rate", "（給付＋住宿式＋失智衰弱服務使用人數）÷推估需求人數", { served, estimatedNeed });
  return reasoning.outcome({ served, rate: rateOf(served, estimatedNeed, "estimatedNeed") });
}

export interface DemandInput {
  pop65: number;
  disabled50to64: number;
  disabledUnder50: number;
  indigenous55to64: number;
  pop50to64: number;
}
export interface Demand {
  elderlyDisabled: number;
  youngDisabled: number;
  indigenous: number;
  dementia: number;
  frail: number;
  total: number;
}

function roundedHalfUp(above: number, below: number): number {
  return Math.floor((2 * above + below) / (2 * below));
}

/**
 * People who need long-term care, estimated from the population.
 * Input: `pop65`, `disabled50to64`, `disabledUnder50`, `indigenous55to64`, `pop50to64` (persons).
 * Output: `elderlyDisabled`, `youngDisabled`, `indigenous`, `dementia`, `frail` (each rounded half up), `total` (their sum).
 * Errors: `out_of_range`, `missing_field`. Source: 臺中市114年計畫表五 (the rates have no day of their own).
 */
export function ltcDemand(rules: Rules, input: DemandInput): Outcome<Demand> {
  const reader = new InputReader(input);
  const pop65 = reader.integer("pop65", { max: 1e10 });
  const disabled50to64 = reader.integer("disabled50to64", { max: 1e10 });
  const disabledUnder50 = reader.integer("disabledUnder50", { max: 1e10 });
  const indigenous55to64 = reader.integer("indigenous55to64", { max: 1e10 });
  const pop50to64 = reader.integer("pop50to64", { max: 1e10 });
  reader.finish();
  const reasoning = new Reasoning();
  const rates = reasoning.undated(DEMAND_RATES, rules);
  const young = disabled50to64 * rates.disabled50to64 + disabledUnder50 * rates.disabledUnder50;
  const withDementia = pop50to64 * rates.dementia50to64 + pop65 * rates.dementia65;
  const demand = {
    elderlyDisabled: roundedHalfUp(pop65 * rates.elderly, TEN_THOUSAND),
    youngDisabled: roundedHalfUp(young, TEN_THOUSAND),
    indigenous: roundedHalfUp(indigenous55to64 * rates.indigenous, TEN_THOUSAND),
    dementia: roundedHalfUp((withDementia / 10) * (rates.dementiaWithoutAdl / 10), TEN_THOUSAND * 100),
    frail: roundedHalfUp(pop65 * rates.frail, TEN_THOUSAND),
  };
  reasoning.step("rates", "各類人口數乘以推估比率，四捨五入後加總", { rates });
  const total = Object.values(demand).reduce((sum, count) => sum + count, 0);
  return reasoning.outcome({ ...demand, total });
}

/**
 * One day-care centre for each junior-high-school district.
 * Input: `schoolDistricts`, `deployed`, `planned` (districts). Output: `missing` (≥ 0), `rate` (share; null without districts).
 * Errors: `out_of_range`, `missing_field`. Source: 臺中市114年計畫表二-3.
 */
export function schoolDistrictDayCare(input: {
  schoolDistricts: number;
  deployed: number;
  planned: number;
}): Outcome<{ missing: number; rate: number | null }> {
  const reader = new InputReader(input);
  const schoolDistricts = reader.integer("schoolDistricts");
  const there = reader.integer("deployed") + reader.integer("planned");
  reader.finish();
  const reasoning = new Reasoning();
  reasoning.cite(taichungPlan("表二-3"));
  reasoning.step("rate", "（已布建＋規劃布建）÷國中學區數", { schoolDistricts, there });
  const missing = Math.max(0, schoolDistricts - there);
  return reasoning.outcome({ missing, rate: rateOf(there, schoolDistricts, "schoolDistricts") });
}

export type SaturationState = "saturated" | "near" | "open";

/**
 * Whether a district has enough of a service.
 * Input: `capacity`, `need` (same unit, ≥ 0), `on`. Output: `rate` (share), `state`; both null when `need` is 0.
 * Errors: `invalid_date`, `out_of_range`, `missing_field`, `no_parameter`. Source: 臺中市114年計畫貳、三.
 */
export function saturation(
  rules: Rules,
  input: { capacity: number; need: number; on: string },
): Outcome<{ rate: number | null; state: SaturationState | null }> {
  const reader = new InputReader(input);
  const capacity = reader.number("capacity");
  const need = reader.number("need");
  const on = reader.date("on");
  reader.finish();
  const reasoning = new Reasoning();
  const { saturated, near } = reasoning.use(SATURATION_PERCENT, rules, on);
  reasoning.step("thresholds", `達 ${saturated}% 為飽和，達 ${near}% 為即將飽和`, { saturated, near });
  const rate = rateOf(capacity, need, "need");
  if (rate === null) return reasoning.outcome({ rate, state: null });
  const state = rate >= saturated / 100 ? "saturated" : rate >= near / 100 ? "near" : "open";
  return reasoning.outcome({ rate, state });
}
