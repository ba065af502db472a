// npm run rules -- FILE…  Runs files of rule examples against lib/rules.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { register } from "tsx/esm/api";

// npm changes into the package's folder; the caller's own folder is what relative paths mean.
function located(file) {
  const fromCaller = resolve(process.env.INIT_CWD ?? process.cwd(), file);
  return existsSync(fromCaller) ? fromCaller : resolve(file);
}

register();
const { runFiles } = await import("./run-rules.ts");
process.exitCode = await runFiles(process.argv.slice(2).map(located), (line) => console.log(line));
