import { describe, expect, test } from "vitest";
import { dayCareForecast, deviceCoverage, respiteCoverage } from "../../lib/rules/service-coverage";
import { workItemHours } from "../../lib/rules/staffing";
import { planTables } from "./plan-tables/plan";

const tables = await planTables();
const ON = "2025-06-30";

function rowsOf(file: string) {
  const table = tables.find((one) => one.file === file);
  if (table === undefined) throw new Error(`no table ${file}`);
  return table.rows.map(({ name, cells }) => ({
    name,
    cells,
    of: (column: string) => Number(cells[column] ?? ""),
  }));
}

describe("coverage as the plan of Taichung counts it", () => {
  test("devices of every district: sums and rates, the dash of no rental being 0", () => {
    for (const { name, of } of rowsOf("t02_4_assistive_devices.csv")) {
      const found = deviceCoverage({
        disabled: of("ltc_disabled_a"),
        purchase: of("purchase_b"),
        rental: of("rental_c"),
        barrierFree: of("barrier_free_e"),
      });
      expect(found, name).toMatchObject({ devices: of("subtotal_d"), total: of("total_f") });
      expect((found.totalRate ?? 0) * 100, name).toBeCloseTo(of("total_rate_j_pct"), 0);
    }
    expect(deviceCoverage({ disabled: 0, purchase: 0, rental: 0, barrierFree: 0 }).totalRate).toBeNull();
  });

  test("respite of every district: its coverage and the share of each code", () => {
    const codes = rowsOf("t02_6_respite_by_code.csv");
    for (const { name, of } of rowsOf("t02_6_respite_by_district.csv")) {
      const own = codes.filter(({ cells }) => cells.district === name);
      const found = respiteCoverage({
        assignable: of("assignable_persons"),
        users: of("actual_users"),
        byCode: own.map((line) => ({ code: line.cells.code ?? "", users: line.of("users") })),
      });
      expect(Math.abs((found.rate ?? 0) * 100 - of("coverage_pct")), name).toBeLessThan(0.06);
      for (const [index, { share }] of found.shares.entries()) {
        expect(Math.abs((share ?? 0) * 100 - (own[index]?.of("share_pct") ?? 0)), name).toBeLessThan(0.06);
      }
    }
    const none = respiteCoverage({ assignable: 0, users: 0, byCode: [{ code: "GA09", users: 0 }] });
    expect(none).toMatchObject({ rate: null, shares: [{ code: "GA09", share: null }] });
  });

  test("day-care demand of 117 of every district follows from its persons of 65 and more", () => {
    const elderly = new Map(
      rowsOf("pop_65plus_by_district.csv").map(({ name, of }) => [name, of("pop_65plus")]),
    );
    for (const { name, of } of rowsOf("daycare_forecast_117.csv")) {
      const found = dayCareForecast("taichung", { pop65: elderly.get(name) ?? 0, years: 4, on: ON });
      expect(found.demand, name).toBe(of("demand_117_a"));
    }
    const { assumptions } = dayCareForecast("taichung", { pop65: 1, years: 0, on: ON });
    expect(assumptions.map(({ text }) => text).join()).toContain("反推");
  });

  test("hours of the work items of 112 to 114", () => {
    const hours = (item: string | undefined, column: string) =>
      rowsOf("t10_care_manager_parameters.csv")
        .filter(({ cells }) => cells.item_key === item)
        .reduce((sum, { of }) => sum + of(column), 0);
    const rows = rowsOf("t10_care_manager_items.csv").filter(({ cells }) => Number(cells.year) <= 114);
    expect(rows).toHaveLength(42);
    for (const { name, cells, of } of rows) {
      const found = workItemHours({
        hoursGeneral: hours(cells.item_key, "local_hours_general"),
        casesGeneral: of("cases_general"),
        hoursRemote: hours(cells.item_key, "local_hours_remote"),
        casesRemote: of("cases_remote"),
      });
      expect(found.hours, name).toBe(of("annual_hours"));
    }
  });
});
