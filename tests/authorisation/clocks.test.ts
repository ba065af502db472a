import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it, vi } from "vitest";
import * as actions from "@/lib/features/timeliness/actions";
import { overdueByKind } from "@/lib/features/timeliness/overdue/queries";
import { clockCounts, clocksOfCase, listClocks } from "@/lib/features/timeliness/queries";
import { clockListParams } from "@/lib/features/timeliness/schema";
import { excuseClock } from "@/lib/features/timeliness/service";
import { queuesOf } from "@/lib/features/today/queries";
import type { FormAction } from "@/lib/platform/define-action";
import { currentActor } from "@/lib/platform/session";
import { plainDate } from "@/lib/rules/plain-date";
import type { Role } from "@/prisma/generated/enums";
import { aCase, type TestCase } from "../support/cases";
import {
  aCity,
  appSql,
  ownerSql,
  ROLES,
  type TestCity,
  type TestUnit,
  withoutRowSecurity,
} from "../support/fixtures";

vi.mock("@/lib/platform/session", async (original) => ({
  ...(await original<object>()),
  currentActor: vi.fn(),
}));

const TODAY = plainDate("2026-10-14");
const ELSEWHERE = "66000070";
const CENTRE: readonly Role[] = ["care_supervisor", "care_specialist"];
const A_UNIT: readonly Role[] = ["a_unit_manager", "case_manager"];
const WHOLE_CITY: readonly Role[] = ["bureau_officer", "care_supervisor"];

let city: TestCity;
/** Overdue clocks: the own A unit's, the B unit's, another A unit's in a district that is not covered, another city's. */
let clocks: { id: string; row: TestCase }[];

beforeAll(async () => {
  city = await aCity("taichung");
  const taoyuan = await aCity("taoyuan");
  city.actors.care_specialist.districtIds = [city.aUnit.districtId];
  const own = await aCase(city).inService(city.aUnit);
  const other = await aCase(city, { districtId: ELSEWHERE }).inService(city.otherAUnit);
  const foreign = await aCase(taoyuan).inService(taoyuan.aUnit);
  clocks = [
    await aClock("plan", own, city.aUnit),
    await aClock("first_service", own, city.bUnit),
    await aClock("plan", other, city.otherAUnit),
    await aClock("plan", foreign, taoyuan.aUnit),
  ];
});

async function aClock(kind: string, row: TestCase, unit: TestUnit) {
  const id = randomUUID();
  const outcome = JSON.stringify({ dueOn: "2026-08-05", citations: [], steps: [], assumptions: [] });
  await ownerSql(
    `INSERT INTO clock (id, jurisdiction_id, kind, case_id, unit_id, subject_id, started_on, due_on, outcome)
     VALUES ($1::uuid, $2, $3::clock_kind, $4, $5, $1::text, '2026-08-03', '2026-08-05', $6)`,
    [id, row.jurisdictionId, kind, row.id, unit.id, outcome],
  );
  return { id, row };
}

/** Which of the clocks a role sees, in their order. */
function sees(role: Role): boolean[] {
  if (WHOLE_CITY.includes(role)) return [true, true, true, false];
  if (role === "care_specialist") return [true, true, false, false];
  if (A_UNIT.includes(role)) return [true, false, false, false];
  return [false, role === "b_unit_staff", false, false];
}

type Fence = (work: () => Promise<void>) => Promise<void>;
const FENCES: [string, Fence][] = [
  ["with both fences", (work) => work()],
  ["by policy alone", (work) => withoutRowSecurity(work)],
];

describe.each(FENCES)("Clocks, %s", (_name, fenced) => {
  it.each(ROLES)("are seen as %s by those whose duty they are or who answer for it", (role) =>
    fenced(async () => {
      const actor = city.actors[role];
      const { rows } = await listClocks(actor, clockListParams({ filter: "all", size: "100" }), TODAY);
      expect(clocks.map(({ id }) => rows.some((row) => row.id === id))).toEqual(sees(role));
      const ofCases: boolean[] = [];
      for (const { id, row } of clocks) {
        ofCases.push((await clocksOfCase(actor, row.id, TODAY)).some((each) => each.id === id));
      }
      // Who carries a case sees on its page the B unit's limit too.
      expect(ofCases).toEqual(A_UNIT.includes(role) ? [true, true, false, false] : sees(role));
      const count = sees(role).filter(Boolean).length;
      expect((await clockCounts(actor, TODAY)).overdue).toBe(count);
      const kinds = await overdueByKind(actor, TODAY);
      expect(kinds.reduce((sum, each) => sum + each.count, 0)).toBe(count);
    }),
  );

  it.each(ROLES)("stand on the home page of %s with the role's own duties and no others", (role) =>
    fenced(async () => {
      const queues = await queuesOf(city.actors[role], TODAY);
      const plans = queues.find((queue) => queue.key === "clock_plan");
      const hrefs = (plans?.items ?? []).map((item) => item.href);
      const own = A_UNIT.includes(role);
      expect(clocks.map(({ row }) => hrefs.some((href) => href.includes(row.id)))).toEqual(
        own ? [true, true, false, false] : [false, false, false, false],
      );
      const keys = queues
        .map((queue) => queue.key)
        .filter((key) => /^(clock|plan_review|referral)/.test(key));
      expect(keys.includes("clock_monitoring")).toBe(own);
      expect(keys.includes("clock_reassessment")).toBe(CENTRE.includes(role));
      expect(keys.includes("plan_review")).toBe(CENTRE.includes(role));
      expect(keys.includes("referral_waiting")).toBe(role === "b_unit_staff");
      expect(keys.includes("referral_not_begun")).toBe(role === "b_unit_staff");
      expect(keys.includes("clock_overdue")).toBe([...WHOLE_CITY, ...CENTRE].includes(role));
      if (role === "bureau_admin") expect(keys).toEqual([]);
    }),
  );

  it.each(ROLES)("are excused as %s by the centre alone, of the districts covered", (role) =>
    fenced(async () => {
      await ownerSql("UPDATE clock SET excuse = NULL, excused_by_id = NULL");
      const codes: string[] = [];
      for (const { id } of clocks) {
        const result = await excuseClock(city.actors[role], { id, excuse: "個案住院" });
        codes.push(result.ok ? "ok" : result.code);
      }
      const expected = sees(role).map((may) => (may ? "ok" : "not_found"));
      expect(codes).toEqual(CENTRE.includes(role) ? expected : codes.map(() => "forbidden"));
      await ownerSql("UPDATE clock SET excuse = NULL, excused_by_id = NULL");
    }),
  );
});

describe("The actions on clocks", () => {
  const every = Object.entries(actions) as [string, FormAction<unknown>][];

  it.each(every)("%s asks for the role before it reads the form", async (_name, action) => {
    for (const role of ROLES) {
      vi.mocked(currentActor).mockResolvedValueOnce(city.actors[role]);
      const result = await action(null, new FormData());
      const code = result?.ok ? "ok" : result?.code;
      expect(`${role}: ${code}`).toBe(`${role}: ${CENTRE.includes(role) ? "invalid" : "forbidden"}`);
    }
    vi.mocked(currentActor).mockResolvedValueOnce(null);
    expect(await action(null, new FormData())).toMatchObject({ ok: false, code: "signed_out" });
  });
});

describe("Clocks, by row-level security alone", () => {
  /** An A unit sees every clock of its cases here, also the B unit's; its lists show those that are its own duty. */
  const visible = (role: Role) => (A_UNIT.includes(role) ? [true, true, false, false] : sees(role));

  it("show nothing without an actor", async () => {
    expect(await appSql(null, "SELECT 1 FROM clock")).toEqual([]);
  });

  it.each(ROLES)(
    "are read and changed as %s in the own reach, removed by nobody, and never put into another city",
    async (role) => {
      const actor = city.actors[role];
      const seen: boolean[] = [];
      const changed: boolean[] = [];
      for (const { id } of clocks) {
        seen.push((await appSql(actor, "SELECT 1 FROM clock WHERE id = $1", [id])).length > 0);
        const update = "UPDATE clock SET moved_at = moved_at WHERE id = $1 RETURNING id";
        changed.push((await appSql(actor, update, [id])).length > 0);
      }
      expect(seen).toEqual(visible(role));
      expect(changed.map((each, place) => each && !visible(role)[place])).toEqual([
        false,
        false,
        false,
        false,
      ]);
      await expect(appSql(actor, "DELETE FROM clock")).rejects.toThrow("permission denied");
      const insert = appSql(
        actor,
        `INSERT INTO clock (id, jurisdiction_id, kind, unit_id, subject_id, started_on, due_on, outcome)
       VALUES (gen_random_uuid(), 'taoyuan', 'plan', NULL, 'x', '2026-08-03', '2026-08-05', '{}')`,
      );
      await expect(insert).rejects.toThrow("row-level security");
    },
  );
});
