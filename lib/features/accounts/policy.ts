import { type Actor, type PermissionTable, permits } from "@/lib/platform/actor";
import type { Role, Tier } from "@/prisma/generated/enums";
import type { AccountWhereInput } from "@/prisma/generated/models/Account";

const MANAGERS = ["bureau_admin", "a_unit_manager"] as const;

/** An admin manages the city's accounts, an A unit's manager those of the own unit. The own account is everybody's. */
export const accountPermissions = {
  "account.manage": MANAGERS,
  "account.read": MANAGERS,
  "account.create": MANAGERS,
  "account.change": MANAGERS,
  "account.close": MANAGERS,
  "account.reopen": MANAGERS,
  "account.unlock": MANAGERS,
  "account.issue_link": MANAGERS,
  "account.open_national_id": MANAGERS,
} as const satisfies PermissionTable;

export type AccountPermission = keyof typeof accountPermissions;

/** Whether the actor's role may do this with accounts at all. */
export function mayAccounts(actor: Actor, permission: AccountPermission): boolean {
  return permits(accountPermissions, permission, actor);
}

/** The roles that belong to a unit, with its tier. The other roles are the bureau's and have no unit. */
export const TIER_OF_ROLE: Partial<Record<Role, Tier>> = {
  a_unit_manager: "a",
  case_manager: "a",
  b_unit_staff: "b",
};

const UNIT_MANAGED: readonly Role[] = ["case_manager", "a_unit_manager"];
const EVERY_ROLE: readonly Role[] = [
  "bureau_admin",
  "bureau_officer",
  "care_supervisor",
  "care_specialist",
  "a_unit_manager",
  "case_manager",
  "b_unit_staff",
];

/** The roles that the actor may give to somebody. */
export function rolesToGive(actor: Actor): readonly Role[] {
  if (!mayAccounts(actor, "account.manage")) return [];
  return actor.role === "a_unit_manager" ? UNIT_MANAGED : EVERY_ROLE;
}

/** The accounts that the actor sees in the administration. Nothing for a role that manages none. */
export function accountScope(actor: Actor): AccountWhereInput {
  const { jurisdictionId } = actor;
  if (!mayAccounts(actor, "account.read")) return { jurisdictionId, id: { in: [] } };
  if (actor.role !== "a_unit_manager") return { jurisdictionId };
  // A manager without a unit cannot be (a check of the table); should there be one, it sees nothing.
  if (!actor.unitId) return { jurisdictionId, id: { in: [] } };
  return { jurisdictionId, unitId: actor.unitId, role: { in: [...UNIT_MANAGED] } };
}

interface Target {
  id: string;
  jurisdictionId: string;
  unitId: string | null;
  role: Role;
}

/** Whether the actor may change this account. An A unit's manager does not manage the own account. */
export function mayManageAccount(actor: Actor, target: Target): boolean {
  if (!mayAccounts(actor, "account.manage") || target.jurisdictionId !== actor.jurisdictionId) return false;
  if (actor.role !== "a_unit_manager") return true;
  return (
    target.id !== actor.accountId &&
    actor.unitId !== null &&
    target.unitId === actor.unitId &&
    UNIT_MANAGED.includes(target.role)
  );
}
