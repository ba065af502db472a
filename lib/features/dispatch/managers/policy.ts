import { type Actor, type PermissionTable, permits } from "@/lib/platform/actor";

/** Inside an A unit: its manager gives cases to the case managers, refuses them or hands them over. */
export const managerPermissions = {
  "manager.read": ["a_unit_manager"],
  "manager.assign": ["a_unit_manager"],
  "manager.refuse": ["a_unit_manager"],
  "manager.hand_over": ["a_unit_manager"],
} as const satisfies PermissionTable;

export type ManagerPermission = keyof typeof managerPermissions;

/** Whether the actor's role may do this with the cases of the own unit. */
export function mayManage(actor: Actor, permission: ManagerPermission): boolean {
  return permits(managerPermissions, permission, actor);
}

export interface ManagedScope {
  jurisdictionId: string;
  aUnitId: string;
}

/** The unit whose cases the actor gives to case managers; null for everybody else. */
export function managedScope(actor: Actor): ManagedScope | null {
  const { jurisdictionId, unitId } = actor;
  return mayManage(actor, "manager.read") && unitId !== null ? { jurisdictionId, aUnitId: unitId } : null;
}
