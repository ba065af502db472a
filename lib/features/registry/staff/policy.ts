import { type Actor, type PermissionTable, permits } from "@/lib/platform/actor";
import type { Role } from "@/prisma/generated/enums";

const OFFICE = ["bureau_admin", "bureau_officer"] as const satisfies readonly Role[];
const BUREAU = [...OFFICE, "care_supervisor", "care_specialist"] as const satisfies readonly Role[];

/**
 * Staff: the bureau reads the lists of the city, a unit's people their own unit's. The office and the A unit's manager
 * keep them, open a person's file and, as a step of its own, the national ID.
 */
export const staffPermissions = {
  "staff.read": [...BUREAU, "a_unit_manager", "case_manager", "b_unit_staff"],
  "staff.read_city": BUREAU,
  "staff.keep": [...OFFICE, "a_unit_manager"],
  "staff.keep_city": OFFICE,
  "staff.open": [...OFFICE, "a_unit_manager"],
  "staff.open_national_id": [...OFFICE, "a_unit_manager"],
} as const satisfies PermissionTable;

export type StaffPermission = keyof typeof staffPermissions;

export interface StaffScope {
  jurisdictionId: string;
  unitId?: string;
}

/** Whether the actor's role may do this with staff that it sees. */
export function mayStaff(actor: Actor, permission: StaffPermission): boolean {
  return permits(staffPermissions, permission, actor);
}

/** The staff that an actor sees in lists; null when none. */
export function staffScope(actor: Actor): StaffScope | null {
  if (mayStaff(actor, "staff.read_city")) return { jurisdictionId: actor.jurisdictionId };
  if (!mayStaff(actor, "staff.read") || actor.unitId === null) return null;
  return { jurisdictionId: actor.jurisdictionId, unitId: actor.unitId };
}

/** The staff whose files an actor opens and keeps: the office the city's, an A unit's manager the own unit's. */
export function staffKeepScope(actor: Actor): StaffScope | null {
  if (mayStaff(actor, "staff.keep_city")) return { jurisdictionId: actor.jurisdictionId };
  if (!mayStaff(actor, "staff.keep") || actor.unitId === null) return null;
  return { jurisdictionId: actor.jurisdictionId, unitId: actor.unitId };
}

/** Whether the actor sees the staff of this unit of the own city. */
export function maySeeStaffOf(actor: Actor, unitId: string): boolean {
  const scope = staffScope(actor);
  return scope !== null && (scope.unitId === undefined || scope.unitId === unitId);
}

/** Whether the actor keeps the staff of this unit of the own city. */
export function mayKeepStaffOf(actor: Actor, unitId: string): boolean {
  const scope = staffKeepScope(actor);
  return scope !== null && (scope.unitId === undefined || scope.unitId === unitId);
}
