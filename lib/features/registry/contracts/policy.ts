import { type Actor, type PermissionTable, permits } from "@/lib/platform/actor";
import type { Role } from "@/prisma/generated/enums";

const OFFICE = ["bureau_admin", "bureau_officer"] as const satisfies readonly Role[];
const BUREAU = [...OFFICE, "care_supervisor", "care_specialist"] as const satisfies readonly Role[];

/** Contracts: the bureau reads those of the city, a unit its own; the office keeps them. */
export const contractPermissions = {
  "contract.read": [...BUREAU, "a_unit_manager", "case_manager", "b_unit_staff"],
  "contract.read_city": BUREAU,
  "contract.create": OFFICE,
  "contract.correct": OFFICE,
  "contract.record_renewal": OFFICE,
  "contract.close": OFFICE,
} as const satisfies PermissionTable;

export type ContractPermission = keyof typeof contractPermissions;

export interface ContractScope {
  jurisdictionId: string;
  unitId?: string;
}

/** Whether the actor's role may do this with contracts that it sees. */
export function mayContract(actor: Actor, permission: ContractPermission): boolean {
  return permits(contractPermissions, permission, actor);
}

/** The contracts that an actor sees: the bureau the city's, a unit's person the unit's; null when none. */
export function contractScope(actor: Actor): ContractScope | null {
  if (mayContract(actor, "contract.read_city")) return { jurisdictionId: actor.jurisdictionId };
  if (!mayContract(actor, "contract.read") || actor.unitId === null) return null;
  return { jurisdictionId: actor.jurisdictionId, unitId: actor.unitId };
}

/** Whether the actor sees the contracts of this unit of the own city. */
export function maySeeContractsOf(actor: Actor, unitId: string): boolean {
  const scope = contractScope(actor);
  return scope !== null && (scope.unitId === undefined || scope.unitId === unitId);
}
