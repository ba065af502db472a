import { beforeAll, describe, expect, it } from "vitest";
import { casesAsCsv, casesAsXlsx } from "@/lib/features/cases/list/documents";
import { listCases } from "@/lib/features/cases/list/queries";
import { caseFilters, caseListParams, personSought } from "@/lib/features/cases/list/schema";
import { exportCases } from "@/lib/features/cases/list/service";
import type { Actor } from "@/lib/platform/actor";
import type { SearchParams } from "@/lib/platform/list-params";
import { plainDate } from "@/lib/rules/plain-date";
import { done } from "../support/accounts";
import { aCase, type TestCase } from "../support/cases";
import { aCity, ownerSql, type TestCity } from "../support/fixtures";

let city: TestCity;
let supervisor: Actor;
let rows: Record<"applied" | "assessed" | "served" | "closed", TestCase>;
const clock = { now: () => new Date("2026-07-15T04:00:00Z") };

beforeAll(async () => {
  city = await aCity("taichung");
  supervisor = city.actors.care_supervisor;
  const named = (name: string, more: object = {}) => ({ name, ...more });
  rows = {
    applied: await aCase(city, named("示範台語", { appliedOn: "2026-07-03", source: "walk_in" })).applied(),
    assessed: await aCase(city, named("示範乙", { districtId: "66000010" })).assessed({ needLevel: 7 }),
    served: await aCase(city, named("示範丙")).inService(undefined, undefined, { assessedOn: "2025-07-01" }),
    closed: await aCase(city, named("示範丁")).closed("died"),
  };
});

const found = async (query: SearchParams) =>
  (await listCases(supervisor, caseListParams(query), clock)).rows.map((row) => row.name);

describe("The list of cases", () => {
  it("holds what is not closed unless asked, newest application first", async () => {
    expect(await found({})).toEqual(["示範台語", "示範丙", "示範乙"]);
    expect(await found({ status: "all" })).toHaveLength(4);
    expect(await found({ status: "closed" })).toEqual(["示範丁"]);
  });

  it("is narrowed by name in any writing, number, district, level, unit, manager, source and reassessment", async () => {
    expect(await found({ q: "臺語" })).toEqual(["示範台語"]);
    expect(await found({ q: rows.assessed.number.toLowerCase() })).toEqual(["示範乙"]);
    expect(await found({ q: "100%" })).toEqual([]);
    expect(await found({ district: "66000010" })).toEqual(["示範乙"]);
    expect(await found({ level: "7" })).toEqual(["示範乙"]);
    expect(await found({ level: "none" })).toEqual(["示範台語"]);
    expect(await found({ unit: city.aUnit.id })).toEqual(["示範丙"]);
    expect(await found({ manager: rows.served.managerId ?? "" })).toEqual(["示範丙"]);
    expect(await found({ manager: "none" })).toEqual(["示範台語", "示範乙"]);
    expect(await found({ source: "walk_in" })).toEqual(["示範台語"]);
    expect(await found({ due: "overdue" })).toEqual(["示範丙"]);
    expect(await found({ due: "30" })).toEqual([]);
  });

  it("sorts and pages in the database; a page past the end is the last one, nonsense falls back", async () => {
    expect(await found({ sort: "needLevel", dir: "desc" })).toEqual(["示範乙", "示範丙", "示範台語"]);
    expect(await found({ sort: "nextReassessmentOn", dir: "asc" })).toEqual(["示範丙", "示範乙", "示範台語"]);
    for (const sort of ["number", "name", "status", "district"])
      expect(await found({ sort })).toHaveLength(3);
    const late = await listCases(supervisor, caseListParams({ page: "99" }), clock);
    expect([late.page, late.total, late.rows.length]).toEqual([1, 3, 3]);
    const odd = { status: "x", level: "9", unit: "' OR 1=1", district: "x", due: "x", sort: "x", dir: "x" };
    expect(await found(odd)).toHaveLength(3);
  });

  it("finds a person by the whole national ID without keeping it in the address", async () => {
    const person = personSought(` ${rows.served.nationalId.toLowerCase()} `);
    expect(person).toMatch(/^[0-9a-f]{64}$/);
    expect(await found({ person: person ?? "" })).toEqual(["示範丙"]);
    expect(JSON.stringify(caseFilters(caseListParams({ person: person ?? "" })))).not.toContain(
      rows.served.nationalId,
    );
    expect(personSought("示範")).toBeNull();
    expect(personSought(rows.served.number)).toBeNull();
  });
});

describe("The file of the list", () => {
  it("holds what the filters leave, without national ID and contact data, and is in the audit log", async () => {
    const exported = done(await exportCases(supervisor, caseListParams({ status: "all" }), clock));
    const csv = casesAsCsv(exported);
    for (const row of Object.values(rows)) {
      expect(csv).toContain(row.number);
      expect(csv).not.toContain(row.nationalId);
    }
    expect(csv).not.toContain("示範路 1 號");
    const book = await casesAsXlsx(exported, plainDate("2026-07-15"), ["附註"]);
    expect(book.subarray(0, 2).toString()).toBe("PK");
    const [entry] = await ownerSql<{ detail: { rows: number; filter: { status: string } } }>(
      "SELECT detail FROM audit_entry WHERE action = 'case.list_exported' ORDER BY at DESC LIMIT 1",
    );
    expect(entry?.detail).toMatchObject({ rows: exported.length, filter: { status: "all" } });
  });
});
