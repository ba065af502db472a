import { v7 as uuid } from "uuid";
import { issueLetter } from "@/lib/features/letters/service";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, fromDbDate, officeDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { keepingFiles } from "@/lib/platform/files";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { formatRocDate } from "@/lib/platform/roc-date";
import type { Prisma, Violation } from "@/prisma/generated/client";
import { assess } from "../assessing/service";
import { clauseLabel } from "../labels";
import { refreshMeasures } from "../measures/service";
import { pointsLetter } from "../notices/labels";
import { mayPenalise } from "../policy";
import type { DecideViolation } from "../schema";
import { lockContractPoints, lockViolation } from "../state/service";
import type { KeptProposals, Proposal } from "../types";
import { chargedOf } from "../violations/service";

const json = (value: unknown) => JSON.parse(JSON.stringify(value)) as Prisma.InputJsonObject;

/**
 * Decides the points of a violation once the unit was heard or let its time pass: what the law proposes from the history as it stands now, more
 * only where the law lets the bureau multiply. Enters the ledger, sends the letter, and proposes what the points lead to.
 * Codes: `forbidden`, `not_found`, `stale`, `state`, `hearing`, `points` at `points`, `article` at `article`.
 */
export async function decideViolation(
  actor: Actor,
  input: DecideViolation,
  clock: Clock = systemClock,
): Promise<Result<{ id: string; points: number }>> {
  if (!mayPenalise(actor, "penalty.decide")) {
    return refuse("forbidden", "違約記點由本府承辦人決定；您的角色只能查看。");
  }
  const now = clock.now();
  const today = officeDate(now);
  return keepingFiles((files) =>
    withActor(actor, async (tx): Promise<Result<{ id: string; points: number }>> => {
      const standing = await lockViolation(tx, actor, input, ["hearing"]);
      refuseUnheard(standing, today);
      await lockContractPoints(tx, standing.contractId);
      const unit = await tx.unit.findFirstOrThrow({ where: { id: standing.unitId } });
      const { id, scheme, clause, corrected, contractId } = standing;
      const happenedOn = fromDbDate(standing.happenedOn);
      const decided = await assess(tx, actor, {
        id,
        scheme,
        clause,
        corrected,
        contractId,
        happenedOn,
        tier: unit.tier,
      });
      const article = articleFor(input, decided);
      checkPoints(input, decided);
      const { proposed } = standing.proposal as unknown as KeptProposals;
      const row = await tx.violation.update({
        where: { id },
        data: {
          ...{ state: "decided", points: input.points, grounds: input.grounds, decidedById: actor.accountId },
          ...{ decidedOn: toDbDate(today), proposal: json({ proposed, decided } satisfies KeptProposals) },
          version: { increment: 1 },
        },
        include: { unit: true, contract: true },
      });
      if (input.points > 0)
        await enter(tx, actor, row, { points: input.points, article, reason: input.grounds, now });
      const charged = chargedOf(row);
      const content = pointsLetter(charged, {
        points: input.points,
        article,
        grounds: input.grounds,
        proposal: decided,
      });
      await issueLetter(
        tx,
        actor,
        files,
        { kind: "points", unitId: row.unitId, violationId: id, content },
        now,
      );
      await audit(tx, actor, now, {
        action: "violation.decided",
        subject: { kind: "violation", id },
        unitId: row.unitId,
        detail: {
          ...{ number: row.number, clause: clauseLabel(unit.tier, scheme, clause), points: input.points },
          ...{ article, reason: input.grounds },
        },
      });
      const contract = {
        id: contractId,
        unitId: row.unitId,
        scheme,
        startsOn: fromDbDate(row.contract.startsOn),
      };
      await refreshMeasures(tx, actor, contract, now);
      return ok({ id, points: input.points });
    }),
  );
}

function refuseUnheard(row: Violation, today: string): void {
  const due = row.hearingDueOn && fromDbDate(row.hearingDueOn);
  if (row.statement !== null || due === null || today > due) return;
  const words = `陳述意見期限至 ${formatRocDate(due)} 止，單位尚未陳述，期滿後才能決定。`;
  throw new Refusal(refuse("hearing", words));
}

function articleFor({ article }: DecideViolation, proposal: Proposal): string {
  if (proposal.article !== null) return proposal.article;
  if (article !== "") return article;
  throw new Refusal(refuse("article", "請填契約條款。", { article: "請依契約書填寫記點所據之條款。" }));
}

function checkPoints({ points }: DecideViolation, proposal: Proposal): void {
  const least = proposal.points;
  if (least === null) return;
  if (points === least || (proposal.discretionary && points > least)) return;
  const words = proposal.discretionary
    ? `依法至少 ${least} 點，並得依違約次數加倍；不予記點請改用「不予記點」。`
    : `依法為 ${least} 點，不得增減；不予記點請改用「不予記點」。`;
  throw new Refusal(refuse("points", "點數需要更正。", { points: words }));
}

/** Writes a line of the ledger; points taken back have a minus sign. */
export async function enter(
  tx: Tx,
  actor: Actor,
  row: Pick<Violation, "id" | "unitId" | "contractId" | "happenedOn">,
  entry: { points: number; article: string; reason: string; now: Date },
): Promise<void> {
  const { points, article, reason, now } = entry;
  await tx.pointEntry.create({
    data: {
      ...{ id: uuid(), jurisdictionId: actor.jurisdictionId, unitId: row.unitId, contractId: row.contractId },
      ...{ violationId: row.id, countsOn: row.happenedOn, points, article, reason },
      ...{ enteredAt: now, enteredById: actor.accountId },
    },
  });
}
