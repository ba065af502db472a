import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import type { Tx } from "@/lib/platform/db";
import { Refusal, type Result, refuse } from "@/lib/platform/result";
import { formatRocInstant } from "@/lib/platform/roc-date";
import type { CaseFile, Prisma } from "@/prisma/generated/client";
import type { PlanStatus } from "@/prisma/generated/enums";
import { lockCase } from "../../cases/status/service";
import { PLAN_ACTIONS, PLAN_STATUS_LABELS } from "../labels";
import { planCaseScope } from "../policy";
import { eventsOf, loadPlan } from "../queries";
import { PLAN_TRANSITIONS, type PlanRow } from "../types";

const NOT_THERE = "找不到這份計畫，或不在您的職務範圍內。";

/**
 * Locks a plan and its case for the running transaction, always the case first. Refusals (thrown): `not_found` where the actor
 * does not see it, `stale` where the form was made from an older version (`tellWhatChanged` says what happened since).
 */
export async function lockPlan(
  tx: Tx,
  actor: Actor,
  planId: string,
  version: number,
): Promise<{ plan: PlanRow; caseFile: CaseFile }> {
  const scope = planCaseScope(actor);
  const found = scope && (await loadPlan(tx, scope, planId));
  if (!found) throw new Refusal(refuse("not_found", NOT_THERE));
  const caseFile = await lockCase(tx, actor, found.caseId);
  await tx.$queryRaw`SELECT id FROM care_plan
    WHERE id = ${planId}::uuid AND jurisdiction_id = ${actor.jurisdictionId} FOR UPDATE`;
  const plan = await loadPlan(tx, scope, planId);
  if (!plan) throw new Refusal(refuse("not_found", NOT_THERE));
  if (plan.version !== version) throw new Refusal(refuse("stale", "計畫已由他人變更。"));
  return { plan, caseFile };
}

/** Gives a stale refusal its words: who did what to the plan since the form was opened. Other results pass. */
export async function tellWhatChanged<T>(
  actor: Actor,
  form: { id: string; version: number },
  result: Result<T>,
): Promise<Result<T>> {
  if (result.ok || result.code !== "stale") return result;
  const events = await eventsOf(actor, form.id, form.version);
  const told = events.map(({ at, by, action, lines }) => {
    const what = lines.length === 0 ? "" : `（${lines.slice(0, 8).join("；")}）`;
    return `${formatRocInstant(at)} ${by} ${PLAN_ACTIONS[action] ?? "更新"}${what}`;
  });
  const what = told.length === 0 ? "資料已由他人更新" : told.join("；");
  return refuse(
    "stale",
    `您開啟本頁之後，計畫已有變動：${what}。您填寫的內容仍在本頁，尚未儲存；請另開本頁核對後再送出。`,
  );
}

/** Moves a locked plan to another status by the table of transitions. Refusal (thrown): `transition_refused`, from what to what. */
export async function movePlan(
  tx: Tx,
  plan: Pick<PlanRow, "id" | "status">,
  to: PlanStatus,
  data: Prisma.CarePlanUncheckedUpdateInput = {},
): Promise<void> {
  if (!PLAN_TRANSITIONS[plan.status].includes(to)) {
    const [from, wanted] = [PLAN_STATUS_LABELS[plan.status], PLAN_STATUS_LABELS[to]];
    throw new Refusal(refuse("transition_refused", `計畫目前為「${from}」，不能改為「${wanted}」。`));
  }
  await tx.carePlan.updateMany({
    where: { id: plan.id },
    data: { ...data, status: to, version: { increment: 1 } },
  });
}

/** Writes the audit entry of a plan; it stands under its case. `version` is the plan's after the change. */
export function auditPlan(
  tx: Tx,
  actor: Actor,
  now: Date,
  action: keyof typeof PLAN_ACTIONS & string,
  plan: { id: string; caseId: string; aUnitId: string; versionNo: number },
  detail: Prisma.InputJsonObject,
): Promise<void> {
  return audit(tx, actor, now, {
    action,
    subject: { kind: "case", id: plan.caseId },
    unitId: plan.aUnitId,
    detail: { planId: plan.id, versionNo: plan.versionNo, ...detail },
  });
}
