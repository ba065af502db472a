import { beforeAll, describe, expect, it, vi } from "vitest";
import * as capacityActions from "@/lib/features/dispatch/capacity/actions";
import { stateCapacity } from "@/lib/features/dispatch/capacity/service";
import * as providerActions from "@/lib/features/dispatch/providers/actions";
import { endDispatch, withdrawDispatch } from "@/lib/features/dispatch/providers/ending/service";
import { dispatchToProvider } from "@/lib/features/dispatch/providers/service";
import * as referralActions from "@/lib/features/dispatch/referrals/actions";
import {
  acceptReferral,
  declineReferral,
  recordFirstService,
} from "@/lib/features/dispatch/referrals/answering/service";
import { correctFirstService } from "@/lib/features/dispatch/referrals/correcting/service";
import { recordAnswerFor, recordFirstServiceFor } from "@/lib/features/dispatch/referrals/telling/service";
import * as rotationActions from "@/lib/features/dispatch/rotations/actions";
import { discardRotation } from "@/lib/features/dispatch/rotations/discarding/service";
import {
  keepRotation,
  startRotation,
  submitRotation,
} from "@/lib/features/dispatch/rotations/keeping/service";
import { approveRotation, returnRotation } from "@/lib/features/dispatch/rotations/review/service";
import * as suspensionActions from "@/lib/features/dispatch/suspensions/actions";
import { enterSuspension, liftSuspension } from "@/lib/features/dispatch/suspensions/service";
import type { Actor } from "@/lib/platform/actor";
import type { FormAction } from "@/lib/platform/define-action";
import type { Result } from "@/lib/platform/result";
import { currentActor } from "@/lib/platform/session";
import { plainDate } from "@/lib/rules/plain-date";
import type { Role } from "@/prisma/generated/enums";
import { aDispatch } from "../support/cases";
import { anOrder, aSuspension, noonOf, ZONE } from "../support/dispatch";
import {
  aCaseAt,
  anAccepted,
  type DispatchPlaces,
  dispatchPlaces,
  PLACES,
  type Place,
} from "../support/dispatch-places";
import { aUnitOf, ownerSql, ROLES, type TestUnit, withoutRowSecurity } from "../support/fixtures";

// Who is signed in is the only thing that is not real here: actions ask it of the request's cookie.
vi.mock("@/lib/platform/session", async (original) => ({
  ...(await original<object>()),
  currentActor: vi.fn(),
}));

const CLOCK = noonOf("2026-09-15");
const DAY = plainDate("2026-09-15");
const OFFICE: readonly Role[] = ["bureau_admin", "bureau_officer"];
const CENTRE: readonly Role[] = ["care_supervisor", "care_specialist"];
const A_UNIT: readonly Role[] = ["a_unit_manager", "case_manager"];

let places: DispatchPlaces;

beforeAll(async () => {
  places = await dispatchPlaces();
}, 60_000);

const ofOwn = (roles: readonly Role[]) => (role: Role, place: Place) =>
  roles.includes(role) && place === "own A unit";
const ofCity = (roles: readonly Role[]) => (role: Role, place: Place) =>
  roles.includes(role) && place !== "another city";

const TOLD = { toldBy: "王督導員", toldHow: "phone" as const };
/** The A unit that asked, and the centre: the specialist here covers both A units' district, not the other city's. */
const ofWatched = (role: Role, place: Place) => ofCity(CENTRE)(role, place) || ofOwn(A_UNIT)(role, place);

interface Deed {
  may: (role: Role, place: Place) => boolean;
  /** What is acted on; made anew for each deed that may be done. */
  target: (place: Place) => Promise<string>;
  run: (actor: Actor, id: string, place: Place) => Promise<Result<unknown>>;
}

/** A draft or a submitted order, with no other of its kind in the way. */
async function freshOrder(place: Place, state: "draft" | "submitted"): Promise<string> {
  return anOrder(places.aUnits[place], [places.bUnits[place]], { state, service: "respite" });
}

/** A B unit of the place of which nobody has an account. */
function aSilentUnit(place: Place): Promise<TestUnit> {
  return aUnitOf(places.aUnits[place].jurisdictionId, { tier: "b" });
}

/** An accepted dispatch whose first service was recorded. */
async function aBegun(aUnit: TestUnit, bUnit: TestUnit): Promise<string> {
  const id = await anAccepted(aUnit, bUnit);
  await ownerSql("UPDATE dispatch SET first_service_on = dispatched_on WHERE id = $1", [id]);
  return id;
}

const withVersion = (id: string) => ({ id, version: 1 });

const DEEDS: Record<string, Deed> = {
  "keep an order": {
    may: ofOwn(A_UNIT),
    target: (place) => freshOrder(place, "draft"),
    run: (actor, id) => {
      const step = { kind: "" as const, unitId: "" };
      return keepRotation(actor, { ...withVersion(id), inventoryNote: "x", add: "", step, notes: {} }, CLOCK);
    },
  },
  "submit an order": {
    may: ofOwn(["a_unit_manager"]),
    target: (place) => freshOrder(place, "draft"),
    run: (actor, id) => submitRotation(actor, withVersion(id), CLOCK),
  },
  "approve an order": {
    may: ofCity(CENTRE),
    target: (place) => freshOrder(place, "submitted"),
    run: (actor, id) => approveRotation(actor, withVersion(id), CLOCK),
  },
  "return an order": {
    may: ofCity(CENTRE),
    target: (place) => freshOrder(place, "submitted"),
    run: (actor, id) => returnRotation(actor, { ...withVersion(id), remark: "補正" }, CLOCK),
  },
  dispatch: {
    may: ofOwn(A_UNIT),
    target: async (place) => (await aCaseAt(places.aUnits[place])).id,
    run: async (actor, caseId) => {
      const [plan] = await ownerSql<{ id: string }>("SELECT id FROM care_plan WHERE case_id = $1", [caseId]);
      const input = {
        ...{ caseId, planId: plan?.id ?? "", service: "home_care" as const, basis: "rotation" as const },
        ...{ unitId: null, consentId: null, expectedUnitId: null, reason: null },
      };
      return dispatchToProvider(actor, input, CLOCK);
    },
  },
  "withdraw a dispatch": {
    may: ofOwn(A_UNIT),
    target: async (place) =>
      aDispatch(await aCaseAt(places.aUnits[place]), places.aUnits[place], places.bUnits[place]),
    run: (actor, id) => withdrawDispatch(actor, { ...withVersion(id), reason: "測試" }, CLOCK),
  },
  "end a service": {
    may: ofOwn(A_UNIT),
    target: (place) => anAccepted(places.aUnits[place], places.bUnits[place]),
    run: (actor, id) => endDispatch(actor, { ...withVersion(id), endedOn: DAY, reason: "測試" }, CLOCK),
  },
  "accept a referral": {
    may: ofOwn(["b_unit_staff"]),
    target: async (place) =>
      aDispatch(await aCaseAt(places.aUnits[place]), places.aUnits[place], places.bUnits[place]),
    run: (actor, id) => acceptReferral(actor, { ...withVersion(id), plannedStartOn: DAY }, CLOCK),
  },
  "decline a referral": {
    may: ofOwn(["b_unit_staff"]),
    target: async (place) =>
      aDispatch(await aCaseAt(places.aUnits[place]), places.aUnits[place], places.bUnits[place]),
    run: (actor, id) => declineReferral(actor, { ...withVersion(id), reason: "測試" }, CLOCK),
  },
  "record the first service": {
    may: ofOwn(["b_unit_staff"]),
    target: (place) => anAccepted(places.aUnits[place], places.bUnits[place]),
    run: (actor, id) => recordFirstService(actor, { ...withVersion(id), firstServiceOn: DAY }, CLOCK),
  },
  "correct the first service": {
    may: ofOwn(["b_unit_staff"]),
    target: (place) => aBegun(places.aUnits[place], places.bUnits[place]),
    run: (actor, id) =>
      correctFirstService(actor, { ...withVersion(id), firstServiceOn: DAY, reason: "測試" }, CLOCK),
  },
  "correct the first service of a unit without an account": {
    may: ofWatched,
    target: async (place) => aBegun(places.aUnits[place], await aSilentUnit(place)),
    run: (actor, id) =>
      correctFirstService(actor, { ...withVersion(id), firstServiceOn: DAY, reason: "測試" }, CLOCK),
  },
  "record the answer of a unit without an account": {
    may: ofWatched,
    target: async (place) =>
      aDispatch(await aCaseAt(places.aUnits[place]), places.aUnits[place], await aSilentUnit(place)),
    run: (actor, id) => {
      const answer = { answer: "accepted" as const, plannedStartOn: DAY, reason: "", toldOn: DAY };
      return recordAnswerFor(actor, { ...withVersion(id), ...answer, ...TOLD }, CLOCK);
    },
  },
  "record the answer of a unit with an account": {
    may: () => false,
    target: async (place) =>
      aDispatch(await aCaseAt(places.aUnits[place]), places.aUnits[place], places.bUnits[place]),
    run: (actor, id) => {
      const answer = { answer: "accepted" as const, plannedStartOn: DAY, reason: "", toldOn: DAY };
      return recordAnswerFor(actor, { ...withVersion(id), ...answer, ...TOLD }, CLOCK);
    },
  },
  "record the first service of a unit without an account": {
    may: ofWatched,
    target: async (place) => anAccepted(places.aUnits[place], await aSilentUnit(place)),
    run: (actor, id) =>
      recordFirstServiceFor(actor, { ...withVersion(id), firstServiceOn: DAY, ...TOLD }, CLOCK),
  },
  "discard a draft of an order": {
    may: ofOwn(A_UNIT),
    target: (place) => freshOrder(place, "draft"),
    run: (actor, id) => discardRotation(actor, { ...withVersion(id), reason: "測試" }, CLOCK),
  },
  "enter a suspension": {
    may: ofCity(OFFICE),
    target: async (place) => places.bUnits[place].id,
    run: (actor, unitId) =>
      enterSuspension(
        actor,
        { unitId, services: ["meals"], fromOn: DAY, throughOn: DAY, reason: "測試" },
        CLOCK,
      ),
  },
  "lift a suspension": {
    may: ofCity(OFFICE),
    target: (place) => aSuspension(places.bUnits[place], "2099-01-01", "2099-01-02", ["day_care"]),
    run: (actor, id) => liftSuspension(actor, { id, reason: "測試" }, CLOCK),
  },
};

type Fence = (work: () => Promise<void>) => Promise<void>;
const FENCES: [string, Fence][] = [
  ["with both fences", (work) => work()],
  ["by policy alone", (work) => withoutRowSecurity(work)],
];

const cases = FENCES.flatMap(([name, fence]) =>
  Object.entries(DEEDS).map(([deed, what]) => ({ name, fence, deed, ...what })),
);

describe("What is done in dispatch", () => {
  it.each(cases)(
    "($deed, $name) is done by those whose work it is, of the own unit and city",
    async (each) => {
      for (const place of PLACES) {
        // One target for all who may not; it must come out of it untouched, which the next fresh one does not show.
        const shared = await each.target(place);
        for (const role of ROLES) {
          const may = each.may(role, place);
          const id = may ? await each.target(place) : shared;
          await each.fence(async () => {
            const result = await each.run(places.actors[role], id, place);
            expect(`${role}, ${place}: ${result.ok}`).toBe(`${role}, ${place}: ${may}`);
          });
        }
      }
    },
    120_000,
  );

  it.each(FENCES)(
    "(%s) begins an order and states a capacity for the own unit only",
    async (_name, fence) => {
      for (const role of ROLES) {
        const actor = places.actors[role];
        await ownerSql("UPDATE rotation SET state = 'superseded' WHERE service = 'meals'");
        await fence(async () => {
          const order = await startRotation(actor, { area: ZONE, service: "meals" }, CLOCK);
          expect(`${role}: ${order.ok}`).toBe(`${role}: ${A_UNIT.includes(role)}`);
          const stated = { service: "meals" as const, districtId: places.city.bUnit.districtId };
          const capacity = await stateCapacity(actor, { ...stated, capacity: 1, earliestStart: null }, CLOCK);
          expect(`${role}: ${capacity.ok}`).toBe(`${role}: ${role === "b_unit_staff"}`);
        });
      }
      const foreign = await ownerSql(
        "SELECT 1 FROM rotation WHERE service = 'meals' AND a_unit_id <> $1 UNION ALL SELECT 1 FROM unit_capacity WHERE service = 'meals' AND unit_id <> $2",
        [places.city.aUnit.id, places.city.bUnit.id],
      );
      expect(foreign).toEqual([]);
    },
  );
});

describe("The actions of dispatch", () => {
  const roles: Record<string, readonly Role[]> = {
    startRotationAction: A_UNIT,
    keepRotationAction: A_UNIT,
    submitRotationAction: ["a_unit_manager"],
    approveRotationAction: CENTRE,
    returnRotationAction: CENTRE,
    dispatchToProviderAction: A_UNIT,
    withdrawDispatchAction: A_UNIT,
    endDispatchAction: A_UNIT,
    acceptReferralAction: ["b_unit_staff"],
    declineReferralAction: ["b_unit_staff"],
    recordFirstServiceAction: ["b_unit_staff"],
    correctFirstServiceAction: [...CENTRE, ...A_UNIT, "b_unit_staff"],
    recordAnswerForAction: [...CENTRE, ...A_UNIT],
    recordFirstServiceForAction: [...CENTRE, ...A_UNIT],
    discardRotationAction: A_UNIT,
    stateCapacityAction: ["b_unit_staff"],
    enterSuspensionAction: OFFICE,
    liftSuspensionAction: OFFICE,
  };
  const all = Object.entries({
    ...rotationActions,
    ...providerActions,
    ...referralActions,
    ...capacityActions,
    ...suspensionActions,
  }) as [string, FormAction<unknown>][];

  it("are all named in this test", () => {
    expect(all.map(([name]) => name).sort()).toEqual(Object.keys(roles).sort());
  });

  it.each(all)("%s asks for the role before it reads the form", async (name, action) => {
    for (const role of ROLES) {
      vi.mocked(currentActor).mockResolvedValueOnce(places.actors[role]);
      const result = await action(null, new FormData());
      const code = result?.ok ? "ok" : result?.code;
      expect(`${role}: ${code}`).toBe(`${role}: ${roles[name]?.includes(role) ? "invalid" : "forbidden"}`);
    }
    vi.mocked(currentActor).mockResolvedValueOnce(null);
    expect(await action(null, new FormData())).toMatchObject({ ok: false, code: "signed_out" });
  });
});
