import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/platform/actor";
import { aCase, aDispatch, type TestCase } from "./cases";
import { aCapacity, aContract, anOrder, aSuspension } from "./dispatch";
import { aCity, anActor, ownerSql, type TestCity, type TestUnit } from "./fixtures";

// The three places at which an authorisation test of dispatch looks: of the own A unit, of another one, of another city.

export const PLACES = ["own A unit", "other A unit", "another city"] as const;
export type Place = (typeof PLACES)[number];

export interface DispatchPlaces {
  city: TestCity;
  actors: TestCity["actors"];
  aUnits: Record<Place, TestUnit>;
  /** A contracted B unit; at the own A unit that of the city's B unit's person. */
  bUnits: Record<Place, TestUnit>;
  cases: Record<Place, TestCase>;
  orders: Record<Place, string>;
  dispatches: Record<Place, string>;
  suspensions: Record<Place, string>;
}

/** An order, a case with a waiting referral, a capacity and a suspension to come at each of the three places. */
export async function dispatchPlaces(): Promise<DispatchPlaces> {
  const city = await aCity("taichung");
  const foreign = await aCity("taoyuan");
  const otherB = (await aCity("taichung")).bUnit;
  const aUnits = {
    "own A unit": city.aUnit,
    "other A unit": city.otherAUnit,
    "another city": foreign.aUnit,
  };
  const bUnits = { "own A unit": city.bUnit, "other A unit": otherB, "another city": foreign.bUnit };
  for (const place of PLACES) await aContract(bUnits[place]);
  const cases = await atEach((place) => aCaseAt(aUnits[place]));
  const specialist = { ...city.actors.care_specialist, districtIds: [city.aUnit.districtId] };
  return {
    city,
    actors: { ...city.actors, care_specialist: specialist },
    ...{ aUnits, bUnits, cases },
    orders: await atEach((place) => anOrder(aUnits[place], [bUnits[place]])),
    dispatches: await atEach((place) => aDispatch(cases[place], aUnits[place], bUnits[place])),
    suspensions: await atEach(async (place) => {
      await aCapacity(bUnits[place], 5);
      return aSuspension(bUnits[place], "2099-01-01", "2099-12-31");
    }),
  };
}

async function atEach<T>(make: (place: Place) => Promise<T>): Promise<Record<Place, T>> {
  const entries: [Place, T][] = [];
  for (const place of PLACES) entries.push([place, await make(place)]);
  return Object.fromEntries(entries) as Record<Place, T>;
}

/** A case in service of an A unit, in that unit's district. */
export function aCaseAt(aUnit: TestUnit): Promise<TestCase> {
  return aCase({ id: aUnit.jurisdictionId as TestCity["id"] }, { districtId: aUnit.districtId }).inService(
    aUnit,
  );
}

/** A dispatch that the unit has accepted, of a case of its own. */
export async function anAccepted(aUnit: TestUnit, bUnit: TestUnit): Promise<string> {
  return aDispatch(await aCaseAt(aUnit), aUnit, bUnit, { state: "accepted" });
}

/** A B unit's person of the same city whose unit has nothing to do with any of it. */
export async function aStranger(places: DispatchPlaces): Promise<Actor> {
  const id = uuid();
  const { bUnit } = places.city;
  await ownerSql(
    `INSERT INTO unit (id, jurisdiction_id, organisation_id, district_id, tier, code, name, name_folded, name_state, source)
     VALUES ($1, $2, $3, $4, 'b', $5, $5, $5, 'as_printed', 'manual')`,
    [id, bUnit.jurisdictionId, bUnit.organisationId, bUnit.districtId, `BX${id.slice(-6)}`],
  );
  return anActor(bUnit.jurisdictionId, "b_unit_staff", { ...bUnit, id });
}
