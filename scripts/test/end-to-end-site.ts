import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { freePort } from "../setup/free-port";
import { done, type Outcome, refused } from "../setup/outcome";
import { inData, inProject } from "../setup/paths";
import { serve, waitUntilWell } from "../start/serve";
import { TEST_KEYS } from "./keys";
import type { EndToEndData } from "./prepare-end-to-end";

export type Site = { env: Record<string, string>; stop: () => Promise<void> };

/** The production build on a database of its own, with the demo, at a port that is free. */
export async function endToEndSite(log: (line: string) => void): Promise<Outcome<Site>> {
  const prepared = await prepare();
  if (!prepared.ok) return prepared;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ...TEST_KEYS,
    APP_DATABASE_URL: prepared.data.appUrl,
    NEXTAUTH_URL: url,
  };
  delete env.DATABASE_URL;
  const output = inData("test-results", "server.log");
  mkdirSync(inData("test-results"), { recursive: true });
  const file = openSync(output, "w");
  const server = serve("start", { host: "127.0.0.1", port, url }, env, file);
  closeSync(file);
  const well = await waitUntilWell(url, server, 60);
  if (!well.ok) {
    await server.stop();
    console.log(readFileSync(output, "utf8"));
    return well;
  }
  log(`e2e: ${url}`);
  return done({
    env: {
      E2E_BASE_URL: url,
      E2E_ACCOUNTS: JSON.stringify(prepared.data.accounts),
      E2E_OWNER_URL: prepared.data.ownerUrl,
      E2E_APP_URL: prepared.data.appUrl,
    },
    stop: server.stop,
  });
}

/** In a process of its own: the seeds keep their settings and connections in module scope. */
function prepare(): Promise<Outcome<EndToEndData>> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--import", "tsx", "scripts/test/prepare-end-to-end.ts"], {
      cwd: inProject(),
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    child.stdout.on("data", (chunk) => {
      output += chunk;
    });
    child.on("close", (code) => {
      const last = output.trim().split("\n").at(-1);
      if (code === 0 && last) resolve(done(JSON.parse(last)));
      else resolve(refused("無法準備 e2e 的資料庫,原因見上", "the database for e2e could not be prepared"));
    });
  });
}
