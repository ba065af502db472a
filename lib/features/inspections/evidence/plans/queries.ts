import type { Tx } from "@/lib/platform/db";
import { planIssueLabel, reviewPlan } from "@/lib/rules/plan-review";
import { serviceOfCode } from "../../../care-plans/labels";
import type { PlanOutcome } from "../../../care-plans/types";
import { SERVICE_LABELS } from "../../../registry/units/labels";
import type { Found, Search } from "../types";

const PLAN = {
  ...{ id: true, caseId: true, versionNo: true, problemNotes: true, outcome: true },
  items: {
    orderBy: { sortOrder: "asc" },
    select: { code: true, name: true, quantity: true, problemId: true, goal: true },
  },
} as const;

interface PlanFacts {
  caseId: string;
  href: string;
  versionNo: number;
  problems: { id: string; text: string; note: string | null }[];
  items: { code: string; name: string; quantity: number; problemId: string | null; goal: string | null }[];
  outcome: PlanOutcome | null;
  consents: number;
  dispatches: number;
}

type PlanKey =
  | "plan_documents"
  | "service_diversity"
  | "quota_allocated"
  | "problems_answered"
  | "goals_written"
  | "plan_items";

/** What the approved plans of the cases say, by key. */
export async function plansSay(tx: Tx, search: Search, key: PlanKey): Promise<Map<string, Found>> {
  const facts = await factsOf(tx, search);
  return new Map(
    search.caseIds.map((caseId) => {
      const plan = facts.find((each) => each.caseId === caseId);
      return [caseId, plan ? SAY[key](plan) : { verdict: null, why: "沒有核定的照顧計畫。", rows: [] }];
    }),
  );
}

async function factsOf(tx: Tx, { jurisdictionId, unitId, caseIds }: Search): Promise<PlanFacts[]> {
  const ids = { in: [...caseIds] };
  const plans = await tx.carePlan.findMany({
    where: { jurisdictionId, caseId: ids, status: "approved" },
    select: PLAN,
  });
  const assessments = await tx.assessment.findMany({
    where: { jurisdictionId, caseId: ids },
    select: { caseId: true, problems: { select: { id: true, text: true }, orderBy: { sortOrder: "asc" } } },
    orderBy: [{ assessedOn: "desc" }, { createdAt: "desc" }],
  });
  const consents = await tx.document.groupBy({
    by: ["caseId"],
    where: { jurisdictionId, caseId: ids, kind: "consent" },
    _count: { _all: true },
  });
  const dispatches = await tx.dispatch.groupBy({
    by: ["caseId"],
    where: { jurisdictionId, caseId: ids, fromUnitId: unitId, state: { notIn: ["withdrawn", "taken_back"] } },
    _count: { _all: true },
  });
  const counted = (rows: { caseId: string; _count: { _all: number } }[], caseId: string) =>
    rows.find((row) => row.caseId === caseId)?._count._all ?? 0;
  return plans.map(({ caseId, versionNo, problemNotes, outcome, items }) => {
    const notes = problemNotes as Record<string, string>;
    // The problems that a plan answers are those of the assessment that it was made from; an older one where a newer has none of them.
    const own = new Set(items.flatMap(({ problemId }) => problemId ?? []));
    const ofCase = assessments.filter((each) => each.caseId === caseId);
    const answered = ofCase.find(({ problems }) => problems.some(({ id }) => own.has(id) || id in notes));
    const problems = (answered ?? ofCase[0])?.problems ?? [];
    return {
      ...{ caseId, versionNo, items, href: `/cases/${caseId}/plan` },
      problems: problems.map(({ id, text }) => ({ id, text, note: notes[id] ?? null })),
      outcome: outcome as PlanOutcome | null,
      consents: counted(consents, caseId),
      dispatches: counted(dispatches, caseId),
    };
  });
}

function reviewOf({ problems, items }: PlanFacts) {
  return reviewPlan({
    problems: problems.map(({ id, note }) => ({ id, note })),
    items: items.map(({ code, problemId, goal }) => ({ code, problem: problemId, goal })),
  });
}

const SAY: Readonly<Record<PlanKey, (plan: PlanFacts) => Found>> = {
  plan_documents: ({ consents, dispatches, href }) => {
    const rows = [{ label: `個案選擇服務單位同意書 ${consents} 份，照會 ${dispatches} 件`, href }];
    if (consents > 0) return { verdict: "in_order", why: "附件：有個案選擇服務單位同意書。", rows };
    return dispatches === 0
      ? { verdict: null, why: "附件：尚未照會，系統沒有應附的同意書。", rows }
      : { verdict: "deviation", why: "附件：已照會 B 單位，沒有個案選擇服務單位同意書。", rows };
  },
  service_diversity: (plan) => {
    const services = [...new Set(plan.items.flatMap(({ code }) => serviceOfCode(code) ?? []))];
    const names = services.map((service) => SERVICE_LABELS[service]).join("、");
    const rows = [{ label: `第 ${plan.versionNo} 版計畫：${names || "沒有 B 單位服務"}`, href: plan.href }];
    if (services.length >= 2) return { verdict: "in_order", why: `多元服務：${services.length} 種。`, rows };
    const open = reviewOf(plan).issues.filter(({ code }) => code === "problem_unanswered").length;
    return open > 0
      ? {
          verdict: "deviation",
          why: `多元服務：${services.length} 種，尚有 ${open} 項問題沒有對應服務。`,
          rows,
        }
      : { verdict: "not_applicable", why: `多元服務：${services.length} 種，問題清單均已對應。`, rows };
  },
  quota_allocated: ({ items, href }) => ({
    verdict: null,
    why: "額度分配：系統沒有額度分配的日期，請於照管平臺核對。",
    rows: items.map(({ code, name, quantity }) => ({ label: `${code} ${name}，每月 ${quantity}`, href })),
  }),
  problems_answered: (plan) => {
    const open = reviewOf(plan).issues.flatMap((issue) =>
      issue.code === "problem_unanswered" ? [issue.problem] : [],
    );
    const text = (id: string) => plan.problems.find((each) => each.id === id)?.text ?? id;
    if (plan.problems.length === 0) return { verdict: null, why: "問題清單：評估沒有登錄問題。", rows: [] };
    return open.length === 0
      ? {
          ...{ verdict: "in_order", why: `問題清單：${plan.problems.length} 項均有對應項目或說明。` },
          rows: [{ label: `第 ${plan.versionNo} 版計畫`, href: plan.href }],
        }
      : {
          ...{ verdict: "deviation", why: `問題清單：${open.length} 項沒有對應也沒有說明。` },
          rows: open.map((id) => ({ label: `未對應：${text(id)}`, href: plan.href })),
        };
  },
  goals_written: (plan) => {
    const open = reviewOf(plan).issues.flatMap((issue) =>
      issue.code === "goal_missing" ? [issue.item] : [],
    );
    if (plan.items.length === 0) return { verdict: null, why: "照顧目標：計畫沒有項目。", rows: [] };
    return open.length === 0
      ? {
          ...{ verdict: "in_order", why: `照顧目標：${plan.items.length} 項均有目標。` },
          rows: plan.items.map(({ code, goal }) => ({ label: `${code}：${goal ?? ""}`, href: plan.href })),
        }
      : {
          ...{ verdict: "deviation", why: `照顧目標：${open.length} 項沒有目標。` },
          rows: open.map((code) => ({ label: `${code} 沒有目標`, href: plan.href })),
        };
  },
  plan_items: (plan) => {
    const { issues } = reviewOf(plan);
    // That one service may be too few is told by another key.
    const amiss = issues.filter(({ code }) => code !== "single_service" && code !== "goal_missing");
    const rows = plan.items.map(({ code, name, quantity }) => ({
      label: `${code} ${name}，每月 ${quantity}`,
      href: plan.href,
    }));
    return amiss.length === 0
      ? { verdict: "in_order", why: "計畫檢核：項目與問題相符。", rows }
      : {
          verdict: "deviation",
          why: `計畫檢核：${[...new Set(amiss.map(({ code }) => planIssueLabel(code)))].join("；")}。`,
          rows,
        };
  },
};
