import { type Actor, type PermissionTable, permits } from "@/lib/platform/actor";

/** 缺失: the bureau's inspectors see the city's, a unit its own and answers it; officer and supervisor judge what it answers. */
export const findingPermissions = {
  "finding.read": [
    "bureau_officer",
    "care_supervisor",
    "care_specialist",
    "a_unit_manager",
    "case_manager",
    "b_unit_staff",
  ],
  "finding.read_city": ["bureau_officer", "care_supervisor", "care_specialist"],
  "finding.answer": ["a_unit_manager", "b_unit_staff"],
  /** Also enters what a unit without an account wrote on paper. */
  "finding.review": ["bureau_officer", "care_supervisor"],
} as const satisfies PermissionTable;

export type FindingPermission = keyof typeof findingPermissions;

export interface FindingScope {
  jurisdictionId: string;
  unitId?: string;
}

/** Whether the actor's role may do this with findings that it sees. */
export function mayFinding(actor: Actor, permission: FindingPermission): boolean {
  return permits(findingPermissions, permission, actor);
}

/** The findings that an actor sees: the inspectors the city's, a unit its own; null when none. */
export function findingScope(actor: Actor): FindingScope | null {
  const { jurisdictionId, unitId } = actor;
  if (mayFinding(actor, "finding.read_city")) return { jurisdictionId };
  if (!mayFinding(actor, "finding.read") || unitId === null) return null;
  return { jurisdictionId, unitId };
}
