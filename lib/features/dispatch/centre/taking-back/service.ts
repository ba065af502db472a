import { movePlan } from "@/lib/features/care-plans/status/service";
import { OPEN_STATUSES } from "@/lib/features/care-plans/types";
import { moveCase } from "@/lib/features/cases/status/service";
import { cancelClocks } from "@/lib/features/timeliness/service";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, officeDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import type { CaseFile, Dispatch } from "@/prisma/generated/client";
import { mayCentre } from "../policy";
import type { TakeBack } from "../schema";
import { lockCoveredCase } from "../service";
import { takingBackOf } from "./queries";

const ONLY_CENTRE = "收回個案由照管中心辦理；您的角色只能查看。";

/**
 * Takes a case back from an A unit that let the limit for its plan pass. The open plan is withdrawn, its limits end and the case
 * waits for another A unit. Refusals: `not_yet` (says until when the unit has time and why), `plan_handed_in`, `not_sent`.
 */
export async function takeBackCase(
  actor: Actor,
  input: TakeBack,
  clock: Clock = systemClock,
): Promise<Result<{ caseId: string }>> {
  if (!mayCentre(actor, "centre.take_back")) return refuse("forbidden", ONLY_CENTRE);
  return withActor(actor, async (tx) => {
    const row = await lockCoveredCase(tx, actor, input.caseId, input.version);
    await takeBackLocked(tx, actor, row, input.reason, clock);
    return ok({ caseId: row.id });
  });
}

/** The same inside a transaction that has locked the case; returns the dispatch that ended. Refusals (thrown) as above. */
export async function takeBackLocked(
  tx: Tx,
  actor: Actor,
  row: CaseFile,
  reason: string,
  clock: Clock,
): Promise<Dispatch> {
  const day = officeDate(clock.now());
  const { judged, dispatch } = await takingBackOf(tx, row, day);
  if (!judged.allowed || !dispatch) throw new Refusal(refuse(judged.code, judged.why));
  await tx.dispatch.updateMany({
    where: { id: dispatch.id },
    data: {
      ...{ state: "taken_back", answerReason: reason, endedOn: toDbDate(day) },
      version: { increment: 1 },
    },
  });
  await withdrawOpenPlan(tx, row, reason);
  await cancelClocks(tx, actor, {
    kinds: ["plan", "first_service", "referral", "monitoring", "plan_renewal"],
    caseId: row.id,
    on: day,
  });
  await tx.managerAssignment.updateMany({
    where: { jurisdictionId: row.jurisdictionId, caseId: row.id, untilOn: null },
    data: { untilOn: toDbDate(day), reason },
  });
  await moveCase(tx, row, "assessed", { aUnitId: null, managerId: null });
  await audit(tx, actor, clock.now(), {
    action: "case.taken_back",
    subject: { kind: "case", id: row.id },
    unitId: dispatch.toUnitId,
    detail: {
      dispatchId: dispatch.id,
      reason,
      dueOn: judged.dueOn,
      managerId: row.managerId,
    },
  });
  return dispatch;
}

/** A plan that lies with the centre is returned first: only the unit's own drafts can be withdrawn. */
async function withdrawOpenPlan(tx: Tx, row: CaseFile, reason: string): Promise<void> {
  const plan = await tx.carePlan.findFirst({
    where: { jurisdictionId: row.jurisdictionId, caseId: row.id, status: { in: [...OPEN_STATUSES] } },
    select: { id: true, status: true },
  });
  if (!plan) return;
  const remark = `個案收回：${reason}`;
  if (plan.status === "submitted") await movePlan(tx, plan, "returned", { remark });
  const status = plan.status === "submitted" ? "returned" : plan.status;
  await movePlan(tx, { id: plan.id, status }, "withdrawn", { remark });
}
