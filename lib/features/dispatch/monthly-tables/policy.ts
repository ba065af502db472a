import { type Actor, type PermissionTable, permits } from "@/lib/platform/actor";

/** 派案月報: made and filed by the A unit's manager, judged by the centre's supervisor or the bureau's officer. */
export const monthlyTablePermissions = {
  "monthly_table.read": [
    "bureau_officer",
    "care_supervisor",
    "care_specialist",
    "a_unit_manager",
    "case_manager",
  ],
  "monthly_table.read_city": ["bureau_officer", "care_supervisor", "care_specialist"],
  "monthly_table.draft": ["a_unit_manager", "case_manager"],
  "monthly_table.file": ["a_unit_manager"],
  "monthly_table.review": ["care_supervisor", "bureau_officer"],
} as const satisfies PermissionTable;

/** Whether the actor's role may do this with tables that it sees. */
export function mayMonthlyTable(actor: Actor, permission: keyof typeof monthlyTablePermissions): boolean {
  // Nobody files for a unit but the unit itself: the system neither.
  return actor.role !== "system" && permits(monthlyTablePermissions, permission, actor);
}

export interface TableScope {
  jurisdictionId: string;
  aUnitId?: string;
}

/** The tables that an actor sees: the centre and the officers the city's, an A unit its own; null when none. */
export function tableScope(actor: Actor): TableScope | null {
  const { jurisdictionId, unitId } = actor;
  if (mayMonthlyTable(actor, "monthly_table.read_city")) return { jurisdictionId };
  if (!mayMonthlyTable(actor, "monthly_table.read") || unitId === null) return null;
  return { jurisdictionId, aUnitId: unitId };
}
