import { type Actor, type PermissionTable, permits } from "@/lib/platform/actor";
import type { AuditEntryWhereInput } from "@/prisma/generated/models/AuditEntry";

/** Everybody reads of the own acts; what more there is depends on the role, see `auditScope`. */
export const auditPermissions = {
  "audit.read": [
    "bureau_admin",
    "bureau_officer",
    "care_supervisor",
    "care_specialist",
    "a_unit_manager",
    "case_manager",
    "b_unit_staff",
  ],
  /** Entries of every person and subject of the city. */
  "audit.read_city": ["bureau_admin"],
  /** Entries about units of the city. */
  "audit.read_units": ["bureau_officer", "care_supervisor"],
  /** Entries about the own unit. */
  "audit.read_own_unit": ["a_unit_manager"],
} as const satisfies PermissionTable;

export type AuditPermission = keyof typeof auditPermissions;

/** Whether the actor's role may read so much of the audit. */
export function mayAudit(actor: Actor, permission: AuditPermission): boolean {
  return permits(auditPermissions, permission, actor);
}

/** The entries that an actor sees. */
export function auditScope(actor: Actor): AuditEntryWhereInput {
  const { jurisdictionId, accountId } = actor;
  if (mayAudit(actor, "audit.read_city")) return { jurisdictionId };
  const own: AuditEntryWhereInput[] = accountId ? [{ accountId }] : [];
  if (mayAudit(actor, "audit.read_units")) own.push({ unitId: { not: null } });
  if (mayAudit(actor, "audit.read_own_unit") && actor.unitId) own.push({ unitId: actor.unitId });
  return { jurisdictionId, OR: own };
}
