import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/platform/actor";
import { type Clock, officeDate, systemClock } from "@/lib/platform/clock";
import { type Tx, violates, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { formatRocDate } from "@/lib/platform/roc-date";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { CaseFile } from "@/prisma/generated/client";
import type { PlanStatus } from "@/prisma/generated/enums";
import { CASE_STATUS_LABELS } from "../../cases/status/labels";
import { lockCase } from "../../cases/status/service";
import { findCode, priceOf } from "../codes/types";
import { type Ground, groundOf, readyContent, writeContent } from "../content/service";
import { PLAN_KIND_LABELS, PLAN_PERMISSION_HINT, PLAN_STATUS_LABELS, renewalFrom } from "../labels";
import { mayPlan, planCaseScope } from "../policy";
import { lastVisit, loadPlanCase, loadPlansOf, mayHandIn } from "../queries";
import type { PlanContent, StartPlan, WithdrawPlan } from "../schema";
import { auditPlan, lockPlan, movePlan, tellWhatChanged } from "../status/service";
import { OPEN_STATUSES, type PlanRef, type PlanRow, WRITABLE_STATUSES } from "../types";

const ALREADY_OPEN = "個案已有一份尚未核定的計畫，請先完成或撤回。";

/**
 * Starts a plan of a case that the actor's unit carries: an initial one empty, a change or a renewal from a copy of the approved
 * one. Refusals: `forbidden`, `not_found`, `case_status`, `open_plan`, `no_approved_plan`, `has_approved_plan`, `too_early`.
 */
export async function startPlan(
  actor: Actor,
  input: StartPlan,
  clock: Clock = systemClock,
): Promise<Result<PlanRef>> {
  if (!mayPlan(actor, "plan.draft")) return refuse("forbidden", PLAN_PERMISSION_HINT.draft);
  const now = clock.now();
  try {
    return await withActor(actor, async (tx) => {
      const { caseFile, plans } = await lockedCase(tx, actor, input.caseId);
      refuseCaseStatus(caseFile);
      const left = await withdrawOfOthers(tx, actor, caseFile, plans, now);
      if (left.some(({ status }) => isOpen(status))) {
        throw new Refusal(refuse("open_plan", ALREADY_OPEN));
      }
      const approved = plans.find(({ status }) => status === "approved");
      const visitedOn = await lastVisit(tx, actor.jurisdictionId, caseFile.id);
      refuseKind(input.kind, approved, visitedOn, officeDate(now));
      const ground = await groundOf(tx, caseFile, officeDate(now));
      const id = await insertPlan(tx, actor, input, { ground, approved, versionNo: nextVersion(plans), now });
      return ok({ id, caseId: caseFile.id, version: 1 });
    });
  } catch (error) {
    if (violates(error, "care_plan_one_open")) return refuse("open_plan", ALREADY_OPEN);
    throw error;
  }
}

const nextVersion = (plans: readonly PlanRow[]) =>
  Math.max(0, ...plans.map(({ versionNo }) => versionNo)) + 1;

async function lockedCase(tx: Tx, actor: Actor, caseId: string) {
  const scope = planCaseScope(actor);
  const seen = scope && (await loadPlanCase(tx, scope, caseId));
  if (!seen) throw new Refusal(refuse("not_found", "找不到這個個案，或不在您的職務範圍內。"));
  const caseFile = await lockCase(tx, actor, caseId);
  return { caseFile, plans: await loadPlansOf(tx, scope, caseId) };
}

function refuseCaseStatus({ status }: CaseFile): void {
  if (status === "assigned" || status === "in_service") return;
  const message = `個案目前為「${CASE_STATUS_LABELS[status]}」，分派個案管理員之後才能擬訂計畫。`;
  throw new Refusal(refuse("case_status", message));
}

/** What another A unit had begun before the case came here is withdrawn: it is no longer theirs to finish. */
async function withdrawOfOthers(
  tx: Tx,
  actor: Actor,
  caseFile: CaseFile,
  plans: readonly PlanRow[],
  now: Date,
): Promise<PlanRow[]> {
  const isForeign = ({ aUnitId, status }: PlanRow) => aUnitId !== caseFile.aUnitId && isOpen(status);
  for (const plan of plans.filter(isForeign))
    await withdrawOpen(tx, actor, plan, "個案已改派其他 A 單位", now);
  return plans.filter((plan) => !isForeign(plan));
}

const isOpen = (status: PlanStatus) => OPEN_STATUSES.some((open) => open === status);

function refuseKind(
  kind: StartPlan["kind"],
  approved: PlanRow | undefined,
  visitedOn: PlainDate | null,
  today: PlainDate,
): void {
  if (kind === "initial") {
    if (!approved) return;
    throw new Refusal(refuse("has_approved_plan", "個案已有核定的計畫，請改以計畫異動或重新擬訂辦理。"));
  }
  if (!approved) throw new Refusal(refuse("no_approved_plan", "個案尚無核定的計畫，請先擬訂初次計畫。"));
  const from = visitedOn && renewalFrom(visitedOn);
  if (kind === "change" || from === null || today >= from) return;
  const message = `前次家訪為 ${formatRocDate(visitedOn)}，自 ${formatRocDate(from)} 起可重新擬訂；提前變更請以計畫異動辦理。`;
  throw new Refusal(refuse("too_early", message));
}

interface NewPlan {
  ground: Ground;
  approved: PlanRow | undefined;
  versionNo: number;
  now: Date;
}

async function insertPlan(
  tx: Tx,
  actor: Actor,
  { kind, reason }: StartPlan,
  { ground, approved, versionNo, now }: NewPlan,
): Promise<string> {
  const id = uuid();
  const { caseFile } = ground;
  const { jurisdictionId, id: caseId } = caseFile;
  const aUnitId = caseFile.aUnitId ?? "";
  const texts = approved ? await oldProblems(tx, jurisdictionId, caseId) : new Map<string, string>();
  const same = (old: string | null) =>
    ground.problems.find(({ id: now, text }) => now === old || text === texts.get(old ?? ""))?.id ?? null;
  await tx.carePlan.create({
    data: {
      ...{ id, jurisdictionId, caseId, aUnitId, versionNo, kind, reason, status: "draft" },
      needLevel: caseFile.needLevel ?? 1,
      copayClass: caseFile.copayClass ?? 3,
      hasForeignCaregiver: caseFile.hasForeignCaregiver,
      problemNotes: copiedNotes(approved, same),
      createdAt: now,
      createdById: actor.accountId,
    },
  });
  await tx.planItem.createMany({
    data: (approved?.items ?? []).map(({ id: _id, remark: _remark, ...item }, place) => ({
      ...item,
      ...{ jurisdictionId, planId: id, sortOrder: place + 1 },
      unitPrice: priceNow(ground, item),
      problemId: same(item.problemId),
    })),
  });
  const plan = { id, caseId, aUnitId, versionNo };
  const detail = { version: 1, kind, kindLabel: PLAN_KIND_LABELS[kind], reason };
  await auditPlan(tx, actor, now, "plan.started", plan, { ...detail, from: approved?.id ?? null });
  return id;
}

/** The price of a copied item in force today; a code that has lapsed keeps its own and is refused when the draft is saved. */
function priceNow(
  { codes, remote, today }: Ground,
  { code, unitPrice }: { code: string; unitPrice: number },
): number {
  const found = findCode(codes, code, today);
  return (found.kind === "found" && priceOf(found.code, remote)) || unitPrice;
}

async function oldProblems(tx: Tx, jurisdictionId: string, caseId: string): Promise<Map<string, string>> {
  const rows = await tx.careProblem.findMany({ where: { jurisdictionId, caseId } });
  return new Map(rows.map(({ id, text }) => [id, text]));
}

function copiedNotes(
  approved: PlanRow | undefined,
  same: (old: string) => string | null,
): Record<string, string> {
  const notes = Object.entries(approved?.problemNotes ?? {}).flatMap(([old, note]) => {
    const id = same(old);
    return id ? [[id, note] as const] : [];
  });
  return Object.fromEntries(notes);
}

/** Refusal (thrown) of a plan that is not a draft or returned, or that another unit wrote. */
export function refuseUnwritable(actor: Actor, plan: PlanRow): void {
  if (plan.aUnitId !== actor.unitId) {
    throw new Refusal(refuse("forbidden", "這份計畫由其他 A 單位擬訂，不能變更。"));
  }
  if (WRITABLE_STATUSES.some((status) => status === plan.status)) return;
  const message = `計畫目前為「${PLAN_STATUS_LABELS[plan.status]}」，內容不能再修改；如需變更，請另起計畫異動。`;
  throw new Refusal(refuse("transition_refused", message));
}

/** Saves a draft or a returned plan. Prices are the table's on the visit's day (else today); every doubt stands at its field. */
export async function savePlan(
  actor: Actor,
  input: { id: string; version: number; content: PlanContent },
  clock: Clock = systemClock,
): Promise<Result<PlanRef>> {
  if (!mayPlan(actor, "plan.draft")) return refuse("forbidden", PLAN_PERMISSION_HINT.draft);
  const now = clock.now();
  const result = await withActor(actor, async (tx) => {
    const { plan, caseFile } = await lockPlan(tx, actor, input.id, input.version);
    refuseUnwritable(actor, plan);
    const ground = await groundOf(tx, caseFile, officeDate(now));
    const ready = await readyContent(tx, ground, plan, input.content);
    const { plan: written, lines } = await writeContent(tx, ground, plan, ready);
    if (written.version !== plan.version) {
      await auditPlan(tx, actor, now, "plan.saved", plan, { version: written.version, lines });
    }
    return ok({ id: plan.id, caseId: plan.caseId, version: written.version });
  });
  return tellWhatChanged(actor, input, result);
}

/** Takes back a draft or a returned plan, with the reason; the version stays in the history. */
export async function withdrawPlan(
  actor: Actor,
  input: WithdrawPlan,
  clock: Clock = systemClock,
): Promise<Result<PlanRef>> {
  if (!mayPlan(actor, "plan.submit")) return refuse("forbidden", PLAN_PERMISSION_HINT.submit);
  const result = await withActor(actor, async (tx) => {
    const { plan, caseFile } = await lockPlan(tx, actor, input.id, input.version);
    if (!(await mayHandIn(tx, actor, caseFile))) {
      throw new Refusal(refuse("forbidden", PLAN_PERMISSION_HINT.submit));
    }
    await withdraw(tx, actor, plan, input.reason, clock.now());
    return ok({ id: plan.id, caseId: plan.caseId, version: plan.version + 1 });
  });
  return tellWhatChanged(actor, input, result);
}

async function withdraw(tx: Tx, actor: Actor, plan: PlanRow, reason: string, now: Date): Promise<void> {
  await movePlan(tx, plan, "withdrawn", { remark: reason, decidedAt: now, decidedById: actor.accountId });
  await auditPlan(tx, actor, now, "plan.withdrawn", plan, { version: plan.version + 1, reason });
}

/** A plan under review is returned first, since nobody is left to change it. */
async function withdrawOpen(tx: Tx, actor: Actor, plan: PlanRow, reason: string, now: Date): Promise<void> {
  if (plan.status !== "submitted") return withdraw(tx, actor, plan, reason, now);
  await movePlan(tx, plan, "returned", { remark: reason });
  await withdraw(tx, actor, { ...plan, status: "returned", version: plan.version + 1 }, reason, now);
}
