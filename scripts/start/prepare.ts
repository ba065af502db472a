import type { Seeded } from "@/prisma/seed/index";
import { migrate } from "../migrate";
import { withClient } from "../postgres/connect";
import { checkAppLogin } from "../postgres/roles";
import { buildIfChanged } from "../setup/build";
import { done, type Outcome } from "../setup/outcome";
import { loadData } from "../setup/seed";
import type { Database, Log } from "./database";

export type Preparation = {
  database: Database;
  /** The environment of the web server; the data is loaded by the same code under the same settings. */
  env: NodeJS.ProcessEnv;
  build: boolean;
  log: Log;
  asked: AbortSignal;
};

/** Everything between a reachable database and a web server: tables, rights, data, build. */
export async function prepare(preparation: Preparation): Promise<Outcome<Seeded>> {
  const { database, env, build, log, asked } = preparation;
  const migrated = await bringUpToDate(database, log);
  if (!migrated.ok) return migrated;
  const fence = await checkAppLogin(database.appUrl);
  if (!fence.ok) return fence;
  const seeded = await fill(database, env, log);
  if (!build) return done(seeded);
  const built = await buildIfChanged(env, log, asked);
  return built.ok ? done(seeded) : built;
}

async function bringUpToDate({ ownerUrl }: Database, log: Log): Promise<Outcome<null>> {
  if (!ownerUrl) return done(null);
  const migrated = await migrate(ownerUrl);
  if (!migrated.ok) return migrated;
  const { length } = migrated.data;
  if (length > 0) log(`資料庫已更新 ${length} 次 · ${length} migrations applied`);
  if (!(await knowsChineseLetters(ownerUrl))) {
    log("提醒:資料庫的語系不認得中文字,以部分名稱搜尋會較慢;建議以 C.UTF-8 或 zh_TW.UTF-8 建立資料庫");
    log(
      "note: the database's LC_CTYPE takes Chinese for punctuation; searches will be slow, create it with C.UTF-8",
    );
  }
  return done(null);
}

/** Under LC_CTYPE "C" the trigram indexes of names stay empty. */
async function knowsChineseLetters(ownerUrl: string): Promise<boolean> {
  return withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<{ ctype: string }>(
      "SELECT datctype AS ctype FROM pg_database WHERE datname = current_database()",
    );
    return !["C", "POSIX"].includes(rows[0]?.ctype ?? "");
  });
}

async function fill({ ownerUrl }: Database, env: NodeJS.ProcessEnv, log: Log): Promise<Seeded> {
  if (!ownerUrl) return { accounts: [], firstAdmins: [] };
  log("檢查基礎資料 · checking the reference data");
  Object.assign(process.env, env);
  return loadData({ ownerUrl, demo: process.env.DEMO !== "0", log });
}
