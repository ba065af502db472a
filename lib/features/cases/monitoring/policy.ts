import { type Actor, type PermissionTable, permits } from "@/lib/platform/actor";
import type { Role } from "@/prisma/generated/enums";
import { type CaseScope, workScope } from "../policy";

const A_UNIT = ["a_unit_manager", "case_manager"] as const satisfies readonly Role[];
const CENTRE = ["bureau_officer", "care_supervisor", "care_specialist"] as const satisfies readonly Role[];

/** AA02 and referrals to other resources: the A unit's work, read by everyone who carries the case or watches over it. */
export const monitoringPermissions = {
  "monitoring.read": [...CENTRE, ...A_UNIT],
  "monitoring.record": A_UNIT,
  "outward.write": A_UNIT,
} as const satisfies PermissionTable;

export type MonitoringPermission = keyof typeof monitoringPermissions;

/** Whether the actor's role may do this with the cases that it carries. */
export function mayMonitor(actor: Actor, permission: MonitoringPermission): boolean {
  return permits(monitoringPermissions, permission, actor);
}

/** The cases whose AA02 the actor records: those of the own A unit; null when none. */
export function recordScope(actor: Actor): (CaseScope & { aUnitId: string }) | null {
  if (!mayMonitor(actor, "monitoring.record") || !actor.unitId) return null;
  return { jurisdictionId: actor.jurisdictionId, aUnitId: actor.unitId };
}

/** The cases whose AA02 and referrals the actor reads; null when none. */
export function readScope(actor: Actor): CaseScope | null {
  return mayMonitor(actor, "monitoring.read") ? workScope(actor) : null;
}
