import { beforeAll, describe, expect, it, vi } from "vitest";
import { assignInspectionsAction } from "@/lib/features/inspections/planning/actions";
import { dutyBoards, myInspections, weeksFrom, yearPlan } from "@/lib/features/inspections/planning/queries";
import { planParams } from "@/lib/features/inspections/planning/schema";
import { assignInspections, exportPlan } from "@/lib/features/inspections/planning/service";
import type { Actor } from "@/lib/platform/actor";
import { currentActor } from "@/lib/platform/session";
import { addDays, plainDate } from "@/lib/rules/plain-date";
import type { Role } from "@/prisma/generated/enums";
import { noonOf } from "../support/dispatch";
import { aCity, ROLES, type TestCity, withoutRowSecurity } from "../support/fixtures";
import { anInspection, type TestInspection } from "../support/inspections";

// Who is signed in is the only thing that is not real here: actions ask it of the request's cookie.
vi.mock("@/lib/platform/session", async (original) => ({
  ...(await original<object>()),
  currentActor: vi.fn(),
}));

const TODAY = plainDate("2026-11-22");
const LEADERS: readonly Role[] = ["bureau_officer", "care_supervisor"];
const INSPECTORS: readonly Role[] = [...LEADERS, "care_specialist"];

let city: TestCity;
let foreign: TestCity;
let own: TestInspection;
let strange: TestInspection;

beforeAll(async () => {
  city = await aCity("taichung");
  foreign = await aCity("taoyuan");
  const everybody = ROLES.map((role) => city.actors[role]);
  own = await anInspection(city.aUnit, { plannedWeek: "2026-11-16", inspectors: everybody });
  // Named in a foreign city by mistake: seen by nobody of this one.
  strange = await anInspection(foreign.aUnit, { plannedWeek: "2026-11-16", inspectors: everybody });
});

let week = plainDate("2026-12-07");

/** Each in a week of its own, so that only the right to plan decides. */
function assigns(actor: Actor, unitId: string) {
  week = addDays(week, 7);
  const inspectorIds = [city.actors.bureau_officer.accountId ?? ""];
  const input = { kind: "a_unit" as const, unitIds: [unitId], plannedWeek: week, inspectorIds };
  return assignInspections(actor, { ...input, announced: false }, noonOf(TODAY));
}

type Fence = (work: () => Promise<void>) => Promise<void>;
const FENCES: [string, Fence][] = [
  ["with both fences", (work) => work()],
  ["by policy alone", (work) => withoutRowSecurity(work)],
];

describe.each(FENCES)("The year's plan, %s", (_name, fenced) => {
  it.each(ROLES)("is read as %s by those who plan, of the own city alone", (role) =>
    fenced(async () => {
      const actor = city.actors[role];
      const data = await yearPlan(actor, TODAY);
      expect(data !== null).toBe(LEADERS.includes(role));
      const page = await exportPlan(actor, "a_unit", planParams({ show: "all" }), noonOf(TODAY));
      expect(page !== null).toBe(LEADERS.includes(role));
      const weeks = await weeksFrom(actor, plainDate("2026-11-16"), 4);
      expect(weeks !== null).toBe(LEADERS.includes(role));
      if (!data || !page || !weeks) return;
      expect(dutyBoards(data).length).toBeGreaterThan(1);
      expect(data.units.some(({ id }) => id === city.aUnit.id)).toBe(true);
      expect(data.units.some(({ id }) => id === foreign.aUnit.id)).toBe(false);
      expect(data.visits.map(({ id }) => id)).toContain(own.id);
      expect(data.visits.map(({ id }) => id)).not.toContain(strange.id);
      expect(page.rows.map(({ unit }) => unit.id)).not.toContain(foreign.aUnit.id);
      const planned = weeks.weeks.flatMap(({ inspections }) => inspections.map(({ id }) => id));
      expect(planned).toContain(own.id);
      expect(planned).not.toContain(strange.id);
    }),
  );

  it.each(ROLES)("shows as %s to those who inspect what they are named in", (role) =>
    fenced(async () => {
      const rows = await myInspections(city.actors[role], TODAY);
      expect(rows?.map(({ id }) => id) ?? null).toEqual(INSPECTORS.includes(role) ? [own.id] : null);
    }),
  );

  it.each(ROLES)("is made as %s by those who plan, for units of the own city alone", (role) =>
    fenced(async () => {
      const actor = city.actors[role];
      const result = await assigns(actor, city.otherAUnit.id);
      expect(result.ok).toBe(LEADERS.includes(role));
      expect((await assigns(actor, foreign.aUnit.id)).ok).toBe(false);
    }),
  );
});

describe("The action that assigns", () => {
  it("asks for the role before it reads the form", async () => {
    for (const role of ROLES) {
      vi.mocked(currentActor).mockResolvedValueOnce(city.actors[role]);
      const result = await assignInspectionsAction(null, new FormData());
      const code = result?.ok ? "ok" : result?.code;
      expect(`${role}: ${code}`).toBe(`${role}: ${LEADERS.includes(role) ? "invalid" : "forbidden"}`);
    }
    vi.mocked(currentActor).mockResolvedValueOnce(null);
    expect(await assignInspectionsAction(null, new FormData())).toMatchObject({ code: "signed_out" });
  });
});
