import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { allParameters } from "../../lib/rules/parameters/all";
import { calendarCounts } from "../../lib/rules/working-days";
import { rulesGuide } from "../../scripts/write-rules-guide";

test("the guide to the rules is what the parameters say: if not, run npm run docs:rules", () => {
  const guide = readFileSync(new URL("../../docs/guide/rules.md", import.meta.url), "utf8");
  expect(guide).toBe(rulesGuide());
});

test("the guide names every parameter and leaves no field without a Chinese name", () => {
  const guide = rulesGuide();
  for (const { id, label } of allParameters()) {
    expect(guide).toContain(`\`${id}\``);
    expect(guide).toContain(label);
  }
  expect(guide).not.toMatch(/undefined|\[object|(full_time|smallUpTo|freeKm) /);
});

test("the days off of each year are as announced", () => {
  expect(calendarCounts().map(({ year, daysOff }) => [year, daysOff])).toEqual([
    [2023, 116],
    [2024, 115],
    [2025, 118],
    [2026, 120],
    [2027, 121],
  ]);
});
