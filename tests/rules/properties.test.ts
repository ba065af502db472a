import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addWorkingDays, isWorkingDay, rollForward, workingDaysBetween } from "../../lib/rules/calendar";
import { nextUnit, type QueuedUnit } from "../../lib/rules/dispatch";
import { RuleError } from "../../lib/rules/errors";
import { clocksOf, RULE_NAMES } from "../../lib/rules/labels";
import { RULE_SETS, valueOn } from "../../lib/rules/parameter";
import { allParameters } from "../../lib/rules/parameters/all";
import { assessPoints, type Violation } from "../../lib/rules/penalty-assess";
import { evaluatePoints } from "../../lib/rules/penalty-evaluate";
import { addDays, fromDayNumber, plainDate } from "../../lib/rules/plain-date";
import { type BudgetInput, carryOver, planBudget } from "../../lib/rules/plan";
import { runRule } from "../../lib/rules/run";
import { draw } from "../../lib/rules/sampling";
import { deadline } from "../../lib/rules/timeliness";

const dayBetween = (first: string, last: string) =>
  fc
    .integer({
      min: Date.parse(`${first}T00:00:00Z`) / 86_400_000,
      max: Date.parse(`${last}T00:00:00Z`) / 86_400_000,
    })
    .map((day) => fromDayNumber(day));
const calendarDay = dayBetween("2023-01-01", "2027-06-30");
const closures = fc.array(calendarDay, { maxLength: 5 });
const dayOrNothing = fc.option(dayBetween("2018-01-01", "2032-12-31"), { nil: undefined });

describe("working days", () => {
  test("adding working days and counting them undo each other, with closures too", () => {
    fc.assert(
      fc.property(calendarDay, fc.integer({ min: 1, max: 100 }), closures, (from, days, closed) => {
        const { date } = addWorkingDays({ from, days, closures: closed });
        expect(workingDaysBetween({ from, to: date, closures: closed }).days).toBe(days);
        expect(workingDaysBetween({ from: date, to: from, closures: closed }).days).toBe(-days);
        expect(isWorkingDay({ date, closures: closed }).working).toBe(true);
      }),
    );
  });

  test("the fast count agrees with a walk day by day", () => {
    fc.assert(
      fc.property(calendarDay, fc.integer({ min: 0, max: 60 }), closures, (from, days, closed) => {
        let [date, left] = [days === 0 ? addDays(from, -1) : from, Math.max(1, days)];
        while (left > 0) {
          date = addDays(date, 1);
          if (isWorkingDay({ date, closures: closed }).working) left -= 1;
        }
        expect(addWorkingDays({ from, days, closures: closed }).date).toBe(date);
      }),
    );
  });

  test("rolling forward ends on a working day and passes over days off only", () => {
    fc.assert(
      fc.property(calendarDay, closures, (date, closed) => {
        const rolled = rollForward({ date, closures: closed }).date;
        expect(isWorkingDay({ date: rolled, closures: closed }).working).toBe(true);
        for (let day = date; day < rolled; day = addDays(day, 1)) {
          expect(isWorkingDay({ date: day, closures: closed }).working).toBe(false);
        }
      }),
    );
  });
});

describe("deadlines", () => {
  test("a deadline never falls on a day off, whatever the clock and the city", () => {
    const start = dayBetween("2025-01-01", "2026-09-30");
    for (const ruleSet of RULE_SETS) {
      fc.assert(
        fc.property(fc.constantFrom(...clocksOf(ruleSet)), start, closures, (clock, startedOn, closed) => {
          const { dueOn } = deadline(ruleSet, { clock, startedOn, closures: closed });
          expect(isWorkingDay({ date: dueOn, closures: closed }).working).toBe(true);
        }),
      );
    }
  });

  test("a later start never gives an earlier deadline", () => {
    const start = dayBetween("2025-01-01", "2026-09-30");
    fc.assert(
      fc.property(fc.constantFrom(...clocksOf("taichung")), start, start, (clock, a, b) => {
        const [first, second] = a < b ? [a, b] : [b, a];
        const due = (startedOn: string) => deadline("taichung", { clock, startedOn }).dueOn;
        expect(due(first) <= due(second)).toBe(true);
      }),
    );
  });
});

describe("rotation", () => {
  test("a queue of n able units that takes n cases serves each once", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(), (size, start) => {
        const queue: QueuedUnit[] = Array.from({ length: size }, (_, index) => ({
          unit: `b${index}`,
          contracted: true,
          servesDistrict: true,
          suspended: false,
          capacity: null,
        }));
        const served = new Set<string>();
        let cursor = start % size;
        for (let turn = 0; turn < size; turn++) {
          const next = nextUnit({ queue, cursor });
          served.add(next.unit);
          cursor = next.cursor;
        }
        expect(served.size).toBe(size);
        expect(cursor).toBe(start % size);
      }),
    );
  });

  test("whoever is passed over is passed over for a reason, and everyone walked is accounted for", () => {
    const unit = fc.record({
      contracted: fc.boolean(),
      servesDistrict: fc.boolean(),
      suspended: fc.boolean(),
      capacity: fc.constantFrom(null, 0, 2),
    });
    fc.assert(
      fc.property(fc.array(unit, { minLength: 1, maxLength: 8 }), fc.nat(), (units, start) => {
        const queue = units.map((entry, index) => ({ ...entry, unit: `b${index}` }));
        const cursor = start % queue.length;
        const able = queue.filter(
          (each) => each.contracted && each.servesDistrict && !each.suspended && each.capacity !== 0,
        );
        if (able.length === 0) {
          expect(() => nextUnit({ queue, cursor })).toThrow(
            expect.objectContaining({ code: "rotation_exhausted" }),
          );
          return;
        }
        const next = nextUnit({ queue, cursor });
        expect(able.map((each) => each.unit)).toContain(next.unit);
        expect((cursor + next.skipped.length + 1) % queue.length).toBe(next.cursor);
      }),
    );
  });
});

describe("samples", () => {
  test("a draw never depends on the order of the list, and a larger one begins with the smaller", () => {
    const list = fc.uniqueArray(fc.string({ maxLength: 8 }), { maxLength: 20 });
    fc.assert(
      fc.property(fc.string(), list, fc.nat(25), fc.nat(25), (seed, ids, a, b) => {
        const [small, large] = a < b ? [a, b] : [b, a];
        const drawn = draw({ seed, ids, size: large }).ids;
        expect(draw({ seed, ids: [...ids].reverse().concat(ids), size: large }).ids).toEqual(drawn);
        expect(draw({ seed, ids, size: small }).ids).toEqual(drawn.slice(0, small));
        expect(drawn).toHaveLength(Math.min(large, ids.length));
      }),
      { numRuns: 40 },
    );
  });
});

describe("money", () => {
  const line = fc.record({
    code: fc.constantFrom("AA02", "BA01", "BB03", "CA07", "DA01"),
    unitPrice: fc.nat(5000),
    quantity: fc.nat(40),
  });
  const budget: fc.Arbitrary<BudgetInput> = fc.record({
    needLevel: fc.integer({ min: 2, max: 8 }),
    copayClass: fc.integer({ min: 1, max: 3 }),
    transportZone: fc.integer({ min: 1, max: 4 }),
    lines: fc.array(line, { maxLength: 10 }),
    on: dayBetween("2022-02-01", "2030-12-31"),
  });

  test("a budget adds up, group by group and as a whole", () => {
    fc.assert(
      fc.property(budget, (input) => {
        const { groups, exempt, family } = planBudget("tw", input);
        const parts = Object.values(groups);
        for (const part of parts) {
          expect(part.copay + part.government).toBe(part.withinQuota);
          expect(part.withinQuota + part.overQuota).toBe(part.total);
          expect(part.withinQuota).toBeLessThanOrEqual(part.quota);
          expect(part.copay).toBeGreaterThanOrEqual(0);
        }
        const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
        expect(sum(parts.map(({ total }) => total)) + exempt).toBe(
          sum(input.lines.map(({ unitPrice, quantity }) => unitPrice * quantity)),
        );
        expect(family).toBe(sum(parts.map(({ copay, overQuota }) => copay + overQuota)));
      }),
    );
  });

  test("quota carried over is neither made nor lost: six months of it are approved or lapse", () => {
    fc.assert(
      fc.property(
        fc.nat(40_000),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 }),
        (monthlyQuota, shares) => {
          let left = 0;
          const approved = shares.map((share) => {
            const amount = Math.floor((monthlyQuota + left) * share);
            left += monthlyQuota - amount;
            return amount;
          });
          const { available, lapsed } = carryOver("tw", { monthlyQuota, approved });
          const spent = approved.reduce((a, b) => a + b, 0);
          expect(spent + (lapsed ?? Number.NaN)).toBe(monthlyQuota * 6);
          expect(available.every((amount) => amount >= monthlyQuota)).toBe(true);
        },
      ),
    );
  });
});

describe("points", () => {
  const violation: fc.Arbitrary<Violation> = fc.record({
    id: fc.string({ minLength: 1 }),
    on: dayBetween("2023-10-06", "2027-12-31"),
    clause: fc.integer({ min: 1, max: 12 }),
    corrected: fc.boolean(),
  });

  test("one more violation on a later day never lowers the total", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("a" as const, "b" as const),
        fc.array(violation, { maxLength: 12 }),
        violation,
        (tier, violations, last) => {
          const before = assessPoints("tw", { tier, violations }).total;
          const more = [...violations, { ...last, on: "2028-01-01" }];
          expect(assessPoints("tw", { tier, violations: more }).total).toBeGreaterThanOrEqual(before);
        },
      ),
    );
  });

  test("a termination once reached stays, and the stricter reading is named only where it differs", () => {
    const record = fc.record({ on: dayBetween("2023-10-06", "2027-12-31"), points: fc.nat(3) });
    fc.assert(
      fc.property(fc.array(record, { maxLength: 12 }), calendarDay, fc.nat(700), (points, asOf, days) => {
        fc.pre(asOf >= "2023-10-06");
        const now = evaluatePoints("tw", { regime: "national", points, asOf });
        const later = evaluatePoints("tw", { regime: "national", points, asOf: addDays(asOf, days) });
        if (now.action === "terminate") {
          expect(later.action).toBe("terminate");
          expect(now.otherReadings).toEqual([]);
        }
        expect(now.windowTotal ?? 0).toBeLessThanOrEqual(now.total);
        expect(later.total).toBeGreaterThanOrEqual(now.total);
      }),
    );
  });
});

describe("parameters", () => {
  test("no two values of one history are in force on the same day, and a value never ends before it begins", () => {
    for (const { id, histories } of allParameters()) {
      for (const history of Object.values(histories)) {
        const ordered = [...history].sort((a, b) => (a.from < b.from ? -1 : 1));
        for (const [index, { from, to }] of ordered.entries()) {
          const next = ordered[index + 1];
          expect(to === undefined || to >= from, id).toBe(true);
          expect(next === undefined || (to !== undefined && to < next.from), id).toBe(true);
        }
      }
    }
  });

  test("every value is cited and every parameter has its own id", () => {
    const parameters = allParameters();
    expect(new Set(parameters.map(({ id }) => id)).size).toBe(parameters.length);
    for (const { id, histories } of parameters) {
      for (const value of Object.values(histories).flat())
        expect(value.citations.length, id).toBeGreaterThan(0);
    }
  });

  test("a day before the first value has none, and the latest value is never its stand-in", () => {
    for (const parameter of allParameters()) {
      for (const ruleSet of RULE_SETS) {
        expect(valueOn(parameter, ruleSet, plainDate("2019-07-31"))).toBeUndefined();
      }
    }
  });

  test("a value that a bureau has changed is used with its reason, and one of another shape is not", () => {
    const input = { employment: "full_time" as const, activeCases: 110, on: "2025-10-01" };
    const ask = (value: unknown) =>
      runRule(
        { rule: "caseload.managersNeeded", jurisdiction: "taichung", input: { serviceUsers: 200, ...input } },
        [{ parameter: "caseload.casesPerManager", from: plainDate("2025-07-01"), value, reason: "本市公告" }],
      );
    expect(ask(100)).toMatchObject({ managers: 2 });
    expect(
      ask(100)
        .assumptions.map(({ text }) => text)
        .join(),
    ).toContain("本市公告");
    expect(ask("100")).toMatchObject({ managers: 2 });
    expect(ask("100").assumptions).toEqual([]);
  });
});

describe("bad input", () => {
  const known = fc.constantFrom(
    ..."date from to days closures clock startedOn doneOn asOf excused employment activeCases managers on".split(
      " ",
    ),
    ..."serviceUsers aa01 aa02 remote endsOn filedOn terminatedOn ground applicant queue cursor choice".split(
      " ",
    ),
    ..."declined counts related kind population relatedInTop3 monthlyClaim seed ids size tier violations".split(
      " ",
    ),
    ..."regime points contractFrom noticeArrivedOn needLevel transportZone foreignCaregiver copayClass".split(
      " ",
    ),
    ..."lines monthlyQuota approved problems items current previous actual target direction capacity need".split(
      " ",
    ),
    ..."annualHours hoursPerPerson daysInYear daysOff leaveDays tripsPerMonth kmPerMonth km baseSubsidy".split(
      " ",
    ),
    ..."missedItems startsOn noticeSentOn repliedOn reply unit count id clause corrected code problem".split(
      " ",
    ),
  );
  const word = fc.constantFrom(
    "plan",
    "claim",
    "full_time",
    "higher",
    "a",
    "national",
    "claim_audit",
    "__proto__",
  );
  const edge = fc.constantFrom(-1, 0, 0.5, 1, 2, 150, 1e308, 5e-324, Number.NaN, Number.POSITIVE_INFINITY);
  const value = fc.oneof(fc.anything(), word, edge, dayOrNothing, fc.constant("2025-09"));
  const record = fc.dictionary(known, value, { maxKeys: 12 });
  const input = fc.oneof(
    fc.anything(),
    fc.dictionary(known, fc.oneof(value, record, fc.array(fc.oneof(record, value), { maxLength: 4 })), {
      maxKeys: 20,
    }),
  );

  function answersOrRefuses(question: { rule: unknown; jurisdiction: unknown; input: unknown }): void {
    try {
      const outcome = runRule(question);
      expect(Array.isArray(outcome.steps)).toBe(true);
      expect(JSON.stringify(outcome)).not.toContain("NaN");
    } catch (error) {
      if (!(error instanceof RuleError)) throw error;
      expect(error.field).not.toBe("");
      expect(error.message).not.toBe("");
    }
  }

  test.each(RULE_NAMES)("%s answers or refuses with a typed error, whatever it is given", (rule) => {
    fc.assert(
      fc.property(fc.constantFrom(...RULE_SETS), input, (jurisdiction, given) =>
        answersOrRefuses({ rule, jurisdiction, input: given }),
      ),
      { numRuns: 300 },
    );
  });

  test("a question of any kind is answered or refused with a typed error", () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (rule, jurisdiction, given) =>
        answersOrRefuses({ rule, jurisdiction, input: given }),
      ),
    );
  });

  test.each(RULE_NAMES)("%s names the field that is missing", (rule) => {
    expect(() => runRule({ rule, jurisdiction: "taichung", input: {} })).toThrow(
      expect.objectContaining({ code: "missing_field" }),
    );
  });
});
