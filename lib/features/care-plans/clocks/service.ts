import type { Actor } from "@/lib/platform/actor";
import { fromDbDate } from "@/lib/platform/clock";
import type { Tx } from "@/lib/platform/db";
import type { RuleSet } from "@/lib/rules/parameter";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { Service } from "@/prisma/generated/enums";
import { rulesOf } from "../../registry/closures/queries";
import { cancelClocks, startClock, stopClock } from "../../timeliness/service";
import { serviceOfCode } from "../labels";
import type { PlanRow } from "../types";

type PlanEnd = "submitted" | "approved";

// What counts as done of the clock `plan`: in Taichung handed in for review (004 貳、三、(一)3(9)A(C)), in Taoyuan approved
// (000 附件1 項次7). The nation has no such clock.
const PLAN_DONE: Readonly<Partial<Record<RuleSet, PlanEnd>>> = { taichung: "submitted", taoyuan: "approved" };

/** Stops the case's running plan clocks where the city counts this as done. Returns what they belong to, for a return. */
export async function stopPlanClock(
  tx: Tx,
  actor: Actor,
  caseId: string,
  end: PlanEnd,
  doneOn: PlainDate,
): Promise<string[]> {
  if (PLAN_DONE[rulesOf(actor.jurisdictionId)] !== end) return [];
  const running = await tx.clock.findMany({
    where: { jurisdictionId: actor.jurisdictionId, kind: "plan", caseId, doneOn: null, cancelledOn: null },
    select: { subjectId: true },
  });
  const subjects = running.map(({ subjectId }) => subjectId);
  for (const subjectId of subjects) await stopClock(tx, actor, { kind: "plan", subjectId, doneOn });
  return subjects;
}

/**
 * Lets plan clocks run on that a submission had stopped: the plan came back, and the limit still runs from the first dispatch.
 * A clock that was cancelled meanwhile stays so.
 */
export async function reopenPlanClock(tx: Tx, actor: Actor, subjectIds: readonly string[]): Promise<void> {
  if (subjectIds.length === 0) return;
  await tx.clock.updateMany({
    where: {
      jurisdictionId: actor.jurisdictionId,
      kind: "plan",
      subjectId: { in: [...subjectIds] },
      cancelledOn: null,
    },
    data: { doneOn: null },
  });
}

/** The services of a plan that B units are referred to for, each once, in the order of its items. */
export function servicesOf(items: readonly { code: string }[]): Service[] {
  return [...new Set(items.flatMap(({ code }) => serviceOfCode(code) ?? []))];
}

interface Approval {
  plan: PlanRow;
  superseded: PlanRow | null;
  approvedOn: PlainDate;
  /** The day of the AA01 visit that the next six months run from. */
  visitedOn: PlainDate | null;
  submittedOn: PlainDate;
}

/**
 * Starts what runs from an approval: a referral per service that no unit gives yet, and the six months to the next plan. Those
 * of the superseded plan end; a referral that was already running keeps its first day.
 */
export async function startApprovedClocks(tx: Tx, actor: Actor, approval: Approval): Promise<void> {
  const { plan, superseded, approvedOn } = approval;
  const caseId = plan.caseId;
  const unitId = plan.aUnitId;
  const since = superseded ? await endReferrals(tx, actor, superseded.id, approvedOn) : new Map();
  const given = await servicesGiven(tx, actor, caseId);
  for (const service of servicesOf(plan.items).filter((each) => !given.has(each))) {
    const startedOn = since.get(service) ?? approvedOn;
    await startClock(tx, actor, {
      kind: "referral",
      subjectId: `${plan.id}/${service}`,
      startedOn,
      caseId,
      unitId,
    });
  }
  if (superseded) await endRenewal(tx, actor, approval, superseded.id);
  if (approval.visitedOn) {
    const startedOn = approval.visitedOn;
    await startClock(tx, actor, { kind: "plan_renewal", subjectId: plan.id, startedOn, caseId, unitId });
  }
}

/** With a new visit the old six months are met, on the day when visit and plan were there; without one they go on under the new plan. */
async function endRenewal(tx: Tx, actor: Actor, approval: Approval, oldPlanId: string): Promise<void> {
  const { plan, submittedOn, approvedOn } = approval;
  const clock = { kind: "plan_renewal", subjectId: oldPlanId } as const;
  if (plan.visitedOn) await stopClock(tx, actor, { ...clock, doneOn: submittedOn });
  else await cancelClocks(tx, actor, { kinds: [clock.kind], subjectId: oldPlanId, on: approvedOn });
}

async function endReferrals(
  tx: Tx,
  actor: Actor,
  planId: string,
  on: PlainDate,
): Promise<Map<string, PlainDate>> {
  const running = await tx.clock.findMany({
    where: {
      jurisdictionId: actor.jurisdictionId,
      kind: "referral",
      subjectId: { startsWith: `${planId}/` },
      doneOn: null,
      cancelledOn: null,
    },
    select: { subjectId: true, startedOn: true },
  });
  for (const { subjectId } of running) {
    await cancelClocks(tx, actor, { kinds: ["referral"], subjectId, on });
  }
  return new Map(running.map((row) => [row.subjectId.slice(planId.length + 1), fromDbDate(row.startedOn)]));
}

async function servicesGiven(tx: Tx, actor: Actor, caseId: string): Promise<Set<Service>> {
  const standing = await tx.dispatch.findMany({
    where: { jurisdictionId: actor.jurisdictionId, caseId, state: { in: ["waiting", "accepted"] } },
    select: { service: true },
  });
  const services = standing.map(({ service }) => service);
  // A small multifunctional unit gives the day-care codes.
  return new Set(services.flatMap((each) => (each === "small_multifunction" ? [each, "day_care"] : [each])));
}
