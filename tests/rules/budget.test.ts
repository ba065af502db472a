import { describe, expect, test } from "vitest";
import {
  type BenefitKind,
  benefitBudget,
  fundingShares,
  grantAmount,
  groupHomeGrant,
  mealFees,
  placementCost,
  vehicleGrant,
} from "../../lib/rules/budget";
import { RuleError } from "../../lib/rules/errors";
import { planTables } from "./plan-tables/plan";

const tables = await planTables();
const ON = "2025-06-30";

/** The rows of a table of the plan as numbers, without the subtotals. */
function rowsOf(
  file: string,
): { name: string; of: (column: string) => number; text: (column: string) => string }[] {
  const table = tables.find((one) => one.file === file);
  if (table === undefined) throw new Error(`no table ${file}`);
  return table.rows
    .filter(({ name }) => !/^(subtotal|total)$/.test(name))
    .map(({ name, cells }) => ({
      name,
      of: (column) => Number(cells[column]),
      text: (column) => cells[column] ?? "",
    }));
}

function thrown(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof RuleError) return `${error.code} ${error.field}`;
    throw error;
  }
  return "nothing";
}

describe("benefits of 2025 as the plan of Taichung budgets them", () => {
  const LINES: [file: string, kind: BenefitKind, months: number][] = [
    ["budget_bc_code.csv", "care", 12],
    ["budget_d_code.csv", "transport", 12],
    ["budget_ef_code.csv", "devices", 1],
    ["budget_g_code.csv", "respite", 1],
  ];
  test.each(LINES)("every line of %s: budget, co-payment, centre and city", (file, kind, months) => {
    for (const { name, of } of rowsOf(file)) {
      const budget = benefitBudget("taichung", {
        kind,
        transportZone: kind === "transport" ? of("category") : null,
        quota: of("amount_a"),
        months,
        lowIncome: of("low_income_b"),
        midLowIncome: of("mid_low_income_c"),
        general: of("general_d"),
        on: ON,
      });
      expect(budget, name).toMatchObject({
        persons: of("persons_e"),
        required: of("required_f"),
        copayMidLow: of("copay_mid_low_g"),
        copayGeneral: of("copay_general_h"),
        central: of("central"),
        local: of("local"),
      });
    }
  });

  test("care management has no co-payment", () => {
    for (const { name, of } of rowsOf("budget_a_code.csv")) {
      const budget = benefitBudget("taichung", {
        kind: "management",
        quota: of("monthly_amount_a"),
        months: 12,
        lowIncome: 0,
        midLowIncome: 0,
        general: of("persons_b"),
        on: ON,
      });
      expect(budget, name).toMatchObject({
        required: of("required"),
        copayGeneral: 0,
        central: of("central"),
        local: of("local"),
      });
    }
  });

  test("transport needs its zone, and says where the rates stand", () => {
    const input = {
      kind: "transport",
      quota: 1840,
      months: 12,
      lowIncome: 0,
      midLowIncome: 0,
      general: 1,
      on: ON,
    } as const;
    expect(thrown(() => benefitBudget("taichung", input))).toBe("missing_field transportZone");
    const { citations, steps, assumptions } = benefitBudget("taichung", { ...input, transportZone: 2 });
    expect(citations.map(({ document }) => document)).toContain("臺中市114年長照2.0整合型計畫");
    expect(citations.length).toBeGreaterThan(1);
    expect(steps[0]?.text).toContain("中央 95%");
    expect(assumptions.map(({ text }) => text).join()).toContain("捨去");
  });
});

describe("grants", () => {
  test("meal fees of every welfare class", () => {
    for (const { name, of } of rowsOf("budget_meal_fees.csv")) {
      const fees = mealFees("taichung", {
        persons: of("persons_a"),
        pricePerMeal: of("price_per_meal_b"),
        mealsPerMonth: of("meals_per_month_c"),
        months: of("months_d"),
        copayPercent: of("copay_pct"),
        on: ON,
      });
      expect(fees, name).toMatchObject({
        required: of("required_e"),
        copay: of("copay_g"),
        central: of("central"),
        local: of("local_f"),
      });
    }
  });

  test("publicly paid placement of every class", () => {
    for (const { name, of } of rowsOf("budget_institution_placement.csv")) {
      const cost = placementCost({
        persons: of("persons_a"),
        monthlyAmount: of("monthly_amount_b"),
        centralMonthly: of("central_monthly_c"),
        months: of("months_d"),
      });
      expect(cost, name).toMatchObject({
        required: of("required_e"),
        central: of("central_f"),
        local: of("local_g"),
      });
    }
  });

  test("the months of a grant line may be an average", () => {
    expect(grantAmount({ unitPrice: 33000, quantity: 80, months: 13.28 }).required).toBe(35_059_200);
    expect(grantAmount({ unitPrice: 1_150_000, quantity: 3 }).required).toBe(3_450_000);
    expect(grantAmount({ unitPrice: 66_666.7, quantity: 130, months: 12 }).required).toBe(104_000_052);
  });

  test("centre and unit round, the city takes the rest, and nothing is lost", () => {
    expect(fundingShares({ required: 200_000, centralPercent: 56, unitPercent: 30 })).toMatchObject({
      central: 112_000,
      local: 28_000,
      unit: 60_000,
    });
    expect(fundingShares({ required: 333_334, centralPercent: 90, unitPercent: 10 })).toMatchObject({
      central: 300_001,
      local: 0,
      unit: 33_333,
    });
    expect(thrown(() => fundingShares({ required: 1, centralPercent: 90, unitPercent: 20 }))).toBe(
      "out_of_range unitPercent",
    );
  });

  test("a vehicle earns its running grant by how far it reached the target", () => {
    const of = (tripsPerMonth: number) =>
      vehicleGrant("taichung", { vehicles: 10, tripsPerMonth, kmPerMonth: 0, remote: false, on: ON });
    expect(of(120)).toMatchObject({ band: "91-100", perVehicle: 800_000, amount: 8_000_000 });
    expect(of(102)).toMatchObject({ band: "81-90", perVehicle: 760_000, amount: 7_600_000 });
    expect(of(72)).toMatchObject({ band: "51-60", perVehicle: null, amount: null });
    expect(of(36)).toMatchObject({ band: "0-50", perVehicle: 0, amount: 0 });
  });

  test("a group home with less than 80 % of its places taken gets half from its second year on", () => {
    const of = (isFirstYear: boolean, meanResidents: number) =>
      groupHomeGrant("taichung", { places: 18, months: 12, isFirstYear, meanResidents, on: ON });
    expect(of(true, 5)).toMatchObject({ halved: false, amount: 2_808_000 });
    expect(of(false, 14.4)).toMatchObject({ halved: false, amount: 2_808_000 });
    expect(of(false, 14.3)).toMatchObject({ halved: true, amount: 1_404_000 });
  });

  test("the plan has no rule for a day before it", () => {
    expect(
      thrown(() =>
        groupHomeGrant("taichung", {
          places: 1,
          months: 1,
          isFirstYear: true,
          meanResidents: 0,
          on: "2024-12-31",
        }),
      ),
    ).toBe("no_parameter budget.groupHomeGrant");
  });
});
