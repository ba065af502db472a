import { beforeAll, describe, expect, it } from "vitest";
import { centreBoard, listCentre } from "@/lib/features/dispatch/centre/queries";
import { districtOrderById, listDistrictOrders } from "@/lib/features/dispatch/centre/rotation/queries";
import {
  keepDistrictOrder,
  resumeUnit,
  startDistrictOrder,
} from "@/lib/features/dispatch/centre/rotation/service";
import { centreListParams } from "@/lib/features/dispatch/centre/schema";
import { dispatchToAUnit } from "@/lib/features/dispatch/centre/service";
import { takeBackCase } from "@/lib/features/dispatch/centre/taking-back/service";
import { assignManager } from "@/lib/features/dispatch/managers/assigning/service";
import { refuseCase } from "@/lib/features/dispatch/managers/refusing/service";
import { askRule } from "@/lib/features/dispatch/providers/decision/service";
import type { DispatchDecision } from "@/lib/features/dispatch/providers/types";
import { addClosure } from "@/lib/features/registry/closures/service";
import type { Actor } from "@/lib/platform/actor";
import { plainDate } from "@/lib/rules/plain-date";
import type { CaseSource } from "@/prisma/generated/enums";
import { actionsOn, code, done } from "../support/accounts";
import { aCase, aDispatch, type TestCase } from "../support/cases";
import { aCentreOrder, aTakingUnit, carries, caseRow, clocksOf, type TakingUnit } from "../support/centre";
import { aSuspension, noonOf } from "../support/dispatch";
import { aCity, anActor, ownerSql, type TestCity } from "../support/fixtures";

const DAY = "2026-09-15";
const AT_NOON = noonOf(DAY);
const AT_ONCE = 10;

let city: TestCity;
let supervisor: Actor;
let districts: string[];

beforeAll(async () => {
  city = await aCity("taichung");
  supervisor = city.actors.care_supervisor;
  const rows = await ownerSql<{ id: string }>(
    "SELECT id FROM district WHERE jurisdiction_id = 'taichung' ORDER BY id DESC",
  );
  districts = rows.map((row) => row.id);
});

/** A district of its own for each test, with an order of A units that take cases there. */
async function aDistrict(count = 3) {
  const districtId = districts.pop() ?? "";
  const units: TakingUnit[] = [];
  for (let index = 0; index < count; index += 1) units.push(await aTakingUnit("taichung", districtId));
  const order = await aCentreOrder("taichung", districtId, units);
  const [u1, u2, u3] = units as [TakingUnit, TakingUnit, TakingUnit];
  return { districtId, units, order, u1, u2, u3 };
}

const waitingIn = (districtId: string, source: CaseSource = "hotline_1966") =>
  aCase(city, { districtId, source }).assessed();

async function send(row: TestCase, given: Partial<Parameters<typeof dispatchToAUnit>[1]> = {}, at = AT_NOON) {
  const { version } = await caseRow(row.id);
  const input = { caseId: row.id, version, basis: "rotation" as const, unitId: null, ...given };
  return dispatchToAUnit(supervisor, input, at);
}

const board = async (id: string, day = DAY) => {
  const found = await centreBoard(supervisor, id, plainDate(day));
  if (!found) throw new Error("no such case");
  return found;
};

const answer = async (leader: Actor, row: TestCase, reason: string) =>
  refuseCase(
    leader,
    {
      ...{ caseId: row.id, version: (await caseRow(row.id)).version, reason },
      kind: reason ? "with_reason" : "without_reason",
    },
    AT_NOON,
  );

const takeBack = async (row: TestCase, day: string) =>
  takeBackCase(
    supervisor,
    { caseId: row.id, version: (await caseRow(row.id)).version, reason: "逾期未擬計畫" },
    noonOf(day),
  );

describe("The centre's dispatch to an A unit", () => {
  it("goes round the district's order and starts the clock of the plan with the unit", async () => {
    const { districtId, u1, u2, u3, order } = await aDistrict();
    const sent: (string | number | null)[] = [];
    for (let index = 0; index < 4; index += 1) {
      const row = await waitingIn(districtId);
      const { unitId, turn } = done(await send(row));
      sent.push(unitId, turn);
      expect(await caseRow(row.id)).toMatchObject({ status: "dispatched", a_unit_id: unitId });
      expect(await clocksOf(row.id)).toEqual([
        { kind: "plan", due: expect.any(String), cancelled: false, unit: unitId },
      ]);
      expect(await actionsOn(row.id)).toContain("case.dispatched_to_a_unit");
    }
    expect(sent).toEqual([u1.id, 1, u2.id, 2, u3.id, 3, u1.id, 4]);
    const [kept] = await ownerSql("SELECT cursor, turns FROM rotation WHERE id = $1", [order]);
    expect(kept).toEqual({ cursor: 1, turns: 4 });
  });

  it("in Taoyuan starts the clock of the first service too", async () => {
    const taoyuan = await aCity("taoyuan");
    const unit = await aTakingUnit("taoyuan", "68000020");
    await aCentreOrder("taoyuan", "68000020", [unit]);
    const row = await aCase(taoyuan, { districtId: "68000020" }).assessed();
    const input = { caseId: row.id, version: 1, basis: "rotation" as const, unitId: null };
    done(await dispatchToAUnit(taoyuan.actors.care_supervisor, input, AT_NOON));
    expect((await clocksOf(row.id)).map(({ kind, unit: whose }) => [kind, whose])).toEqual([
      ["first_service", unit.id],
      ["plan", unit.id],
    ]);
  });

  it("passes over units without contract, suspended or full, and keeps why, so that the decision can be asked again", async () => {
    const { districtId, u1, u2, u3, order } = await aDistrict();
    const bare = await aTakingUnit("taichung", districtId, { contracted: false });
    await ownerSql("INSERT INTO rotation_entry VALUES ($1, 3, 'taichung', $2)", [order, bare.id]);
    await ownerSql("UPDATE rotation SET cursor = 3 WHERE id = $1", [order]);
    await aSuspension(u1, "2026-09-01", "2026-09-30");
    await carries(u2, u2.manager.id, 150);
    const row = await waitingIn(districtId);
    expect(done(await send(row)).unitId).toBe(u3.id);
    const [kept] = await ownerSql<{ decision: DispatchDecision }>(
      "SELECT decision FROM dispatch WHERE case_id = $1",
      [row.id],
    );
    expect(kept?.decision.outcome?.skipped).toEqual([
      { unit: bare.id, reason: "not_contracted" },
      { unit: u1.id, reason: "suspended" },
      { unit: u2.id, reason: "no_capacity" },
    ]);
    expect(kept && askRule(kept.decision.input).outcome).toEqual(kept?.decision.outcome);
  });

  it("counts cases that wait for a manager against the places of a unit", async () => {
    const { districtId, u1, u2 } = await aDistrict(2);
    await carries(u1, u1.manager.id, 149);
    await ownerSql("UPDATE rotation SET cursor = 0 WHERE district_id = $1", [districtId]);
    expect(done(await send(await waitingIn(districtId))).unitId).toBe(u1.id);
    await ownerSql("UPDATE rotation SET cursor = 0 WHERE district_id = $1", [districtId]);
    expect(done(await send(await waitingIn(districtId))).unitId).toBe(u2.id);
  });

  it("follows the family's choice without moving the turn, and refuses a unit that cannot take the case", async () => {
    const { districtId, u1, u2 } = await aDistrict(2);
    const choice = await send(await waitingIn(districtId), { basis: "client_choice", unitId: u2.id });
    expect(done(choice)).toMatchObject({ unitId: u2.id, turn: 1 });
    expect(done(await send(await waitingIn(districtId))).unitId).toBe(u1.id);
    const elsewhere = await aTakingUnit("taichung", districts.pop() ?? "");
    const row = await waitingIn(districtId);
    const refused = await send(row, { basis: "client_choice", unitId: elsewhere.id });
    expect(code(refused)).toBe("choice_unavailable");
    expect(await caseRow(row.id)).toMatchObject({ status: "assessed", a_unit_id: null });
  });

  it("gives a case to the unit that brought it only when an A unit brought it", async () => {
    const { districtId, u2 } = await aDistrict(2);
    const own = { basis: "own_development" as const, unitId: u2.id };
    expect(code(await send(await waitingIn(districtId), own))).toBe("not_outreach");
    expect(done(await send(await waitingIn(districtId, "a_unit_outreach"), own)).unitId).toBe(u2.id);
  });

  it("continues only with a unit that carried the case before", async () => {
    const { districtId, u1, u2 } = await aDistrict(2);
    const row = await waitingIn(districtId);
    await aDispatch(row, null, u2, { service: "case_management", state: "ended" });
    expect((await board(row.id)).former.map((unit) => unit.id)).toEqual([u2.id]);
    expect(code(await send(row, { basis: "continuation", unitId: u1.id }))).toBe("not_former");
    expect(done(await send(row, { basis: "continuation", unitId: u2.id })).unitId).toBe(u2.id);
  });

  it("refuses a case that waits no more, a stale form, a turn that moved, and a district without an order", async () => {
    const { districtId, u1, u2 } = await aDistrict(2);
    const row = await waitingIn(districtId);
    expect(code(await send(row, { expectedUnitId: u2.id }))).toBe("turn_moved");
    done(await send(row, { expectedUnitId: u1.id }));
    expect(code(await send(row))).toBe("not_waiting");
    expect(code(await send(row, { version: 1 }))).toBe("stale");
    expect(code(await send(await waitingIn(districts.pop() ?? "")))).toBe("no_order");
  });

  it("taken ten times at once takes consecutive turns: none twice, none lost", async () => {
    const { districtId, units } = await aDistrict();
    const others = await Promise.all([1, 2].map(() => anActor("taichung", "care_supervisor", null)));
    const cases: TestCase[] = [];
    for (let index = 0; index < AT_ONCE; index += 1) cases.push(await waitingIn(districtId));
    const results = await Promise.all(
      cases.map((row, index) =>
        dispatchToAUnit(
          [supervisor, ...others][index % 3] ?? supervisor,
          { caseId: row.id, version: 1, basis: "rotation", unitId: null },
          AT_NOON,
        ),
      ),
    );
    const taken = results.map(done).sort((a, b) => Number(a.turn) - Number(b.turn));
    expect(taken.map((each) => each.turn)).toEqual(Array.from({ length: AT_ONCE }, (_, index) => index + 1));
    expect(taken.map((each) => each.unitId)).toEqual(taken.map((_, index) => units[index % 3]?.id));
  });
});

describe("An A unit's refusal", () => {
  it("with a reason gives the case to the next unit and leaves the refusing one in the turn", async () => {
    const { districtId, u1, u2 } = await aDistrict(2);
    const row = await waitingIn(districtId);
    done(await send(row));
    expect(done(await answer(u1.leader, row, "本月人力異動"))).toMatchObject({ left: false });
    expect(await caseRow(row.id)).toMatchObject({ status: "assessed", a_unit_id: null });
    expect(await clocksOf(row.id)).toMatchObject([{ kind: "plan", cancelled: true }]);
    expect((await board(row.id)).inOrder.find((unit) => unit.id === u1.id)).toMatchObject({
      ...{ skip: "declined", pausedReason: null },
    });
    expect(done(await send(row)).unitId).toBe(u2.id);
  });

  it("without a reason takes the unit out of the turn, shown with why, until the centre takes it back in", async () => {
    const { districtId, u1, u2, order } = await aDistrict(2);
    const row = await waitingIn(districtId);
    done(await send(row));
    expect(done(await answer(u1.leader, row, ""))).toMatchObject({ left: true });
    const paused = await districtOrderById(supervisor, order, plainDate(DAY));
    expect(paused?.entries.map((entry) => entry.pausedReason)).toEqual(["無正當理由拒絕派案", null]);
    for (let index = 0; index < 3; index += 1)
      expect(done(await send(await waitingIn(districtId))).unitId).toBe(u2.id);
    const other = await waitingIn(districtId);
    expect((await board(other.id)).inOrder.find((unit) => unit.id === u1.id)).toMatchObject({
      ...{ skip: "suspended", pausedReason: "無正當理由拒絕派案" },
    });
    const resume = { id: order, unitId: u1.id, reason: "已說明並改善" };
    expect(code(await resumeUnit(supervisor, { ...resume, version: 1 }))).toBe("stale");
    done(await resumeUnit(supervisor, { ...resume, version: paused?.version ?? 0 }));
    await ownerSql("UPDATE rotation SET cursor = 0 WHERE id = $1", [order]);
    expect(done(await send(other)).unitId).toBe(u1.id);
    expect(await actionsOn(order)).toEqual(["centre_order.resumed"]);
  });

  it("is not possible once a manager has the case", async () => {
    const { districtId, u1 } = await aDistrict(1);
    const row = await waitingIn(districtId);
    done(await send(row));
    const { version } = await caseRow(row.id);
    done(await assignManager(u1.leader, { caseId: row.id, version, staffId: u1.manager.id }, AT_NOON));
    expect(code(await answer(u1.leader, row, "太遠"))).toBe("not_waiting");
  });
});

describe("Taking a case back", () => {
  it("is refused until the limit for the plan has passed, with why and until when", async () => {
    const { districtId, u1 } = await aDistrict(2);
    const row = await waitingIn(districtId);
    done(await send(row));
    const [clock] = await clocksOf(row.id);
    const due = clock?.due ?? "";
    const early = await takeBack(row, due);
    expect(code(early)).toBe("not_yet");
    expect(!early.ok && early.message).toMatch(/期限為 115\/\d\d\/\d\d（依據：.+），期限內不能收回；115\//);
    const next = new Date(Date.parse(due) + 86_400_000).toISOString().slice(0, 10);
    done(await takeBack(row, next));
    expect(await caseRow(row.id)).toMatchObject({ status: "assessed", a_unit_id: null, manager_id: null });
    expect(await clocksOf(row.id)).toMatchObject([{ cancelled: true }]);
    const [past] = (await board(row.id, next)).past;
    expect(past).toMatchObject({ state: "taken_back", answerReason: "逾期未擬計畫", unit: { id: u1.id } });
  });

  it("waits a day longer when a typhoon closes the offices in between", async () => {
    const { districtId } = await aDistrict(2);
    const row = await waitingIn(districtId);
    done(await send(row, {}, noonOf("2026-07-13")));
    const before = (await clocksOf(row.id))[0]?.due ?? "";
    const closure = { closedOn: plainDate("2026-07-14"), reason: "颱風停班" };
    done(await addClosure(city.actors.bureau_officer, closure, noonOf("2026-07-13")));
    const after = (await clocksOf(row.id))[0]?.due ?? "";
    expect(after > before).toBe(true);
    expect(code(await takeBack(row, after))).toBe("not_yet");
    done(await takeBack(row, new Date(Date.parse(after) + 86_400_000).toISOString().slice(0, 10)));
  });

  it("ends the manager's assignment and withdraws the plan that was begun", async () => {
    const { districtId, u1 } = await aDistrict(1);
    const row = await waitingIn(districtId);
    done(await send(row));
    const { version } = await caseRow(row.id);
    done(await assignManager(u1.leader, { caseId: row.id, version, staffId: u1.manager.id }, AT_NOON));
    await ownerSql(
      `INSERT INTO care_plan (id, jurisdiction_id, case_id, a_unit_id, version_no, kind, status, need_level, copay_class,
                              has_foreign_caregiver, problem_notes, created_at)
       VALUES (gen_random_uuid(), 'taichung', $1, $2, 1, 'initial', 'submitted', 4, 3, false, '{}', now())`,
      [row.id, u1.id],
    );
    done(await takeBack(row, "2026-10-15"));
    const [left] = await ownerSql(
      `SELECT (SELECT status::text FROM care_plan WHERE case_id = $1) AS plan,
              (SELECT until_on::text FROM manager_assignment WHERE case_id = $1) AS until`,
      [row.id],
    );
    expect(left).toEqual({ plan: "withdrawn", until: "2026-10-15" });
  });

  it("is refused once the plan was handed in", async () => {
    const { districtId } = await aDistrict(1);
    const row = await waitingIn(districtId);
    done(await send(row));
    await ownerSql("UPDATE clock SET done_on = $2 WHERE case_id = $1", [row.id, DAY]);
    expect(code(await takeBack(row, "2026-10-15"))).toBe("plan_handed_in");
  });
});

describe("The district's order of A units", () => {
  it("is begun with the contracted ones, in force at once and only once", async () => {
    const districtId = districts.pop() ?? "";
    const unit = await aTakingUnit("taichung", districtId);
    await aTakingUnit("taichung", districtId, { contracted: false });
    const [one, two] = await Promise.all([
      startDistrictOrder(supervisor, { districtId }, AT_NOON),
      startDistrictOrder(supervisor, { districtId }, AT_NOON),
    ]);
    expect([one, two].map((each) => (each.ok ? "ok" : each.code)).sort()).toEqual(["exists", "ok"]);
    const id = one.ok ? one.data.id : two.ok ? two.data.id : "";
    const order = await districtOrderById(supervisor, id, plainDate(DAY));
    expect(order?.entries.map((entry) => entry.unit.id)).toEqual([unit.id]);
    expect(
      (await listDistrictOrders(supervisor)).find((row) => row.district.id === districtId),
    ).toMatchObject({
      order: { id, units: 1, next: unit.name },
    });
  });

  it("is begun with the listed ones where nobody is contracted, and says so", async () => {
    const districtId = districts.pop() ?? "";
    const unit = await aTakingUnit("taichung", districtId, { contracted: false });
    const started = done(await startDistrictOrder(supervisor, { districtId }, AT_NOON));
    expect(started.source).toBe("listings");
    const order = await districtOrderById(supervisor, started.id, plainDate(DAY));
    expect(order?.entries).toMatchObject([{ unit: { id: unit.id }, contracted: false }]);
  });

  it("keeps the turn with its unit and the pause in its place when the order is changed", async () => {
    const { districtId, u1, u2, u3, order } = await aDistrict();
    done(await send(await waitingIn(districtId)));
    await ownerSql(
      "UPDATE rotation_entry SET paused = true, paused_reason = '測試' WHERE rotation_id = $1 AND unit_id = $2",
      [order, u3.id],
    );
    const step = { kind: "up" as const, unitId: u3.id };
    done(await keepDistrictOrder(supervisor, { id: order, version: 1, step, add: "", notes: {} }, AT_NOON));
    const changed = await districtOrderById(supervisor, order, plainDate(DAY));
    expect(changed?.entries.map(({ unit, pausedReason, isTurn }) => [unit.id, pausedReason, isTurn])).toEqual(
      [
        [u1.id, null, false],
        [u3.id, "測試", false],
        [u2.id, null, true],
      ],
    );
    const stranger = await aTakingUnit("taichung", districts.pop() ?? "");
    const add = { kind: "add" as const, unitId: "" };
    const input = { id: order, version: 2, step: add, add: stranger.id, notes: {} };
    expect(code(await keepDistrictOrder(supervisor, input, AT_NOON))).toBe("not_offered");
    expect(code(await keepDistrictOrder(supervisor, { ...input, version: 1 }, AT_NOON))).toBe("stale");
  });
});

describe("The centre's list", () => {
  it("shows what waits and what was sent, filtered and paged", async () => {
    const { districtId } = await aDistrict(1);
    const [one, two] = [await waitingIn(districtId), await waitingIn(districtId, "discharge_planning")];
    const list = async (params: Record<string, string>, day = DAY) =>
      (await listCentre(supervisor, centreListParams({ district: districtId, ...params }), plainDate(day)))
        .rows;
    expect((await list({})).map((row) => row.id).sort()).toEqual([one.id, two.id].sort());
    expect((await list({ source: "discharge_planning" })).map((row) => row.id)).toEqual([two.id]);
    expect((await list({ q: one.number })).map((row) => row.id)).toEqual([one.id]);
    done(await send(one));
    expect((await list({ view: "sent" })).map((row) => row.id)).toEqual([one.id]);
    expect(await list({ view: "sent", overdue: "yes" })).toEqual([]);
    expect((await list({ view: "sent", overdue: "yes" }, "2026-11-15")).map((row) => row.id)).toEqual([
      one.id,
    ]);
  });
});
