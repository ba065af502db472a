import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { callerOf, type Tx, tellCaller } from "@/lib/platform/db";
import type { Unit } from "@/prisma/generated/client";
import { moveOrganisationFiles } from "../organisations/service";
import { unitScope } from "../policy";

/** How many of each went from one unit to the other. */
export interface Moved {
  listings: number;
  contracts: number;
  staff: number;
  accounts: number;
  relatedParties: number;
}

/**
 * Makes one unit of two: everything that hangs on `unit` moves to `target`, and `unit` stays as a signpost for
 * links, history and later imports. Both are locked by the caller. Refused by the database when the two have
 * contracts for the same service at the same time, or the same person among their staff.
 */
export async function mergeUnits(tx: Tx, actor: Actor, unit: Unit, target: Unit, now: Date): Promise<Moved> {
  const moved = await moveFiles(tx, actor, unit, target, now);
  await tx.unit.update({
    where: { id: unit.id },
    // Its name was judged: a later import has nothing to mark on it.
    data: { mergedIntoId: target.id, nameState: "corrected", version: unit.version + 1 },
  });
  // A signpost always points to a unit, never to another signpost.
  await tx.unit.updateMany({
    where: { ...unitScope(actor), mergedIntoId: unit.id },
    data: { mergedIntoId: target.id },
  });
  await tx.unit.update({
    where: { id: target.id },
    data: {
      cKind: target.cKind ?? unit.cKind,
      address: target.address ?? unit.address,
      phone: target.phone ?? unit.phone,
      version: target.version + 1,
    },
  });
  await auditMerge(tx, actor, unit, target, moved, now);
  return moved;
}

async function moveFiles(tx: Tx, actor: Actor, unit: Unit, target: Unit, now: Date): Promise<Moved> {
  const where = { ...unitScope(actor), unitId: unit.id };
  const data = { unitId: target.id };
  const next = { ...data, version: { increment: 1 } };
  const listings = await tx.listing.updateMany({ where, data });
  // The services of a contract follow it (foreign key, on update cascade).
  const contracts = await tx.contract.updateMany({ where, data: next });
  const staff = await tx.staff.updateMany({ where, data: next });
  if ((await tx.openingHours.count({ where: { ...unitScope(actor), unitId: target.id } })) === 0) {
    await tx.openingHours.updateMany({ where, data });
  }
  return {
    listings: listings.count,
    contracts: contracts.count,
    staff: staff.count,
    accounts: await moveAccounts(tx, actor, unit, target),
    relatedParties: await moveOrganisationFiles(tx, actor, unit, target.organisationId, now),
  };
}

/**
 * An officer neither reads nor keeps accounts; that they follow their unit is the product's own doing, so this one
 * statement runs as the system. Their version counts up: sessions begin anew with the new unit.
 */
async function moveAccounts(tx: Tx, actor: Actor, unit: Unit, target: Unit): Promise<number> {
  await tellCaller(tx, { role: "system" });
  const { count } = await tx.account.updateMany({
    where: { ...unitScope(actor), unitId: unit.id },
    data: { unitId: target.id, version: { increment: 1 } },
  });
  await tellCaller(tx, callerOf(actor));
  return count;
}

async function auditMerge(
  tx: Tx,
  actor: Actor,
  unit: Unit,
  target: Unit,
  moved: Moved,
  now: Date,
): Promise<void> {
  await audit(tx, actor, now, {
    action: "unit.merged",
    subject: { kind: "unit", id: unit.id },
    unitId: unit.id,
    detail: {
      name: unit.name,
      nameState: unit.nameState,
      into: `${target.code} ${target.name}`,
      moved: { ...moved },
    },
  });
  await audit(tx, actor, now, {
    action: "unit.absorbed",
    subject: { kind: "unit", id: target.id },
    unitId: target.id,
    detail: { from: `${unit.code} ${unit.name}`, moved: { ...moved } },
  });
}
