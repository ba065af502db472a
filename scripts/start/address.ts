import { setTimeout as pause } from "node:timers/promises";
import { tryPort } from "../setup/free-port";
import { done, type Outcome, refused } from "../setup/outcome";

export type Address = { host: string; port: number; url: string };

/** Where the product will answer, by PORT and HOST, when that place is free. */
export async function chooseAddress(): Promise<Outcome<Address>> {
  const text = process.env.PORT || "3000";
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65535) {
    return refused(`PORT=${text} 不是 1 到 65535 的連接埠`, `PORT=${text} is no port between 1 and 65535`);
  }
  const host = process.env.HOST || "127.0.0.1";
  const problem = await whyNot(host, port);
  if (problem) return explain(problem, host, port);
  const shown = ["0.0.0.0", "::"].includes(host) ? "127.0.0.1" : host;
  return done({ host, port, url: `http://${shown.includes(":") ? `[${shown}]` : shown}:${port}` });
}

/** A server whose parent was killed is gone within a moment; only a place that stays taken is taken. */
async function whyNot(host: string, port: number): Promise<string | undefined> {
  for (let attempt = 0; attempt < 10; attempt++) {
    const found = await tryPort(port, host);
    if (typeof found === "number") return undefined;
    if (found !== "EADDRINUSE") return found;
    await pause(400);
  }
  return "EADDRINUSE";
}

function explain(problem: string, host: string, port: number) {
  if (problem === "EADDRINUSE") {
    return refused(
      `連接埠 ${port} 已被使用,請停止使用它的程式,或以 PORT=${port + 1} npm start 改用其他連接埠`,
      `port ${port} is in use: stop what uses it, or choose another, PORT=${port + 1} npm start`,
    );
  }
  if (problem === "EACCES") {
    return refused(
      `沒有權限使用連接埠 ${port},請改用 1024 以上`,
      `port ${port} is not allowed: use one above 1024`,
    );
  }
  return refused(`無法使用位址 ${host}:${port}(${problem})`, `cannot listen on ${host}:${port}`);
}
