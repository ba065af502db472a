import { noSpace } from "../postgres/cluster";
import { aborted, askedToEnd } from "../setup/asked-to-end";
import { codeOf, done, messageOf, type Outcome } from "../setup/outcome";
import { prepareClient } from "../setup/prisma-client";
import { type Address, chooseAddress } from "./address";
import { announcement } from "./announce";
import { type Database, openDatabase } from "./database";
import { beTheOnlyOne, type Held } from "./only-one";
import { prepare } from "./prepare";
import { loadSecrets, type Secrets } from "./secrets";
import { type Server, serve, waitUntilWell } from "./serve";
import { untilTheEnd } from "./until-the-end";

const mode = process.argv.includes("--dev") ? "dev" : "start";
const asked = askedToEnd();
const began = performance.now();
const seconds = () => ((performance.now() - began) / 1000).toFixed(1);
const log = (line: string) => console.log(`[${seconds().padStart(5)} s] ${line}`);

/** From nothing to a running product, or to one sentence that says what stands in the way. */
async function start(): Promise<Outcome<null>> {
  const held = await beTheOnlyOne();
  if (!held.ok) return held;
  const address = await chooseAddress();
  if (!address.ok) return address;
  const secrets = loadSecrets();
  if (!secrets.ok) return secrets;
  const client = prepareClient(log);
  if (!client.ok) return client;
  const database = await openDatabase(secrets.data, log);
  if (!database.ok) return database;
  try {
    // Whoever wants it to end need not wait for a build.
    return await Promise.race([run(database.data, address.data, secrets.data, held.data), whenAsked()]);
  } finally {
    await server?.stop();
    await database.data.stop();
    held.data.release();
    log("已停止 · stopped");
  }
}

/** Stopped before its database is. */
let server: Server | undefined;

async function run(
  database: Database,
  address: Address,
  secrets: Secrets,
  held: Held,
): Promise<Outcome<null>> {
  const env = serverEnvironment(database, address, secrets);
  const seeded = await prepare({ database, env, build: mode === "start", log, asked });
  if (!seeded.ok) return seeded;
  if (asked.aborted) return done(null);
  log("啟動網頁伺服器 · starting the web server");
  server = serve(mode, address, env);
  const well = await waitUntilWell(address.url, server, mode === "dev" ? 180 : 60);
  if (!well.ok) return well;
  held.tell(address.url);
  console.log(announcement(address.url, seeded.data, seconds()));
  return untilTheEnd(server, database, log, asked);
}

async function whenAsked(): Promise<Outcome<null>> {
  await aborted(asked);
  return done(null);
}

/** The server gets the application's address only: with the owner's it could step over row-level security. */
function serverEnvironment(database: Database, address: Address, secrets: Secrets): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, APP_DATABASE_URL: database.appUrl };
  for (const name of ["DATABASE_URL", "TEST_DATABASE_URL", "PGPASSWORD"]) delete env[name];
  for (const name of ["POSTGRES_ADMIN_PASSWORD", "POSTGRES_OWNER_PASSWORD"]) delete env[name];
  for (const name of ["NEXTAUTH_SECRET", "DATA_KEY", "INDEX_KEY", "DEMO_PASSWORD"] as const)
    env[name] = secrets[name];
  env.NEXTAUTH_URL ||= address.url;
  return env;
}

const ended = await start().catch((error: unknown): Outcome<null> => {
  if (["ENOSPC", "EDQUOT", "53100"].includes(codeOf(error) ?? "")) return noSpace();
  console.error(error);
  return { ok: false, sentence: `啟動失敗:${messageOf(error)} (start failed, see above)` };
});
if (!ended.ok) console.error(`\n${ended.sentence}`);
process.exit(ended.ok ? 0 : 1);
