import { v7 as uuid } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { ownStaffOf } from "@/lib/features/cases/monitoring/staff/queries";
import { raiseExhaustion } from "@/lib/features/dispatch/exhaustions/raising/service";
import { withdrawDispatch } from "@/lib/features/dispatch/providers/ending/service";
import { dispatchToProvider } from "@/lib/features/dispatch/providers/service";
import { acceptReferral, declineReferral } from "@/lib/features/dispatch/referrals/answering/service";
import { clockCounts, listClocks } from "@/lib/features/timeliness/queries";
import { clockListParams } from "@/lib/features/timeliness/schema";
import { queuesOf } from "@/lib/features/today/queries";
import type { Queue, WorkView } from "@/lib/features/today/types";
import type { Actor } from "@/lib/platform/actor";
import { plainDate } from "@/lib/rules/plain-date";
import { done } from "../support/accounts";
import { aCase, aManager, type TestCase } from "../support/cases";
import { aCentreOrder, aTakingUnit, carries } from "../support/centre";
import { aCapacity, aContractedUnit, anOrder, noonOf } from "../support/dispatch";
import { aCity, anActor, aUnitOf, ownerSql, type TestCity, type TestUnit } from "../support/fixtures";

const TODAY = plainDate("2026-10-14");
const AT_NOON = noonOf(TODAY);

let city: TestCity;

beforeAll(async () => {
  city = await aCity("taichung");
});

async function queue(actor: Actor, key: string, view?: WorkView): Promise<Queue> {
  const found = (await queuesOf(actor, TODAY, view)).find((each) => each.key === key);
  if (!found) throw new Error(`no queue ${key}`);
  return found;
}

const itemOf = ({ items }: Queue, part: string) => items.find((item) => item.href.includes(part));

/** An A unit of its own with the people who work there. */
async function anAUnit() {
  const unit = await aUnitOf("taichung", { tier: "a" });
  return {
    unit,
    leader: await anActor("taichung", "a_unit_manager", unit),
    worker: await anActor("taichung", "case_manager", unit),
  };
}

async function aPlanClock(row: TestCase, unit: TestUnit, dueOn: string): Promise<void> {
  await ownerSql(
    `INSERT INTO clock (id, jurisdiction_id, kind, case_id, unit_id, subject_id, started_on, due_on, outcome)
     VALUES (gen_random_uuid(), 'taichung', 'plan', $1, $2, gen_random_uuid()::text, '2026-10-01', $3,
             '{"dueOn": "2026-10-08", "citations": [], "steps": [], "assumptions": []}')`,
    [row.id, unit.id, dueOn],
  );
}

/** A service that the A unit gave by rotation to a B unit of its own, with that unit's person. */
async function aReferral() {
  const place = await anAUnit();
  const bUnit = await aContractedUnit(city);
  const staff = await anActor("taichung", "b_unit_staff", bUnit);
  await anOrder(place.unit, [bUnit]);
  const row = await aCase(city).inService(place.unit);
  const input = {
    ...{
      caseId: row.id,
      planId: row.planId ?? "",
      service: "home_care" as const,
      basis: "rotation" as const,
    },
    ...{ unitId: null, consentId: null, expectedUnitId: null, reason: null },
  };
  const { id } = done(await dispatchToProvider(place.leader, input, AT_NOON));
  return { ...place, bUnit, staff, row, id };
}

describe("An A unit's manager finds", () => {
  it("the cases that wait for a case manager, late ones first, and assigns them from there", async () => {
    const { unit, leader } = await anAUnit();
    const calm = await aCase(city).dispatched(unit);
    const late = await aCase(city).dispatched(unit);
    await aPlanClock(calm, unit, "2026-10-30");
    await aPlanClock(late, unit, "2026-10-08");
    const waiting = await queue(leader, "manager_waiting");
    expect(waiting.total).toBe(2);
    expect(waiting.items[0]).toMatchObject({
      ...{ urgency: "overdue", dueOn: "2026-10-08", title: `${late.number} ${late.name}` },
      action: { href: `/dispatch/managers/cases/${late.id}`, label: "分派" },
    });
  });

  it("the cases of people who have left", async () => {
    const { unit, leader } = await anAUnit();
    const gone = await aManager(unit);
    await carries(unit, gone.id, 2);
    await ownerSql("UPDATE staff SET ended_on = '2026-10-01' WHERE id = $1", [gone.id]);
    const left = await queue(leader, "manager_left");
    expect(left.total).toBe(1);
    expect(left.items[0]).toMatchObject({
      action: { href: `/dispatch/managers/${gone.id}` },
      urgency: "overdue",
    });
  });
});

describe("A case manager finds", () => {
  it("plans that came back with what was said", async () => {
    const { unit, worker } = await anAUnit();
    const row = await aCase(city).inService(unit);
    const planId = uuid();
    await ownerSql(
      `INSERT INTO care_plan (id, jurisdiction_id, case_id, a_unit_id, version_no, kind, status, need_level, copay_class,
                              has_foreign_caregiver, problem_notes, created_at, decided_at, remark)
       VALUES ($1, 'taichung', $2, $3, 9, 'change', 'returned', 4, 3, false, '{}', now(), '2026-10-13T04:00:00Z', '請補家訪')`,
      [planId, row.id, unit.id],
    );
    const item = itemOf(await queue(worker, "plan_returned"), row.id);
    expect(item).toMatchObject({
      state: "退回修正",
      action: { href: `/cases/${row.id}/plan/${planId}/edit` },
    });
    expect(item?.detail).toContain("請補家訪");
  });

  it("a service again that a B unit declined or that was withdrawn, until it is given", async () => {
    const { worker, staff, leader, row, id, bUnit } = await aReferral();
    expect((await queue(worker, "service_without_unit")).total).toBe(0);
    expect(itemOf(await queue(worker, "referral_unanswered"), id)).toMatchObject({ state: "待單位回復" });
    done(await declineReferral(staff, { id, version: 1, reason: "人力不足" }, AT_NOON));
    const item = itemOf(await queue(worker, "service_without_unit"), row.id);
    expect(item).toMatchObject({ state: "已婉拒", action: { href: `/cases/${row.id}/dispatch#home_care` } });
    expect(item?.detail).toContain(`${bUnit.name}：人力不足`);
    const other = await aReferral();
    done(await withdrawDispatch(other.leader, { id: other.id, version: 1, reason: "案家改期" }, AT_NOON));
    expect(itemOf(await queue(other.leader, "service_without_unit"), other.row.id)?.state).toBe("已撤回");
    expect((await queue(leader, "service_without_unit")).total).toBe(1);
  });

  it("accepted referrals until the service has begun; so does the B unit", async () => {
    const { worker, staff, id } = await aReferral();
    done(await acceptReferral(staff, { id, version: 1, plannedStartOn: TODAY }, AT_NOON));
    expect(itemOf(await queue(worker, "referral_followed"), id)).toMatchObject({ state: "尚未開始" });
    expect(itemOf(await queue(staff, "referral_not_begun"), id)).toMatchObject({
      action: { href: `/dispatch/referrals/${id}`, label: "登錄" },
    });
  });

  it("the own cases first and the whole unit's on asking, on the home page and in the list of limits", async () => {
    const { unit, worker } = await anAUnit();
    const me = await aManager(unit, { name: worker.name });
    const other = await aManager(unit);
    const mine = await aCase(city).assigned(unit, me.id);
    const theirs = await aCase(city).assigned(unit, other.id);
    for (const row of [mine, theirs]) await aPlanClock(row, unit, "2026-10-08");
    expect(await ownStaffOf(worker)).toMatchObject({ id: me.id });
    const own = await queue(worker, "clock_plan", { staffId: me.id });
    expect([own.total, itemOf(own, mine.id) !== undefined]).toEqual([1, true]);
    expect(own.href).not.toContain("whose");
    const all = await queue(worker, "clock_plan");
    expect([all.total, all.href.includes("whose=unit")]).toEqual([2, true]);
    const params = clockListParams({ kind: "plan" });
    expect((await listClocks(worker, params, TODAY, me.id)).rows.map((row) => row.caseId)).toEqual([mine.id]);
    expect((await clockCounts(worker, TODAY, me.id)).overdue).toBe(1);
    expect((await clockCounts(worker, TODAY)).overdue).toBe(2);
  });
});

describe("The centre finds", () => {
  const districtOf = async () => {
    const [row] = await ownerSql<{ id: string }>(
      `SELECT id FROM district d WHERE jurisdiction_id = 'taichung'
          AND NOT EXISTS (SELECT FROM case_file f WHERE f.district_id = d.id) ORDER BY id DESC LIMIT 1`,
    );
    return row?.id ?? "";
  };
  const covering = (districtId: string) => ({ ...city.actors.care_specialist, districtIds: [districtId] });

  it("cases that wait for an A unit, those that were refused apart, and whether the order can take them", async () => {
    const districtId = await districtOf();
    const unit = await aTakingUnit("taichung", districtId);
    const specialist = covering(districtId);
    const fresh = await aCase(city, { districtId }).assessed();
    const refused = await aCase(city, { districtId }).assessed();
    await ownerSql(
      `INSERT INTO dispatch (id, jurisdiction_id, case_id, to_unit_id, service, basis, decision, state, dispatched_on, dispatched_at,
                             answered_on, answer_reason)
       VALUES (gen_random_uuid(), 'taichung', $1, $2, 'case_management', 'client_choice', '{}', 'declined', '2026-10-12', now(),
               '2026-10-13', '距離過遠')`,
      [refused.id, unit.id],
    );
    expect((await queue(specialist, "centre_waiting")).items).toMatchObject([
      { state: "本區尚無輪序", action: { href: `/dispatch/centre/${fresh.id}` } },
    ]);
    await aCentreOrder("taichung", districtId, [unit]);
    expect((await queue(specialist, "centre_waiting")).items[0]?.state).toBe("待派案");
    const [item, ...more] = (await queue(specialist, "centre_refused")).items;
    expect(more).toEqual([]);
    expect(item).toMatchObject({ state: "A 單位拒絕", title: `${refused.number} ${refused.name}` });
    expect(item?.detail).toContain("距離過遠");
    await ownerSql("UPDATE rotation_entry SET paused = true, paused_reason = 'x' WHERE unit_id = $1", [
      unit.id,
    ]);
    expect((await queue(specialist, "centre_waiting")).items[0]).toMatchObject({
      ...{ state: "輪序無單位可承接", urgency: "due_soon" },
    });
    const elsewhere = { ...specialist, districtIds: ["66000060"] };
    expect(itemOf(await queue(elsewhere, "centre_waiting"), fresh.id)).toBeUndefined();
  });

  it("cases whose plan is late, to take back or give on", async () => {
    const districtId = await districtOf();
    const unit = await aTakingUnit("taichung", districtId);
    const row = await aCase(city, { districtId }).dispatched(unit);
    await aPlanClock(row, unit, "2026-10-08");
    expect((await queue(covering(districtId), "centre_late")).items).toMatchObject([
      {
        urgency: "overdue",
        dueOn: "2026-10-08",
        action: { href: `/dispatch/centre/${row.id}`, label: "收回或改派" },
      },
    ]);
  });

  it("applications to assess, orders to review and orders that are exhausted", async () => {
    const districtId = await districtOf();
    const specialist = covering(districtId);
    const applied = await aCase(city, { districtId }).applied();
    expect((await queue(specialist, "case_applied")).items).toMatchObject([
      { action: { href: `/cases/${applied.id}/assessments/new` } },
    ]);
    const { unit, worker } = await anAUnit();
    const full = await aContractedUnit(city);
    await aCapacity(full, 0);
    await anOrder(unit, [full]);
    const sent = await anOrder(unit, [full], { state: "submitted", service: "respite" });
    const row = await aCase(city).inService(unit);
    const ofService = { caseId: row.id, planId: row.planId ?? "", service: "home_care" as const };
    done(await raiseExhaustion(worker, ofService, AT_NOON));
    const own = covering(row.districtId);
    expect(itemOf(await queue(own, "rotation_exhausted"), row.id)).toMatchObject({
      action: { href: `/cases/${row.id}/dispatch#home_care`, label: "處理" },
    });
    expect(itemOf(await queue(own, "rotation_review"), sent)).toMatchObject({ state: "待審核" });
    const outOfZone = { ...own, districtIds: ["66000270"] };
    expect(itemOf(await queue(outOfZone, "rotation_review"), sent)).toBeUndefined();
  });
});

describe("Limits months away", () => {
  it("are counted on the home page only when they come near, as the list behind the number does", async () => {
    const { unit, worker } = await anAUnit();
    const row = await aCase(city).inService(unit);
    for (const dueOn of ["2026-11-20", "2027-02-20"]) {
      await ownerSql(
        `INSERT INTO clock (id, jurisdiction_id, kind, case_id, unit_id, subject_id, started_on, due_on, outcome)
         VALUES (gen_random_uuid(), 'taichung', 'plan_renewal', $1, $2, gen_random_uuid()::text, '2026-05-20', $3,
                 '{"citations": [], "steps": [], "assumptions": []}')`,
        [row.id, unit.id, dueOn],
      );
    }
    const renewal = await queue(worker, "clock_plan_renewal");
    expect(renewal.total).toBe(1);
    const query = Object.fromEntries(new URL(renewal.href, "http://localhost").searchParams);
    expect((await listClocks(worker, clockListParams(query), TODAY)).total).toBe(1);
  });
});
