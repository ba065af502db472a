import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, systemClock } from "@/lib/platform/clock";
import { type Tx, violates, withActor } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";
import { ok, Refusal, type Refused, type Result, refuse } from "@/lib/platform/result";
import { blindIndex, encryptText, hashPassword } from "@/lib/platform/secrets";
import type { Account } from "@/prisma/generated/client";
import type { Role } from "@/prisma/generated/enums";
import { ROLE_LABELS } from "./labels";
import { voidLinks, writeLink } from "./passwords/service";
import type { NewLink } from "./passwords/types";
import { accountScope, mayAccounts, mayManageAccount, rolesToGive, TIER_OF_ROLE } from "./policy";
import type { ChangeAccount, CreateAccount } from "./schema";

const FORBIDDEN = refuse("forbidden", "您不能管理這個帳號；如業務需要，請洽本機關系統管理者。");
const NOT_FOUND = refuse("not_found", "找不到這個帳號，或它不在您管理的範圍。");
const STALE = refuse("stale", "這個帳號在您開啟後已被變更，您的修改尚未儲存；請重新整理後再改一次。");

export type CreatedAccount = NewLink & { id: string };

/** Makes an account and the one-time link with which its person sets the password. One open account a person and city. */
export async function createAccount(
  actor: Actor,
  input: CreateAccount,
  clock: Clock = systemClock,
): Promise<Result<CreatedAccount>> {
  return placing(actor, input, (tx) => addAccount(tx, actor, input, null, clock.now()));
}

/**
 * Makes an account whose password is known already: for the demo only, and for no action. The national ID is not
 * checked, because invented people have numbers that nobody can have.
 */
export async function createAccountWithPassword(
  actor: Actor,
  input: CreateAccount & { password: string },
  clock: Clock = systemClock,
): Promise<Result<{ id: string }>> {
  if (actor.role !== "system") return FORBIDDEN;
  const passwordHash = await hashPassword(input.password);
  return placing(actor, input, async (tx) => {
    const { id } = await addAccount(tx, actor, input, passwordHash, clock.now());
    return { id };
  });
}

/** Runs what gives somebody a role and place; what only the database can see at the last moment becomes a refusal too. */
async function placing<T>(
  actor: Actor,
  input: { login?: string; role: Role },
  work: (tx: Tx) => Promise<T>,
): Promise<Result<T>> {
  if (!mayAccounts(actor, "account.create")) return FORBIDDEN;
  if (!rolesToGive(actor).includes(input.role)) {
    return refuse("forbidden", "您不能給予這個角色。", { role: "您不能給予這個角色" });
  }
  try {
    return await withActor<Result<T>>(actor, async (tx) => ok(await work(tx)));
  } catch (error) {
    if (violates(error, "account_login_key")) {
      return refuse("login_taken", "帳號未建立。", { login: "這個帳號名稱已有人使用，請換一個" });
    }
    if (violates(error, "account_one_a_person")) return samePerson(null);
    throw error;
  }
}

function samePerson(other: { name: string; login: string } | null): Refused {
  const who = other ? `${other.name}（${other.login}）` : "另一個帳號";
  return refuse("same_person", "一人限用一個帳號（實名制），資料未儲存。", {
    nationalId: `此人在本市已有使用中的帳號：${who}；請改用或先停用該帳號`,
  });
}

async function addAccount(
  tx: Tx,
  actor: Actor,
  input: CreateAccount,
  passwordHash: string | null,
  now: Date,
): Promise<CreatedAccount> {
  const { unitId, districtIds } = await placeOf(tx, actor, input);
  await refuseSamePerson(tx, actor, input.nationalId);
  const id = uuid();
  const { login, name, role } = input;
  await tx.account.create({
    data: {
      id,
      jurisdictionId: actor.jurisdictionId,
      unitId,
      login,
      name,
      nameFolded: foldText(name),
      role,
      state: passwordHash ? "active" : "invited",
      nationalIdCipher: input.nationalId === null ? null : encryptText(input.nationalId),
      nationalIdIndex: input.nationalId === null ? null : blindIndex(input.nationalId),
      passwordHash,
      passwordSetAt: passwordHash && now,
      createdAt: now,
      createdById: actor.accountId,
    },
  });
  await writeDistricts(tx, actor, id, districtIds);
  await audit(tx, actor, now, {
    action: "account.created",
    subject: { kind: "account", id },
    unitId,
    detail: { login, name, role, unitId, districtIds },
  });
  if (passwordHash) return { id, secret: "", expiresAt: now };
  return { id, ...(await writeLink(tx, actor, id, now)) };
}

async function refuseSamePerson(tx: Tx, actor: Actor, nationalId: string | null): Promise<void> {
  if (nationalId === null) return;
  const other = await tx.account.findFirst({
    where: {
      AND: [accountScope(actor), { nationalIdIndex: blindIndex(nationalId), state: { not: "closed" } }],
    },
    select: { name: true, login: true },
  });
  if (other) throw new Refusal(samePerson(other));
}

interface Place {
  unitId: string | null;
  districtIds: string[];
}

/** The unit and districts that fit the role; what belongs to another role is left out. */
async function placeOf(
  tx: Tx,
  actor: Actor,
  input: { role: Role; unitId: string | null; districtIds: string[] },
): Promise<Place> {
  const { jurisdictionId } = actor;
  const tier = TIER_OF_ROLE[input.role];
  if (tier) {
    const isOwn = actor.role !== "a_unit_manager" || input.unitId === actor.unitId;
    const unit =
      input.unitId && isOwn
        ? await tx.unit.findFirst({
            where: { id: input.unitId, jurisdictionId, tier, mergedIntoId: null },
            select: { id: true },
          })
        : null;
    if (unit) return { unitId: unit.id, districtIds: [] };
    const error = `請選擇${ROLE_LABELS[input.role]}所屬的 ${tier.toUpperCase()} 單位`;
    throw new Refusal(refuse("unit_needed", "資料尚未儲存。", { unitId: error }));
  }
  if (input.role !== "care_specialist") return { unitId: null, districtIds: [] };
  const districts = await tx.district.findMany({
    where: { id: { in: input.districtIds }, jurisdictionId },
    select: { id: true },
  });
  if (districts.length === 0 || districts.length !== input.districtIds.length) {
    const error = "請至少選擇一個本市的行政區";
    throw new Refusal(refuse("districts_needed", "資料尚未儲存。", { districtIds: error }));
  }
  return { unitId: null, districtIds: districts.map((row) => row.id).sort() };
}

async function writeDistricts(tx: Tx, actor: Actor, accountId: string, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const { jurisdictionId } = actor;
  await tx.accountDistrict.createMany({
    data: ids.map((districtId) => ({ accountId, districtId, jurisdictionId })),
  });
}

/** Changes name, role, unit and districts; the account's sessions are out at their next request. */
export async function changeAccount(
  actor: Actor,
  input: ChangeAccount,
  clock: Clock = systemClock,
): Promise<Result<{ id: string }>> {
  return placing(actor, input, async (tx) => {
    const account = await lockTarget(tx, actor, input);
    const place = await placeOf(tx, actor, input);
    if (input.role !== "bureau_admin") await keepAnAdmin(tx, account);
    const { role, name } = input;
    const before = await tx.accountDistrict.findMany({
      where: { accountId: account.id },
      select: { districtId: true },
      orderBy: { districtId: "asc" },
    });
    const districtsBefore = before.map((row) => row.districtId);
    const identified = await identityOf(tx, actor, account, input.nationalId);
    await tx.account.update({
      where: { id: account.id },
      data: {
        ...identified,
        ...{ name, nameFolded: foldText(name), role, unitId: place.unitId },
        version: { increment: 1 },
      },
    });
    if (districtsBefore.join() !== place.districtIds.join()) {
      await tx.accountDistrict.deleteMany({ where: { accountId: account.id } });
      await writeDistricts(tx, actor, account.id, place.districtIds);
    }
    await audit(tx, actor, clock.now(), {
      ...about({ id: account.id, unitId: place.unitId ?? account.unitId }),
      action: "account.changed",
      detail: {
        before: {
          name: account.name,
          role: account.role,
          unitId: account.unitId,
          districtIds: districtsBefore,
        },
        after: { name, role, ...place },
        ...(identified ? { nationalIdAdded: true } : {}),
      },
    });
    return { id: account.id };
  });
}

/** A national ID is added where none is on record (a first admin's); one that is there is not replaced. */
async function identityOf(tx: Tx, actor: Actor, account: Account, nationalId: string | null = null) {
  if (nationalId === null || account.nationalIdIndex) return null;
  await refuseSamePerson(tx, actor, nationalId);
  return { nationalIdCipher: encryptText(nationalId), nationalIdIndex: blindIndex(nationalId) };
}

/** Closes an account for good reason: its person is out at the next request, and its links are void. */
export async function closeAccount(
  actor: Actor,
  input: { id: string; version: number; reason: string },
  clock: Clock = systemClock,
): Promise<Result<{ id: string }>> {
  if (input.id === actor.accountId)
    return refuse("own_account", "不能停用自己的帳號；請由另一位管理者辦理。");
  return managing(actor, async (tx) => {
    const account = await lockTarget(tx, actor, input);
    const now = clock.now();
    if (account.state === "closed") throw new Refusal(refuse("closed", "這個帳號已經停用。"));
    await keepAnAdmin(tx, account);
    await voidLinks(tx, account.id, now);
    await tx.account.update({
      where: { id: account.id },
      data: { state: "closed", closedAt: now, closedReason: input.reason, version: { increment: 1 } },
    });
    const detail = { reason: input.reason };
    await audit(tx, actor, now, { ...about(account), action: "account.closed", detail });
    return { id: account.id };
  });
}

/** Opens a closed account again; its person sets a new password with a link before signing in. */
export async function reopenAccount(
  actor: Actor,
  input: { id: string; version: number },
  clock: Clock = systemClock,
): Promise<Result<{ id: string }>> {
  try {
    return await managing(actor, async (tx) => {
      const account = await lockTarget(tx, actor, input);
      if (account.state !== "closed") throw new Refusal(refuse("not_closed", "這個帳號並未停用。"));
      await tx.account.update({
        where: { id: account.id },
        data: { state: "invited", closedAt: null, closedReason: null, version: { increment: 1 } },
      });
      const detail = { closedReason: account.closedReason };
      await audit(tx, actor, clock.now(), { ...about(account), action: "account.reopened", detail });
      return { id: account.id };
    });
  } catch (error) {
    if (violates(error, "account_one_a_person")) {
      return refuse(
        "same_person",
        "此人在本市已有另一個使用中的帳號，不能再啟用這一個（實名制，一人一帳號）。",
      );
    }
    throw error;
  }
}

/** Ends a lock-out before its time. */
export async function unlockAccount(
  actor: Actor,
  input: { id: string },
  clock: Clock = systemClock,
): Promise<Result<{ id: string }>> {
  return managing(actor, async (tx) => {
    const account = await lockTarget(tx, actor, input);
    const { id, failedAttempts } = account;
    await tx.account.update({ where: { id }, data: { failedAttempts: 0, lockedUntil: null } });
    await audit(tx, actor, clock.now(), {
      ...about(account),
      action: "account.unlocked",
      detail: { failedAttempts },
    });
    return { id };
  });
}

/** Makes a one-time link with which the account's person sets a password; links not used yet end with it. */
export async function issueLink(
  actor: Actor,
  input: { id: string },
  clock: Clock = systemClock,
): Promise<Result<NewLink>> {
  return managing(actor, async (tx) => {
    const account = await lockTarget(tx, actor, input);
    if (account.state === "closed") throw new Refusal(refuse("closed", "帳號已停用；請先恢復使用。"));
    const now = clock.now();
    const link = await writeLink(tx, actor, account.id, now);
    await audit(tx, actor, now, {
      ...about(account),
      action: "account.link_issued",
      detail: { login: account.login, expiresAt: link.expiresAt.toISOString() },
    });
    return link;
  });
}

async function managing<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<Result<T>> {
  if (!mayAccounts(actor, "account.manage")) return FORBIDDEN;
  return withActor<Result<T>>(actor, async (tx) => ok(await work(tx)));
}

/** The account to be changed, its row locked; throws when it is out of reach or was changed since the form was made. */
async function lockTarget(tx: Tx, actor: Actor, target: { id: string; version?: number }): Promise<Account> {
  await lockAdminsOf(tx, actor.jurisdictionId);
  await tx.$queryRaw`SELECT id FROM account WHERE id = ${target.id}::uuid AND jurisdiction_id = ${actor.jurisdictionId} FOR UPDATE`;
  const account = await tx.account.findFirst({ where: { AND: [accountScope(actor), { id: target.id }] } });
  if (!account) throw new Refusal(NOT_FOUND);
  if (!mayManageAccount(actor, account)) throw new Refusal(FORBIDDEN);
  if (target.version !== undefined && target.version !== account.version) throw new Refusal(STALE);
  return account;
}

/** One change of accounts at a time in a city: two admins who demote each other at once would leave none. */
async function lockAdminsOf(tx: Tx, jurisdictionId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`accounts of ${jurisdictionId}`}))`;
}

async function keepAnAdmin(tx: Tx, account: Account): Promise<void> {
  if (account.role !== "bureau_admin" || account.state !== "active") return;
  const others = await tx.account.count({
    where: {
      jurisdictionId: account.jurisdictionId,
      role: "bureau_admin",
      state: "active",
      id: { not: account.id },
    },
  });
  if (others > 0) return;
  const message = "這是本市最後一位系統管理者，不能停用或改任；請先指定另一位並完成密碼設定。";
  throw new Refusal(refuse("last_admin", message));
}

function about({ id, unitId }: { id: string; unitId: string | null }) {
  return { subject: { kind: "account", id }, unitId };
}
