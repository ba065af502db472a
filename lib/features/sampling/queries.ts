import type { Actor } from "@/lib/platform/actor";
import { readAs, type Tx } from "@/lib/platform/db";
import { maySampling } from "./policy";

export interface NamedAuditor {
  id: string;
  name: string;
  role: "bureau_officer" | "care_supervisor" | "care_specialist";
  isActive: boolean;
  districts: string[];
}

/** The bureau's people who may be given an audit, those who left too; nobody for whom does not spread them. */
export async function auditorsIn(tx: Tx): Promise<NamedAuditor[]> {
  return tx.$queryRaw<NamedAuditor[]>`
    SELECT id::text, name, role::text, active AS "isActive", districts FROM app_auditors()`;
}

/** The same as a read of its own, for pages that spread or filter. */
export async function auditors(actor: Actor): Promise<NamedAuditor[]> {
  if (!maySampling(actor, "sampling.read_city")) return [];
  return readAs(actor, auditorsIn);
}
