import { describe, expect, it } from "vitest";
import { type PeriodGroup, planPeriodBudget } from "@/lib/rules/plan-period";

const ask = (group: PeriodGroup, copayClass: number, total: number, more: object = {}) =>
  planPeriodBudget("taichung", { group, needLevel: 4, copayClass, total, on: "2026-08-01", ...more });

describe("Respite and devices (給付辦法 §14, table 5)", () => {
  it("of class 3 pay 16 % of respite and 30 % of devices within the quota, fractions dropped", () => {
    expect(ask("respite", 3, 2310)).toMatchObject({
      quota: 32340,
      copay: 369,
      government: 1941,
      overQuota: 0,
    });
    expect(ask("devices", 3, 1001)).toMatchObject({ quota: 40000, copay: 300, government: 701 });
  });

  it("of class 2 pay 5 % and 10 %, of class 1 nothing", () => {
    expect([ask("respite", 2, 2310).copay, ask("devices", 2, 1001).copay]).toEqual([115, 100]);
    expect([ask("respite", 1, 2310).copay, ask("devices", 1, 1001).copay]).toEqual([0, 0]);
  });

  it("pay all above the quota, and the co-payment on the quota alone", () => {
    expect(ask("respite", 3, 40000)).toMatchObject({ withinQuota: 32340, overQuota: 7660, copay: 5174 });
    expect(ask("respite", 3, 48510, { needLevel: 7 })).toMatchObject({ quota: 48510, overQuota: 0 });
  });

  it("know the second group of devices since 2026-07-01 and not before", () => {
    expect(ask("devices_second_group", 3, 50000)).toMatchObject({ quota: 60000, copay: 15000 });
    expect(() => ask("devices_second_group", 3, 50000, { on: "2026-06-30" })).toThrow(
      expect.objectContaining({ code: "no_parameter" }),
    );
  });

  it("say that what was used before is not counted, and cite the regulation", () => {
    const { steps, citations } = ask("respite", 3, 100);
    expect(steps.map(({ text }) => text).join()).toContain("已使用之額度");
    expect(citations.length).toBeGreaterThan(1);
  });

  it("are nothing for level 1, and no sum below zero", () => {
    expect(() => ask("respite", 3, 100, { needLevel: 1 })).toThrow(
      expect.objectContaining({ code: "not_eligible" }),
    );
    expect(() => ask("respite", 3, -1)).toThrow(
      expect.objectContaining({ code: "out_of_range", field: "total" }),
    );
  });
});
