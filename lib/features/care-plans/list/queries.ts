import type { Actor } from "@/lib/platform/actor";
import { fromDbDate, officeDate, toDbDate } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";
import { addDays, diffDays, type PlainDate } from "@/lib/rules/plain-date";
import type { Prisma } from "@/prisma/generated/client";
import { isId } from "../../registry/units/queries";
import { type CaseOfPlanScope, planCaseScope } from "../policy";
import type { PlanListParams } from "../schema";
import type { ListedPlan } from "./types";

const LISTED = {
  id: true,
  caseId: true,
  aUnitId: true,
  versionNo: true,
  kind: true,
  status: true,
  needLevel: true,
  visitedOn: true,
  submittedAt: true,
  decidedAt: true,
  caseFile: {
    select: {
      number: true,
      client: { select: { name: true } },
      district: { select: { name: true } },
    },
  },
} as const satisfies Prisma.CarePlanSelect;

type Loaded = Prisma.CarePlanGetPayload<{ select: typeof LISTED }>;

export interface PlanPage {
  rows: ListedPlan[];
  total: number;
}

/** The most rows that a file is given. */
export const EXPORT_LIMIT = 20_000;

/** The plans that the actor sees in full, filtered, sorted and paged in the database. */
export function listPlans(actor: Actor, params: PlanListParams, asOf: PlainDate): Promise<PlanPage> {
  const { page, size } = params;
  return readPlans(actor, params, asOf, { skip: (page - 1) * size, take: size });
}

/** The same list without pages, for a file. */
export function plansForFile(actor: Actor, params: PlanListParams, asOf: PlainDate): Promise<PlanPage> {
  return readPlans(actor, params, asOf, { skip: 0, take: EXPORT_LIMIT });
}

/** How many plans wait for the actor: those submitted for the centre, those returned for an A unit. */
export async function countPlans(actor: Actor, status: "submitted" | "returned"): Promise<number> {
  const scope = planCaseScope(actor);
  if (!scope) return 0;
  return readAs(actor, (tx) => tx.carePlan.count({ where: { AND: [inScope(scope), { status }] } }));
}

/** Who sees the whole city needs no look at each case. */
function inScope(scope: CaseOfPlanScope): Prisma.CarePlanWhereInput {
  const { jurisdictionId } = scope;
  return scope.aUnitId || scope.districtId ? { jurisdictionId, caseFile: scope } : { jurisdictionId };
}

async function readPlans(
  actor: Actor,
  params: PlanListParams,
  asOf: PlainDate,
  slice: { skip: number; take: number },
): Promise<PlanPage> {
  const scope = planCaseScope(actor);
  if (!scope) return { rows: [], total: 0 };
  return readAs(actor, async (tx) => {
    const where = { AND: [inScope(scope), ...narrowing(params, asOf)] };
    const found = await tx.carePlan.findMany({
      where,
      select: LISTED,
      orderBy: [...ordering(params), { id: "asc" }],
      ...slice,
    });
    const total = await tx.carePlan.count({ where });
    return { rows: await toRows(tx, actor, found, asOf), total };
  });
}

function ordering({ sort, dir }: PlanListParams): Prisma.CarePlanOrderByWithRelationInput[] {
  if (sort === "case") return [{ caseFile: { number: dir } }, { versionNo: dir }];
  if (sort === "unit") return [{ caseFile: { aUnit: { code: dir } } }];
  if (sort === "district") return [{ caseFile: { district: { name: dir } } }];
  if (sort === "kind") return [{ kind: dir }];
  return [{ submittedAt: { sort: dir, nulls: "last" } }];
}

function narrowing(params: PlanListParams, asOf: PlainDate): Prisma.CarePlanWhereInput[] {
  const { q, status, district, unit, kind, waiting } = params;
  const where: Prisma.CarePlanWhereInput[] = [];
  if (q) {
    const folded = foldText(q);
    where.push({
      caseFile: {
        OR: [
          { number: { startsWith: q.toUpperCase() } },
          { client: { nameFolded: { contains: folded } } },
          { aUnit: { nameFolded: { contains: folded } } },
          { aUnit: { code: { startsWith: q.toUpperCase() } } },
        ],
      },
    });
  }
  if (status === "closed") where.push({ status: { in: ["superseded", "withdrawn"] } });
  else if (status !== "all") where.push({ status });
  if (district) where.push({ caseFile: { districtId: district } });
  if (unit) where.push(isId(unit) ? { aUnitId: unit } : { id: { in: [] } });
  if (kind) where.push({ kind });
  // Waiting three days: handed in on the third day before today or earlier, by the office's days.
  if (waiting)
    where.push({ status: "submitted", submittedAt: { lt: startOfOfficeDay(addDays(asOf, 1 - waiting)) } });
  return where;
}

/** Midnight in the office (UTC+8, no summer time). */
function startOfOfficeDay(day: PlainDate): Date {
  return new Date(toDbDate(day).getTime() - 8 * 60 * 60 * 1000);
}

async function toRows(tx: Tx, actor: Actor, found: Loaded[], asOf: PlainDate): Promise<ListedPlan[]> {
  const { jurisdictionId } = actor;
  const units = await tx.unit.findMany({
    where: { jurisdictionId, id: { in: [...new Set(found.map(({ aUnitId }) => aUnitId))] } },
    select: { id: true, code: true, name: true },
  });
  const clocks = await tx.clock.findMany({
    where: {
      ...{ jurisdictionId, kind: "plan", cancelledOn: null },
      caseId: { in: found.filter(({ kind }) => kind === "initial").map(({ caseId }) => caseId) },
    },
    select: { caseId: true, dueOn: true },
  });
  const unitOf = new Map(units.map((unit) => [unit.id, unit]));
  const dueOf = new Map(clocks.map(({ caseId, dueOn }) => [caseId, fromDbDate(dueOn)]));
  return found.map(({ caseFile, aUnitId, visitedOn, ...row }) => ({
    ...row,
    caseNumber: caseFile.number,
    caseName: caseFile.client.name,
    district: caseFile.district.name,
    aUnit: unitOf.get(aUnitId) ?? { id: aUnitId, code: "", name: "" },
    visitedOn: fromDbDate(visitedOn),
    waiting:
      row.status === "submitted" && row.submittedAt ? diffDays(officeDate(row.submittedAt), asOf) : null,
    dueOn: (row.kind === "initial" && dueOf.get(row.caseId)) || null,
  }));
}
