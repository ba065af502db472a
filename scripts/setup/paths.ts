import path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the project, wherever the command was called from. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..");

/** Everything that a running product keeps on this machine; never committed. */
export const DATA = path.join(ROOT, ".data");

export const inProject = (...parts: string[]) => path.join(ROOT, ...parts);
export const inData = (...parts: string[]) => path.join(DATA, ...parts);
