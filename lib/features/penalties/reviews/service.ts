import { closedDaysIn, rulesOf } from "@/lib/features/registry/closures/queries";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, fromDbDate, officeDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { type Tx, violates, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { formatRocDate } from "@/lib/platform/roc-date";
import { RuleError } from "@/lib/rules/errors";
import type { Explanation } from "@/lib/rules/outcome";
import { reviewDeadline } from "@/lib/rules/penalty-evaluate";
import { addDays, type PlainDate } from "@/lib/rules/plain-date";
import type { Prisma } from "@/prisma/generated/client";
import { enter } from "../deciding/service";
import { refreshMeasures } from "../measures/service";
import { mayPenalise, violationScope } from "../policy";
import type { AskReview, DecideReview } from "../schema";
import { lockContractPoints } from "../state/service";

const json = (value: unknown) => JSON.parse(JSON.stringify(value)) as Prisma.InputJsonObject;

export type ReviewLimit = Explanation & { dueOn: PlainDate };

/** Until when a review of a violation may be asked for, from the day on which its notice arrived; null while that is not on record. */
export async function reviewLimit(
  tx: Tx,
  actor: Actor,
  violationId: string,
): Promise<{ arrivedOn: PlainDate | null; limit: ReviewLimit | null }> {
  const letter = await tx.letter.findFirst({
    where: { jurisdictionId: actor.jurisdictionId, violationId, kind: "points" },
    orderBy: { createdAt: "asc" },
    select: { arrivedOn: true },
  });
  const arrivedOn = letter?.arrivedOn ? fromDbDate(letter.arrivedOn) : null;
  if (arrivedOn === null) return { arrivedOn, limit: null };
  const closures = await closedDaysIn(tx, actor);
  try {
    const outcome = reviewDeadline(rulesOf(actor.jurisdictionId), { noticeArrivedOn: arrivedOn, closures });
    return { arrivedOn, limit: json(outcome) as unknown as ReviewLimit };
  } catch (error) {
    if (!(error instanceof RuleError) || error.code !== "no_calendar") throw error;
    return { arrivedOn, limit: unrolled(arrivedOn) };
  }
}

const REVIEW_DAYS_UNROLLED = 30;

function unrolled(arrivedOn: PlainDate): ReviewLimit {
  const dueOn = addDays(arrivedOn, REVIEW_DAYS_UNROLLED);
  const text = "辦公日曆尚未公布，末日是否為放假日未定";
  return { dueOn, citations: [], steps: [{ code: "calendar_pending", text }], assumptions: [{ text }] };
}

/**
 * Asks for the one review of decided points; those who decide enter what came on paper, with its day.
 * Codes: `forbidden`, `not_found`, `state`, `once`, `late`, `day` at `askedOn`.
 */
export async function askReview(
  actor: Actor,
  input: AskReview,
  clock: Clock = systemClock,
): Promise<Result<{ id: string }>> {
  const isUnit = mayPenalise(actor, "penalty.answer");
  if (!isUnit && !mayPenalise(actor, "penalty.decide")) {
    return refuse("forbidden", "複核由單位主管或服務單位人員申請。");
  }
  const today = officeDate(clock.now());
  const askedOn = isUnit ? today : (input.askedOn ?? today);
  return withActor(actor, async (tx) => {
    const scope = violationScope(actor);
    const row =
      scope && (await tx.violation.findFirst({ where: { AND: [scope, { id: input.violationId }] } }));
    if (!row) throw new Refusal(refuse("not_found", "找不到這筆違約案，或不在您的職務範圍內。"));
    if (row.state !== "decided") throw new Refusal(refuse("state", "尚未處分，不需申請複核。"));
    const { limit } = await reviewLimit(tx, actor, row.id);
    refuseDay(askedOn, fromDbDate(row.decidedOn), today);
    if (limit && askedOn > limit.dueOn) {
      const words = `申請複核期限至 ${formatRocDate(limit.dueOn)} 止，已逾期。`;
      throw new Refusal(refuse("late", words, { grounds: words }));
    }
    const deadline = limit ?? {
      dueOn: null,
      citations: [],
      steps: [],
      assumptions: [{ text: "通知尚未登錄送達，期限未起算" }],
    };
    await insertOnce(tx, {
      ...{ violationId: row.id, jurisdictionId: actor.jurisdictionId, unitId: row.unitId, state: "asked" },
      ...{ askedOn: toDbDate(askedOn), grounds: input.grounds, deadline: json(deadline) },
      askedById: actor.accountId,
    });
    await audit(tx, actor, clock.now(), {
      action: "point_review.asked",
      subject: { kind: "violation", id: row.id },
      unitId: row.unitId,
      detail: { number: row.number, askedOn, reason: input.grounds, onPaper: !isUnit },
    });
    return ok({ id: row.id });
  });
}

function refuseDay(askedOn: PlainDate, decidedOn: PlainDate | null, today: PlainDate): void {
  if (askedOn <= today && (decidedOn === null || askedOn >= decidedOn)) return;
  const words = `申請日須在處分日 ${formatRocDate(decidedOn)} 至今日之間。`;
  throw new Refusal(refuse("day", "申請日需要更正。", { askedOn: words }));
}

async function insertOnce(tx: Tx, data: Prisma.PointReviewUncheckedCreateInput): Promise<void> {
  const once = new Refusal(refuse("once", "這筆處分已申請過複核；複核以一次為限。"));
  if (await tx.pointReview.findFirst({ where: { violationId: data.violationId } })) throw once;
  try {
    // createMany asks for nothing back.
    await tx.pointReview.createMany({ data: [data] });
  } catch (error) {
    throw violates(error, "point_review_pkey") || violates(error, "violation_id") ? once : error;
  }
}

/**
 * Decides a review: upheld, or taken back, which enters the points once more with a minus sign and brings the proposals up to date.
 * Codes: `forbidden`, `not_found`, `stale`, `state`.
 */
export async function decideReview(
  actor: Actor,
  input: DecideReview,
  clock: Clock = systemClock,
): Promise<Result<{ id: string; outcome: DecideReview["outcome"] }>> {
  if (!mayPenalise(actor, "penalty.decide")) return refuse("forbidden", "複核由本府承辦人決定。");
  const now = clock.now();
  return withActor(actor, async (tx) => {
    const { jurisdictionId } = actor;
    await tx.$queryRaw`SELECT violation_id FROM point_review
      WHERE violation_id = ${input.violationId}::uuid AND jurisdiction_id = ${jurisdictionId} FOR UPDATE`;
    const review = await tx.pointReview.findFirst({
      where: { jurisdictionId, violationId: input.violationId },
      include: { violation: { include: { entries: true, contract: true } } },
    });
    if (!review) throw new Refusal(refuse("not_found", "找不到這筆複核申請。"));
    if (review.version !== input.version) {
      throw new Refusal(refuse("stale", "這筆複核在您開啟後已有變更，請重新整理後再送出。"));
    }
    if (review.state !== "asked") throw new Refusal(refuse("state", "這筆複核已經決定。"));
    const { violation } = review;
    await lockContractPoints(tx, violation.contractId);
    await tx.pointReview.update({
      where: { violationId: violation.id },
      data: {
        ...{ state: input.outcome, decision: input.decision, decidedById: actor.accountId },
        ...{ decidedOn: toDbDate(officeDate(now)), version: { increment: 1 } },
      },
    });
    const given = violation.entries.reduce((sum, { points }) => sum + points, 0);
    const [first] = violation.entries;
    if (input.outcome === "taken_back" && first && given > 0) {
      const { article } = first;
      await enter(tx, actor, violation, {
        points: -given,
        article,
        reason: `複核撤銷：${input.decision}`,
        now,
      });
    }
    await audit(tx, actor, now, {
      action: "point_review.decided",
      subject: { kind: "violation", id: violation.id },
      unitId: violation.unitId,
      detail: { number: violation.number, outcome: input.outcome, reason: input.decision },
    });
    const { contract, contractId, unitId, scheme } = violation;
    await refreshMeasures(
      tx,
      actor,
      { id: contractId, unitId, scheme, startsOn: fromDbDate(contract.startsOn) },
      now,
    );
    return ok({ id: violation.id, outcome: input.outcome });
  });
}
