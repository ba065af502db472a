import { cache } from "react";
import { type Actor, systemActor } from "@/lib/platform/actor";
import { fromDbDate } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { Prisma } from "@/prisma/generated/client";
import { isId } from "../registry/units/queries";
import { servesCode } from "./labels";
import { type CaseOfPlanScope, mayPlan, planCaseScope } from "./policy";
import type { PlanCase, PlanEvent, PlanItemRow, PlanOutcome, PlanProblem, PlanRow } from "./types";

const WITH_ITEMS = { items: { orderBy: { sortOrder: "asc" } } } as const satisfies Prisma.CarePlanInclude;
type Loaded = Prisma.CarePlanGetPayload<{ include: typeof WITH_ITEMS }>;

function toItem(item: Loaded["items"][number]): PlanItemRow {
  const { id, code, name, unitPrice, quantity, problemId, goal, remark } = item;
  return { id, code, name, unitPrice, quantity, problemId, goal, remark };
}

function toRow(plan: Loaded): PlanRow {
  const { id, caseId, aUnitId, versionNo, kind, status, reason, needLevel, copayClass, remark, version } =
    plan;
  const { hasForeignCaregiver, createdAt, submittedAt, decidedAt } = plan;
  return {
    ...{ id, caseId, aUnitId, versionNo, kind, status, reason, needLevel, copayClass, remark, version },
    ...{ hasForeignCaregiver, createdAt, submittedAt, decidedAt },
    visitedOn: fromDbDate(plan.visitedOn),
    problemNotes: plan.problemNotes as Record<string, string>,
    outcome: plan.outcome as PlanOutcome | null,
    items: plan.items.map(toItem),
  };
}

/** One plan inside a transaction that has begun; null when the scope does not hold its case. */
export async function loadPlan(tx: Tx, scope: CaseOfPlanScope, id: string): Promise<PlanRow | null> {
  const found = await tx.carePlan.findFirst({
    where: { jurisdictionId: scope.jurisdictionId, id, caseFile: scope },
    include: WITH_ITEMS,
  });
  return found && toRow(found);
}

/** Every version of a case's plan, newest first, inside a transaction that has begun. */
export async function loadPlansOf(tx: Tx, scope: CaseOfPlanScope, caseId: string): Promise<PlanRow[]> {
  const found = await tx.carePlan.findMany({
    where: { jurisdictionId: scope.jurisdictionId, caseId, caseFile: scope },
    include: WITH_ITEMS,
    orderBy: { versionNo: "desc" },
  });
  return found.map(toRow);
}

const CASE_OF_PLAN = {
  id: true,
  number: true,
  status: true,
  needLevel: true,
  copayClass: true,
  hasForeignCaregiver: true,
  aUnitId: true,
  managerId: true,
  client: { select: { name: true } },
  aUnit: { select: { name: true } },
  manager: { select: { name: true } },
  district: { select: { id: true, name: true, transportZone: true, indigenousArea: true } },
} as const satisfies Prisma.CaseFileSelect;

/** The case behind a plan inside a transaction that has begun; null when the scope does not hold it. */
export async function loadPlanCase(tx: Tx, scope: CaseOfPlanScope, id: string): Promise<PlanCase | null> {
  const found = await tx.caseFile.findFirst({ where: { AND: [scope, { id }] }, select: CASE_OF_PLAN });
  if (!found) return null;
  const { client, aUnit, manager, ...row } = found;
  return { ...row, name: client.name, aUnitName: aUnit?.name ?? null, managerName: manager?.name ?? null };
}

/** The problems of the case's newest assessment: those that a plan answers. */
export async function loadProblems(tx: Tx, jurisdictionId: string, caseId: string): Promise<PlanProblem[]> {
  const newest = await tx.assessment.findFirst({
    where: { jurisdictionId, caseId },
    orderBy: [{ assessedOn: "desc" }, { createdAt: "desc" }],
    select: { id: true },
  });
  if (!newest) return [];
  return tx.careProblem.findMany({
    where: { jurisdictionId, caseId, assessmentId: newest.id },
    orderBy: { sortOrder: "asc" },
    select: { id: true, text: true },
  });
}

/** Texts of problems of any assessment, so that an old version can still be read. */
async function problemTexts(tx: Tx, jurisdictionId: string, caseId: string): Promise<Map<string, string>> {
  const rows = await tx.careProblem.findMany({
    where: { jurisdictionId, caseId },
    select: { id: true, text: true },
  });
  return new Map(rows.map(({ id, text }) => [id, text]));
}

/** The day of the last AA01 visit of a case's plans in force; the six months of the next plan run from it. */
export async function lastVisit(tx: Tx, jurisdictionId: string, caseId: string): Promise<PlainDate | null> {
  const found = await tx.carePlan.findFirst({
    where: { jurisdictionId, caseId, status: { in: ["approved", "superseded"] }, visitedOn: { not: null } },
    orderBy: { visitedOn: "desc" },
    select: { visitedOn: true },
  });
  return fromDbDate(found?.visitedOn ?? null);
}

export interface CasePlans {
  caseFile: PlanCase;
  plans: PlanRow[];
  problems: PlanProblem[];
  /** Also of older assessments. */
  problemTexts: Map<string, string>;
  lastVisit: PlainDate | null;
}

/** A case's plans with what they answer; null when the actor does not see the case's plans. */
export const casePlans = cache(async (actor: Actor, caseId: string): Promise<CasePlans | null> => {
  const scope = planCaseScope(actor);
  if (!scope || !isId(caseId)) return null;
  return readAs(actor, async (tx) => {
    const caseFile = await loadPlanCase(tx, scope, caseId);
    if (!caseFile) return null;
    const { jurisdictionId } = actor;
    return {
      caseFile,
      plans: await loadPlansOf(tx, scope, caseId),
      problems: await loadProblems(tx, jurisdictionId, caseId),
      problemTexts: await problemTexts(tx, jurisdictionId, caseId),
      lastVisit: await lastVisit(tx, jurisdictionId, caseId),
    };
  });
});

/** One plan that the actor sees in full; null when there is none. */
export async function planById(actor: Actor, id: string): Promise<PlanRow | null> {
  const scope = planCaseScope(actor);
  if (!scope || !isId(id)) return null;
  return readAs(actor, (tx) => loadPlan(tx, scope, id));
}

/**
 * Whether the actor is the person who manages the case: the account and the manager on the unit's staff have the same national
 * ID (its blind index). Inside a transaction that has begun.
 */
export async function isManager(tx: Tx, actor: Actor, managerId: string | null): Promise<boolean> {
  if (managerId === null || actor.accountId === null) return false;
  const { jurisdictionId } = actor;
  const account = await tx.account.findFirst({
    where: { jurisdictionId, id: actor.accountId },
    select: { nationalIdIndex: true },
  });
  if (!account?.nationalIdIndex) return false;
  const { nationalIdIndex } = account;
  return (await tx.staff.count({ where: { jurisdictionId, id: managerId, nationalIdIndex } })) > 0;
}

/** Whether the actor may hand in and withdraw plans of this case: its manager, or the unit's. */
export async function mayHandIn(
  tx: Tx,
  actor: Actor,
  caseFile: Pick<PlanCase, "managerId">,
): Promise<boolean> {
  if (!mayPlan(actor, "plan.submit")) return false;
  return mayPlan(actor, "plan.submit_for_others") || isManager(tx, actor, caseFile.managerId);
}

/** The same for a screen. */
export function handsIn(actor: Actor, caseFile: Pick<PlanCase, "managerId">): Promise<boolean> {
  return readAs(actor, (tx) => mayHandIn(tx, actor, caseFile));
}

/**
 * What was done to a plan that the actor sees, oldest first. Read as the system once the plan has been found: who works on a
 * plan must know what the others did to it, whose audit entries are not theirs.
 */
export async function eventsOf(actor: Actor, planId: string, afterVersion = 0): Promise<PlanEvent[]> {
  const plan = await planById(actor, planId);
  if (!plan) return [];
  const entries = await readAs(systemActor(actor.jurisdictionId), (tx) =>
    tx.auditEntry.findMany({
      where: {
        jurisdictionId: actor.jurisdictionId,
        subjectKind: "case",
        subjectId: plan.caseId,
        action: { startsWith: "plan." },
        detail: { path: ["planId"], equals: planId },
      },
      orderBy: [{ at: "asc" }, { id: "asc" }],
      take: 200,
    }),
  );
  return entries
    .map(({ at, actorName, action, detail }) => ({ at, by: actorName, action, ...read(detail) }))
    .filter(({ version }) => afterVersion === 0 || (version ?? 0) > afterVersion);
}

function read(detail: Prisma.JsonValue): { version: number | null; lines: string[] } {
  if (typeof detail !== "object" || detail === null || Array.isArray(detail))
    return { version: null, lines: [] };
  const { version, lines } = detail;
  return {
    version: typeof version === "number" ? version : null,
    lines: Array.isArray(lines) ? lines.filter((line): line is string => typeof line === "string") : [],
  };
}

export interface ReferredPlan {
  planId: string;
  versionNo: number;
  needLevel: number;
  visitedOn: PlainDate | null;
  items: Pick<PlanItemRow, "id" | "code" | "name" | "quantity" | "goal">[];
}

/** Of the approved plan of a case, what a B unit was referred for: the items of its own services, nothing else. */
export async function referredPlan(actor: Actor, caseId: string): Promise<ReferredPlan | null> {
  if (!mayPlan(actor, "plan.read_referred") || actor.unitId === null || !isId(caseId)) return null;
  const { jurisdictionId, unitId: toUnitId } = actor;
  return readAs(actor, async (tx) => {
    const standing = await tx.dispatch.findMany({
      where: { jurisdictionId, caseId, toUnitId, state: { in: ["waiting", "accepted"] } },
      select: { service: true },
    });
    if (standing.length === 0) return null;
    const plan = await tx.carePlan.findFirst({
      where: { jurisdictionId, caseId, status: "approved" },
      include: WITH_ITEMS,
    });
    if (!plan) return null;
    const { id: planId, versionNo, needLevel, visitedOn } = plan;
    const items = plan.items
      .filter(({ code }) => standing.some(({ service }) => servesCode(service, code)))
      .map(({ id, code, name, quantity, goal }) => ({ id, code, name, quantity, goal }));
    return { planId, versionNo, needLevel, visitedOn: fromDbDate(visitedOn), items };
  });
}
