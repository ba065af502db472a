import { type Actor, type PermissionTable, permits } from "@/lib/platform/actor";

/** The city's figures are read by the bureau and its care managers; its plan tables are entered by the office. */
export const coveragePermissions = {
  "coverage.read": ["bureau_admin", "bureau_officer", "care_supervisor", "care_specialist"],
  "plan_table.preview": ["bureau_admin", "bureau_officer"],
  "plan_table.apply": ["bureau_admin", "bureau_officer"],
  "plan_table.discard": ["bureau_admin", "bureau_officer"],
} as const satisfies PermissionTable;

export type CoveragePermission = keyof typeof coveragePermissions;

/** Whether the actor may do this with the figures and plan tables of the own city. */
export function mayInCoverage(actor: Actor, permission: CoveragePermission): boolean {
  return permits(coveragePermissions, permission, actor);
}

/** The figures and tables that an actor sees: those of the own city; null when there are none to see. */
export function coverageScope(actor: Actor): { jurisdictionId: string } | null {
  return mayInCoverage(actor, "coverage.read") ? { jurisdictionId: actor.jurisdictionId } : null;
}
