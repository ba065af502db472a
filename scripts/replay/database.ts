import { existsSync } from "node:fs";
import { disconnect } from "@/lib/platform/db";
import { asUser, atDatabase } from "../postgres/connect";
import { APP_LOGIN } from "../postgres/roles";
import { startServer } from "../postgres/server";
import { done, type Outcome, refused } from "../setup/outcome";
import { inData } from "../setup/paths";
import { loadSecrets } from "../start/secrets";

const DATABASE = "caretower";

interface Opened {
  close: () => Promise<void>;
}

/**
 * The database of this installation under the application's login: the one named in APP_DATABASE_URL or DATABASE_URL, else the
 * embedded one, which is started for the while when it does not run.
 */
export async function openForReading(): Promise<Outcome<Opened>> {
  if (process.env.APP_DATABASE_URL) return pointTo(process.env.APP_DATABASE_URL, async () => undefined);
  if (!existsSync(inData("secrets.json"))) {
    return refused(
      "沒有資料庫可讀;請先執行 npm start,或以 APP_DATABASE_URL 指定資料庫",
      "there is no database to read: run npm start first, or name one in APP_DATABASE_URL",
    );
  }
  const secrets = loadSecrets();
  if (!secrets.ok) return secrets;
  Object.assign(process.env, secrets.data);
  const appUrl = (url: string) => asUser(url, APP_LOGIN, secrets.data.POSTGRES_APP_PASSWORD);
  if (process.env.DATABASE_URL) return pointTo(appUrl(process.env.DATABASE_URL), async () => undefined);
  const server = await startServer({
    folder: inData("postgres"),
    password: secrets.data.POSTGRES_ADMIN_PASSWORD,
    log: (line) => console.error(line),
  });
  if (!server.ok) return server;
  const { adminUrl, attached, stop } = server.data;
  return pointTo(appUrl(atDatabase(adminUrl, DATABASE)), attached ? async () => undefined : stop);
}

/** Reading decisions needs none of the application's keys; those that are missing are filled with nothing of value. */
function pointTo(appUrl: string, stop: () => Promise<void>): Outcome<Opened> {
  const filler = Buffer.alloc(32).toString("base64");
  for (const name of ["NEXTAUTH_SECRET", "DATA_KEY", "INDEX_KEY"]) process.env[name] ||= filler;
  process.env.APP_DATABASE_URL = appUrl;
  const close = async () => {
    await disconnect();
    await stop();
  };
  return done({ close });
}
