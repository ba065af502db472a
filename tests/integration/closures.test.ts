import { beforeAll, describe, expect, it } from "vitest";
import { closedDays, closuresAhead, closuresOfYear } from "@/lib/features/registry/closures/queries";
import { addClosureSchema } from "@/lib/features/registry/closures/schema";
import { addClosure, withdrawClosure } from "@/lib/features/registry/closures/service";
import { registrationsMovedBy } from "@/lib/features/registry/staff/queries";
import { addStaff } from "@/lib/features/registry/staff/service";
import type { Actor } from "@/lib/platform/actor";
import type { Refused, Result } from "@/lib/platform/result";
import { plainDate } from "@/lib/rules/plain-date";
import { actionsOn, code, done } from "../support/accounts";
import { aCity, type TestCity } from "../support/fixtures";

let city: TestCity;
let other: TestCity;
let officer: Actor;

beforeAll(async () => {
  city = await aCity("taichung");
  other = await aCity("taoyuan");
  officer = city.actors.bureau_officer;
});

const add = (closedOn: string, reason = "示範颱風停班", actor = officer) =>
  addClosure(actor, { closedOn: plainDate(closedOn), reason });

function refused(result: Result<unknown>): Refused {
  if (result.ok) throw new Error("was not refused");
  return result;
}

describe("A closure", () => {
  it("is of one city and stands in its year", async () => {
    const { id } = done(await add("2026-08-03"));
    expect((await closuresOfYear(officer, 2026)).map((row) => row.id)).toContain(id);
    expect(await closuresOfYear(officer, 2025)).toEqual([]);
    expect(await closuresOfYear(other.actors.bureau_officer, 2026)).toEqual([]);
    expect(code(await add("2026-08-03", "示範颱風停班", other.actors.bureau_officer))).toBe("ok");
  });

  it.each([
    ["2026-08-01", "星期六"],
    ["2026-02-16", "農曆除夕"],
  ])("is refused on %s, a day off by the office calendar, with the reason", async (date, name) => {
    const result = refused(await add(date));
    expect(result.code).toBe("already_off");
    expect(result.fieldErrors.closedOn?.[0]).toContain(name);
  });

  it("is refused in a year without a published calendar", async () => {
    expect(code(await add("2031-08-04"))).toBe("no_calendar");
  });

  it("is refused a second time for the same day, also when two declare it at once", async () => {
    const results = await Promise.all(Array.from({ length: 6 }, () => add("2026-08-05")));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(new Set(results.map(code))).toEqual(new Set(["ok", "duplicate"]));
    expect(refused(await add("2026-08-05")).fieldErrors.closedOn?.[0]).toContain("示範颱風停班");
  });

  it("is withdrawn once, stays on record and can be declared anew", async () => {
    const { id } = done(await add("2026-08-06"));
    const takeBack = () => withdrawClosure(officer, { id, reason: "誤登" });
    done(await takeBack());
    expect(code(await takeBack())).toBe("withdrawn");
    expect(await closedDays(officer)).not.toContain("2026-08-06");
    expect((await closuresOfYear(officer, 2026)).find((row) => row.id === id)?.withdrawnReason).toBe("誤登");
    expect(code(await add("2026-08-06"))).toBe("ok");
    expect(await actionsOn(id)).toEqual(["closure.added", "closure.withdrawn"]);
  });

  it("of another city cannot be withdrawn", async () => {
    const { id } = done(await add("2026-08-07"));
    const foreign = await withdrawClosure(other.actors.bureau_admin, { id, reason: "他市" });
    expect(code(foreign)).toBe("not_found");
  });

  it("shows ahead while it stands, the days up to the last one asked for", async () => {
    done(await add("2026-09-01"));
    const ahead = async (from: string) =>
      (await closuresAhead(officer, plainDate(from), 30)).map((row) => row.closedOn);
    expect(await ahead("2026-08-02")).toContain("2026-09-01");
    expect(await ahead("2026-08-01")).not.toContain("2026-09-01");
    expect(await ahead("2026-09-01")).toContain("2026-09-01");
    expect(await ahead("2026-09-02")).not.toContain("2026-09-01");
  });

  it("says which open registrations it moves", async () => {
    const given = {
      unitId: city.aUnit.id,
      nationalId: "D100000001",
      name: "示範員工",
      duty: "case_manager" as const,
      employment: "full_time" as const,
      qualification: null,
      startedOn: plainDate("2026-10-05"),
    };
    const { id } = done(await addStaff(officer, given));
    expect(await registrationsMovedBy(officer, plainDate("2026-10-07"))).toEqual([]);
    expect(await registrationsMovedBy(officer, plainDate("2026-10-08"))).toMatchObject([
      { id, without: "2026-10-08", withIt: "2026-10-12" },
    ]);
    expect(await registrationsMovedBy(city.actors.b_unit_staff, plainDate("2026-10-08"))).toEqual([]);
  });

  it("takes a date in the ways in which officials write it", () => {
    for (const closedOn of ["115/8/3", "115.8.3", "1150803", "2026-08-03", "115年8月3日"]) {
      expect(addClosureSchema.parse({ closedOn, reason: "颱風" }).closedOn).toBe("2026-08-03");
    }
    const bad = addClosureSchema.safeParse({ closedOn: "115/2/29", reason: "" });
    expect(bad.error?.issues.map((issue) => issue.path[0])).toEqual(["closedOn", "reason"]);
  });
});
