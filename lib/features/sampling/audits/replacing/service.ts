import { v7 as uuid } from "uuid";
import { caseScope, caseWhere } from "@/lib/features/cases/policy";
import type { Actor } from "@/lib/platform/actor";
import type { Tx } from "@/lib/platform/db";
import type { SampleAudit } from "@/prisma/generated/client";
import type { KeptOutcome } from "../../types";

/**
 * Puts the next rank of the draw in the place of somebody whom nobody reached: the first case of the same part of the month's
 * cases that has no survey yet. Goes to the same auditor, or to nobody where that one may not see the case, so that it is spread
 * anew. Null when the list is at its end.
 */
export async function replaceSurvey(tx: Tx, actor: Actor, audit: SampleAudit): Promise<string | null> {
  const { drawId, jurisdictionId, stratum, aUnitId, templateId } = audit;
  // Two who replace at the same time must not draw the same case.
  await tx.$queryRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(${`sampled ${drawId}`}, 0))) AS held`;
  const draw = await tx.samplingDraw.findUniqueOrThrow({ where: { id: drawId }, select: { outcome: true } });
  const { strata } = draw.outcome as unknown as KeptOutcome;
  const order = strata.find((each) => each.stratum === stratum)?.order ?? [];
  const taken = await tx.$queryRaw<{ case_id: string }[]>`
    SELECT found::text AS case_id FROM app_sampled_cases(${drawId}::uuid, 'telephone_survey'::sample_audit_kind) AS found`;
  const used = new Set(taken.map(({ case_id }) => case_id));
  const place = order.findIndex((caseId) => !used.has(caseId));
  const caseId = order[place];
  if (caseId === undefined) return null;
  const scope = caseScope(actor);
  const isSeen = scope
    ? (await tx.caseFile.count({ where: { AND: [caseWhere(scope), { id: caseId }] } })) > 0
    : false;
  const id = uuid();
  // Nothing is asked back: a specialist may add a row that goes to somebody else.
  await tx.sampleAudit.createMany({
    data: [
      {
        ...{ id, jurisdictionId, drawId, aUnitId, caseId, kind: "telephone_survey", stratum, templateId },
        ...{ rank: place + 1, replacesRank: audit.rank, state: "to_do" },
        assignedToId: isSeen && actor.accountId === audit.assignedToId ? audit.assignedToId : null,
      },
    ],
  });
  return id;
}
