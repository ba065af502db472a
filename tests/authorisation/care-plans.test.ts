import { beforeAll, describe, expect, it, vi } from "vitest";
import * as actions from "@/lib/features/care-plans/actions";
import { allCodes, codesOn } from "@/lib/features/care-plans/codes/queries";
import { judgeForScreen } from "@/lib/features/care-plans/content/queries";
import { savePlan, startPlan, withdrawPlan } from "@/lib/features/care-plans/drafting/service";
import { countPlans, listPlans, plansForFile } from "@/lib/features/care-plans/list/queries";
import { exportPlans } from "@/lib/features/care-plans/list/service";
import { casePlans, eventsOf, planById, referredPlan } from "@/lib/features/care-plans/queries";
import { approvePlan, returnPlan } from "@/lib/features/care-plans/review/service";
import { planListParams } from "@/lib/features/care-plans/schema";
import { submitPlan } from "@/lib/features/care-plans/submission/service";
import type { Actor } from "@/lib/platform/actor";
import type { FormAction } from "@/lib/platform/define-action";
import type { Result } from "@/lib/platform/result";
import { currentActor } from "@/lib/platform/session";
import { plainDate } from "@/lib/rules/plain-date";
import type { Role } from "@/prisma/generated/enums";
import { aDraft, aSubmitted, manages, on, type TestPlan, TWO_SERVICES, typed } from "../support/care-plans";
import { aCase, aDispatch, type TestCase } from "../support/cases";
import {
  aCity,
  anActor,
  appSql,
  ownerSql,
  ROLES,
  type TestCity,
  type TestUnit,
  withoutRowSecurity,
} from "../support/fixtures";

// Who is signed in is the only thing that is not real here: actions ask it of the request's cookie.
vi.mock("@/lib/platform/session", async (original) => ({
  ...(await original<object>()),
  currentActor: vi.fn(),
}));

type Place = "own A unit" | "own A unit, other district" | "other A unit" | "another city";
const PLACES: readonly Place[] = ["own A unit", "own A unit, other district", "other A unit", "another city"];
const OTHER_DISTRICT = "66000070";
const DAY = on("2026-07-10");

let city: TestCity;
let foreign: TestCity;
let actors: Record<Role, Actor>;
/** In every place a case in service (its approved plan has BA01 and is referred to the B unit) and one with a submitted plan. */
let inService: Record<Place, TestCase>;
let submitted: Record<Place, string>;

beforeAll(async () => {
  city = await aCity("taichung");
  foreign = await aCity("taoyuan");
  const specialist = { ...city.actors.care_specialist, districtIds: [city.aUnit.districtId] };
  actors = { ...city.actors, care_specialist: specialist };
  const service: [string, TestCase][] = [];
  const waiting: [string, string][] = [];
  for (const place of PLACES) {
    const row = await aCase(cityOf(place), where(place)).inService(unitOf(place), undefined, {
      items: [
        { code: "BA01" },
        { code: "GA09", unitPrice: 770, quantity: 2 },
        { code: "AA05", unitPrice: 200 },
      ],
    });
    service.push([place, row]);
    waiting.push([place, (await handedIn(place)).plan.id]);
  }
  inService = Object.fromEntries(service) as Record<Place, TestCase>;
  submitted = Object.fromEntries(waiting) as Record<Place, string>;
  for (const place of PLACES) {
    const to = place === "another city" ? foreign.bUnit : city.bUnit;
    if (place !== "other A unit")
      await aDispatch(inService[place], unitOf(place), to, { service: "home_care" });
  }
});

const cityOf = (place: Place): TestCity => (place === "another city" ? foreign : city);
const where = (place: Place) =>
  place === "own A unit, other district" ? { districtId: OTHER_DISTRICT } : {};

function unitOf(place: Place): TestUnit {
  if (place === "other A unit") return city.otherAUnit;
  return place === "another city" ? foreign.aUnit : city.aUnit;
}

function managerOf(place: Place): Actor {
  if (place === "other A unit") return city.otherManager;
  return place === "another city" ? foreign.actors.a_unit_manager : city.actors.a_unit_manager;
}

/** A case that waits for a plan, managed by the city's case manager where it is the own unit's. */
async function waitingCase(place: Place): Promise<TestCase> {
  const row = await aCase(cityOf(place), where(place)).assigned(unitOf(place));
  return row;
}

async function drafted(place: Place) {
  const row = await waitingCase(place);
  return { row, plan: await aDraft(managerOf(place), row, DAY) };
}

async function handedIn(place: Place) {
  const row = await waitingCase(place);
  return { row, plan: await aSubmitted(managerOf(place), row, DAY) };
}

/** The rule: officers and supervisors see the city's plans, a specialist those of the districts, an A unit its own. */
function sees(role: Role, place: Place): boolean {
  if (place === "another city") return false;
  if (role === "bureau_officer" || role === "care_supervisor") return true;
  if (role === "care_specialist") return place !== "own A unit, other district";
  if (role === "a_unit_manager" || role === "case_manager") return place !== "other A unit";
  return false;
}

const writes = (role: Role, place: Place) =>
  (role === "a_unit_manager" || role === "case_manager") && sees(role, place);
const reviews = (role: Role, place: Place) =>
  (role === "care_supervisor" || role === "care_specialist") && sees(role, place);

type Fence = (work: () => Promise<void>) => Promise<void>;
const FENCES: [string, Fence][] = [
  ["with both fences", (work) => work()],
  ["by policy alone", (work) => withoutRowSecurity(work)],
];

describe.each(FENCES)("Care plans, %s", (_name, fenced) => {
  it.each(ROLES)("show as %s in lists, files and pages where the role sees them", (role) =>
    fenced(async () => {
      const actor = actors[role];
      const params = { ...planListParams({ status: "all", size: "100" }), size: 100 as const };
      const asOf = plainDate("2026-07-11");
      const listed = (await listPlans(actor, params, asOf)).rows.map((row) => row.id);
      const inFile = (await plansForFile(actor, params, asOf)).rows.map((row) => row.id);
      const exported = await exportPlans(actor, params, DAY);
      const anywhere = PLACES.some((place) => sees(role, place));
      expect(exported.ok).toBe(anywhere);
      expect((await countPlans(actor, "submitted")) > 0).toBe(anywhere);
      for (const place of PLACES) {
        const id = submitted[place];
        const expected = `${place}: ${sees(role, place)}`;
        const plan = await planById(actor, id);
        expect(`${place}: ${listed.includes(id)}`).toBe(expected);
        expect(`${place}: ${inFile.includes(id)}`).toBe(expected);
        expect(`${place}: ${exported.ok && exported.data.some((row) => row.id === id)}`).toBe(expected);
        expect(`${place}: ${plan !== null}`).toBe(expected);
        expect(`${place}: ${(await eventsOf(actor, id)).length > 0}`).toBe(expected);
        expect(`${place}: ${(await casePlans(actor, inService[place].id)) !== null}`).toBe(expected);
        const judged = plan && (await judgeForScreen(actor, { ...plan, status: "returned", outcome: null }));
        expect(`${place}: ${judged != null}`).toBe(expected);
      }
    }),
  );

  it.each(ROLES)("show as %s to a B unit alone what it was referred for", (role) =>
    fenced(async () => {
      for (const place of PLACES) {
        const found = await referredPlan(actors[role], inService[place].id);
        const referred = place === "own A unit" || place === "own A unit, other district";
        const expected = role === "b_unit_staff" && referred ? ["BA01"] : undefined;
        expect(found?.items.map((item) => item.code)).toEqual(expected);
      }
    }),
  );

  it.each(ROLES)("are drafted, handed in and taken back as %s by the case's own A unit alone", (role) =>
    fenced(async () => {
      for (const place of PLACES) {
        for (const [name, deed] of Object.entries(A_UNIT_DEEDS)) {
          const result = await deed(actors[role], place);
          expect(`${name} ${place}: ${result.ok}`).toBe(`${name} ${place}: ${writes(role, place)}`);
          if (name === "start" && result.ok)
            await ownerSql("UPDATE care_plan SET status = 'withdrawn' WHERE kind = 'change'");
        }
      }
    }),
  );

  it.each(ROLES)("are decided as %s by the centre alone, a specialist in the own districts", (role) =>
    fenced(async () => {
      for (const place of PLACES) {
        for (const [name, deed] of Object.entries(CENTRE_DEEDS)) {
          const result = await deed(actors[role], place);
          expect(`${name} ${place}: ${result.ok}`).toBe(`${name} ${place}: ${reviews(role, place)}`);
        }
      }
    }),
  );

  it.each(ROLES)("have their payment codes as %s unless the role reads no plans", (role) =>
    fenced(async () => {
      const reads = role !== "bureau_admin";
      expect((await allCodes(actors[role])).length > 0).toBe(reads);
      expect((await codesOn(actors[role], plainDate("2026-07-10"))).length > 0).toBe(reads);
    }),
  );
});

interface Laid {
  row: TestCase;
  plan: TestPlan;
}

/** What a refusal leaves as it is serves every role; only a deed that is done needs a case of its own. */
const kept = new Map<string, Promise<Laid>>();

function laid(state: "drafted" | "handed in", place: Place, fresh: boolean): Promise<Laid> {
  const lay = () => (state === "drafted" ? drafted(place) : handedIn(place));
  if (fresh) return lay();
  const key = `${state} ${place}`;
  const standing = kept.get(key) ?? lay();
  kept.set(key, standing);
  return standing;
}

/** A draft, of a case that the actor manages where it is a case manager's to hand in. */
async function draftFor(actor: Actor, place: Place): Promise<Laid> {
  const own = writes(actor.role as Role, place);
  const found = await laid("drafted", place, own);
  if (own && actor.role === "case_manager") await manages(actor, found.row);
  return found;
}

const A_UNIT_DEEDS: Record<string, (actor: Actor, place: Place) => Promise<Result<unknown>>> = {
  start: async (actor, place) =>
    startPlan(actor, { caseId: inService[place].id, kind: "change", reason: "測試異動" }, DAY),
  save: async (actor, place) => {
    const { row, plan } = await draftFor(actor, place);
    return savePlan(actor, { ...plan, content: typed(row, TWO_SERVICES) }, DAY);
  },
  submit: async (actor, place) => {
    const { row, plan } = await draftFor(actor, place);
    return submitPlan(actor, { ...plan, content: typed(row, TWO_SERVICES) }, DAY);
  },
  withdraw: async (actor, place) => {
    const { plan } = await draftFor(actor, place);
    return withdrawPlan(actor, { ...plan, reason: "測試撤回" }, DAY);
  },
};

const CENTRE_DEEDS: Record<string, (actor: Actor, place: Place) => Promise<Result<unknown>>> = {
  approve: async (actor, place) => {
    const { plan } = await laid("handed in", place, reviews(actor.role as Role, place));
    return approvePlan(actor, { ...plan, remark: null, remarks: {} }, DAY);
  },
  return: async (actor, place) => {
    const { plan } = await laid("handed in", place, reviews(actor.role as Role, place));
    return returnPlan(actor, { ...plan, remark: "請補充", remarks: {} }, DAY);
  },
};

describe("The actions on care plans", () => {
  const all = Object.entries(actions) as [string, FormAction<unknown>][];

  it.each(all)("%s asks for the role before it reads the form", async (name, action) => {
    const may: readonly Role[] =
      name === "decidePlanAction"
        ? ["care_supervisor", "care_specialist"]
        : ["a_unit_manager", "case_manager"];
    for (const role of ROLES) {
      vi.mocked(currentActor).mockResolvedValueOnce(actors[role]);
      const result = await action(null, new FormData());
      const code = result?.ok ? "ok" : result?.code;
      expect(`${role}: ${code}`).toBe(`${role}: ${may.includes(role) ? "invalid" : "forbidden"}`);
    }
    vi.mocked(currentActor).mockResolvedValueOnce(null);
    expect(await action(null, new FormData())).toMatchObject({ ok: false, code: "signed_out" });
  });
});

describe("Care plans, by row-level security alone", () => {
  it.each(["care_plan", "plan_item", "payment_code"])(
    "show nothing of %s without an actor",
    async (table) => {
      expect(await appSql(null, `SELECT 1 FROM ${table}`)).toEqual([]);
    },
  );

  it.each(ROLES)("show as %s where the role sees them, and to a B unit its own items", async (role) => {
    for (const place of PLACES) {
      const waiting = await appSql(actors[role], "SELECT 1 FROM care_plan WHERE id = $1", [submitted[place]]);
      expect(`${place}: ${waiting.length > 0}`).toBe(`${place}: ${sees(role, place)}`);
      const items = await appSql<{ code: string }>(
        actors[role],
        "SELECT code FROM plan_item WHERE plan_id = $1 ORDER BY code",
        [inService[place].planId],
      );
      const referred = role === "b_unit_staff" && place.startsWith("own A unit");
      const expected = sees(role, place) ? ["AA05", "BA01", "GA09"] : referred ? ["BA01"] : [];
      expect(items.map(({ code }) => code)).toEqual(expected);
    }
  });

  it.each(ROLES)("are changed as %s by those who write and those who decide alone", async (role) => {
    for (const place of PLACES) {
      const touched = await appSql(
        actors[role],
        "UPDATE care_plan SET remark = remark WHERE id = $1 RETURNING id",
        [submitted[place]],
      );
      const may = writes(role, place) || reviews(role, place);
      expect(`${place}: ${touched.length > 0}`).toBe(`${place}: ${may}`);
      const remarked = await appSql(
        actors[role],
        "UPDATE plan_item SET remark = 'x' WHERE plan_id = $1 RETURNING id",
        [submitted[place]],
      );
      expect(`${place}: ${remarked.length > 0}`).toBe(`${place}: ${reviews(role, place)}`);
    }
  });

  it.each(ROLES)("keep as %s the items of an approved plan as they are", async (role) => {
    for (const place of PLACES) {
      const { planId, jurisdictionId } = inService[place];
      const gone = await appSql(actors[role], "DELETE FROM plan_item WHERE plan_id = $1 RETURNING id", [
        planId,
      ]);
      const changed = await appSql(
        actors[role],
        "UPDATE plan_item SET quantity = 99 WHERE plan_id = $1 RETURNING id",
        [planId],
      );
      expect([...gone, ...changed]).toEqual([]);
      const add = appSql(
        actors[role],
        `INSERT INTO plan_item (id, jurisdiction_id, plan_id, sort_order, code, name, unit_price, quantity)
         VALUES (gen_random_uuid(), $1, $2, 9, 'BA02', 'x', 1, 1)`,
        [jurisdictionId, planId],
      );
      await expect(add).rejects.toThrow("row-level security");
    }
  });

  it("let an A unit start a plan of its own cases alone", async () => {
    for (const place of PLACES) {
      const { id, jurisdictionId } = await waitingCase(place);
      const insert = appSql(
        actors.case_manager,
        `INSERT INTO care_plan (id, jurisdiction_id, case_id, a_unit_id, version_no, kind, status, need_level, copay_class,
                                has_foreign_caregiver, problem_notes, created_at)
         VALUES (gen_random_uuid(), $1, $2, $3, 1, 'initial', 'draft', 4, 3, false, '{}', now())`,
        [jurisdictionId, id, city.aUnit.id],
      );
      if (place.startsWith("own A unit")) await insert;
      else await expect(insert).rejects.toThrow("row-level security");
    }
  });

  it("let nobody write the payment table", async () => {
    const write = appSql(actors.bureau_officer, "UPDATE payment_code SET price = 1");
    await expect(write).rejects.toThrow("permission denied");
    expect(await ownerSql("SELECT 1 FROM payment_code WHERE price = 1")).toEqual([]);
  });

  it("show a case manager of another unit nothing, whatever the district", async () => {
    const stranger = await anActor("taichung", "case_manager", city.otherAUnit);
    const rows = await appSql(stranger, "SELECT 1 FROM care_plan WHERE id = $1", [submitted["own A unit"]]);
    expect(rows).toEqual([]);
  });
});
