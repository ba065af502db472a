import { beforeAll, describe, expect, it } from "vitest";
import { ensureTableClocks } from "@/lib/features/dispatch/monthly-tables/clocks/service";
import { tableAsCsv, tableAsXlsx } from "@/lib/features/dispatch/monthly-tables/documents";
import { fileTable, keepPrinciples } from "@/lib/features/dispatch/monthly-tables/filing/service";
import { listTables, ownTables } from "@/lib/features/dispatch/monthly-tables/list/queries";
import { monthOf, ownPrinciples } from "@/lib/features/dispatch/monthly-tables/queries";
import { acceptTable, returnTable } from "@/lib/features/dispatch/monthly-tables/review/service";
import {
  fileTableSchema,
  keepPrinciplesSchema,
  tableListParams,
} from "@/lib/features/dispatch/monthly-tables/schema";

import { publishedOf, publishedUnits } from "@/lib/features/dispatch/published/queries";
import type { Actor } from "@/lib/platform/actor";
import type { Refused, Result } from "@/lib/platform/result";
import { plainDate } from "@/lib/rules/plain-date";
import { aClock, code, done } from "../support/accounts";

import { aContract, anOrder } from "../support/dispatch";
import { aCity, anActor, aUnitOf, ownerSql, type TestCity, type TestUnit } from "../support/fixtures";
import { aBUnit, aFiling, anAUnit, dispatched, explanation, filed } from "../support/monthly-tables";

const MONTH = "2026-10";
const TODAY = plainDate("2026-11-05");
const clock = aClock(new Date("2026-11-05T02:00:00Z"));
const late = aClock(new Date("2026-11-12T02:00:00Z"));

let city: TestCity;

beforeAll(async () => {
  city = await aCity("taichung");
});

function refused(result: Result<unknown>): Refused {
  if (result.ok) throw new Error("was not refused");
  return result;
}

async function principled(manager: Actor): Promise<void> {
  const { seen } = await ownPrinciples(manager);
  done(await keepPrinciples(manager, { text: "依案家意願，其次依輪序派案。", seen }, clock));
}

async function listed(unit: TestUnit, asOf = TODAY, query: Record<string, string> = {}) {
  const params = tableListParams({ month: MONTH, size: "100", ...query }, asOf);
  const { rows } = await listTables(city.actors.care_supervisor, params, asOf);
  return rows.find((row) => row.aUnit.id === unit.id);
}

describe("Filing", () => {
  it("is refused before the month is over, from its last day's end on it is taken", async () => {
    const { manager } = await anAUnit(city);
    await principled(manager);
    const lastEvening = aClock(new Date("2026-10-31T15:59:00Z"));
    const refusal = refused(
      await fileTable(manager, await aFiling(manager, MONTH, lastEvening), lastEvening),
    );
    expect([refusal.code, refusal.message]).toEqual([
      "month_not_over",
      "這個月份尚未結束，115/11/01 起才能提交。",
    ]);
    const midnight = aClock(new Date("2026-10-31T16:00:00Z"));
    expect(code(await fileTable(manager, await aFiling(manager, MONTH, midnight), midnight))).toBe("ok");
  });

  it("is refused without principles, and with a message at each flag without a word", async () => {
    const { unit, manager } = await anAUnit(city);
    const b = await aBUnit(city);
    await dispatched(unit, b, {});
    expect(code(await fileTable(manager, await aFiling(manager, MONTH, clock), clock))).toBe("no_principles");
    await principled(manager);
    const input = { ...(await aFiling(manager, MONTH, clock)), explanations: {} };
    const refusal = refused(await fileTable(manager, input, clock));
    expect(Object.keys(refusal.fieldErrors)).toEqual([`why:concentrated:${b.id}`]);
    expect((await monthOf(manager, unit.id, MONTH))?.versions).toEqual([]);
  });

  it("freezes the content with rule and explanations, stops the limit and writes the audit", async () => {
    const { unit, manager } = await anAUnit(city);
    const b = await aBUnit(city);
    await dispatched(unit, b, { times: 3 });
    await filed(manager, MONTH, clock);
    const before = (await monthOf(manager, unit.id, MONTH))?.versions[0];
    expect(before).toMatchObject({
      state: "filed",
      versionNo: 1,
      explanations: { [`concentrated:${b.id}`]: explanation("concentrated") },
    });
    await ownerSql("UPDATE unit SET name = '後來改名' WHERE id = $1", [b.id]);
    await ownerSql("UPDATE dispatch SET state = 'declined', answer_reason = '後來' WHERE to_unit_id = $1", [
      b.id,
    ]);
    const view = await monthOf(manager, unit.id, MONTH);
    expect(view?.versions[0]?.content).toEqual(before?.content);
    expect(view?.clock).toMatchObject({ dueOn: "2026-11-10", doneOn: "2026-11-05" });
    await expect(
      ownerSql("UPDATE monthly_dispatch_table SET content = '{}' WHERE a_unit_id = $1", [unit.id]),
    ).rejects.toThrow("monthly_table_frozen");
    const entries = await ownerSql<{ action: string }>(
      "SELECT action FROM audit_entry WHERE subject_id = $1 ORDER BY at",
      [`${unit.id}/${MONTH}`],
    );
    expect(entries.map(({ action }) => action)).toEqual(["monthly_table.filed"]);
  });

  it("of a month without dispatches files an empty table", async () => {
    const { unit, manager } = await anAUnit(city);
    await filed(manager, MONTH, clock);
    const content = (await monthOf(manager, unit.id, MONTH))?.versions[0]?.content;
    expect(content).toMatchObject({ rows: [], units: [], total: { dispatches: 0 } });
    expect((await publishedOf(city.id, unit.code, MONTH))?.content).toMatchObject({
      ...{ counts: [], toldTotal: null, isComplete: true },
    });
  });

  it("is refused as stale when a dispatch came in since the form was shown, and when somebody filed meanwhile", async () => {
    const { unit, manager } = await anAUnit(city);
    await principled(manager);
    const early = await aFiling(manager, MONTH, clock);
    await dispatched(unit, await aBUnit(city), {});
    expect(code(await fileTable(manager, early, clock))).toBe("stale");
    const input = await aFiling(manager, MONTH, clock);
    const both = await Promise.all([fileTable(manager, input, clock), fileTable(manager, input, clock)]);
    expect(both.map(code).sort()).toEqual(["ok", "stale"]);
    const loser = both.find((result) => !result.ok);
    expect(loser && refused(loser).message).toContain("提交派案月報");
  });

  it("again needs a reason, keeps the former as replaced, and starts the review anew", async () => {
    const { unit, manager } = await anAUnit(city);
    const { id } = await filed(manager, MONTH, clock);
    done(await acceptTable(city.actors.care_supervisor, { id, version: 1, remark: "" }, clock));
    await dispatched(unit, await aBUnit(city), {});
    const input = await aFiling(manager, MONTH, late);
    expect(
      Object.keys(refused(await fileTable(manager, { ...input, reason: "" }, late)).fieldErrors),
    ).toEqual(["reason"]);
    done(await fileTable(manager, input, late));
    const view = await monthOf(manager, unit.id, MONTH);
    expect(
      view?.versions.map(({ versionNo, state, refileReason }) => [versionNo, state, refileReason]),
    ).toEqual([
      [2, "filed", "更正件數"],
      [1, "replaced", null],
    ]);
    expect(view?.versions.map(({ content }) => content.total.dispatches)).toEqual([1, 0]);
    // The limit was met by the first filing.
    expect(view?.clock?.doneOn).toBe("2026-11-05");
  });

  it("takes a text of 1 MB for neither explanation, reason nor principles, and keeps nothing of it", () => {
    const huge = "字".repeat(400_000);
    const form = { month: MONTH, digest: "x", standing: "none", "why:concentrated:1": huge, reason: huge };
    const paths = fileTableSchema.safeParse(form).error?.issues.map(({ path }) => path[0]);
    expect(paths).toContain("reason");
    expect(fileTableSchema.safeParse({ ...form, reason: "" }).success).toBe(false);
    expect(keepPrinciplesSchema.safeParse({ seen: "none", text: huge }).success).toBe(false);
    for (const month of ["2026-13", "115/10", "2024-12", ""])
      expect(fileTableSchema.safeParse({ ...form, month, reason: "" }).error?.issues[0]?.path[0]).toBe(
        "month",
      );
  });

  it("tells who changed the principles meanwhile and overwrites nothing", async () => {
    const { manager } = await anAUnit(city);
    const { seen } = await ownPrinciples(manager);
    done(await keepPrinciples(manager, { text: "先寫的派案原則內容", seen }, clock));
    const refusal = refused(await keepPrinciples(manager, { text: "後寫的派案原則內容", seen }, clock));
    expect([refusal.code, refusal.message.includes("先寫的派案原則內容")]).toEqual(["stale", true]);
    expect((await ownPrinciples(manager)).text).toBe("先寫的派案原則內容");
  });
});

describe("The centre", () => {
  it("returns with a remark, after which the unit files again; what was judged is not judged twice", async () => {
    const { unit, manager } = await anAUnit(city);
    const { id } = await filed(manager, MONTH, clock);
    const reviewer = city.actors.bureau_officer;
    done(await returnTable(reviewer, { id, version: 1, remark: "請補說明" }, clock));
    expect(code(await acceptTable(reviewer, { id, version: 1, remark: "" }, clock))).toBe("stale");
    const again = refused(await acceptTable(reviewer, { id, version: 2, remark: "" }, clock));
    expect([again.code, again.message]).toEqual([
      "transition_refused",
      "這份月報目前為「退回補正」，不能改為「審核通過」。",
    ]);
    await filed(manager, MONTH, late, "已補說明");
    const [newest, former] = (await monthOf(reviewer, unit.id, MONTH))?.versions ?? [];
    expect([newest?.state, former?.state, former?.reviewRemark]).toEqual(["filed", "replaced", "請補說明"]);
    expect(code(await acceptTable(reviewer, { id, version: 3, remark: "" }, clock))).toBe(
      "transition_refused",
    );
  });

  it("sees who is missing, missing and late, on time and late, by contract on a day of the month", async () => {
    const [missing, onTime, tooLate] = [await anAUnit(city), await anAUnit(city), await anAUnit(city)];
    const [ended, lastDay] = [await aUnitOf(city.id, { tier: "a" }), await aUnitOf(city.id, { tier: "a" })];
    await aContract(ended, { to: "2026-09-30" });
    await aContract(lastDay, { from: "2026-10-31" });
    await ensureTableClocks(city.actors.care_supervisor, clock);
    await ensureTableClocks(city.actors.care_supervisor, clock);
    expect(await listed(missing.unit)).toMatchObject({ state: "missing", dueOn: "2026-11-10" });
    expect(await listed(missing.unit, plainDate("2026-11-10"))).toMatchObject({ state: "missing" });
    expect(await listed(missing.unit, plainDate("2026-11-11"))).toMatchObject({ state: "missing_late" });
    await filed(onTime.manager, MONTH, clock);
    await filed(tooLate.manager, MONTH, late);
    expect(await listed(onTime.unit)).toMatchObject({
      state: "filed",
      late: false,
      firstFiledOn: "2026-11-05",
    });
    expect(await listed(tooLate.unit)).toMatchObject({ state: "filed", late: true });
    expect([await listed(ended), (await listed(lastDay))?.state]).toEqual([undefined, "missing"]);
    const after = plainDate("2026-11-12");
    expect(await listed(tooLate.unit, after, { state: "late" })).toBeDefined();
    expect(await listed(onTime.unit, after, { state: "late" })).toBeUndefined();
    expect(await listed(missing.unit, after, { state: "missing_late", q: missing.unit.code })).toBeDefined();
  });

  it("filters by flags, sorts and pages", async () => {
    const { unit, manager } = await anAUnit(city);
    await dispatched(unit, await aBUnit(city), {});
    await filed(manager, MONTH, clock);
    expect(await listed(unit, TODAY, { flag: "concentrated" })).toMatchObject({ flags: { concentrated: 1 } });
    expect(await listed(unit, TODAY, { flag: "related" })).toBeUndefined();
    const params = tableListParams({ month: MONTH, sort: "dispatches", dir: "desc" }, TODAY);
    const page = await listTables(city.actors.care_supervisor, { ...params, size: 25, page: 1 }, TODAY);
    const counts = page.rows.map(({ dispatches }) => dispatches ?? -1);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    const beyond = await listTables(city.actors.care_supervisor, { ...params, page: 99 }, TODAY);
    expect([beyond.rows, beyond.total]).toEqual([[], page.total]);
  });

  it("gives the unit its own months since its first dispatch, each with its limit, and starts those limits", async () => {
    const { unit } = await anAUnit(city);
    const actor = await anActor(city.id, "case_manager", unit);
    expect(await ownTables(actor, TODAY)).toEqual([]);
    await dispatched(unit, await aBUnit(city), { on: "2026-08-20" });
    await ensureTableClocks(actor, clock);
    const rows = await ownTables(actor, TODAY);
    expect(rows.map(({ month, state, dueOn }) => [month, state, dueOn])).toEqual([
      ["2026-10", "missing", "2026-11-10"],
      ["2026-09", "missing_late", "2026-10-12"],
      ["2026-08", "missing_late", "2026-09-10"],
    ]);
    const clocks = await ownerSql("SELECT 1 FROM clock WHERE unit_id = $1", [unit.id]);
    expect(clocks).toHaveLength(3);
  });

  it("sees an older month with its limit and starts none in it by looking", async () => {
    const { unit } = await anAUnit(city);
    await ensureTableClocks(city.actors.care_supervisor, clock);
    const params = tableListParams({ month: "2026-03", size: "100" }, TODAY);
    const { rows } = await listTables(city.actors.care_supervisor, params, TODAY);
    const row = rows.find(({ aUnit }) => aUnit.id === unit.id);
    expect(row).toMatchObject({ state: "missing_late", dueOn: "2026-04-10" });
    const clocks = await ownerSql<{ subject_id: string }>("SELECT subject_id FROM clock WHERE unit_id = $1", [
      unit.id,
    ]);
    expect(clocks.map(({ subject_id }) => subject_id)).toEqual([`${unit.id}/${MONTH}`]);
  });
});

describe("The files of a table", () => {
  it("hold a line per unit and service, with reasons, share, flags, explanations and the review", async () => {
    const { unit, manager } = await anAUnit(city);
    const b = await aBUnit(city);
    await dispatched(unit, b, { basis: "deviation" });
    const { id } = await filed(manager, MONTH, clock);
    done(await returnTable(city.actors.care_supervisor, { id, version: 1, remark: "請補件" }, clock));
    const table = (await monthOf(manager, unit.id, MONTH))?.versions[0];
    if (!table) throw new Error("not filed");
    const printed = { content: table.content, explanations: table.explanations, filed: table };
    const [head, line, total] = tableAsCsv(printed).split("\r\n");
    expect(head).toContain("人工調整原因");
    for (const cell of [b.code, "居家服務", "115/10/15 測試", "100.00%", "占比超過 30%", "說明concentrated"])
      expect(line).toContain(cell);
    expect(total).toContain("合計");
    expect((await tableAsXlsx(printed)).length).toBeGreaterThan(5000);
  });
});

describe("What is published", () => {
  it("holds principles, the approved order and counts of three and more, and is replaced when filed again", async () => {
    const { unit, manager } = await anAUnit(city);
    const [many, few, none] = [await aBUnit(city), await aBUnit(city), await aBUnit(city)];
    await anOrder(unit, [many, few, none]);
    await anOrder(unit, [none], { service: "respite", state: "draft" });
    await dispatched(unit, many, { times: 3 });
    await dispatched(unit, few, { times: 2 });
    expect(await publishedOf(city.id, unit.code)).toBeNull();
    await filed(manager, MONTH, clock);
    const published = await publishedOf(city.id, unit.code);
    expect(published?.content).toMatchObject({
      ...{ month: MONTH, unit: { code: unit.code, name: unit.name }, toldTotal: 3, isComplete: false },
      orders: [{ service: "home_care", units: [many, few, none].map(({ code, name }) => ({ code, name })) }],
      counts: [many, few, none]
        .sort((a, b) => (a.code < b.code ? -1 : 1))
        .map((each) => ({ unit: { code: each.code }, count: each.id === many.id ? 3 : null })),
    });
    expect(JSON.stringify(published?.content)).not.toMatch(/說明|share|flag|[0-9a-f]{8}-[0-9a-f]{4}/);
    await dispatched(unit, few, {});
    await filed(manager, MONTH, late);
    expect((await publishedOf(city.id, unit.code))?.content).toMatchObject({ toldTotal: 6 });
    expect((await publishedUnits(city.id))?.find((row) => row.code === unit.code)?.months).toEqual([MONTH]);
  });
});
