import { v7 as uuid } from "uuid";
import { CLOCK_STATE_LABELS } from "@/lib/features/timeliness/labels";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, fromDbDate, officeDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import type { AnsweredReferral } from "../answering/service";
import { mayReferral } from "../policy";
import type { CorrectFirstService } from "../schema";
import { refuseServiceDay, serviceClockState, settleFirstService } from "../serving/service";
import { lockDispatch } from "../state/service";
import { forUnit } from "../telling/service";

/**
 * Puts the right day in the place of a first service that was recorded wrongly: the old day and the reason are kept with the dispatch, the
 * limit is judged anew. By the B unit itself; for a unit without an account by its A unit or the centre. Refusals: `not_recorded`,
 * `unchanged`, `outside`, `has_account`, `stale`, `not_found`.
 */
export async function correctFirstService(
  actor: Actor,
  input: CorrectFirstService,
  clock: Clock = systemClock,
): Promise<Result<AnsweredReferral>> {
  if (!mayReferral(actor, "referral.correct")) {
    return refuse("forbidden", "第一次服務日由提供服務的 B 單位更正；您的角色只能查看。");
  }
  return withActor(actor, async (tx) => {
    const row = await lockDispatch(tx, actor, await forUnit(tx, actor, input.id), input.version);
    const today = officeDate(clock.now());
    if (row.state !== "accepted" || row.firstServiceOn === null) {
      throw new Refusal(
        refuse("not_recorded", "這筆照會沒有可更正的第一次服務日（尚未登錄，或服務已結束）。"),
      );
    }
    const [before, after] = [fromDbDate(row.firstServiceOn), input.firstServiceOn];
    if (before === after) {
      const words = "與原登錄的日期相同，不需更正。";
      throw new Refusal(refuse("unchanged", words, { firstServiceOn: words }));
    }
    refuseServiceDay(row, after, today);
    const clockBefore = await serviceClockState(tx, row, today);
    await tx.firstServiceCorrection.create({
      data: {
        ...{ id: uuid(), jurisdictionId: row.jurisdictionId, dispatchId: row.id, reason: input.reason },
        ...{ beforeOn: toDbDate(before), afterOn: toDbDate(after) },
        ...{ correctedAt: clock.now(), correctedById: actor.accountId, correctedByName: actor.name },
      },
    });
    await tx.dispatch.updateMany({
      where: { id: row.id },
      data: { firstServiceOn: toDbDate(after), version: { increment: 1 } },
    });
    await settleFirstService(tx, actor, row, after);
    const clockAfter = await serviceClockState(tx, row, today);
    await audit(tx, actor, clock.now(), {
      action: "referral.first_service_corrected",
      subject: { kind: "case", id: row.caseId },
      unitId: row.fromUnitId,
      detail: {
        ...{ dispatchId: row.id, service: row.service, toUnitId: row.toUnitId, reason: input.reason },
        before: { firstServiceOn: before, clockState: wordOf(clockBefore) },
        after: { firstServiceOn: after, clockState: wordOf(clockAfter) },
        dueOn: clockAfter?.dueOn ?? null,
      },
    });
    return ok({ id: row.id, caseId: row.caseId });
  });
}

function wordOf(clock: Awaited<ReturnType<typeof serviceClockState>>): string | null {
  return clock && CLOCK_STATE_LABELS[clock.state];
}
