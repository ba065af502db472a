import { type Actor, type PermissionTable, permits } from "@/lib/platform/actor";
import type { Role } from "@/prisma/generated/enums";

const OFFICE = ["bureau_admin", "bureau_officer"] as const satisfies readonly Role[];
const BUREAU = [...OFFICE, "care_supervisor", "care_specialist"] as const satisfies readonly Role[];

/** Who owns whom: the bureau sees every pair, a unit's people those of their own organisation; the office keeps them. */
export const relatedPartyPermissions = {
  "related_party.read": [...BUREAU, "a_unit_manager", "case_manager", "b_unit_staff"],
  "related_party.read_city": BUREAU,
  "related_party.keep": OFFICE,
} as const satisfies PermissionTable;

export type RelatedPartyPermission = keyof typeof relatedPartyPermissions;

/** Whether the actor's role may do this with pairs that it sees. */
export function mayRelatedParty(actor: Actor, permission: RelatedPartyPermission): boolean {
  return permits(relatedPartyPermissions, permission, actor);
}

interface HasUnit {
  units: { some: { id: string } };
}

/** The pairs that an actor sees; null when none. */
export function relatedPartyScope(
  actor: Actor,
): { jurisdictionId: string; OR?: ({ organisationA: HasUnit } | { organisationB: HasUnit })[] } | null {
  const { jurisdictionId } = actor;
  if (mayRelatedParty(actor, "related_party.read_city")) return { jurisdictionId };
  if (!mayRelatedParty(actor, "related_party.read") || actor.unitId === null) return null;
  const own = { units: { some: { id: actor.unitId } } };
  return { jurisdictionId, OR: [{ organisationA: own }, { organisationB: own }] };
}
