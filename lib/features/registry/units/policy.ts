import type { Actor, PermissionTable } from "@/lib/platform/actor";
import { permits } from "@/lib/platform/actor";
import type { Role } from "@/prisma/generated/enums";

const OFFICE = ["bureau_admin", "bureau_officer"] as const satisfies readonly Role[];
const BUREAU = [...OFFICE, "care_supervisor", "care_specialist"] as const satisfies readonly Role[];
const EVERYONE = [
  ...BUREAU,
  "a_unit_manager",
  "case_manager",
  "b_unit_staff",
] as const satisfies readonly Role[];

/** Who may do what with the units of the registry. The registry itself is public within the city. */
export const unitPermissions = {
  "unit.read": EVERYONE,
  "unit.create": OFFICE,
  "unit.correct_name": OFFICE,
  "unit.change_details": OFFICE,
  /** Contracts and staff of every unit of the city; a unit's people see their own unit's. */
  "unit.read_files_of_all": BUREAU,
  "unit.read_history_of_all": [...OFFICE, "care_supervisor"],
  "unit.read_history_of_own": ["a_unit_manager"],
  "account.find": ["bureau_admin"],
} as const satisfies PermissionTable;

/** Whether the actor's role may do this at all. */
export function mayInUnits(actor: Actor, permission: keyof typeof unitPermissions): boolean {
  return permits(unitPermissions, permission, actor);
}

/** The registry that an actor sees: that of the own city. */
export function unitScope(actor: Actor): { jurisdictionId: string } {
  return { jurisdictionId: actor.jurisdictionId };
}

/**
 * The rows of units (contracts, staff) that an actor sees: the bureau those of the city, a unit's people their own
 * unit's; null when there are none.
 */
export function unitFileScope(actor: Actor): { jurisdictionId: string; unitId?: string } | null {
  if (mayInUnits(actor, "unit.read_files_of_all")) return unitScope(actor);
  return actor.unitId ? { ...unitScope(actor), unitId: actor.unitId } : null;
}

/** Whether the actor sees the contracts, staff and related parties of a unit of the own city. */
export function maySeeUnitFiles(actor: Actor, unitId: string): boolean {
  const scope = unitFileScope(actor);
  return scope !== null && (scope.unitId === undefined || scope.unitId === unitId);
}

/** Whether the actor sees what was done to a unit. */
export function maySeeUnitHistory(actor: Actor, unitId: string): boolean {
  if (mayInUnits(actor, "unit.read_history_of_all")) return true;
  return mayInUnits(actor, "unit.read_history_of_own") && actor.unitId === unitId;
}
