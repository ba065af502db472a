import type { Role } from "@/prisma/generated/enums";

/**
 * Who acts. Made only by `session.ts` from the database, or by `systemActor` for the start, jobs and imports
 * that nobody clicked. Never built from what a browser sends.
 */
export interface Actor {
  accountId: string | null;
  sessionId: string | null;
  name: string;
  role: Role | "system";
  jurisdictionId: string;
  /** The unit of an A- or B-unit's person; null for the bureau. */
  unitId: string | null;
  /** The districts that a care specialist covers; empty for the others. */
  districtIds: string[];
}

/** The product itself, acting in one city (start, jobs). */
export function systemActor(jurisdictionId: string): Actor {
  return {
    accountId: null,
    sessionId: null,
    name: "系統",
    role: "system",
    jurisdictionId,
    unitId: null,
    districtIds: [],
  };
}

/** Which roles may do what: one table per area, in its `policy.ts`. The system may do what the admin may. */
export type PermissionTable = Readonly<Record<string, readonly Role[]>>;

/** Whether the actor's role stands in the table's row. */
export function permits<T extends PermissionTable>(table: T, permission: keyof T, actor: Actor): boolean {
  const roles = table[permission];
  if (!roles) return false;
  return actor.role === "system" ? roles.includes("bureau_admin") : roles.includes(actor.role);
}
