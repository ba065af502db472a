import { beforeAll, describe, expect, it } from "vitest";
import { savePlan, startPlan } from "@/lib/features/care-plans/drafting/service";
import { planById, referredPlan } from "@/lib/features/care-plans/queries";
import { approvePlan, returnPlan } from "@/lib/features/care-plans/review/service";
import { submitPlan } from "@/lib/features/care-plans/submission/service";
import { differenceLines } from "@/lib/features/care-plans/versions/labels";
import { differencesOf } from "@/lib/features/care-plans/versions/types";
import { startClock } from "@/lib/features/timeliness/service";
import { withActor } from "@/lib/platform/db";
import { plainDate } from "@/lib/rules/plain-date";
import { code, done } from "../support/accounts";
import { aSubmitted, on, type TestPlan, typed } from "../support/care-plans";
import { aCase, aDispatch, type TestCase } from "../support/cases";
import { aCity, ownerSql, type TestCity } from "../support/fixtures";

let taichung: TestCity;
let taoyuan: TestCity;

beforeAll(async () => {
  taichung = await aCity("taichung");
  taoyuan = await aCity("taoyuan");
});

const NO_REMARKS = { remark: null, remarks: {} };

/** A case whose plan clock runs since its dispatch on Wednesday 8 July 2026. */
async function assignedWithClock(city: TestCity): Promise<TestCase> {
  const row = await aCase(city).assigned();
  done(
    await withActor(city.actors.care_supervisor, async (tx) => {
      const clock = { kind: "plan", subjectId: row.dispatchId ?? "", startedOn: "2026-07-08" } as const;
      await startClock(tx, city.actors.care_supervisor, { ...clock, caseId: row.id, unitId: row.aUnitId });
      return { ok: true, data: null } as const;
    }),
  );
  return row;
}

interface ClockRow {
  kind: string;
  subject: string;
  started: string;
  due: string;
  done: string | null;
  cancelled: string | null;
}

const clocks = (caseId: string, kind: string) =>
  ownerSql<ClockRow>(
    `SELECT kind::text, subject_id AS subject, started_on::text AS started, due_on::text AS due, done_on::text AS done,
            cancelled_on::text AS cancelled
       FROM clock WHERE case_id = $1 AND kind = $2::clock_kind ORDER BY started_on, subject_id`,
    [caseId, kind],
  );

const planClock = async (row: TestCase) => (await clocks(row.id, "plan"))[0];

const approve = (city: TestCity, plan: TestPlan, day: string) =>
  approvePlan(city.actors.care_supervisor, { ...plan, ...NO_REMARKS }, on(day));
const sendBack = (city: TestCity, plan: TestPlan, day: string, remarks = {}) =>
  returnPlan(city.actors.care_supervisor, { ...plan, remark: "請補充", remarks }, on(day));

/** A case with an approved plan by the product: AA01 visit and approval on 10 and 13 July 2026. */
async function approved(city = taichung): Promise<{ row: TestCase; plan: TestPlan }> {
  const row = await assignedWithClock(city);
  const plan = await aSubmitted(city.actors.a_unit_manager, row);
  return { row, plan: done(await approve(city, plan, "2026-07-13")) };
}

describe("The clock of a plan", () => {
  it("stops in Taichung when the plan is handed in, runs on when it is returned, stops again later", async () => {
    const row = await assignedWithClock(taichung);
    const plan = await aSubmitted(taichung.actors.a_unit_manager, row, on("2026-07-10"));
    expect(await planClock(row)).toMatchObject({ due: "2026-07-13", done: "2026-07-10" });
    const returned = done(await sendBack(taichung, plan, "2026-07-13"));
    expect(await planClock(row)).toMatchObject({ started: "2026-07-08", due: "2026-07-13", done: null });
    const content = typed(row, [{ code: "BA02" }, { code: "GA09" }]);
    done(await submitPlan(taichung.actors.a_unit_manager, { ...returned, content }, on("2026-07-15")));
    expect(await planClock(row)).toMatchObject({ due: "2026-07-13", done: "2026-07-15" });
  });

  it("stops in Taoyuan when the plan is approved", async () => {
    const row = await assignedWithClock(taoyuan);
    const plan = await aSubmitted(taoyuan.actors.a_unit_manager, row, on("2026-07-10"));
    expect((await planClock(row))?.done).toBeNull();
    const returned = done(await sendBack(taoyuan, plan, "2026-07-10"));
    expect((await planClock(row))?.done).toBeNull();
    const content = typed(row, [{ code: "BA02" }, { code: "GA09" }]);
    const again = done(
      await submitPlan(taoyuan.actors.a_unit_manager, { ...returned, content }, on("2026-07-13")),
    );
    done(await approve(taoyuan, again, "2026-07-14"));
    expect((await planClock(row))?.done).toBe("2026-07-14");
  });

  it("that was cancelled meanwhile stays cancelled when the plan is returned", async () => {
    const row = await assignedWithClock(taichung);
    const plan = await aSubmitted(taichung.actors.a_unit_manager, row);
    await ownerSql("UPDATE clock SET done_on = NULL, cancelled_on = '2026-07-11' WHERE case_id = $1", [
      row.id,
    ]);
    done(await sendBack(taichung, plan, "2026-07-13"));
    expect(await planClock(row)).toMatchObject({ done: null, cancelled: "2026-07-11" });
  });
});

describe("A returned plan", () => {
  it("carries the remarks on its items, and is handed in again only after a change", async () => {
    const row = await aCase(taichung).assigned();
    const manager = taichung.actors.a_unit_manager;
    const plan = await aSubmitted(manager, row);
    const [item] = (await planById(manager, plan.id))?.items ?? [];
    const returned = done(await sendBack(taichung, plan, "2026-07-13", { [item?.id ?? ""]: "次數過多" }));
    const found = await planById(manager, plan.id);
    expect(found).toMatchObject({ status: "returned", remark: "請補充" });
    expect(found?.items.map(({ remark }) => remark)).toEqual(["次數過多", null]);
    expect(code(await submitPlan(manager, returned, on("2026-07-14")))).toBe("unchanged");
    const content = typed(row, [
      { code: "BA01", quantity: 4 },
      { code: "GA09", quantity: 2 },
    ]);
    const saved = done(await savePlan(manager, { ...returned, content }, on("2026-07-14")));
    expect((await planById(manager, plan.id))?.items[0]).toMatchObject({ quantity: 4, remark: "次數過多" });
    expect(code(await submitPlan(manager, saved, on("2026-07-14")))).toBe("ok");
  });

  it("was not there to be decided: only a submitted plan is approved or returned", async () => {
    const { plan } = await approved();
    expect(code(await sendBack(taichung, plan, "2026-07-14"))).toBe("transition_refused");
    expect(code(await approve(taichung, plan, "2026-07-14"))).toBe("transition_refused");
  });
});

describe("An approval", () => {
  it("puts the case in service and starts a referral a service and the six months from the visit", async () => {
    const { row, plan } = await approved();
    const [file] = await ownerSql<{ status: string }>("SELECT status FROM case_file WHERE id = $1", [row.id]);
    expect(file?.status).toBe("in_service");
    expect(await clocks(row.id, "referral")).toMatchObject([
      { subject: `${plan.id}/home_care`, started: "2026-07-13", due: "2026-07-14" },
      { subject: `${plan.id}/respite`, started: "2026-07-13", due: "2026-07-14" },
    ]);
    expect(await clocks(row.id, "plan_renewal")).toMatchObject([
      { subject: plan.id, started: "2026-07-10", due: "2027-01-11", done: null },
    ]);
    const kept = (await planById(taichung.actors.care_supervisor, plan.id))?.outcome?.decided;
    expect(kept).toMatchObject({ decision: "approved", by: taichung.actors.care_supervisor.name });
    expect(kept?.count.monthly?.citations.length).toBeGreaterThan(0);
  });

  it("starts no referral clock in Taoyuan, which has none", async () => {
    const { row } = await approved(taoyuan);
    expect(await clocks(row.id, "referral")).toEqual([]);
    expect(await clocks(row.id, "plan_renewal")).toHaveLength(1);
  });

  it("of a change supersedes the one in force; a running referral keeps its first day, the six months theirs", async () => {
    const { row, plan: first } = await approved();
    const manager = taichung.actors.a_unit_manager;
    await aDispatch({ ...row, planId: first.id }, taichung.aUnit, taichung.bUnit, { service: "respite" });
    const start = { caseId: row.id, kind: "change", reason: "家屬要求增加交通" } as const;
    const draft = done(await startPlan(manager, start, on("2026-08-03")));
    expect((await planById(manager, draft.id))?.items.map((item) => item.code)).toEqual(["BA01", "GA09"]);
    const content = typed(
      row,
      [
        { code: "BA01", quantity: 12 },
        { code: "GA09", quantity: 2 },
        { code: "DA01", quantity: 4, price: 115 },
      ],
      { visitedOn: null },
    );
    const submitted = done(await submitPlan(manager, { ...draft, content }, on("2026-08-03")));
    done(await approve(taichung, submitted, "2026-08-04"));
    const [was, is] = [await planById(manager, first.id), await planById(manager, draft.id)];
    expect([was?.status, is?.status]).toEqual(["superseded", "approved"]);
    expect(differenceLines(differencesOf(was?.items ?? [], is?.items ?? []))).toEqual([
      "新增 DA01 交通接送，數量 4",
      "BA01 基本身體清潔：數量 8 → 12",
    ]);
    const open = (await clocks(row.id, "referral")).filter((clock) => clock.cancelled === null);
    expect(open.map(({ subject, started }) => [subject, started])).toEqual([
      [`${draft.id}/home_care`, "2026-07-13"],
      [`${draft.id}/transport`, "2026-08-04"],
    ]);
    expect(await clocks(row.id, "plan_renewal")).toMatchObject([
      { started: "2026-07-10", cancelled: expect.any(String) },
      { started: "2026-07-10", done: null, cancelled: null },
    ]);
  });

  it("of a renewal, offered from the fifth month, meets the old six months and starts new ones", async () => {
    const { row, plan: first } = await approved();
    const manager = taichung.actors.a_unit_manager;
    const start = { caseId: row.id, kind: "renewal", reason: null } as const;
    const early = await startPlan(manager, start, on("2026-12-09"));
    expect(early).toMatchObject({ ok: false, code: "too_early" });
    const draft = done(await startPlan(manager, start, on("2026-12-10")));
    const content = typed(row, [{ code: "BA01" }, { code: "GA09" }], { visitedOn: plainDate("2026-12-11") });
    const submitted = done(await submitPlan(manager, { ...draft, content }, on("2026-12-14")));
    done(await approve(taichung, submitted, "2026-12-15"));
    expect(await clocks(row.id, "plan_renewal")).toMatchObject([
      { subject: first.id, done: "2026-12-14" },
      { subject: draft.id, started: "2026-12-11", done: null },
    ]);
  });
});

describe("A plan of a case that went to another A unit", () => {
  it("is not approved any more, and gives way when the new unit starts its own", async () => {
    const row = await assignedWithClock(taichung);
    const plan = await aSubmitted(taichung.actors.a_unit_manager, row);
    await ownerSql("UPDATE case_file SET a_unit_id = $2 WHERE id = $1", [row.id, taichung.otherAUnit.id]);
    expect(code(await approve(taichung, plan, "2026-07-14"))).toBe("case_status");
    const start = { caseId: row.id, kind: "initial", reason: null } as const;
    expect(code(await startPlan(taichung.otherManager, start, on("2026-07-14")))).toBe("ok");
    expect(await planById(taichung.otherManager, plan.id)).toMatchObject({
      status: "withdrawn",
      remark: "個案已改派其他 A 單位",
    });
  });
});

describe("A B unit", () => {
  it("sees of the approved plan the items of the services that it was referred for", async () => {
    const { row, plan } = await approved();
    const staff = taichung.actors.b_unit_staff;
    expect(await referredPlan(staff, row.id)).toBeNull();
    await aDispatch({ ...row, planId: plan.id }, taichung.aUnit, taichung.bUnit, { service: "respite" });
    expect((await referredPlan(staff, row.id))?.items.map((item) => item.code)).toEqual(["GA09"]);
    expect(await planById(staff, plan.id)).toBeNull();
  });
});
