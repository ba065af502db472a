import { FINDING_STATE_LABELS, FINDING_STATE_TONES } from "@/lib/features/inspections/findings/labels";
import { findingScope } from "@/lib/features/inspections/findings/policy";
import type { FindingBasis } from "@/lib/features/inspections/findings/types";
import { inspectionScope } from "@/lib/features/inspections/policy";
import { isId } from "@/lib/features/registry/units/queries";
import type { Actor } from "@/lib/platform/actor";
import { fromDbDate, officeDate } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import { formatRocDate } from "@/lib/platform/roc-date";
import type { Prisma } from "@/prisma/generated/client";
import {
  MEASURE_KIND_LABELS,
  MEASURE_STATE_LABELS,
  MEASURE_STATE_TONES,
  REVIEW_STATE_LABELS,
  REVIEW_STATE_TONES,
  VIOLATION_STATE_LABELS,
  VIOLATION_STATE_TONES,
} from "../labels";
import { measureScope, violationScope } from "../policy";
import type { MeasureProposal } from "../types";
import type { ChainNode, ChainStart } from "./types";

const OF_FINDING = {
  inspection: { select: { id: true, number: true, visitedOn: true } },
  steps: { where: { kind: { in: ["answered", "answered_on_paper"] } }, orderBy: { createdAt: "desc" } },
  reinspections: {
    include: { inspection: { select: { id: true, number: true, state: true, visitedOn: true } } },
  },
} as const satisfies Prisma.FindingInclude;
type LoadedFinding = Prisma.FindingGetPayload<{ include: typeof OF_FINDING }>;
type LoadedViolation = Prisma.ViolationGetPayload<{ include: { reviews: true } }>;
type LoadedMeasure = Prisma.MeasureGetPayload<object>;

/**
 * Everything that hangs together with a point of the chain: the items found wanting, findings, corrections, re-inspections, points, reviews
 * and measures, as far as the actor sees them. Empty where nothing hangs on it.
 */
export async function chainOf(actor: Actor, start: ChainStart): Promise<ChainNode[]> {
  const scopes = {
    findings: findingScope(actor),
    violations: violationScope(actor),
    measures: measureScope(actor),
  };
  const { findings, violations, measures } = scopes;
  if (!findings || !violations || !measures || !isId(Object.values(start)[0] ?? "")) return [];
  return readAs(actor, async (tx) => {
    const seeds = await seedsOf(tx, actor, start);
    const asked = await tx.violation.findMany({
      where: {
        AND: [violations, { OR: [{ id: { in: seeds.violations } }, { findingId: { in: seeds.findings } }] }],
      },
      include: { reviews: true },
      orderBy: [{ happenedOn: "asc" }, { number: "asc" }],
    });
    const findingIds = [...seeds.findings, ...asked.flatMap(({ findingId }) => findingId ?? [])];
    const found = await tx.finding.findMany({
      where: { AND: [findings, { id: { in: findingIds } }] },
      include: OF_FINDING,
      orderBy: { number: "asc" },
    });
    const taken = await measuresOf(tx, measures, asked, seeds.measures);
    return [...nodesOfFindings(actor, found), ...nodesOfViolations(asked), ...taken.map(nodeOfMeasure)];
  });
}

interface Seeds {
  findings: string[];
  violations: string[];
  measures: string[];
}

async function seedsOf(tx: Tx, actor: Actor, start: ChainStart): Promise<Seeds> {
  const none: Seeds = { findings: [], violations: [], measures: [] };
  if ("findingId" in start) return { ...none, findings: [start.findingId] };
  if ("violationId" in start) return { ...none, violations: [start.violationId] };
  const { jurisdictionId } = actor;
  if ("measureId" in start) {
    const row = await tx.measure.findFirst({
      where: { jurisdictionId, id: start.measureId },
      select: { proposal: true },
    });
    const violations = row ? (row.proposal as unknown as MeasureProposal).violationIds : [];
    return { ...none, violations, measures: [start.measureId] };
  }
  const { inspectionId } = start;
  const rows = await tx.finding.findMany({
    where: { jurisdictionId, OR: [{ inspectionId }, { reinspections: { some: { inspectionId } } }] },
    select: { id: true },
  });
  return { ...none, findings: rows.map(({ id }) => id) };
}

/** The measures that counted one of the violations: which they were is kept with the proposal. */
async function measuresOf(
  tx: Tx,
  scope: Prisma.MeasureWhereInput,
  violations: readonly LoadedViolation[],
  named: readonly string[],
): Promise<LoadedMeasure[]> {
  const counted: Prisma.MeasureWhereInput[] = violations.map(({ id }) => ({
    proposal: { path: ["violationIds"], array_contains: [id] },
  }));
  return tx.measure.findMany({
    where: { AND: [scope, { OR: [{ id: { in: [...named] } }, ...counted] }] },
    orderBy: { number: "asc" },
  });
}

function nodesOfFindings(actor: Actor, rows: readonly LoadedFinding[]): ChainNode[] {
  const seesPlanned = inspectionScope(actor)?.state === undefined;
  return rows.flatMap((row) => {
    const basis = row.basis as unknown as FindingBasis;
    const href = `/inspections/findings/${row.id}`;
    const [answer] = row.steps;
    const item: ChainNode = {
      ...{ key: `item:${row.id}`, stage: "item", href: `/inspections/${row.inspection.id}` },
      label: `查核 ${row.inspection.number}`,
      detail: [basis.itemNumber, basis.itemLabel].filter(Boolean).join(" "),
      ...{ state: basis.answer, tone: "warn" },
    };
    const finding: ChainNode = {
      ...{ key: `finding:${row.id}`, stage: "finding", href, label: row.number },
      detail: `期限 ${formatRocDate(fromDbDate(row.dueOn))}`,
      ...{ state: FINDING_STATE_LABELS[row.state], tone: FINDING_STATE_TONES[row.state] },
    };
    const correction: ChainNode[] = answer
      ? [
          {
            ...{ key: `correction:${row.id}`, stage: "correction", href: `${href}#steps` },
            ...{ label: `${row.number} 改善情形`, detail: answer.text.slice(0, 60) },
            ...{ state: `${formatRocDate(officeDate(answer.createdAt))} 回復`, tone: "info" },
          },
        ]
      : [];
    const again = row.reinspections
      .filter(({ inspection }) => seesPlanned || inspection.state === "signed")
      .map(
        ({ inspection }): ChainNode => ({
          ...{
            key: `again:${row.id}:${inspection.id}`,
            stage: "re_inspection",
            href: `/inspections/${inspection.id}`,
          },
          label: `查核 ${inspection.number}`,
          detail: `複查 ${row.number}`,
          state:
            inspection.state === "signed"
              ? `${formatRocDate(fromDbDate(inspection.visitedOn))} 已簽署`
              : "未簽署",
          tone: inspection.state === "signed" ? "good" : "info",
        }),
      );
    return [item, finding, ...correction, ...again];
  });
}

function nodesOfViolations(rows: readonly LoadedViolation[]): ChainNode[] {
  return rows.flatMap((row) => {
    const href = `/penalties/violations/${row.id}`;
    const points = row.points === null ? "" : `${row.points} 點，`;
    const violation: ChainNode = {
      ...{ key: `violation:${row.id}`, stage: "points", href, label: row.number },
      detail: `${points}${formatRocDate(fromDbDate(row.happenedOn))}`,
      ...{ state: VIOLATION_STATE_LABELS[row.state], tone: VIOLATION_STATE_TONES[row.state] },
    };
    const reviews = row.reviews.map(
      (review): ChainNode => ({
        ...{ key: `review:${row.id}`, stage: "review", href: `${href}#review`, label: `${row.number} 複核` },
        detail: `${formatRocDate(fromDbDate(review.askedOn))} 申請`,
        ...{ state: REVIEW_STATE_LABELS[review.state], tone: REVIEW_STATE_TONES[review.state] },
      }),
    );
    return [violation, ...reviews];
  });
}

function nodeOfMeasure(row: LoadedMeasure): ChainNode {
  const [from, through] = [fromDbDate(row.fromOn), fromDbDate(row.throughOn)];
  const span = from ? `${formatRocDate(from)}${through ? `–${formatRocDate(through)}` : ""}` : "未定";
  return {
    ...{ key: `measure:${row.id}`, stage: "measure", href: `/penalties/measures/${row.id}` },
    label: `${row.number} ${MEASURE_KIND_LABELS[row.kind]}`,
    ...{ detail: span, state: MEASURE_STATE_LABELS[row.state], tone: MEASURE_STATE_TONES[row.state] },
  };
}
