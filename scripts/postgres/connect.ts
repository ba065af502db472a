import pg from "pg";
import { codeOf, done, messageOf, type Outcome, refused } from "../setup/outcome";

/** Opens one connection for `work` and closes it, whatever happens. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // A server that goes away between two queries is reported by the next query; the event alone must not end us.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Tries a connection and explains in one sentence what is wrong with its address. */
export async function checkConnection(url: string, variable: string): Promise<Outcome<null>> {
  if (!isPostgresUrl(url)) return malformed(variable);
  try {
    return await withClient(url, checkServer);
  } catch (error) {
    return connectionProblem(error, url, variable);
  }
}

function isPostgresUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, pathname } = new URL(url);
  return /^postgres(ql)?:$/.test(protocol) && hostname !== "" && pathname.length > 1;
}

function malformed(variable: string) {
  return refused(
    `${variable} 的格式不對,應為 postgresql://帳號:密碼@主機:5432/資料庫`,
    `${variable} must look like postgresql://user:password@host:5432/database`,
  );
}

const OLDEST = 150_000;

async function checkServer(client: pg.Client): Promise<Outcome<null>> {
  const { rows } = await client.query<{ version: string; number: string; encoding: string }>(
    `SELECT current_setting('server_version') AS version, current_setting('server_version_num') AS number,
            current_setting('server_encoding') AS encoding`,
  );
  const server = rows[0];
  if (!server || Number(server.number) < OLDEST) {
    return refused(
      `此資料庫是 PostgreSQL ${server?.version},本系統需要 15 以上`,
      `this server is PostgreSQL ${server?.version}: 15 or newer is needed`,
    );
  }
  if (server.encoding !== "UTF8") {
    return refused(
      `此資料庫的編碼是 ${server.encoding},請以 UTF8 重新建立資料庫`,
      `the database is encoded in ${server.encoding}: create it with UTF8`,
    );
  }
  return done(null);
}

type Problem = { chinese: string; english: string };

function connectionProblem(error: unknown, url: string, variable: string) {
  const { hostname, port, pathname, username } = new URL(url);
  const where = `${hostname}:${port || 5432}`;
  const database = decodeURIComponent(pathname.slice(1));
  const unreachable = {
    chinese: `連不到 ${where} 的資料庫,請檢查主機、連接埠與防火牆`,
    english: `no PostgreSQL answers at ${where}`,
  };
  const known: Record<string, Problem> = {
    ECONNREFUSED: unreachable,
    EHOSTUNREACH: unreachable,
    ENETUNREACH: unreachable,
    ETIMEDOUT: unreachable,
    ENOTFOUND: { chinese: `找不到主機 ${hostname}`, english: `the host ${hostname} is not known` },
    EAI_AGAIN: { chinese: `找不到主機 ${hostname}`, english: `the host ${hostname} is not known` },
    "28P01": { chinese: `帳號 ${username} 的密碼不對`, english: `wrong password for ${username}` },
    "28000": { chinese: `伺服器不接受帳號 ${username}`, english: `the server does not accept ${username}` },
    "3D000": {
      chinese: `資料庫 ${database} 不存在,請先建立(CREATE DATABASE)`,
      english: `the database ${database} does not exist: create it first`,
    },
    "53300": { chinese: "資料庫連線數已滿", english: "the server has no connection left" },
  };
  const problem = known[codeOf(error) ?? ""] ?? (/timeout/i.test(messageOf(error)) ? unreachable : undefined);
  if (!problem) return refused(`${variable} 無法連線:${messageOf(error)}`, `cannot connect by ${variable}`);
  return refused(`${variable}:${problem.chinese}`, problem.english);
}

/** The same server and user, another database. */
export function atDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(database)}`;
  return changed.toString();
}

/** The same server and database, another user. */
export function asUser(url: string, user: string, password: string): string {
  const changed = new URL(url);
  changed.username = encodeURIComponent(user);
  changed.password = encodeURIComponent(password);
  return changed.toString();
}
