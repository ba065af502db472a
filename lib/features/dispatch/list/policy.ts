import { type Actor, type PermissionTable, permits } from "@/lib/platform/actor";

/** The list of dispatches over all cases: the bureau's of the cases it sees, a unit's of those that it sent or was sent. */
export const dispatchListPermissions = {
  "dispatch.list": [
    "bureau_officer",
    "care_supervisor",
    "care_specialist",
    "a_unit_manager",
    "case_manager",
    "b_unit_staff",
  ],
} as const satisfies PermissionTable;

/** Which dispatches an actor sees in a list, without the words of a query. */
export interface DispatchScope {
  jurisdictionId: string;
  /** A specialist's districts. */
  districtIds?: string[];
  /** The A unit that sent it or was sent it. */
  aUnitId?: string;
  /** The B unit that was sent it. */
  bUnitId?: string;
  /** Only what an A unit sent to a B unit. */
  toProviders?: boolean;
}

/** Whether the actor's role has the list. */
export function mayListDispatches(actor: Actor): boolean {
  return permits(dispatchListPermissions, "dispatch.list", actor);
}

/** The dispatches that an actor sees; null when none. */
export function dispatchScope(actor: Actor): DispatchScope | null {
  const { jurisdictionId, unitId, role, districtIds } = actor;
  if (!mayListDispatches(actor)) return null;
  if (role === "bureau_officer" || role === "care_supervisor") return { jurisdictionId };
  if (role === "care_specialist") return { jurisdictionId, districtIds };
  if (unitId === null) return null;
  return role === "b_unit_staff" ? { jurisdictionId, bUnitId: unitId } : { jurisdictionId, aUnitId: unitId };
}
