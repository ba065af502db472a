import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { clockEnds, clocksOf } from "../../lib/rules/labels";
import { RULE_SETS } from "../../lib/rules/parameter";
import { allParameters, parameterById } from "../../lib/rules/parameters/all";
import { runRule } from "../../lib/rules/run";
import { deadline } from "../../lib/rules/timeliness";

interface Example {
  name: string;
  rule: string;
  jurisdiction: string;
  input: unknown;
  error?: string;
}

const folder = join(import.meta.dirname, "vectors");
const answered = readdirSync(folder)
  .filter((name) => name.endsWith(".yaml"))
  .flatMap((name): Example[] => parse(readFileSync(join(folder, name), "utf8")))
  .filter(({ error }) => error === undefined);

test("every answer says where it stands written and how it came about", () => {
  for (const { name, rule, jurisdiction, input } of answered) {
    const { citations, steps, assumptions } = runRule({ rule, jurisdiction, input });
    // A draw follows from seed and list alone; a rotation and a point may have nothing to tell.
    if (rule !== "sampling.draw") expect(citations.length, name).toBeGreaterThan(0);
    if (rule !== "plan.review") expect(steps.length, name).toBeGreaterThan(0);
    for (const step of steps) expect(step.text, name).toMatch(/\p{Script=Han}/u);
    for (const { text } of assumptions) expect(text, name).not.toBe("");
  }
});

test("a deadline over the mid-autumn holiday of 2025 names the days that it passed over", () => {
  const { dueOn, steps, citations } = deadline("taichung", { clock: "plan", startedOn: "2025-10-02" });
  expect(dueOn).toBe("2025-10-08");
  expect(steps.find(({ code }) => code === "skipped")).toMatchObject({
    days: [
      { date: "2025-10-04", name: "星期六" },
      { date: "2025-10-05", name: "星期日" },
      { date: "2025-10-06", name: "中秋節" },
    ],
  });
  expect(citations.map(({ document }) => document)).toContain("民法");
});

test("a deadline that was moved says from which day, and keeps its steps when it is stored", () => {
  const moved = deadline("taichung", { clock: "monthly_dispatch_table", startedOn: "2025-09" });
  const stored = JSON.parse(JSON.stringify(moved));
  expect(stored.dueOn).toBe("2025-10-13");
  expect(stored.steps).toContainEqual(expect.objectContaining({ code: "rolled", rolledFrom: "2025-10-10" }));
});

test("a typhoon closure is passed over under its own name", () => {
  const input = { clock: "plan", startedOn: "2025-07-04", closures: ["2025-07-07"] } as const;
  const { dueOn, steps } = deadline("taichung", input);
  expect(dueOn).toBe("2025-07-10");
  expect(JSON.stringify(steps)).toContain("停班");
});

test("an assumption and a continued plan are told with the result", () => {
  const texts = (startedOn: string) =>
    deadline("taichung", { clock: "first_service", startedOn }).assumptions.map(({ text }) => text);
  expect(texts("2025-10-02")).toHaveLength(1);
  expect(texts("2026-10-02")).toHaveLength(2);
  expect(deadline("taichung", { clock: "plan", startedOn: "2025-10-02" }).assumptions).toEqual([]);
});

test("the steps of a termination name the days from which deadlines were moved (2025-06-30)", () => {
  const { steps } = runRule({
    rule: "exit.terminationTimeline",
    jurisdiction: "taoyuan",
    input: { terminatedOn: "2025-06-30" },
  });
  expect(steps.map(({ field, rolledFrom }) => [field, rolledFrom])).toEqual([
    ["transferDeadline", "2025-09-28"],
    ["claimFiledBy", "2025-07-05"],
  ]);
});

test("every clock of every rule set says what starts it and what ends it", () => {
  for (const ruleSet of RULE_SETS) {
    for (const clock of clocksOf(ruleSet)) expect(clockEnds(ruleSet, clock).doneWhen).not.toBe("");
  }
  expect(clockEnds("taoyuan", "plan").doneWhen).not.toBe(clockEnds("taichung", "plan").doneWhen);
  expect(clocksOf("tw")).toEqual(["service_data", "claim", "claim_last", "contract_change", "plan_renewal"]);
});

test("a parameter is found by its id", () => {
  for (const parameter of allParameters()) expect(parameterById(parameter.id)).toBe(parameter);
  expect(parameterById("nothing")).toBeUndefined();
});
