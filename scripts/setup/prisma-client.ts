import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { contentHash, stampOf, writeStamp } from "./content-hash";
import { done, type Outcome, refused } from "./outcome";
import { inProject } from "./paths";

const STAMP = "prisma-client";

/** Generates the database client when the schema changed since the last time. */
export function prepareClient(log: (line: string) => void): Outcome<null> {
  if (!existsSync(inProject("prisma/schema"))) return done(null);
  const hash = contentHash(["prisma/schema", "node_modules/prisma/package.json"]);
  if (existsSync(inProject("prisma/generated")) && stampOf(STAMP) === hash) return done(null);
  log("產生資料庫用戶端 · generating the database client");
  const cli = inProject("node_modules/prisma/build/index.js");
  const run = spawnSync(process.execPath, [cli, "generate"], {
    cwd: inProject(),
    encoding: "utf8",
    // Generating needs no engine, but the command looks for one and would download it: any file satisfies it.
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? cli },
  });
  if (run.status !== 0) {
    return refused(`無法產生資料庫用戶端:\n${run.stdout}${run.stderr}`, "prisma generate failed");
  }
  writeStamp(STAMP, hash);
  return done(null);
}
