import { type Actor, type PermissionTable, permits } from "@/lib/platform/actor";

/** Capacity decides whose turn it is, so whoever dispatches reads it; the B unit states its own. */
export const capacityPermissions = {
  "capacity.read": [
    "bureau_admin",
    "bureau_officer",
    "care_supervisor",
    "care_specialist",
    "a_unit_manager",
    "case_manager",
    "b_unit_staff",
  ],
  "capacity.state": ["b_unit_staff"],
} as const satisfies PermissionTable;

export type CapacityPermission = keyof typeof capacityPermissions;

export interface CapacityScope {
  jurisdictionId: string;
  unitId?: string;
}

/** Whether the actor's role may do this. */
export function mayCapacity(actor: Actor, permission: CapacityPermission): boolean {
  return permits(capacityPermissions, permission, actor);
}

/** The capacities that an actor sees: a B unit its own, the others those of the city; null when none. */
export function capacityScope(actor: Actor): CapacityScope | null {
  const { jurisdictionId, unitId, role } = actor;
  if (!mayCapacity(actor, "capacity.read")) return null;
  if (role !== "b_unit_staff") return { jurisdictionId };
  return unitId === null ? null : { jurisdictionId, unitId };
}
