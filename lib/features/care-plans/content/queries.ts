import type { Actor } from "@/lib/platform/actor";
import { officeDate, systemClock } from "@/lib/platform/clock";
import { readAs } from "@/lib/platform/db";
import { planCaseScope } from "../policy";
import type { Judged, PlanRow } from "../types";
import { groundOf, judge } from "./service";

/**
 * Budget and review of a plan that the actor sees: as kept at the decision or at submission, and for a plan that is still being
 * written as the law says today. Null for a plan that never came so far.
 */
export async function judgeForScreen(actor: Actor, plan: PlanRow): Promise<Judged | null> {
  const { decided, submitted } = plan.outcome ?? {};
  if (plan.status !== "draft" && plan.status !== "returned") return decided ?? submitted ?? null;
  const scope = planCaseScope(actor);
  if (!scope) return null;
  return readAs(actor, async (tx) => {
    const caseFile = await tx.caseFile.findFirst({ where: { AND: [scope, { id: plan.caseId }] } });
    return caseFile && judge(await groundOf(tx, caseFile, officeDate(systemClock.now())), plan);
  });
}
