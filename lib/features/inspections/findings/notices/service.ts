import { issueLetter } from "@/lib/features/letters/service";
import type { Actor } from "@/lib/platform/actor";
import { type Clock, fromDbDate, systemClock } from "@/lib/platform/clock";
import { withActor } from "@/lib/platform/db";
import { keepingFiles } from "@/lib/platform/files";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { findingScope, mayFinding } from "../policy";
import type { SendCorrectionLetter } from "../schema";
import type { DueOutcome, FindingBasis } from "../types";
import { correctionLetter } from "./labels";

const UNSETTLED = ["open", "answered", "returned", "re_inspecting"] as const;

/** Sends the letter that asks for the correction of a finding, with the others of its inspection that are not settled if so wished. Codes: `forbidden`, `not_found`, `state`. */
export async function sendCorrectionLetter(
  actor: Actor,
  input: SendCorrectionLetter,
  clock: Clock = systemClock,
): Promise<Result<{ id: string; letterId: string }>> {
  const scope = findingScope(actor);
  if (!scope || !mayFinding(actor, "finding.review")) {
    return refuse("forbidden", "限期改善函由本府承辦人或照管督導發出。");
  }
  return keepingFiles((files) =>
    withActor(actor, async (tx): Promise<Result<{ id: string; letterId: string }>> => {
      const asked = await tx.finding.findFirst({
        where: { AND: [scope, { id: input.id }] },
        include: { inspection: { select: { number: true, visitedOn: true } } },
      });
      if (!asked) throw new Refusal(refuse("not_found", "找不到這筆缺失，或不在您的職務範圍內。"));
      const rows = await tx.finding.findMany({
        where: {
          ...{ jurisdictionId: actor.jurisdictionId, inspectionId: asked.inspectionId },
          ...{ state: { in: [...UNSETTLED] }, ...(input.withOthers ? {} : { id: asked.id }) },
        },
        orderBy: { number: "asc" },
      });
      if (!rows.some(({ id }) => id === asked.id)) {
        throw new Refusal(refuse("state", "這筆缺失已結，不需發函限期改善。"));
      }
      const noticed = rows.map(({ id, number, basis, facts, dueOn, dueOutcome }) => ({
        ...{ id, number, facts, dueOn: fromDbDate(dueOn) },
        basis: basis as unknown as FindingBasis,
        dueOutcome: dueOutcome as unknown as DueOutcome,
      }));
      const { number, visitedOn } = asked.inspection;
      const content = correctionLetter({ number, visitedOn: fromDbDate(visitedOn) }, noticed);
      const letter = { kind: "correction", unitId: asked.unitId, findingId: asked.id, content } as const;
      const { id: letterId } = await issueLetter(tx, actor, files, letter, clock.now());
      return ok({ id: asked.id, letterId });
    }),
  );
}
