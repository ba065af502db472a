import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import { withClient } from "./postgres/connect";
import { codeOf, done, messageOf, type Outcome, refused } from "./setup/outcome";
import { inProject } from "./setup/paths";

type Migration = { name: string; sql: string; checksum: string };
type Applied = { migration_name: string; checksum: string; finished_at: Date | null };

/** The lock that `prisma migrate` takes, so that neither runs while the other does. */
const PRISMA_LOCK = 72_707_369;

/** The table as Prisma makes it, to the letter: `prisma migrate deploy` must find its own. */
const TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum"              VARCHAR(64) NOT NULL,
    "finished_at"           TIMESTAMPTZ,
    "migration_name"        VARCHAR(255) NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        TIMESTAMPTZ,
    "started_at"            TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count"   INTEGER NOT NULL DEFAULT 0
)`;

/**
 * Applies what `prisma migrate deploy` would apply, without Prisma's schema engine (which is no npm package):
 * each migration in one transaction, under Prisma's lock, noted in Prisma's table. Gives back the names applied.
 */
export async function migrate(
  ownerUrl: string,
  folder = inProject("prisma/migrations"),
): Promise<Outcome<string[]>> {
  const migrations = readMigrations(folder);
  return withClient(ownerUrl, async (client) => {
    if (!(await takeLock(client))) {
      return refused(
        "另一個程式正在更新資料庫,請稍後再試",
        "another program is migrating this database: try again",
      );
    }
    const applied = await readApplied(client);
    const problem = findProblem(migrations, applied);
    if (problem) return problem;
    const names = new Set(applied.map((each) => each.migration_name));
    return applyAll(
      client,
      migrations.filter((each) => !names.has(each.name)),
    );
  });
}

export function readMigrations(folder: string): Migration[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(path.join(folder, entry.name, "migration.sql")))
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

/** The lock belongs to the connection: it is gone when the connection is, however this program ends. */
async function takeLock(client: pg.Client): Promise<boolean> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const { rows } = await client.query<{ taken: boolean }>("SELECT pg_try_advisory_lock($1) AS taken", [
      PRISMA_LOCK,
    ]);
    if (rows[0]?.taken) return true;
    await pause(300);
  }
  return false;
}

/** A migration that was rolled back counts as never applied, as it does for Prisma. */
async function readApplied(client: pg.Client): Promise<Applied[]> {
  const { rows: found } = await client.query(
    "SELECT to_regclass('\"_prisma_migrations\"') IS NOT NULL AS there",
  );
  if (!found[0]?.there) return [];
  const { rows } = await client.query<Applied>(
    'SELECT migration_name, checksum, finished_at FROM "_prisma_migrations" WHERE rolled_back_at IS NULL',
  );
  return rows;
}

function findProblem(migrations: Migration[], applied: Applied[]): Outcome<never> | undefined {
  const known = new Map(migrations.map((each) => [each.name, each.checksum]));
  for (const { migration_name: name, checksum, finished_at } of applied) {
    if (!finished_at) {
      return refused(
        `資料庫更新 ${name} 先前失敗,請修正後執行 prisma migrate resolve 再啟動`,
        `migration ${name} failed before: repair it and mark it with prisma migrate resolve`,
      );
    }
    if (!known.has(name)) {
      return refused(
        `資料庫已套用本程式沒有的更新 ${name},請改用較新版本的程式`,
        `the database has migration ${name}, which this version does not know: use a newer version`,
      );
    }
    if (known.get(name) !== checksum) {
      return refused(
        `已套用的資料庫更新 ${name} 內容被改過,請還原該檔案並另立新的更新`,
        `migration ${name} was changed after it was applied: restore the file and write a new migration`,
      );
    }
  }
  return undefined;
}

async function applyAll(client: pg.Client, pending: Migration[]): Promise<Outcome<string[]>> {
  if (pending.length > 0) await client.query(TABLE);
  for (const migration of pending) {
    const applied = await applyOne(client, migration);
    if (!applied.ok) return applied;
  }
  return done(pending.map((each) => each.name));
}

async function applyOne(client: pg.Client, migration: Migration): Promise<Outcome<null>> {
  const started = new Date();
  try {
    await client.query("BEGIN");
    // Without parameters the whole file goes to the server at once, function bodies included.
    await client.query(migration.sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
       VALUES ($1, $2, clock_timestamp(), $3, $4, 1)`,
      [randomUUID(), migration.checksum, migration.name, started],
    );
    await client.query("COMMIT");
    await client.query("RESET ALL");
    return done(null);
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    return failed(migration.name, error);
  }
}

function failed(name: string, error: unknown) {
  if (codeOf(error) === "53100") {
    return refused("資料庫主機的磁碟空間不足", "the database server's disk is full");
  }
  return refused(
    `資料庫更新 ${name} 失敗,未做任何變更:${messageOf(error)}`,
    `migration ${name} failed and changed nothing`,
  );
}
