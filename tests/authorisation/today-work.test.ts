import { beforeAll, describe, expect, it } from "vitest";
import { queuesOf } from "@/lib/features/today/queries";
import { plainDate } from "@/lib/rules/plain-date";
import type { Role } from "@/prisma/generated/enums";
import { aCase, aDispatch } from "../support/cases";
import { anOrder } from "../support/dispatch";
import { PLACES, type Place } from "../support/dispatch-places";
import {
  aCity,
  ownerSql,
  ROLES,
  type TestCity,
  type TestUnit,
  withoutRowSecurity,
} from "../support/fixtures";

const TODAY = plainDate("2026-10-14");
const COVERED = "66000060";
const ELSEWHERE = "66000070";
const CENTRE: readonly Role[] = ["care_supervisor", "care_specialist"];
const A_UNIT: readonly Role[] = ["a_unit_manager", "case_manager"];

/** What waits at a place, by the id that its address carries, and the queue in which it waits. */
type Work = Record<string, string>;

let city: TestCity;
let work: Record<Place, Work>;

beforeAll(async () => {
  city = await aCity("taichung");
  const foreign = await aCity("taoyuan");
  city.actors.care_specialist.districtIds = [COVERED];
  work = {
    "own A unit": await lay(city.id, city.aUnit, city.bUnit, COVERED),
    "other A unit": await lay(city.id, city.otherAUnit, (await aCity("taichung")).bUnit, ELSEWHERE),
    "another city": await lay("taoyuan", foreign.aUnit, foreign.bUnit, foreign.aUnit.districtId),
  };
});

async function lay(id: string, aUnit: TestUnit, bUnit: TestUnit, districtId: string): Promise<Work> {
  const of = { id: id as TestCity["id"] };
  const at = { districtId };
  const applied = await aCase(of, at).applied();
  const assessed = await aCase(of, at).assessed();
  const waiting = await aCase(of, at).dispatched(aUnit);
  const late = await aCase(of, at).assigned(aUnit);
  await ownerSql(
    `INSERT INTO clock (id, jurisdiction_id, kind, case_id, unit_id, subject_id, started_on, due_on, outcome)
     VALUES (gen_random_uuid(), $1, 'plan', $2, $3, gen_random_uuid()::text, '2026-08-03', '2026-08-05',
             '{"citations": [], "steps": [], "assumptions": []}')`,
    [id, late.id, aUnit.id],
  );
  const served = await aCase(of, at).inService(aUnit);
  const unserved = await aCase(of, at).inService(aUnit);
  const referral = await aDispatch(served, aUnit, bUnit);
  const begun = await aDispatch(await aCase(of, at).inService(aUnit), aUnit, bUnit, { state: "accepted" });
  const [exhausted] = await ownerSql<{ case_id: string }>(
    `INSERT INTO rotation_exhaustion (id, jurisdiction_id, case_id, plan_id, a_unit_id, service, state, decision, raised_on,
                                      raised_at, raised_by_name)
     VALUES (gen_random_uuid(), $1, $2, $3, $4, 'home_care', 'waiting', '{}', '2026-10-13', now(), '測試') RETURNING case_id`,
    [id, unserved.id, unserved.planId, aUnit.id],
  );
  const order = await anOrder(aUnit, [bUnit], { state: "submitted" });
  const returned = await anOrder(aUnit, [bUnit], { state: "returned", service: "respite" });
  return {
    case_applied: applied.id,
    centre_waiting: assessed.id,
    manager_waiting: waiting.id,
    centre_late: late.id,
    referral_waiting: referral,
    referral_unanswered: referral,
    referral_not_begun: begun,
    referral_followed: begun,
    service_without_unit: unserved.id,
    rotation_exhausted: exhausted?.case_id ?? "",
    rotation_review: order,
    rotation_renewal: returned,
  };
}

/** The queues of the centre show what lies in the districts covered; those of a unit what is its own. */
function finds(role: Role, key: string, place: Place): boolean {
  const centre = ["case_applied", "centre_waiting", "centre_late", "rotation_exhausted", "rotation_review"];
  if (centre.includes(key)) {
    if (!CENTRE.includes(role) || place === "another city") return false;
    // Orders here are all of the zone of the tests' cases.
    return role === "care_supervisor" || place === "own A unit" || key === "rotation_review";
  }
  if (place !== "own A unit") return false;
  if (key === "manager_waiting") return role === "a_unit_manager";
  const ofBUnit = key === "referral_waiting" || key === "referral_not_begun";
  return ofBUnit ? role === "b_unit_staff" : A_UNIT.includes(role);
}

type Fence = (work: () => Promise<void>) => Promise<void>;
const FENCES: [string, Fence][] = [
  ["with both fences", (run) => run()],
  ["by policy alone", (run) => withoutRowSecurity(run)],
];

describe.each(FENCES)("What waits on the home page, %s,", (_name, fenced) => {
  it.each(ROLES)("is shown to %s where it is the role's work, of the own reach", (role) =>
    fenced(async () => {
      const queues = await queuesOf(city.actors[role], TODAY);
      for (const place of PLACES) {
        for (const [key, id] of Object.entries(work[place])) {
          const items = queues.find((queue) => queue.key === key)?.items ?? [];
          const found = items.some((item) => item.href.includes(id));
          expect(`${key}, ${place}: ${found}`).toBe(`${key}, ${place}: ${finds(role, key, place)}`);
        }
      }
    }),
  );
});
