import { type Actor, type PermissionTable, permits } from "@/lib/platform/actor";
import type { MeasureWhereInput } from "@/prisma/generated/models/Measure";
import type { ViolationWhereInput } from "@/prisma/generated/models/Violation";

const INSPECTORS = ["bureau_officer", "care_supervisor", "care_specialist"] as const;
const UNITS = ["a_unit_manager", "case_manager", "b_unit_staff"] as const;

/**
 * 違約記點: officer and supervisor propose, an officer decides. A unit sees what concerns it from the hearing on, and measures once decided;
 * those who answer for it state its case and ask for a review.
 */
export const penaltyPermissions = {
  "penalty.read": [...INSPECTORS, ...UNITS],
  "penalty.read_city": INSPECTORS,
  "penalty.propose": ["bureau_officer", "care_supervisor"],
  /** Hearing, points, review, suspension, termination; also enters what a unit wrote on paper. */
  "penalty.decide": ["bureau_officer"],
  "penalty.answer": ["a_unit_manager", "b_unit_staff"],
} as const satisfies PermissionTable;

export type PenaltyPermission = keyof typeof penaltyPermissions;

/** Whether the actor's role may do this with what it sees. */
export function mayPenalise(actor: Actor, permission: PenaltyPermission): boolean {
  return permits(penaltyPermissions, permission, actor);
}

/** What an actor sees of points at all: the city's, or the own unit's; null when nothing. */
export function penaltyScope(actor: Actor): { jurisdictionId: string; unitId?: string } | null {
  const { jurisdictionId, unitId } = actor;
  if (mayPenalise(actor, "penalty.read_city")) return { jurisdictionId };
  if (!mayPenalise(actor, "penalty.read") || unitId === null) return null;
  return { jurisdictionId, unitId };
}

/** The violations that an actor sees; a unit those of which it was heard. */
export function violationScope(actor: Actor): ViolationWhereInput | null {
  const scope = penaltyScope(actor);
  if (!scope || scope.unitId === undefined) return scope;
  return {
    ...scope,
    OR: [{ state: { in: ["hearing", "decided"] } }, { state: "dropped", hearingDueOn: { not: null } }],
  };
}

/** The measures that an actor sees; a unit those that were decided. */
export function measureScope(actor: Actor): MeasureWhereInput | null {
  const scope = penaltyScope(actor);
  if (!scope || scope.unitId === undefined) return scope;
  return { ...scope, state: { in: ["decided", "lifted"] } };
}
