import { taichungPlan } from "./citations";
import { Exact, productOf, sumOf } from "./exact";
import { InputReader } from "./input";
import { type Outcome, Reasoning } from "./outcome";
import type { Rules } from "./parameter";
import {
  BENEFIT_CENTRAL_PERCENT,
  GROUP_HOME_GRANT,
  GROUP_HOME_HALF_BELOW,
  MEAL_CENTRAL_PERCENT,
  VEHICLE_GRANT,
} from "./parameters/budget";
import {
  CARE_COPAY_PERCENT,
  DEVICE_COPAY_PERCENT,
  RESPITE_COPAY_PERCENT,
  TRANSPORT_COPAY_PERCENT,
} from "./parameters/plan";
import type { PlainDate } from "./plain-date";
import { centralOfBenefits, copayOfClass, mealShare, remainder, shareOf } from "./plan-tables/formulas";
import { transportGrant } from "./subsidy";

const MONTHS_OF_YEAR = { max: 12 };
const NO_COPAY = { "1": 0, "2": 0, "3": 0 };

const BENEFIT_KINDS = ["management", "care", "transport", "devices", "respite"] as const;
export type BenefitKind = (typeof BENEFIT_KINDS)[number];

export interface BenefitBudgetInput {
  kind: BenefitKind;
  /** Needed for `transport`. */
  transportZone?: number | null;
  /** What a person may use a month or a year, in NTD. */
  quota: number;
  /** 12 for a monthly quota, 1 for a yearly one. */
  months: number;
  lowIncome: number;
  midLowIncome: number;
  general: number;
  on: string;
}

export interface BenefitBudget {
  persons: number;
  required: number;
  copayMidLow: number;
  copayGeneral: number;
  central: number;
  local: number;
}

function copayPercents(
  reasoning: Reasoning,
  rules: Rules,
  kind: BenefitKind,
  zone: "1" | "2" | "3" | "4",
  on: PlainDate,
) {
  if (kind === "care") return reasoning.use(CARE_COPAY_PERCENT, rules, on);
  if (kind === "respite") return reasoning.use(RESPITE_COPAY_PERCENT, rules, on);
  if (kind === "devices") return reasoning.use(DEVICE_COPAY_PERCENT, rules, on);
  if (kind === "transport") return reasoning.use(TRANSPORT_COPAY_PERCENT, rules, on)[zone];
  return NO_COPAY;
}

/**
 * A year's budget of one line of the benefits: quota × persons × months, who pays it, fractions of the centre's share
 * dropped. Everyone is reckoned with the whole quota, as the plan does. New Taiwan dollars.
 * Input: `kind` (`management` AA, `care` B and C, `transport` D, `devices` E and F, `respite` G), `transportZone?` (1–4,
 * needed for transport), `quota`, `months` (1–12), `lowIncome`, `midLowIncome`, `general` (persons), `on`.
 * Output: `persons`, `required`, `copayMidLow`, `copayGeneral`, `central`, `local`.
 * Errors: `invalid_date`, `out_of_range`, `missing_field`, `no_parameter`. Source: 臺中市114年計畫肆、二.
 */
export function benefitBudget(rules: Rules, input: BenefitBudgetInput): Outcome<BenefitBudget> {
  const reader = new InputReader(input);
  const kind = reader.choice("kind", BENEFIT_KINDS);
  const zone = reader.optionalInteger("transportZone", { min: 1, max: 4 });
  if (kind === "transport" && reader.raw("transportZone") === undefined) {
    reader.fail("missing_field", "transportZone", "交通接送須填 transportZone");
  }
  const quota = Exact.whole(reader.integer("quota"));
  const months = Exact.whole(reader.integer("months", { min: 1, ...MONTHS_OF_YEAR }));
  const classes = ["lowIncome", "midLowIncome", "general"].map((name) => Exact.whole(reader.integer(name)));
  const on = reader.date("on");
  reader.finish();
  const reasoning = new Reasoning();
  const percents = copayPercents(reasoning, rules, kind, String(zone ?? 1) as "1", on);
  const centralPercent = reasoning.use(BENEFIT_CENTRAL_PERCENT, rules, on);
  const persons = sumOf(classes);
  const required = productOf([quota, persons, months]);
  const [, midLow = Exact.ZERO, general = Exact.ZERO] = classes;
  const copays = [
    copayOfClass(quota, midLow, months, Exact.whole(percents["2"])).rounded(),
    copayOfClass(quota, general, months, Exact.whole(percents["3"])).rounded(),
  ] as const;
  const central = centralOfBenefits(required, copays, Exact.whole(centralPercent));
  reasoning.cite(taichungPlan("肆、二"));
  reasoning.step(
    "required",
    `所需經費 ${required.toText()} 元，部分負擔 ${sumOf(copays).toText()} 元，其餘中央 ${centralPercent}%`,
    { percents, centralPercent },
  );
  return reasoning.outcome({
    persons: persons.toNumber(),
    required: required.toNumber(),
    copayMidLow: copays[0].toNumber(),
    copayGeneral: copays[1].toNumber(),
    central: central.toNumber(),
    local: remainder(required, ...copays, central).toNumber(),
  });
}

/**
 * What a grant line asks for: unit price × quantity, × months where it is a monthly price.
 * Input: `unitPrice` (NTD, fractions allowed), `quantity`, `months?` (averages such as 13.5 allowed). Output: `required`.
 * Errors: `out_of_range`, `missing_field`. Source: 臺中市114年計畫肆、三.
 */
export function grantAmount(input: {
  unitPrice: number;
  quantity: number;
  months?: number | null;
}): Outcome<{ required: number }> {
  const reader = new InputReader(input);
  const unitPrice = Exact.fromNumber(reader.number("unitPrice"));
  const quantity = Exact.fromNumber(reader.number("quantity"));
  const months = Exact.fromNumber(reader.optionalNumber("months", { max: 24 }) ?? 1);
  reader.finish();
  const reasoning = new Reasoning();
  reasoning.cite(taichungPlan("肆、三"));
  const required = productOf([unitPrice, months, quantity]).rounded().toNumber();
  reasoning.step("required", "單價×月數×數量", { required });
  return reasoning.outcome({ required });
}

/**
 * Who pays an amount: shares of centre and unit rounded half up, the city takes what is left.
 * Input: `required` (NTD), `centralPercent`, `unitPercent?` (together at most 100). Output: `central`, `local`, `unit`.
 * Errors: `out_of_range`, `missing_field`. Source: 臺中市114年計畫肆、三 (補助比率 of each item).
 */
export function fundingShares(input: {
  required: number;
  centralPercent: number;
  unitPercent?: number | null;
}): Outcome<{ central: number; local: number; unit: number }> {
  const reader = new InputReader(input);
  const required = Exact.whole(reader.integer("required"));
  const central = Exact.fromNumber(reader.number("centralPercent", { max: 100 }));
  const unit = Exact.fromNumber(reader.optionalNumber("unitPercent", { max: 100 }) ?? 0);
  if (central.plus(unit).toNumber() > 100) {
    reader.fail("out_of_range", "unitPercent", "中央與單位比率合計不得超過 100");
  }
  reader.finish();
  const reasoning = new Reasoning();
  reasoning.cite(taichungPlan("肆、三"));
  const [ofCentre, ofUnit] = [shareOf(required, central).rounded(), shareOf(required, unit).rounded()];
  reasoning.step("shares", `中央 ${central.toText()}%、單位 ${unit.toText()}%，其餘由地方負擔`);
  return reasoning.outcome({
    central: ofCentre.toNumber(),
    local: remainder(required, ofCentre, ofUnit).toNumber(),
    unit: ofUnit.toNumber(),
  });
}

/**
 * A year's meals of one welfare class: persons × price × meals × months; the co-payment goes off first, then centre and
 * city share the rest. New Taiwan dollars.
 * Input: `persons`, `pricePerMeal`, `mealsPerMonth`, `months` (1–12), `copayPercent` (0 or 10), `on`.
 * Output: `required`, `copay`, `central`, `local`.
 * Errors: `invalid_date`, `out_of_range`, `missing_field`, `no_parameter`. Source: 臺中市114年計畫肆、三(六).
 */
export function mealFees(
  rules: Rules,
  input: {
    persons: number;
    pricePerMeal: number;
    mealsPerMonth: number;
    months: number;
    copayPercent: number;
    on: string;
  },
): Outcome<{ required: number; copay: number; central: number; local: number }> {
  const reader = new InputReader(input);
  const factors = ["persons", "pricePerMeal", "mealsPerMonth"].map((name) =>
    Exact.whole(reader.integer(name, { max: 1e9 })),
  );
  const months = Exact.whole(reader.integer("months", { min: 1, ...MONTHS_OF_YEAR }));
  const copayPercent = Exact.fromNumber(reader.number("copayPercent", { max: 100 }));
  const on = reader.date("on");
  reader.finish();
  const reasoning = new Reasoning();
  const percent = reasoning.use(MEAL_CENTRAL_PERCENT, rules, on);
  const required = productOf([...factors, months]);
  const copay = shareOf(required, copayPercent).rounded();
  const central = mealShare(required, copay, Exact.whole(percent)).rounded();
  reasoning.step("shares", `所需 ${required.toText()} 元，民眾 ${copay.toText()} 元，其餘中央 ${percent}%`);
  return reasoning.outcome({
    required: required.toNumber(),
    copay: copay.toNumber(),
    central: central.toNumber(),
    local: remainder(required, copay, central).toNumber(),
  });
}

/**
 * A year's publicly paid institution placement: persons × monthly amount × months, of which the centre pays a fixed
 * monthly amount. New Taiwan dollars.
 * Input: `persons`, `monthlyAmount`, `centralMonthly` (at most the monthly amount), `months` (1–12).
 * Output: `required`, `central`, `local`. Errors: `out_of_range`, `missing_field`. Source: 臺中市114年計畫肆、五.
 */
export function placementCost(input: {
  persons: number;
  monthlyAmount: number;
  centralMonthly: number;
  months: number;
}): Outcome<{ required: number; central: number; local: number }> {
  const reader = new InputReader(input);
  const persons = Exact.whole(reader.integer("persons"));
  const monthlyAmount = reader.integer("monthlyAmount");
  const centralMonthly = reader.integer("centralMonthly");
  const months = Exact.whole(reader.integer("months", { min: 1, ...MONTHS_OF_YEAR }));
  if (reader.readable("monthlyAmount", "centralMonthly") && centralMonthly > monthlyAmount) {
    reader.fail("out_of_range", "centralMonthly", "中央每月補助不得超過每月費用");
  }
  reader.finish();
  const reasoning = new Reasoning();
  reasoning.cite(taichungPlan("肆、五"));
  const required = productOf([persons, Exact.whole(monthlyAmount), months]);
  const central = productOf([persons, Exact.whole(centralMonthly), months]);
  reasoning.step("required", "人數×每月費用×月數；中央按每月定額，其餘由地方負擔");
  return reasoning.outcome({
    required: required.toNumber(),
    central: central.toNumber(),
    local: remainder(required, central).toNumber(),
  });
}

/**
 * The running grant that vehicles have earned in a year, by how far they reached the monthly target. NTD.
 * Input: `vehicles`, `tripsPerMonth`, `kmPerMonth` (averages of a vehicle), `remote`, `on`.
 * Output: `attainment`, `band`, `perVehicle`, `amount`; both amounts null in the band where the bureau decides by vehicle.
 * Errors: `invalid_date`, `out_of_range`, `missing_field`, `no_parameter`. Source: 臺中市114年計畫 (stated for 113).
 */
export function vehicleGrant(
  rules: Rules,
  input: { vehicles: number; tripsPerMonth: number; kmPerMonth: number; remote: boolean; on: string },
): Outcome<{ attainment: number; band: string; perVehicle: number | null; amount: number | null }> {
  const reader = new InputReader(input);
  const vehicles = Exact.whole(reader.integer("vehicles", { max: 1e6 }));
  const on = reader.date("on");
  reader.finish();
  const earned = transportGrant(rules, input);
  const reasoning = new Reasoning();
  const full = reasoning.use(VEHICLE_GRANT, rules, on);
  reasoning.cite(...earned.citations);
  for (const { text, parameter } of earned.assumptions) reasoning.assume(text, parameter);
  for (const { code, text } of earned.steps) reasoning.step(code, text);
  const { attainment, band, ratio } = earned;
  if (ratio === "by_vehicle") return reasoning.outcome({ attainment, band, perVehicle: null, amount: null });
  const perVehicle = Exact.whole(full).times(Exact.fromNumber(ratio === "none" ? 0 : ratio));
  reasoning.step("amount", `每車 ${full} 元，依達成率為 ${perVehicle.toText()} 元`);
  const amount = perVehicle.times(vehicles).toNumber();
  return reasoning.outcome({ attainment, band, perVehicle: perVehicle.toNumber(), amount });
}

/**
 * The running grant of a dementia group home: full in the first year of service, then halved when on average fewer
 * than 80 % of the places are taken. NTD.
 * Input: `places` (licensed), `months` (1–12), `isFirstYear`, `meanResidents`, `on`. Output: `halved`, `amount`.
 * Errors: `invalid_date`, `out_of_range`, `missing_field`, `no_parameter`. Source: 臺中市114年計畫肆、三(九) 獎助基準4.
 */
export function groupHomeGrant(
  rules: Rules,
  input: { places: number; months: number; isFirstYear: boolean; meanResidents: number; on: string },
): Outcome<{ halved: boolean; amount: number }> {
  const reader = new InputReader(input);
  const places = reader.integer("places", { max: 1e6 });
  const months = reader.integer("months", { min: 1, ...MONTHS_OF_YEAR });
  const isFirstYear = reader.boolean("isFirstYear");
  const residents = reader.number("meanResidents", { max: 1e6 });
  const on = reader.date("on");
  reader.finish();
  const reasoning = new Reasoning();
  const each = reasoning.use(GROUP_HOME_GRANT, rules, on);
  const limit = reasoning.use(GROUP_HOME_HALF_BELOW, rules, on);
  const halved = !isFirstYear && residents * 100 < places * limit;
  const full = productOf([places, each, months].map((value) => Exact.whole(value)));
  const amount = halved ? shareOf(full, Exact.whole(50)).rounded() : full;
  reasoning.step(
    "amount",
    `${places} 人×${each} 元×${months} 月${halved ? `，收托未達 ${limit}% 折半` : ""}`,
  );
  return reasoning.outcome({ halved, amount: amount.toNumber() });
}
