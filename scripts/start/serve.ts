import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { nextProgram } from "../setup/build";
import { done, type Outcome, refused } from "../setup/outcome";
import { inProject } from "../setup/paths";
import type { Address } from "./address";

export type Server = { stop: () => Promise<void>; ended: Promise<number | null> };

const followParent = pathToFileURL(inProject("scripts/setup/follow-parent.mjs")).href;

/** Starts the web server as a process that leaves when this one does. */
export function serve(
  mode: "start" | "dev",
  address: Address,
  env: NodeJS.ProcessEnv,
  output: number | "inherit" = "inherit",
): Server {
  const next = [nextProgram, mode, "-H", address.host, "-p", String(address.port)];
  const child = spawn(process.execPath, ["--import", followParent, ...next], {
    cwd: inProject(),
    env: {
      ...env,
      NODE_ENV: mode === "dev" ? "development" : "production",
      NEXT_TELEMETRY_DISABLED: "1",
    },
    stdio: ["ignore", output, output, "ipc"],
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once("error", () => resolve(1));
    child.once("exit", resolve);
  });
  return { ended, stop: () => stop(child, ended) };
}

async function stop(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
  const forced = setTimeout(() => child.kill("SIGKILL"), 8000);
  await ended;
  clearTimeout(forced);
}

/** Waits until the product says that it is well, which includes its database. */
export async function waitUntilWell(url: string, server: Server, seconds: number): Promise<Outcome<null>> {
  const deadline = Date.now() + seconds * 1000;
  let exited = false;
  server.ended.then(() => {
    exited = true;
  });
  while (Date.now() < deadline && !exited) {
    const answer = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5000) }).catch(
      () => undefined,
    );
    if (answer?.ok) return done(null);
    await pause(150);
  }
  if (exited) return refused("網頁伺服器無法啟動,原因見上", "the web server ended while starting, see above");
  return refused(
    `網頁伺服器在 ${seconds} 秒內沒有就緒(${url}/api/health)`,
    `the web server was not ready within ${seconds} s`,
  );
}
