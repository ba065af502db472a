import type { Actor } from "@/lib/platform/actor";
import { readAs, type Tx } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";

/**
 * The member of staff whom the signed-in person is. Accounts and staff are kept apart and not linked, so the person is found among those
 * who work in the own unit: by the blind index of the national ID when the account has one that fits, else by the name when exactly
 * one person bears it. Null when nobody fits.
 */
export async function ownStaff(tx: Tx, actor: Actor): Promise<{ id: string; name: string } | null> {
  const { accountId, jurisdictionId, unitId } = actor;
  if (!accountId || !unitId) return null;
  const account = await tx.account.findFirst({
    where: { id: accountId, jurisdictionId },
    select: { nationalIdIndex: true },
  });
  const where = { jurisdictionId, unitId, endedOn: null };
  const select = { id: true, name: true };
  if (account?.nationalIdIndex) {
    const byId = await tx.staff.findFirst({
      where: { ...where, nationalIdIndex: account.nationalIdIndex },
      select,
    });
    if (byId) return byId;
  }
  const byName = await tx.staff.findMany({
    where: { ...where, nameFolded: foldText(actor.name) },
    select,
    take: 2,
  });
  return byName.length === 1 ? (byName[0] ?? null) : null;
}

/** The same for a page: whom the signed-in person is among the own unit's staff. */
export function ownStaffOf(actor: Actor): Promise<{ id: string; name: string } | null> {
  return readAs(actor, (tx) => ownStaff(tx, actor));
}
