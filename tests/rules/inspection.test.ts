import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DUTY_KINDS, type DutyUnit, dutiesOf, inspectionDuty } from "../../lib/rules/inspection-duty";
import { inspectionRisk, type RiskUnit } from "../../lib/rules/inspection-risk";
import { fromDayNumber, plainDate } from "../../lib/rules/plain-date";

const dayBetween = (first: string, last: string) =>
  fc
    .integer({ min: Date.parse(first) / 86_400_000, max: Date.parse(last) / 86_400_000 })
    .map((day) => fromDayNumber(day));
const day = dayBetween("2025-01-01", "2026-12-31");
const days = fc.array(dayBetween("2024-06-01", "2026-12-31"), { maxLength: 8 });
const units = fc
  .array(
    fc.record({
      since: fc.option(dayBetween("2023-01-01", "2026-12-31"), { nil: null }),
      signs: fc.integer({ min: 0, max: 4 }),
      visits: days,
      planned: days,
    }),
    { maxLength: 20 },
  )
  .map((list): DutyUnit[] => list.map((each, index) => ({ unit: `u${index}`, ...each })));
const kind = fc.constantFrom(...DUTY_KINDS);

describe("The duty of a year", () => {
  test("is what is done, what is left and what was missed, and never plans more than is left", () => {
    fc.assert(
      fc.property(kind, units, day, (of, list, on) => {
        const duty = inspectionDuty("taichung", { kind: of, units: list, on });
        expect(duty.planned).toBeLessThanOrEqual(duty.remaining);
        expect(duty.toPlan).toBeGreaterThanOrEqual(0);
        expect(duty.toPlan).toBeLessThanOrEqual(duty.remaining);
        if (duty.form === "visits") {
          expect(duty.done + duty.remaining + duty.missed).toBe(duty.required);
        } else {
          expect(duty.done + duty.remaining).toBeGreaterThanOrEqual(duty.required);
          expect(duty.required).toBeLessThanOrEqual(duty.population);
        }
      }),
    );
  });

  test("is the sum of its parts of the year, and of its units where every unit is due", () => {
    fc.assert(
      fc.property(kind, units, day, (of, list, on) => {
        const duty = inspectionDuty("taichung", { kind: of, units: list, on });
        for (const count of ["required", "done", "planned", "remaining", "missed"] as const) {
          const sum = duty.periods.reduce((total, each) => total + each[count], 0);
          expect(sum).toBe(duty[count]);
          if (duty.form === "visits")
            expect(duty.units.reduce((total, each) => total + each[count], 0)).toBe(duty[count]);
        }
      }),
    );
  });

  test("never grows by a visit", () => {
    fc.assert(
      fc.property(kind, units, day, fc.nat(), (of, list, on, which) => {
        const before = inspectionDuty("taichung", { kind: of, units: list, on });
        const more = list.map((each, index) =>
          index === which % Math.max(1, list.length)
            ? { ...each, visits: [...(each.visits ?? []), on] }
            : each,
        );
        const after = inspectionDuty("taichung", { kind: of, units: more, on });
        expect(after.required).toBe(before.required);
        expect(after.remaining).toBeLessThanOrEqual(before.remaining);
        expect(after.done).toBeGreaterThanOrEqual(before.done);
      }),
    );
  });

  test("does not depend on the order of the units", () => {
    fc.assert(
      fc.property(kind, units, day, (of, list, on) => {
        const { units: _there, ...forth } = inspectionDuty("taichung", { kind: of, units: list, on });
        const { units: _back, ...reversed } = inspectionDuty("taichung", {
          kind: of,
          units: [...list].reverse(),
          on,
        });
        expect({ ...reversed, steps: [] }).toEqual({ ...forth, steps: [] });
      }),
    );
  });

  test("exists where the city's plan says so, and says what was assumed", () => {
    expect(dutiesOf("taichung", plainDate("2026-11-22"))).toEqual([...DUTY_KINDS]);
    expect(dutiesOf("taoyuan", plainDate("2026-11-22"))).toEqual(["a_unit"]);
    const { assumptions } = inspectionDuty("taoyuan", { kind: "a_unit", units: [], on: "2026-11-22" });
    expect(assumptions.map(({ text }) => text).join()).toContain("桃園市未訂");
  });
});

const risk = fc.record({
  openFindings: fc.integer({ min: 5, max: 20 }),
  overdueFindings: fc.integer({ min: 0, max: 5 }),
  points: fc.integer({ min: 0, max: 20 }),
  incidents: fc.integer({ min: 0, max: 10 }),
  overdueClocks: fc.integer({ min: 0, max: 50 }),
  concentration: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
  lastVisit: fc.option(dayBetween("2020-01-01", "2026-12-31"), { nil: null }),
});

describe("The order of proposals", () => {
  test("ranks every unit once, the highest score first, and each score is the sum of its reasons", () => {
    fc.assert(
      fc.property(fc.array(risk, { maxLength: 20 }), (list) => {
        const asked: RiskUnit[] = list.map((each, index) => ({ unit: `u${index}`, ...each }));
        const ranked = inspectionRisk("taichung", { units: asked, on: "2026-06-30" }).units;
        expect(ranked.map(({ unit }) => unit).sort()).toEqual(asked.map(({ unit }) => unit).sort());
        for (const [index, { score, rank, reasons }] of ranked.entries()) {
          expect(reasons.reduce((sum, each) => sum + each.score, 0)).toBe(score);
          expect(score).toBeLessThanOrEqual(ranked[index - 1]?.score ?? Number.POSITIVE_INFINITY);
          expect(rank).toBe(ranked.filter((each) => each.score > score).length + 1);
        }
      }),
    );
  });

  test("never puts a unit behind for one more incident, point or overdue case", () => {
    const more = fc.constantFrom("incidents", "points", "overdueClocks", "overdueFindings" as const);
    fc.assert(
      fc.property(risk, more, (facts, what) => {
        const scoreOf = (each: typeof facts) =>
          inspectionRisk("taichung", { units: [{ unit: "u", ...each }], on: "2026-06-30" }).units[0]?.score ??
          0;
        const grown = { ...facts, openFindings: facts.openFindings + 1, [what]: facts[what] + 1 };
        expect(scoreOf(grown)).toBeGreaterThanOrEqual(scoreOf(facts));
      }),
    );
  });
});
