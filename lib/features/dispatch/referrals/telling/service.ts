import type { Actor } from "@/lib/platform/actor";
import { type Clock, officeDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { Dispatch } from "@/prisma/generated/client";
import { type AnsweredReferral, noteReferral, takeReferral, turnDown } from "../answering/service";
import { mayReferral, referralScope } from "../policy";
import type { ToldAnswer, ToldFirstService } from "../schema";
import { refuseServiceDay, settleFirstService } from "../serving/service";
import { lockDispatch, type OwnDispatch } from "../state/service";
import { unitHasAccount } from "./queries";

const ONLY_WHO_ASKED = "代單位登錄回復由照會的 A 單位或照管中心辦理；您的角色只能查看。";

/**
 * Which dispatch the actor answers for: that to the own B unit, or, for a unit without an account, one that the actor sees. Refusals
 * (thrown): `not_found`, `has_account`.
 */
export async function forUnit(tx: Tx, actor: Actor, id: string): Promise<OwnDispatch> {
  if (mayReferral(actor, "referral.answer")) return { id, toUnitId: actor.unitId ?? "" };
  const scope = referralScope(actor);
  const row = scope && (await tx.dispatch.findFirst({ where: { AND: [scope, { id }] } }));
  if (!scope || !row) throw new Refusal(refuse("not_found", "找不到這筆照會，或不在您的職務範圍內。"));
  if (await unitHasAccount(tx, row.toUnitId)) {
    throw new Refusal(refuse("has_account", "這個單位已有系統帳號，請由該單位自行登錄；不能代為登錄。"));
  }
  return { ...scope, id };
}

/**
 * Records what a B unit without an account answered: who said so, how and on which day. Refusals: `has_account`, `outside`,
 * `transition_refused`, `stale`, `not_found`.
 */
export async function recordAnswerFor(
  actor: Actor,
  input: ToldAnswer,
  clock: Clock = systemClock,
): Promise<Result<AnsweredReferral>> {
  if (!mayReferral(actor, "referral.answer_for")) return refuse("forbidden", ONLY_WHO_ASKED);
  return withActor(actor, async (tx) => {
    const row = await lockDispatch(tx, actor, await forUnit(tx, actor, input.id), input.version);
    const { toldBy, toldHow, toldOn, plannedStartOn, reason } = input;
    refuseToldDay(row, toldOn, officeDate(clock.now()));
    const told = { toldBy, toldHow };
    if (input.answer === "accepted") {
      await takeReferral(tx, row, { plannedStartOn: plannedStartOn ?? toldOn, answeredOn: toldOn, ...told });
    } else {
      await turnDown(tx, actor, row, { reason, answeredOn: toldOn, ...told });
    }
    await noteReferral(tx, actor, clock, row, "referral.answer_recorded", {
      ...{ answer: input.answer, toldBy, toldHow, toldOn },
      ...(input.answer === "accepted" ? { plannedStartOn } : { reason }),
    });
    return ok({ id: row.id, caseId: row.caseId });
  });
}

/** Records the first service of a B unit without an account. Refusals as above and `not_accepted`, `recorded`. */
export async function recordFirstServiceFor(
  actor: Actor,
  input: ToldFirstService,
  clock: Clock = systemClock,
): Promise<Result<AnsweredReferral>> {
  if (!mayReferral(actor, "referral.answer_for")) return refuse("forbidden", ONLY_WHO_ASKED);
  return withActor(actor, async (tx) => {
    const row = await lockDispatch(tx, actor, await forUnit(tx, actor, input.id), input.version);
    const { firstServiceOn, toldBy, toldHow } = input;
    if (row.state !== "accepted" || row.firstServiceOn) {
      throw new Refusal(refuse("not_accepted", "照會尚未承接、已結束或已登錄第一次服務，不能登錄。"));
    }
    refuseServiceDay(row, firstServiceOn, officeDate(clock.now()));
    await tx.dispatch.updateMany({
      where: { id: row.id },
      data: { firstServiceOn: toDbDate(firstServiceOn), version: { increment: 1 } },
    });
    await settleFirstService(tx, actor, row, firstServiceOn);
    await noteReferral(tx, actor, clock, row, "referral.first_service_recorded", {
      ...{ firstServiceOn, toldBy, toldHow },
    });
    return ok({ id: row.id, caseId: row.caseId });
  });
}

function refuseToldDay(row: Dispatch, toldOn: PlainDate, today: PlainDate): void {
  const first = row.dispatchedOn;
  const words =
    toldOn > today ? "回復日不能晚於今天。" : toDbDate(toldOn) < first ? "回復日不能早於派案日。" : null;
  if (words) throw new Refusal(refuse("outside", words, { toldOn: words }));
}
