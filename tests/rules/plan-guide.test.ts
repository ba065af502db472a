import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { PLAN_TABLES } from "../../lib/rules/plan-tables/definitions/all";
import { planGuide } from "../../scripts/write-plan-guide";

test("the guide to the plan's tables is what the definitions say: if not, run npm run docs:rules", () => {
  const guide = readFileSync(new URL("../../docs/guide/plan-tables.md", import.meta.url), "utf8");
  expect(guide).toBe(planGuide());
});

test("the guide names every table of the plan and gives every formula in words", () => {
  const guide = planGuide();
  for (const { file, title } of PLAN_TABLES) {
    expect(guide).toContain(`\`${file}\``);
    expect(guide).toContain(title);
  }
  expect(guide).not.toMatch(/undefined|\[object/);
});
