import { spawnSync } from "node:child_process";
import path from "node:path";
import pg from "pg";
import { atDatabase, withClient } from "@/scripts/postgres/connect";
import { TEST_KEYS } from "@/scripts/test/keys";
import type { TestServer } from "@/scripts/test/template";

/**
 * A database of this test file alone: migrated, with the reference data, without the demo.
 * `ownerUrl` owns the tables and is bound by no policy that is not forced; `appUrl` is what the application has.
 */
export type TestDatabase = {
  ownerUrl: string;
  appUrl: string;
  /** Back to the state of the template. Connections that are open are cut; pools open new ones by themselves. */
  reset: () => Promise<void>;
};

const { escapeIdentifier } = pg;
const PREFIX = "caretower_t_";

let current: Promise<TestDatabase> | undefined;

/** The database of this test file, made at the first call. `process.env` already points the application to it. */
export function testDatabase(): Promise<TestDatabase> {
  current ??= openDatabase();
  return current;
}

async function openDatabase(): Promise<TestDatabase> {
  const server = testServer();
  const name = `${PREFIX}${process.pid}`;
  const reset = () => clone(server, name);
  await dropAbandoned(server);
  await reset();
  const database = {
    ownerUrl: atDatabase(server.ownerUrl, name),
    appUrl: atDatabase(server.appUrl, name),
    reset,
  };
  Object.assign(process.env, TEST_KEYS, { APP_DATABASE_URL: database.appUrl });
  return database;
}

/** An empty database of the owner, for what is about migrations; dropped after `work`. */
export async function withEmptyDatabase<T>(work: (ownerUrl: string) => Promise<T>): Promise<T> {
  const server = testServer();
  const name = `${PREFIX}${process.pid}_empty_${Math.trunc(performance.now() * 1000)}`;
  const owner = escapeIdentifier(decodeURIComponent(new URL(server.ownerUrl).username));
  await withClient(server.adminUrl, (client) =>
    client.query(`CREATE DATABASE ${escapeIdentifier(name)} OWNER ${owner}`),
  );
  try {
    return await work(atDatabase(server.ownerUrl, name));
  } finally {
    await withClient(server.adminUrl, (client) => drop(client, name));
  }
}

/** Clones the template under a name of one's choice, for a server that runs beside the tests. */
export async function clone(server: TestServer, name: string): Promise<void> {
  const owner = escapeIdentifier(decodeURIComponent(new URL(server.ownerUrl).username));
  await withClient(server.adminUrl, async (client) => {
    await drop(client, name);
    await client.query(
      `CREATE DATABASE ${escapeIdentifier(name)} TEMPLATE ${escapeIdentifier(server.template)} OWNER ${owner}`,
    );
  });
}

async function drop(client: pg.Client, name: string): Promise<void> {
  await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`);
}

/** Databases carry the process id of their test file; those of processes that ended are dropped by the next. */
async function dropAbandoned(server: TestServer): Promise<void> {
  await withClient(server.adminUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT datname AS name FROM pg_database WHERE datname LIKE '${PREFIX.replaceAll("_", "\\_")}%'`,
    );
    for (const { name } of rows) {
      if (!isAlive(Number(/\d+/.exec(name)?.[0]))) await drop(client, name).catch(() => undefined);
    }
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Where the test databases are. Prepared once a run by vitest's global set-up, or here by whoever comes first. */
export function testServer(): TestServer {
  process.env.TEST_SERVER ??= prepare();
  return JSON.parse(process.env.TEST_SERVER);
}

function prepare(): string {
  const root = path.resolve(import.meta.dirname, "..", "..");
  const run = spawnSync(process.execPath, ["--import", "tsx", "scripts/test/prepare-database.ts"], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    // vitest sets these for its own module runner; the preparation is an ordinary program.
    env: { ...process.env, NODE_OPTIONS: "", VITEST: undefined },
  });
  if (run.status !== 0) throw new Error("the test databases could not be prepared, see the lines above");
  return run.stdout.trim().split("\n").at(-1) ?? "";
}
