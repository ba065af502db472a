import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/platform/actor";
import { aManager, type TestManager } from "./cases";
import { anActor, aUnitOf, ownerSql, type TestUnit } from "./fixtures";

// A units that take cases of a district, orders of the centre, and managers who carry many cases; written as the owner.

/** An A unit contracted for case management in a district, with a case manager and the person who leads it. */
export interface TakingUnit extends TestUnit {
  manager: TestManager;
  leader: Actor;
}

/** Lays out an A unit that takes the cases of a district. */
export async function aTakingUnit(
  jurisdictionId: string,
  districtId: string,
  given: { contracted?: boolean; employment?: "full_time" | "part_time" } = {},
): Promise<TakingUnit> {
  const unit = await aUnitOf(jurisdictionId, { tier: "a", districtId });
  const id = uuid();
  if (given.contracted ?? true) {
    await ownerSql(
      `INSERT INTO contract (id, jurisdiction_id, unit_id, number, starts_on, ends_on, effective_until, created_at)
       VALUES ($1, $2, $3, gen_random_uuid()::text, '2026-01-01', '2026-12-31', '2026-12-31', now())`,
      [id, jurisdictionId, unit.id],
    );
    await ownerSql(
      `INSERT INTO contract_service (contract_id, service, jurisdiction_id, unit_id, starts_on, effective_until)
       VALUES ($1, 'case_management', $2, $3, '2026-01-01', '2026-12-31')`,
      [id, jurisdictionId, unit.id],
    );
    await ownerSql(
      "INSERT INTO contract_district (contract_id, district_id, jurisdiction_id) VALUES ($1, $2, $3)",
      [id, districtId, jurisdictionId],
    );
  }
  const manager = await aManager(unit, { employment: given.employment });
  return { ...unit, manager, leader: await anActor(jurisdictionId, "a_unit_manager", unit) };
}

/** The centre's order of A units of a district. */
export async function aCentreOrder(
  jurisdictionId: string,
  districtId: string,
  units: readonly Pick<TestUnit, "id">[],
): Promise<string> {
  const id = uuid();
  await ownerSql(
    `INSERT INTO rotation (id, jurisdiction_id, district_id, service, state, valid_from, created_at)
     VALUES ($1, $2, $3, 'case_management', 'approved', '2026-01-01', now())`,
    [id, jurisdictionId, districtId],
  );
  for (const [position, unit] of units.entries()) {
    await ownerSql(
      "INSERT INTO rotation_entry (rotation_id, position, jurisdiction_id, unit_id) VALUES ($1, $2, $3, $4)",
      [id, position, jurisdictionId, unit.id],
    );
  }
  return id;
}

/** Cases in service that a manager carries already; of invented people whose national IDs nobody can have. */
export async function carries(unit: TestUnit, staffId: string, count: number): Promise<void> {
  await ownerSql(
    `WITH numbered AS (SELECT gen_random_uuid() AS client, gen_random_uuid() AS file FROM generate_series(1, $5::int)),
     people AS (
       INSERT INTO client (id, jurisdiction_id, national_id_cipher, national_id_index, name, name_folded, sex, born_on,
                           contact_cipher, created_at)
       SELECT client, $1, '\\x00', decode(replace(client::text, '-', ''), 'hex'), '示範滿案', '示範滿案', 'female', '1940-01-01',
              '\\x00', now()
         FROM numbered RETURNING id
     ), files AS (
       INSERT INTO case_file (id, jurisdiction_id, client_id, number, status, source, applied_on, district_id, need_level,
                              copay_class, a_unit_id, manager_id, created_at)
       SELECT n.file, $1, n.client, 'F' || substr(n.file::text, 1, 18), 'in_service', 'hotline_1966', '2026-01-05', $2, 4, 3,
              $3::uuid, $4::uuid, now()
         FROM numbered n JOIN people p ON p.id = n.client RETURNING id
     )
     INSERT INTO manager_assignment (id, jurisdiction_id, case_id, a_unit_id, staff_id, from_on, created_at)
     SELECT gen_random_uuid(), $1, id, $3::uuid, $4::uuid, '2026-01-10', now() FROM files`,
    [unit.jurisdictionId, unit.districtId, unit.id, staffId, count],
  );
}

/** A case as it stands. */
export async function caseRow(id: string) {
  const [row] = await ownerSql<{
    status: string;
    a_unit_id: string | null;
    manager_id: string | null;
    version: number;
  }>("SELECT status::text, a_unit_id::text, manager_id::text, version FROM case_file WHERE id = $1", [id]);
  if (!row) throw new Error("no such case");
  return row;
}

/** The clocks of a case by kind, with whether they still run. */
export async function clocksOf(caseId: string) {
  return ownerSql<{ kind: string; due: string; cancelled: boolean; unit: string }>(
    `SELECT kind::text, due_on::text AS due, cancelled_on IS NOT NULL AS cancelled, unit_id::text AS unit
       FROM clock WHERE case_id = $1 ORDER BY kind, started_on`,
    [caseId],
  );
}
