import { type Actor, type PermissionTable, permits } from "@/lib/platform/actor";

/** 停止派案: entered and lifted by the office; whoever dispatches sees it, and the B unit its own. */
export const suspensionPermissions = {
  "suspension.read": [
    "bureau_admin",
    "bureau_officer",
    "care_supervisor",
    "care_specialist",
    "a_unit_manager",
    "case_manager",
    "b_unit_staff",
  ],
  "suspension.keep": ["bureau_admin", "bureau_officer"],
} as const satisfies PermissionTable;

export type SuspensionPermission = keyof typeof suspensionPermissions;

export interface SuspensionScope {
  jurisdictionId: string;
  unitId?: string;
}

/** Whether the actor's role may do this. */
export function maySuspension(actor: Actor, permission: SuspensionPermission): boolean {
  return permits(suspensionPermissions, permission, actor);
}

/** The suspensions that an actor sees: a B unit its own, the others those of the city; null when none. */
export function suspensionScope(actor: Actor): SuspensionScope | null {
  const { jurisdictionId, unitId, role } = actor;
  if (!maySuspension(actor, "suspension.read")) return null;
  if (role !== "b_unit_staff") return { jurisdictionId };
  return unitId === null ? null : { jurisdictionId, unitId };
}

/** Whether the actor sees the suspensions of this unit of the own city. */
export function maySeeSuspensionsOf(actor: Actor, unitId: string): boolean {
  const scope = suspensionScope(actor);
  return scope !== null && (scope.unitId === undefined || scope.unitId === unitId);
}
