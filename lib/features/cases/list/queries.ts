import type { Actor } from "@/lib/platform/actor";
import { type Clock, systemClock, today } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import { addDays } from "@/lib/rules/plain-date";
import { Prisma } from "@/prisma/generated/client";
import { type CaseScope, workScope } from "../policy";
import { caseTextCondition } from "../text/queries";
import type { CaseListParams, CaseSort } from "./schema";
import type { CaseListRow, CasePage, Choice } from "./types";

/** The most rows that a file is given. */
export const EXPORT_LIMIT = 70_000;

/** A page of the cases that the actor carries or watches over: one statement for the count, one for the rows. */
export async function listCases(
  actor: Actor,
  params: CaseListParams,
  clock: Clock = systemClock,
): Promise<CasePage> {
  const scope = workScope(actor);
  if (!scope) return { rows: [], total: 0, page: 1 };
  const where = conditions(scope, params, clock);
  return readAs(actor, async (tx) => {
    const total = await countCases(tx, where);
    // A page past the end (a filter was narrowed by hand) shows the last one.
    const page = Math.max(1, Math.min(params.page, Math.ceil(total / params.size)));
    const window = Prisma.sql`LIMIT ${params.size} OFFSET ${(page - 1) * params.size}`;
    return { rows: await readRows(tx, where, params, window), total, page };
  });
}

/** The same list without pages inside a transaction that has begun, for a file. */
export async function casesForFile(
  tx: Tx,
  scope: CaseScope,
  params: CaseListParams,
  clock: Clock,
): Promise<CaseListRow[]> {
  return readRows(tx, conditions(scope, params, clock), params, Prisma.sql`LIMIT ${EXPORT_LIMIT}`);
}

function conditions(scope: CaseScope, params: CaseListParams, clock: Clock): Prisma.Sql {
  const found = [...scopeConditions(scope), ...filterConditions(params), ...dueConditions(params, clock)];
  return Prisma.sql`WHERE ${Prisma.join(found, " AND ")}`;
}

function scopeConditions({ jurisdictionId, districtIds, aUnitId, referredTo }: CaseScope): Prisma.Sql[] {
  const found = [Prisma.sql`f.jurisdiction_id = ${jurisdictionId}`];
  if (districtIds) found.push(Prisma.sql`f.district_id = ANY (${districtIds})`);
  if (aUnitId) found.push(Prisma.sql`f.a_unit_id = ${aUnitId}::uuid`);
  // The list is no B unit's; a scope of one finds nothing here.
  if (referredTo) found.push(Prisma.sql`false`);
  return found;
}

function filterConditions(params: CaseListParams): Prisma.Sql[] {
  const { q, status, district, level, unit, manager, source, person } = params;
  const found: Prisma.Sql[] = [];
  if (q) found.push(caseTextCondition("f", q));
  if (person)
    found.push(Prisma.sql`f.client_id IN (
    SELECT c.id FROM client c WHERE c.jurisdiction_id = f.jurisdiction_id AND c.national_id_index = decode(${person}, 'hex'))`);
  if (status === "open") found.push(Prisma.sql`f.status <> 'closed'`);
  else if (status !== "all") found.push(Prisma.sql`f.status = ${status}::case_status`);
  if (district) found.push(Prisma.sql`f.district_id = ${district}`);
  if (level === "none") found.push(Prisma.sql`f.need_level IS NULL`);
  else if (level) found.push(Prisma.sql`f.need_level = ${Number(level)}`);
  if (unit) found.push(Prisma.sql`f.a_unit_id = ${unit}::uuid`);
  if (manager === "none") found.push(Prisma.sql`f.manager_id IS NULL`);
  else if (manager) found.push(Prisma.sql`f.manager_id = ${manager}::uuid`);
  if (source) found.push(Prisma.sql`f.source = ${source}::case_source`);
  return found;
}

function dueConditions({ due }: CaseListParams, clock: Clock): Prisma.Sql[] {
  if (!due) return [];
  const day = today(clock);
  if (due === "overdue") return [Prisma.sql`f.next_reassessment_on < ${day}::date AND f.status <> 'closed'`];
  const last = addDays(day, Number(due));
  return [Prisma.sql`f.next_reassessment_on BETWEEN ${day}::date AND ${last}::date AND f.status <> 'closed'`];
}

async function countCases(tx: Tx, where: Prisma.Sql): Promise<number> {
  const [row] = await tx.$queryRaw<
    { total: number }[]
  >`SELECT count(*)::int AS total FROM case_file f ${where}`;
  return row?.total ?? 0;
}

/** Every order ends with the number, which is unique in a city: pages never overlap. */
const ORDERS: Record<CaseSort, string> = {
  appliedOn: "f.applied_on WAY",
  number: "f.number WAY",
  // By strokes, as officials' lists are: the collation of the column.
  name: "f.name_folded WAY",
  status: "f.status WAY",
  district: "f.district_id WAY",
  needLevel: "f.need_level WAY NULLS LAST",
  nextReassessmentOn: "f.next_reassessment_on WAY NULLS LAST",
};

function orderBy({ sort, dir }: CaseListParams): Prisma.Sql {
  const way = dir === "asc" ? "ASC" : "DESC";
  const first = ORDERS[sort].replace("WAY", way);
  return Prisma.raw(sort === "number" ? first : `${first}, f.number ${way}`);
}

/** The cases of a page first, what is shown of them only for those. */
async function readRows(
  tx: Tx,
  where: Prisma.Sql,
  params: CaseListParams,
  window: Prisma.Sql,
): Promise<CaseListRow[]> {
  const order = orderBy(params);
  return tx.$queryRaw<CaseListRow[]>`
    WITH page AS MATERIALIZED (SELECT f.id FROM case_file f ${where} ORDER BY ${order} ${window})
    SELECT f.id::text, f.number, c.name, f.status::text, f.source::text, f.applied_on::text AS "appliedOn",
      d.name AS district, f.need_level AS "needLevel", f.copay_class AS "copayClass", f.a_unit_id::text AS "aUnitId",
      u.name AS "aUnit", s.name AS manager, f.next_reassessment_on::text AS "nextReassessmentOn",
      f.closed_on::text AS "closedOn"
    FROM page p
    JOIN case_file f ON f.id = p.id
    JOIN client c ON c.jurisdiction_id = f.jurisdiction_id AND c.id = f.client_id
    JOIN district d ON d.jurisdiction_id = f.jurisdiction_id AND d.id = f.district_id
    LEFT JOIN unit u ON u.jurisdiction_id = f.jurisdiction_id AND u.id = f.a_unit_id
    LEFT JOIN staff s ON s.jurisdiction_id = f.jurisdiction_id AND s.id = f.manager_id
    ORDER BY ${order}`;
}

/** What the filters of the list offer: the districts, A units and managers that the actor may see. */
export async function caseFilterChoices(
  actor: Actor,
): Promise<{ districts: Choice[]; units: Choice[]; managers: Choice[] }> {
  const scope = workScope(actor);
  if (!scope) return { districts: [], units: [], managers: [] };
  const { jurisdictionId, districtIds, aUnitId } = scope;
  return readAs(actor, async (tx) => {
    const districts = await tx.district.findMany({
      where: { jurisdictionId, ...(districtIds ? { id: { in: districtIds } } : {}) },
      select: { id: true, name: true },
      orderBy: { id: "asc" },
    });
    const units = await tx.unit.findMany({
      where: { jurisdictionId, tier: "a", mergedIntoId: null, ...(aUnitId ? { id: aUnitId } : {}) },
      select: { id: true, name: true, code: true },
      orderBy: { code: "asc" },
    });
    const managers = await tx.staff.findMany({
      where: { jurisdictionId, duty: "case_manager", ...(aUnitId ? { unitId: aUnitId } : {}) },
      select: { id: true, name: true, endedOn: true },
      orderBy: [{ endedOn: { sort: "desc", nulls: "first" } }, { nameFolded: "asc" }],
      take: 500,
    });
    return {
      districts: districts.map(({ id, name }) => ({ value: id, label: name })),
      units: units.map(({ id, name, code }) => ({ value: id, label: `${code} ${name}` })),
      managers: managers.map(({ id, name, endedOn }) => ({
        value: id,
        label: endedOn ? `${name}（已離職）` : name,
      })),
    };
  });
}
