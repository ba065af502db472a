import pg from "pg";
import { migrate } from "../migrate";
import { asUser, atDatabase, checkConnection, withClient } from "../postgres/connect";
import { isAlive } from "../postgres/live-server";
import { APP_LOGIN, ensureAppLogin, ensureOwner, OWNER_LOGIN } from "../postgres/roles";
import { startServer } from "../postgres/server";
import { contentHash } from "../setup/content-hash";
import { done, type Outcome } from "../setup/outcome";
import { inData } from "../setup/paths";
import { prepareClient } from "../setup/prisma-client";
import { loadData } from "../setup/seed";
import { TEST_KEYS } from "./keys";

/** Where the tests' databases are: a template that is made once, and who may clone it. */
export type TestServer = { adminUrl: string; ownerUrl: string; appUrl: string; template: string };

const { escapeIdentifier, escapeLiteral } = pg;

/** Known to everybody, and reachable from this machine only: the data is invented. */
const PASSWORD = "caretower-test";
const TEST_APP_LOGIN = `${APP_LOGIN}_test`;

/** Nothing here must survive a power cut, so nothing waits for the disk. */
const FAST = [
  "fsync=off",
  "synchronous_commit=off",
  "full_page_writes=off",
  "autovacuum=off",
  "max_wal_size=2GB",
  "max_connections=200",
];

const TEST_POSTGRES = { folder: inData("test-postgres"), password: PASSWORD, settings: FAST };

export async function prepareTestServer(log: (line: string) => void): Promise<Outcome<TestServer>> {
  const client = prepareClient(log);
  if (!client.ok) return client;
  const admin = await findServer(log);
  if (!admin.ok) return admin;
  const owner = await ownerOf(admin.data);
  const app = await ensureAppLogin(owner, { name: TEST_APP_LOGIN, password: PASSWORD });
  if (!app.ok) return app;
  const template = `caretower_template_${templateHash()}`;
  const server = {
    adminUrl: admin.data,
    ownerUrl: atDatabase(owner, template),
    appUrl: atDatabase(app.data, template),
    template,
  };
  return withClient(admin.data, async (client) => {
    await client.query("SELECT pg_advisory_lock(hashtext('caretower test template'))");
    return makeTemplate(client, server, log);
  });
}

async function findServer(log: (line: string) => void): Promise<Outcome<string>> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) {
    const answer = await checkConnection(given, "TEST_DATABASE_URL");
    return answer.ok ? done(given) : answer;
  }
  const started = await startServer({ ...TEST_POSTGRES, log });
  return started.ok ? done(started.data.adminUrl) : started;
}

/** Stops the test server, unless somebody else works with it, such as vitest in another window. */
export async function stopTestServer(): Promise<void> {
  if (process.env.TEST_DATABASE_URL || !isAlive(TEST_POSTGRES.folder)) return;
  const server = await startServer({ ...TEST_POSTGRES, log: console.log });
  if (!server.ok) return;
  const others = await withClient(server.data.adminUrl, async (client) => {
    const { rows } = await client.query<{ others: number }>(
      `SELECT count(*)::int AS others FROM pg_stat_activity
        WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
    );
    return rows[0]?.others ?? 0;
  });
  if (others === 0) await server.data.stop();
}

/** On a server of somebody else the given user owns the test databases; on ours a user without special rights does. */
async function ownerOf(adminUrl: string): Promise<string> {
  if (process.env.TEST_DATABASE_URL) return adminUrl;
  await ensureOwner(adminUrl, { name: OWNER_LOGIN, password: PASSWORD });
  return asUser(adminUrl, OWNER_LOGIN, PASSWORD);
}

/** Reference data is loaded by the application's own code, so that code is part of what makes the template. */
function templateHash(): string {
  return contentHash(["prisma", "lib", "package-lock.json"], ["prisma/generated"]).slice(0, 12);
}

async function makeTemplate(client: pg.Client, server: TestServer, log: (line: string) => void) {
  if (await isComplete(client, server.template)) return done(server);
  log("建立測試資料庫範本 · making the template of the test databases");
  const making = `${server.template}_making`;
  await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(making)} WITH (FORCE)`);
  const owner = decodeURIComponent(new URL(server.ownerUrl).username);
  await client.query(`CREATE DATABASE ${escapeIdentifier(making)} OWNER ${escapeIdentifier(owner)}`);
  const filled = await fill(atDatabase(server.ownerUrl, making), atDatabase(server.appUrl, making), log);
  if (!filled.ok) return filled;
  await client.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ${escapeLiteral(making)}`,
  );
  await client.query(
    `ALTER DATABASE ${escapeIdentifier(making)} RENAME TO ${escapeIdentifier(server.template)}`,
  );
  await dropOldTemplates(client, server.template);
  return done(server);
}

/** The name is given last, so a template that has it is whole. */
async function isComplete(client: pg.Client, template: string): Promise<boolean> {
  const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [template]);
  return rowCount === 1;
}

async function fill(ownerUrl: string, appUrl: string, log: (line: string) => void): Promise<Outcome<null>> {
  const migrated = await migrate(ownerUrl);
  if (!migrated.ok) return migrated;
  Object.assign(process.env, TEST_KEYS, { APP_DATABASE_URL: appUrl });
  await loadData({ ownerUrl, demo: false, registry: false, log });
  await withClient(ownerUrl, (client) => client.query("VACUUM ANALYZE"));
  return done(null);
}

/** The newest stay: whoever works on several branches, or while tests run, does not lose the one in use. */
async function dropOldTemplates(client: pg.Client, current: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT datname AS name FROM pg_database
      WHERE datname LIKE 'caretower\\_template\\_%' AND datname <> $1 AND datname NOT LIKE '%\\_making'
      ORDER BY oid DESC OFFSET 7`,
    [current],
  );
  for (const { name } of rows)
    await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)}`).catch(() => 0);
}
