import { expect, test } from "vitest";
import { RuleError } from "../../lib/rules/errors";
import { type RuleQuestion, runRule } from "../../lib/rules/run";

function refusal(question: RuleQuestion): string {
  try {
    runRule(question);
  } catch (error) {
    if (error instanceof RuleError) return `${error.code} ${error.field}`;
    throw error;
  }
  return "answered";
}

const deadline = (jurisdiction: unknown, input: unknown) =>
  refusal({ rule: "timeliness.deadline", jurisdiction, input });

test("of several problems the one that the list names first is reported", () => {
  const input = { clock: 5, startedOn: "2025-02-30", closures: "none" };
  expect(deadline("atlantis", input)).toBe("invalid_date startedOn");
  expect(deadline("atlantis", { ...input, startedOn: "2025-03-05" })).toBe("out_of_range clock");
  expect(deadline("atlantis", { clock: "nothing" })).toBe("missing_field startedOn");
  expect(deadline("atlantis", { clock: "nothing", startedOn: "2025-03-05" })).toBe(
    "unknown_jurisdiction jurisdiction",
  );
  expect(deadline("taichung", { clock: "nothing", startedOn: "2040-03-05" })).toBe("no_such_clock clock");
  expect(deadline("taichung", { clock: "plan", startedOn: "2020-03-05" })).toBe("no_calendar startedOn");
  expect(deadline("taichung", { clock: "plan", startedOn: "2024-12-31" })).toBe(
    "no_parameter timeliness.plan",
  );
});

test("a rule without a rule set still refuses a city that does not exist", () => {
  const input = { current: 1, previous: 2 };
  expect(refusal({ rule: "indicator.growth", input })).toBe("answered");
  expect(refusal({ rule: "indicator.growth", jurisdiction: "atlantis", input })).toMatch(
    "unknown_jurisdiction",
  );
  expect(refusal({ rule: "exit.earliestEnd", input: { activeCases: 1, filedOn: "2025-03-05" } })).toBe(
    "missing_field jurisdiction",
  );
});

test("an unknown rule goes before an unknown city", () => {
  expect(refusal({ rule: "plan.nothing", jurisdiction: "atlantis", input: {} })).toBe("unknown_rule rule");
  expect(refusal({ rule: "toString", jurisdiction: "tw", input: {} })).toBe("unknown_rule rule");
});

test("what a rule set does not have is no_parameter", () => {
  const exit = { activeCases: 50, endsOn: "2025-12-31" };
  expect(refusal({ rule: "exit.voluntaryNotice", jurisdiction: "tw", input: exit })).toMatch("no_parameter");
  expect(refusal({ rule: "exit.voluntaryNotice", jurisdiction: "taichung", input: exit })).toBe("answered");
  const points = { regime: "taichung_a_111", points: [], asOf: "2024-12-31" };
  expect(refusal({ rule: "penalty.evaluate", jurisdiction: "taoyuan", input: points })).toMatch(
    "no_parameter",
  );
  const hours = { daysInYear: 365, daysOff: 116, leaveDays: 0 };
  expect(refusal({ rule: "staffing.hoursPerPerson", jurisdiction: "tw", input: hours })).toMatch(
    "no_parameter",
  );
});

test("the field of a list's item is named with its place", () => {
  const queue = [{ unit: "b1", contracted: true, servesDistrict: true, suspended: "no", capacity: null }];
  expect(refusal({ rule: "dispatch.next", jurisdiction: "tw", input: { queue, cursor: 0 } })).toBe(
    "out_of_range queue[0].suspended",
  );
});

test("null stands for an absent field", () => {
  const input = { clock: "plan", startedOn: "2025-10-02", doneOn: null, asOf: "2025-10-03" };
  expect(refusal({ rule: "timeliness.state", jurisdiction: "taichung", input })).toBe("answered");
  expect(deadline("taichung", { clock: "plan", startedOn: null })).toBe("missing_field startedOn");
});
