import { beforeAll, describe, expect, it } from "vitest";
import { answerExhaustion } from "@/lib/features/dispatch/exhaustions/answering/service";
import { exhaustionsFor } from "@/lib/features/dispatch/exhaustions/queries";
import { raiseExhaustion } from "@/lib/features/dispatch/exhaustions/raising/service";
import { dispatchBoard } from "@/lib/features/dispatch/providers/queries";
import { dispatchToProvider } from "@/lib/features/dispatch/providers/service";
import { declineReferral } from "@/lib/features/dispatch/referrals/answering/service";
import { replayMonth } from "@/lib/features/dispatch/replay/queries";
import { systemActor } from "@/lib/platform/actor";
import { plainDate } from "@/lib/rules/plain-date";
import { code, done } from "../support/accounts";
import { aCase } from "../support/cases";
import { aCapacity, aContractedUnit, anOrder, aSuspension, capacityOf, noonOf } from "../support/dispatch";
import { aCity, anActor, aUnitOf, ownerSql, type TestCity } from "../support/fixtures";

const DAY = plainDate("2026-09-15");
const AT_NOON = noonOf(DAY);

let city: TestCity;

beforeAll(async () => {
  city = await aCity("taichung");
});

/** An A unit whose order holds one B unit without a place, a case with home care to give, and a unit outside the order. */
async function anExhausted() {
  const aUnit = await aUnitOf("taichung", { tier: "a" });
  const manager = await anActor("taichung", "case_manager", aUnit);
  const full = await aContractedUnit(city);
  await aCapacity(full, 0);
  const outside = await aContractedUnit(city);
  await aCapacity(outside, 2);
  await anOrder(aUnit, [full]);
  const testCase = await aCase(city).inService(aUnit);
  const ofService = { caseId: testCase.id, planId: testCase.planId ?? "", service: "home_care" as const };
  const byRotation = {
    ...{ ...ofService, basis: "rotation" as const },
    ...{ unitId: null, consentId: null, expectedUnitId: null, reason: null },
  };
  return { aUnit, manager, full, outside, testCase, ofService, byRotation };
}

const supervisor = () => city.actors.care_supervisor;
const waitingFor = async (caseId: string, actor = supervisor()) =>
  (await exhaustionsFor(actor, 1000)).items.find((item) => item.caseId === caseId);

async function entryOf(caseId: string) {
  const item = await waitingFor(caseId);
  if (!item) throw new Error("nothing waits");
  return item;
}

describe("An order in which nobody can take a service", () => {
  it("brings the service before the centre when it is asked for, with why", async () => {
    const { manager, testCase, byRotation } = await anExhausted();
    const refused = await dispatchToProvider(manager, byRotation, AT_NOON);
    expect(code(refused)).toBe("rotation_exhausted");
    expect(refused.ok ? "" : refused.message).toContain("已列入照管中心待處理事項");
    expect(await entryOf(testCase.id)).toMatchObject({
      ...{ service: "home_care", state: "waiting", raisedOn: DAY, raisedByName: manager.name },
      ...{ caseNumber: testCase.number, clientName: testCase.name },
    });
    const board = await dispatchBoard(manager, testCase.id, DAY);
    expect(board?.services[0]?.exhaustion).toMatchObject({ state: "waiting" });
    const [kept] = await ownerSql<{ decision: { refusal: { code: string }; input: { queue: unknown[] } } }>(
      "SELECT decision FROM rotation_exhaustion WHERE case_id = $1",
      [testCase.id],
    );
    expect(kept?.decision.refusal.code).toBe("rotation_exhausted");
    expect(kept?.decision.input.queue).toHaveLength(1);
  });

  it("is one entry however often it is sent, and none while somebody can take the service", async () => {
    const { manager, full, ofService } = await anExhausted();
    const once = done(await raiseExhaustion(manager, ofService, AT_NOON));
    expect(done(await raiseExhaustion(manager, ofService, AT_NOON)).id).toBe(once.id);
    await ownerSql("UPDATE rotation_exhaustion SET state = 'settled', dispatch_id = id WHERE id = $1", [
      once.id,
    ]);
    await aCapacity(full, 1);
    expect(code(await raiseExhaustion(manager, ofService, AT_NOON))).toBe("not_exhausted");
  });

  it("stands before the supervisor and the specialist of the district, and before nobody else", async () => {
    const { manager, ofService, testCase } = await anExhausted();
    done(await raiseExhaustion(manager, ofService, AT_NOON));
    const specialist = { ...city.actors.care_specialist, districtIds: [testCase.districtId] };
    expect(await waitingFor(testCase.id, specialist)).toBeDefined();
    expect(await waitingFor(testCase.id, { ...specialist, districtIds: ["66000070"] })).toBeUndefined();
    expect(await waitingFor(testCase.id, city.actors.bureau_officer)).toBeUndefined();
    expect(await waitingFor(testCase.id, manager)).toBeUndefined();
  });

  it("is over when the A unit finds a unit after all", async () => {
    const { manager, full, ofService, byRotation, testCase } = await anExhausted();
    done(await raiseExhaustion(manager, ofService, AT_NOON));
    const entry = await entryOf(testCase.id);
    await aCapacity(full, 1);
    done(await dispatchToProvider(manager, byRotation, AT_NOON));
    expect(await waitingFor(testCase.id)).toBeUndefined();
    const late = { id: entry.id, unitId: null, answer: "請洽案家指定" };
    expect(code(await answerExhaustion(supervisor(), late, AT_NOON))).toBe("answered");
  });
});

describe("The centre's answer to an exhausted order", () => {
  it("names a unit: dispatched at once as a deviation with the answer as reason, in turn and from its places", async () => {
    const { manager, outside, ofService, testCase, aUnit } = await anExhausted();
    done(await raiseExhaustion(manager, ofService, AT_NOON));
    const entry = await entryOf(testCase.id);
    const named = { id: entry.id, unitId: outside.id, answer: "輪序無單位可承接，指定鄰近單位" };
    const { dispatchId } = done(await answerExhaustion(supervisor(), named, AT_NOON));
    const board = await dispatchBoard(manager, testCase.id, DAY);
    expect(board?.services[0]?.standing).toMatchObject({
      ...{ id: dispatchId, basis: "deviation", state: "waiting", turn: 1, reason: named.answer },
      toUnit: { id: outside.id },
    });
    expect(board?.services[0]?.exhaustion).toMatchObject({
      state: "answered",
      answeredByName: supervisor().name,
    });
    expect(await capacityOf(outside)).toBe(1);
    expect(await waitingFor(testCase.id)).toBeUndefined();
    const report = await replayMonth(systemActor("taichung"), aUnit.id, "2026-09");
    expect(report).toMatchObject({ decisions: 1, differences: [], orders: [] });
    const staff = await anActor("taichung", "b_unit_staff", outside);
    done(await declineReferral(staff, { id: dispatchId ?? "", version: 1, reason: "人力不足" }, AT_NOON));
    expect(await capacityOf(outside)).toBe(2);
  });

  it("is refused for a unit to which dispatch is suspended; the entry waits on", async () => {
    const { manager, outside, ofService, testCase } = await anExhausted();
    await aSuspension(outside, "2026-09-01", "2026-12-31");
    done(await raiseExhaustion(manager, ofService, AT_NOON));
    const entry = await entryOf(testCase.id);
    const named = { id: entry.id, unitId: outside.id, answer: "指定鄰近單位" };
    expect(code(await answerExhaustion(supervisor(), named, AT_NOON))).toBe("choice_unavailable");
    expect((await entryOf(testCase.id)).state).toBe("waiting");
  });

  it("or tells the A unit what to do, which finds it with its own work until the service is given", async () => {
    const { manager, ofService, testCase, full, byRotation } = await anExhausted();
    done(await raiseExhaustion(manager, ofService, AT_NOON));
    const entry = await entryOf(testCase.id);
    const told = { id: entry.id, unitId: null, answer: "請洽案家指定單位並備同意書" };
    done(await answerExhaustion(supervisor(), told, noonOf("2026-09-16")));
    expect(await waitingFor(testCase.id, manager)).toMatchObject({ state: "answered", answer: told.answer });
    expect(code(await answerExhaustion(supervisor(), told, AT_NOON))).toBe("answered");
    await aCapacity(full, 1);
    done(await dispatchToProvider(manager, byRotation, noonOf("2026-09-17")));
    expect(await waitingFor(testCase.id, manager)).toBeUndefined();
  });

  it("is written down under the case, with who and what", async () => {
    const { manager, ofService, testCase } = await anExhausted();
    done(await raiseExhaustion(manager, ofService, AT_NOON));
    const entry = await entryOf(testCase.id);
    done(
      await answerExhaustion(supervisor(), { id: entry.id, unitId: null, answer: "請重新盤點資源" }, AT_NOON),
    );
    const entries = await ownerSql<{ action: string; account_id: string }>(
      "SELECT action, account_id FROM audit_entry WHERE subject_id = $1 AND action LIKE 'exhaustion.%' ORDER BY at, action DESC",
      [testCase.id],
    );
    expect(entries).toEqual([
      { action: "exhaustion.raised", account_id: manager.accountId },
      { action: "exhaustion.answered", account_id: supervisor().accountId },
    ]);
  });
});
