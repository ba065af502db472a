import { type Actor, type PermissionTable, permits } from "@/lib/platform/actor";

/** 輪序無可承接單位: laid before the centre by the A unit, answered by who covers the district; officers read. */
export const exhaustionPermissions = {
  "exhaustion.read": [
    "bureau_officer",
    "care_supervisor",
    "care_specialist",
    "a_unit_manager",
    "case_manager",
  ],
  "exhaustion.raise": ["a_unit_manager", "case_manager"],
  "exhaustion.answer": ["care_supervisor", "care_specialist"],
} as const satisfies PermissionTable;

/** Whether the actor's role may do this with the cases that it sees. */
export function mayExhaustion(actor: Actor, permission: keyof typeof exhaustionPermissions): boolean {
  return permits(exhaustionPermissions, permission, actor);
}

export interface ExhaustionScope {
  jurisdictionId: string;
  aUnitId?: string;
  caseFile?: { districtId: { in: string[] } };
}

/** The entries that an actor sees; null when none. */
export function exhaustionScope(actor: Actor): ExhaustionScope | null {
  const { jurisdictionId, unitId, role } = actor;
  if (!mayExhaustion(actor, "exhaustion.read")) return null;
  if (role === "care_specialist")
    return { jurisdictionId, caseFile: { districtId: { in: actor.districtIds } } };
  if (!mayExhaustion(actor, "exhaustion.raise")) return { jurisdictionId };
  return unitId === null ? null : { jurisdictionId, aUnitId: unitId };
}
