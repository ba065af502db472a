import { type Actor, type PermissionTable, permits } from "@/lib/platform/actor";

/** The registry is replaced by a file only by those who administer the city's system. */
export const importPermissions = {
  "import.read": ["bureau_admin"],
  "import.preview": ["bureau_admin"],
  "import.apply": ["bureau_admin"],
  "import.discard": ["bureau_admin"],
} as const satisfies PermissionTable;

export type ImportPermission = keyof typeof importPermissions;

/** Whether the actor may do this with the imports of the own city. */
export function mayImport(actor: Actor, permission: ImportPermission): boolean {
  return permits(importPermissions, permission, actor);
}

/** The imports that an actor sees: those of the own city; null when there are none to see. */
export function importScope(actor: Actor): { jurisdictionId: string } | null {
  return mayImport(actor, "import.read") ? { jurisdictionId: actor.jurisdictionId } : null;
}
