import { type Actor, type PermissionTable, permits } from "@/lib/platform/actor";
import type { ChecklistTemplateWhereInput } from "@/prisma/generated/models/ChecklistTemplate";

/** 查核表: the bureau reads them, drafts too; the administrator alone makes the next version. */
export const templatePermissions = {
  "template.read": ["bureau_admin", "bureau_officer", "care_supervisor", "care_specialist"],
  "template.keep": ["bureau_admin"],
} as const satisfies PermissionTable;

export type TemplatePermission = keyof typeof templatePermissions;

/** Whether the actor's role may do this with the city's checklists. */
export function mayTemplate(actor: Actor, permission: TemplatePermission): boolean {
  return permits(templatePermissions, permission, actor);
}

/** The versions that an actor sees; null when none. */
export function templateScope(actor: Actor): ChecklistTemplateWhereInput | null {
  return mayTemplate(actor, "template.read") ? { jurisdictionId: actor.jurisdictionId } : null;
}
