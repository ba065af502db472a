import { migrate } from "../migrate";
import { noSpace } from "../postgres/cluster";
import { aborted, askedToEnd } from "../setup/asked-to-end";
import { buildIfChanged } from "../setup/build";
import { codeOf, done, messageOf, type Outcome } from "../setup/outcome";
import { prepareClient } from "../setup/prisma-client";
import { type DemoAccount, loadData } from "../setup/seed";
import { type Address, chooseAddress } from "./address";
import { announcement } from "./announce";
import { checkFence, type Database, openDatabase } from "./database";
import { beTheOnlyOne, type Held } from "./only-one";
import { loadSecrets, type Secrets } from "./secrets";
import { serve, waitUntilWell } from "./serve";
import { untilTheEnd } from "./until-the-end";

const mode = process.argv.includes("--dev") ? "dev" : "start";
const began = performance.now();
const seconds = () => ((performance.now() - began) / 1000).toFixed(1);
const log = (line: string) => console.log(`[${seconds().padStart(5)} s] ${line}`);

const asked = askedToEnd();
/** The web server leaves before its database does. */
let stopLast = async (): Promise<Outcome<null>> => done(null);

/** From nothing to a running product, or to one sentence that says what stands in the way. */
async function start(): Promise<Outcome<null>> {
  const address = await chooseAddress();
  const held = await beTheOnlyOne();
  if (!held.ok) return held;
  if (!address.ok) return address;
  const secrets = loadSecrets();
  if (!secrets.ok) return secrets;
  const client = prepareClient(log);
  if (!client.ok) return client;
  const database = await openDatabase(secrets.data, log);
  if (!database.ok) return database;
  return withDatabase(database.data, address.data, secrets.data, held.data);
}

async function withDatabase(database: Database, address: Address, secrets: Secrets, held: Held) {
  try {
    return await Promise.race([run(database, address, secrets, held), aborted(asked).then(() => stopLast())]);
  } finally {
    await stopLast();
    await database.stop();
    held.release();
    log("已停止 · stopped");
  }
}

async function run(
  database: Database,
  address: Address,
  secrets: Secrets,
  held: Held,
): Promise<Outcome<null>> {
  const env = serverEnvironment(database, address, secrets);
  const filled = await fillDatabase(database, env);
  if (!filled.ok) return filled;
  const fence = await checkFence(database);
  if (!fence.ok) return fence;
  if (mode === "start") {
    const built = await build(env);
    if (!built.ok) return built;
  }
  if (asked.aborted) return done(null);
  log("啟動網頁伺服器 · starting the web server");
  const server = serve(mode, address, env);
  stopLast = async () => {
    await server.stop();
    return done(null);
  };
  const well = await waitUntilWell(address.url, server, mode === "dev" ? 180 : 60);
  if (!well.ok) return well;
  held.tell(address.url);
  console.log(announcement(address.url, filled.data, seconds()));
  return untilTheEnd(server, database, log, asked);
}

/** The server gets the application's address only: with the owner's it could step over row-level security. */
function serverEnvironment(database: Database, address: Address, secrets: Secrets): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, APP_DATABASE_URL: database.appUrl };
  for (const name of ["DATABASE_URL", "TEST_DATABASE_URL", "PGPASSWORD"]) delete env[name];
  for (const name of ["NEXTAUTH_SECRET", "DATA_KEY", "INDEX_KEY"] as const) env[name] = secrets[name];
  env.NEXTAUTH_URL ||= address.url;
  return env;
}

async function fillDatabase(database: Database, env: NodeJS.ProcessEnv): Promise<Outcome<DemoAccount[]>> {
  const { ownerUrl, appUrl } = database;
  if (!ownerUrl) return done([]);
  const migrated = await migrate(ownerUrl);
  if (!migrated.ok) return migrated;
  if (migrated.data.length > 0)
    log(`資料庫已更新 ${migrated.data.length} 次 · ${migrated.data.length} migrations applied`);
  log("檢查基礎資料 · checking the reference data");
  Object.assign(process.env, env);
  return done(await loadData({ ownerUrl, appUrl, demo: process.env.DEMO !== "0", log }));
}

async function build(env: NodeJS.ProcessEnv): Promise<Outcome<null>> {
  log("檢查網頁程式,有變更時重新建置(約一分鐘) · building if sources changed, about a minute");
  const built = await buildIfChanged(env, asked);
  return built.ok ? done(null) : built;
}

const ended = await start().catch((error: unknown): Outcome<null> => {
  if (codeOf(error) === "ENOSPC" || codeOf(error) === "53100") return noSpace();
  console.error(error);
  return { ok: false, sentence: `啟動失敗:${messageOf(error)} (start failed, see above)` };
});
if (!ended.ok) console.error(`\n${ended.sentence}`);
process.exit(ended.ok ? 0 : 1);
