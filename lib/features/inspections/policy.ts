import { type Actor, type PermissionTable, permits } from "@/lib/platform/actor";
import type { Role } from "@/prisma/generated/enums";
import type { InspectionWhereInput } from "@/prisma/generated/models/Inspection";

const LEADERS = ["bureau_officer", "care_supervisor"] as const satisfies readonly Role[];
const INSPECTORS = [...LEADERS, "care_specialist"] as const satisfies readonly Role[];
const UNITS = ["a_unit_manager", "case_manager", "b_unit_staff"] as const satisfies readonly Role[];

/**
 * 查核: officers and supervisors plan and carry out, a specialist carries out those in which they are named. A unit reads its
 * own, once signed. The administrator keeps the forms and sees no inspection: the names of cases stand in it.
 */
export const inspectionPermissions = {
  "inspection.read": [...INSPECTORS, ...UNITS],
  "inspection.read_city": INSPECTORS,
  "inspection.plan": LEADERS,
  "inspection.carry_out": INSPECTORS,
} as const satisfies PermissionTable;

export type InspectionPermission = keyof typeof inspectionPermissions;

/** Whether the actor's role may do this with inspections that it sees. */
export function mayInspect(actor: Actor, permission: InspectionPermission): boolean {
  return permits(inspectionPermissions, permission, actor);
}

/** The inspections that an actor sees; null when none. */
export function inspectionScope(actor: Actor): InspectionWhereInput | null {
  const { jurisdictionId, unitId } = actor;
  if (mayInspect(actor, "inspection.read_city")) return { jurisdictionId };
  if (!mayInspect(actor, "inspection.read") || unitId === null) return null;
  return { jurisdictionId, unitId, state: "signed" };
}

/** The inspections whose form an actor fills in; null when none. */
export function carryOutScope(actor: Actor): InspectionWhereInput | null {
  const { jurisdictionId, accountId } = actor;
  if (mayInspect(actor, "inspection.plan")) return { jurisdictionId };
  if (!mayInspect(actor, "inspection.carry_out") || accountId === null) return null;
  return { jurisdictionId, inspectors: { some: { accountId } } };
}
