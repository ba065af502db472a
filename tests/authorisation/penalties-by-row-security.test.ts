import { beforeAll, describe, expect, it } from "vitest";
import type { Role } from "@/prisma/generated/enums";
import { appSql, ownerSql, ROLES } from "../support/fixtures";
import {
  ANSWERERS,
  inspects,
  LEADERS,
  OFFICER,
  owns,
  type PenaltyPlaces,
  PLACES,
  type Place,
  penaltyPlaces,
  STAGES,
} from "../support/penalty-places";

// The second fence alone: the application's login with an actor's settings, no policy of the application in between.

let places: PenaltyPlaces;

beforeAll(async () => {
  places = await penaltyPlaces();
});

const TABLES = ["violation", "point_entry", "point_review", "measure", "letter"] as const;
const inCity = (place: Place) => place !== "another city";
const cityOf = (place: Place) => (inCity(place) ? "taichung" : "taoyuan");

/** Whether a statement as the actor does anything: a policy leaves no row, a trigger or check refuses. */
async function does(role: Role, sql: string, values: unknown[]): Promise<boolean> {
  return appSql(places.city.actors[role], sql, values)
    .then((rows) => rows.length > 0)
    .catch(() => false);
}

/** Whether an insert is let in; nothing is asked back. */
async function adds(role: Role, sql: string, values: unknown[]): Promise<boolean> {
  return appSql(places.city.actors[role], sql, values)
    .then(() => true)
    .catch(() => false);
}

describe("Points by row-level security alone", () => {
  it.each(TABLES)("show nothing of %s without an actor", async (table) => {
    expect(await appSql(null, `SELECT 1 FROM ${table}`)).toEqual([]);
  });

  it.each(ROLES)(
    "show %s a unit's violations from the hearing on, the inspectors all of the city",
    async (role) => {
      for (const place of PLACES) {
        for (const stage of STAGES) {
          const seen = await does(role, "SELECT 1 FROM violation WHERE id = $1", [
            places.violations[place][stage],
          ]);
          const heard = stage === "hearing" || stage === "decided";
          expect([place, stage, seen]).toEqual([
            place,
            stage,
            inspects(role, place) || (owns(role, place) && heard),
          ]);
        }
      }
    },
  );

  it.each(ROLES)(
    "show %s the ledger and letters of the own city or unit, measures to a unit once decided",
    async (role) => {
      for (const place of PLACES) {
        const mine = inspects(role, place) || owns(role, place);
        const of = [places.units[place].id];
        const entry = await does(role, "SELECT 1 FROM point_entry WHERE unit_id = $1", of);
        const letter = await does(role, "SELECT 1 FROM letter WHERE unit_id = $1", of);
        const measure = await does(role, "SELECT 1 FROM measure WHERE unit_id = $1", of);
        expect([place, entry, letter, measure]).toEqual([place, mine, mine, inspects(role, place)]);
      }
    },
  );

  it.each(ROLES)(
    "let %s decide only as an officer, and propose only as officer or supervisor",
    async (role) => {
      for (const place of PLACES) {
        const officer = OFFICER.includes(role) && inCity(place);
        const decide = `UPDATE violation SET state = 'decided', points = 1, grounds = '測試', decided_on = '2026-08-10'
                       WHERE id = $1 RETURNING 1`;
        expect([place, await does(role, decide, [places.violations[place].hearing])]).toEqual([
          place,
          officer,
        ]);
        const measure = "UPDATE measure SET state = 'dropped', grounds = '測試' WHERE id = $1 RETURNING 1";
        expect([place, await does(role, measure, [places.measures[place].id])]).toEqual([place, officer]);
        const copy = `INSERT INTO violation (id, jurisdiction_id, number, unit_id, contract_id, scheme, happened_on, facts, state, proposal, created_at)
                    SELECT gen_random_uuid(), $1, 'X', $2, $3, 'national', '2026-08-01', '測試', 'proposed', '{}', now()`;
        const [row] = await ownerSql<{ contract_id: string }>(
          "SELECT contract_id FROM violation WHERE id = $1",
          [places.violations[place].decided],
        );
        const added = await adds(role, copy, [cityOf(place), places.units[place].id, row?.contract_id]);
        expect([place, added]).toEqual([place, LEADERS.includes(role) && inCity(place)]);
      }
    },
  );

  it.each(ROLES)("let %s enter points only as an officer", async (role) => {
    for (const place of PLACES) {
      const id = places.violations[place].decided;
      const sql = `INSERT INTO point_entry (id, jurisdiction_id, unit_id, contract_id, violation_id, counts_on, points, article, reason, entered_at)
                   VALUES (gen_random_uuid(), $1, $2, $3, $4, '2026-08-01', -1, '25', '測試', now())`;
      const [row] = await ownerSql<{ contract_id: string }>(
        "SELECT contract_id FROM violation WHERE id = $1",
        [id],
      );
      const added = await adds(role, sql, [cityOf(place), places.units[place].id, row?.contract_id, id]);
      expect([place, added]).toEqual([place, OFFICER.includes(role) && inCity(place)]);
    }
  });

  it.each(ROLES)(
    "let %s state a case only for the own unit while it is heard, and touch nothing else of it",
    async (role) => {
      for (const place of PLACES) {
        const leads = LEADERS.includes(role) && inCity(place);
        const answers = ANSWERERS.includes(role) && owns(role, place);
        const id = places.violations[place].hearing;
        const state = "UPDATE violation SET statement = '測試', stated_at = now() WHERE id = $1 RETURNING 1";
        expect([place, await does(role, state, [id])]).toEqual([place, leads || answers]);
        const later = "UPDATE violation SET hearing_due_on = '2030-01-01' WHERE id = $1 RETURNING 1";
        expect([place, await does(role, later, [id])]).toEqual([place, leads]);
        expect(await does(role, state, [places.violations[place].decided])).toBe(false);
      }
    },
  );

  it.each(ROLES)(
    "let %s ask for a review only for the own unit, or as the officer who enters it",
    async (role) => {
      for (const place of PLACES) {
        const sql = `INSERT INTO point_review (violation_id, jurisdiction_id, unit_id, asked_on, grounds, deadline, state)
                   VALUES ($1, $2, $3, '2026-08-10', '測試', '{}', 'asked')`;
        const values = [places.violations[place].decided, cityOf(place), places.units[place].id];
        const may =
          (OFFICER.includes(role) && inCity(place)) || (ANSWERERS.includes(role) && owns(role, place));
        expect([place, await adds(role, sql, values)]).toEqual([place, may]);
      }
    },
  );

  it("change nothing of what is decided, asked, sent or entered, for nobody", async () => {
    for (const role of ROLES) {
      const id = places.violations["own A unit"].decided;
      expect(await does(role, "UPDATE violation SET points = 0 WHERE id = $1 RETURNING 1", [id])).toBe(false);
      await expect(appSql(places.city.actors[role], "UPDATE point_entry SET points = 0")).rejects.toThrow(
        "permission denied",
      );
      await expect(appSql(places.city.actors[role], "UPDATE letter SET content = '{}'")).rejects.toThrow(
        "permission denied",
      );
      for (const table of TABLES) {
        await expect(appSql(places.city.actors[role], `DELETE FROM ${table}`)).rejects.toThrow(
          "permission denied",
        );
      }
    }
  });

  it.each(ROLES)("let %s enter the arrival of a letter once, of the own city or unit", async (role) => {
    const sql = "UPDATE letter SET arrived_on = '2026-08-09' WHERE id = $1 RETURNING 1";
    for (const place of PLACES) {
      const may =
        (LEADERS.includes(role) && inCity(place)) || (ANSWERERS.includes(role) && owns(role, place));
      expect([place, await does(role, sql, [places.letters[place]])]).toEqual([place, may]);
    }
    const [hearing] = await ownerSql<{ id: string }>(
      "SELECT id FROM letter WHERE violation_id = $1 AND kind = 'hearing'",
      [places.violations["own A unit"].decided],
    );
    await ownerSql("UPDATE letter SET arrived_on = '2026-08-05' WHERE id = $1 AND arrived_on IS NULL", [
      hearing?.id,
    ]);
    expect(await does(role, sql, [hearing?.id])).toBe(false);
  });
});
