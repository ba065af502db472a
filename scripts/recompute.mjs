import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { requireNode } from "./setup/require-node.mjs";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

// npm run recompute -- DIR. npm changes into the package's folder; the caller's own folder is what relative paths mean.
function located(folder) {
  const fromCaller = path.resolve(process.env.INIT_CWD || process.cwd(), folder);
  return existsSync(fromCaller) ? fromCaller : path.resolve(folder);
}

async function run([folder, ...more]) {
  if (!existsSync(path.join(ROOT, "node_modules", "tsx"))) {
    // Standard output is the report; what is being installed is said beside it.
    console.log = console.error;
    const { installPackages } = await import("./setup/install.mjs");
    const problem = await installPackages(ROOT);
    if (problem) {
      console.error(problem);
      return 1;
    }
  }
  const { register } = await import("tsx/esm/api");
  register();
  const { recomputeFolder } = await import("./recompute-folder.ts");
  return recomputeFolder(
    folder === undefined || more.length > 0 ? undefined : located(folder),
    (line) => process.stdout.write(`${line}\n`),
    (sentence) => process.stderr.write(`${sentence}\n`),
  );
}

// `… | head` closes the pipe early: that is no fault.
process.stdout.on("error", (error) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

if (requireNode()) {
  run(process.argv.slice(2)).then((code) => {
    process.exitCode = code;
  });
} else process.exitCode = 1;
