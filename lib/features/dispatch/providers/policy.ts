import { type Actor, type PermissionTable, permits } from "@/lib/platform/actor";

/** From an A unit to the B units: the A unit's people dispatch; whoever carries the case reads. */
export const providerPermissions = {
  "dispatch.read": ["bureau_officer", "care_supervisor", "care_specialist", "a_unit_manager", "case_manager"],
  "dispatch.read_city": ["bureau_officer", "care_supervisor"],
  "dispatch.send": ["a_unit_manager", "case_manager"],
} as const satisfies PermissionTable;

export type ProviderPermission = keyof typeof providerPermissions;

export interface DispatchedCaseScope {
  jurisdictionId: string;
  aUnitId?: string;
  districtId?: { in: string[] };
}

/** Whether the actor's role may do this with cases that it sees. */
export function mayDispatch(actor: Actor, permission: ProviderPermission): boolean {
  return permits(providerPermissions, permission, actor);
}

/** The cases whose dispatches an actor sees; null when none. */
export function dispatchedCaseScope(actor: Actor): DispatchedCaseScope | null {
  const { jurisdictionId, unitId } = actor;
  if (mayDispatch(actor, "dispatch.read_city")) return { jurisdictionId };
  if (!mayDispatch(actor, "dispatch.read")) return null;
  if (actor.role === "care_specialist") return { jurisdictionId, districtId: { in: actor.districtIds } };
  return unitId === null ? null : { jurisdictionId, aUnitId: unitId };
}
