import { type Actor, type PermissionTable, permits } from "@/lib/platform/actor";
import type { Role } from "@/prisma/generated/enums";

const CENTRE = ["care_supervisor", "care_specialist"] as const satisfies readonly Role[];
const A_UNIT = ["a_unit_manager", "case_manager"] as const satisfies readonly Role[];

/**
 * Care plans: the A unit drafts those of its own cases; the case's manager or the unit's manager hands them in; the centre
 * decides. Officers read. A B unit reads of the approved plan the items of the services that it was referred for.
 */
export const planPermissions = {
  "plan.read": ["bureau_officer", ...CENTRE, ...A_UNIT],
  "plan.read_city": ["bureau_officer", "care_supervisor"],
  "plan.read_districts": ["care_specialist"],
  "plan.read_referred": ["b_unit_staff"],
  "plan.read_codes": ["bureau_officer", ...CENTRE, ...A_UNIT, "b_unit_staff"],
  "plan.draft": A_UNIT,
  "plan.submit": A_UNIT,
  /** Hands in plans of cases that another person of the unit manages. */
  "plan.submit_for_others": ["a_unit_manager"],
  "plan.review": CENTRE,
} as const satisfies PermissionTable;

export type PlanPermission = keyof typeof planPermissions;

/** Whose cases an actor sees the plans of; fits a `where` on case files. */
export interface CaseOfPlanScope {
  jurisdictionId: string;
  aUnitId?: string;
  districtId?: { in: string[] };
}

/** Whether the actor's role may do this with plans that it sees. The system does what the administrator may: nothing here. */
export function mayPlan(actor: Actor, permission: PlanPermission): boolean {
  return permits(planPermissions, permission, actor);
}

/** The cases whose plans an actor sees in full; null when none. */
export function planCaseScope(actor: Actor): CaseOfPlanScope | null {
  const { jurisdictionId } = actor;
  if (mayPlan(actor, "plan.read_city")) return { jurisdictionId };
  if (mayPlan(actor, "plan.read_districts")) return { jurisdictionId, districtId: { in: actor.districtIds } };
  if (!mayPlan(actor, "plan.read") || actor.unitId === null) return null;
  return { jurisdictionId, aUnitId: actor.unitId };
}
