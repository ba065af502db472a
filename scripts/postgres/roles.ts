import pg from "pg";
import { codeOf, done, messageOf, type Outcome, refused } from "../setup/outcome";
import { asUser, withClient } from "./connect";

/** The group that the migrations grant table rights to. Its members are the application's logins. */
export const APP_GROUP = "caretower_role";
export const APP_LOGIN = "caretower_app";
export const OWNER_LOGIN = "caretower_owner";

export type Login = { name: string; password: string };

const { escapeIdentifier, escapeLiteral } = pg;

/** In the embedded server: an owner that is no superuser, so that nothing works here that would fail elsewhere. */
export async function ensureOwner(adminUrl: string, owner: Login): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const name = escapeIdentifier(owner.name);
    if (!(await roleExists(client, owner.name))) await client.query(`CREATE ROLE ${name}`);
    const password = escapeLiteral(owner.password);
    await client.query(`ALTER ROLE ${name} LOGIN CREATEROLE NOSUPERUSER NOBYPASSRLS PASSWORD ${password}`);
  });
}

export async function ensureDatabase(adminUrl: string, name: string, owner: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [name]);
    if (rowCount) return;
    await client.query(`CREATE DATABASE ${escapeIdentifier(name)} OWNER ${escapeIdentifier(owner)}`);
  });
}

/**
 * Creates or repairs the group role and the application's login with the owner's connection, and gives back the
 * application's address. Two starts on one server may meet here, so an existing role is no error.
 */
export async function ensureAppLogin(ownerUrl: string, login: Login): Promise<Outcome<string>> {
  const appUrl = asUser(ownerUrl, login.name, login.password);
  try {
    await withClient(ownerUrl, async (client) => {
      await createRole(client, APP_GROUP, "NOLOGIN");
      await createRole(client, login.name, `LOGIN PASSWORD ${escapeLiteral(login.password)}`);
      await joinGroup(client, login.name);
    });
    if (!(await canConnect(appUrl))) await setPassword(ownerUrl, login);
    return done(appUrl);
  } catch (error) {
    return mayNotCreateRoles(error, login.name);
  }
}

/** Only the group, where the operator made the application's login: the migrations name it. */
export async function ensureGroup(ownerUrl: string): Promise<Outcome<null>> {
  try {
    await withClient(ownerUrl, (client) => createRole(client, APP_GROUP, "NOLOGIN"));
    return done(null);
  } catch (error) {
    return mayNotCreateRoles(error, APP_LOGIN);
  }
}

async function roleExists(client: pg.Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query("SELECT FROM pg_roles WHERE rolname = $1", [name]);
  return rowCount === 1;
}

async function createRole(client: pg.Client, name: string, kind: string): Promise<void> {
  if (await roleExists(client, name)) return;
  try {
    await client.query(`CREATE ROLE ${escapeIdentifier(name)} ${kind}`);
  } catch (error) {
    if (!["42710", "23505"].includes(codeOf(error) ?? "")) throw error;
  }
}

async function joinGroup(client: pg.Client, name: string): Promise<void> {
  const { rows } = await client.query<{ member: boolean }>("SELECT pg_has_role($1, $2, 'USAGE') AS member", [
    name,
    APP_GROUP,
  ]);
  if (!rows[0]?.member) await client.query(`GRANT ${APP_GROUP} TO ${escapeIdentifier(name)}`);
}

async function setPassword(ownerUrl: string, login: Login): Promise<void> {
  const name = escapeIdentifier(login.name);
  await withClient(ownerUrl, (client) =>
    client.query(`ALTER ROLE ${name} LOGIN PASSWORD ${escapeLiteral(login.password)}`),
  );
}

async function canConnect(url: string): Promise<boolean> {
  return withClient(url, async () => true).catch(() => false);
}

function mayNotCreateRoles(error: unknown, name: string): Outcome<never> {
  if (codeOf(error) !== "42501") {
    return refused(
      `無法建立應用程式的資料庫帳號:${messageOf(error)}`,
      "cannot create the application's login",
    );
  }
  return refused(
    `DATABASE_URL 的帳號不能建立角色;請由資料庫管理者執行 CREATE ROLE ${APP_GROUP} NOLOGIN; CREATE ROLE ${name} LOGIN PASSWORD '…' IN ROLE ${APP_GROUP}; 再以 APP_DATABASE_URL 指定該帳號`,
    "the user of DATABASE_URL may not create roles: have these two made and name the second in APP_DATABASE_URL",
  );
}

type LoginFacts = { name: string; superuser: boolean; bypass: boolean; owned: number; member: boolean };

/** The application must not be able to step over row-level security: neither by right nor by owning a table. */
export async function checkAppLogin(appUrl: string): Promise<Outcome<null>> {
  const facts = await withClient(appUrl, readLoginFacts);
  const login = `APP_DATABASE_URL 的帳號 ${facts.name}`;
  if (facts.superuser || facts.bypass) {
    return refused(
      `${login} 是超級使用者或可略過資料列安全政策,請改用一般帳號(NOSUPERUSER NOBYPASSRLS)`,
      "the application's login is a superuser or bypasses row-level security: use an ordinary one",
    );
  }
  if (facts.owned > 0) {
    return refused(
      `${login} 擁有 ${facts.owned} 個資料表,應用程式的帳號不可擁有資料表`,
      "the application's login owns tables: use one that owns nothing",
    );
  }
  if (!facts.member) {
    return refused(
      `${login} 不是 ${APP_GROUP} 的成員,請執行 GRANT ${APP_GROUP} TO ${facts.name};`,
      `the application's login is no member of ${APP_GROUP}: grant it`,
    );
  }
  return done(null);
}

/** Rights that come with a membership count: `SET ROLE` to an owner or a superuser is a way around the fence. */
async function readLoginFacts(client: pg.Client): Promise<LoginFacts> {
  const { rows } = await client.query<LoginFacts>(
    `SELECT current_user AS name,
            EXISTS (SELECT FROM pg_roles r WHERE r.rolsuper AND pg_has_role(current_user, r.oid, 'MEMBER')) AS superuser,
            EXISTS (SELECT FROM pg_roles r WHERE r.rolbypassrls AND pg_has_role(current_user, r.oid, 'MEMBER')) AS bypass,
            (SELECT count(*)::int FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
                AND pg_has_role(current_user, c.relowner, 'MEMBER')) AS owned,
            EXISTS (SELECT FROM pg_roles r WHERE r.rolname = $1 AND pg_has_role(current_user, r.oid, 'USAGE')) AS member`,
    [APP_GROUP],
  );
  return rows[0] ?? { name: "?", superuser: true, bypass: true, owned: 0, member: false };
}
