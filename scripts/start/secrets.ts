import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { done, messageOf, type Outcome, refused } from "../setup/outcome";
import { DATA, inData } from "../setup/paths";

/** Named as their environment variables, which take precedence. */
const NAMES = [
  "NEXTAUTH_SECRET",
  "DATA_KEY",
  "INDEX_KEY",
  "POSTGRES_ADMIN_PASSWORD",
  "POSTGRES_OWNER_PASSWORD",
  "POSTGRES_APP_PASSWORD",
  "DEMO_PASSWORD",
] as const;

export type Secrets = Record<(typeof NAMES)[number], string>;

const FILE = inData("secrets.json");
const isKey = (name: string) => name === "DATA_KEY" || name === "INDEX_KEY";

/** The secrets of this installation; the missing ones are made and kept, readable by this user only. */
export function loadSecrets(): Outcome<Secrets> {
  const stored = readStored();
  if (!stored.ok) return stored;
  const entries = NAMES.map((name) => [name, process.env[name] || stored.data[name] || make(name)] as const);
  for (const [name, value] of entries) {
    if (isKey(name) && Buffer.from(value, "base64").length !== 32) return badKey(name);
  }
  const secrets = Object.fromEntries(entries) as Secrets;
  keepMissing(stored.data, secrets);
  return done(secrets);
}

/** Passwords become part of an address, hence no signs that an address would have to escape. */
function make(name: string): string {
  // Typed by people, for invented accounts on this installation only.
  if (name === "DEMO_PASSWORD") return `Demo-${randomBytes(6).toString("hex")}`;
  return isKey(name) ? randomBytes(32).toString("base64") : randomBytes(32).toString("base64url");
}

function readStored(): Outcome<Record<string, string>> {
  if (!existsSync(FILE)) return existsSync(inData("postgres")) ? lost() : done({});
  try {
    return done(JSON.parse(readFileSync(FILE, "utf8")));
  } catch (error) {
    return refused(
      `無法讀取 ${FILE}:${messageOf(error)}`,
      "the secrets file cannot be read: restore it from a backup",
    );
  }
}

/** New keys would open an old database to nobody: what is encrypted in it would be lost in silence. */
function lost(): Outcome<never> {
  return refused(
    ".data/secrets.json 不見了,資料庫的密碼與加密金鑰在其中;請從備份還原,或刪除整個 .data 資料夾重新開始(資料會消失)",
    "secrets.json is gone, with the database's passwords and keys: restore it, or delete .data to start over",
  );
}

/** What the environment gives is not written down. Written beside and moved, so that a crash leaves no half file. */
function keepMissing(stored: Record<string, string>, secrets: Secrets): void {
  const missing = NAMES.filter((name) => !stored[name] && !process.env[name]);
  if (missing.length === 0) return;
  const kept = { ...stored, ...Object.fromEntries(missing.map((name) => [name, secrets[name]])) };
  mkdirSync(DATA, { recursive: true, mode: 0o711 });
  writeFileSync(`${FILE}.new`, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${FILE}.new`, FILE);
}

function badKey(name: string): Outcome<never> {
  return refused(
    `${name} 必須是 32 位元組的 base64,可用 openssl rand -base64 32 產生`,
    `${name} must be 32 bytes in base64: openssl rand -base64 32 makes one`,
  );
}
