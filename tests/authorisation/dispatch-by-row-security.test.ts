import { beforeAll, describe, expect, it } from "vitest";
import type { Role } from "@/prisma/generated/enums";
import { type DispatchPlaces, dispatchPlaces, PLACES, type Place } from "../support/dispatch-places";
import { appSql, ownerSql, ROLES } from "../support/fixtures";

// The second fence alone: the application's login with an actor's settings, no policy of the application in between.

const BUREAU: readonly Role[] = ["bureau_admin", "bureau_officer", "care_supervisor", "care_specialist"];
const WATCHERS: readonly Role[] = ["bureau_officer", "care_supervisor", "care_specialist"];
const CENTRE: readonly Role[] = ["care_supervisor", "care_specialist"];
const OFFICE: readonly Role[] = ["bureau_admin", "bureau_officer"];
const A_UNIT: readonly Role[] = ["a_unit_manager", "case_manager"];

let places: DispatchPlaces;

beforeAll(async () => {
  places = await dispatchPlaces();
}, 60_000);

type Rule = (role: Role, place: Place) => boolean;

const own = (role: Role, place: Place, roles: readonly Role[]) =>
  roles.includes(role) && place === "own A unit";
const city = (role: Role, place: Place, roles: readonly Role[]) =>
  roles.includes(role) && place !== "another city";

interface Table {
  where: string;
  key: (place: Place) => string;
  reads: Rule;
  changes: Rule;
}

const TABLES: Record<string, Table> = {
  rotation: {
    where: "id = $1",
    key: (place) => places.orders[place],
    reads: (role, place) => city(role, place, BUREAU) || own(role, place, A_UNIT),
    changes: (role, place) => city(role, place, CENTRE) || own(role, place, A_UNIT),
  },
  rotation_entry: {
    where: "rotation_id = $1",
    key: (place) => places.orders[place],
    reads: (role, place) => city(role, place, BUREAU) || own(role, place, A_UNIT),
    // The centre answers an A unit's order as a whole and does not write in it.
    changes: (role, place) => own(role, place, A_UNIT),
  },
  dispatch: {
    where: "id = $1",
    key: (place) => places.dispatches[place],
    reads: (role, place) => city(role, place, WATCHERS) || own(role, place, [...A_UNIT, "b_unit_staff"]),
    changes: (role, place) => city(role, place, CENTRE) || own(role, place, [...A_UNIT, "b_unit_staff"]),
  },
  unit_capacity: {
    where: "unit_id = $1",
    key: (place) => places.bUnits[place].id,
    reads: (role, place) => city(role, place, [...BUREAU, ...A_UNIT]) || own(role, place, ["b_unit_staff"]),
    // A dispatch takes one from the unit's number, so the A units change it too, and the centre, which names units itself.
    changes: (role, place) =>
      city(role, place, [...OFFICE, ...CENTRE, ...A_UNIT]) || own(role, place, ["b_unit_staff"]),
  },
  dispatch_suspension: {
    where: "unit_id = $1",
    key: (place) => places.bUnits[place].id,
    reads: (role, place) => city(role, place, [...BUREAU, ...A_UNIT]) || own(role, place, ["b_unit_staff"]),
    changes: (role, place) => city(role, place, OFFICE),
  },
};

const tables = Object.entries(TABLES);

describe("Dispatch, by row-level security alone", () => {
  it.each(tables)("shows nothing of %s without an actor", async (name) => {
    expect(await appSql(null, `SELECT 1 FROM ${name}`)).toEqual([]);
  });

  it.each(tables)("shows %s to those who may see it", async (name, table) => {
    for (const role of ROLES) {
      for (const place of PLACES) {
        const rows = await appSql(places.actors[role], `SELECT 1 FROM ${name} WHERE ${table.where}`, [
          table.key(place),
        ]);
        expect(`${role}, ${place}: ${rows.length > 0}`).toBe(
          `${role}, ${place}: ${table.reads(role, place)}`,
        );
      }
    }
  });

  it.each(tables)("lets %s be changed by those who may", async (name, table) => {
    for (const role of ROLES) {
      for (const place of PLACES) {
        const sql = `UPDATE ${name} SET jurisdiction_id = jurisdiction_id WHERE ${table.where} RETURNING 1`;
        const rows = await appSql(places.actors[role], sql, [table.key(place)]);
        expect(`${role}, ${place}: ${rows.length > 0}`).toBe(
          `${role}, ${place}: ${table.changes(role, place)}`,
        );
      }
    }
  });

  it.each(["rotation", "dispatch", "unit_capacity", "dispatch_suspension"])(
    "lets nobody delete of %s",
    async (name) => {
      for (const role of ROLES) {
        await expect(appSql(places.actors[role], `DELETE FROM ${name}`)).rejects.toThrow("permission denied");
      }
    },
  );

  it("lets an A unit dispatch its own cases only", async () => {
    for (const role of ROLES) {
      for (const place of PLACES) {
        const { id, jurisdictionId } = places.cases[place];
        const insert = appSql(
          places.actors[role],
          `INSERT INTO dispatch (id, jurisdiction_id, case_id, from_unit_id, to_unit_id, service, basis, decision, state,
                                 dispatched_on, dispatched_at)
           VALUES (gen_random_uuid(), $1, $2, $3, $4, 'meals', 'rotation', '{}', 'waiting', '2026-09-15', now())`,
          [jurisdictionId, id, places.aUnits[place].id, places.bUnits[place].id],
        );
        const added = await insert.then(() => true).catch(() => false);
        expect(`${role}, ${place}: ${added}`).toBe(`${role}, ${place}: ${own(role, place, A_UNIT)}`);
      }
    }
  });

  it("tells who is contracted to the bureau and the A units of the city alone, and only where", async () => {
    const sql = "SELECT unit_id FROM app_contracted('home_care', '2026-09-15')";
    expect(await appSql(null, sql)).toEqual([]);
    for (const role of ROLES) {
      const ids = (await appSql<{ unit_id: string }>(places.actors[role], sql)).map((row) => row.unit_id);
      for (const place of PLACES) {
        const told = ids.includes(places.bUnits[place].id);
        const may = city(role, place, [...BUREAU, ...A_UNIT]);
        expect(`${role}, ${place}: ${told}`).toBe(`${role}, ${place}: ${may}`);
      }
    }
  });

  it("shows a B unit the limit of the first service of a case while it is referred to it", async () => {
    const { id: caseId, jurisdictionId } = places.cases["own A unit"];
    await ownerSql(
      `INSERT INTO clock (id, jurisdiction_id, kind, case_id, unit_id, subject_id, started_on, due_on, outcome)
       SELECT gen_random_uuid(), $1, kind::clock_kind, $2, $3, 'x', '2026-09-15', '2026-09-22', '{}'
         FROM unnest(ARRAY['first_service', 'plan']) AS kind`,
      [jurisdictionId, caseId, places.city.aUnit.id],
    );
    const seen = async () =>
      (
        await appSql<{ kind: string }>(
          places.actors.b_unit_staff,
          "SELECT kind FROM clock WHERE case_id = $1",
          [caseId],
        )
      ).map((row) => row.kind);
    expect(await seen()).toEqual(["first_service"]);
    const dispatchId = places.dispatches["own A unit"];
    await ownerSql("UPDATE dispatch SET state = 'declined', answer_reason = 'x' WHERE id = $1", [dispatchId]);
    expect(await seen()).toEqual([]);
  });
});
