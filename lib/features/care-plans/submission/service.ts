import type { Actor } from "@/lib/platform/actor";
import { type Clock, officeDate, systemClock } from "@/lib/platform/clock";
import { withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { type PlanIssue, planIssueLabel } from "@/lib/rules/plan-review";
import { stopPlanClock } from "../clocks/service";
import { groundOf, jsonOf, judge, type ReadyItem, readyContent, writeContent } from "../content/service";
import { refuseUnwritable } from "../drafting/service";
import { PLAN_KIND_LABELS, PLAN_PERMISSION_HINT } from "../labels";
import { mayPlan } from "../policy";
import { mayHandIn } from "../queries";
import type { PlanContent } from "../schema";
import { auditPlan, lockPlan, movePlan, tellWhatChanged } from "../status/service";
import type { Judged, PlanOutcome, PlanRef, PlanRow } from "../types";

/**
 * Hands a plan in for review, with what was typed (saved in the same transaction) or as it was saved. Keeps budget and review with
 * their citations and stops the city's plan clock. Refusals: those of saving; `incomplete` with a message at each field that the
 * review of lib/rules finds (its hint on single services does not hold anybody up); `unchanged` after a return.
 */
export async function submitPlan(
  actor: Actor,
  input: { id: string; version: number; content?: PlanContent },
  clock: Clock = systemClock,
): Promise<Result<PlanRef>> {
  if (!mayPlan(actor, "plan.submit")) return refuse("forbidden", PLAN_PERMISSION_HINT.submit);
  const now = clock.now();
  const result = await withActor(actor, async (tx) => {
    const { plan: found, caseFile } = await lockPlan(tx, actor, input.id, input.version);
    if (!(await mayHandIn(tx, actor, caseFile))) {
      throw new Refusal(refuse("forbidden", PLAN_PERMISSION_HINT.submit));
    }
    refuseUnwritable(actor, found);
    const ground = await groundOf(tx, caseFile, officeDate(now));
    const content = input.content ?? contentOf(found);
    const ready = await readyContent(tx, ground, found, content);
    const { plan, lines } = await writeContent(tx, ground, found, ready);
    const judged = judge(ground, plan);
    refuseIncomplete(plan, judged, ready.items);
    const stoppedClocks = await stopPlanClock(tx, actor, plan.caseId, "submitted", ground.today);
    const outcome: PlanOutcome = { submitted: { ...judged, by: actor.name, stoppedClocks } };
    await movePlan(tx, plan, "submitted", {
      submittedAt: now,
      submittedById: actor.accountId,
      // The decision of an earlier round is over; its remark stays until the next one.
      decidedAt: null,
      decidedById: null,
      outcome: jsonOf(outcome),
    });
    const detail = {
      version: plan.version + 1,
      lines,
      stoppedClocks,
      family: judged.count.monthly?.family ?? null,
    };
    await auditPlan(tx, actor, now, "plan.submitted", plan, detail);
    return ok({ id: plan.id, caseId: plan.caseId, version: plan.version + 1 });
  });
  return tellWhatChanged(actor, input, result);
}

function contentOf({ visitedOn, items, problemNotes }: PlanRow): PlanContent {
  return {
    visitedOn,
    notes: problemNotes,
    items: items.map(({ code, quantity, unitPrice, problemId, goal }, row) => ({
      ...{ row, code, quantity, price: unitPrice, problemId, goal },
    })),
  };
}

function refuseIncomplete(plan: PlanRow, { count, review }: Judged, items: readonly ReadyItem[]): void {
  if (plan.status === "returned" && plan.version === plan.outcome?.returnedVersion) {
    throw new Refusal(refuse("unchanged", "計畫退回後尚未修正，請依審核意見修改後再送出。"));
  }
  const errors: Record<string, string> = {};
  if (plan.visitedOn === null && plan.kind !== "change") {
    errors.visitedOn = `${PLAN_KIND_LABELS[plan.kind]}須填家訪日（AA01）。`;
  }
  if (items.length === 0) errors["code-0"] = "計畫至少須有一個服務項目。";
  for (const issue of review.issues) complain(errors, issue, items);
  if (count.refused) {
    const { line, message } = count.refused;
    const row = items.find(({ code }) => code === line)?.row;
    errors[row === undefined ? "_form" : `code-${row}`] = `${message}。`;
  }
  if (Object.keys(errors).length === 0) return;
  throw new Refusal(refuse("incomplete", "計畫尚不能送審，請依欄位旁的說明補正；內容尚未儲存。", errors));
}

/** Puts what the review found to the fields where it is answered; its hint on single services holds nobody up. */
function complain(errors: Record<string, string>, issue: PlanIssue, items: readonly ReadyItem[]): void {
  const label = `${planIssueLabel(issue.code)}。`;
  if (issue.code === "problem_unanswered") errors[`note-${issue.problem}`] = label;
  if (issue.code === "aa01_and_aa02") errors.visitedOn = label;
  if (issue.code === "item_without_problem") {
    const rows = items.filter(({ code, problemId }) => code === issue.item && problemId === null);
    for (const { row } of rows) errors[`problem-${row}`] = label;
  }
  if (issue.code === "goal_missing") {
    const rows = items.filter(({ code, goal }) => code === issue.item && !goal);
    for (const { row } of rows) errors[`goal-${row}`] = label;
  }
}
