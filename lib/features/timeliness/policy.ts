import { type Actor, type PermissionTable, permits } from "@/lib/platform/actor";
import type { Prisma } from "@/prisma/generated/client";

/** Whoever has a duty sees its clock; only the centre, which judges timeliness, may excuse one. */
export const timelinessPermissions = {
  "clock.read": [
    "bureau_officer",
    "care_supervisor",
    "care_specialist",
    "a_unit_manager",
    "case_manager",
    "b_unit_staff",
  ],
  "clock.excuse": ["care_supervisor", "care_specialist"],
} as const satisfies PermissionTable;

/** Whether the actor may do this with clocks at all. */
export function mayClock(actor: Actor, permission: keyof typeof timelinessPermissions): boolean {
  return permits(timelinessPermissions, permission, actor);
}

/** Whether the actor works on cases of the own among the unit's, and so chooses which to look at. */
export function choosesWhose(actor: Actor): boolean {
  return actor.role === "case_manager";
}

/**
 * The clocks that an actor sees: officers and supervisors the city's, a specialist those of cases in the districts covered and
 * the centre's own tables, a unit those that are its duty.
 */
export function clockScope(actor: Actor): Prisma.ClockWhereInput {
  const city = { jurisdictionId: actor.jurisdictionId };
  if (actor.role === "system" || actor.role === "bureau_officer" || actor.role === "care_supervisor")
    return city;
  if (actor.role === "care_specialist") {
    return { ...city, OR: [{ caseId: null }, { caseFile: { districtId: { in: actor.districtIds } } }] };
  }
  // Nobody's unit: an account without one, or the administrator, who sees no clock.
  return { ...city, unitId: actor.unitId ?? "00000000-0000-0000-0000-000000000000" };
}

const CARRIERS: readonly string[] = ["a_unit_manager", "case_manager"];

/**
 * The clocks that an actor sees on the page of a case: whoever carries the case sees every limit of it, also those that are the centre's
 * (the reassessment) or a B unit's (the first service); all others what they see in the list.
 */
export function caseClockScope(actor: Actor): Prisma.ClockWhereInput {
  if (!CARRIERS.includes(actor.role) || actor.unitId === null) return clockScope(actor);
  return { jurisdictionId: actor.jurisdictionId, caseFile: { aUnitId: actor.unitId } };
}
