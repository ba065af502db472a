import { beforeAll, describe, expect, it } from "vitest";
import { listCapacities } from "@/lib/features/dispatch/capacity/queries";
import { capacityListParams } from "@/lib/features/dispatch/capacity/schema";
import { dispatchBoard } from "@/lib/features/dispatch/providers/queries";
import { listReferrals, openReferral, waitingReferrals } from "@/lib/features/dispatch/referrals/queries";
import { referralListParams } from "@/lib/features/dispatch/referrals/schema";
import { exportReferrals } from "@/lib/features/dispatch/referrals/service";
import { areaOptions, listRotations, rotationById } from "@/lib/features/dispatch/rotations/queries";
import { rotationListParams } from "@/lib/features/dispatch/rotations/schema";
import { standingSuspensions, suspensionsOfUnit } from "@/lib/features/dispatch/suspensions/queries";
import { plainDate } from "@/lib/rules/plain-date";
import type { Role } from "@/prisma/generated/enums";
import {
  aStranger,
  type DispatchPlaces,
  dispatchPlaces,
  PLACES,
  type Place,
} from "../support/dispatch-places";
import { ownerSql, ROLES, withoutRowSecurity } from "../support/fixtures";

const AS_OF = plainDate("2026-09-15");
const BUREAU: readonly Role[] = ["bureau_admin", "bureau_officer", "care_supervisor", "care_specialist"];
const WATCHERS: readonly Role[] = ["bureau_officer", "care_supervisor", "care_specialist"];
const A_UNIT: readonly Role[] = ["a_unit_manager", "case_manager"];

let places: DispatchPlaces;

beforeAll(async () => {
  places = await dispatchPlaces();
}, 60_000);

/** The bureau sees the orders of the city, an A unit its own, a B unit none. */
function seesOrder(role: Role, place: Place): boolean {
  if (BUREAU.includes(role)) return place !== "another city";
  return A_UNIT.includes(role) && place === "own A unit";
}

/** Whoever carries or watches over the case; the administrator sees none. */
function seesCase(role: Role, place: Place): boolean {
  if (WATCHERS.includes(role)) return place !== "another city";
  return A_UNIT.includes(role) && place === "own A unit";
}

const seesReferral = (role: Role, place: Place) =>
  seesCase(role, place) || (role === "b_unit_staff" && place === "own A unit");

/** Capacity and suspensions decide whose turn it is: a B unit sees its own, the others the city's. */
const seesUnit = (role: Role, place: Place) =>
  place === "own A unit" || (role !== "b_unit_staff" && place === "other A unit");

type Fence = (work: () => Promise<void>) => Promise<void>;
const FENCES: [string, Fence][] = [
  ["with both fences", (work) => work()],
  ["by policy alone", (work) => withoutRowSecurity(work)],
];

function expectPlaces(what: string, found: (place: Place) => boolean, expected: (place: Place) => boolean) {
  const line = (each: (place: Place) => boolean) =>
    PLACES.map((place) => `${what}, ${place}: ${each(place)}`);
  expect(line(found)).toEqual(line(expected));
}

describe.each(FENCES)("Dispatch, %s", (_name, fenced) => {
  it.each(ROLES)("shows as %s the orders that the role sees", (role) =>
    fenced(async () => {
      const actor = places.actors[role];
      const listed = (await listRotations(actor, rotationListParams({ size: "100" }), AS_OF)).rows;
      const inFile = (await listRotations(actor, rotationListParams({}), AS_OF, true)).rows;
      const opened = new Set<string>();
      for (const place of PLACES) {
        if (await rotationById(actor, places.orders[place], AS_OF)) opened.add(place);
      }
      const has = (rows: typeof listed) => (place: Place) =>
        rows.some((row) => row.id === places.orders[place]);
      const sees = (place: Place) => seesOrder(role, place);
      expectPlaces("list", has(listed), sees);
      expectPlaces("file", has(inFile), sees);
      expectPlaces("page", (place) => opened.has(place), sees);
    }),
  );

  it.each(ROLES)("shows as %s the dispatch page of the cases that the role carries or watches", (role) =>
    fenced(async () => {
      const opened = new Set<string>();
      for (const place of PLACES) {
        const board = await dispatchBoard(places.actors[role], places.cases[place].id, AS_OF);
        if (board) {
          opened.add(place);
          expect(board.services[0]?.standing?.id).toBe(places.dispatches[place]);
        }
      }
      expectPlaces(
        "board",
        (place) => opened.has(place),
        (place) => seesCase(role, place),
      );
    }),
  );

  it.each(ROLES)("shows as %s the referrals that the role makes, answers or watches", (role) =>
    fenced(async () => {
      const actor = places.actors[role];
      const listed: Awaited<ReturnType<typeof listReferrals>>["rows"] = [];
      for (const place of PLACES) {
        // By the B unit: a page of the list never hides one of the three behind others.
        const params = referralListParams({ q: places.bUnits[place].code });
        listed.push(...(await listReferrals(actor, params, AS_OF)).rows);
      }
      const inFile = (await exportReferrals(actor, referralListParams({}))).rows;
      const opened = new Map<string, boolean>();
      for (const place of PLACES) {
        const found = await openReferral(actor, places.dispatches[place]);
        if (found) opened.set(place, found.referred !== null);
      }
      const has = (rows: typeof listed) => (place: Place) =>
        rows.some((row) => row.id === places.dispatches[place]);
      const sees = (place: Place) => seesReferral(role, place);
      expectPlaces("list", has(listed), sees);
      expectPlaces("file", has(inFile), sees);
      expectPlaces("page", (place) => opened.has(place), sees);
      // Only who serves is shown the person here; the others open the case file.
      expect([...opened.values()]).toEqual([...opened.values()].map(() => role === "b_unit_staff"));
      expect((await waitingReferrals(actor)) > 0).toBe(role === "b_unit_staff");
    }),
  );

  it.each(ROLES)("shows as %s the capacities and suspensions that the role needs", (role) =>
    fenced(async () => {
      const actor = places.actors[role];
      const { rows } = await listCapacities(actor, capacityListParams({ size: "100" }));
      const standing = await standingSuspensions(actor, AS_OF);
      const ofUnit = new Set<string>();
      for (const place of PLACES) {
        if ((await suspensionsOfUnit(actor, places.bUnits[place].id, AS_OF)).length > 0) ofUnit.add(place);
      }
      const sees = (place: Place) => seesUnit(role, place);
      const isOf = (place: Place) => places.bUnits[place].id;
      expectPlaces("capacity", (place) => rows.some((row) => row.unit.id === isOf(place)), sees);
      expectPlaces("standing", (place) => standing.some((row) => row.unit.id === isOf(place)), sees);
      expectPlaces("unit", (place) => ofUnit.has(place), sees);
    }),
  );

  it("offers nothing of another city", () =>
    fenced(async () => {
      const areas = await areaOptions(places.actors.a_unit_manager);
      expect(areas.every((area) => area.value.startsWith("taichung-"))).toBe(true);
    }));

  it("closes a referral to a B unit that is none of its own, and its person once it is over", () =>
    fenced(async () => {
      const stranger = await aStranger(places);
      expect(await openReferral(stranger, places.dispatches["own A unit"])).toBeNull();
      const own = places.actors.b_unit_staff;
      const id = places.dispatches["own A unit"];
      await ownerSql("UPDATE dispatch SET state = 'withdrawn', answer_reason = 'x' WHERE id = $1", [id]);
      try {
        expect(await openReferral(own, id)).toMatchObject({ clientName: null, referred: null });
      } finally {
        await ownerSql("UPDATE dispatch SET state = 'waiting', answer_reason = NULL WHERE id = $1", [id]);
      }
    }));
});
