import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { planAsCsv } from "@/lib/features/inspections/planning/documents";
import {
  dutyBoards,
  dutyOf,
  myInspections,
  type PlanData,
  planPage,
  planRows,
  weeksFrom,
  yearPlan,
} from "@/lib/features/inspections/planning/queries";
import { assignSchema, planParams } from "@/lib/features/inspections/planning/schema";
import { assignInspections, exportPlan } from "@/lib/features/inspections/planning/service";
import { replanInspection } from "@/lib/features/inspections/visits/service";
import { queuesOf } from "@/lib/features/today/queries";
import type { Actor } from "@/lib/platform/actor";
import type { DutyKind } from "@/lib/rules/inspection-duty";
import { plainDate } from "@/lib/rules/plain-date";
import { code, done } from "../support/accounts";
import { aCase, aDispatch } from "../support/cases";
import { noonOf } from "../support/dispatch";
import { aCity, aUnitOf, ownerSql, type TestCity, type TestUnit } from "../support/fixtures";
import { anInspection, aTemplate, checklistContent } from "../support/inspections";

// What a year asks of the city's inspections, what of it is done, and who goes where first.

/** A Sunday; the week began on 16 November 2026. */
const TODAY = plainDate("2026-11-22");
const clock = noonOf(TODAY);
const NEXT_WEEK = plainDate("2026-11-23");

let city: TestCity;
let officer: Actor;
let station: TestUnit;
let professional: TestUnit;

beforeAll(async () => {
  city = await aCity("taichung");
  officer = city.actors.bureau_officer;
  station = await aUnitOf("taichung", { tier: "c", services: ["c_station"] });
  await ownerSql("UPDATE unit SET c_kind = 'medical' WHERE id = $1", [station.id]);
  professional = await aUnitOf("taichung", { tier: "b", services: ["professional"] });
});
beforeEach(async () => {
  await ownerSql("ALTER TABLE inspection DISABLE TRIGGER keep");
  await ownerSql("ALTER TABLE inspection_answer DISABLE TRIGGER keep");
  await ownerSql("ALTER TABLE inspection_signature DISABLE TRIGGER keep");
  await ownerSql("ALTER TABLE inspection_inspector DISABLE TRIGGER keep");
  await ownerSql("DELETE FROM finding");
  await ownerSql("DELETE FROM inspection");
  for (const table of ["inspection", "inspection_answer", "inspection_signature", "inspection_inspector"])
    await ownerSql(`ALTER TABLE ${table} ENABLE TRIGGER keep`);
});

async function plan(as: Actor = officer): Promise<PlanData> {
  const data = await yearPlan(as, TODAY);
  if (!data) throw new Error(`no plan for ${as.role}`);
  return data;
}

const assigned = (unitIds: string[], change: Record<string, unknown> = {}) =>
  assignInspections(
    officer,
    assignSchema.parse({
      ...{ kind: "a_unit", unitIds, plannedWeek: "115/11/25", inspectorIds: officer.accountId },
      ...change,
    }),
    clock,
  );

async function rowOf(kind: DutyKind, unit: TestUnit) {
  const row = planRows(await plan(), kind).find((each) => each.unit.id === unit.id);
  if (!row) throw new Error(`${unit.name} is not in ${kind}`);
  return row;
}

describe("The year's duty", () => {
  it("counts the units of each kind from the registry", async () => {
    const data = await plan();
    const boards = dutyBoards(data);
    expect(boards.map(({ kind }) => kind)).toEqual([
      "a_unit",
      "c_station",
      "meals",
      "b_unit",
      "professional",
      "claims",
    ]);
    const population = Object.fromEntries(boards.map(({ kind, duty }) => [kind, duty.population]));
    expect(population).toMatchObject({ a_unit: 2, c_station: 1, b_unit: 1, professional: 1, claims: 2 });
    expect(boards.find(({ kind }) => kind === "c_station")?.duty).toMatchObject({ required: 4, missed: 3 });
  });

  it("of C stations leaves out those that are known to be of another kind", async () => {
    const other = await aUnitOf("taichung", { tier: "c", services: ["c_station"] });
    const population = async () => dutyOf(await plan(), "c_station").population;
    expect(await population()).toBe(2);
    await ownerSql("UPDATE unit SET c_kind = 'cultural' WHERE id = $1", [other.id]);
    expect(await population()).toBe(1);
  });

  it("is not made up for a city whose plan says nothing of it", async () => {
    const taoyuan = await aCity("taoyuan");
    const data = await plan(taoyuan.actors.care_supervisor);
    expect(dutyBoards(data).map(({ kind }) => kind)).toEqual(["a_unit"]);
    const refused = await assignInspections(
      taoyuan.actors.care_supervisor,
      assignSchema.parse({
        ...{ kind: "meals", unitIds: [taoyuan.bUnit.id], plannedWeek: "115/11/25" },
        inspectorIds: taoyuan.actors.care_supervisor.accountId,
      }),
      clock,
    );
    expect(code(refused)).toBe("no_duty");
  });

  it("shrinks with a signed visit of the right form, not with a planned, cancelled or second one", async () => {
    const before = dutyOf(await plan(), "a_unit");
    expect(before).toMatchObject({ required: 1, done: 0, planned: 0, remaining: 1, toPlan: 1 });
    await anInspection(city.aUnit, { plannedWeek: "2026-12-07" });
    await anInspection(city.otherAUnit, { state: "cancelled" });
    expect(dutyOf(await plan(), "a_unit")).toMatchObject({ done: 0, planned: 1, remaining: 1, toPlan: 0 });
    await anInspection(city.otherAUnit, { state: "signed", purpose: "re_inspection" });
    expect(dutyOf(await plan(), "a_unit")).toMatchObject({ done: 0 });
    await anInspection(city.otherAUnit, { state: "signed", visitedOn: "2025-11-10" });
    expect(dutyOf(await plan(), "a_unit")).toMatchObject({ done: 0 });
    await anInspection(city.otherAUnit, { state: "signed" });
    expect(dutyOf(await plan(), "a_unit")).toMatchObject({ done: 1, remaining: 0, toPlan: 0 });
  });

  it("of B units takes only visits without notice", async () => {
    const template = await aTemplate(
      "taichung",
      checklistContent("taichung", "taichung-b-quality-check-113-11"),
    );
    await anInspection(city.bUnit, { state: "signed", template, announced: true });
    expect(dutyOf(await plan(), "b_unit")).toMatchObject({ required: 2, done: 0 });
    await anInspection(city.bUnit, { state: "signed", template, visitedOn: "2026-03-03" });
    expect(dutyOf(await plan(), "b_unit")).toMatchObject({ required: 2, done: 1, remaining: 1 });
  });

  it("shows behind each number the units that it counts", async () => {
    const template = await aTemplate(
      "taichung",
      checklistContent("taichung", "taichung-c-station-check-112-04-19"),
    );
    await anInspection(station, { state: "signed", template, visitedOn: "2026-02-03" });
    const data = await plan();
    const shown = (show: string) =>
      planPage(data, "c_station", planParams({ show })).rows.map(({ unit }) => unit.code);
    expect(shown("all")).toEqual([station.code]);
    expect(shown("done")).toEqual([station.code]);
    expect(shown("missed")).toEqual([station.code]);
    expect(shown("to_plan")).toEqual([station.code]);
    expect(shown("planned")).toEqual([]);
    expect(shown("remaining")).toEqual([station.code]);
    expect(dutyOf(data, "c_station").periods.map((each) => each.done)).toEqual([1, 0, 0, 0]);
  });
});

describe("Proposals", () => {
  it("put a unit with overdue findings before one that was never visited, and say why", async () => {
    const inspection = await anInspection(city.otherAUnit, { state: "signed" });
    await ownerSql(
      `INSERT INTO finding (id, jurisdiction_id, number, unit_id, inspection_id, item_key, basis, facts, state, due_on,
                            due_outcome, created_on, created_at)
       SELECT gen_random_uuid(), 'taichung', 'T-' || n, $1, $2, 'item' || n, '{}', '示範', 'open', $3::date, '{}',
              '2026-11-01', now() FROM generate_series(1, 2) n`,
      [city.otherAUnit.id, inspection.id, "2026-11-20"],
    );
    const rows = planRows(await plan(), "a_unit");
    expect(rows.map(({ unit }) => unit.id)).toEqual([city.otherAUnit.id, city.aUnit.id]);
    expect(rows[0]).toMatchObject({ rank: 1, score: 12 });
    expect(rows[0]?.reasons.map(({ text }) => text)).toEqual(["缺失逾期未改善 2 件"]);
    expect(rows[1]?.reasons.map(({ sign }) => sign)).toEqual(["never_visited"]);
    // Settled ones are no reason any more.
    await ownerSql("UPDATE finding SET state = 'closed', settled_on = '2026-11-21', in_time = false");
    expect((await rowOf("a_unit", city.otherAUnit)).reasons).toEqual([]);
  });

  it("count incidents of one year and overdue clocks of the unit", async () => {
    await ownerSql(
      `INSERT INTO incident (id, jurisdiction_id, number, kind, unit_id, facts, state, happened_on, created_at)
       VALUES (gen_random_uuid(), 'taichung', 'N1', 'other', $1, '示範', 'open', '2025-11-22', now()),
              (gen_random_uuid(), 'taichung', 'N2', 'other', $1, '示範', 'open', '2025-11-23', now())`,
      [city.aUnit.id],
    );
    await ownerSql(
      `INSERT INTO clock (id, jurisdiction_id, kind, unit_id, subject_id, started_on, due_on, outcome)
       VALUES (gen_random_uuid(), 'taichung', 'monthly_dispatch_table', $1, 'x/2026-10', '2026-10-01', '2026-11-21', '{}'),
              (gen_random_uuid(), 'taichung', 'monthly_dispatch_table', $1, 'x/2026-11', '2026-11-01', '2026-11-22', '{}')`,
      [city.aUnit.id],
    );
    const { reasons } = await rowOf("a_unit", city.aUnit);
    expect(reasons.map(({ sign, value }) => `${sign} ${value}`)).toEqual([
      "incidents 1",
      "overdue_clocks 1",
      "never_visited 1",
    ]);
    await ownerSql("DELETE FROM incident");
    await ownerSql("DELETE FROM clock");
  });

  it("name the signs that the records tell of professional units, and make two of them a must", async () => {
    const template = await aTemplate(
      "taichung",
      checklistContent("taichung", "taichung-b-quality-check-113-11"),
    );
    const past = await anInspection(professional, { state: "signed", template, visitedOn: "2025-10-10" });
    await ownerSql(
      `INSERT INTO finding (id, jurisdiction_id, number, unit_id, inspection_id, item_key, basis, facts, state, due_on,
                            due_outcome, created_on, created_at, settled_on, in_time)
       VALUES (gen_random_uuid(), 'taichung', 'P-1', $1, $2, 'item', '{}', '示範', 'closed', '2025-11-10', '{}',
               '2025-10-10', now(), '2025-11-01', true)`,
      [professional.id, past.id],
    );
    const one = await rowOf("professional", professional);
    expect(one.signs).toEqual(["前一年度查核有異常"]);
    expect(one.duty.must).toBe(false);
    await ownerSql("UPDATE unit SET organisation_id = $2 WHERE id = $1", [
      professional.id,
      city.aUnit.organisationId,
    ]);
    const file = await aCase(city).inService();
    const given = { service: "professional", state: "ended", dispatchedOn: "2026-05-05" } as const;
    await aDispatch(file, city.aUnit, professional, given);
    const two = await rowOf("professional", professional);
    expect(two.signs).toEqual(["個案來自同一體系 A 單位派案", "前一年度查核有異常"]);
    expect(two.duty).toMatchObject({ must: true, required: 1 });
  });
});

describe("Assigning", () => {
  it("plans one inspection a unit with the rank and its reasons as they stood", async () => {
    const { count, week } = done(await assigned([city.aUnit.id, city.otherAUnit.id]));
    expect({ count, week }).toEqual({ count: 2, week: NEXT_WEEK });
    const rows = await ownerSql<{ proposal: { rank: number; reasons: { sign: string }[] }; state: string }>(
      "SELECT proposal, state FROM inspection ORDER BY number",
    );
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({ state: "planned", proposal: { rank: 1 } });
    expect(rows[0]?.proposal.reasons[0]?.sign).toBe("never_visited");
    const weeks = await weeksFrom(officer, NEXT_WEEK, 2);
    expect(weeks?.weeks.map(({ inspections }) => inspections.length)).toEqual([2, 0]);
    expect(weeks?.weeks[0]?.inspections[0]?.inspectors[0]?.id).toBe(officer.accountId);
  });

  it("leaves out notice where the plan wants none", async () => {
    done(await assigned([city.bUnit.id], { kind: "b_unit", announced: "on" }));
    done(await assigned([city.aUnit.id], { announced: "on" }));
    const rows = await ownerSql("SELECT purpose, announced FROM inspection ORDER BY number");
    expect(rows).toEqual([
      { purpose: "unannounced", announced: false },
      { purpose: "routine", announced: true },
    ]);
  });

  it("refuses a week that is over, a unit of another kind, and a second one in the same week; all or none", async () => {
    expect(code(await assigned([city.aUnit.id], { plannedWeek: "115/11/15" }))).toBe("past_week");
    expect(code(await assigned([city.aUnit.id, city.bUnit.id]))).toBe("not_in_duty");
    done(await assigned([city.aUnit.id]));
    const again = await assigned([city.otherAUnit.id, city.aUnit.id]);
    expect(code(again)).toBe("planned_already");
    expect(again).toMatchObject({ message: expect.stringContaining(city.aUnit.name) });
    expect(await ownerSql("SELECT id FROM inspection")).toHaveLength(1);
  });

  it("plans a unit once when two assign it at the same time", async () => {
    const results = await Promise.all([assigned([city.aUnit.id]), assigned([city.aUnit.id])]);
    expect(results.map((each) => (each.ok ? "ok" : each.code)).sort()).toEqual(["ok", "planned_already"]);
  });

  it("can be moved to another week, which the weeks and the duty then show", async () => {
    done(await assigned([city.aUnit.id]));
    const [row] = await ownerSql<{ id: string; version: number }>("SELECT id, version FROM inspection");
    const inspectorIds = [city.actors.care_specialist.accountId ?? ""];
    const input = { id: row?.id ?? "", version: row?.version ?? 0, plannedWeek: plainDate("2026-12-07") };
    done(await replanInspection(officer, { ...input, inspectorIds }, clock));
    const weeks = await weeksFrom(officer, NEXT_WEEK, 3);
    expect(weeks?.weeks.map(({ inspections }) => inspections.length)).toEqual([0, 0, 1]);
    expect(dutyOf(await plan(), "a_unit")).toMatchObject({ planned: 1 });
  });

  it("stands in the home page of whoever is named, this week and when its week is over", async () => {
    const specialist = city.actors.care_specialist;
    const inspectors = [specialist];
    await anInspection(city.aUnit, { plannedWeek: "2026-11-16", inspectors });
    await anInspection(city.otherAUnit, { plannedWeek: "2026-11-09", inspectors });
    await anInspection(city.aUnit, { plannedWeek: "2026-11-23", inspectors });
    await anInspection(city.aUnit, { plannedWeek: "2026-11-16", state: "signed", inspectors });
    const queue = (await queuesOf(specialist, TODAY)).find(({ key }) => key === "my_inspections");
    expect(queue?.items.map(({ urgency, dueOn }) => `${urgency} ${dueOn}`)).toEqual([
      "overdue 2026-11-15",
      "due_soon 2026-11-22",
    ]);
    expect((await myInspections(officer, TODAY)) ?? []).toEqual([]);
  });

  it("leaves as a file with the reasons, which is written down", async () => {
    const page = await exportPlan(officer, "a_unit", planParams({}), clock);
    const csv = planAsCsv(page?.rows ?? []);
    expect(csv).toContain("未曾查核");
    expect(csv).toContain(city.aUnit.name);
    const log = await ownerSql("SELECT id FROM audit_entry WHERE action = 'inspection.plan_exported'");
    expect(log).toHaveLength(1);
  });
});
