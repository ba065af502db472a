import type { Actor } from "@/lib/platform/actor";
import { type Clock, officeDate, systemClock } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import type { CaseFile } from "@/prisma/generated/client";
import { CASE_STATUS_LABELS } from "../../cases/status/labels";
import { moveCase } from "../../cases/status/service";
import { reopenPlanClock, startApprovedClocks, stopPlanClock } from "../clocks/service";
import { groundOf, jsonOf, judge } from "../content/service";
import { PLAN_PERMISSION_HINT } from "../labels";
import { mayPlan, planCaseScope } from "../policy";
import { lastVisit, loadPlansOf } from "../queries";
import type { DecidePlan } from "../schema";
import { auditPlan, lockPlan, movePlan, tellWhatChanged } from "../status/service";
import type { PlanOutcome, PlanRef, PlanRow } from "../types";

/** Decides a submitted plan as the centre: approves it or sends it back, with remarks in general and an item. */
export function decidePlan(
  actor: Actor,
  input: DecidePlan,
  clock: Clock = systemClock,
): Promise<Result<PlanRef>> {
  return input.decision === "approve" ? approvePlan(actor, input, clock) : returnPlan(actor, input, clock);
}

/**
 * Approves a plan: the one in force is superseded, a case that waited for its first plan is in service, and what runs from the
 * approval starts (referrals, the six months). Taoyuan's plan clock ends here.
 */
export async function approvePlan(
  actor: Actor,
  input: Omit<DecidePlan, "decision">,
  clock: Clock = systemClock,
): Promise<Result<PlanRef>> {
  return decided(actor, input, clock, async (tx, plan, caseFile, now) => {
    const approvedOn = officeDate(now);
    refuseWithoutUnit(plan, caseFile);
    const former = await supersede(tx, actor, plan, now);
    const ground = await groundOf(tx, caseFile, approvedOn);
    const outcome: PlanOutcome = {
      ...plan.outcome,
      decided: { ...judge(ground, plan), by: actor.name, decision: "approved" },
    };
    await movePlan(tx, plan, "approved", {
      ...{ decidedAt: now, decidedById: actor.accountId, remark: input.remark },
      outcome: jsonOf(outcome),
    });
    if (caseFile.status === "assigned") await moveCase(tx, caseFile, "in_service");
    await stopPlanClock(tx, actor, plan.caseId, "approved", approvedOn);
    await startApprovedClocks(tx, actor, {
      ...{ plan, superseded: former, approvedOn },
      visitedOn: plan.visitedOn ?? (await lastVisit(tx, actor.jurisdictionId, plan.caseId)),
      submittedOn: officeDate(plan.submittedAt ?? now),
    });
    const detail = { version: plan.version + 1, remark: input.remark, superseded: former?.id ?? null };
    await auditPlan(tx, actor, now, "plan.approved", plan, detail);
    return { ...plan, version: plan.version + 1 };
  });
}

/** A plan whose unit no longer carries the case cannot come into force: nobody would carry it out. */
function refuseWithoutUnit(plan: PlanRow, { status, aUnitId }: CaseFile): void {
  if ((status === "assigned" || status === "in_service") && aUnitId === plan.aUnitId) return;
  const message = `個案目前為「${CASE_STATUS_LABELS[status]}」，擬訂計畫的 A 單位已不承辦，不能核定；請退回。`;
  throw new Refusal(refuse("case_status", message));
}

async function supersede(tx: Tx, actor: Actor, plan: PlanRow, now: Date): Promise<PlanRow | null> {
  const plans = await loadPlansOf(tx, { jurisdictionId: actor.jurisdictionId }, plan.caseId);
  const former = plans.find(({ status }) => status === "approved") ?? null;
  if (!former) return null;
  await movePlan(tx, former, "superseded");
  const detail = { version: former.version + 1, by: plan.id };
  await auditPlan(tx, actor, now, "plan.superseded", former, detail);
  return former;
}

/** Sends a plan back with remarks. A clock that the submission had stopped runs on from its first day. */
export async function returnPlan(
  actor: Actor,
  input: Omit<DecidePlan, "decision">,
  clock: Clock = systemClock,
): Promise<Result<PlanRef>> {
  return decided(actor, input, clock, async (tx, plan, caseFile, now) => {
    const ground = await groundOf(tx, caseFile, officeDate(now));
    await reopenPlanClock(tx, actor, plan.outcome?.submitted?.stoppedClocks ?? []);
    const version = plan.version + 1;
    const outcome: PlanOutcome = {
      ...plan.outcome,
      decided: { ...judge(ground, plan), by: actor.name, decision: "returned" },
      returnedVersion: version,
    };
    await movePlan(tx, plan, "returned", {
      ...{ decidedAt: now, decidedById: actor.accountId, remark: input.remark },
      outcome: jsonOf(outcome),
    });
    const items = plan.items.filter(({ id }) => input.remarks[id] !== undefined);
    const lines = items.map(({ id, code }) => `${code}：${input.remarks[id]}`);
    await auditPlan(tx, actor, now, "plan.returned", plan, { version, remark: input.remark, lines });
    return { ...plan, version };
  });
}

type Decide = (tx: Tx, plan: PlanRow, caseFile: CaseFile, now: Date) => Promise<PlanRow>;

async function decided(
  actor: Actor,
  input: Omit<DecidePlan, "decision">,
  clock: Clock,
  decide: Decide,
): Promise<Result<PlanRef>> {
  if (!mayPlan(actor, "plan.review") || !planCaseScope(actor)) {
    return refuse("forbidden", PLAN_PERMISSION_HINT.review);
  }
  const result = await withActor(actor, async (tx) => {
    const { plan, caseFile } = await lockPlan(tx, actor, input.id, input.version);
    if (plan.status === "submitted") await remarkItems(tx, actor, plan, input.remarks);
    const { id, caseId, version } = await decide(tx, plan, caseFile, clock.now());
    return ok({ id, caseId, version });
  });
  return tellWhatChanged(actor, input, result);
}

/** The remarks of this review take the place of the former ones. An id that is no item of the plan is refused. */
async function remarkItems(
  tx: Tx,
  actor: Actor,
  plan: PlanRow,
  remarks: Readonly<Record<string, string>>,
): Promise<void> {
  const strangers = Object.keys(remarks).filter((id) => !plan.items.some((item) => item.id === id));
  if (strangers.length > 0)
    throw new Refusal(refuse("not_found", "有意見不屬於這份計畫的項目，請重新開啟本頁。"));
  for (const { id, remark } of plan.items) {
    const words = remarks[id] ?? null;
    if (words === remark) continue;
    await tx.planItem.updateMany({
      where: { jurisdictionId: actor.jurisdictionId, planId: plan.id, id },
      data: { remark: words },
    });
  }
}
