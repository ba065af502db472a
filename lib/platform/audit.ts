import type { Prisma } from "@/prisma/generated/client";
import type { Actor } from "./actor";
import type { Tx } from "./db";

export interface AuditRecord {
  /** `area.verb`, e.g. `unit.name_corrected`. */
  action: string;
  subject: { kind: string; id: string };
  /** The unit concerned, so that its manager may read the entry. */
  unitId?: string | null;
  /** Before and after, rule outcomes. Never a national ID, a password or a link's secret. */
  detail?: Prisma.InputJsonObject;
}

/** Writes the audit entry of what the running transaction does; both stand or fall together. */
export async function audit(tx: Tx, actor: Actor, at: Date, record: AuditRecord): Promise<void> {
  // createMany asks for nothing back: an actor may add an entry that it may not read.
  await tx.auditEntry.createMany({
    data: [
      {
        at,
        jurisdictionId: actor.jurisdictionId,
        accountId: actor.accountId,
        actorName: actor.name,
        actorRole: actor.role,
        action: record.action,
        subjectKind: record.subject.kind,
        subjectId: record.subject.id,
        unitId: record.unitId ?? null,
        detail: record.detail ?? {},
      },
    ],
  });
}
