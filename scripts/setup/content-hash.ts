import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { inData, inProject } from "./paths";

/** Files under a path of the project, sorted, so that the order of a folder does not change a hash. */
function filesUnder(relative: string, ignore: string[]): string[] {
  const absolute = inProject(relative);
  if (ignore.includes(relative) || !existsSync(absolute)) return [];
  if (!statSync(absolute).isDirectory()) return [relative];
  return readdirSync(absolute)
    .sort()
    .flatMap((name) => filesUnder(path.posix.join(relative, name), ignore));
}

/** SHA-256 over names and contents. A time stamp would lie after `git checkout` or a copied folder. */
export function contentHash(paths: string[], ignore: string[] = []): string {
  const hash = createHash("sha256");
  for (const file of paths.flatMap((each) => filesUnder(each, ignore))) {
    hash.update(`${file}\0`);
    hash.update(readFileSync(inProject(file)));
    hash.update("\0");
  }
  return hash.digest("hex");
}

/** What was last made from which content, kept in `.data/stamps/`. */
export function stampOf(name: string): string | undefined {
  const file = inData("stamps", name);
  return existsSync(file) ? readFileSync(file, "utf8").trim() : undefined;
}

export function writeStamp(name: string, hash: string): void {
  mkdirSync(inData("stamps"), { recursive: true });
  writeFileSync(inData("stamps", name), `${hash}\n`);
}
