import { type Actor, type PermissionTable, permits } from "@/lib/platform/actor";

/** 照會: the B unit answers its own, and whoever heard it for a unit without an account; the A unit follows those it made, the bureau those of the cases it sees. */
export const referralPermissions = {
  "referral.read": [
    "bureau_officer",
    "care_supervisor",
    "care_specialist",
    "a_unit_manager",
    "case_manager",
    "b_unit_staff",
  ],
  "referral.read_city": ["bureau_officer", "care_supervisor"],
  "referral.answer": ["b_unit_staff"],
  // For a unit without any account: whoever asked it, or the centre.
  "referral.answer_for": ["care_supervisor", "care_specialist", "a_unit_manager", "case_manager"],
  "referral.correct": [
    "care_supervisor",
    "care_specialist",
    "a_unit_manager",
    "case_manager",
    "b_unit_staff",
  ],
} as const satisfies PermissionTable;

export type ReferralPermission = keyof typeof referralPermissions;

export interface ReferralScope {
  jurisdictionId: string;
  fromUnitId: string | { not: null };
  toUnitId?: string;
  caseFile?: { districtId: { in: string[] } };
}

/** Whether the actor's role may do this with referrals that it sees. */
export function mayReferral(actor: Actor, permission: ReferralPermission): boolean {
  return permits(referralPermissions, permission, actor);
}

/** The referrals to B units that an actor sees; null when none. */
export function referralScope(actor: Actor): ReferralScope | null {
  const { jurisdictionId, unitId, role } = actor;
  const all: ReferralScope = { jurisdictionId, fromUnitId: { not: null } };
  if (!mayReferral(actor, "referral.read")) return null;
  if (mayReferral(actor, "referral.read_city")) return all;
  if (role === "care_specialist") return { ...all, caseFile: { districtId: { in: actor.districtIds } } };
  if (unitId === null) return null;
  return role === "b_unit_staff" ? { ...all, toUnitId: unitId } : { jurisdictionId, fromUnitId: unitId };
}
