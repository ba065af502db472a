import { moveCase } from "@/lib/features/cases/status/service";
import { cancelClocks } from "@/lib/features/timeliness/service";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, officeDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { lockOwnWaiting } from "../assigning/service";
import { REFUSED_WITHOUT_REASON } from "../labels";
import { mayManage } from "../policy";
import type { RefuseCase } from "../schema";

const ONLY_MANAGER = "拒絕承接由 A 單位主管答復；您的角色只能查看。";

/**
 * Gives a case that waits back to the centre. Without a reason the unit leaves the district's turn until the centre takes it
 * back in. Refusals: `not_waiting` (accepted already), `stale`, `not_found`.
 */
export async function refuseCase(
  actor: Actor,
  input: RefuseCase,
  clock: Clock = systemClock,
): Promise<Result<{ caseId: string; left: boolean; kind: RefuseCase["kind"] }>> {
  if (!mayManage(actor, "manager.refuse")) return refuse("forbidden", ONLY_MANAGER);
  return withActor(actor, async (tx) => {
    const day = officeDate(clock.now());
    const { row, dispatch } = await lockOwnWaiting(tx, actor, input.caseId, input.version);
    if (dispatch.state !== "waiting") {
      throw new Refusal(refuse("not_waiting", "這個個案貴單位已承接，不能再拒絕；如需退案請洽照管中心。"));
    }
    const withoutReason = input.kind === "without_reason";
    const answerReason = withoutReason ? null : input.reason;
    await tx.dispatch.updateMany({
      where: { id: dispatch.id },
      data: {
        ...{ state: "declined", answeredOn: toDbDate(day), answerReason, withoutReason },
        version: { increment: 1 },
      },
    });
    const rotationId = withoutReason ? await leaveTurn(tx, dispatch.id) : null;
    await cancelClocks(tx, actor, { subjectId: dispatch.id, on: day });
    await moveCase(tx, row, "assessed", { aUnitId: null, managerId: null });
    await audit(tx, actor, clock.now(), {
      action: "case.refused_by_a_unit",
      subject: { kind: "case", id: row.id },
      unitId: actor.unitId,
      detail: { dispatchId: dispatch.id, withoutReason, reason: answerReason, rotationId },
    });
    return ok({ caseId: row.id, left: rotationId !== null, kind: input.kind });
  });
}

async function leaveTurn(tx: Tx, dispatchId: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<
    { order: string | null }[]
  >`SELECT app_leave_turn(${dispatchId}::uuid, ${REFUSED_WITHOUT_REASON})::text AS "order"`;
  return row?.order ?? null;
}
