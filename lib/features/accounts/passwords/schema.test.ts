import { describe, expect, it } from "vitest";
import { passwordProblems } from "./schema";

describe("A password", () => {
  it.each(["Correct-Horse", "correct-horse-11", "CORRECT-HORSE-11", "Correcthorse11", "正確-Horse-1234"])(
    "of twelve characters with three kinds is accepted: %s",
    (password) => {
      expect(passwordProblems(password, "wang")).toEqual([]);
    },
  );

  it.each([
    ["Short-Pass1", "至少 12 個字元（目前 11 個）"],
    ["onlylowercase1", "小寫、大寫、數字、符號至少 3 種（目前 2 種）"],
    ["aaaaaaaaaaaa", "小寫、大寫、數字、符號至少 3 種（目前 1 種）"],
    ["My-WANG-pass-1", "不可包含帳號名稱"],
    [`Aa1-${"x".repeat(125)}`, "最多 128 個字元（目前 129 個）"],
    ["Aa          ", "小寫、大寫、數字、符號至少 3 種（目前 2 種）"],
  ])("that breaks a rule is refused with it: %s", (password, problem) => {
    expect(passwordProblems(password, "wang")).toEqual([problem]);
  });

  it("counts characters, not code units", () => {
    expect(passwordProblems("Aa1-𠮷𠮷𠮷𠮷𠮷𠮷𠮷", "wang")).toEqual(["至少 12 個字元（目前 11 個）"]);
  });
});
