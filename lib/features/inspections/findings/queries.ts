import { isId } from "@/lib/features/registry/units/queries";
import type { Actor } from "@/lib/platform/actor";
import { fromDbDate, officeDate } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import { diffDays, type PlainDate } from "@/lib/rules/plain-date";
import type { Prisma } from "@/prisma/generated/client";
import { inspectionScope } from "../policy";
import { findingScope, mayFinding } from "./policy";
import { urgencyOn } from "./schema";
import type {
  DueOutcome,
  FindingBasis,
  FindingDetail,
  FindingRow,
  FindingStepRow,
  Reinspection,
  StepKind,
} from "./types";

/** What a row of findings needs of its neighbours. */
export const ROW_OF_FINDING = {
  unit: { select: { id: true, code: true, name: true, tier: true } },
  inspection: { select: { id: true, number: true, visitedOn: true } },
} as const satisfies Prisma.FindingInclude;

type Loaded = Prisma.FindingGetPayload<{ include: typeof ROW_OF_FINDING }>;

/** A finding as the lists show it on a day. */
export function findingRow(row: Loaded, asOf: PlainDate): FindingRow {
  const { id, number, unit, facts, state, inTime, version, inspection } = row;
  const dueOn = fromDbDate(row.dueOn);
  const urgency = urgencyOn(state, dueOn, asOf);
  return {
    ...{ id, number, unit, facts, state, inTime, version, dueOn, urgency },
    inspection: { id: inspection.id, number: inspection.number },
    basis: row.basis as unknown as FindingBasis,
    createdOn: fromDbDate(row.createdOn),
    settledOn: fromDbDate(row.settledOn),
    daysLeft: urgency === "settled" ? null : diffDays(asOf, dueOn),
  };
}

/** One finding with everything that happened to it; null where the actor does not see it. */
export async function findingById(actor: Actor, id: string, asOf: PlainDate): Promise<FindingDetail | null> {
  const scope = findingScope(actor);
  if (!scope || !isId(id)) return null;
  return readAs(actor, async (tx) => {
    const row = await tx.finding.findFirst({ where: { AND: [scope, { id }] }, include: ROW_OF_FINDING });
    if (!row) return null;
    const steps = await stepsOf(tx, id);
    const answered = steps.findLast(({ kind }) => kind === "answered" || kind === "answered_on_paper");
    return {
      ...findingRow(row, asOf),
      caseId: row.caseId,
      dueOutcome: row.dueOutcome as unknown as DueOutcome,
      visitedOn: fromDbDate(row.inspection.visitedOn),
      steps,
      reinspections: await reinspectionsOf(tx, actor, id),
      answeredOn: answered ? officeDate(answered.at) : null,
    };
  });
}

async function stepsOf(tx: Tx, findingId: string): Promise<FindingStepRow[]> {
  const rows = await tx.findingStep.findMany({
    where: { findingId },
    include: { files: { select: { id: true, fileName: true, size: true }, orderBy: { id: "asc" } } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map(({ id, kind, text, dueOn, createdAt, createdByName, files }) => ({
    ...{ id, text, files, kind: kind as StepKind, dueOn: fromDbDate(dueOn) },
    ...{ at: createdAt, by: createdByName },
  }));
}

async function reinspectionsOf(tx: Tx, actor: Actor, findingId: string): Promise<Reinspection[]> {
  const scope = inspectionScope(actor);
  if (!scope) return [];
  const rows = await tx.findingReinspection.findMany({
    where: { findingId, inspection: scope },
    select: {
      inspection: { select: { id: true, number: true, state: true, visitedOn: true, plannedWeek: true } },
    },
    orderBy: { inspection: { createdAt: "asc" } },
  });
  return rows.map(({ inspection }) => ({
    ...inspection,
    visitedOn: fromDbDate(inspection.visitedOn),
    plannedWeek: fromDbDate(inspection.plannedWeek),
  }));
}

/** The unit's inspections that are not signed yet and may look at a finding again, for those who review. */
export async function reinspectionOptions(
  actor: Actor,
  unitId: string,
): Promise<{ id: string; number: string; plannedWeek: PlainDate | null }[]> {
  if (!mayFinding(actor, "finding.review") || !isId(unitId)) return [];
  return readAs(actor, async (tx) => {
    const rows = await tx.inspection.findMany({
      where: {
        ...{ jurisdictionId: actor.jurisdictionId, unitId },
        state: { in: ["planned", "under_way"] },
      },
      select: { id: true, number: true, plannedWeek: true },
      orderBy: [{ plannedWeek: "asc" }, { number: "asc" }],
    });
    return rows.map((row) => ({ ...row, plannedWeek: fromDbDate(row.plannedWeek) }));
  });
}
