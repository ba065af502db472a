import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { migrate, readMigrations } from "@/scripts/migrate";
import { withClient } from "@/scripts/postgres/connect";
import { inProject } from "@/scripts/setup/paths";
import { withEmptyDatabase } from "@/tests/support/database";
import asPrismaWrites from "@/tests/support/migrations/as-prisma-writes.json";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "migrations-"));
  cpSync(inProject("tests/support/migrations"), folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

const rowsOf = (url: string, sql: string) =>
  withClient(url, async (client) => (await client.query(sql)).rows);
const ROWS = 'SELECT * FROM "_prisma_migrations" ORDER BY migration_name';

function addMigration(name: string, sql: string) {
  mkdirSync(path.join(folder, name));
  writeFileSync(path.join(folder, name, "migration.sql"), sql);
}

describe("agreement with Prisma", () => {
  test("the table is the one that prisma migrate deploy makes", () =>
    withEmptyDatabase(async (url) => {
      await migrate(url, folder);
      const columns = await rowsOf(
        url,
        `SELECT attname, format_type(atttypid, atttypmod) AS type, CASE WHEN attnotnull THEN 'not null' ELSE 'null' END AS nullable,
                pg_get_expr(adbin, adrelid) AS fallback
           FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
          WHERE attrelid = '"_prisma_migrations"'::regclass AND attnum > 0 ORDER BY attnum`,
      );
      expect(columns.map((each) => [each.attname, each.type, each.nullable, each.fallback])).toEqual(
        asPrismaWrites.columns,
      );
      const keys = await rowsOf(
        url,
        `SELECT conname, pg_get_constraintdef(oid) AS definition FROM pg_constraint
          WHERE conrelid = '"_prisma_migrations"'::regclass AND contype = 'p'`,
      );
      expect(keys.map((each) => [each.conname, each.definition])).toEqual([asPrismaWrites.primaryKey]);
    }));

  test("what is noted of each migration is what prisma migrate deploy notes", () =>
    withEmptyDatabase(async (url) => {
      expect(await migrate(url, folder)).toEqual({
        ok: true,
        data: asPrismaWrites.rows.map((row) => row.migration_name),
      });
      const rows = await rowsOf(url, ROWS);
      expect(rows).toMatchObject(asPrismaWrites.rows);
      for (const row of rows) {
        expect(row.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/);
        expect(row.finished_at.getTime()).toBeGreaterThanOrEqual(row.started_at.getTime());
      }
    }));

  test("the product's migrations apply to an empty database, and a second time nothing is left to apply", () =>
    withEmptyDatabase(async (url) => {
      const names = readMigrations(inProject("prisma/migrations")).map((each) => each.name);
      expect(await migrate(url)).toEqual({ ok: true, data: names });
      expect(await migrate(url)).toEqual({ ok: true, data: [] });
    }));

  test.runIf(process.env.PRISMA_SCHEMA_ENGINE_BINARY)("prisma migrate status finds nothing to do", () =>
    withEmptyDatabase(async (url) => {
      await migrate(url);
      const status = await prisma(["migrate", "status"], url);
      expect(status.output).toContain("Database schema is up to date");
      expect(status.code).toBe(0);
    }),
  );
});

describe("what is refused", () => {
  test("a migration that was changed after it was applied", () =>
    withEmptyDatabase(async (url) => {
      await migrate(url, folder);
      writeFileSync(path.join(folder, "20260101000000_first", "migration.sql"), "SELECT 1;");
      expect(await migrate(url, folder)).toMatchObject({
        ok: false,
        sentence: expect.stringContaining("20260101000000_first was changed"),
      });
    }));

  test("a migration that fails leaves nothing behind, and the ones before it stay", () =>
    withEmptyDatabase(async (url) => {
      addMigration("20260103000000_third", "CREATE TABLE half (id int); SELECT 1 / 0;");
      const outcome = await migrate(url, folder);
      expect(outcome).toMatchObject({ ok: false, sentence: expect.stringContaining("division by zero") });
      expect(await rowsOf(url, "SELECT to_regclass('half') AS half")).toEqual([{ half: null }]);
      expect(await rowsOf(url, ROWS)).toHaveLength(2);
    }));

  test("a migration that Prisma noted as failed", () =>
    withEmptyDatabase(async (url) => {
      await migrate(url, folder);
      await rowsOf(
        url,
        "UPDATE \"_prisma_migrations\" SET finished_at = NULL WHERE migration_name LIKE '%second'",
      );
      expect(await migrate(url, folder)).toMatchObject({
        ok: false,
        sentence: expect.stringContaining("20260102000000_second failed before"),
      });
    }));

  test("a database that is newer than this program", () =>
    withEmptyDatabase(async (url) => {
      await migrate(url, folder);
      rmSync(path.join(folder, "20260102000000_second"), { recursive: true });
      expect(await migrate(url, folder)).toMatchObject({
        ok: false,
        sentence: expect.stringContaining("does not know"),
      });
    }));
});

test("a migration that was marked as rolled back is applied again", () =>
  withEmptyDatabase(async (url) => {
    await migrate(url, folder);
    await rowsOf(
      url,
      `ALTER TABLE note DROP COLUMN at; UPDATE "_prisma_migrations"
          SET finished_at = NULL, rolled_back_at = now() WHERE migration_name LIKE '%second'`,
    );
    expect(await migrate(url, folder)).toEqual({ ok: true, data: ["20260102000000_second"] });
  }));

test("two programs that migrate at once apply everything once", () =>
  withEmptyDatabase(async (url) => {
    const outcomes = await Promise.all([migrate(url, folder), migrate(url, folder)]);
    expect(outcomes.map((outcome) => outcome.ok)).toEqual([true, true]);
    expect(await rowsOf(url, ROWS)).toHaveLength(2);
  }));

function prisma(args: string[], url: string): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [inProject("node_modules/prisma/build/index.js"), ...args], {
      cwd: inProject(),
      env: { ...process.env, DATABASE_URL: url },
    });
    let output = "";
    child.stdout.on("data", (chunk) => {
      output += chunk;
    });
    child.stderr.on("data", (chunk) => {
      output += chunk;
    });
    child.on("close", (code) => resolve({ code, output }));
  });
}
