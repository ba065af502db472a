import { taichungPlan } from "./citations";
import { Exact } from "./exact";
import { rateOf } from "./indicator";
import { InputReader } from "./input";
import { type Outcome, Reasoning } from "./outcome";
import type { Rules } from "./parameter";
import { DEMAND_RATES } from "./parameters/coverage";
import { COMMUNITY_USE_PERCENT, ELDERLY_GROWTH_PERCENT } from "./parameters/forecast";
import { compounded } from "./plan-tables/formulas";

export interface DeviceCoverage {
  devices: number;
  total: number;
  purchaseRate: number | null;
  rentalRate: number | null;
  barrierFreeRate: number | null;
  totalRate: number | null;
}

/**
 * How many of the people with disabilities assistive devices and barrier-free homes reach. Everyone counts once a kind.
 * Input: `disabled`, `purchase`, `rental`, `barrierFree` (persons).
 * Output: `devices` (purchase + rental), `total`, and four rates (shares; null with 0 `disabled`).
 * Errors: `out_of_range`, `missing_field`. Source: 臺中市114年計畫表二-4.
 */
export function deviceCoverage(input: {
  disabled: number;
  purchase: number;
  rental: number;
  barrierFree: number;
}): Outcome<DeviceCoverage> {
  const reader = new InputReader(input);
  const disabled = reader.integer("disabled");
  const purchase = reader.integer("purchase");
  const rental = reader.integer("rental");
  const barrierFree = reader.integer("barrierFree");
  reader.finish();
  const reasoning = new Reasoning();
  reasoning.cite(taichungPlan("表二-4"));
  const devices = purchase + rental;
  const total = devices + barrierFree;
  reasoning.step("rates", "使用人數÷長照失能人數", { disabled, devices, total });
  const rate = (users: number) => rateOf(users, disabled, "disabled");
  return reasoning.outcome({
    devices,
    total,
    purchaseRate: rate(purchase),
    rentalRate: rate(rental),
    barrierFreeRate: rate(barrierFree),
    totalRate: rate(total),
  });
}

/**
 * How many of those who may have respite care use it, and what share of the users each code has. A person may use
 * several codes, so that the shares may add up to more than 1.
 * Input: `assignable`, `users` (persons), `byCode` (`code`, `users`).
 * Output: `rate` (share; null with 0 `assignable`), `shares` (`code`, `share`; null with 0 `users`).
 * Errors: `out_of_range`, `missing_field`. Source: 臺中市114年計畫表二-6.
 */
export function respiteCoverage(input: {
  assignable: number;
  users: number;
  byCode: readonly { code: string; users: number }[];
}): Outcome<{ rate: number | null; shares: { code: string; share: number | null }[] }> {
  const reader = new InputReader(input);
  const assignable = reader.integer("assignable");
  const users = reader.integer("users");
  const codes = reader
    .objects("byCode")
    .map((line) => ({ code: line.text("code"), users: line.integer("users") }));
  reader.finish();
  const reasoning = new Reasoning();
  reasoning.cite(taichungPlan("表二-6"));
  reasoning.step("rate", "實際使用人數÷可派案人數；各碼使用人數÷實際使用人數", { assignable, users });
  return reasoning.outcome({
    rate: rateOf(users, assignable, "assignable"),
    shares: codes.map((line) => ({ code: line.code, share: rateOf(line.users, users, "users") })),
  });
}

/**
 * Day-care places that will be needed some years on: persons of 65 and more × disability rate × use rate × growth a year.
 * Input: `pop65` (persons), `years` (0–20), `on`. Output: `demand` (persons, rounded half up).
 * Errors: `invalid_date`, `out_of_range`, `missing_field`, `no_parameter`. Source: 臺中市114年計畫貳、三 (117年推估), 表八.
 */
export function dayCareForecast(
  rules: Rules,
  input: { pop65: number; years: number; on: string },
): Outcome<{ demand: number }> {
  const reader = new InputReader(input);
  const pop65 = Exact.whole(reader.integer("pop65", { max: 1e10 }));
  const years = reader.integer("years", { max: 20 });
  const on = reader.date("on");
  reader.finish();
  const reasoning = new Reasoning();
  const percent = (value: number) => Exact.fromNumber(value).times(Exact.of("0.01"));
  const disability = Exact.whole(reasoning.undated(DEMAND_RATES, rules).elderly).times(Exact.of("0.0001"));
  const use = percent(reasoning.use(COMMUNITY_USE_PERCENT, rules, on));
  const growth = percent(reasoning.use(ELDERLY_GROWTH_PERCENT, rules, on)).plus(Exact.whole(1));
  const demand = compounded(pop65, [disability, use], growth, years).rounded().toNumber();
  reasoning.step("demand", `65歲以上人口×失能率×使用率×年成長率（${years} 年）`, { years });
  return reasoning.outcome({ demand });
}
