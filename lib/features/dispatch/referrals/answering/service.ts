import { cancelClocks, stopClock } from "@/lib/features/timeliness/service";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, fromDbDate, officeDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { formatRocDate } from "@/lib/platform/roc-date";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { Dispatch, Prisma } from "@/prisma/generated/client";
import { giveCapacityBack } from "../../capacity/places/service";
import { mayReferral } from "../policy";
import type { AcceptReferral, DeclineReferral, FirstService } from "../schema";
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
    refuseBefore(row, plannedStartOn, "plannedStartOn", "預定開始日");
    const answeredOn = toDbDate(officeDate(clock.now()));
    await moveDispatch(tx, row, "accepted", { answeredOn, plannedStartOn: toDbDate(plannedStartOn) });
    await note(tx, actor, clock, row, "referral.accepted", { plannedStartOn });
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
    const on = officeDate(clock.now());
    // While the unit still sees the case: the clock and the place that the dispatch took.
    await cancelClocks(tx, actor, { kinds: ["first_service"], subjectId: row.id, on });
    await giveCapacityBack(tx, row);
    await note(tx, actor, clock, row, "referral.declined", { reason: input.reason });
    await moveDispatch(tx, row, "declined", { answeredOn: toDbDate(on), answerReason: input.reason });
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
    await stopFirstService(tx, actor, row, firstServiceOn);
    await note(tx, actor, clock, row, "referral.first_service", { firstServiceOn });
    await tx.dispatch.updateMany({
      where: { id: row.id },
      data: { firstServiceOn: toDbDate(firstServiceOn), version: { increment: 1 } },
    });
    return ok({ id: row.id, caseId: row.caseId });
  });
}

function own(actor: Actor, id: string) {
  return { id, toUnitId: actor.unitId ?? "" };
}

function refuseBefore(row: Dispatch, day: PlainDate, field: string, name: string): void {
  const dispatchedOn = fromDbDate(row.dispatchedOn);
  if (day >= dispatchedOn) return;
  const words = `${name}不能早於派案日 ${formatRocDate(dispatchedOn)}。`;
  throw new Refusal(refuse("outside", words, { [field]: words }));
}

function refuseFirstService(row: Dispatch, day: PlainDate, today: PlainDate): void {
  if (row.state !== "accepted") {
    throw new Refusal(refuse("not_accepted", "照會尚未承接或已結束，不能登錄第一次服務。"));
  }
  if (row.firstServiceOn) {
    const on = formatRocDate(fromDbDate(row.firstServiceOn));
    throw new Refusal(refuse("recorded", `第一次服務日已登錄為 ${on}。`));
  }
  if (day > today) {
    const words = "第一次服務日不能晚於今天，請於服務後登錄。";
    throw new Refusal(refuse("outside", words, { firstServiceOn: words }));
  }
  refuseBefore(row, day, "firstServiceOn", "第一次服務日");
}

/** The clock of this referral, or where the limit runs from the centre's dispatch, the one of the case. */
async function stopFirstService(tx: Tx, actor: Actor, row: Dispatch, doneOn: PlainDate): Promise<void> {
  const open = await tx.clock.findMany({
    where: {
      jurisdictionId: actor.jurisdictionId,
      ...{ kind: "first_service", caseId: row.caseId, doneOn: null, cancelledOn: null },
    },
  });
  const its =
    open.find((each) => each.subjectId === row.id) ?? open.find((each) => each.unitId === row.fromUnitId);
  if (its) await stopClock(tx, actor, { kind: "first_service", subjectId: its.subjectId, doneOn });
}

function note(
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
