import { beforeAll, describe, expect, it } from "vitest";
import { addClosure, withdrawClosure } from "@/lib/features/registry/closures/service";
import { movedByClosure } from "@/lib/features/timeliness/moving/queries";
import { clocksOfCase } from "@/lib/features/timeliness/queries";
import { startClock } from "@/lib/features/timeliness/service";
import { systemActor } from "@/lib/platform/actor";
import { withActor } from "@/lib/platform/db";
import { plainDate } from "@/lib/rules/plain-date";
import { done } from "../support/accounts";
import { aCase, type TestCase } from "../support/cases";
import { aCity, ownerSql, type TestCity, type TestUnit } from "../support/fixtures";

const ELSEWHERE = "66000070";

let city: TestCity;
let own: TestCase;
let other: TestCase;

beforeAll(async () => {
  city = await aCity("taichung");
  city.actors.care_specialist.districtIds = [city.aUnit.districtId];
  own = await aCase(city).inService(city.aUnit);
  other = await aCase(city, { districtId: ELSEWHERE }).inService(city.otherAUnit);
});

/** A plan clock that starts on a day; which day is in no other test's way. */
async function aPlanClock(row: TestCase, unit: TestUnit, startedOn: string) {
  const system = systemActor("taichung");
  const its = { kind: "plan" as const, subjectId: crypto.randomUUID(), caseId: row.id, unitId: unit.id };
  const dueOn = await withActor(system, (tx) => startClock(tx, system, { ...its, startedOn }));
  if (typeof dueOn !== "string") throw new Error("no such clock");
  const [clock] = await ownerSql<{ id: string }>("SELECT id FROM clock WHERE subject_id = $1", [
    its.subjectId,
  ]);
  return { id: clock?.id ?? "", dueOn };
}

const typhoon = (closedOn: string, reason: string) =>
  addClosure(city.actors.bureau_officer, { closedOn: plainDate(closedOn), reason });

describe("A typhoon closure", () => {
  it("tells how many limits it moved and which, each to those who may see it, and again when it is withdrawn", async () => {
    const mine = await aPlanClock(own, city.aUnit, "2026-03-02");
    const theirs = await aPlanClock(other, city.otherAUnit, "2026-03-02");
    const { id, moved } = done(await typhoon(mine.dueOn, "示範颱風甲"));
    expect(moved).toBe(2);
    const clocksSeen = async (role: keyof TestCity["actors"], withdrawn = false) => {
      const { total, seen, rows } = await movedByClosure(city.actors[role], id, withdrawn);
      return { total, seen, ids: rows.map((row) => row.clockId).sort() };
    };
    const both = [mine.id, theirs.id].sort();
    expect(await clocksSeen("bureau_officer")).toEqual({ total: 2, seen: 2, ids: both });
    expect(await clocksSeen("care_specialist")).toEqual({ total: 2, seen: 1, ids: [mine.id] });
    expect(await clocksSeen("bureau_admin")).toEqual({ total: 2, seen: 0, ids: [] });
    expect(await clocksSeen("case_manager")).toEqual({ total: 1, seen: 1, ids: [mine.id] });
    const [row] = (await movedByClosure(city.actors.case_manager, id)).rows;
    expect(row).toMatchObject({ caseId: own.id, name: `${own.number} ${own.name}`, fromOn: mine.dueOn });

    done(await withdrawClosure(city.actors.bureau_officer, { id, reason: "停班取消" }));
    expect(await clocksSeen("bureau_officer", true)).toEqual({ total: 2, seen: 2, ids: both });
    const back = (await movedByClosure(city.actors.case_manager, id, true)).rows[0];
    expect(back).toMatchObject({ fromOn: row?.toOn, toOn: mine.dueOn });
  });

  it("stands with the limit in the case, with its day and reason; withdrawn, that too", async () => {
    const { id: clockId, dueOn } = await aPlanClock(own, city.aUnit, "2026-04-13");
    const inCase = async () => {
      const rows = await clocksOfCase(city.actors.case_manager, own.id, plainDate("2026-04-14"));
      return rows.find((row) => row.id === clockId)?.movedBy;
    };
    expect(await inCase()).toBeNull();
    const { id } = done(await typhoon(dueOn, "示範颱風乙"));
    expect(await inCase()).toEqual({ closedOn: dueOn, reason: "示範颱風乙", withdrawn: false });
    done(await withdrawClosure(city.actors.bureau_officer, { id, reason: "停班取消" }));
    expect(await inCase()).toEqual({ closedOn: dueOn, reason: "示範颱風乙", withdrawn: true });
  });

  it("before which a limit had ended, or on a day after it, moves nothing and says so", async () => {
    const { id: clockId, dueOn } = await aPlanClock(own, city.aUnit, "2026-05-11");
    const { id } = done(await typhoon("2026-05-29", "示範颱風丙"));
    expect(
      (await movedByClosure(city.actors.bureau_officer, id)).rows.map((row) => row.clockId),
    ).not.toContain(clockId);
    expect(
      (await clocksOfCase(city.actors.case_manager, own.id, dueOn)).find((row) => row.id === clockId),
    ).toMatchObject({
      ...{ dueOn, movedBy: null },
    });
  });
});
