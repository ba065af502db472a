import { existsSync, statfsSync } from "node:fs";
import { noSpace } from "../postgres/cluster";
import { asUser, atDatabase, checkConnection } from "../postgres/connect";
import {
  APP_LOGIN,
  ensureAppLogin,
  ensureDatabase,
  ensureGroup,
  ensureOwner,
  OWNER_LOGIN,
} from "../postgres/roles";
import { startServer } from "../postgres/server";
import { done, type Outcome } from "../setup/outcome";
import { DATA, inData } from "../setup/paths";
import type { Secrets } from "./secrets";

export type Log = (line: string) => void;

export type Database = {
  /** Missing where the operator migrates elsewhere and gives this machine the application's login only. */
  ownerUrl?: string;
  appUrl: string;
  /** Only for the embedded server: whether it lives, and how it is brought back to where it was. */
  embedded?: { isAlive: () => boolean; revive: () => Promise<boolean> };
  stop: () => Promise<void>;
};

const DATABASE = "caretower";
const NEEDED_BYTES = 500 * 1024 ** 2;
const nothing = async () => undefined;

/** The database to work with: the operator's when one is named, otherwise PostgreSQL from npm under `.data/`. */
export function openDatabase(secrets: Secrets, log: Log): Promise<Outcome<Database>> {
  const { DATABASE_URL: ownerUrl, APP_DATABASE_URL: appUrl } = process.env;
  if (ownerUrl) return external(ownerUrl, appUrl, secrets);
  return appUrl ? applicationOnly(appUrl) : embedded(secrets, log);
}

async function embedded(secrets: Secrets, log: Log): Promise<Outcome<Database>> {
  const folder = inData("postgres");
  if (!existsSync(folder) && freeBytes() < NEEDED_BYTES) return noSpace();
  const start = () => startServer({ folder, password: secrets.POSTGRES_ADMIN_PASSWORD, log });
  const server = await start();
  if (!server.ok) return server;
  const { adminUrl, attached, isAlive, stop } = server.data;
  if (attached) log("接續使用執行中的資料庫 · attached to the PostgreSQL that was still running");
  const revive = async () => {
    const again = await start();
    return again.ok && again.data.adminUrl === adminUrl;
  };
  try {
    const logins = await prepareLogins(adminUrl, secrets);
    if (logins.ok) return done({ ...logins.data, embedded: { isAlive, revive }, stop });
    await stop();
    return logins;
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The embedded server's own superuser is used for this alone. */
async function prepareLogins(
  adminUrl: string,
  secrets: Secrets,
): Promise<Outcome<{ ownerUrl: string; appUrl: string }>> {
  const owner = { name: OWNER_LOGIN, password: secrets.POSTGRES_OWNER_PASSWORD };
  await ensureOwner(adminUrl, owner);
  await ensureDatabase(adminUrl, DATABASE, owner.name);
  const ownerUrl = asUser(atDatabase(adminUrl, DATABASE), owner.name, owner.password);
  const app = await ensureAppLogin(ownerUrl, appLogin(secrets));
  return app.ok ? done({ ownerUrl, appUrl: app.data }) : app;
}

async function external(
  ownerUrl: string,
  appUrl: string | undefined,
  secrets: Secrets,
): Promise<Outcome<Database>> {
  const answer = await checkConnection(ownerUrl, "DATABASE_URL");
  if (!answer.ok) return answer;
  if (!appUrl) {
    const app = await ensureAppLogin(ownerUrl, appLogin(secrets));
    return app.ok ? done({ ownerUrl, appUrl: app.data, stop: nothing }) : app;
  }
  const appAnswer = await checkConnection(appUrl, "APP_DATABASE_URL");
  if (!appAnswer.ok) return appAnswer;
  const group = await ensureGroup(ownerUrl);
  return group.ok ? done({ ownerUrl, appUrl, stop: nothing }) : group;
}

async function applicationOnly(appUrl: string): Promise<Outcome<Database>> {
  const answer = await checkConnection(appUrl, "APP_DATABASE_URL");
  return answer.ok ? done({ appUrl, stop: nothing }) : answer;
}

const appLogin = (secrets: Secrets) => ({ name: APP_LOGIN, password: secrets.POSTGRES_APP_PASSWORD });

function freeBytes(): number {
  const { bavail, bsize } = statfsSync(existsSync(DATA) ? DATA : ".");
  return bavail * bsize;
}
