import { v7 as uuid } from "uuid";
import { aUnitOf, ownerSql, type TestCity, type TestUnit } from "./fixtures";

// Orders and contracts for tests of dispatch, written as the owner of the tables.

type Service = "home_care" | "respite" | "day_care";

interface ContractTermsGiven {
  service?: Service;
  from?: string;
  to?: string;
  mainZoneId?: string | null;
  secondaryZoneId?: string | null;
  districtIds?: readonly string[];
}

/** The zone of the district in which the tests' cases of Taichung live, and one beside it. */
export const ZONE = "taichung-城中1";
export const NEIGHBOUR_ZONE = "taichung-城中2";

/** A contract of a unit; in Taichung with its main zone, elsewhere with its district. */
export async function aContract(unit: TestUnit, given: ContractTermsGiven = {}): Promise<string> {
  const { service = "home_care", from = "2026-01-01", to = "2026-12-31", secondaryZoneId = null } = given;
  const zoned = unit.jurisdictionId === "taichung";
  const mainZoneId = given.mainZoneId === undefined ? (zoned ? ZONE : null) : given.mainZoneId;
  const districtIds = given.districtIds ?? (zoned ? [] : [unit.districtId]);
  const id = uuid();
  await ownerSql(
    `INSERT INTO contract (id, jurisdiction_id, unit_id, number, starts_on, ends_on, effective_until, main_zone_id,
                           secondary_zone_id, created_at)
     VALUES ($1, $2, $3, gen_random_uuid()::text, $4::date, $5::date, $5::date, $6, $7, now())`,
    [id, unit.jurisdictionId, unit.id, from, to, mainZoneId, secondaryZoneId],
  );
  await ownerSql(
    `INSERT INTO contract_service (contract_id, service, jurisdiction_id, unit_id, starts_on, effective_until)
     VALUES ($1, $2::service, $3, $4, $5::date, $6::date)`,
    [id, service, unit.jurisdictionId, unit.id, from, to],
  );
  for (const districtId of districtIds) {
    await ownerSql(
      "INSERT INTO contract_district (contract_id, district_id, jurisdiction_id) VALUES ($1, $2, $3)",
      [...[id, districtId, unit.jurisdictionId]],
    );
  }
  return id;
}

/** A B unit that is contracted for the service where the tests' cases live. */
export async function aContractedUnit(
  city: Pick<TestCity, "id">,
  given: ContractTermsGiven = {},
): Promise<TestUnit> {
  const unit = await aUnitOf(city.id, { tier: "b", services: [given.service ?? "home_care"] });
  await aContract(unit, given);
  return unit;
}

interface OrderGiven {
  service?: Service;
  state?: "draft" | "submitted" | "returned" | "approved";
  validFrom?: string;
  validThrough?: string;
  cursor?: number;
}

/** An order of an A unit for the zone (or district) in which the tests' cases live. */
export async function anOrder(
  aUnit: TestUnit,
  units: readonly Pick<TestUnit, "id">[],
  given: OrderGiven = {},
): Promise<string> {
  const id = uuid();
  const { service = "home_care", state = "approved", cursor = 0 } = given;
  const zoned = aUnit.jurisdictionId === "taichung";
  const approved = state === "approved";
  await ownerSql(
    `INSERT INTO rotation (id, jurisdiction_id, a_unit_id, zone_id, district_id, service, state, valid_from, valid_through,
                           cursor, created_at)
     VALUES ($1, $2, $3, $4, $5, $6::service, $7::rotation_state, $8::date, $9::date, $10, now())`,
    [
      ...[
        id,
        aUnit.jurisdictionId,
        aUnit.id,
        zoned ? ZONE : null,
        zoned ? null : aUnit.districtId,
        service,
        state,
      ],
      approved ? (given.validFrom ?? "2026-07-01") : null,
      approved ? (given.validThrough ?? "2026-12-31") : null,
      cursor,
    ],
  );
  for (const [position, unit] of units.entries()) {
    await ownerSql(
      "INSERT INTO rotation_entry (rotation_id, position, jurisdiction_id, unit_id) VALUES ($1, $2, $3, $4)",
      [id, position, aUnit.jurisdictionId, unit.id],
    );
  }
  return id;
}

/** Dispatch to a unit suspended from the first to the last day. */
export async function aSuspension(
  unit: TestUnit,
  from: string,
  through: string,
  services: readonly Service[] = [],
): Promise<string> {
  const id = uuid();
  await ownerSql(
    `INSERT INTO dispatch_suspension (id, jurisdiction_id, unit_id, services, from_on, through_on, reason, created_at)
     VALUES ($1, $2, $3, $4::service[], $5::date, $6::date, '測試', now())`,
    [id, unit.jurisdictionId, unit.id, services, from, through],
  );
  return id;
}

/** What a unit says it can still take where the tests' cases live. */
export async function aCapacity(
  unit: TestUnit,
  capacity: number | null,
  service: Service = "home_care",
): Promise<void> {
  await ownerSql(
    `INSERT INTO unit_capacity (unit_id, service, district_id, jurisdiction_id, capacity, updated_at)
     VALUES ($1, $2::service, $3, $4, $5, now())
     ON CONFLICT (unit_id, service, district_id) DO UPDATE SET capacity = excluded.capacity`,
    [unit.id, service, unit.districtId, unit.jurisdictionId, capacity],
  );
}

/** The number that a unit states now. */
export async function capacityOf(unit: TestUnit): Promise<number | null> {
  const [row] = await ownerSql<{ capacity: number | null }>(
    "SELECT capacity FROM unit_capacity WHERE unit_id = $1 AND service = 'home_care'",
    [unit.id],
  );
  return row?.capacity ?? null;
}

/** A signed consent among a case's documents. */
export async function aConsent(
  testCase: { id: string; jurisdictionId: string },
  kind = "consent",
): Promise<string> {
  const id = uuid();
  await ownerSql(
    `INSERT INTO document (id, jurisdiction_id, case_id, kind, file_name, media_type, size, sha256, created_at, created_by_name)
     VALUES ($1, $2, $3, $4, '同意書.pdf', 'application/pdf', 1, gen_random_uuid()::text, now(), '測試')`,
    [id, testCase.jurisdictionId, testCase.id, kind],
  );
  return id;
}

/** A clock that stands at noon of a day in the office. */
export function noonOf(date: string) {
  return { now: () => new Date(`${date}T04:00:00Z`) };
}
