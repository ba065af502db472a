import { v7 as uuid } from "uuid";
import { type Actor, systemActor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, systemClock } from "@/lib/platform/clock";
import { type Tx, tellCaller, withCaller } from "@/lib/platform/db";
import { log } from "@/lib/platform/log";
import { ok, type Refused, type Result, refuse } from "@/lib/platform/result";
import { formatRocInstant } from "@/lib/platform/roc-date";
import { hashPassword, verifyPassword } from "@/lib/platform/secrets";
import type { Account } from "@/prisma/generated/client";
import { normaliseLogin } from "./schema";

// Protection baseline (資通系統防護基準): five failures in a row lock an account for at least fifteen minutes.
const LOCK_AFTER = 5;
const LOCK_MINUTES = 15;
const MINUTE = 60_000;

export interface SignedIn {
  sessionId: string;
  name: string;
}

/** How one try of a password went. */
export type PasswordTry =
  | { outcome: "right" }
  | { outcome: "wrong"; failed: number; lockedUntil: Date | null }
  | { outcome: "locked"; lockedUntil: Date };

/**
 * Signs in with login and password: a session, or a refusal (`wrong_credentials`, `locked`). The account's row stays
 * locked while one password is tried, so that guesses sent at the same time are counted one by one.
 */
export async function signIn(
  login: string,
  password: string,
  clock: Clock = systemClock,
  from: string | null = null,
): Promise<Result<SignedIn>> {
  const name = normaliseLogin(login);
  return withCaller<Result<SignedIn>>({ login: name }, async (tx) => {
    await tx.$queryRaw`SELECT id FROM account WHERE login = ${name} FOR UPDATE`;
    const account = await tx.account.findUnique({ where: { login: name } });
    if (!account) return unknownLogin(password);
    await tellCaller(tx, { jurisdiction: account.jurisdictionId });
    const now = clock.now();
    const tried = await tryPassword(tx, account, password, now);
    if (tried.outcome !== "right") return refuseTry(tx, account, tried, now, from);
    return ok(await admit(tx, account, now, from));
  });
}

/** As slow as a wrong password, so that the time does not tell which logins exist. */
async function unknownLogin(password: string): Promise<Refused> {
  await verifyPassword(await standInHash(), password);
  // Not the text that was typed: people type passwords into the wrong field.
  log.warn("sign-in with an unknown login");
  return wrongCredentials();
}

let standIn: Promise<string> | undefined;

function standInHash(): Promise<string> {
  standIn ??= hashPassword(uuid());
  return standIn;
}

/**
 * Tries a password on an account whose row the transaction has locked, and counts a failure. While the account is
 * locked nothing is tried, not even the right password; the try is counted and the lock does not grow.
 */
export async function tryPassword(
  tx: Tx,
  account: Account,
  password: string,
  now: Date,
): Promise<PasswordTry> {
  const { lockedUntil } = account;
  if (lockedUntil && lockedUntil > now) {
    await tx.account.update({ where: { id: account.id }, data: { failedAttempts: { increment: 1 } } });
    return { outcome: "locked", lockedUntil };
  }
  const usable = account.state === "active" ? account.passwordHash : null;
  const matches = await verifyPassword(usable ?? (await standInHash()), password);
  if (usable && matches) return { outcome: "right" };
  // A lock that ran out begins a new row of failures.
  const failed = (lockedUntil ? 0 : account.failedAttempts) + 1;
  const until = failed >= LOCK_AFTER ? new Date(now.getTime() + LOCK_MINUTES * MINUTE) : null;
  await tx.account.update({
    where: { id: account.id },
    data: { failedAttempts: failed, lockedUntil: until },
  });
  return { outcome: "wrong", failed, lockedUntil: until };
}

/** The sentence for an account that is locked; the minute is rounded up, so that trying then succeeds. */
export function lockedMessage(until: Date): string {
  const shown = formatRocInstant(new Date(until.getTime() + MINUTE - 1));
  return `密碼連續錯誤 ${LOCK_AFTER} 次，帳號已鎖定至 ${shown}；期間即使密碼正確也無法登入。如需提前解鎖，請洽帳號管理者。`;
}

function wrongCredentials(): Refused {
  return refuse("wrong_credentials", "無法登入：帳號或密碼不正確。忘記密碼或帳號已停用時，請洽帳號管理者。", {
    password: "請確認帳號與密碼後再試一次",
  });
}

/** Whoever failed to show that they are the account's person: the entry names no account as the one who acts. */
function visitor(account: Account): Actor {
  return { ...systemActor(account.jurisdictionId), name: "未登入者" };
}

/** The account's person as the one who acts, for entries of what is done before there is a session. */
export function holder(account: Account): Actor {
  const { id, name, role, jurisdictionId, unitId } = account;
  return { accountId: id, sessionId: null, name, role, jurisdictionId, unitId, districtIds: [] };
}

async function refuseTry(
  tx: Tx,
  account: Account,
  tried: Exclude<PasswordTry, { outcome: "right" }>,
  now: Date,
  from: string | null,
): Promise<Refused> {
  const about = { subject: { kind: "account", id: account.id }, unitId: account.unitId };
  const { lockedUntil } = tried;
  const until = lockedUntil?.toISOString() ?? null;
  if (tried.outcome === "locked") {
    const detail = { login: account.login, lockedUntil: until, from };
    await audit(tx, visitor(account), now, { action: "account.sign_in_refused", ...about, detail });
  } else {
    const detail = { login: account.login, failedAttempts: tried.failed, from };
    await audit(tx, visitor(account), now, { action: "account.sign_in_failed", ...about, detail });
    if (until) {
      const lock = { login: account.login, lockedUntil: until };
      await audit(tx, visitor(account), now, { action: "account.locked", ...about, detail: lock });
    }
  }
  return lockedUntil ? refuse("locked", lockedMessage(lockedUntil)) : wrongCredentials();
}

async function admit(tx: Tx, account: Account, now: Date, from: string | null): Promise<SignedIn> {
  await tellCaller(tx, { account: account.id });
  await tx.account.update({
    where: { id: account.id },
    data: { failedAttempts: 0, lockedUntil: null, lastSignInAt: now },
  });
  const sessionId = await startSession(tx, account.id, account.version, now);
  await audit(tx, holder(account), now, {
    action: "account.signed_in",
    subject: { kind: "account", id: account.id },
    unitId: account.unitId,
    detail: { login: account.login, from },
  });
  return { sessionId, name: account.name };
}

/** Begins a session of the account in the running transaction, which must act as that account. */
export async function startSession(tx: Tx, accountId: string, version: number, now: Date): Promise<string> {
  const id = uuid();
  await tx.session.create({
    data: { id, accountId, accountVersion: version, startedAt: now, lastSeenAt: now },
  });
  return id;
}

/** Ends the session that a browser holds. One that has ended already, or never was, stays as it is. */
export async function signOutOf(sessionId: string, clock: Clock = systemClock): Promise<Result<null>> {
  return withCaller<Result<null>>({ session: sessionId }, async (tx) => {
    const session = await tx.session.findUnique({ where: { id: sessionId } });
    if (!session || session.endedAt) return ok(null);
    await tellCaller(tx, { account: session.accountId });
    const now = clock.now();
    const account = await tx.account.findUniqueOrThrow({ where: { id: session.accountId } });
    await tellCaller(tx, { jurisdiction: account.jurisdictionId });
    await tx.session.update({ where: { id: sessionId }, data: { endedAt: now } });
    await audit(tx, holder(account), now, {
      action: "account.signed_out",
      subject: { kind: "account", id: account.id },
      unitId: account.unitId,
    });
    return ok(null);
  });
}
