import { savePlan, startPlan, withdrawPlan } from "@/lib/features/care-plans/drafting/service";
import { approvePlan, returnPlan } from "@/lib/features/care-plans/review/service";
import { submitPlan } from "@/lib/features/care-plans/submission/service";
import type { PlanRef } from "@/lib/features/care-plans/types";
import { readAs } from "@/lib/platform/db";
import type { PlanKind } from "@/prisma/generated/enums";
import { type DemoDay, done } from "./days";
import type { Journey } from "./journey";

// Care plans of the demo.

export interface DemoItem {
  code: string;
  quantity: number;
  price?: number;
  goal: string;
  /** The place of the problem in the assessment. */
  problem: number;
}

/** Plans by name: codes of the payment table, quantities a month. */
export const PLANS = {
  bathing: [
    { code: "BA07", quantity: 12, goal: "每週沐浴三次，皮膚保持清潔", problem: 0 },
    { code: "BA01", quantity: 20, goal: "維持個人清潔", problem: 0 },
    { code: "GA09", quantity: 1, goal: "主要照顧者每月喘息一次", problem: 1 },
  ],
  meals: [
    { code: "BA05", quantity: 20, goal: "三餐規律，體重不再下降", problem: 0 },
    { code: "BA15", quantity: 8, goal: "居家環境整潔安全", problem: 1 },
  ],
  moreMeals: [
    { code: "BA05", quantity: 28, goal: "三餐規律，體重回升", problem: 0 },
    { code: "BA15", quantity: 8, goal: "居家環境整潔安全", problem: 1 },
  ],
  dayCare: [
    { code: "BB05", quantity: 12, goal: "白天參與活動，延緩失能", problem: 0 },
    { code: "BD03", quantity: 24, goal: "往返日照中心", problem: 1 },
  ],
} satisfies Record<string, DemoItem[]>;

export type PlanName = keyof typeof PLANS;

/** Who works on the case in its A unit. */
const keeper = (of: Journey) => of.actors.ofUnit(of.carrier, "a_unit_manager");

export interface Drafting {
  kind?: PlanKind;
  reason?: string;
  plan: PlanName;
  /** The day of the home visit where the plan has one. */
  visited: boolean;
}

/** A plan begun, with its items saved. */
export async function draft(of: Journey, how: Drafting, at: DemoDay): Promise<PlanRef> {
  const { kind = "initial", reason = null } = how;
  const started = done(
    await startPlan(keeper(of), { caseId: of.caseId, kind, reason }, at),
    `the plan of ${of.name}`,
  );
  const content = { visitedOn: how.visited ? at.day : null, items: await itemsOf(of, how.plan), notes: {} };
  return done(
    await savePlan(keeper(of), { id: started.id, version: started.version, content }, at),
    `the items of ${of.name}`,
  );
}

async function itemsOf({ actors, caseId }: Journey, plan: PlanName) {
  const newest = await readAs(actors.supervisor, (tx) =>
    tx.assessment.findFirstOrThrow({
      where: { caseId },
      include: { problems: { orderBy: { sortOrder: "asc" } } },
      orderBy: [{ assessedOn: "desc" }, { createdAt: "desc" }],
    }),
  );
  return PLANS[plan].map((item, row) => ({
    ...{ row, code: item.code, quantity: item.quantity, price: null, goal: item.goal },
    problemId: newest.problems[item.problem]?.id ?? null,
  }));
}

export async function submit(of: Journey, { id, version }: PlanRef, at: DemoDay): Promise<PlanRef> {
  return done(await submitPlan(keeper(of), { id, version }, at), `the submission of ${of.name}`);
}

export async function approve(of: Journey, { id, version }: PlanRef, at: DemoDay): Promise<void> {
  const approved = await approvePlan(of.actors.specialist, { id, version, remark: null, remarks: {} }, at);
  done(approved, `the approval of ${of.name}`);
}

/** The centre sends a plan back, with a remark on the first item besides the one in general. */
export async function giveBack(of: Journey, { id, version }: PlanRef, at: DemoDay): Promise<void> {
  const { actors } = of;
  const item = await readAs(actors.supervisor, (tx) =>
    tx.planItem.findFirstOrThrow({
      where: { planId: id },
      orderBy: { sortOrder: "asc" },
      select: { id: true },
    }),
  );
  const remarks = { [item.id]: "請說明次數如何估算。" };
  const returned = await returnPlan(
    actors.specialist,
    { id, version, remark: "請補充交通接送的必要性。", remarks },
    at,
  );
  done(returned, `the return of ${of.name}`);
}

export async function withdraw(of: Journey, { id, version }: PlanRef, at: DemoDay): Promise<void> {
  const withdrawn = await withdrawPlan(keeper(of), { id, version, reason: "示範：案家改變主意" }, at);
  done(withdrawn, `withdrawing the plan of ${of.name}`);
}

/** A change of the plan in force, approved three days after it was begun. */
export async function changePlan(of: Journey, plan: PlanName, days: readonly [DemoDay, DemoDay, DemoDay]) {
  const change = { kind: "change" as const, reason: "示範：體重下降，增加供餐", plan, visited: false };
  const drafted = await draft(of, change, days[0]);
  await approve(of, await submit(of, drafted, days[1]), days[2]);
}

/** The next plan after six months, with a new home visit. */
export async function renewPlan(of: Journey, plan: PlanName, days: readonly [DemoDay, DemoDay, DemoDay]) {
  const drafted = await draft(of, { kind: "renewal", plan, visited: true }, days[0]);
  await approve(of, await submit(of, drafted, days[1]), days[2]);
}
