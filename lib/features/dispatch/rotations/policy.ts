import { type Actor, type PermissionTable, permits } from "@/lib/platform/actor";
import type { Role } from "@/prisma/generated/enums";

const BUREAU = [
  "bureau_admin",
  "bureau_officer",
  "care_supervisor",
  "care_specialist",
] as const satisfies readonly Role[];
const A_UNIT = ["a_unit_manager", "case_manager"] as const satisfies readonly Role[];

/** 資源盤點及輪序表: kept by the A unit, sent by its manager, reviewed by the centre. */
export const rotationPermissions = {
  "rotation.read": [...BUREAU, ...A_UNIT],
  "rotation.read_city": BUREAU,
  "rotation.keep": A_UNIT,
  "rotation.discard": A_UNIT,
  "rotation.submit": ["a_unit_manager"],
  "rotation.review": ["care_supervisor", "care_specialist"],
} as const satisfies PermissionTable;

export type RotationPermission = keyof typeof rotationPermissions;

/** Whether the actor's role may do this with orders that it sees. */
export function mayRotation(actor: Actor, permission: RotationPermission): boolean {
  return permits(rotationPermissions, permission, actor);
}

export interface RotationScope {
  jurisdictionId: string;
  aUnitId: string | { not: null };
}

/** The A units' orders that an actor sees: the bureau the city's, an A unit its own; null when none. */
export function rotationScope(actor: Actor): RotationScope | null {
  const { jurisdictionId, unitId } = actor;
  if (mayRotation(actor, "rotation.read_city")) return { jurisdictionId, aUnitId: { not: null } };
  if (!mayRotation(actor, "rotation.read") || unitId === null) return null;
  return { jurisdictionId, aUnitId: unitId };
}

/** Whether the actor reviews the orders of an area: a supervisor the city's, a specialist where a district of the area is covered. */
export function mayReviewArea(actor: Actor, districtIds: readonly string[]): boolean {
  if (!mayRotation(actor, "rotation.review")) return false;
  return actor.role !== "care_specialist" || districtIds.some((id) => actor.districtIds.includes(id));
}
