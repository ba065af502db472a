import { existsSync, readFileSync, realpathSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { codeOf, done, type Outcome, refused } from "../setup/outcome";

export type PidFile = { pid: number; port: number };

/** PostgreSQL writes its process id in the first line and its port in the fourth. */
export function readPidFile(folder: string): PidFile | undefined {
  const file = path.join(folder, "postmaster.pid");
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, "utf8").split("\n");
  return { pid: Number(lines[0]), port: Number(lines[3]) };
}

type Answer = "ours" | "not ours" | "wrong password" | "not ready" | "silent";

/**
 * The server that already serves this folder, if there is one. A process id alone proves nothing (after a crash it
 * may be somebody else's), so the proof is a connection whose data folder is this one.
 */
export async function findLiveServer(folder: string, password: string): Promise<Outcome<PidFile | null>> {
  const deadline = Date.now() + 60_000;
  let silentSince: number | undefined;
  while (true) {
    const found = readPidFile(folder);
    if (!found) return done(null);
    const answer = found.port > 0 ? await ask(found.port, folder, password) : "silent";
    if (answer === "ours") return done(found);
    if (answer === "wrong password" && serves(found.pid, folder)) return wrongSecrets();
    const waiting = answer === "not ready" || serves(found.pid, folder);
    if (!waiting) {
      clear(folder);
      return done(null);
    }
    if (answer === "silent") silentSince ??= Date.now();
    const tooLong = silentSince !== undefined && Date.now() - silentSince > 20_000;
    if (tooLong || Date.now() > deadline) return hangs(found.pid);
    await pause(300);
  }
}

function clear(folder: string): void {
  rmSync(path.join(folder, "postmaster.pid"), { force: true });
}

async function ask(port: number, folder: string, password: string): Promise<Answer> {
  const client = new pg.Client({
    host: "127.0.0.1",
    port,
    user: "postgres",
    password,
    database: "postgres",
    connectionTimeoutMillis: 3000,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ folder: string }>(
      "SELECT current_setting('data_directory') AS folder",
    );
    return samePlace(rows[0]?.folder, folder) ? "ours" : "not ours";
  } catch (error) {
    const code = codeOf(error);
    if (code === "57P03") return "not ready";
    return code === "28P01" ? "wrong password" : "silent";
  } finally {
    await client.end().catch(() => undefined);
  }
}

function samePlace(one: string | undefined, other: string): boolean {
  return one !== undefined && existsSync(one) && realpathSync(one) === realpathSync(other);
}

/** Whether a server serves this folder, without asking it. */
export function isAlive(folder: string): boolean {
  const found = readPidFile(folder);
  return found !== undefined && serves(found.pid, folder);
}

/** Whether the process is a PostgreSQL of this folder. A dead one that nobody waited for has no command line. */
function serves(pid: number, folder: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) !== "EPERM") return false;
  }
  const commandLine = `/proc/${pid}/cmdline`;
  if (!existsSync("/proc/self/cmdline")) return true;
  return existsSync(commandLine) && readFileSync(commandLine, "utf8").split("\0").includes(folder);
}

function wrongSecrets() {
  return refused(
    ".data/secrets.json 與 .data/postgres 不相符;請還原原本的 secrets.json,或刪除整個 .data 資料夾重新開始(資料會消失)",
    "secrets.json does not belong to this database: restore it, or delete .data to start over",
  );
}

function hangs(pid: number) {
  return refused(
    `資料庫程序 ${pid} 沒有回應,請結束它(kill ${pid})後再執行一次`,
    `PostgreSQL, process ${pid}, does not answer: end it and run the command again`,
  );
}
