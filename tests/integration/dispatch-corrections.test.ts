import { beforeAll, describe, expect, it } from "vitest";
import { dispatchBoard } from "@/lib/features/dispatch/providers/queries";
import { dispatchToProvider } from "@/lib/features/dispatch/providers/service";
import { acceptReferral, recordFirstService } from "@/lib/features/dispatch/referrals/answering/service";
import { correctFirstService } from "@/lib/features/dispatch/referrals/correcting/service";
import { openReferral } from "@/lib/features/dispatch/referrals/queries";
import { toldAnswerSchema } from "@/lib/features/dispatch/referrals/schema";
import { recordAnswerFor, recordFirstServiceFor } from "@/lib/features/dispatch/referrals/telling/service";
import { discardRotation } from "@/lib/features/dispatch/rotations/discarding/service";
import { startRotation } from "@/lib/features/dispatch/rotations/keeping/service";
import { listRotations } from "@/lib/features/dispatch/rotations/queries";
import { rotationListParams } from "@/lib/features/dispatch/rotations/schema";
import { startClock } from "@/lib/features/timeliness/service";
import { type Actor, systemActor } from "@/lib/platform/actor";
import { withActor } from "@/lib/platform/db";
import { ok } from "@/lib/platform/result";
import { plainDate } from "@/lib/rules/plain-date";
import { code, done } from "../support/accounts";
import { aCase, aDispatch } from "../support/cases";
import { aCapacity, aContract, anOrder, capacityOf, noonOf } from "../support/dispatch";
import { aCity, anActor, aUnitOf, ownerSql, type TestCity } from "../support/fixtures";

const DAY = plainDate("2026-09-15");
const LAST = plainDate("2026-09-30");
const LATER = noonOf(LAST);

let city: TestCity;
let taoyuan: TestCity;

beforeAll(async () => {
  city = await aCity("taichung");
  taoyuan = await aCity("taoyuan");
});

/** A referral that waits at a contracted B unit, of which nobody has an account unless asked for. */
async function aReferral(of: TestCity = city) {
  const aUnit = await aUnitOf(of.id, { tier: "a" });
  const manager = await anActor(of.id, "a_unit_manager", aUnit);
  const bUnit = await aUnitOf(of.id, { tier: "b" });
  await aContract(bUnit);
  await aCapacity(bUnit, 3);
  await anOrder(aUnit, [bUnit]);
  const testCase = await aCase({ id: of.id }, { districtId: bUnit.districtId }).inService(aUnit);
  if (of.id === "taoyuan") {
    const system = systemActor(of.id);
    const its = { caseId: testCase.id, unitId: aUnit.id, startedOn: DAY };
    await withActor(system, async (tx) => {
      const kind = "first_service" as const;
      await startClock(tx, system, { ...its, kind, subjectId: testCase.dispatchId ?? "" });
      return ok(null);
    });
  }
  const input = {
    ...{ caseId: testCase.id, planId: testCase.planId ?? "", service: "home_care" as const },
    ...{ basis: "rotation" as const, unitId: null, consentId: null, expectedUnitId: null, reason: null },
  };
  const { id } = done(await dispatchToProvider(manager, input, noonOf(DAY)));
  return { id, aUnit, manager, bUnit, testCase };
}

/** The same with the first service recorded by the unit's own person. */
async function aBegun(of: TestCity = city, firstServiceOn = "2026-09-25") {
  const referral = await aReferral(of);
  const staff = await anActor(of.id, "b_unit_staff", referral.bUnit);
  const { id } = referral;
  done(await acceptReferral(staff, { id, version: 1, plannedStartOn: DAY }, noonOf(DAY)));
  const day = plainDate(firstServiceOn);
  done(await recordFirstService(staff, { id, version: 2, firstServiceOn: day }, LATER));
  return { ...referral, staff };
}

const correct = (actor: Actor, id: string, day: string, version = 3) =>
  correctFirstService(actor, { id, version, firstServiceOn: plainDate(day), reason: "誤登為次週" }, LATER);

async function firstServiceClock(caseId: string) {
  const [clock] = await ownerSql<{ done_on: string; due_on: string }>(
    "SELECT done_on::text, due_on::text FROM clock WHERE case_id = $1 AND kind = 'first_service'",
    [caseId],
  );
  return clock;
}

async function lastEntry(caseId: string, action: string) {
  const [entry] = await ownerSql<{ detail: Record<string, unknown>; account_id: string }>(
    "SELECT detail, account_id FROM audit_entry WHERE subject_id = $1 AND action = $2 ORDER BY at DESC LIMIT 1",
    [caseId, action],
  );
  return entry;
}

describe("A first service recorded on the wrong day", () => {
  it("is put right with a reason; the old day stays on record and the limit is judged by the new one", async () => {
    const { id, staff, testCase, manager } = await aBegun();
    expect((await openReferral(staff, id, LATER))?.clock?.state).toBe("met_late");
    done(await correct(staff, id, "2026-09-18"));
    const after = await openReferral(staff, id, LATER);
    expect(after).toMatchObject({ firstServiceOn: "2026-09-18", clock: { state: "met" } });
    const kept = { beforeOn: "2026-09-25", afterOn: "2026-09-18", reason: "誤登為次週" };
    expect(after?.corrections).toMatchObject([{ ...kept, correctedByName: staff.name }]);
    expect(
      (await dispatchBoard(manager, testCase.id, LAST))?.services[0]?.standing?.corrections,
    ).toMatchObject([kept]);
    expect(await firstServiceClock(testCase.id)).toEqual({ done_on: "2026-09-18", due_on: "2026-09-22" });
    expect((await lastEntry(testCase.id, "referral.first_service_corrected"))?.detail).toMatchObject({
      ...{ before: { firstServiceOn: "2026-09-25", clockState: "逾期完成" }, reason: "誤登為次週" },
      ...{ after: { firstServiceOn: "2026-09-18", clockState: "如期完成" }, dueOn: "2026-09-22" },
    });
  });

  it("is neither before the dispatch nor in the future, nor the same day, nor changed from an old form", async () => {
    const { id, staff } = await aBegun();
    expect(code(await correct(staff, id, "2026-09-14"))).toBe("outside");
    expect(code(await correct(staff, id, "2026-10-01"))).toBe("outside");
    expect(code(await correct(staff, id, "2026-09-25"))).toBe("unchanged");
    expect(code(await correct(staff, id, "2026-09-18", 2))).toBe("stale");
    expect((await openReferral(staff, id, LATER))?.corrections).toEqual([]);
  });

  it("is not corrected before it is recorded, and not by others while the unit has people of its own", async () => {
    const waiting = await aReferral();
    expect(code(await correct(waiting.manager, waiting.id, "2026-09-18", 1))).toBe("not_recorded");
    const begun = await aBegun();
    expect(code(await correct(begun.manager, begun.id, "2026-09-18"))).toBe("has_account");
    expect(code(await correct(city.actors.care_supervisor, begun.id, "2026-09-18"))).toBe("has_account");
  });

  it("leaves the limit of Taoyuan with the earliest first service of the case", async () => {
    const { id, staff, testCase, aUnit } = await aBegun(taoyuan, "2026-09-16");
    const other = await aUnitOf("taoyuan", { tier: "b" });
    await aDispatch(testCase, aUnit, other, { service: "respite", state: "accepted" });
    await ownerSql("UPDATE dispatch SET dispatched_on = $2, first_service_on = $3 WHERE to_unit_id = $1", [
      ...[other.id, DAY, "2026-09-17"],
    ]);
    done(await correct(staff, id, "2026-09-22"));
    expect(await firstServiceClock(testCase.id)).toMatchObject({ done_on: "2026-09-17" });
    done(await correct(staff, id, "2026-09-15", 4));
    expect(await firstServiceClock(testCase.id)).toMatchObject({ done_on: "2026-09-15" });
  });
});

describe("A B unit without any account", () => {
  const told = { toldBy: "王督導員", toldHow: "phone" as const, toldOn: plainDate("2026-09-16") };
  const accepted = {
    ...told,
    answer: "accepted" as const,
    plannedStartOn: plainDate("2026-09-17"),
    reason: "",
  };

  it("has its answer and first service recorded by the A unit: who said so, how and when", async () => {
    const { id, manager, testCase } = await aReferral();
    expect((await openReferral(manager, id, LATER))?.unitHasAccount).toBe(false);
    done(await recordAnswerFor(manager, { id, version: 1, ...accepted }, LATER));
    const answered = await openReferral(manager, id, LATER);
    expect(answered).toMatchObject({
      state: "accepted",
      answeredOn: "2026-09-16",
      plannedStartOn: "2026-09-17",
    });
    expect(answered?.told).toEqual({ by: "王督導員", how: "phone" });
    const entry = await lastEntry(testCase.id, "referral.answer_recorded");
    expect(entry).toMatchObject({ account_id: manager.accountId });
    expect(entry?.detail).toMatchObject({ ...told, answer: "accepted", plannedStartOn: "2026-09-17" });
    const began = {
      id,
      version: 2,
      firstServiceOn: plainDate("2026-09-18"),
      toldBy: "王督導員",
      toldHow: "message" as const,
    };
    done(await recordFirstServiceFor(manager, began, LATER));
    expect(await firstServiceClock(testCase.id)).toMatchObject({ done_on: "2026-09-18" });
    done(await correct(manager, id, "2026-09-21"));
    expect(await firstServiceClock(testCase.id)).toMatchObject({ done_on: "2026-09-21" });
  });

  it("has its refusal recorded by the centre; clock and place are given up as if it had said so itself", async () => {
    const { id, testCase, bUnit } = await aReferral();
    expect(await capacityOf(bUnit)).toBe(2);
    const declined = { ...told, answer: "declined" as const, plannedStartOn: null, reason: "人力不足" };
    done(await recordAnswerFor(city.actors.care_supervisor, { id, version: 1, ...declined }, LATER));
    expect(await openReferral(city.actors.care_supervisor, id, LATER)).toMatchObject({
      ...{ state: "declined", answerReason: "人力不足", told: { by: "王督導員", how: "phone" } },
    });
    expect(await capacityOf(bUnit)).toBe(3);
    expect(await firstServiceClock(testCase.id)).toMatchObject({ done_on: null });
  });

  it("is asked itself as soon as it has an account that is open", async () => {
    const { id, manager, bUnit } = await aReferral();
    const staff = await anActor("taichung", "b_unit_staff", bUnit);
    expect(code(await recordAnswerFor(manager, { id, version: 1, ...accepted }, LATER))).toBe("has_account");
    await ownerSql(
      "UPDATE account SET state = 'closed', closed_at = now(), closed_reason = 'x' WHERE id = $1",
      [staff.accountId],
    );
    done(await recordAnswerFor(manager, { id, version: 1, ...accepted }, LATER));
  });

  it("is not made to answer before it was asked, or after today", async () => {
    const { id, manager } = await aReferral();
    for (const toldOn of ["2026-09-14", "2026-10-01"]) {
      const at = { id, version: 1, ...accepted, toldOn: plainDate(toldOn) };
      const result = await recordAnswerFor(manager, at, LATER);
      expect(code(result)).toBe("outside");
      expect(result.ok ? [] : Object.keys(result.fieldErrors)).toEqual(["toldOn"]);
    }
  });

  it("needs a name, a way, and what belongs to the answer, each said at its field", () => {
    const form = { id: "0190a000-0000-7000-8000-000000000001", version: "1", toldOn: "115/09/16" };
    const missing = (more: Record<string, string>) => {
      const parsed = toldAnswerSchema.safeParse({ ...form, ...more });
      return parsed.success ? [] : parsed.error.issues.map((issue) => String(issue.path[0]));
    };
    expect(missing({ answer: "accepted" })).toEqual(["toldBy", "toldHow"]);
    const who = { toldBy: "王督導員", toldHow: "letter" };
    expect(missing({ ...who, answer: "accepted", plannedStartOn: "" })).toEqual(["plannedStartOn"]);
    expect(missing({ ...who, answer: "declined", reason: "" })).toEqual(["reason"]);
    expect(missing({ ...who, answer: "declined", reason: "人力不足", plannedStartOn: "" })).toEqual([]);
  });
});

describe("A draft of an order begun by mistake", () => {
  const all = (actor: Actor, state = "") =>
    listRotations(actor, rotationListParams({ state, size: "100" }), DAY).then(({ rows }) =>
      rows.map((row) => row.id),
    );

  it("is put away with a reason, stays to be looked up, and makes room for another", async () => {
    const aUnit = await aUnitOf("taichung", { tier: "a" });
    const manager = await anActor("taichung", "a_unit_manager", aUnit);
    const order = { area: "taichung-山1", service: "respite" as const };
    const { id } = done(await startRotation(manager, order, noonOf(DAY)));
    done(await discardRotation(manager, { id, version: 1, reason: "區域選錯" }, noonOf(DAY)));
    expect(await all(manager)).not.toContain(id);
    expect(await all(manager, "discarded")).toEqual([id]);
    const [entry] = await ownerSql<{ detail: { reason: string } }>(
      "SELECT detail FROM audit_entry WHERE subject_id = $1 AND action = 'rotation.discarded'",
      [id],
    );
    expect(entry?.detail.reason).toBe("區域選錯");
    done(await startRotation(manager, order, noonOf(DAY)));
  });

  it("is not put away once it is with the centre, approved, or changed by somebody else", async () => {
    const aUnit = await aUnitOf("taichung", { tier: "a" });
    const manager = await anActor("taichung", "a_unit_manager", aUnit);
    for (const state of ["submitted", "approved"] as const) {
      const id = await anOrder(aUnit, [], { state, service: state === "approved" ? "respite" : "day_care" });
      expect(code(await discardRotation(manager, { id, version: 1, reason: "誤建" }))).toBe(
        "transition_refused",
      );
    }
    const draft = await anOrder(aUnit, [], { state: "draft" });
    expect(code(await discardRotation(manager, { id: draft, version: 2, reason: "誤建" }))).toBe("stale");
    const returned = await anOrder(aUnit, [], { state: "returned", service: "respite" });
    done(await discardRotation(manager, { id: returned, version: 1, reason: "誤建" }));
  });
});
