import { cancelClocks } from "@/lib/features/timeliness/service";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, fromDbDate, officeDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { formatRocDate } from "@/lib/platform/roc-date";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { Dispatch, Prisma } from "@/prisma/generated/client";
import type { AnswerChannel } from "@/prisma/generated/enums";
import { giveCapacityBack } from "../../capacity/places/service";
import { mayReferral } from "../policy";
import type { AcceptReferral, DeclineReferral, FirstService } from "../schema";
import { refuseBeforeDispatch, refuseServiceDay, settleFirstService } from "../serving/service";
import { lockDispatch, moveDispatch } from "../state/service";

const ONLY_B_UNIT = "照會由受照會的 B 單位回復；您的角色只能查看。";

export interface AnsweredReferral {
  id: string;
  caseId: string;
}

/** Takes a referral, with the day on which the service is meant to begin. */
export async function acceptReferral(
  actor: Actor,
  input: AcceptReferral,
  clock: Clock = systemClock,
): Promise<Result<AnsweredReferral>> {
  if (!mayReferral(actor, "referral.answer")) return refuse("forbidden", ONLY_B_UNIT);
  return withActor(actor, async (tx) => {
    const row = await lockDispatch(tx, actor, own(actor, input.id), input.version);
    const { plannedStartOn } = input;
    await takeReferral(tx, row, { plannedStartOn, answeredOn: officeDate(clock.now()) });
    await noteReferral(tx, actor, clock, row, "referral.accepted", { plannedStartOn });
    return ok({ id: row.id, caseId: row.caseId });
  });
}

/** Declines a referral with the reason. From then on the unit does not see the case any more. */
export async function declineReferral(
  actor: Actor,
  input: DeclineReferral,
  clock: Clock = systemClock,
): Promise<Result<AnsweredReferral>> {
  if (!mayReferral(actor, "referral.answer")) return refuse("forbidden", ONLY_B_UNIT);
  return withActor(actor, async (tx) => {
    const row = await lockDispatch(tx, actor, own(actor, input.id), input.version);
    await noteReferral(tx, actor, clock, row, "referral.declined", { reason: input.reason });
    await turnDown(tx, actor, row, { reason: input.reason, answeredOn: officeDate(clock.now()) });
    return ok({ id: row.id, caseId: row.caseId });
  });
}

/** Records the day of the first service, which stops its clock. */
export async function recordFirstService(
  actor: Actor,
  input: FirstService,
  clock: Clock = systemClock,
): Promise<Result<AnsweredReferral>> {
  if (!mayReferral(actor, "referral.answer")) return refuse("forbidden", ONLY_B_UNIT);
  return withActor(actor, async (tx) => {
    const row = await lockDispatch(tx, actor, own(actor, input.id), input.version);
    const { firstServiceOn } = input;
    refuseFirstService(row, firstServiceOn, officeDate(clock.now()));
    await noteReferral(tx, actor, clock, row, "referral.first_service", { firstServiceOn });
    await tx.dispatch.updateMany({
      where: { id: row.id },
      data: { firstServiceOn: toDbDate(firstServiceOn), version: { increment: 1 } },
    });
    await settleFirstService(tx, actor, row, firstServiceOn);
    return ok({ id: row.id, caseId: row.caseId });
  });
}

function own(actor: Actor, id: string) {
  return { id, toUnitId: actor.unitId ?? "" };
}

function refuseFirstService(row: Dispatch, day: PlainDate, today: PlainDate): void {
  if (row.state !== "accepted") {
    throw new Refusal(refuse("not_accepted", "照會尚未承接或已結束，不能登錄第一次服務。"));
  }
  if (row.firstServiceOn) {
    const on = formatRocDate(fromDbDate(row.firstServiceOn));
    throw new Refusal(refuse("recorded", `第一次服務日已登錄為 ${on}；日期有誤請用「更正」。`));
  }
  refuseServiceDay(row, day, today);
}

/** Who said so and how, where the unit has no account of its own. */
interface Told {
  toldBy?: string;
  toldHow?: AnswerChannel;
}

/** Takes a locked referral. Refusals (thrown): `outside`, `transition_refused`. */
export async function takeReferral(
  tx: Tx,
  row: Dispatch,
  { plannedStartOn, answeredOn, ...told }: { plannedStartOn: PlainDate; answeredOn: PlainDate } & Told,
): Promise<void> {
  refuseBeforeDispatch(row, plannedStartOn, "plannedStartOn", "預定開始日");
  const days = { answeredOn: toDbDate(answeredOn), plannedStartOn: toDbDate(plannedStartOn) };
  await moveDispatch(tx, row, "accepted", { ...days, ...told });
}

/** Declines a locked referral. The clock and the place come first, while a B unit still sees the case. */
export async function turnDown(
  tx: Tx,
  actor: Actor,
  row: Dispatch,
  { reason, answeredOn, ...told }: { reason: string; answeredOn: PlainDate } & Told,
): Promise<void> {
  await cancelClocks(tx, actor, { kinds: ["first_service"], subjectId: row.id, on: answeredOn });
  await giveCapacityBack(tx, row);
  await moveDispatch(tx, row, "declined", {
    ...{ answeredOn: toDbDate(answeredOn), answerReason: reason },
    ...told,
  });
}

/** Writes down what was done to a referral, under its case. */
export function noteReferral(
  tx: Tx,
  actor: Actor,
  clock: Clock,
  row: Dispatch,
  action: string,
  detail: Prisma.InputJsonObject,
): Promise<void> {
  return audit(tx, actor, clock.now(), {
    action,
    subject: { kind: "case", id: row.caseId },
    unitId: row.fromUnitId,
    detail: { dispatchId: row.id, service: row.service, toUnitId: row.toUnitId, ...detail },
  });
}
