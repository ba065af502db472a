import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/platform/actor";
import type { Role } from "@/prisma/generated/enums";
import { aCity, anActor, appSql, ownerSql, ROLES, type TestCity } from "../support/fixtures";

// The second fence alone: raw SQL as the application's login, with an actor's settings or with none.

let city: TestCity;
let foreign: TestCity;
let everybody: Actor[];

beforeAll(async () => {
  city = await aCity("taichung");
  foreign = await aCity("taoyuan");
  everybody = [city, foreign].flatMap((each) => [...Object.values(each.actors), each.otherManager]);
  for (const { accountId } of everybody) {
    await ownerSql(
      "INSERT INTO old_password (id, account_id, password_hash, set_at) VALUES (gen_random_uuid(), $1, 'x', now())",
      [accountId],
    );
    await ownerSql(
      `INSERT INTO password_link (id, account_id, secret_hash, created_at, expires_at)
       VALUES (gen_random_uuid(), $1::uuid, sha256($1::text::bytea), now(), now() + interval '1 day')`,
      [accountId],
    );
  }
});

/** Whom the actor may see as an account: itself, and whom it manages. */
function visibleTo(actor: Actor): string[] {
  return everybody
    .filter(
      (other) =>
        other.accountId === actor.accountId ||
        (other.jurisdictionId === actor.jurisdictionId &&
          (actor.role === "bureau_admin" ||
            (actor.role === "a_unit_manager" &&
              other.unitId === actor.unitId &&
              ["a_unit_manager", "case_manager"].includes(other.role)))),
    )
    .map((other) => other.accountId ?? "")
    .sort();
}

async function ids(actor: Actor | null, sql: string): Promise<string[]> {
  return (await appSql<{ id: string }>(actor, sql)).map((row) => row.id).sort();
}

describe("Without an actor", () => {
  it.each(["account", "account_district", "session", "password_link", "old_password", "audit_entry"])(
    "shows nothing of %s",
    async (table) => {
      expect(await appSql(null, `SELECT 1 FROM ${table}`)).toEqual([]);
    },
  );

  it("adds no account, session, link or audit entry", async () => {
    const id = city.actors.case_manager.accountId;
    const inserts = [
      "INSERT INTO account (id, jurisdiction_id, login, name, name_folded, role, state, created_at) VALUES (gen_random_uuid(), 'taichung', 'intruder', 'x', 'x', 'bureau_admin', 'invited', now())",
      `INSERT INTO session (id, account_id, account_version, started_at, last_seen_at) VALUES (gen_random_uuid(), '${id}', 1, now(), now())`,
      `INSERT INTO password_link (id, account_id, secret_hash, created_at, expires_at) VALUES (gen_random_uuid(), '${id}', 'x', now(), now())`,
      "INSERT INTO audit_entry (id, at, jurisdiction_id, actor_name, actor_role, action, subject_kind, subject_id, detail) VALUES (gen_random_uuid(), now(), 'taichung', 'x', 'x', 'x', 'x', 'x', '{}')",
    ];
    for (const insert of inserts) await expect(appSql(null, insert)).rejects.toThrow("row-level security");
  });
});

describe.each(ROLES)("As %s", (role: Role) => {
  it("shows the own account and those of its charge, of the own city", async () => {
    const actor = city.actors[role];
    expect(await ids(actor, "SELECT id::text FROM account")).toEqual(visibleTo(actor));
  });

  it("shows links of those accounts, and sessions and earlier passwords of the own one only", async () => {
    const actor = city.actors[role];
    expect(await ids(actor, "SELECT account_id::text AS id FROM password_link")).toEqual(visibleTo(actor));
    expect(await ids(actor, "SELECT account_id::text AS id FROM session")).toEqual([actor.accountId]);
    expect(await ids(actor, "SELECT account_id::text AS id FROM old_password")).toEqual([actor.accountId]);
  });

  it("changes those accounts only", async () => {
    const actor = city.actors[role];
    const changed = await ids(actor, "UPDATE account SET failed_attempts = 0 RETURNING id::text");
    expect(changed).toEqual(visibleTo(actor));
  });

  it("adds accounts in its charge only", async () => {
    const actor = city.actors[role];
    const places: [string, string, string | null][] = [
      ["taichung", "case_manager", city.aUnit.id],
      ["taichung", "case_manager", city.otherAUnit.id],
      ["taichung", "b_unit_staff", city.bUnit.id],
      ["taichung", "bureau_admin", null],
      ["taoyuan", "case_manager", foreign.aUnit.id],
    ];
    const may = { bureau_admin: [0, 1, 2, 3], a_unit_manager: [0] }[role as string] ?? [];
    for (const [index, [jurisdiction, given, unit]] of places.entries()) {
      const insert = appSql(
        actor,
        `INSERT INTO account (id, jurisdiction_id, unit_id, login, name, name_folded, role, state, created_at)
         VALUES (gen_random_uuid(), $1, $2, 'somebody.new', 'x', 'x', $3::role, 'invited', now())`,
        [jurisdiction, unit, given],
      );
      if (may.includes(index)) await expect(insert).resolves.toEqual([]);
      else await expect(insert).rejects.toThrow("row-level security");
    }
  });

  it("gives links to those accounts only", async () => {
    const actor = city.actors[role];
    const visible = visibleTo(actor);
    for (const other of everybody) {
      const insert = appSql(
        actor,
        `INSERT INTO password_link (id, account_id, secret_hash, created_at, expires_at)
         VALUES (gen_random_uuid(), $1, 'x', now(), now())`,
        [other.accountId],
      );
      if (visible.includes(other.accountId ?? "")) await expect(insert).resolves.toEqual([]);
      else await expect(insert).rejects.toThrow("row-level security");
    }
  });

  it("gives districts to specialists only as an admin", async () => {
    const insert = appSql(
      city.actors[role],
      "INSERT INTO account_district (account_id, district_id, jurisdiction_id) VALUES ($1, $2, 'taichung')",
      [city.actors.care_specialist.accountId, city.aUnit.districtId],
    );
    if (role === "bureau_admin") await expect(insert).resolves.toEqual([]);
    else await expect(insert).rejects.toThrow("row-level security");
  });

  it("deletes no account, session, link or earlier password", async () => {
    for (const table of ["account", "session", "password_link", "old_password"])
      await expect(appSql(city.actors[role], `DELETE FROM ${table}`)).rejects.toThrow("permission denied");
  });
});

describe("Signing in, before there is an actor", () => {
  it("sees the account of the login that was given and no other, nor its sessions", async () => {
    const person = await anActor("taichung", "bureau_officer", null);
    const [account] = await ownerSql<{ login: string }>("SELECT login FROM account WHERE id = $1", [
      person.accountId,
    ]);
    const asLogin = { login: account?.login ?? "" };
    expect(await asCaller(asLogin, "SELECT id::text FROM account")).toEqual([person.accountId]);
    expect(await asCaller(asLogin, "SELECT id::text FROM session")).toEqual([]);
    expect(await asCaller(asLogin, "SELECT id::text FROM old_password")).toEqual([]);
  });

  it("sees by a link's secret that link alone, and no account", async () => {
    const { accountId } = city.actors.case_manager;
    const [link] = await ownerSql<{ id: string; hash: string }>(
      "SELECT id::text, encode(secret_hash, 'hex') AS hash FROM password_link WHERE account_id = $1",
      [accountId],
    );
    const asLink = { link: link?.hash ?? "" };
    expect(await asCaller(asLink, "SELECT id::text FROM password_link")).toEqual([link?.id]);
    expect(await asCaller(asLink, "SELECT id::text FROM account")).toEqual([]);
  });
});

async function asCaller(caller: Record<string, string>, sql: string): Promise<string[]> {
  const [name = "", value = ""] = Object.entries(caller)[0] ?? [];
  const withSetting = `WITH told AS MATERIALIZED (SELECT set_config('app.${name}', $1, true)) ${sql.replace(/FROM (\w+)$/, "FROM told, $1")}`;
  return (await appSql<{ id: string }>(null, withSetting, [value])).map((row) => row.id);
}

describe("The own account", () => {
  it.each(ROLES.filter((role) => role !== "bureau_admin"))(
    "keeps its role, city and login for a %s",
    async (role) => {
      const actor = city.actors[role];
      const changes = [
        "role = 'bureau_admin', unit_id = NULL",
        "jurisdiction_id = 'taoyuan'",
        "login = 'somebody.else'",
      ];
      // A manager may set what stays within the own unit's roles; the three changes above never do.
      for (const change of changes) {
        const attempt = appSql(actor, `UPDATE account SET ${change} WHERE id = $1`, [actor.accountId]);
        await expect(attempt).rejects.toThrow(/account_keep_placement|row-level security/);
      }
    },
  );

  it("still counts a failed attempt of its own", async () => {
    const actor = city.actors.case_manager;
    const rows = await appSql(
      actor,
      "UPDATE account SET failed_attempts = failed_attempts + 1 WHERE id = $1 RETURNING id",
      [actor.accountId],
    );
    expect(rows).toHaveLength(1);
  });
});
