// npm run recompute -- DIR  Recomputes the derived figures of a folder of plan tables.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { register } from "tsx/esm/api";

// npm changes into the package's folder; the caller's own folder is what relative paths mean.
function located(folder) {
  const fromCaller = resolve(process.env.INIT_CWD ?? process.cwd(), folder);
  return existsSync(fromCaller) ? fromCaller : resolve(folder);
}

register();
const { recomputeFolder } = await import("./recompute-folder.ts");
const [folder, ...more] = process.argv.slice(2);
process.exitCode = await recomputeFolder(
  folder === undefined || more.length > 0 ? undefined : located(folder),
  (line) => process.stdout.write(`${line}\n`),
  (sentence) => process.stderr.write(`${sentence}\n`),
);
