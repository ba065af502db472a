import type { Actor } from "@/lib/platform/actor";
import { fromDbDate, officeDate, toDbDate, today } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import { addDays, diffDays, type PlainDate } from "@/lib/rules/plain-date";
import { Prisma } from "@/prisma/generated/client";
import { caseTextCondition, numberBeginning } from "../../cases/text/queries";
import { isId } from "../../registry/units/queries";
import { type CaseOfPlanScope, planCaseScope } from "../policy";
import { type PlanListParams, planListParams } from "../schema";
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
  const where = conditions(scope, { ...planListParams({}), status }, today());
  return readAs(actor, (tx) => countOf(tx, where));
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
    const where = conditions(scope, params, asOf);
    const page = await tx.$queryRaw<{ id: string }[]>`
      SELECT p.id::text AS id FROM care_plan p ${params.sort === "unit" ? PLACE_OF_UNIT : Prisma.empty} ${where}
       ORDER BY ${orderBy(params)} LIMIT ${slice.take} OFFSET ${slice.skip}`;
    const total = await countOf(tx, where);
    const ids = page.map(({ id }) => id);
    const found = await tx.carePlan.findMany({
      where: { jurisdictionId: scope.jurisdictionId, id: { in: ids } },
      select: LISTED,
    });
    const place = new Map(ids.map((id, at) => [id, at]));
    found.sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
    return { rows: await toRows(tx, actor, found, asOf), total };
  });
}

async function countOf(tx: Tx, where: Prisma.Sql): Promise<number> {
  const [row] = await tx.$queryRaw<{ total: number }[]>`
    SELECT count(*)::int AS total FROM care_plan p ${where}`;
  return row?.total ?? 0;
}

/** The few units are put in the order of their codes, the many plans only in that of the places. */
const PLACE_OF_UNIT = Prisma.sql`JOIN (
  SELECT id, jurisdiction_id, row_number() OVER (ORDER BY code) AS place FROM unit WHERE tier = 'a'
) u ON u.jurisdiction_id = p.jurisdiction_id AND u.id = p.a_unit_id`;

/** Every order ends with the id: pages never overlap. All but that of the units are read from an index. */
const ORDERS: Record<PlanListParams["sort"], string> = {
  submittedAt: "p.submitted_at",
  case: "p.case_number",
  unit: "u.place",
  district: "p.case_district_id",
  kind: "p.kind",
};

function orderBy({ sort, dir }: PlanListParams): Prisma.Sql {
  const way = dir === "asc" ? "ASC" : "DESC";
  return Prisma.raw(`${ORDERS[sort]} ${way}, p.id ${way}`);
}

function conditions(scope: CaseOfPlanScope, params: PlanListParams, asOf: PlainDate): Prisma.Sql {
  const { q, district, unit, kind, waiting } = params;
  const found = [Prisma.sql`p.jurisdiction_id = ${scope.jurisdictionId}`, statusCondition(params.status)];
  if (scope.aUnitId) found.push(Prisma.sql`p.case_a_unit_id = ${scope.aUnitId}::uuid`);
  if (scope.districtId) found.push(Prisma.sql`p.case_district_id = ANY (${scope.districtId.in})`);
  if (q) found.push(textCondition(scope, q));
  if (district) found.push(Prisma.sql`p.case_district_id = ${district}`);
  if (unit) found.push(isId(unit) ? Prisma.sql`p.a_unit_id = ${unit}::uuid` : Prisma.sql`false`);
  if (kind) found.push(Prisma.sql`p.kind = ${kind}::plan_kind`);
  if (waiting) {
    // Waiting three days: handed in on the third day before today or earlier, by the office's days.
    const before = startOfOfficeDay(addDays(asOf, 1 - waiting));
    found.push(statusCondition("submitted"), Prisma.sql`p.submitted_at < ${before}`);
  }
  return Prisma.sql`WHERE ${Prisma.join(found, " AND ")}`;
}

function statusCondition(status: PlanListParams["status"]): Prisma.Sql {
  if (status === "all") return Prisma.sql`true`;
  if (status === "closed") return Prisma.sql`p.status IN ('superseded', 'withdrawn')`;
  const same = Prisma.sql`p.status = ${status}::plan_status`;
  // The same once more, in the words of the partial index.
  if (status !== "submitted") return same;
  return Prisma.sql`${same} AND p.submitted_at IS NOT NULL AND p.decided_at IS NULL`;
}

/** A case number by its beginning, else the few cases that a part of a name finds, whose plans are looked up. */
function textCondition({ jurisdictionId, aUnitId, districtId }: CaseOfPlanScope, q: string): Prisma.Sql {
  const number = numberBeginning(q);
  if (number) return Prisma.sql`(p.case_number >= ${number} AND p.case_number < ${`${number}~`})`;
  const of = [Prisma.sql`x.jurisdiction_id = ${jurisdictionId}`, caseTextCondition("x", q)];
  if (aUnitId) of.push(Prisma.sql`x.a_unit_id = ${aUnitId}::uuid`);
  if (districtId) of.push(Prisma.sql`x.district_id = ANY (${districtId.in})`);
  return Prisma.sql`p.case_id = ANY (ARRAY(SELECT x.id FROM case_file x WHERE ${Prisma.join(of, " AND ")}))`;
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
