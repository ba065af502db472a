import { beforeAll, describe, expect, it } from "vitest";
import { listCapacities } from "@/lib/features/dispatch/capacity/queries";
import { capacityListParams, stateCapacitySchema } from "@/lib/features/dispatch/capacity/schema";
import { stateCapacity } from "@/lib/features/dispatch/capacity/service";
import { endDispatch, withdrawDispatch } from "@/lib/features/dispatch/providers/ending/service";
import { dispatchBoard } from "@/lib/features/dispatch/providers/queries";
import { dispatchToProvider } from "@/lib/features/dispatch/providers/service";
import {
  acceptReferral,
  declineReferral,
  recordFirstService,
} from "@/lib/features/dispatch/referrals/answering/service";
import { listReferrals, openReferral, waitingReferrals } from "@/lib/features/dispatch/referrals/queries";
import { referralListParams } from "@/lib/features/dispatch/referrals/schema";
import { REFERRAL_TRANSITIONS } from "@/lib/features/dispatch/referrals/types";
import { standingSuspensions, suspensionsOfUnit } from "@/lib/features/dispatch/suspensions/queries";
import { enterSuspension, liftSuspension } from "@/lib/features/dispatch/suspensions/service";
import { startClock } from "@/lib/features/timeliness/service";
import { systemActor } from "@/lib/platform/actor";
import { withActor } from "@/lib/platform/db";
import { ok, type Result } from "@/lib/platform/result";
import { plainDate } from "@/lib/rules/plain-date";
import { code, done } from "../support/accounts";
import { aCase } from "../support/cases";
import { aCapacity, aContract, aContractedUnit, anOrder, capacityOf, noonOf } from "../support/dispatch";
import { aCity, anActor, aUnitOf, ownerSql, type TestCity } from "../support/fixtures";

const DAY = plainDate("2026-09-15");

let city: TestCity;
let taoyuan: TestCity;

beforeAll(async () => {
  city = await aCity("taichung");
  taoyuan = await aCity("taoyuan");
});

/** A referral that waits at a B unit, by rotation, with its clocks. */
async function aReferral(of: TestCity = city) {
  const aUnit = await aUnitOf(of.id, { tier: "a" });
  const manager = await anActor(of.id, "a_unit_manager", aUnit);
  const bUnit = of.id === "taichung" ? await aContractedUnit(of) : await aUnitOf(of.id, { tier: "b" });
  if (of.id !== "taichung") await aContract(bUnit);
  const staff = await anActor(of.id, "b_unit_staff", bUnit);
  await anOrder(aUnit, [bUnit]);
  const testCase = await aCase({ id: of.id }, { districtId: bUnit.districtId }).inService(aUnit);
  const system = systemActor(of.id);
  await withActor(system, async (tx) => {
    const start = { caseId: testCase.id, unitId: aUnit.id, startedOn: DAY };
    await startClock(tx, system, { ...start, kind: "referral", subjectId: `${testCase.planId}/home_care` });
    if (of.id === "taoyuan")
      await startClock(tx, system, {
        ...start,
        kind: "first_service",
        subjectId: testCase.dispatchId ?? "",
      });
    return ok(null);
  });
  const input = {
    ...{ caseId: testCase.id, planId: testCase.planId ?? "", service: "home_care" as const },
    ...{ basis: "rotation" as const, unitId: null, consentId: null, expectedUnitId: null, reason: null },
  };
  const { id } = done(await dispatchToProvider(manager, input, noonOf(DAY)));
  return { id, aUnit, manager, bUnit, staff, testCase };
}

async function clocksOf(caseId: string) {
  return ownerSql<{ kind: string; subject_id: string; unit_id: string; done_on: Date; cancelled_on: Date }>(
    "SELECT kind, subject_id, unit_id, done_on::text, cancelled_on::text, due_on::text FROM clock WHERE case_id = $1 ORDER BY kind",
    [caseId],
  );
}

const fieldErrors = (result: Result<unknown>) => (result.ok ? {} : result.fieldErrors);

describe("A dispatch to a B unit", () => {
  it("stops the clock of the referral and starts that of the first service in Taichung", async () => {
    const { id, testCase, bUnit } = await aReferral();
    expect(await clocksOf(testCase.id)).toMatchObject([
      { kind: "referral", done_on: DAY },
      { kind: "first_service", subject_id: id, unit_id: bUnit.id, done_on: null, due_on: "2026-09-22" },
    ]);
  });

  it("starts no second one in Taoyuan, where the limit runs from the centre's dispatch", async () => {
    const { id, testCase, staff } = await aReferral(taoyuan);
    const clocks = await clocksOf(testCase.id);
    expect(clocks.map((clock) => [clock.kind, clock.subject_id])).toEqual([
      ["first_service", testCase.dispatchId],
    ]);
    const opened = await openReferral(staff, id, noonOf(DAY));
    expect(opened?.clock).toMatchObject({ state: "running" });
  });
});

describe("The B unit's answer", () => {
  it("shows the person while the referral lasts and closes the file when it is declined", async () => {
    const { id, staff, testCase, bUnit, manager } = await aReferral();
    const opened = await openReferral(staff, id, noonOf(DAY));
    expect(opened?.referred).toMatchObject({ name: testCase.name, needLevel: 4 });
    expect(opened?.referred?.contact.phone).toBe("04-0000-0000");
    expect(opened?.referred?.items.map((item) => item.code)).toEqual(["BA01"]);
    expect(opened?.clock).toMatchObject({ state: "running", dueOn: "2026-09-22" });
    expect(await waitingReferrals(staff)).toBe(1);
    const [entry] = await ownerSql(
      "SELECT account_id FROM audit_entry WHERE action = 'case.opened' AND subject_id = $1",
      [testCase.id],
    );
    expect(entry).toEqual({ account_id: staff.accountId });

    done(await declineReferral(staff, { id, version: 1, reason: "該區人力不足" }, noonOf(DAY)));
    const after = await openReferral(staff, id, noonOf(DAY));
    expect(after).toMatchObject({ state: "declined", referred: null, clientName: null, caseNumber: null });
    expect(await waitingReferrals(staff)).toBe(0);
    const clock = (await clocksOf(testCase.id)).find((each) => each.kind === "first_service");
    expect(clock).toMatchObject({ cancelled_on: DAY, done_on: null });
    const board = await dispatchBoard(manager, testCase.id, DAY);
    expect(board?.past).toMatchObject([{ state: "declined", answerReason: "該區人力不足" }]);
    expect(board?.services[0]?.panel?.inOrder).toMatchObject([{ unitId: bUnit.id, skip: "declined" }]);
  });

  it("accepts with a planned start that is not before the dispatch", async () => {
    const { id, staff } = await aReferral();
    const early = { id, version: 1, plannedStartOn: plainDate("2026-09-14") };
    const refused = await acceptReferral(staff, early, noonOf(DAY));
    expect(fieldErrors(refused).plannedStartOn?.[0]).toContain("115/09/15");
    done(await acceptReferral(staff, { ...early, plannedStartOn: plainDate("2026-09-17") }, noonOf(DAY)));
    expect(await openReferral(staff, id, noonOf(DAY))).toMatchObject({
      ...{ state: "accepted", plannedStartOn: "2026-09-17", answeredOn: DAY },
    });
    const again = await declineReferral(staff, { id, version: 2, reason: "改變主意" }, noonOf(DAY));
    expect(code(again)).toBe("transition_refused");
  });

  it("is refused from a form that is older than what somebody did since", async () => {
    const { id, staff, manager } = await aReferral();
    done(await withdrawDispatch(manager, { id, version: 1, reason: "案家改變" }, noonOf(DAY)));
    const late = { id, version: 1, plannedStartOn: plainDate("2026-09-17") };
    const result = await acceptReferral(staff, late, noonOf(DAY));
    expect(code(result)).toBe("stale");
    if (!result.ok) expect(result.message).toContain("已撤回");
  });

  it("records the first service neither before the dispatch nor in the future, and stops its clock", async () => {
    const { id, staff, testCase } = await aReferral();
    const record = (day: string, version: number) =>
      recordFirstService(staff, { id, version, firstServiceOn: plainDate(day) }, noonOf("2026-09-18"));
    expect(code(await record("2026-09-17", 1))).toBe("not_accepted");
    done(await acceptReferral(staff, { id, version: 1, plannedStartOn: DAY }, noonOf(DAY)));
    expect(code(await record("2026-09-14", 2))).toBe("outside");
    expect(code(await record("2026-09-19", 2))).toBe("outside");
    done(await record("2026-09-18", 2));
    expect(code(await record("2026-09-18", 3))).toBe("recorded");
    const clock = (await clocksOf(testCase.id)).find((each) => each.kind === "first_service");
    expect(clock).toMatchObject({ done_on: "2026-09-18" });
    expect((await openReferral(staff, id, noonOf("2026-09-18")))?.clock?.state).toBe("met");
  });

  it("stops the clock of the centre's dispatch in Taoyuan", async () => {
    const { id, staff, testCase } = await aReferral(taoyuan);
    done(await acceptReferral(staff, { id, version: 1, plannedStartOn: DAY }, noonOf(DAY)));
    done(await recordFirstService(staff, { id, version: 2, firstServiceOn: DAY }, noonOf(DAY)));
    expect(await clocksOf(testCase.id)).toMatchObject([{ kind: "first_service", done_on: DAY }]);
  });
});

describe("The A unit", () => {
  it("withdraws with a reason before the service has begun; place and clock are given up", async () => {
    const { id, manager, bUnit, testCase } = await aReferral();
    await aCapacity(bUnit, 3);
    done(await withdrawDispatch(manager, { id, version: 1, reason: "案家改變" }, noonOf(DAY)));
    // No capacity was stated when it was sent, so none comes back.
    expect(await capacityOf(bUnit)).toBe(3);
    const clock = (await clocksOf(testCase.id)).find((each) => each.kind === "first_service");
    expect(clock).toMatchObject({ cancelled_on: DAY });
    const board = await dispatchBoard(manager, testCase.id, DAY);
    expect(board?.services[0]?.panel?.next?.unitId).toBe(bUnit.id);
  });

  it("ends a service on a day between the first service and today", async () => {
    const { id, manager, staff } = await aReferral();
    done(await acceptReferral(staff, { id, version: 1, plannedStartOn: DAY }, noonOf(DAY)));
    done(
      await recordFirstService(
        staff,
        { id, version: 2, firstServiceOn: plainDate("2026-09-16") },
        noonOf("2026-09-16"),
      ),
    );
    const clock = noonOf("2026-09-30");
    const withdraw = await withdrawDispatch(manager, { id, version: 3, reason: "改派" }, clock);
    expect(code(withdraw)).toBe("begun");
    const end = (day: string) =>
      endDispatch(manager, { id, version: 3, endedOn: plainDate(day), reason: "入住機構" }, clock);
    expect(code(await end("2026-09-15"))).toBe("outside");
    expect(code(await end("2026-10-01"))).toBe("outside");
    done(await end("2026-09-30"));
    expect(REFERRAL_TRANSITIONS.ended).toEqual([]);
  });

  it("finds its referrals by person, unit, state and month, in pages", async () => {
    const { id, manager, testCase, bUnit } = await aReferral();
    const found = async (params: Record<string, string>) =>
      (await listReferrals(manager, referralListParams(params), DAY)).rows.map((row) => row.id);
    expect(await found({ q: testCase.name })).toEqual([id]);
    expect(await found({ q: bUnit.code.toLowerCase() })).toEqual([id]);
    expect(await found({ state: "waiting", month: "2026-09", basis: "rotation" })).toEqual([id]);
    expect(await found({ month: "2026-08" })).toEqual([]);
    expect(await found({ state: "in_service" })).toEqual([]);
    // A page past the end is the last one.
    expect(await found({ page: "2" })).toEqual([id]);
  });
});

describe("Capacity", () => {
  it("is stated by service and district, changed, and left open again", async () => {
    const { staff, bUnit } = await aReferral();
    const form = { service: "home_care", districtId: bUnit.districtId };
    const state = (capacity: string, earliestStart: string) =>
      stateCapacity(staff, stateCapacitySchema.parse({ ...form, capacity, earliestStart }), noonOf(DAY));
    done(await state("4", "115/10/01"));
    const rows = async () => (await listCapacities(staff, capacityListParams({}))).rows;
    expect(await rows()).toMatchObject([{ capacity: 4, earliestStart: "2026-10-01" }]);
    done(await state("", ""));
    expect(await rows()).toMatchObject([{ capacity: null, earliestStart: null }]);
    const foreign = stateCapacitySchema.parse({ ...form, districtId: "68000010", capacity: "1" });
    expect(code(await stateCapacity(staff, foreign, noonOf(DAY)))).toBe("no_district");
  });

  it("is not overwritten by a form that was opened before a colleague stated another", async () => {
    const { staff, bUnit } = await aReferral();
    const form = { service: "home_care", districtId: bUnit.districtId, earliestStart: "" };
    const noon = noonOf(DAY).now().getTime();
    const opened = (minutes: number) => new Date(noon + minutes * 60_000).toISOString();
    const state = (capacity: string, seenAt: string) =>
      stateCapacity(staff, stateCapacitySchema.parse({ ...form, capacity, seenAt }), noonOf(DAY));
    done(await state("4", opened(-10)));
    const late = await state("7", opened(-5));
    expect(late).toMatchObject({ ok: false, code: "stale" });
    expect(late.ok ? "" : late.message).toContain("4 案");
    const kept = (await listCapacities(staff, capacityListParams({}))).rows;
    expect(kept).toMatchObject([{ capacity: 4 }]);
    done(await state("7", opened(1)));
  });

  it.each([
    ["-1", false],
    ["0", true],
    ["9999", true],
    ["10000", false],
    ["1.5", false],
    ["三", false],
  ])("of %s is %s", (capacity, accepted) => {
    const form = { service: "home_care", districtId: "66000060", capacity };
    expect(stateCapacitySchema.safeParse(form).success).toBe(accepted);
  });
});

describe("A suspension of dispatch", () => {
  it("is entered for a span and services, seen by the unit, and lifted with a reason", async () => {
    const { staff, bUnit } = await aReferral();
    const officer = city.actors.bureau_officer;
    const span = { fromOn: DAY, throughOn: plainDate("2026-09-30") };
    const input = { unitId: bUnit.id, services: ["home_care" as const], ...span, reason: "限期改善" };
    const entered = done(await enterSuspension(officer, input, noonOf(DAY)));
    expect(await standingSuspensions(staff, DAY)).toMatchObject([{ id: entered.id, standing: "running" }]);
    done(await liftSuspension(officer, { id: entered.id, reason: "改善完成" }, noonOf(DAY)));
    expect(await standingSuspensions(staff, DAY)).toEqual([]);
    expect(await suspensionsOfUnit(officer, bUnit.id, DAY)).toMatchObject([{ standing: "lifted" }]);
    const twice = await liftSuspension(officer, { id: entered.id, reason: "再一次" }, noonOf(DAY));
    expect(code(twice)).toBe("lifted");
  });

  it("is refused backwards, in the past, and for a unit that takes no cases", async () => {
    const { bUnit, aUnit } = await aReferral();
    const station = await aUnitOf("taichung", { tier: "c" });
    const enter = (unitId: string, fromOn: string, throughOn: string) =>
      enterSuspension(
        city.actors.bureau_officer,
        { unitId, services: [], fromOn: plainDate(fromOn), throughOn: plainDate(throughOn), reason: "測試" },
        noonOf(DAY),
      );
    expect(code(await enter(bUnit.id, "2026-09-20", "2026-09-19"))).toBe("outside");
    expect(code(await enter(bUnit.id, "2026-09-01", "2026-09-14"))).toBe("outside");
    expect(code(await enter(station.id, "2026-09-15", "2026-09-15"))).toBe("not_found");
    expect(code(await enter(aUnit.id, "2026-09-15", "2026-09-15"))).toBe("ok");
    expect(code(await enter(bUnit.id, "2026-09-15", "2026-09-15"))).toBe("ok");
  });
});
