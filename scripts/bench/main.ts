import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { inProject } from "../setup/paths";

const FOLDER = "tests/bench";

/** One after the other, each in a process of its own, so that none is measured in the shadow of another. */
async function runAll(words: string[]): Promise<number> {
  const folder = inProject(FOLDER);
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".bench.ts")) : [];
  const chosen = files
    .sort()
    .filter((name) => words.length === 0 || words.some((word) => name.includes(word)));
  let failed = 0;
  for (const name of chosen) {
    console.log(`\n▶ ${name}`);
    if ((await run(path.join(FOLDER, name))) !== 0) failed++;
  }
  console.log(`\n${chosen.length - failed} benchmarks done, ${failed} failed`);
  return failed;
}

function run(file: string): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--import", "tsx", file], { cwd: inProject(), stdio: "inherit" });
    child.on("close", resolve);
    child.on("error", () => resolve(1));
  });
}

process.exit((await runAll(process.argv.slice(2))) > 0 ? 1 : 0);
