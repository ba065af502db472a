import { randomUUID } from "node:crypto";
import pg from "pg";
import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/platform/actor";
import { callerOf, disconnect } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";
import { blindIndex, encryptText } from "@/lib/platform/secrets";
import type { Role, Service, Tier } from "@/prisma/generated/enums";
import { testDatabase } from "./database";

// Rows for tests, written as the owner of the tables so that no fence is needed to lay them out.
// Every person is invented; national IDs have a wrong check digit.

export const ROLES: readonly Role[] = [
  "bureau_admin",
  "bureau_officer",
  "care_supervisor",
  "care_specialist",
  "a_unit_manager",
  "case_manager",
  "b_unit_staff",
];

export interface TestUnit {
  id: string;
  organisationId: string;
  jurisdictionId: string;
  districtId: string;
  tier: Tier;
  name: string;
  code: string;
}

/** One city with an A unit, a second A unit, a B unit, and a person of every role (unit roles: of the first A unit / the B unit). */
export interface TestCity {
  id: string;
  aUnit: TestUnit;
  otherAUnit: TestUnit;
  bUnit: TestUnit;
  actors: Record<Role, Actor>;
  /** An A unit's manager of `otherAUnit`. */
  otherManager: Actor;
}

/** Runs SQL as the owner, whom row-level security does not bind. */
export async function ownerSql<Row extends pg.QueryResultRow>(
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const { ownerUrl } = await testDatabase();
  return once(ownerUrl, async (client) => (await client.query<Row>(sql, values)).rows);
}

/** Runs SQL as the application's login, with the actor's settings or with none, and undoes it: the second fence alone. */
export async function appSql<Row extends pg.QueryResultRow>(
  actor: Actor | null,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const { appUrl } = await testDatabase();
  return once(appUrl, async (client) => {
    await client.query("BEGIN");
    for (const [name, value] of Object.entries(actor ? callerOf(actor) : {})) {
      await client.query("SELECT set_config($1, $2, true)", [`app.${name}`, value ?? ""]);
    }
    try {
      return (await client.query<Row>(sql, values)).rows;
    } finally {
      await client.query("ROLLBACK");
    }
  });
}

/** Lets the application run as the owner while `work` runs, so that only the policies in the queries stand: the first fence alone. */
export async function withoutRowSecurity<T>(work: () => Promise<T>): Promise<T> {
  const { ownerUrl, appUrl } = await testDatabase();
  await disconnect();
  process.env.APP_DATABASE_URL = ownerUrl;
  try {
    return await work();
  } finally {
    await disconnect();
    process.env.APP_DATABASE_URL = appUrl;
  }
}

async function once<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const CITY_DISTRICTS: Record<string, string> = { taichung: "66000060", taoyuan: "68000010" };

/** Lays out a city; call it for `taichung` and `taoyuan` to have a foreign one. */
export async function aCity(id: "taichung" | "taoyuan"): Promise<TestCity> {
  const aUnit = await aUnitOf(id, { tier: "a" });
  const otherAUnit = await aUnitOf(id, { tier: "a" });
  const bUnit = await aUnitOf(id, { tier: "b", services: ["home_care", "respite"] });
  const place: Partial<Record<Role, TestUnit>> = {
    a_unit_manager: aUnit,
    case_manager: aUnit,
    b_unit_staff: bUnit,
  };
  const entries: [Role, Actor][] = [];
  for (const role of ROLES) entries.push([role, await anActor(id, role, place[role] ?? null)]);
  return {
    id,
    aUnit,
    otherAUnit,
    bUnit,
    actors: Object.fromEntries(entries) as Record<Role, Actor>,
    otherManager: await anActor(id, "a_unit_manager", otherAUnit),
  };
}

let running = 0;

interface UnitOptions {
  tier: Tier;
  name?: string;
  districtId?: string;
  services?: Service[];
  source?: "registry" | "manual" | "demo";
}

/** A unit with its organisation and its listings. */
export async function aUnitOf(jurisdictionId: string, options: UnitOptions): Promise<TestUnit> {
  running += 1;
  const { tier, source = "manual" } = options;
  const name = options.name ?? `示範單位${running}${tier.toUpperCase()}`;
  const unit: TestUnit = {
    id: uuid(),
    organisationId: uuid(),
    jurisdictionId,
    districtId: options.districtId ?? CITY_DISTRICTS[jurisdictionId] ?? "",
    tier,
    name,
    code: `${tier.toUpperCase()}T${running}`,
  };
  await ownerSql(
    "INSERT INTO organisation (id, jurisdiction_id, name, name_folded) VALUES ($1, $2, $3, $4)",
    [unit.organisationId, jurisdictionId, name, foldText(name)],
  );
  await ownerSql(
    `INSERT INTO unit (id, jurisdiction_id, organisation_id, district_id, tier, code, name, name_folded, name_state, source)
     VALUES ($1, $2, $3, $4, $5::tier, $6, $7, $8, 'as_printed', $9::unit_source)`,
    [
      unit.id,
      jurisdictionId,
      unit.organisationId,
      unit.districtId,
      tier,
      unit.code,
      name,
      foldText(name),
      source,
    ],
  );
  const fallback: Record<Tier, Service[]> = { a: ["case_management"], b: ["home_care"], c: ["c_station"] };
  for (const service of options.services ?? fallback[tier]) {
    await ownerSql(
      `INSERT INTO listing (id, jurisdiction_id, unit_id, service, tier, district_id, printed_name, printed_folded, source)
       VALUES ($1, $2, $3, $4::service, $5::tier, $6, $7, $8, $9::unit_source)`,
      [uuid(), jurisdictionId, unit.id, service, tier, unit.districtId, name, foldText(name), source],
    );
  }
  return unit;
}

/** A signed-in person with a real account and session. */
export async function anActor(jurisdictionId: string, role: Role, unit: TestUnit | null): Promise<Actor> {
  running += 1;
  const accountId = uuid();
  const sessionId = uuid();
  const name = `測試${running}`;
  const nationalId = `A1${String(running).padStart(8, "0")}`;
  await ownerSql(
    `INSERT INTO account (id, jurisdiction_id, unit_id, login, name, name_folded, role, state, password_hash,
                          national_id_cipher, national_id_index, created_at)
     VALUES ($1, $2, $3, $4, $5, $5, $6::role, 'active', 'x', $7, $8, now())`,
    [
      accountId,
      jurisdictionId,
      unit?.id ?? null,
      `test.${running}.${randomUUID().slice(0, 8)}`,
      name,
      role,
      encryptText(nationalId),
      blindIndex(nationalId),
    ],
  );
  await ownerSql(
    `INSERT INTO session (id, account_id, account_version, started_at, last_seen_at) VALUES ($1, $2, 1, now(), now())`,
    [sessionId, accountId],
  );
  return { accountId, sessionId, name, role, jurisdictionId, unitId: unit?.id ?? null, districtIds: [] };
}
