import { beforeAll, describe, expect, it } from "vitest";
import { HEADER } from "@/lib/features/inspections/visits/form/types";
import { listInspections } from "@/lib/features/inspections/visits/list/queries";
import { inspectionListParams } from "@/lib/features/inspections/visits/list/schema";
import { exportInspections } from "@/lib/features/inspections/visits/list/service";
import { planSchema } from "@/lib/features/inspections/visits/schema";
import {
  cancelInspection,
  planInspection,
  replanInspection,
  startInspection,
} from "@/lib/features/inspections/visits/service";
import type { Actor } from "@/lib/platform/actor";
import { draw } from "@/lib/rules/sampling";
import { actionsOn, code, done } from "../support/accounts";
import { aCase, aManager } from "../support/cases";
import { aCity, ownerSql, type TestCity } from "../support/fixtures";
import { anInspection, aTemplate } from "../support/inspections";
import { clock, opened } from "../support/visits";

let city: TestCity;
let taoyuan: TestCity;
let officer: Actor;
let supervisor: Actor;

beforeAll(async () => {
  city = await aCity("taichung");
  taoyuan = await aCity("taoyuan");
  officer = city.actors.bureau_officer;
  supervisor = city.actors.care_supervisor;
});

describe("Planning an inspection", () => {
  const plan = async (changes: Record<string, unknown> = {}) =>
    planSchema.parse({
      ...{ unitId: city.aUnit.id, templateId: (await aTemplate("taichung")).id, purpose: "routine" },
      ...{ plannedWeek: "115/11/11", inspectorIds: officer.accountId },
      ...changes,
    });

  it("gives it a number of the year, puts it into the week of the day and names the inspectors", async () => {
    const both = [officer.accountId, city.actors.care_specialist.accountId];
    const first = done(await planInspection(officer, await plan({ inspectorIds: both }), clock));
    const second = done(await planInspection(supervisor, await plan(), clock));
    expect(first.number).toMatch(/^I115-\d{4}$/);
    expect(Number(second.number.slice(-4))).toBe(Number(first.number.slice(-4)) + 1);
    const detail = await opened(officer, first.id);
    expect([detail.state, detail.plannedWeek, detail.inspectors.length]).toEqual([
      "planned",
      "2026-11-09",
      2,
    ]);
    expect(detail.inspectors.map(({ name }) => name)).toContain(officer.name);
    expect(await actionsOn(first.id)).toEqual(["inspection.planned"]);
  });

  it("keeps a Sunday with the week that it ends", async () => {
    expect((await plan({ plannedWeek: "115/11/15" })).plannedWeek).toBe("2026-11-09");
  });

  it("refuses a form of another kind of unit, a form not in force and an inspector of another city", async () => {
    const other = { unitId: city.bUnit.id };
    expect(code(await planInspection(officer, await plan(other), clock))).toBe("not_for_unit");
    const foreignForm = { templateId: (await aTemplate("taoyuan")).id };
    expect(code(await planInspection(officer, await plan(foreignForm), clock))).toBe("not_found");
    const stranger = { inspectorIds: [taoyuan.actors.bureau_officer.accountId] };
    expect(code(await planInspection(officer, await plan(stranger), clock))).toBe("inspector");
  });

  it("is changed and cancelled with the reason until it is signed", async () => {
    const { id } = await anInspection(city.aUnit, { inspectors: [officer] });
    const inspectorIds = [supervisor.accountId ?? ""];
    const change = { id, version: 1, plannedWeek: (await plan({ plannedWeek: "115/11/18" })).plannedWeek };
    expect(code(await replanInspection(officer, { ...change, version: 9, inspectorIds }, clock))).toBe(
      "stale",
    );
    done(await replanInspection(officer, { ...change, inspectorIds }, clock));
    const moved = await opened(officer, id);
    expect([moved.plannedWeek, moved.inspectors.map((each) => each.id)]).toEqual([
      "2026-11-16",
      inspectorIds,
    ]);
    done(await cancelInspection(officer, { id, version: 2, reason: "單位歇業" }, clock));
    expect(await opened(officer, id)).toMatchObject({ state: "cancelled", cancelReason: "單位歇業" });
    expect(code(await startInspection(officer, { id, version: 3 }, clock))).toBe("transition_refused");
  });
});

describe("Beginning the visit", () => {
  it("fills the head from the registry: the caseload now and the staff in full and part time", async () => {
    for (const employment of ["full_time", "full_time", "part_time"] as const) {
      await aManager(city.aUnit, { employment });
    }
    const waiting = await aCase(city).dispatched(city.aUnit);
    await aCase(city).inService(city.aUnit);
    await aCase(city).inService(city.otherAUnit);
    await ownerSql("UPDATE unit SET address = '示範路 9 號' WHERE id = $1", [city.aUnit.id]);
    const { id } = await anInspection(city.aUnit);
    done(await startInspection(officer, { id, version: 1 }, clock, "seed"));
    const detail = await opened(officer, id);
    expect(detail.visitedOn).toBe("2026-11-10");
    const standing = await ownerSql<{ n: number }>(
      `SELECT count(*)::int AS n FROM case_file WHERE a_unit_id = $1 AND status IN ('dispatched', 'assigned', 'in_service')`,
      [city.aUnit.id],
    );
    expect(detail.header.values).toMatchObject({
      ...{ unit_name: city.aUnit.name, address: "示範路 9 號", visited_at: "2026-11-10T10:00" },
      ...{ clients: standing[0]?.n, part_time: 1 },
    });
    expect(waiting.aUnitId).toBe(city.aUnit.id);
    expect(Number(detail.header.values.full_time)).toBeGreaterThanOrEqual(2);
    expect(detail.answers.map(({ itemKey, version }) => [itemKey, version])).toEqual([[HEADER, 1]]);
  });

  it("draws the cases by the rule, with seed and population, so that anyone can draw them again", async () => {
    for (const _ of [1, 2, 3, 4]) await aCase(city).inService(city.aUnit);
    const { id } = await anInspection(city.aUnit);
    done(await startInspection(officer, { id, version: 1 }, clock, "abc123"));
    const { sample, cases } = await opened(officer, id);
    expect(sample?.size).toBe(2);
    const again = draw({ seed: "abc123", ids: sample?.population ?? [], size: 2 });
    expect(sample?.drawn).toEqual(again.ids);
    expect(cases.map(({ number }) => number)).toEqual(again.ids);
    expect(cases.every(({ name }) => name.length > 0)).toBe(true);
  });

  it("shows a specialist whose inspection it is the whole caseload, though it lies outside their districts", async () => {
    const specialist = city.actors.care_specialist;
    const { id } = await anInspection(city.aUnit, { inspectors: [specialist] });
    done(await startInspection(specialist, { id, version: 1 }, clock, "abc123"));
    const detail = await opened(specialist, id);
    expect(detail.cases.length).toBe(2);
    expect(Number(detail.header.values.clients)).toBe(detail.sample?.population.length);
  });

  it("chooses another seed each time", async () => {
    const seeds = [];
    for (const _ of [1, 2]) {
      const { id } = await anInspection(city.aUnit);
      done(await startInspection(officer, { id, version: 1 }, clock));
      seeds.push((await opened(officer, id)).sample?.seed);
    }
    expect(seeds[0]).not.toBe(seeds[1]);
  });

  it("begins once: the second of two who press is told so and nothing is drawn anew", async () => {
    const { id } = await anInspection(city.aUnit);
    const both = await Promise.all(
      [officer, supervisor].map((actor) => startInspection(actor, { id, version: 1 }, clock)),
    );
    expect(both.map((each) => each.ok).sort()).toEqual([false, true]);
    expect(both.flatMap((each) => (each.ok ? [] : [each.code]))).toEqual(["stale"]);
  });

  it("draws no case where the form has no such items", async () => {
    const { id } = await anInspection(taoyuan.aUnit);
    done(await startInspection(taoyuan.actors.bureau_officer, { id, version: 1 }, clock));
    const detail = await opened(taoyuan.actors.bureau_officer, id);
    expect([detail.sample, detail.cases]).toEqual([null, []]);
    expect(detail.header.values.counted_on).toBe("2026-11-10");
  });
});

describe("The list of inspections", () => {
  it("is narrowed, sorted and exported, which is written down", async () => {
    const own = await anInspection(city.otherAUnit, { inspectors: [officer], plannedWeek: "2026-12-07" });
    const earlier = await anInspection(city.otherAUnit, { state: "signed", plannedWeek: "2026-10-05" });
    const list = async (query: Record<string, string>) => {
      const params = inspectionListParams({ unit: city.otherAUnit.id, ...query });
      return (await listInspections(officer, params)).rows.map(({ id }) => id);
    };
    expect(await list({})).toEqual([own.id, earlier.id]);
    expect(await list({ dir: "asc" })).toEqual([earlier.id, own.id]);
    expect(await list({ state: "signed" })).toEqual([earlier.id]);
    expect(await list({ own: "1" })).toEqual([own.id]);
    expect(await list({ q: own.number })).toEqual([own.id]);
    expect(await list({ tier: "b" })).toEqual([]);
    const params = inspectionListParams({ unit: city.otherAUnit.id });
    expect((await exportInspections(officer, params, clock)).rows).toHaveLength(2);
    expect(await actionsOn("taichung")).toContain("inspection.list_exported");
  });
});
