import type { Actor } from "@/lib/platform/actor";
import type { Tx } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";
import type { Tier } from "@/prisma/generated/enums";
import { organisationName } from "../../imports/names/schema";
import { unitScope } from "../policy";

interface Placed {
  id: string;
  name: string;
}

/** The organisation that a unit of this name belongs to: the one that is there, else a new one. */
export async function organisationFor(tx: Tx, actor: Actor, unitName: string, tier: Tier): Promise<Placed> {
  const scope = unitScope(actor);
  const name = await nameOfOrganisation(tx, actor, unitName, tier);
  const found = await tx.organisation.findFirst({ where: { ...scope, nameFolded: foldText(name) } });
  return found ?? tx.organisation.create({ data: { ...scope, name, nameFolded: foldText(name) } });
}

/**
 * Where a unit belongs after its name changed: to the organisation of that name where there is one; else its own
 * organisation takes the new name when the unit is its only one, and a new one is made when it is not.
 */
export async function organisationAfterRename(
  tx: Tx,
  actor: Actor,
  unit: { id: string; organisationId: string; tier: Tier },
  unitName: string,
): Promise<Placed> {
  const name = await nameOfOrganisation(tx, actor, unitName, unit.tier);
  const nameFolded = foldText(name);
  const scope = unitScope(actor);
  const found = await tx.organisation.findFirst({ where: { ...scope, nameFolded } });
  if (found && found.id !== unit.organisationId) return found;
  const shared = await hasOtherUnits(tx, actor, unit);
  if (found && shared) return found;
  if (shared) return tx.organisation.create({ data: { ...scope, name, nameFolded } });
  return tx.organisation.update({ where: { id: unit.organisationId }, data: { name, nameFolded } });
}

async function nameOfOrganisation(tx: Tx, actor: Actor, unitName: string, tier: Tier): Promise<string> {
  const districts = await tx.district.findMany({ where: unitScope(actor), select: { name: true } });
  return organisationName(
    unitName,
    tier,
    districts.map((district) => district.name),
  );
}

async function hasOtherUnits(
  tx: Tx,
  actor: Actor,
  unit: { id: string; organisationId: string },
): Promise<boolean> {
  const others = await tx.unit.count({
    where: {
      ...unitScope(actor),
      organisationId: unit.organisationId,
      id: { not: unit.id },
      mergedIntoId: null,
    },
  });
  return others > 0;
}

/**
 * After a unit went from one organisation to another: when the old one has no unit left, its business number,
 * representative and related parties go along. A pair that would stand twice, or join an organisation with
 * itself, is ended instead. Returns how many pairs went along.
 */
export async function moveOrganisationFiles(
  tx: Tx,
  actor: Actor,
  unit: { id: string; organisationId: string },
  toId: string,
  now: Date,
): Promise<number> {
  const fromId = unit.organisationId;
  if (fromId === toId || (await hasOtherUnits(tx, actor, unit))) return 0;
  await fillOrganisation(tx, fromId, toId);
  const pairs = await tx.relatedParty.findMany({
    where: {
      ...unitScope(actor),
      endedAt: null,
      OR: [{ organisationAId: fromId }, { organisationBId: fromId }],
    },
  });
  let moved = 0;
  for (const pair of pairs) {
    const other = pair.organisationAId === fromId ? pair.organisationBId : pair.organisationAId;
    await tx.relatedParty.update({ where: { id: pair.id }, data: { endedAt: now } });
    if (other === toId) continue;
    const [organisationAId = "", organisationBId = ""] = [other, toId].sort();
    const ends = { ...unitScope(actor), organisationAId, organisationBId };
    if ((await tx.relatedParty.count({ where: { ...ends, endedAt: null } })) > 0) continue;
    const { kind, basis } = pair;
    await tx.relatedParty.create({
      data: { ...ends, kind, basis, createdAt: now, createdById: actor.accountId },
    });
    moved += 1;
  }
  return moved;
}

async function fillOrganisation(tx: Tx, fromId: string, toId: string): Promise<void> {
  const from = await tx.organisation.findUniqueOrThrow({ where: { id: fromId } });
  const to = await tx.organisation.findUniqueOrThrow({ where: { id: toId } });
  const businessNumber = to.businessNumber ?? from.businessNumber;
  const representative = to.representative ?? from.representative;
  await tx.organisation.update({ where: { id: toId }, data: { businessNumber, representative } });
}
