import { randomBytes } from "node:crypto";
import { v7 as uuid } from "uuid";
import { rulesOf } from "@/lib/features/registry/closures/queries";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, officeDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { RuleError } from "@/lib/rules/errors";
import type { PlainDate } from "@/lib/rules/plain-date";
import { draw, sampleSize } from "@/lib/rules/sampling";
import type { Inspection, Prisma } from "@/prisma/generated/client";
import type { Tier } from "@/prisma/generated/enums";
import { mayInspect } from "../policy";
import type { ChecklistTemplate, TemplateSubject } from "../templates/types";
import { HEADER } from "./form/types";
import { fillHeader } from "./header/queries";
import type { CancelInspection, PlanInspection, ReplanInspection, StartInspection } from "./schema";
import { lockInspection, moveInspection } from "./state/service";
import type { InspectionRef, Sample } from "./types";

const ONLY_LEADERS = "查核由長期照護科承辦人或照管督導排定；您的角色只能執行被指定的查核。";
const ONLY_INSPECTORS = "您的角色不能執行查核。";
const JSON_OF = (value: unknown) => JSON.parse(JSON.stringify(value)) as Prisma.InputJsonObject;
const SEED_BYTES = 8;

/** Plans an inspection: unit, form in force, week and inspectors. Codes: `forbidden`, `not_found`, `not_for_unit`, `inspector`. */
export async function planInspection(
  actor: Actor,
  input: PlanInspection,
  clock: Clock = systemClock,
): Promise<Result<InspectionRef>> {
  if (!mayInspect(actor, "inspection.plan")) return refuse("forbidden", ONLY_LEADERS);
  return withActor(actor, async (tx) => ok(await createInspection(tx, actor, input, clock.now())));
}

export interface NewInspection extends PlanInspection {
  /** Why it was proposed, as it stood. */
  proposal?: unknown;
}

/** The same inside the caller's transaction, who has judged the right to plan. Refusals are thrown. */
export async function createInspection(
  tx: Tx,
  actor: Actor,
  input: NewInspection,
  now: Date,
): Promise<InspectionRef> {
  const { jurisdictionId } = actor;
  const caseId = await refuseMisfit(tx, actor, input);
  const [id, number] = [uuid(), await nextNumber(tx, officeDate(now))];
  await tx.inspection.create({
    data: {
      ...{ id, jurisdictionId, number, templateId: input.templateId, unitId: input.unitId },
      ...{ caseId, purpose: input.purpose, announced: input.announced, state: "planned" },
      ...{ plannedWeek: toDbDate(input.plannedWeek), createdAt: now, createdById: actor.accountId },
      ...(input.proposal === undefined ? {} : { proposal: JSON_OF(input.proposal) }),
    },
  });
  await nameInspectors(tx, jurisdictionId, id, input.inspectorIds);
  // Without the unit: it does not learn of an inspection before it is signed.
  await audit(tx, actor, now, {
    action: "inspection.planned",
    subject: { kind: "inspection", id },
    detail: { number, plannedWeek: input.plannedWeek },
  });
  return { id, number };
}

async function nextNumber(tx: Tx, day: PlainDate): Promise<string> {
  const rocYear = Number(day.slice(0, 4)) - 1911;
  const [row] = await tx.$queryRaw<
    { given: number }[]
  >`SELECT app_next_number('inspection', ${rocYear}::int) AS given`;
  return `I${rocYear}-${String(row?.given ?? 0).padStart(4, "0")}`;
}

const TIER_OF_SUBJECT: Partial<Record<TemplateSubject, Tier>> = { a_unit: "a", b_unit: "b", c_station: "c" };

/** Returns the case of a home visit. */
async function refuseMisfit(tx: Tx, actor: Actor, input: PlanInspection): Promise<string | null> {
  const { jurisdictionId } = actor;
  const unit = await tx.unit.findFirst({ where: { jurisdictionId, id: input.unitId, mergedIntoId: null } });
  if (!unit) throw refusal("not_found", "找不到這個單位。", "unitId");
  const template = await tx.checklistTemplate.findFirst({
    where: { jurisdictionId, id: input.templateId, state: "in_force" },
  });
  if (!template) throw refusal("not_found", "這個版本的查核表不在使用中，請重新選擇。", "templateId");
  const { subject } = template.content as unknown as ChecklistTemplate;
  const tier = TIER_OF_SUBJECT[subject];
  if (tier && tier !== unit.tier) {
    const words = `「${template.title}」不適用於 ${unit.tier.toUpperCase()} 單位。`;
    throw refusal("not_for_unit", words, "templateId");
  }
  await refuseStrangers(tx, input.inspectorIds);
  if (subject !== "case_home") return null;
  const number = input.caseNumber.toUpperCase();
  const found = await tx.caseFile.findFirst({ where: { jurisdictionId, number }, select: { id: true } });
  if (!found) throw refusal("case", "到宅訪查須填受訪個案的案號；查無此案號者請再確認。", "caseNumber");
  return found.id;
}

async function refuseStrangers(tx: Tx, inspectorIds: readonly string[]): Promise<void> {
  const known = await tx.$queryRaw<{ id: string }[]>`SELECT id::text FROM app_inspectors()`;
  if (inspectorIds.some((id) => !known.some((each) => each.id === id))) {
    throw refusal("inspector", "有查核人員的帳號已停用或不屬於本機關，請重新指定。", "inspectorIds");
  }
}

function refusal(code: string, message: string, field: string): Refusal {
  return new Refusal(refuse(code, message, { [field]: message }));
}

async function nameInspectors(tx: Tx, jurisdictionId: string, inspectionId: string, ids: readonly string[]) {
  await tx.inspectionInspector.createMany({
    data: [...new Set(ids)].map((accountId) => ({ inspectionId, accountId, jurisdictionId })),
  });
}

/** Changes week and inspectors of an inspection that is not signed. Codes: `forbidden`, `not_found`, `stale`, `inspector`, `signed`. */
export async function replanInspection(
  actor: Actor,
  input: ReplanInspection,
  clock: Clock = systemClock,
): Promise<Result<InspectionRef>> {
  if (!mayInspect(actor, "inspection.plan")) return refuse("forbidden", ONLY_LEADERS);
  return withActor(actor, async (tx): Promise<Result<InspectionRef>> => {
    const row = await lockInspection(tx, actor, input.id, input.version);
    if (row.state === "signed" || row.state === "cancelled") {
      throw new Refusal(refuse(row.state, "查核已簽署或取消，不能再變更安排。"));
    }
    await refuseStrangers(tx, input.inspectorIds);
    const { jurisdictionId } = actor;
    await tx.inspectionInspector.deleteMany({ where: { jurisdictionId, inspectionId: row.id } });
    await nameInspectors(tx, jurisdictionId, row.id, input.inspectorIds);
    await tx.inspection.updateMany({
      where: { id: row.id, jurisdictionId },
      data: { plannedWeek: toDbDate(input.plannedWeek), version: { increment: 1 } },
    });
    await audit(tx, actor, clock.now(), {
      action: "inspection.replanned",
      subject: { kind: "inspection", id: row.id },
      detail: { number: row.number, plannedWeek: input.plannedWeek },
    });
    return ok({ id: row.id, number: row.number });
  });
}

/**
 * Begins the visit: the head is filled from the registry as it stands, the cases are drawn. `seed` is chosen by chance unless a
 * test names it. Codes: `forbidden`, `not_found`, `stale`, `transition_refused`.
 */
export async function startInspection(
  actor: Actor,
  input: StartInspection,
  clock: Clock = systemClock,
  seed: string = randomBytes(SEED_BYTES).toString("hex"),
): Promise<Result<InspectionRef>> {
  if (!mayInspect(actor, "inspection.carry_out")) return refuse("forbidden", ONLY_INSPECTORS);
  return withActor(actor, async (tx): Promise<Result<InspectionRef>> => {
    const row = await lockInspection(tx, actor, input.id, input.version);
    const now = clock.now();
    const visitedOn = officeDate(now);
    const population = await tx.$queryRaw<
      { case_id: string; number: string }[]
    >`SELECT case_id::text, number FROM app_inspection_population(${row.id}::uuid)`;
    const { content } = row;
    const header = await fillHeader(tx, actor, { row, content, caseload: population.length, now });
    const sample = drawSample(
      actor.jurisdictionId,
      content,
      population.map(({ number }) => number),
      seed,
      visitedOn,
    );
    await moveInspection(tx, row, "under_way", {
      ...{ visitedOn: toDbDate(visitedOn), startedAt: now, header: JSON_OF(header) },
      ...(sample ? { sample: JSON_OF(sample) } : {}),
    });
    const drawn = sample?.drawn ?? [];
    await tx.inspectionCase.createMany({
      data: drawn.map((number, index) => ({
        ...{ inspectionId: row.id, jurisdictionId: actor.jurisdictionId, position: index + 1 },
        caseId: population.find((each) => each.number === number)?.case_id ?? "",
      })),
    });
    await keepHeader(tx, actor, row, header.values, now);
    await audit(tx, actor, now, {
      action: "inspection.started",
      subject: { kind: "inspection", id: row.id },
      detail: { number: row.number, visitedOn, ...(sample ? { seed, drawn } : {}) },
    });
    return ok({ id: row.id, number: row.number });
  });
}

/** What the registry filled in is the first answer to the head, to be corrected like every other. */
async function keepHeader(tx: Tx, actor: Actor, row: Inspection, value: object, now: Date): Promise<void> {
  if (Object.keys(value).length === 0) return;
  await tx.inspectionAnswer.create({
    data: {
      ...{
        jurisdictionId: actor.jurisdictionId,
        inspectionId: row.id,
        itemKey: HEADER,
        value: JSON_OF(value),
      },
      ...{ answeredAt: now, answeredById: null, answeredByName: "系統（依登記資料帶入）" },
    },
  });
}

/** The cases for the items marked 抽案; null where the form draws none or the city has no rule for it. */
function drawSample(
  jurisdictionId: string,
  { sampling }: ChecklistTemplate,
  population: string[],
  seed: string,
  on: PlainDate,
): Sample | null {
  const kind = sampling?.rule;
  if (!kind) return null;
  try {
    const sizing = sampleSize(rulesOf(jurisdictionId), { kind, population: population.length, on });
    const drawing = draw({ seed, ids: population, size: sizing.size });
    return { seed, population, size: sizing.size, drawn: drawing.ids, sizing, drawing };
  } catch (error) {
    // A day outside the span of the rule: the form is filled in without drawn cases.
    if (error instanceof RuleError) return null;
    throw error;
  }
}

/** Cancels an inspection that is not signed, with the reason. Codes: `forbidden`, `not_found`, `stale`, `transition_refused`. */
export async function cancelInspection(
  actor: Actor,
  input: CancelInspection,
  clock: Clock = systemClock,
): Promise<Result<InspectionRef>> {
  if (!mayInspect(actor, "inspection.plan")) return refuse("forbidden", ONLY_LEADERS);
  return withActor(actor, async (tx): Promise<Result<InspectionRef>> => {
    const row = await lockInspection(tx, actor, input.id, input.version);
    await moveInspection(tx, row, "cancelled", { cancelReason: input.reason });
    await audit(tx, actor, clock.now(), {
      action: "inspection.cancelled",
      subject: { kind: "inspection", id: row.id },
      detail: { number: row.number, reason: input.reason },
    });
    return ok({ id: row.id, number: row.number });
  });
}
