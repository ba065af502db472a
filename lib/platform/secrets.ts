import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { settings } from "./env";

// The first byte names the key, so that keys can be changed while old rows are still readable.
const KEY_VERSION = 1;

/** Encrypts a text (AES-256-GCM, fresh nonce). Layout: version, 12 bytes nonce, 16 bytes tag, ciphertext. */
export function encryptText(text: string): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", settings().dataKey, nonce);
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return new Uint8Array(Buffer.concat([Buffer.from([KEY_VERSION]), nonce, cipher.getAuthTag(), body]));
}

/** Decrypts what `encryptText` made. Throws when the key is another one or a byte was changed. */
export function decryptText(bytes: Uint8Array): string {
  const data = Buffer.from(bytes);
  if (data[0] !== KEY_VERSION) throw new Error(`unknown key version ${data[0]}`);
  const decipher = createDecipheriv("aes-256-gcm", settings().dataKey, data.subarray(1, 13));
  decipher.setAuthTag(data.subarray(13, 29));
  return Buffer.concat([decipher.update(data.subarray(29)), decipher.final()]).toString("utf8");
}

/** The keyed hash by which an encrypted value is found again (HMAC-SHA-256); equal inputs give equal bytes. */
export function blindIndex(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHmac("sha256", settings().indexKey).update(text, "utf8").digest());
}

/** A new link secret (43 characters, 256 bits) and the hash that is kept of it. */
export function newLinkSecret(): { secret: string; secretHash: Uint8Array<ArrayBuffer> } {
  const secret = randomBytes(32).toString("base64url");
  return { secret, secretHash: hashLinkSecret(secret) };
}

/** SHA-256 of a link's secret; enough for a value of 256 random bits. */
export function hashLinkSecret(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(secret, "utf8").digest());
}

// OWASP's first choice for Argon2id: 19 MiB, 2 passes, 1 lane.
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Argon2id hash of a password, parameters inside. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, ARGON2);
}

/** Whether a password belongs to a hash. */
export function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  return verify(passwordHash, password);
}
