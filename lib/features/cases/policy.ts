import { type Actor, type PermissionTable, permits } from "@/lib/platform/actor";
import type { Role } from "@/prisma/generated/enums";
import type { CaseFileWhereInput } from "@/prisma/generated/models/CaseFile";

const CENTRE = ["care_supervisor", "care_specialist"] as const satisfies readonly Role[];
const A_UNIT = ["a_unit_manager", "case_manager"] as const satisfies readonly Role[];
const CARRIERS = ["bureau_officer", ...CENTRE, ...A_UNIT] as const satisfies readonly Role[];

/**
 * Cases: the LTC centre opens and assesses them, the A unit carries its own, officers read those of the city. A B unit
 * sees a limited view of those referred to it while they last. The administrator keeps accounts and sees no case.
 */
export const casePermissions = {
  "case.read": [...CARRIERS, "b_unit_staff"],
  /** The whole file and the list; a B unit has neither. */
  "case.work": CARRIERS,
  "case.intake": CENTRE,
  "case.assess": CENTRE,
  "case.reopen": CENTRE,
  "case.close": [...CENTRE, ...A_UNIT],
  "case.change_person": [...CENTRE, ...A_UNIT],
  /** Name, sex, birth date and district; the A unit keeps the contact data. */
  "case.change_identity": CENTRE,
  "case.open_national_id": CARRIERS,
  "case.add_document": [...CENTRE, ...A_UNIT],
  "case.read_openings": ["bureau_officer", "care_supervisor", "a_unit_manager"],
} as const satisfies PermissionTable;

export type CasePermission = keyof typeof casePermissions;

/** Whether the actor's role may do this with cases that it sees. */
export function mayCase(actor: Actor, permission: CasePermission): boolean {
  return permits(casePermissions, permission, actor);
}

/** Which cases an actor sees, without the words of a query. */
export interface CaseScope {
  jurisdictionId: string;
  /** A specialist's districts. */
  districtIds?: string[];
  /** The A unit that carries the case. */
  aUnitId?: string;
  /** The B unit to which the case is referred. */
  referredTo?: string;
}

/** The cases that an actor sees, a B unit's included; null when none. */
export function caseScope(actor: Actor): CaseScope | null {
  if (!mayCase(actor, "case.read")) return null;
  const { jurisdictionId, unitId } = actor;
  if (actor.role === "care_specialist") return { jurisdictionId, districtIds: actor.districtIds };
  if (actor.role === "bureau_officer" || actor.role === "care_supervisor") return { jurisdictionId };
  if (!unitId) return null;
  return actor.role === "b_unit_staff"
    ? { jurisdictionId, referredTo: unitId }
    : { jurisdictionId, aUnitId: unitId };
}

/** The cases that an actor carries or watches over in full; null when none. */
export function workScope(actor: Actor): CaseScope | null {
  return mayCase(actor, "case.work") ? caseScope(actor) : null;
}

/** A scope as a condition of a query. */
export function caseWhere({
  jurisdictionId,
  districtIds,
  aUnitId,
  referredTo,
}: CaseScope): CaseFileWhereInput {
  return {
    jurisdictionId,
    ...(districtIds ? { districtId: { in: districtIds } } : {}),
    ...(aUnitId ? { aUnitId } : {}),
    ...(referredTo
      ? { dispatches: { some: { toUnitId: referredTo, state: { in: ["waiting", "accepted"] } } } }
      : {}),
  };
}

/** Whether a scope holds a row that was read. */
export function inScope(
  scope: CaseScope | null,
  row: { jurisdictionId: string; districtId: string; aUnitId: string | null },
): boolean {
  return (
    scope !== null &&
    scope.referredTo === undefined &&
    row.jurisdictionId === scope.jurisdictionId &&
    (scope.districtIds === undefined || scope.districtIds.includes(row.districtId)) &&
    (scope.aUnitId === undefined || scope.aUnitId === row.aUnitId)
  );
}

/** Whether the actor takes applications of a district: a specialist of those covered, a supervisor of all. */
export function mayIntakeIn(actor: Actor, districtId: string): boolean {
  if (!mayCase(actor, "case.intake")) return false;
  return actor.role !== "care_specialist" || actor.districtIds.includes(districtId);
}
