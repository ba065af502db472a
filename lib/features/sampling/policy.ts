import { type Actor, type PermissionTable, permits } from "@/lib/platform/actor";

/**
 * Sampling audits: drawn and spread by supervisors and officers; carried out by whom they are given to. A unit is not told
 * whom of its cases somebody will call, and the administrator sees no case.
 */
export const samplingPermissions = {
  "sampling.read": ["bureau_officer", "care_supervisor", "care_specialist"],
  "sampling.read_city": ["bureau_officer", "care_supervisor"],
  "sampling.draw": ["bureau_officer", "care_supervisor"],
  "sampling.assign": ["bureau_officer", "care_supervisor"],
  "sampling.carry_out": ["bureau_officer", "care_supervisor", "care_specialist"],
} as const satisfies PermissionTable;

/** Whether the actor's role may do this with the audits that it sees. The system reads only, to repeat a draw. */
export function maySampling(actor: Actor, permission: keyof typeof samplingPermissions): boolean {
  if (actor.role === "system") return permission === "sampling.read" || permission === "sampling.read_city";
  return permits(samplingPermissions, permission, actor);
}

export interface AuditScope {
  jurisdictionId: string;
  assignedToId?: string;
}

/** The audits that an actor sees: those who lead the city's, a specialist the own; null when none. */
export function auditScope(actor: Actor): AuditScope | null {
  const { jurisdictionId, accountId } = actor;
  if (maySampling(actor, "sampling.read_city")) return { jurisdictionId };
  if (!maySampling(actor, "sampling.read") || accountId === null) return null;
  return { jurisdictionId, assignedToId: accountId };
}
