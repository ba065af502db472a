import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, systemClock } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, type Result, refuse } from "@/lib/platform/result";
import { decryptText } from "@/lib/platform/secrets";
import { accountScope, mayAccounts, mayManageAccount } from "../policy";

// Looking at somebody's data is an act of its own: each of these writes that it happened.

const SAME_OPENING_MS = 60_000;
const FORBIDDEN = refuse("forbidden", "您的角色不能查看其他人的帳號資料。");
const NOT_FOUND = refuse("not_found", "找不到這個帳號，或它不在您管理的範圍。");

/** Writes that the actor opened this account's page. A page shown again within the minute (after an action) is the same opening. */
export async function openAccount(
  actor: Actor,
  id: string,
  clock: Clock = systemClock,
): Promise<Result<null>> {
  if (id === actor.accountId) return ok(null);
  if (!mayAccounts(actor, "account.read")) return FORBIDDEN;
  return withActor<Result<null>>(actor, async (tx) => {
    const account = await tx.account.findFirst({ where: { AND: [accountScope(actor), { id }] } });
    if (!account) return NOT_FOUND;
    const now = clock.now();
    if (await wasJustOpened(tx, actor, id, now)) return ok(null);
    await audit(tx, actor, now, {
      action: "account.opened",
      subject: { kind: "account", id },
      unitId: account.unitId,
    });
    return ok(null);
  });
}

async function wasJustOpened(tx: Tx, actor: Actor, id: string, now: Date): Promise<boolean> {
  const last = await tx.auditEntry.findFirst({
    where: {
      jurisdictionId: actor.jurisdictionId,
      subjectKind: "account",
      subjectId: id,
      at: { gt: new Date(now.getTime() - SAME_OPENING_MS) },
      accountId: actor.accountId,
      action: "account.opened",
    },
    select: { id: true },
  });
  return last !== null;
}

/** Gives the national ID in full, with an audit entry. */
export async function revealNationalId(
  actor: Actor,
  input: { id: string },
  clock: Clock = systemClock,
): Promise<Result<{ nationalId: string }>> {
  if (!mayAccounts(actor, "account.open_national_id")) return FORBIDDEN;
  return withActor<Result<{ nationalId: string }>>(actor, async (tx) => {
    const account = await tx.account.findFirst({ where: { AND: [accountScope(actor), { id: input.id }] } });
    if (!account) return NOT_FOUND;
    if (!mayManageAccount(actor, account)) return FORBIDDEN;
    if (!account.nationalIdCipher) return refuse("none", "這個帳號沒有登錄統一編號。");
    await audit(tx, actor, clock.now(), {
      action: "account.national_id_opened",
      subject: { kind: "account", id: account.id },
      unitId: account.unitId,
    });
    return ok({ nationalId: decryptText(account.nationalIdCipher) });
  });
}

/** Writes that the account list was taken out as a file. */
export async function noteListExport(
  actor: Actor,
  rows: number,
  clock: Clock = systemClock,
): Promise<Result<null>> {
  if (!mayAccounts(actor, "account.read")) return FORBIDDEN;
  return withActor<Result<null>>(actor, async (tx) => {
    await audit(tx, actor, clock.now(), {
      action: "account.list_exported",
      subject: { kind: "jurisdiction", id: actor.jurisdictionId },
      unitId: actor.unitId,
      detail: { rows },
    });
    return ok(null);
  });
}
