import { type Actor, type PermissionTable, permits } from "@/lib/platform/actor";

/** 函: sent by officer and supervisor, read by the bureau's inspectors and the unit that it is addressed to. */
export const letterPermissions = {
  "letter.read": [
    "bureau_officer",
    "care_supervisor",
    "care_specialist",
    "a_unit_manager",
    "case_manager",
    "b_unit_staff",
  ],
  "letter.read_city": ["bureau_officer", "care_supervisor", "care_specialist"],
  "letter.issue": ["bureau_officer", "care_supervisor"],
  /** Those who send it enter the receipt; those who answer for the unit say that they have it. */
  "letter.enter_arrival": ["bureau_officer", "care_supervisor", "a_unit_manager", "b_unit_staff"],
} as const satisfies PermissionTable;

export type LetterPermission = keyof typeof letterPermissions;

export interface LetterScope {
  jurisdictionId: string;
  unitId?: string;
}

/** Whether the actor's role may do this with letters that it sees. */
export function mayLetter(actor: Actor, permission: LetterPermission): boolean {
  return permits(letterPermissions, permission, actor);
}

/** The letters that an actor sees: the inspectors the city's, a unit its own; null when none. */
export function letterScope(actor: Actor): LetterScope | null {
  const { jurisdictionId, unitId } = actor;
  if (mayLetter(actor, "letter.read_city")) return { jurisdictionId };
  if (!mayLetter(actor, "letter.read") || unitId === null) return null;
  return { jurisdictionId, unitId };
}
