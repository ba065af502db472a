import { aUnitOf, ownerSql, type TestUnit } from "./fixtures";

// What hangs on a unit, laid out as the owner of the tables.

/** The version that a form of the unit would carry now. */
export async function versionOf(id: string): Promise<number> {
  const [row] = await ownerSql<{ version: number }>("SELECT version FROM unit WHERE id = $1", [id]);
  return row?.version ?? 0;
}

/** A unit whose name is damaged. */
export async function damaged(name: string, tier: "a" | "b" = "b"): Promise<TestUnit> {
  const unit = await aUnitOf("taichung", { tier, name });
  await ownerSql("UPDATE unit SET name_state = 'damaged' WHERE id = $1", [unit.id]);
  return unit;
}

/** A contract for one service; returns its id. */
export async function addContract(
  unit: TestUnit,
  service: string,
  from: string,
  to: string,
): Promise<string> {
  const [row] = await ownerSql<{ id: string }>(
    `INSERT INTO contract (id, jurisdiction_id, unit_id, number, starts_on, ends_on, effective_until, created_at)
     VALUES (gen_random_uuid(), $1, $2, gen_random_uuid()::text, $3::date, $4::date, $4::date, now()) RETURNING id`,
    [unit.jurisdictionId, unit.id, from, to],
  );
  await ownerSql(
    `INSERT INTO contract_service (contract_id, service, jurisdiction_id, unit_id, starts_on, effective_until)
     VALUES ($1, $2::service, $3, $4, $5::date, $6::date)`,
    [row?.id, service, unit.jurisdictionId, unit.id, from, to],
  );
  return row?.id ?? "";
}

/** A person on a unit's staff; the national ID is no more than an index here. */
export async function addStaff(unit: TestUnit, name: string, index = Buffer.from(name)): Promise<void> {
  await ownerSql(
    `INSERT INTO staff (id, jurisdiction_id, unit_id, name, name_folded, national_id_cipher, national_id_index, duty,
                        employment, started_on, created_at)
     VALUES (gen_random_uuid(), $1, $2, $3, $3, '\\x00', $4, 'other', 'full_time', '2025-01-01', now())`,
    [unit.jurisdictionId, unit.id, name, index],
  );
}
