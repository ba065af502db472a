import type { Actor } from "@/lib/platform/actor";
import { fromDbDate } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import type { Prisma, RotationExhaustion } from "@/prisma/generated/client";
import type { Service } from "@/prisma/generated/enums";
import { exhaustionScope, mayExhaustion } from "./policy";
import type { ExhaustionItem, ExhaustionRow } from "./types";

const WITH_CASE = {
  caseFile: {
    select: { number: true, client: { select: { name: true } }, district: { select: { name: true } } },
  },
  aUnit: { select: { name: true } },
} as const satisfies Prisma.RotationExhaustionInclude;

/**
 * What waits for the actor, the oldest first: for the centre the entries without an answer; for an A unit those that the centre
 * answered and whose service is still with nobody. Entries of a plan that is no longer in force are over.
 */
export async function exhaustionsFor(
  actor: Actor,
  take: number,
): Promise<{ items: ExhaustionItem[]; total: number }> {
  const scope = exhaustionScope(actor);
  if (!scope) return { items: [], total: 0 };
  const answers = mayExhaustion(actor, "exhaustion.answer");
  const raises = mayExhaustion(actor, "exhaustion.raise");
  if (!answers && !raises) return { items: [], total: 0 };
  return readAs(actor, async (tx) => {
    const where: Prisma.RotationExhaustionWhereInput = {
      AND: [
        scope,
        { plan: { status: "approved" } },
        answers ? { state: "waiting" } : await stillOpen(tx, actor),
      ],
    };
    const rows = await tx.rotationExhaustion.findMany({
      where,
      include: WITH_CASE,
      orderBy: [{ raisedAt: "asc" }, { id: "asc" }],
      take,
    });
    const items = rows.map((row) => ({
      ...toRow(row),
      ...{ caseId: row.caseId, caseNumber: row.caseFile.number, clientName: row.caseFile.client.name },
      ...{ district: row.caseFile.district.name, aUnit: row.aUnit.name },
    }));
    return { items, total: await tx.rotationExhaustion.count({ where }) };
  });
}

/** Answered without a unit, and the service was not given or laid before the centre again since. */
async function stillOpen(tx: Tx, actor: Actor): Promise<Prisma.RotationExhaustionWhereInput> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT e.id::text FROM rotation_exhaustion e
     WHERE e.jurisdiction_id = ${actor.jurisdictionId} AND e.a_unit_id = ${actor.unitId}::uuid
       AND e.state = 'answered' AND e.dispatch_id IS NULL
       AND NOT EXISTS (
         SELECT FROM dispatch d
          WHERE d.jurisdiction_id = e.jurisdiction_id AND d.case_id = e.case_id AND d.service = e.service
            AND (d.state IN ('waiting', 'accepted') OR d.dispatched_at > e.answered_at)
       )
       AND NOT EXISTS (
         SELECT FROM rotation_exhaustion later
          WHERE later.plan_id = e.plan_id AND later.service = e.service AND later.raised_at > e.raised_at
       )`;
  return { id: { in: rows.map((row) => row.id) } };
}

/** The newest entry of each service of a plan; asked inside a transaction that sees the case. */
export async function exhaustionsOfPlan(
  tx: Tx,
  jurisdictionId: string,
  planId: string,
): Promise<ReadonlyMap<Service, ExhaustionRow>> {
  const rows = await tx.rotationExhaustion.findMany({
    where: { jurisdictionId, planId },
    orderBy: [{ raisedAt: "asc" }, { id: "asc" }],
  });
  return new Map(rows.map((row) => [row.service, toRow(row)]));
}

function toRow(row: RotationExhaustion): ExhaustionRow {
  const { id, service, state, raisedByName, answer, answeredAt, answeredByName } = row;
  return {
    ...{ id, service, state, raisedByName, answer, answeredAt, answeredByName },
    raisedOn: fromDbDate(row.raisedOn),
  };
}
