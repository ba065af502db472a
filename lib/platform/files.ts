import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { decryptText, encryptText } from "./secrets";

// The bytes lie outside the public folder, encrypted like contact data, under their SHA-256; a row of the database says what they are.

/** What a row must say so that its bytes are found. `sha256` is that of the bytes in clear. */
export interface KeptFile {
  id: string;
  jurisdictionId: string;
  sha256: string;
}

/** The files that a piece of work has written; without its success they are removed again. */
export interface WrittenFiles {
  paths: string[];
}

function folder(): string {
  return path.resolve(process.env.DOCUMENTS_DIR || path.join(".data", "documents"));
}

/** Each file has bytes of its own, so that one may go without the other. */
function placeOf({ id, jurisdictionId, sha256 }: KeptFile): string {
  return path.join(folder(), jurisdictionId, sha256.slice(0, 2), sha256, id);
}

/**
 * Runs work that keeps files: the bytes are there before the transaction ends, and go when it fails or refuses.
 * `keepBytes` inside the work is given `files`.
 */
export async function keepingFiles<T extends { ok: boolean }>(
  work: (files: WrittenFiles) => Promise<T>,
): Promise<T> {
  const files: WrittenFiles = { paths: [] };
  let kept = false;
  try {
    const result = await work(files);
    kept = result.ok;
    return result;
  } finally {
    if (!kept) for (const file of files.paths) await rm(file, { force: true });
  }
}

/** Writes the bytes of a row that is being made; a file is never overwritten. */
export async function keepBytes(files: WrittenFiles, file: KeptFile, bytes: Buffer): Promise<void> {
  const place = placeOf(file);
  files.paths.push(place);
  await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
  await writeFile(place, encryptText(bytes.toString("base64")), { mode: 0o600, flag: "wx" });
}

/** The bytes of a row, in clear. Throws when they are gone or were altered. */
export async function readBytes(file: KeptFile): Promise<Buffer> {
  return Buffer.from(decryptText(await readFile(placeOf(file))), "base64");
}

/** The SHA-256 that names a file's bytes, in hexadecimal. */
export function sha256Of(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
