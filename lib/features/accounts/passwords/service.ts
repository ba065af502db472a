import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, systemClock } from "@/lib/platform/clock";
import { type Tx, tellCaller, withActor, withCaller } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { hashLinkSecret, hashPassword, newLinkSecret, verifyPassword } from "@/lib/platform/secrets";
import type { Account } from "@/prisma/generated/client";
import { holder, lockedMessage, startSession, tryPassword } from "../sign-in/service";
import { passwordProblems } from "./schema";
import type { NewLink } from "./types";

const LINK_HOURS = 72;
const HOUR = 3_600_000;
/** The baseline: a new password differs from the last three, the present one among them. */
const REMEMBERED = 3;

/** Makes a one-time link for an account in the running transaction; links not used yet end with it. */
export async function writeLink(tx: Tx, actor: Actor, accountId: string, now: Date): Promise<NewLink> {
  await voidLinks(tx, accountId, now);
  const { secret, secretHash } = newLinkSecret();
  const expiresAt = new Date(now.getTime() + LINK_HOURS * HOUR);
  await tx.passwordLink.create({
    data: { id: uuid(), accountId, secretHash, createdAt: now, createdById: actor.accountId, expiresAt },
  });
  return { secret, expiresAt };
}

/** Ends an account's links that were not used yet. */
export async function voidLinks(tx: Tx, accountId: string, now: Date): Promise<void> {
  await tx.passwordLink.updateMany({
    where: { accountId, usedAt: null, expiresAt: { gt: now } },
    data: { expiresAt: now },
  });
}

/** Sets the password of the account that a one-time link belongs to, uses the link up and ends the account's sessions. */
export async function setPasswordByLink(
  input: { secret: string; password: string },
  clock: Clock = systemClock,
): Promise<Result<{ login: string }>> {
  const secretHash = hashLinkSecret(input.secret);
  const caller = { link: Buffer.from(secretHash).toString("hex") };
  return withCaller<Result<{ login: string }>>(caller, async (tx) => {
    const now = clock.now();
    const account = await accountOfLink(tx, secretHash, now);
    await refuseBadPassword(tx, account, input.password);
    await storePassword(tx, account, input.password, now);
    await tx.passwordLink.update({ where: { secretHash }, data: { usedAt: now } });
    await voidLinks(tx, account.id, now);
    await audit(tx, holder(account), now, {
      action: "account.password_set_by_link",
      subject: { kind: "account", id: account.id },
      unitId: account.unitId,
      detail: { login: account.login },
    });
    return ok({ login: account.login });
  });
}

/** The account of an open link, its row locked; whoever comes second with the same link finds it used. */
async function accountOfLink(tx: Tx, secretHash: Uint8Array<ArrayBuffer>, now: Date): Promise<Account> {
  const named = await tx.passwordLink.findUnique({ where: { secretHash } });
  if (!named) throw linkRefused();
  await tellCaller(tx, { account: named.accountId });
  const account = await lockOwnAccount(tx, named.accountId);
  const link = await tx.passwordLink.findUnique({ where: { secretHash } });
  if (!link || link.usedAt || link.expiresAt <= now || account.state === "closed") throw linkRefused();
  await tellCaller(tx, { jurisdiction: account.jurisdictionId });
  return account;
}

function linkRefused(): Refusal {
  return new Refusal(
    refuse("link_over", "這個連結已使用、已逾期或不存在，密碼未變更；請洽帳號管理者重新產生連結。"),
  );
}

async function lockOwnAccount(tx: Tx, accountId: string): Promise<Account> {
  await tx.$queryRaw`SELECT id FROM account WHERE id = ${accountId}::uuid FOR UPDATE`;
  return tx.account.findUniqueOrThrow({ where: { id: accountId } });
}

/** Changes the actor's own password; every other session ends, and a new one takes the place of the present one. */
export async function changeOwnPassword(
  actor: Actor,
  input: { currentPassword: string; password: string },
  clock: Clock = systemClock,
): Promise<Result<{ sessionId: string }>> {
  const { accountId } = actor;
  if (!accountId) return refuse("forbidden", "系統本身沒有密碼。");
  return withActor<Result<{ sessionId: string }>>(actor, async (tx) => {
    const now = clock.now();
    const account = await lockOwnAccount(tx, accountId);
    const tried = await tryPassword(tx, account, input.currentPassword, now);
    // Returned, not thrown: the failure stays counted.
    if (tried.outcome !== "right") {
      await audit(tx, actor, now, { ...about(account), action: "account.password_change_failed" });
      const message = tried.lockedUntil ? lockedMessage(tried.lockedUntil) : "密碼未變更。";
      return refuse("wrong_password", message, { currentPassword: "目前的密碼不正確" });
    }
    await refuseBadPassword(tx, account, input.password);
    await storePassword(tx, account, input.password, now);
    const sessionId = await startSession(tx, account.id, account.version + 1, now);
    await audit(tx, actor, now, { ...about(account), action: "account.password_changed" });
    return ok({ sessionId });
  });
}

function about(account: Account) {
  return { subject: { kind: "account", id: account.id }, unitId: account.unitId };
}

async function refuseBadPassword(tx: Tx, account: Account, password: string): Promise<void> {
  const problems = passwordProblems(password, account.login);
  if (problems.length === 0 && (await wasUsedLately(tx, account, password))) {
    problems.push(`須與最近 ${REMEMBERED} 次使用的密碼不同`);
  }
  if (problems.length === 0) return;
  const error = `新密碼${problems.join("；")}`;
  throw new Refusal(refuse("weak_password", "新密碼不符規定，密碼未變更。", { password: error }));
}

async function wasUsedLately(tx: Tx, account: Account, password: string): Promise<boolean> {
  const earlier = await tx.oldPassword.findMany({
    where: { accountId: account.id },
    orderBy: [{ setAt: "desc" }, { id: "desc" }],
    take: REMEMBERED - 1,
  });
  const hashes = [account.passwordHash, ...earlier.map((row) => row.passwordHash)];
  for (const each of hashes) if (each && (await verifyPassword(each, password))) return true;
  return false;
}

/** Writes the new hash, keeps the old one for comparison, opens the account and ends every session of it. */
async function storePassword(tx: Tx, account: Account, password: string, now: Date): Promise<void> {
  if (account.passwordHash) {
    const { id: accountId, passwordHash, passwordSetAt } = account;
    await tx.oldPassword.create({
      data: { id: uuid(), accountId, passwordHash, setAt: passwordSetAt ?? now },
    });
  }
  await tx.account.update({
    where: { id: account.id },
    data: {
      passwordHash: await hashPassword(password),
      passwordSetAt: now,
      state: "active",
      failedAttempts: 0,
      lockedUntil: null,
      version: { increment: 1 },
    },
  });
  await tx.session.updateMany({
    where: { accountId: account.id, endedAt: null },
    data: { endedAt: now },
  });
}
