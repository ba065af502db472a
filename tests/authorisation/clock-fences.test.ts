import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { type Actor, systemActor } from "@/lib/platform/actor";
import { ClockKind, type Role } from "@/prisma/generated/enums";
import { aCase, aDispatch, type TestCase } from "../support/cases";
import { aCity, appSql, ownerSql, ROLES, type TestCity, type TestUnit } from "../support/fixtures";

// The second fence alone, for writing clocks: each kind by those whose work starts or ends it, limits by closures, excuses by the centre.

const KINDS = Object.values(ClockKind);
const ELSEWHERE = "66000070";
const CENTRE: readonly Role[] = ["care_supervisor", "care_specialist"];
const A_UNIT: readonly Role[] = ["a_unit_manager", "case_manager"];

let city: TestCity;
let own: TestCase;
/** Of another A unit, in a district that the specialist does not cover. */
let other: TestCase;

beforeAll(async () => {
  city = await aCity("taichung");
  city.actors.care_specialist.districtIds = [city.aUnit.districtId];
  own = await aCase(city).inService(city.aUnit);
  other = await aCase(city, { districtId: ELSEWHERE }).inService(city.otherAUnit);
  await aDispatch(own, city.aUnit, city.bUnit);
});

const ADD = `INSERT INTO clock (id, jurisdiction_id, kind, case_id, unit_id, subject_id, started_on, due_on, outcome, excuse)
  VALUES (gen_random_uuid(), 'taichung', $1::clock_kind, $2, $3, gen_random_uuid()::text, '2026-08-03', '2026-08-05', '{}', $4)`;

async function adds(
  actor: Actor,
  kind: ClockKind,
  row: TestCase,
  unit: TestUnit,
  excuse: string | null = null,
) {
  const caseId = kind === "monthly_dispatch_table" ? null : row.id;
  return appSql(actor, ADD, [kind, caseId, unit.id, excuse])
    .then(() => true)
    .catch((error: Error) => {
      expect(error.message).toContain("row-level security");
      return false;
    });
}

/** Who starts which kind, of the own unit and districts. */
function starts(role: Role, kind: ClockKind): boolean {
  if (kind === "monthly_dispatch_table") return role !== "bureau_admin" && role !== "b_unit_staff";
  if (kind === "monitoring") return A_UNIT.includes(role);
  if (kind === "first_service") return CENTRE.includes(role) || A_UNIT.includes(role);
  return CENTRE.includes(role);
}

async function aClock(kind: ClockKind, row: TestCase, unit: TestUnit): Promise<string> {
  const id = randomUUID();
  await ownerSql(
    `INSERT INTO clock (id, jurisdiction_id, kind, case_id, unit_id, subject_id, started_on, due_on, outcome)
     VALUES ($1::uuid, 'taichung', $2::clock_kind, $3, $4, $1::text, '2026-08-03', '2026-08-05', '{}')`,
    [id, kind, row.id, unit.id],
  );
  return id;
}

async function ends(actor: Actor, id: string): Promise<boolean> {
  return (
    (await appSql(actor, "UPDATE clock SET done_on = '2026-08-04' WHERE id = $1 RETURNING 1", [id])).length >
    0
  );
}

describe("Clocks are started, by row-level security alone,", () => {
  it.each(ROLES)("as %s only of the kinds that the role's work starts, in the own reach", async (role) => {
    const actor = city.actors[role];
    for (const kind of KINDS) {
      expect(`${kind}: ${await adds(actor, kind, own, city.aUnit)}`).toBe(`${kind}: ${starts(role, kind)}`);
      const elsewhere = await adds(actor, kind, other, city.otherAUnit);
      const reaches =
        role === "care_supervisor" || (kind === "monthly_dispatch_table" && !A_UNIT.includes(role));
      expect(`${kind}, elsewhere: ${elsewhere}`).toBe(`${kind}, elsewhere: ${reaches && starts(role, kind)}`);
    }
  });

  it("with no excuse in them, whoever starts them", async () => {
    expect(await adds(city.actors.care_supervisor, "plan", own, city.aUnit, "個案住院")).toBe(false);
  });
});

describe("Clocks are ended, by row-level security alone,", () => {
  it.each(ROLES)(
    "as %s of the cases that the role works on; a B unit ends those of the first service",
    async (role) => {
      const actor = city.actors[role];
      const works = CENTRE.includes(role) || A_UNIT.includes(role);
      const ofUnit = await aClock("plan", own, city.aUnit);
      const ofBUnit = await aClock("first_service", own, city.bUnit);
      const inCase = await aClock("first_service", own, city.aUnit);
      const foreign = await aClock("first_service", other, city.otherAUnit);
      expect([await ends(actor, ofUnit), await ends(actor, ofBUnit), await ends(actor, inCase)]).toEqual([
        works,
        works || role === "b_unit_staff",
        works || role === "b_unit_staff",
      ]);
      expect(await ends(actor, foreign)).toBe(role === "care_supervisor");
    },
  );

  it.each(ROLES)("but as %s excused only by the centre, and never moved or made another's", async (role) => {
    const id = await aClock("first_service", own, city.bUnit);
    const actor = city.actors[role];
    const tries = (change: string) =>
      appSql(actor, `UPDATE clock SET ${change} WHERE id = $1 RETURNING 1`, [id])
        .then((rows) => rows.length > 0)
        .catch((error: Error) => {
          expect(error.message).toContain("clock_keep_terms");
          return false;
        });
    expect(await tries("excuse = '個案住院'")).toBe(CENTRE.includes(role));
    expect(await tries("due_on = '2026-12-31'")).toBe(false);
    expect(await tries("moved_from = due_on")).toBe(false);
    expect(await tries(`case_id = '${other.id}'`)).toBe(false);
    expect(await tries("started_on = '2026-08-04'")).toBe(false);
    expect(await tries(`unit_id = '${city.otherAUnit.id}'`)).toBe(false);
  });

  it("and moved by the system, when a closure is declared", async () => {
    const id = await aClock("plan", own, city.aUnit);
    const update = "UPDATE clock SET due_on = '2026-08-06', moved_from = due_on WHERE id = $1 RETURNING 1";
    expect(await appSql(systemActor("taichung"), update, [id])).toHaveLength(1);
    expect(await appSql(systemActor("taoyuan"), update, [id])).toHaveLength(0);
  });
});

describe("Moves of clocks, by row-level security alone,", () => {
  const add = `INSERT INTO clock_move (id, jurisdiction_id, clock_id, closure_id, withdrawn, from_on, to_on, moved_at)
    VALUES (gen_random_uuid(), 'taichung', $1, $2, false, '2026-08-05', '2026-08-06', now())`;

  async function aMove() {
    const id = await aClock("plan", other, city.otherAUnit);
    const [closure] = await ownerSql<{ id: string }>(
      `INSERT INTO closure (id, jurisdiction_id, closed_on, reason, created_at, withdrawn_at, withdrawn_reason)
       VALUES (gen_random_uuid(), 'taichung', '2026-08-05', '示範颱風', now(), now(), 'x') RETURNING id`,
    );
    await ownerSql(add, [id, closure?.id]);
    return { id, closureId: closure?.id };
  }

  it("are counted by the whole bureau, seen by who sees the clock, and written by the system alone", async () => {
    const { id, closureId } = await aMove();
    const bureau: readonly Role[] = ["bureau_admin", "bureau_officer", ...CENTRE];
    expect(await appSql(null, "SELECT 1 FROM clock_move")).toEqual([]);
    for (const role of ROLES) {
      const actor = city.actors[role];
      const seen = await appSql(actor, "SELECT 1 FROM clock_move WHERE clock_id = $1", [id]);
      expect(`${role}: ${seen.length > 0}`).toBe(`${role}: ${bureau.includes(role)}`);
      await expect(appSql(actor, add, [id, closureId])).rejects.toThrow("row-level security");
      await expect(appSql(actor, "DELETE FROM clock_move")).rejects.toThrow("permission denied");
    }
    const theirs = await appSql(city.otherManager, "SELECT 1 FROM clock_move WHERE clock_id = $1", [id]);
    expect(theirs).toHaveLength(1);
    await appSql(systemActor("taichung"), add, [id, closureId]);
  });
});
