import type { Actor } from "@/lib/platform/actor";
import { type Clock, systemClock } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";
import { maskId } from "@/lib/platform/identifiers";
import type { ListParams } from "@/lib/platform/list-params";
import { decryptText } from "@/lib/platform/secrets";
import type { Prisma } from "@/prisma/generated/client";
import type { Tier } from "@/prisma/generated/enums";
import { accountScope, mayAccounts, mayManageAccount } from "./policy";
import type { AccountDetail, AccountFilter, AccountRow, AccountSort, OwnPlace, UnitChoice } from "./types";

const IN_A_ROW = {
  id: true,
  login: true,
  name: true,
  role: true,
  state: true,
  unitId: true,
  lastSignInAt: true,
  lockedUntil: true,
  createdAt: true,
  unit: { select: { name: true, code: true } },
} satisfies Prisma.AccountSelect;

type SelectedRow = Prisma.AccountGetPayload<{ select: typeof IN_A_ROW }>;

function toRow({ unit, ...account }: SelectedRow): AccountRow {
  return { ...account, unitName: unit?.name ?? null, unitCode: unit?.code ?? null };
}

/** A page of the accounts that the actor manages, with how many there are. */
export async function listAccounts(
  actor: Actor,
  params: ListParams<AccountSort> & AccountFilter,
  clock: Clock = systemClock,
): Promise<{ rows: AccountRow[]; total: number }> {
  const where = filtered(actor, params, clock.now());
  return readAs(actor, async (tx) => {
    const total = await tx.account.count({ where });
    const rows = await tx.account.findMany({
      where,
      select: IN_A_ROW,
      orderBy: orderOf(params.sort, params.dir),
      skip: (params.page - 1) * params.size,
      take: params.size,
    });
    return { rows: rows.map(toRow), total };
  });
}

function filtered(actor: Actor, filter: AccountFilter, now: Date): Prisma.AccountWhereInput {
  const conditions: Prisma.AccountWhereInput[] = [accountScope(actor)];
  const q = foldText(filter.q);
  if (q) conditions.push({ OR: [{ nameFolded: { contains: q } }, { login: { contains: q } }] });
  if (filter.role) conditions.push({ role: filter.role });
  if (filter.state === "locked") conditions.push({ lockedUntil: { gt: now } });
  else if (filter.state) conditions.push({ state: filter.state });
  const unit = foldText(filter.unit);
  if (unit) {
    conditions.push({ unit: { OR: [{ nameFolded: { contains: unit } }, { code: unit.toUpperCase() }] } });
  }
  return { AND: conditions };
}

function orderOf(sort: AccountSort, dir: "asc" | "desc"): Prisma.AccountOrderByWithRelationInput[] {
  const order: Record<AccountSort, Prisma.AccountOrderByWithRelationInput> = {
    name: { name: dir },
    login: { login: dir },
    role: { role: dir },
    unit: { unit: { name: dir } },
    lastSignIn: { lastSignInAt: { sort: dir, nulls: "last" } },
    created: { createdAt: dir },
  };
  return [order[sort], { id: "asc" }];
}

/** One account that the actor manages, or null. Opening the page of it is an audit entry: `openAccount` writes that. */
export async function accountDetail(
  actor: Actor,
  id: string,
  clock: Clock = systemClock,
): Promise<AccountDetail | null> {
  return readAs(actor, async (tx) => {
    const account = await tx.account.findFirst({
      where: { AND: [accountScope(actor), { id }] },
      include: {
        unit: { select: { name: true, code: true } },
        districts: { select: { district: { select: { id: true, name: true } } } },
        links: {
          where: { usedAt: null, expiresAt: { gt: clock.now() } },
          select: { expiresAt: true },
          orderBy: { expiresAt: "desc" },
          take: 1,
        },
      },
    });
    if (!account) return null;
    const { passwordHash: _hash, nationalIdCipher, nationalIdIndex: _index, links, ...shown } = account;
    return {
      ...toRow(shown),
      version: account.version,
      districts: account.districts.map((row) => row.district).sort((a, b) => a.id.localeCompare(b.id)),
      maskedNationalId: nationalIdCipher && maskId(decryptText(nationalIdCipher)),
      failedAttempts: account.failedAttempts,
      passwordSetAt: account.passwordSetAt,
      closedAt: account.closedAt,
      closedReason: account.closedReason,
      openLinkUntil: links[0]?.expiresAt ?? null,
      mayManage: mayManageAccount(actor, account),
    };
  });
}

/** The units of a tier in which the actor may place an account, by district. */
export async function unitChoices(actor: Actor, tier: Tier): Promise<UnitChoice[]> {
  if (!mayAccounts(actor, "account.create")) return [];
  const own = actor.role === "a_unit_manager" ? { id: { in: [actor.unitId ?? ""] } } : {};
  if (actor.role === "a_unit_manager" && !actor.unitId) return [];
  const units = await readAs(actor, (tx) =>
    tx.unit.findMany({
      where: { jurisdictionId: actor.jurisdictionId, tier, mergedIntoId: null, ...own },
      select: { id: true, code: true, name: true, tier: true, district: { select: { name: true } } },
      orderBy: [{ districtId: "asc" }, { nameFolded: "asc" }],
    }),
  );
  return units.map(({ district, ...unit }) => ({ ...unit, districtName: district.name }));
}

/** The districts of the actor's city, for those who give a specialist some. */
export async function districtChoices(actor: Actor): Promise<{ id: string; name: string }[]> {
  if (!mayAccounts(actor, "account.create")) return [];
  return readAs(actor, (tx) =>
    tx.district.findMany({
      where: { jurisdictionId: actor.jurisdictionId },
      select: { id: true, name: true },
      orderBy: { id: "asc" },
    }),
  );
}

/** Where the actor works. */
export async function ownPlace(actor: Actor): Promise<OwnPlace> {
  return readAs(actor, async (tx) => {
    const city = await tx.jurisdiction.findUniqueOrThrow({ where: { id: actor.jurisdictionId } });
    return { cityName: city.name, bureauName: city.bureauName, unitName: await ownUnitName(tx, actor) };
  });
}

async function ownUnitName(tx: Tx, actor: Actor): Promise<string | null> {
  if (!actor.unitId) return null;
  const unit = await tx.unit.findFirst({
    where: { jurisdictionId: actor.jurisdictionId, id: actor.unitId },
    select: { name: true },
  });
  return unit?.name ?? null;
}

/** The actor's own account, as its page shows it; null for the system. */
export async function ownAccount(actor: Actor) {
  if (!actor.accountId) return null;
  const { accountId } = actor;
  return readAs(actor, async (tx) => {
    const account = await tx.account.findUniqueOrThrow({
      where: { id: accountId },
      select: {
        login: true,
        name: true,
        role: true,
        passwordSetAt: true,
        lastSignInAt: true,
        districts: { select: { district: { select: { id: true, name: true } } } },
      },
    });
    return { ...account, districts: account.districts.map((row) => row.district) };
  });
}
