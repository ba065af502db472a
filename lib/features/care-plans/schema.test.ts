import { describe, expect, it } from "vitest";
import { decidePlanSchema, planFormSchema, startPlanSchema, wholeNumber } from "./schema";

const ID = "019a0000-0000-7000-8000-000000000001";
const PROBLEM = "019a0000-0000-7000-8000-000000000002";
const FORM = { id: ID, version: "3", rows: "2" };

function complaints(fields: Record<string, unknown>): Record<string, string> {
  const read = planFormSchema.safeParse({ ...FORM, ...fields });
  if (read.success) return {};
  return Object.fromEntries(read.error.issues.map(({ path, message }) => [String(path[0]), message]));
}

describe("The plan form", () => {
  it("reads the rows in which something was typed, by their numbers", () => {
    const read = planFormSchema.parse({
      ...FORM,
      "code-1": " BA01 ",
      "quantity-1": "１２",
      "problem-1": PROBLEM,
      "goal-1": "",
      [`note-${PROBLEM}`]: "  自行處理 ",
      visitedOn: "115/7/9",
    });
    expect(read.content).toEqual({
      visitedOn: "2026-07-09",
      items: [{ row: 1, code: "BA01", quantity: 12, price: null, problemId: PROBLEM, goal: null }],
      notes: { [PROBLEM]: "自行處理" },
    });
    expect(read.intent).toBe("save");
  });

  it.each([
    [{ "quantity-0": "3" }, "code-0", "請填碼別"],
    [{ "code-0": "BA01" }, "quantity-0", "1 到 9999"],
    [{ "code-0": "BA01", "quantity-0": "0" }, "quantity-0", "1 到 9999"],
    [{ "code-0": "BA01", "quantity-0": "-2" }, "quantity-0", "1 到 9999"],
    [{ "code-0": "BA01", "quantity-0": "1.5" }, "quantity-0", "1 到 9999"],
    [{ "code-0": "DA01", "quantity-0": "1", "price-0": "便宜" }, "price-0", "整數"],
    [{ visitedOn: "115/02/30" }, "visitedOn", "不是曆法上的日期"],
    [{ "code-0": "字".repeat(1_000_000), "quantity-0": "1" }, "code-0", "最多 60 字"],
    [{ "code-0": "BA01", "quantity-0": "1", "goal-0": "字".repeat(1_000_000) }, "goal-0", "最多 300 字"],
    [{ [`note-${PROBLEM}`]: "字".repeat(1_000_000) }, `note-${PROBLEM}`, "最多 1000 字"],
  ])("complains of %o at the field", (fields, field, words) => {
    expect(complaints(fields)[field]).toContain(words);
  });

  it("reads no more rows than a plan may have, whatever the form says", () => {
    const fields = Object.fromEntries(
      Array.from({ length: 500 }, (_, row) => [
        [`code-${row}`, "BA01"],
        [`quantity-${row}`, "1"],
      ]).flat(),
    );
    const read = planFormSchema.parse({ ...FORM, ...fields, rows: "1e9" });
    expect(read.content.items).toHaveLength(60);
  });

  it("takes no number that is none", () => {
    expect(["1,200", "０", "12a", "", "9".repeat(30)].map(wholeNumber)).toEqual([
      1200,
      0,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("The other forms of a plan", () => {
  it("start a change only with a reason", () => {
    expect(startPlanSchema.safeParse({ caseId: ID, kind: "change", reason: " " }).success).toBe(false);
    expect(startPlanSchema.parse({ caseId: ID, kind: "renewal" }).reason).toBeNull();
  });

  it("return a plan only with a remark, in general or on an item", () => {
    const form = { id: ID, version: "1", decision: "return" };
    expect(decidePlanSchema.safeParse(form).success).toBe(false);
    expect(decidePlanSchema.parse({ ...form, [`remark-${ID}`]: "次數過多" }).remarks).toEqual({
      [ID]: "次數過多",
    });
    expect(decidePlanSchema.parse({ ...form, decision: "approve" }).remark).toBeNull();
  });
});
