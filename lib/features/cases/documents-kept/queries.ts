import type { Actor } from "@/lib/platform/actor";
import { readAs, type Tx } from "@/lib/platform/db";
import { isId } from "../../registry/units/queries";
import { workScope } from "../policy";
import { loadCase } from "../queries";
import type { DocumentRow } from "./types";

const COLUMNS = {
  ...{ id: true, kind: true, fileName: true, mediaType: true, size: true, createdAt: true },
  createdByName: true,
} as const;

/** The documents of a case that the actor carries, newest first; of one kind when it is named. */
export async function documentsOf(actor: Actor, caseId: string, kind?: string): Promise<DocumentRow[]> {
  const scope = workScope(actor);
  if (!scope || !isId(caseId)) return [];
  return readAs(actor, async (tx) => {
    const row = await loadCase(tx, scope, caseId);
    return row ? documentsIn(tx, actor, caseId, kind) : [];
  });
}

/** The same inside a transaction that has begun, of a case that was found in the actor's scope. */
export function documentsIn(tx: Tx, actor: Actor, caseId: string, kind?: string): Promise<DocumentRow[]> {
  return tx.document.findMany({
    where: { jurisdictionId: actor.jurisdictionId, caseId, ...(kind ? { kind } : {}) },
    select: COLUMNS,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
}
