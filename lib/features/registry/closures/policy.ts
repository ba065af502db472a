import { type Actor, type PermissionTable, permits } from "@/lib/platform/actor";

/** Closures move everybody's deadlines, so everybody of the city reads them; the office declares them. */
export const closurePermissions = {
  "closure.read": [
    "bureau_admin",
    "bureau_officer",
    "care_supervisor",
    "care_specialist",
    "a_unit_manager",
    "case_manager",
    "b_unit_staff",
  ],
  "closure.add": ["bureau_admin", "bureau_officer"],
  "closure.withdraw": ["bureau_admin", "bureau_officer"],
} as const satisfies PermissionTable;

export type ClosurePermission = keyof typeof closurePermissions;

/** Whether the actor may do this with the closures of the own city. */
export function mayClosure(actor: Actor, permission: ClosurePermission): boolean {
  return permits(closurePermissions, permission, actor);
}

/** The closures that an actor sees: those of the own city. */
export function closureScope(actor: Actor): { jurisdictionId: string } {
  return { jurisdictionId: actor.jurisdictionId };
}
