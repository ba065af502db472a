import { cancelClocks } from "@/lib/features/timeliness/service";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, fromDbDate, officeDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { formatRocDate } from "@/lib/platform/roc-date";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { Dispatch } from "@/prisma/generated/client";
import { giveCapacityBack } from "../../capacity/places/service";
import { lockDispatch, moveDispatch } from "../../referrals/state/service";
import { mayDispatch } from "../policy";
import type { EndDispatch, WithdrawDispatch } from "../schema";

const ONLY_A_UNIT = "撤回派案與結束服務由承接個案的 A 單位辦理；您的角色只能查看。";

export interface EndedDispatch {
  id: string;
  caseId: string;
}

/** Takes a dispatch back before the service has begun, with the reason; its place and clock are given up. */
export async function withdrawDispatch(
  actor: Actor,
  input: WithdrawDispatch,
  clock: Clock = systemClock,
): Promise<Result<EndedDispatch>> {
  if (!mayDispatch(actor, "dispatch.send")) return refuse("forbidden", ONLY_A_UNIT);
  return withActor(actor, async (tx) => {
    const row = await lockDispatch(
      tx,
      actor,
      { id: input.id, fromUnitId: actor.unitId ?? "" },
      input.version,
    );
    if (row.firstServiceOn) {
      throw new Refusal(refuse("begun", "服務已經開始，不能撤回；請改用「結束服務」。"));
    }
    const on = officeDate(clock.now());
    await moveDispatch(tx, row, "withdrawn", { answerReason: input.reason, endedOn: toDbDate(on) });
    await giveCapacityBack(tx, row);
    await cancelClocks(tx, actor, { kinds: ["first_service"], subjectId: row.id, on });
    await audit(tx, actor, clock.now(), {
      action: "dispatch.withdrawn",
      subject: { kind: "case", id: row.caseId },
      unitId: row.fromUnitId,
      detail: { dispatchId: row.id, service: row.service, toUnitId: row.toUnitId, reason: input.reason },
    });
    return ok({ id: row.id, caseId: row.caseId });
  });
}

/** Ends an accepted service on a day, with the reason. */
export async function endDispatch(
  actor: Actor,
  input: EndDispatch,
  clock: Clock = systemClock,
): Promise<Result<EndedDispatch>> {
  if (!mayDispatch(actor, "dispatch.send")) return refuse("forbidden", ONLY_A_UNIT);
  return withActor(actor, async (tx) => {
    const row = await lockDispatch(
      tx,
      actor,
      { id: input.id, fromUnitId: actor.unitId ?? "" },
      input.version,
    );
    refuseEndDay(row, input.endedOn, officeDate(clock.now()));
    await moveDispatch(tx, row, "ended", { answerReason: input.reason, endedOn: toDbDate(input.endedOn) });
    await cancelClocks(tx, actor, { kinds: ["first_service"], subjectId: row.id, on: input.endedOn });
    await audit(tx, actor, clock.now(), {
      action: "dispatch.ended",
      subject: { kind: "case", id: row.caseId },
      unitId: row.fromUnitId,
      detail: {
        ...{ dispatchId: row.id, service: row.service, toUnitId: row.toUnitId },
        ...{ endedOn: input.endedOn, reason: input.reason },
      },
    });
    return ok({ id: row.id, caseId: row.caseId });
  });
}

function refuseEndDay(row: Dispatch, endedOn: PlainDate, today: PlainDate): void {
  const from = fromDbDate(row.firstServiceOn ?? row.dispatchedOn);
  const words =
    endedOn > today
      ? "結束日不能晚於今天。"
      : endedOn < from
        ? `結束日不能早於 ${formatRocDate(from)}。`
        : null;
  if (words) throw new Refusal(refuse("outside", words, { endedOn: words }));
}
