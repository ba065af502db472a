import { describe, expect, it } from "vitest";
import { normaliseLogin, safePath } from "./schema";

describe("Where signing in leads", () => {
  it("is a path of the product with its query", () => {
    expect(safePath("/units?q=%E5%A5%BD&page=2")).toBe("/units?q=%E5%A5%BD&page=2");
    expect(safePath("/admin/audit?from=")).toBe("/admin/audit?from=");
  });

  it.each([
    undefined,
    null,
    "",
    "/",
    "units",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/units\n",
    "\\\\evil.example",
    "https://evil.example/",
    "javascript:alert(1)",
    "/..//evil.example",
    "/x/..//evil.example/",
    "/sign-in?next=/units",
    "/set-password/abc",
    "/api/auth/signout",
    `/${"x".repeat(600)}`,
  ])("is today's page instead of %s", (next) => {
    expect(safePath(next)).toBe("/today");
  });
});

it("A login is read narrow, lower case and without space around it", () => {
  expect(normaliseLogin(" Ｗang.X@Taichung ")).toBe("wang.x@taichung");
});
