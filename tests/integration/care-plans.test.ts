import { beforeAll, describe, expect, it } from "vitest";
import { codesOn } from "@/lib/features/care-plans/codes/queries";
import { findCode } from "@/lib/features/care-plans/codes/types";
import { savePlan, startPlan, withdrawPlan } from "@/lib/features/care-plans/drafting/service";
import { plansAsCsv, plansAsXlsx } from "@/lib/features/care-plans/list/documents";
import { listPlans } from "@/lib/features/care-plans/list/queries";
import { exportPlans } from "@/lib/features/care-plans/list/service";
import { casePlans, planById } from "@/lib/features/care-plans/queries";
import { approvePlan, returnPlan } from "@/lib/features/care-plans/review/service";
import { planListParams } from "@/lib/features/care-plans/schema";
import { submitPlan } from "@/lib/features/care-plans/submission/service";
import type { PlanRow } from "@/lib/features/care-plans/types";
import type { Actor } from "@/lib/platform/actor";
import type { Refused, Result } from "@/lib/platform/result";
import { plainDate } from "@/lib/rules/plain-date";
import { planBudget } from "@/lib/rules/plan";
import { code, done } from "../support/accounts";
import { aDraft, aSubmitted, manages, on, TWO_SERVICES, typed } from "../support/care-plans";
import { aCase, aManager, type TestCase } from "../support/cases";
import { aCity, ownerSql, type TestCity } from "../support/fixtures";

let city: TestCity;
let manager: Actor;

beforeAll(async () => {
  city = await aCity("taichung");
  manager = city.actors.a_unit_manager;
});

function refused(result: Result<unknown>): Refused {
  if (result.ok) throw new Error("was not refused");
  return result;
}

const plan = async (id: string, actor = manager): Promise<PlanRow> => {
  const found = await planById(actor, id);
  if (!found) throw new Error("no such plan");
  return found;
};

const inRemoteDistrict = async () => {
  const [row] = await ownerSql<{ id: string }>(
    "SELECT id FROM district WHERE jurisdiction_id = 'taichung' AND indigenous_area LIMIT 1",
  );
  return row?.id ?? "";
};

const assigned = (given = {}, options = {}) => aCase(city, options).assigned(city.aUnit, undefined, given);

describe("Payment codes", () => {
  it("have the price in force on the day", async () => {
    const before = findCode(await codesOn(manager, plainDate("2025-08-31")), "bd03", plainDate("2025-08-31"));
    const after = findCode(await codesOn(manager, plainDate("2025-09-01")), "BD03", plainDate("2025-09-01"));
    expect(before).toMatchObject({ kind: "found", code: { price: 100, priceRemote: 120 } });
    expect(after).toMatchObject({ kind: "found", code: { price: 115, priceRemote: 140 } });
  });

  it("are found by name, also by part of one, but never guessed among several", async () => {
    const on = plainDate("2026-07-10");
    const codes = await codesOn(manager, on);
    expect(findCode(codes, "協助沐浴及洗頭", on)).toMatchObject({ kind: "found", code: { code: "BA07" } });
    expect(findCode(codes, "陪同就醫", on)).toMatchObject({ kind: "found", code: { code: "BA14" } });
    expect(findCode(codes, "ＢＡ１７Ｄ１ 血糖機驗血糖", on)).toMatchObject({ code: { code: "BA17d1" } });
    expect(findCode(codes, "日間照顧", on)).toMatchObject({ kind: "several" });
    expect(findCode(codes, "ZZ99", on)).toEqual({ kind: "unknown" });
  });

  it("are refused at the field when they are not in force on the plan's day", async () => {
    const row = await assigned();
    const draft = await aDraft(manager, row);
    const result = await savePlan(
      manager,
      { ...draft, content: typed(row, [{ code: "CB01" }]) },
      on("2026-07-10"),
    );
    expect(refused(result).fieldErrors["code-0"]?.[0]).toContain("未施行（111/02/01 起至 114/08/31 止）");
    expect((await plan(draft.id)).items).toEqual([]);
  });

  it("are refused at the field for a level that they are not for", async () => {
    const row = await assigned({ needLevel: 4 });
    const draft = await aDraft(manager, row);
    const content = typed(row, [{ code: "BA01" }, { code: "BB03" }]);
    const result = refused(await savePlan(manager, { ...draft, content }, on("2026-07-10")));
    expect(result.fieldErrors).toEqual({
      "code-1": ["BB03 日間照顧（全日）--第二型適用長照需要等級第 3 級，個案為第 4 級。"],
    });
  });

  it("have the second price in an indigenous area, by the case's district", async () => {
    const near = await assigned();
    const far = await assigned({}, { districtId: await inRemoteDistrict() });
    const prices = [];
    for (const row of [near, far]) {
      const draft = await aDraft(manager, row);
      done(await savePlan(manager, { ...draft, content: typed(row, [{ code: "BA07" }]) }, on("2026-07-10")));
      prices.push((await plan(draft.id)).items[0]?.unitPrice);
    }
    expect(prices).toEqual([325, 385]);
  });

  it("without a price in the table take the one that is typed, others never", async () => {
    const row = await assigned();
    const draft = await aDraft(manager, row);
    const without = typed(row, [{ code: "DA01" }]);
    const first = refused(await savePlan(manager, { ...draft, content: without }, on("2026-07-10")));
    expect(first.fieldErrors["price-0"]).toBeDefined();
    const content = typed(row, [
      { code: "DA01", price: 115 },
      { code: "BA01", price: 1 },
    ]);
    done(await savePlan(manager, { ...draft, content }, on("2026-07-10")));
    expect((await plan(draft.id)).items.map(({ unitPrice }) => unitPrice)).toEqual([115, 260]);
  });
});

describe("The budget of a plan", () => {
  it("is what lib/rules says, over the quota too, and is kept with its citations at submission", async () => {
    const row = await assigned({ needLevel: 2, copayClass: 3 });
    const draft = await aDraft(manager, row);
    const content = typed(row, [
      { code: "BA07", quantity: 40 },
      { code: "DA01", quantity: 8, price: 230 },
      { code: "AA05", quantity: 4 },
    ]);
    done(await submitPlan(manager, { ...draft, content }, on("2026-07-10")));
    const kept = (await plan(draft.id)).outcome?.submitted;
    const expected = planBudget("taichung", {
      ...{ needLevel: 2, copayClass: 3, foreignCaregiver: false, on: "2026-07-10" },
      transportZone: await zoneOf(row),
      lines: [
        { code: "BA07", unitPrice: 325, quantity: 40 },
        { code: "DA01", unitPrice: 230, quantity: 8 },
        { code: "AA05", unitPrice: 200, quantity: 4 },
      ],
    });
    expect(kept?.count.monthly).toEqual(JSON.parse(JSON.stringify(expected)));
    expect(kept?.count.monthly?.groups.care).toMatchObject({ quota: 10020, overQuota: 2980, copay: 1603 });
    expect(kept?.count.monthly?.citations.length).toBeGreaterThan(0);
    expect(kept?.count.carried.care?.available).toEqual(Array(6).fill(10020));
  });

  it("carries what is left over six months and says what lapses", async () => {
    const row = await assigned({ needLevel: 2 });
    const draft = await aDraft(manager, row);
    const content = typed(row, [{ code: "BA01", quantity: 10 }, { code: "GA09" }]);
    done(await submitPlan(manager, { ...draft, content }, on("2026-07-10")));
    const carried = (await plan(draft.id)).outcome?.submitted?.count.carried.care;
    expect(carried?.available).toEqual([10020, 17440, 24860, 32280, 39700, 47120]);
    expect(carried?.lapsed).toBe(44520);
    expect(carried?.steps.at(-1)?.text).toContain("尚未計入");
  });

  it.each([
    ["2025-08-31", "CA07", "ok"],
    ["2025-08-31", "BB05", "refused"],
    ["2025-09-01", "BB05", "ok"],
    ["2025-09-01", "BA09", "refused"],
    ["2026-01-01", "BA09", "ok"],
    ["2026-01-01", "BA07", "refused"],
  ])("with a foreign caregiver takes on %s the code %s: %s", async (day, wanted, expected) => {
    const needLevel = wanted === "BA09" ? 6 : 4;
    const row = await aCase(city, { appliedOn: "2025-01-02" }).assigned(city.aUnit, undefined, {
      ...{ needLevel, hasForeignCaregiver: true, assessedOn: "2025-01-03" },
    });
    const draft = await aDraft(manager, row, on(day));
    const content = typed(row, [{ code: wanted, quantity: 1 }, { code: "GA09" }], {
      visitedOn: plainDate(day),
    });
    const result = await submitPlan(manager, { ...draft, content }, on(day));
    expect(result.ok ? "ok" : "refused").toBe(expected);
    if (!result.ok) expect(result.fieldErrors["code-0"]?.[0]).toContain("聘僱外籍看護工者");
  });
});

async function zoneOf(row: TestCase): Promise<number> {
  const [found] = await ownerSql<{ transport_zone: number }>(
    "SELECT transport_zone FROM district WHERE id = $1",
    [row.districtId],
  );
  return found?.transport_zone ?? 0;
}

describe("Handing a plan in", () => {
  it("is refused with a message at each field that the review finds, and stores nothing", async () => {
    const row = await assigned();
    const draft = await aDraft(manager, row);
    const items = [{ code: "BA01", goal: null, problemId: null }];
    const content = typed(row, items, { visitedOn: null, notes: {} });
    const result = refused(await submitPlan(manager, { ...draft, content }, on("2026-07-10")));
    expect(result.code).toBe("incomplete");
    expect(Object.keys(result.fieldErrors).sort()).toEqual(
      ["goal-0", "problem-0", "visitedOn", ...row.problemIds.map((id) => `note-${id}`)].sort(),
    );
    expect(await plan(draft.id)).toMatchObject({ status: "draft", version: 1, items: [] });
  });

  it("does not wait for the hint on single services", async () => {
    const row = await assigned();
    const draft = await aDraft(manager, row);
    done(await submitPlan(manager, { ...draft, content: typed(row, [{ code: "BA01" }]) }, on("2026-07-10")));
    expect((await plan(draft.id)).outcome?.submitted?.review.issues).toEqual([{ code: "single_service" }]);
  });

  it("is done by the case's manager or the unit's, not by another case manager of the unit", async () => {
    const row = await assigned();
    const other = city.actors.case_manager;
    const draft = await aDraft(other, row);
    const input = { ...draft, content: typed(row, TWO_SERVICES) };
    expect(code(await submitPlan(other, input, on("2026-07-10")))).toBe("forbidden");
    await manages(other, row);
    expect(code(await submitPlan(other, input, on("2026-07-10")))).toBe("ok");
  });

  it("by two at once hands it in once", async () => {
    const row = await assigned();
    const draft = await aDraft(manager, row);
    const input = { ...draft, content: typed(row, TWO_SERVICES) };
    const results = await Promise.all([1, 2].map(() => submitPlan(manager, input, on("2026-07-10"))));
    expect(results.map(code).sort()).toEqual(["ok", "stale"]);
    const stale = results.find(({ ok }) => !ok);
    expect(stale && refused(stale).message).toContain("送出計畫審核");
  });

  it("is refused in a month that has AA02", async () => {
    const row = await assigned();
    const staff = await aManager(city.aUnit);
    await ownerSql(
      `INSERT INTO monitoring (id, jurisdiction_id, case_id, a_unit_id, staff_id, month, contact_on, contact_kind, usage, created_at)
       VALUES (gen_random_uuid(), 'taichung', $1, $2, $3, '2026-07-01', '2026-07-08', 'phone', '{}', now())`,
      [row.id, city.aUnit.id, staff.id],
    );
    const draft = await aDraft(manager, row);
    const save = (visitedOn: string) =>
      savePlan(
        manager,
        { ...draft, content: typed(row, [{ code: "BA01" }], { visitedOn: plainDate(visitedOn) }) },
        on("2026-08-03"),
      );
    const result = refused(await save("2026-07-10"));
    expect(result.fieldErrors.visitedOn?.[0]).toContain("該月已有照顧管理（AA02，115/07/08）");
    expect(code(await save("2026-08-03"))).toBe("ok");
  });

  it.each([
    ["in the future", "2026-07-11", "家訪日不得晚於今日。"],
    ["before the application", "2026-06-30", "家訪日不得早於申請日 115/07/01。"],
  ])("is refused with a visit %s", async (_when, visitedOn, message) => {
    const row = await assigned();
    const draft = await aDraft(manager, row);
    const content = typed(row, TWO_SERVICES, { visitedOn: plainDate(visitedOn) });
    const result = refused(await submitPlan(manager, { ...draft, content }, on("2026-07-10")));
    expect(result.fieldErrors.visitedOn).toEqual([message]);
  });
});

describe("One open plan a case", () => {
  it("is all that there is, also when two people start at once", async () => {
    const row = await assigned();
    const start = () =>
      startPlan(manager, { caseId: row.id, kind: "initial", reason: null }, on("2026-07-10"));
    const results = await Promise.all([start(), start(), start()]);
    expect(results.map(code).sort()).toEqual(["ok", "open_plan", "open_plan"]);
    expect(code(await start())).toBe("open_plan");
  });

  it("lets another be started after it was withdrawn, and keeps the withdrawn one", async () => {
    const row = await assigned();
    const draft = await aDraft(manager, row);
    done(await withdrawPlan(manager, { ...draft, reason: "家屬改變主意" }, on("2026-07-10")));
    const next = await aDraft(manager, row);
    expect(await plan(draft.id)).toMatchObject({ status: "withdrawn", remark: "家屬改變主意" });
    expect(await plan(next.id)).toMatchObject({ status: "draft", versionNo: 2 });
  });

  it("is withdrawn when the case came to another A unit, which starts its own", async () => {
    const row = await assigned();
    const draft = await aDraft(manager, row);
    await ownerSql("UPDATE case_file SET a_unit_id = $2 WHERE id = $1", [row.id, city.otherAUnit.id]);
    const next = await aDraft(city.otherManager, row);
    expect((await plan(draft.id, city.otherManager)).status).toBe("withdrawn");
    expect((await plan(next.id, city.otherManager)).aUnitId).toBe(city.otherAUnit.id);
  });
});

describe("A stale form", () => {
  it("is refused with what changed, and overwrites nothing", async () => {
    const row = await assigned();
    const draft = await aDraft(manager, row);
    const save = (items: { code: string; quantity?: number }[]) =>
      savePlan(manager, { ...draft, content: typed(row, items) }, on("2026-07-10"));
    done(await save([{ code: "BA01", quantity: 12 }]));
    const result = refused(await save([{ code: "BA02" }]));
    expect(result.code).toBe("stale");
    expect(result.message).toContain(`${manager.name} 儲存計畫草稿（新增 BA01 基本身體清潔，數量 12`);
    expect((await plan(draft.id)).items.map((item) => item.code)).toEqual(["BA01"]);
  });

  it("is told to the case manager too, who may not read the others' audit entries", async () => {
    const row = await assigned();
    const draft = await aDraft(manager, row);
    const input = { ...draft, content: typed(row, TWO_SERVICES) };
    done(await savePlan(manager, input, on("2026-07-10")));
    const result = refused(await savePlan(city.actors.case_manager, input, on("2026-07-10")));
    expect(result.message).toContain(manager.name);
  });

  it("of a reviewer is refused when the plan was decided meanwhile", async () => {
    const row = await assigned();
    const submitted = await aSubmitted(manager, row);
    const input = { ...submitted, remark: "請補目標", remarks: {} };
    done(await returnPlan(city.actors.care_supervisor, input, on("2026-07-13")));
    const result = refused(await approvePlan(city.actors.care_supervisor, input, on("2026-07-13")));
    expect(result.message).toContain("退回計畫");
    expect((await casePlans(manager, row.id))?.plans[0]?.status).toBe("returned");
  });
});

describe("The list of plans", () => {
  const ask = (actor: Actor, query: Record<string, string>, asOf = "2026-07-20") =>
    listPlans(actor, planListParams(query), plainDate(asOf));

  it("shows the centre what waits, longest first, and for how long", async () => {
    const [late, soon] = [await assigned({}, { name: "示範先送" }), await assigned({}, { name: "示範後送" })];
    const first = await aSubmitted(manager, late, on("2026-07-10"));
    const second = await aSubmitted(manager, soon, on("2026-07-17"));
    const centre = city.actors.care_supervisor;
    const { rows } = await ask(centre, { size: "100" });
    const ours = rows.filter(({ id }) => id === first.id || id === second.id);
    expect(ours.map(({ caseName, waiting }) => [caseName, waiting])).toEqual([
      ["示範先送", 10],
      ["示範後送", 3],
    ]);
    const ids = async (query: Record<string, string>) => (await ask(centre, query)).rows.map(({ id }) => id);
    expect(await ids({ q: "示範後送" })).toEqual([second.id]);
    expect(await ids({ q: late.number.toLowerCase() })).toEqual([first.id]);
    expect(await ids({ q: "示範後送", waiting: "7" })).toEqual([]);
    expect(await ids({ q: "示範後送", waiting: "3" })).toEqual([second.id]);
    expect(await ids({ q: "示範後送", status: "approved" })).toEqual([]);
    expect(await ids({ q: "示範後送", unit: city.otherAUnit.id })).toEqual([]);
    expect(await ids({ q: "示範後送", district: late.districtId, kind: "initial" })).toEqual([second.id]);
    expect(await ids({ q: "%" })).toEqual([]);
    for (const sort of ["case", "unit", "district", "kind"]) {
      expect((await ids({ q: "示範", sort, dir: "desc" })).length).toBeGreaterThan(1);
    }
  });

  it("shows a returned plan handed in again as waiting from then on", async () => {
    const row = await assigned({}, { name: "示範再送" });
    const submitted = await aSubmitted(manager, row, on("2026-07-10"));
    const input = { ...submitted, remark: "請補", remarks: {} };
    const returned = done(await returnPlan(city.actors.care_supervisor, input, on("2026-07-13")));
    expect((await ask(manager, { q: "示範再送" })).total).toBe(0);
    expect((await ask(manager, { q: "示範再送", status: "returned" })).total).toBe(1);
    const content = typed(row, [{ code: "BA02" }, { code: "GA09" }]);
    done(await submitPlan(manager, { ...returned, content }, on("2026-07-15")));
    expect((await ask(manager, { q: "示範再送" })).rows[0]).toMatchObject({ waiting: 5, decidedAt: null });
  });

  it("is written to a file with every row that the filters leave, and to the audit", async () => {
    const rows = done(
      await exportPlans(manager, planListParams({ status: "all", size: "25" }), on("2026-07-20")),
    );
    const { total } = await ask(manager, { status: "all" });
    expect(rows).toHaveLength(total);
    expect(plansAsCsv(rows)).toContain("示範再送");
    expect((await plansAsXlsx(rows, plainDate("2026-07-20"), [])).length).toBeGreaterThan(1000);
    const [entry] = await ownerSql<{ detail: { rows: number } }>(
      "SELECT detail FROM audit_entry WHERE action = 'plan.list_exported' ORDER BY at DESC LIMIT 1",
    );
    expect(entry?.detail.rows).toBe(total);
  });
});
