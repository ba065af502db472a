import { accessSync, constants, mkdirSync, rmSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { codeOf, done, type Outcome, refused } from "../setup/outcome";
import { DATA, inData, ROOT } from "../setup/paths";

/** How the running start is found: a socket dies with its process, a lock file would outlive it. */
const PLACE =
  process.platform === "win32"
    ? `\\\\.\\pipe\\caretower-${Buffer.from(ROOT).toString("base64url").slice(-80)}`
    : path.relative(ROOT, inData("start.sock"));

export type Held = { tell: (url: string) => void; release: () => void };

/** Makes this the only start in this folder; a second one learns of the first. */
export async function beTheOnlyOne(): Promise<Outcome<Held>> {
  if (!mayWrite()) return mayNotWrite();
  const state = { pid: process.pid, url: "" };
  let found = await listen(state);
  if (found === "taken") {
    const other = await askOther();
    if (other) return alreadyRunning(other);
    rmSync(PLACE, { force: true });
    found = await listen(state);
  }
  if (found === "taken")
    return refused("另一個 npm start 正在此資料夾啟動", "another npm start is starting in this folder");
  // Some shared folders know no sockets: there the ports and PostgreSQL's own lock are all that keeps two apart.
  const server = found === "impossible" ? undefined : found;
  return done({
    tell: (url) => {
      state.url = url;
    },
    release: () => server?.close(),
  });
}

function mayWrite(): boolean {
  try {
    mkdirSync(DATA, { recursive: true, mode: 0o711 });
    accessSync(DATA, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function mayNotWrite() {
  return refused(
    `沒有權限寫入 ${DATA},它可能屬於另一位使用者;請以該使用者執行,或變更資料夾的擁有者`,
    "may not write to .data, which may be another user's: run as that user, or change the owner",
  );
}

function listen(state: { pid: number; url: string }): Promise<net.Server | "taken" | "impossible"> {
  return new Promise((resolve) => {
    const server = net.createServer((socket) => {
      socket.on("error", () => undefined);
      socket.end(JSON.stringify(state));
    });
    server.once("error", (error) => resolve(codeOf(error) === "EADDRINUSE" ? "taken" : "impossible"));
    server.listen(PLACE, () => {
      server.unref();
      resolve(server);
    });
  });
}

type Other = { pid: number; url: string };

function askOther(): Promise<Other | undefined> {
  return new Promise((resolve) => {
    const socket = net.connect(PLACE);
    let answer = "";
    socket.setTimeout(3000, () => socket.destroy());
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(answer ? JSON.parse(answer) : undefined));
  });
}

function alreadyRunning({ pid, url }: Other) {
  return refused(
    `此資料夾已有一個 npm start 在執行(程序 ${pid}${url ? `,${url}` : ",尚在啟動"}),請直接使用或先停止它`,
    `npm start already runs in this folder, process ${pid}: use it, or stop it first`,
  );
}
