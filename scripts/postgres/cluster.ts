import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { done, type Outcome, refused } from "../setup/outcome";
import type { Binaries } from "./binaries";
import { type Identity, runAs } from "./run-as";

/**
 * A locale whose letters include Chinese: under plain "C" pg_trgm takes 臺 for punctuation, and a search
 * for part of a name finds nothing. Not every system has the first one.
 */
const LOCALES = ["C.UTF-8", "en_US.UTF-8"];

type ClusterOptions = { binaries: Binaries; identity: Identity; folder: string; password: string };

export const clusterExists = (folder: string) => existsSync(path.join(folder, "PG_VERSION"));

/** Makes a cluster beside its place and moves it there when it is whole: an interrupted one never counts. */
export async function createCluster(options: ClusterOptions): Promise<Outcome<null>> {
  const { folder, identity } = options;
  const making = `${folder}.making`;
  const passwordFile = `${folder}.password`;
  try {
    let problem = "";
    for (const locale of process.platform === "win32" ? [undefined] : LOCALES) {
      makeEmptyFolder(making, identity);
      writePassword(passwordFile, options.password, identity);
      const made = await runInitdb(options, making, passwordFile, locale);
      if (made.code === 0) {
        rmSync(folder, { recursive: true, force: true });
        renameSync(making, folder);
        return done(null);
      }
      problem = made.output;
      if (!problem.includes("locale")) break;
    }
    return initdbProblem(problem);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(making, { recursive: true, force: true });
  }
}

function runInitdb(options: ClusterOptions, folder: string, passwordFile: string, locale?: string) {
  return runAs(options.identity, options.binaries.initdb, [
    `--pgdata=${folder}`,
    "--username=postgres",
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale-provider=icu",
    "--icu-locale=zh-Hant-TW",
    ...(locale ? [`--locale=${locale}`] : []),
    // The folder is moved into place afterwards; what matters is synced at the first checkpoint.
    "--no-sync",
  ]);
}

function makeEmptyFolder(folder: string, identity: Identity): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  giveTo(folder, identity);
}

function writePassword(file: string, password: string, identity: Identity): void {
  rmSync(file, { force: true });
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  giveTo(file, identity);
}

function giveTo(file: string, identity: Identity): void {
  if (identity.uid !== undefined && identity.gid !== undefined) chownSync(file, identity.uid, identity.gid);
}

function initdbProblem(output: string): Outcome<never> {
  if (/No space left/i.test(output)) return noSpace();
  const last = output.trim().split("\n").slice(-3).join(" / ");
  return refused(`無法建立資料庫叢集:${last}`, "initdb failed");
}

export function noSpace(): { ok: false; sentence: string } {
  return refused(
    "磁碟空間不足,請清出至少 500 MB 後再執行一次",
    "the disk is full: free at least 500 MB and run the command again",
  );
}
