import { type Actor, type PermissionTable, permits } from "@/lib/platform/actor";
import type { Role } from "@/prisma/generated/enums";

const CENTRE = ["care_supervisor", "care_specialist"] as const satisfies readonly Role[];

/** From the centre to the A units: a supervisor for the city, a specialist for the districts covered; officers read. */
export const centrePermissions = {
  "centre.read": ["bureau_officer", ...CENTRE],
  "centre.dispatch": CENTRE,
  "centre.keep_order": CENTRE,
  "centre.take_back": CENTRE,
} as const satisfies PermissionTable;

export type CentrePermission = keyof typeof centrePermissions;

export interface CentreScope {
  jurisdictionId: string;
  districtId?: { in: string[] };
}

/** Whether the actor's role may do this in the districts that it sees. */
export function mayCentre(actor: Actor, permission: CentrePermission): boolean {
  return permits(centrePermissions, permission, actor);
}

/** The districts whose cases and orders the actor sees here; null when none. It fits cases and the centre's orders alike. */
export function centreScope(actor: Actor): CentreScope | null {
  if (!mayCentre(actor, "centre.read")) return null;
  const { jurisdictionId } = actor;
  if (actor.role !== "care_specialist") return { jurisdictionId };
  return { jurisdictionId, districtId: { in: actor.districtIds } };
}

/** Whether the actor's scope holds a district of the own city. */
export function coversDistrictId(actor: Actor, districtId: string): boolean {
  const scope = centreScope(actor);
  return scope !== null && (scope.districtId === undefined || scope.districtId.in.includes(districtId));
}
