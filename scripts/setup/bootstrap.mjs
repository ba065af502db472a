import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { installPackages } from "./install.mjs";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..");

/** Installs what is missing, then goes on in TypeScript, within this process: nothing to be orphaned by a kill. */
export async function run(program) {
  process.chdir(ROOT);
  const problem = await installPackages(ROOT);
  if (problem) {
    console.error(problem);
    process.exitCode = 1;
    return;
  }
  await import("tsx");
  await import(pathToFileURL(path.join(ROOT, program)).href);
}
