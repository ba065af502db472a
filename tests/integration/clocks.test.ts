import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { addClosure, withdrawClosure } from "@/lib/features/registry/closures/service";
import { clocksOfCase, listClocks } from "@/lib/features/timeliness/queries";
import { clockListParams, excuseSchema } from "@/lib/features/timeliness/schema";
import { cancelClocks, excuseClock, startClock, stopClock } from "@/lib/features/timeliness/service";
import type { ClockRow } from "@/lib/features/timeliness/types";
import { queuesOf } from "@/lib/features/today/queries";
import { systemActor } from "@/lib/platform/actor";
import { withActor } from "@/lib/platform/db";
import type { RuleSet } from "@/lib/rules/parameter";
import { addDays, type PlainDate, plainDate } from "@/lib/rules/plain-date";
import { clockState } from "@/lib/rules/timeliness";
import { ClockKind } from "@/prisma/generated/enums";
import { code, done } from "../support/accounts";
import { aCase, type TestCase } from "../support/cases";
import { aCity, ownerSql, type TestCity } from "../support/fixtures";

const KINDS = Object.values(ClockKind);
const CITIES = ["taichung", "taoyuan"] as const;
const EVERY = CITIES.flatMap((id) => KINDS.map((kind) => [kind, id] as const));
/** Taoyuan has no limit for referring to B units. */
const RUNNING = EVERY.filter(([kind, id]) => kind !== "referral" || id === "taichung");
const MOVABLE = RUNNING.filter(([kind]) => kind !== "monitoring");

const world = new Map<string, { city: TestCity; row: TestCase }>();

beforeAll(async () => {
  for (const id of CITIES) {
    const city = await aCity(id);
    world.set(id, { city, row: await aCase(city).inService(city.aUnit) });
  }
});

function place(id: string) {
  const found = world.get(id);
  if (!found) throw new Error(`no city ${id}`);
  return found;
}

/** A first day for each kind whose limit ends within the published calendars, apart from one another. */
function startOf(kind: ClockKind): string {
  const at = KINDS.indexOf(kind);
  if (kind === "monitoring") return "2026-05";
  if (kind === "monthly_dispatch_table") return "2026-07";
  return addDays(plainDate(kind === "reassessment" ? "2025-03-03" : "2026-03-02"), at * 7);
}

interface Started {
  subjectId: string;
  dueOn: PlainDate;
}

async function start(kind: ClockKind, id: string, startedOn = startOf(kind)): Promise<Started> {
  const { city, row } = place(id);
  const subjectId = randomUUID();
  // Each kind is started by another role's work; here the system stands for all of them.
  const system = systemActor(id);
  const dueOn = await withActor(system, (tx) =>
    startClock(tx, system, {
      ...{ kind, subjectId, startedOn, caseId: row.id, unitId: city.aUnit.id },
    }),
  );
  if (typeof dueOn !== "string") throw new Error(`${kind} did not start in ${id}`);
  return { subjectId, dueOn };
}

async function seen(id: string, subjectId: string, today = plainDate("2026-03-02")): Promise<ClockRow> {
  const { city, row } = place(id);
  const rows = await clocksOfCase(city.actors.a_unit_manager, row.id, today);
  const found = rows.find((each) => each.subjectId === subjectId);
  if (!found) throw new Error("the clock is not there");
  return found;
}

async function stop(kind: ClockKind, id: string, subjectId: string, doneOn: string) {
  const { actors } = place(id).city;
  await withActor(actors.a_unit_manager, (tx) =>
    stopClock(tx, actors.a_unit_manager, { kind, subjectId, doneOn: plainDate(doneOn) }),
  );
}

const typhoon = (id: string, closedOn: PlainDate) =>
  addClosure(place(id).city.actors.bureau_officer, { closedOn, reason: "示範颱風停班" });

describe("A clock", () => {
  it.each(RUNNING)("of %s in %s starts with its due date and why, once", async (kind, id) => {
    const { subjectId, dueOn } = await start(kind, id);
    const clock = await seen(id, subjectId);
    expect(clock).toMatchObject({ kind, dueOn, doneOn: null, movedFrom: null });
    expect(clock.outcome.steps.length).toBeGreaterThan(0);
    expect(clock.outcome.citations.length).toBeGreaterThan(0);
  });

  it("of a referral does not start in Taoyuan, which has no such limit", async () => {
    await expect(start("referral", "taoyuan")).rejects.toThrow("did not start");
  });

  it.each(RUNNING)("of %s in %s stands on each side of its lines as the law says", async (kind, id) => {
    const { subjectId, dueOn } = await start(kind, id);
    const before = await Promise.all(
      [-5, -4, -3, -2, -1, 0, 1].map(async (days) => {
        const asOf = addDays(dueOn, days);
        const { state, daysLeft } = await seen(id, subjectId, asOf);
        return [state, daysLeft, kind === "monitoring" ? null : law(kind, id, asOf)] as const;
      }),
    );
    for (const [state, daysLeft, said] of before) if (said) expect([state, daysLeft]).toEqual(said);
    expect(before.map(([state]) => state).slice(-2)).toEqual(["due_soon", "overdue"]);
    await stop(kind, id, subjectId, addDays(dueOn, 1));
    expect((await seen(id, subjectId, addDays(dueOn, 9))).state).toBe("met_late");
  });

  function law(kind: Exclude<ClockKind, "monitoring">, id: RuleSet, asOf: PlainDate) {
    const { state, daysLeft } = clockState(id, { clock: kind, startedOn: startOf(kind), asOf });
    return [state, daysLeft];
  }
});

describe("A typhoon", () => {
  it.each(MOVABLE)(
    "moves the open clock of %s in %s and says so, leaves a done one, and moves it back",
    async (kind, id) => {
      const open = await start(kind, id);
      const met = await start(kind, id);
      await stop(kind, id, met.subjectId, `${startOf(kind)}-15`.slice(0, 10));
      const closure = done(await typhoon(id, open.dueOn));
      expect(closure.moved).toBeGreaterThan(0);
      const moved = await seen(id, open.subjectId);
      expect(moved.movedFrom).toBe(open.dueOn);
      expect(moved.dueOn > open.dueOn).toBe(true);
      expect(moved.outcome.dueOn).toBe(moved.dueOn);
      expect(await seen(id, met.subjectId)).toMatchObject({ dueOn: met.dueOn, movedFrom: null });
      const officer = place(id).city.actors.bureau_officer;
      done(await withdrawClosure(officer, { id: closure.id, reason: "停班取消" }));
      expect(await seen(id, open.subjectId)).toMatchObject({ dueOn: open.dueOn, movedFrom: moved.dueOn });
    },
  );

  it.each(CITIES)("leaves AA02 of %s, whose limit is the last day of the month", async (id) => {
    const { subjectId, dueOn } = await start("monitoring", id, "2026-06");
    const closure = done(await typhoon(id, dueOn));
    expect(await seen(id, subjectId)).toMatchObject({ dueOn: "2026-06-30", movedFrom: null });
    const officer = place(id).city.actors.bureau_officer;
    done(await withdrawClosure(officer, { id: closure.id, reason: "停班取消" }));
  });

  it("moves nothing in another city, and is on record with how many it moved", async () => {
    const here = await start("plan", "taichung", "2026-08-03");
    const there = await start("plan", "taoyuan", "2026-08-03");
    const closure = done(await typhoon("taichung", here.dueOn));
    expect((await seen("taoyuan", there.subjectId)).movedFrom).toBeNull();
    const [entry] = await ownerSql<{ detail: { moved: number } }>(
      "SELECT detail FROM audit_entry WHERE action = 'clock.moved' ORDER BY at DESC LIMIT 1",
    );
    expect(entry?.detail.moved).toBe(closure.moved);
  });

  it("leaves a clock that was cancelled", async () => {
    const { city } = place("taichung");
    const { subjectId, dueOn } = await start("plan", "taichung", "2026-08-17");
    await withActor(city.actors.a_unit_manager, (tx) =>
      cancelClocks(tx, city.actors.a_unit_manager, { subjectId, on: plainDate("2026-08-18") }),
    );
    done(await typhoon("taichung", dueOn));
    expect(await seen("taichung", subjectId)).toMatchObject({ dueOn, movedFrom: null, state: "cancelled" });
  });
});

describe("An excuse", () => {
  const late = plainDate("2026-12-01");

  async function overdue(subjectId: string) {
    const { actors } = place("taoyuan").city;
    const params = clockListParams({ filter: "overdue", kind: "plan", size: "100" });
    const { rows } = await listClocks(actors.a_unit_manager, params, late);
    return rows.some((row) => row.subjectId === subjectId);
  }

  it("needs a reason, takes the clock off the overdue ones and stays with it; it is judged once", async () => {
    const { subjectId } = await start("plan", "taoyuan", "2026-09-07");
    const { id } = await seen("taoyuan", subjectId, late);
    expect(await overdue(subjectId)).toBe(true);
    expect(excuseSchema.safeParse({ id, excuse: "  " }).success).toBe(false);
    const supervisor = place("taoyuan").city.actors.care_supervisor;
    done(await excuseClock(supervisor, { id, excuse: "個案住院，無法家訪" }));
    expect(await overdue(subjectId)).toBe(false);
    expect(await seen("taoyuan", subjectId, late)).toMatchObject({
      ...{ state: "excused", excuse: "個案住院，無法家訪" },
    });
    expect(code(await excuseClock(supervisor, { id, excuse: "再次認定" }))).toBe("excused");
  });
});

describe("A reassessment in a year whose office calendar is not out", () => {
  it("is kept on the day on which it falls, and says that it is not rolled yet", async () => {
    const { subjectId, dueOn } = await start("reassessment", "taichung", "2027-06-01");
    expect(dueOn.slice(5)).toBe("06-01");
    const clock = await seen("taichung", subjectId, plainDate("2027-06-02"));
    expect(clock.outcome.steps).toMatchObject([{ code: "calendar_pending" }]);
    expect(clock.outcome.assumptions[0]?.text).toContain("尚未公布");
    expect(clock.state).toBe("running");
  });
});

describe("The home page", () => {
  it("has each role's clocks, what is late first, with the action at hand and why", async () => {
    const { city, row } = place("taichung");
    const today = plainDate("2026-12-01");
    const { subjectId } = await start("plan", "taichung", "2026-11-30");
    const queue = (await queuesOf(city.actors.case_manager, today)).find((each) => each.key === "clock_plan");
    expect(queue?.items[0]).toMatchObject({
      ...{ urgency: "overdue", action: { href: `/cases/${row.id}/plan` } },
    });
    expect(queue?.items[0]?.why?.citations.length).toBeGreaterThan(0);
    expect(queue?.items.map((item) => item.urgency)).toEqual(
      [...(queue?.items ?? [])].map((item) => item.urgency).sort(byUrgency),
    );
    const officer = await queuesOf(city.actors.bureau_officer, today);
    const kinds = officer.find((each) => each.key === "clock_overdue");
    expect(kinds?.items.find((item) => item.href.endsWith("kind=plan"))?.state).toMatch(/^逾期 \d+ 件$/);
    expect(kinds?.total).toBeGreaterThan(0);
    expect(subjectId).not.toBe("");
  });

  const ORDER = ["overdue", "due_soon", "open", "settled"];
  const byUrgency = (a: string, b: string) => ORDER.indexOf(a) - ORDER.indexOf(b);
});
