import { beforeAll, describe, expect, it } from "vitest";
import { dispatchBoard } from "@/lib/features/dispatch/providers/queries";
import type { SendToProvider } from "@/lib/features/dispatch/providers/schema";
import { sendSchema } from "@/lib/features/dispatch/providers/schema";
import { dispatchToProvider } from "@/lib/features/dispatch/providers/service";
import type { DispatchDecision } from "@/lib/features/dispatch/providers/types";
import { declineReferral } from "@/lib/features/dispatch/referrals/answering/service";
import type { Result } from "@/lib/platform/result";
import { plainDate } from "@/lib/rules/plain-date";
import { code, done } from "../support/accounts";
import { aCase, type TestCase } from "../support/cases";
import {
  aCapacity,
  aConsent,
  aContract,
  aContractedUnit,
  anOrder,
  aSuspension,
  capacityOf,
  NEIGHBOUR_ZONE,
  noonOf,
  ZONE,
} from "../support/dispatch";
import { aCity, anActor, aUnitOf, ownerSql, type TestCity, type TestUnit } from "../support/fixtures";

const DAY = "2026-09-15";

let city: TestCity;

beforeAll(async () => {
  city = await aCity("taichung");
});

/** A place of its own for each test: an A unit with its manager and an order of contracted B units. */
async function aPlace(count = 3) {
  const aUnit = await aUnitOf("taichung", { tier: "a" });
  const manager = await anActor("taichung", "a_unit_manager", aUnit);
  const units: TestUnit[] = [];
  for (let index = 0; index < count; index += 1) units.push(await aContractedUnit(city));
  const [u1, u2, u3] = units as [TestUnit, TestUnit, TestUnit];
  return { aUnit, manager, units, u1, u2, u3 };
}

const inService = (aUnit: TestUnit) => aCase(city).inService(aUnit);

function send(testCase: TestCase, changes: Partial<SendToProvider> = {}): SendToProvider {
  return {
    caseId: testCase.id,
    planId: testCase.planId ?? "",
    service: "home_care",
    basis: "rotation",
    unitId: null,
    consentId: null,
    expectedUnitId: null,
    reason: null,
    ...changes,
  };
}

/** The fields as a form sends them. */
const formOf = (testCase: TestCase) => ({
  caseId: testCase.id,
  planId: testCase.planId,
  service: "home_care",
});

interface Kept {
  basis: string;
  to_unit_id: string;
  rotation_id: string | null;
  turn: number | null;
  state: string;
  reason: string | null;
  version: number;
  decision: DispatchDecision;
}

async function kept(id: string): Promise<Kept> {
  const [row] = await ownerSql<Kept & Record<string, unknown>>("SELECT * FROM dispatch WHERE id = $1", [id]);
  if (!row) throw new Error("no such dispatch");
  return row;
}

function message(result: Result<unknown>): string {
  if (result.ok) throw new Error("was not refused");
  return [result.message, ...Object.values(result.fieldErrors).flat()].join(" ");
}

describe("Dispatch by rotation", () => {
  it("goes round in the order, keeps what it was decided from, and moves the cursor on", async () => {
    const { aUnit, manager, units } = await aPlace();
    const order = await anOrder(aUnit, units);
    const given: string[] = [];
    for (let index = 0; index < 4; index += 1) {
      const result = done(await dispatchToProvider(manager, send(await inService(aUnit)), noonOf(DAY)));
      expect(result.turn).toBe(index + 1);
      given.push(result.unitId);
      const row = await kept(result.id);
      expect(row.rotation_id).toBe(order);
      expect(row.decision.rule).toBe("dispatch.next");
      expect(row.decision.input.queue.map((unit) => unit.unit)).toEqual(units.map((unit) => unit.id));
      expect(row.decision.input.cursor).toBe(index % 3);
      expect(row.decision.outcome?.citations.length).toBeGreaterThan(0);
    }
    expect(given).toEqual([units[0], units[1], units[2], units[0]].map((unit) => unit?.id));
    const [after] = await ownerSql("SELECT cursor, turns FROM rotation WHERE id = $1", [order]);
    expect(after).toEqual({ cursor: 1, turns: 4 });
  });

  it("is refused where no order is approved, and says that choice with consent is possible", async () => {
    const { aUnit, manager, units } = await aPlace();
    const none = await dispatchToProvider(manager, send(await inService(aUnit)), noonOf(DAY));
    expect(code(none)).toBe("no_rotation");
    expect(message(none)).toContain("沒有經照管中心核定的輪序表");
    await anOrder(aUnit, units, { state: "submitted" });
    const waiting = await dispatchToProvider(manager, send(await inService(aUnit)), noonOf(DAY));
    expect(message(waiting)).toContain("尚未核定");
    expect(message(waiting)).toContain("同意書");
  });

  it.each([
    ["2026-07-01", "2026-09-15", "ok"],
    ["2026-07-01", "2026-09-14", "no_rotation"],
    ["2026-09-15", "2026-12-31", "ok"],
    ["2026-09-16", "2026-12-31", "no_rotation"],
  ])("by an order valid from %s through %s is %s on the day", async (validFrom, validThrough, expected) => {
    const { aUnit, manager, units } = await aPlace(1);
    await anOrder(aUnit, units, { validFrom, validThrough });
    const result = await dispatchToProvider(manager, send(await inService(aUnit)), noonOf(DAY));
    expect(code(result)).toBe(expected);
    if (validThrough === "2026-09-14") expect(message(result)).toContain("115/09/14 屆滿");
  });

  it("is refused where the form showed another unit as next", async () => {
    const { aUnit, manager, units, u1, u2 } = await aPlace();
    await anOrder(aUnit, units, { cursor: 1 });
    const stale = send(await inService(aUnit), { expectedUnitId: u1.id });
    const result = await dispatchToProvider(manager, stale, noonOf(DAY));
    expect(code(result)).toBe("turn_moved");
    expect(message(result)).toContain(u2.name);
  });

  it("gives a service once while a unit has it, and only services of the approved plan", async () => {
    const { aUnit, manager, units } = await aPlace();
    await anOrder(aUnit, units);
    const testCase = await inService(aUnit);
    done(await dispatchToProvider(manager, send(testCase), noonOf(DAY)));
    expect(code(await dispatchToProvider(manager, send(testCase), noonOf(DAY)))).toBe("already_dispatched");
    const meals = send(testCase, { service: "meals" });
    expect(code(await dispatchToProvider(manager, meals, noonOf(DAY)))).toBe("not_in_plan");
    await ownerSql("UPDATE care_plan SET status = 'superseded' WHERE id = $1", [testCase.planId]);
    expect(code(await dispatchToProvider(manager, send(testCase), noonOf(DAY)))).toBe("stale_plan");
  });
});

describe("The queue", () => {
  /** What the law would be asked about the first of three units, and who is taken. */
  async function asked(prepare: (first: TestUnit) => Promise<unknown>, bare = false) {
    const place = await aPlace(bare ? 2 : 3);
    const first = bare ? await aUnitOf("taichung", { tier: "b" }) : place.u1;
    await prepare(first);
    const queue = bare ? [first, ...place.units] : place.units;
    await anOrder(place.aUnit, queue);
    const testCase = await inService(place.aUnit);
    const board = await dispatchBoard(place.manager, testCase.id, plainDate(DAY));
    const result = done(await dispatchToProvider(place.manager, send(testCase), noonOf(DAY)));
    const { decision } = await kept(result.id);
    const shown = board?.services[0]?.panel?.inOrder[0];
    return {
      isTaken: result.unitId === first.id,
      fact: decision.input.queue[0],
      skip: decision.outcome?.skipped[0]?.reason,
      shown: shown?.skip,
      isNext: shown?.isNext,
    };
  }

  it.each([
    ["a contract that ends today", { to: DAY }, true],
    ["a contract that ended yesterday", { to: "2026-09-14" }, false],
    ["a contract that begins today", { from: DAY }, true],
    ["a contract that begins tomorrow", { from: "2026-09-16" }, false],
    ["a contract for another service", { service: "respite" as const }, false],
  ])("takes %s as it stands on the day", async (_name, terms, isTaken) => {
    const found = await asked((unit) => aContract(unit, terms), true);
    expect(found.isTaken).toBe(isTaken);
    expect(found.isNext).toBe(isTaken);
    expect(found.skip).toBe(isTaken ? undefined : "not_contracted");
    expect(found.shown).toBe(isTaken ? null : "not_contracted");
  });

  it.each([
    ["the main zone", { mainZoneId: ZONE }, true],
    ["the secondary zone", { mainZoneId: NEIGHBOUR_ZONE, secondaryZoneId: ZONE }, true],
    ["another zone", { mainZoneId: NEIGHBOUR_ZONE }, false],
    ["the district by name", { mainZoneId: null, districtIds: ["66000060"] }, true],
    ["another district by name", { mainZoneId: null, districtIds: ["66000070"] }, false],
  ])("asks whether the contract covers %s", async (_name, terms, isTaken) => {
    const found = await asked((unit) => aContract(unit, terms), true);
    expect(found.isTaken).toBe(isTaken);
    expect(found.skip).toBe(isTaken ? undefined : "outside_district");
  });

  it.each([
    ["from today", DAY, "2026-09-30", [], false],
    ["through today", "2026-09-01", DAY, [], false],
    ["from tomorrow", "2026-09-16", "2026-09-30", [], true],
    ["through yesterday", "2026-09-01", "2026-09-14", [], true],
    ["of this service", DAY, DAY, ["home_care" as const], false],
    ["of another service", DAY, DAY, ["respite" as const], true],
  ])("knows a suspension %s", async (_name, from, through, services, isTaken) => {
    const found = await asked((unit) => aSuspension(unit, from, through, services));
    expect(found.isTaken).toBe(isTaken);
    expect(found.skip).toBe(isTaken ? undefined : "suspended");
  });

  it("does not count a suspension that was lifted", async () => {
    const found = await asked(async (unit) => {
      const id = await aSuspension(unit, DAY, DAY);
      await ownerSql(
        "UPDATE dispatch_suspension SET lifted_at = now(), lifted_reason = '測試' WHERE id = $1",
        [id],
      );
    });
    expect(found.isTaken).toBe(true);
  });

  it.each([
    [0, false],
    [1, true],
    [null, true],
  ])("reads a stated capacity of %s", async (capacity, isTaken) => {
    const found = await asked((unit) => aCapacity(unit, capacity));
    expect(found.fact?.capacity).toBe(capacity);
    expect(found.isTaken).toBe(isTaken);
    expect(found.skip).toBe(isTaken ? undefined : "no_capacity");
  });

  it("takes one from the stated capacity and gives it back when the unit declines", async () => {
    const { aUnit, manager, units, u1, u2 } = await aPlace();
    await aCapacity(u1, 2);
    await anOrder(aUnit, units);
    const testCase = await inService(aUnit);
    const first = done(await dispatchToProvider(manager, send(testCase), noonOf(DAY)));
    expect(await capacityOf(u1)).toBe(1);
    const staff = await anActor("taichung", "b_unit_staff", u1);
    done(await declineReferral(staff, { id: first.id, version: 1, reason: "人力不足" }, noonOf(DAY)));
    expect(await capacityOf(u1)).toBe(2);
    const board = await dispatchBoard(manager, testCase.id, plainDate(DAY));
    expect(board?.services[0]?.panel?.next?.unitId).toBe(u2.id);
    expect(board?.services[0]?.panel?.inOrder.find((each) => each.unitId === u1.id)?.skip).toBe("declined");
    const second = done(await dispatchToProvider(manager, send(testCase), noonOf(DAY)));
    expect(second.unitId).toBe(u2.id);
    expect((await kept(second.id)).decision.input.declined).toEqual([u1.id]);
  });

  it("sends the case to the centre when nobody in the order can take it, and says why of each", async () => {
    const { aUnit, manager, units, u1, u2 } = await aPlace(2);
    await aCapacity(u1, 0);
    await aSuspension(u2, DAY, DAY);
    await anOrder(aUnit, units);
    const result = await dispatchToProvider(manager, send(await inService(aUnit)), noonOf(DAY));
    expect(code(result)).toBe("rotation_exhausted");
    expect(message(result)).toContain("請送照管中心處理");
    expect(message(result)).toContain(`${u1.name}：無服務量能`);
    expect(message(result)).toContain(`${u2.name}：停止派案中`);
    const [{ count }] = (await ownerSql<{ count: string }>(
      "SELECT count(*) FROM dispatch WHERE from_unit_id = $1",
      [aUnit.id],
    )) as [{ count: string }];
    expect(count).toBe("0");
  });
});

describe("The client's choice", () => {
  it("needs a consent among the case's own documents", async () => {
    const { aUnit, manager, units, u2 } = await aPlace();
    await anOrder(aUnit, units);
    const testCase = await inService(aUnit);
    const choice = { basis: "client_choice" as const, unitId: u2.id };
    const foreign = await aConsent(await inService(aUnit));
    const wrongKind = await aConsent(testCase, "other");
    for (const consentId of [foreign, wrongKind]) {
      const result = await dispatchToProvider(manager, send(testCase, { ...choice, consentId }), noonOf(DAY));
      expect(code(result)).toBe("consent_missing");
    }
    const parsed = sendSchema.safeParse({ ...formOf(testCase), ...choice, consentId: "" });
    expect(parsed.error?.issues[0]?.message).toContain("同意書");
    const consentId = await aConsent(testCase);
    const result = done(
      await dispatchToProvider(manager, send(testCase, { ...choice, consentId }), noonOf(DAY)),
    );
    expect(result).toMatchObject({ unitId: u2.id, turn: 1 });
  });

  it("leaves the cursor where it is, and goes on without an order and to units outside it", async () => {
    const { aUnit, manager, units, u3 } = await aPlace();
    const order = await anOrder(aUnit, units.slice(0, 2), { cursor: 1 });
    const [one, other] = [await inService(aUnit), await inService(aUnit)];
    const choose = async (testCase: TestCase) =>
      dispatchToProvider(
        manager,
        send(testCase, { basis: "client_choice", unitId: u3.id, consentId: await aConsent(testCase) }),
        noonOf(DAY),
      );
    expect(done(await choose(one))).toMatchObject({ unitId: u3.id, turn: 1 });
    const [after] = await ownerSql("SELECT cursor, turns FROM rotation WHERE id = $1", [order]);
    expect(after).toEqual({ cursor: 1, turns: 1 });
    await ownerSql("UPDATE rotation SET valid_through = '2026-09-14' WHERE id = $1", [order]);
    expect(done(await choose(other))).toMatchObject({ unitId: u3.id, turn: null });
  });

  it("is refused with the reason where the unit cannot take the case", async () => {
    const { aUnit, manager, u1 } = await aPlace();
    await aCapacity(u1, 0);
    const testCase = await inService(aUnit);
    const consentId = await aConsent(testCase);
    const input = send(testCase, { basis: "client_choice", unitId: u1.id, consentId });
    const result = await dispatchToProvider(manager, input, noonOf(DAY));
    expect(code(result)).toBe("choice_unavailable");
    expect(message(result)).toContain("無服務量能");
  });
});

describe("A deviation from the order", () => {
  it("needs a written reason, in the form and in the database", async () => {
    const { aUnit, u2 } = await aPlace();
    const testCase = await inService(aUnit);
    const parsed = sendSchema.safeParse({
      ...formOf(testCase),
      basis: "deviation",
      unitId: u2.id,
      reason: " ",
    });
    expect(parsed.error?.issues.map((issue) => issue.path[0])).toEqual(["reason"]);
    const write = ownerSql(
      `INSERT INTO dispatch (id, jurisdiction_id, case_id, from_unit_id, to_unit_id, service, basis, reason, decision, state,
                             dispatched_on, dispatched_at)
       VALUES (gen_random_uuid(), 'taichung', $1, $2, $3, 'home_care', 'deviation', ' ', '{}', 'waiting', $4, now())`,
      [testCase.id, aUnit.id, u2.id, DAY],
    );
    await expect(write).rejects.toThrow("dispatch_deviation_reason");
  });

  it("keeps its reason and what the rotation would have said, and takes nobody's turn", async () => {
    const { aUnit, manager, units, u1, u3 } = await aPlace();
    const order = await anOrder(aUnit, units);
    const reason = "原服務人員轉任，案家語言需求";
    const input = send(await inService(aUnit), { basis: "deviation", unitId: u3.id, reason });
    const result = done(await dispatchToProvider(manager, input, noonOf(DAY)));
    const row = await kept(result.id);
    expect(row).toMatchObject({ basis: "deviation", reason, to_unit_id: u3.id, turn: 1 });
    expect(row.decision.deviation).toEqual({ unit: u3.id, reason });
    expect(row.decision.outcome?.unit).toBe(u1.id);
    const [after] = await ownerSql("SELECT cursor, turns FROM rotation WHERE id = $1", [order]);
    expect(after).toEqual({ cursor: 0, turns: 1 });
  });

  it("goes neither to a unit without a contract nor to a suspended one", async () => {
    const { aUnit, manager, u1 } = await aPlace();
    const stranger = await aUnitOf("taichung", { tier: "b" });
    await aSuspension(u1, DAY, DAY);
    for (const unit of [stranger, u1, city.otherAUnit]) {
      const input = send(await inService(aUnit), { basis: "deviation", unitId: unit.id, reason: "測試理由" });
      expect((await dispatchToProvider(manager, input, noonOf(DAY))).ok).toBe(false);
    }
  });
});
