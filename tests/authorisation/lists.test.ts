import { beforeAll, describe, expect, it } from "vitest";
import { exportOutward } from "@/lib/features/cases/monitoring/outward/export/service";
import { outwardListParams } from "@/lib/features/cases/monitoring/outward/schema";
import { workListParams } from "@/lib/features/cases/monitoring/schema";
import { exportWork } from "@/lib/features/cases/monitoring/worklist/service";
import { exportCentre } from "@/lib/features/dispatch/centre/export/service";
import { centreListParams } from "@/lib/features/dispatch/centre/schema";
import { listDispatches } from "@/lib/features/dispatch/list/queries";
import { dispatchListParams } from "@/lib/features/dispatch/list/schema";
import { exportDispatches } from "@/lib/features/dispatch/list/service";
import { exportWaiting } from "@/lib/features/dispatch/managers/export/service";
import { waitingParams } from "@/lib/features/dispatch/managers/schema";
import type { Actor } from "@/lib/platform/actor";
import type { Result } from "@/lib/platform/result";
import type { Role } from "@/prisma/generated/enums";
import { aCase, aDispatch, type TestCase } from "../support/cases";
import {
  aCity,
  appSql,
  aUnitOf,
  ownerSql,
  ROLES,
  type TestCity,
  type TestUnit,
  withoutRowSecurity,
} from "../support/fixtures";

// The files of lists and the list of dispatches, by each role, at the own unit, in another unit and district, in another city.

const PLACES = ["own", "elsewhere", "another city"] as const;
type Place = (typeof PLACES)[number];
type Seen = (role: Role, place: Place) => boolean;

interface Laid {
  aUnit: TestUnit;
  bUnit: TestUnit;
  /** Waits for an A unit. */
  assessed: TestCase;
  /** Waits at the A unit for its manager. */
  dispatched: TestCase;
  /** Is served, and was referred to another resource. */
  served: TestCase;
  /** From the A unit to the B unit. */
  sent: string;
}

const ELSEWHERE = "66000070";
const WHOLE_CITY: readonly Role[] = ["bureau_officer", "care_supervisor"];
const A_UNIT: readonly Role[] = ["a_unit_manager", "case_manager"];

let city: TestCity;
let laid: Record<Place, Laid>;

beforeAll(async () => {
  city = await aCity("taichung");
  const foreign = await aCity("taoyuan");
  city.actors.care_specialist.districtIds = [city.aUnit.districtId];
  const otherB = await aUnitOf("taichung", { tier: "b", services: ["home_care"] });
  laid = {
    own: await lay(city, city.aUnit, city.bUnit, city.aUnit.districtId),
    elsewhere: await lay(city, city.otherAUnit, otherB, ELSEWHERE),
    "another city": await lay(foreign, foreign.aUnit, foreign.bUnit, foreign.aUnit.districtId),
  };
}, 60_000);

async function lay(of: TestCity, aUnit: TestUnit, bUnit: TestUnit, districtId: string): Promise<Laid> {
  const assessed = await aCase(of, { districtId }).assessed();
  const dispatched = await aCase(of, { districtId }).dispatched(aUnit);
  const served = await aCase(of, { districtId }).inService(aUnit);
  await ownerSql(
    `INSERT INTO outward_referral (id, jurisdiction_id, case_id, kind, referred_on, receiver, created_at)
     VALUES (gen_random_uuid(), $1, $2, 'medical', '2026-09-01', '示範診所', now())`,
    [of.id, served.id],
  );
  return { aUnit, bUnit, assessed, dispatched, served, sent: await aDispatch(served, aUnit, bUnit) };
}

/** The bureau's people by city and district; those of the A unit that carries the case. */
const watches: Seen = (role, place) =>
  place !== "another city" && (WHOLE_CITY.includes(role) || (role === "care_specialist" && place === "own"));
const carries: Seen = (role, place) => watches(role, place) || (A_UNIT.includes(role) && place === "own");
const ofRole =
  (role: Role): Seen =>
  (each, place) =>
    each === role && place === "own";

type Fence = (work: () => Promise<void>) => Promise<void>;
const FENCES: [string, Fence][] = [
  ["with both fences", (work) => work()],
  ["by policy alone", (work) => withoutRowSecurity(work)],
];

/** What a file holds of what is looked for at each place; `forbidden` where there is none. */
function held<Row>(result: Result<Row[]>, has: (rows: Row[], place: Place) => boolean) {
  return result.ok ? PLACES.map((place) => has(result.data, place)) : result.code;
}

function expected(role: Role, readers: readonly Role[], seen: Seen) {
  return readers.includes(role) ? PLACES.map((place) => seen(role, place)) : "forbidden";
}

const READERS: readonly Role[] = [...WHOLE_CITY, "care_specialist"];

describe.each(FENCES)("Files of lists, %s", (_name, fenced) => {
  it.each(ROLES)("hold for %s what the role sees of the centre's list, and are refused to others", (role) =>
    fenced(async () => {
      const actor = city.actors[role];
      const waiting = await exportCentre(actor, centreListParams({}));
      expect(held(waiting, (rows, at) => rows.some(({ id }) => id === laid[at].assessed.id))).toEqual(
        expected(role, READERS, watches),
      );
    }),
  );

  it.each(ROLES)("hold for %s the cases to assign of the own unit, its manager's alone", (role) =>
    fenced(async () => {
      const waiting = await exportWaiting(city.actors[role], waitingParams({}));
      expect(held(waiting, (rows, at) => rows.some(({ id }) => id === laid[at].dispatched.id))).toEqual(
        expected(role, ["a_unit_manager"], ofRole("a_unit_manager")),
      );
    }),
  );

  it.each(ROLES)("hold for %s the AA02 of the own A unit alone", (role) =>
    fenced(async () => {
      const work = await exportWork(city.actors[role], workListParams({ state: "all" }));
      expect(held(work, (rows, at) => rows.some(({ id }) => id === laid[at].served.id))).toEqual(
        expected(role, A_UNIT, carries),
      );
    }),
  );

  it.each(ROLES)("hold for %s the referrals of the cases that the role carries or watches over", (role) =>
    fenced(async () => {
      const outward = await exportOutward(city.actors[role], outwardListParams({ state: "all" }));
      expect(held(outward, (rows, at) => rows.some(({ caseId }) => caseId === laid[at].served.id))).toEqual(
        expected(role, [...READERS, ...A_UNIT], carries),
      );
    }),
  );
});

/** A B unit its own referrals, and nothing of what the centre sent. */
const isSent: Seen = (role, place) => carries(role, place) || ofRole("b_unit_staff")(role, place);

describe.each(FENCES)("The list of dispatches, %s", (_name, fenced) => {
  it.each(ROLES)(
    "shows %s, page and file, what the role's unit sent or was sent, or the bureau watches",
    (role) =>
      fenced(async () => {
        const actor = city.actors[role];
        const file = await exportDispatches(actor, dispatchListParams({}));
        const inFile = file.ok ? file.data.map(({ id }) => id) : [];
        expect(file.ok).toBe(role !== "bureau_admin");
        const seen = { sent: [] as boolean[], centre: [] as boolean[], file: [] as boolean[] };
        for (const place of PLACES) {
          const { served, sent, dispatched } = laid[place];
          seen.sent.push((await idsOf(actor, { q: served.number })).includes(sent));
          seen.centre.push(
            (await idsOf(actor, { q: dispatched.number })).includes(dispatched.dispatchId ?? ""),
          );
          seen.file.push(inFile.includes(sent));
        }
        const sees = PLACES.map((place) => isSent(role, place));
        expect(seen).toEqual({
          ...{ sent: sees, file: sees },
          centre: PLACES.map((place) => carries(role, place)),
        });
      }),
  );

  it("does not name a person who went to another unit, nor finds the dispatch by the person", () =>
    fenced(async () => {
      const row = await aCase(city).inService(city.aUnit);
      const id = await aDispatch(row, city.aUnit, city.bUnit, { state: "declined" });
      const name = { q: row.name };
      const manager = city.actors.a_unit_manager;
      expect(await idsOf(manager, name)).toContain(id);
      const staff = city.actors.b_unit_staff;
      expect(await idsOf(staff, name)).toEqual([]);
      await ownerSql("UPDATE case_file SET a_unit_id = $2 WHERE id = $1", [row.id, city.otherAUnit.id]);
      for (const q of [row.name, row.number]) expect(await idsOf(manager, { q })).toEqual([]);
      for (const actor of [manager, staff]) {
        const { rows } = await listDispatches(
          actor,
          dispatchListParams({ unit: city.bUnit.code, size: "100" }),
        );
        expect(rows.find((each) => each.id === id)).toMatchObject({ clientName: null, caseNumber: null });
      }
    }));
});

async function idsOf(actor: Actor, query: Record<string, string>): Promise<string[]> {
  return (await listDispatches(actor, dispatchListParams(query))).rows.map(({ id }) => id);
}

describe("What stands of a case beside its plans and dispatches, and of its client beside its file", () => {
  it("follows the case, whatever a statement of the application says", async () => {
    const row = await aCase(city).inService(city.aUnit);
    const id = await aDispatch(row, city.aUnit, city.bUnit);
    const supervisor = city.actors.care_supervisor;
    const [file] = await appSql<{ name_folded: string }>(
      supervisor,
      "UPDATE case_file SET name_folded = 'x' WHERE id = $1 RETURNING name_folded",
      [row.id],
    );
    expect(file?.name_folded).toBe(row.name);
    const places = "case_number, case_district_id, case_a_unit_id::text";
    for (const [table, where, value] of [
      ["dispatch", "id", id],
      ["care_plan", "id", row.planId],
    ]) {
      const [place] = await appSql(
        supervisor,
        `UPDATE ${table} SET case_number = 'x', case_district_id = $2, case_a_unit_id = NULL WHERE ${where} = $1 RETURNING ${places}`,
        [value, ELSEWHERE],
      );
      expect(place).toEqual({
        ...{ case_number: row.number, case_district_id: row.districtId, case_a_unit_id: city.aUnit.id },
      });
    }
  });

  it("moves with the case, so that the former specialist and unit see its plan no more", async () => {
    const row = await aCase(city).inService(city.aUnit);
    const sees = (actor: Actor) => appSql(actor, "SELECT id FROM care_plan WHERE id = $1", [row.planId]);
    const specialist = city.actors.care_specialist;
    const manager = city.actors.a_unit_manager;
    expect([await sees(specialist), await sees(manager)].map((rows) => rows.length)).toEqual([1, 1]);
    await ownerSql("UPDATE case_file SET district_id = $2, a_unit_id = $3 WHERE id = $1", [
      ...[row.id, ELSEWHERE, city.otherAUnit.id],
    ]);
    expect([await sees(specialist), await sees(manager)].map((rows) => rows.length)).toEqual([0, 0]);
    expect(await sees(city.otherManager)).toHaveLength(1);
  });
});
