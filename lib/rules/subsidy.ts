import { InputReader } from "./input";
import { type Outcome, Reasoning } from "./outcome";
import type { Rules } from "./parameter";
import {
  FOSTER_MENTOR_PERCENT,
  GRANT_BANDS,
  type GrantBand,
  HEPING_TRIP,
  VEHICLE_TARGETS,
} from "./parameters/subsidy";

const LOWEST_BAND: GrantBand = { from: 0, band: "0-50", ratio: "none" };

/**
 * The share of the running grant that a transport vehicle has earned.
 * Input: `tripsPerMonth`, `kmPerMonth` (averages, ≥ 0), `remote` (和平區), `on`.
 * Output: `attainment` (share, the better of trips and km, not capped), `band`, `ratio` (share, `by_vehicle` or `none`).
 * Errors: `invalid_date`, `out_of_range`, `missing_field`, `no_parameter`. Source: 臺中市114年計畫 (stated for 113).
 */
export function transportGrant(
  rules: Rules,
  input: { tripsPerMonth: number; kmPerMonth: number; remote: boolean; on: string },
): Outcome<{ attainment: number; band: string; ratio: GrantBand["ratio"] }> {
  const reader = new InputReader(input);
  const trips = reader.number("tripsPerMonth");
  const km = reader.number("kmPerMonth");
  const remote = reader.boolean("remote");
  const on = reader.date("on");
  reader.finish();
  const reasoning = new Reasoning();
  const target = reasoning.use(VEHICLE_TARGETS, rules, on)[remote ? "remote" : "general"];
  const bands = reasoning.use(GRANT_BANDS, rules, on);
  // Multiplied before it is divided, so that a whole percent is not missed by a rounding error.
  const percent = Math.floor(Math.max((trips * 100) / target.trips, (km * 100) / target.km));
  const { band, ratio } = bands.find(({ from }) => percent >= from) ?? LOWEST_BAND;
  reasoning.step("band", `目標 ${target.trips} 趟或 ${target.km} 公里，達成率 ${percent}%（${band}）`, {
    target,
    percent,
  });
  return reasoning.outcome({ attainment: Math.max(trips / target.trips, km / target.km), band, ratio });
}

/**
 * What a trip in 和平區 is subsidised with, in New Taiwan dollars.
 * Input: `km` (≥ 0), `baseSubsidy` (NTD), `on`.
 * Output: `surcharge` (for each started 10 km beyond km 30), `subsidy` (base + surcharge, at most 600 a trip).
 * The monthly cap of 2,400 is checked with the trips of the month.
 * Errors: `invalid_date`, `out_of_range`, `missing_field`, `no_parameter`. Source: 臺中市114年計畫 交通接送 D(D).
 */
export function hepingTrip(
  rules: Rules,
  input: { km: number; baseSubsidy: number; on: string },
): Outcome<{ surcharge: number; subsidy: number }> {
  const reader = new InputReader(input);
  const km = reader.number("km");
  const baseSubsidy = reader.integer("baseSubsidy");
  const on = reader.date("on");
  reader.finish();
  const reasoning = new Reasoning();
  const { freeKm, stepKm, stepPrice, tripMax, monthMax } = reasoning.use(HEPING_TRIP, rules, on);
  const stepsOfTen = Math.ceil(Math.max(0, km - freeKm) / stepKm);
  const surcharge = stepsOfTen * stepPrice;
  const text = `逾 ${freeKm} 公里每 ${stepKm} 公里加收 ${stepPrice} 元，每趟上限 ${tripMax} 元（每月上限 ${monthMax} 元另計）`;
  reasoning.step("surcharge", text, { km, stepsOfTen, monthMax });
  return reasoning.outcome({ surcharge, subsidy: Math.min(tripMax, baseSubsidy + surcharge) });
}

/**
 * The part of the grant that a family-care mentoring team loses for items missed.
 * Input: `missedItems` (0–4), `on`. Output: `deduction` (share).
 * Errors: `invalid_date`, `out_of_range`, `missing_field`, `no_parameter`. Source: 臺中市114年計畫 (C)b (stated for 113).
 */
export function fosterMentorDeduction(
  rules: Rules,
  input: { missedItems: number; on: string },
): Outcome<{ deduction: number }> {
  const reader = new InputReader(input);
  const missedItems = reader.integer("missedItems", { max: 4 });
  const on = reader.date("on");
  reader.finish();
  const reasoning = new Reasoning();
  const percent = reasoning.use(FOSTER_MENTOR_PERCENT, rules, on)[missedItems] ?? 0;
  reasoning.step("deduction", `未達成 ${missedItems} 項，扣減 ${percent}%`, { missedItems, percent });
  return reasoning.outcome({ deduction: percent / 100 });
}
