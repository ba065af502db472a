import { type Actor, type PermissionTable, permits } from "@/lib/platform/actor";
import type { IncidentWhereInput } from "@/prisma/generated/models/Incident";

/** Incidents: told by whoever inspects or audits, looked into and closed by supervisors and officers. */
export const incidentPermissions = {
  "incident.read": ["bureau_officer", "care_supervisor", "care_specialist"],
  "incident.open": ["bureau_officer", "care_supervisor", "care_specialist"],
  "incident.settle": ["bureau_officer", "care_supervisor"],
} as const satisfies PermissionTable;

/** Whether the actor's role may do this with the incidents that it sees. */
export function mayIncident(actor: Actor, permission: keyof typeof incidentPermissions): boolean {
  return actor.role !== "system" && permits(incidentPermissions, permission, actor);
}

/** The incidents that an actor sees: those of the city; null when none. */
export function incidentScope(actor: Actor): IncidentWhereInput | null {
  return mayIncident(actor, "incident.read") ? { jurisdictionId: actor.jurisdictionId } : null;
}
