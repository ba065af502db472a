import { caseTextWhere } from "@/lib/features/cases/text/queries";
import { rulesOf } from "@/lib/features/registry/closures/queries";
import { isId } from "@/lib/features/registry/units/queries";
import type { Actor } from "@/lib/platform/actor";
import { fromDbDate, toDbDate } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import { pageWithin } from "@/lib/platform/list-params";
import { claimableGroups } from "@/lib/rules/caseload";
import { lastDayOfMonth, type PlainDate } from "@/lib/rules/plain-date";
import type { Prisma, Staff } from "@/prisma/generated/client";
import { caseLoad, headroomOf, loadsOfUnits } from "./loads/queries";
import { type ManagedScope, managedScope } from "./policy";
import type { WaitingParams } from "./schema";
import type { ManagedCaseRow, ManagerDetail, ManagerRow, ManagersOverview, WaitingRow } from "./types";

const ACTIVE = ["assigned", "in_service"] as const;

/** Everyone who carries cases of the actor's unit, with load, cap and claims of the month; null for others than its manager. */
export async function managersOverview(actor: Actor, day: PlainDate): Promise<ManagersOverview | null> {
  const scope = managedScope(actor);
  if (!scope) return null;
  return readAs(actor, (tx) => overview(tx, scope, day));
}

async function overview(tx: Tx, scope: ManagedScope, day: PlainDate): Promise<ManagersOverview> {
  const load = (await loadsOfUnits(tx, [scope.aUnitId], day)).get(scope.aUnitId);
  const unitLoad = load ?? { managers: [], waiting: 0 };
  return {
    month: day.slice(0, 7),
    managers: await managerRows(tx, scope, day),
    headroom: headroomOf(rulesOf(scope.jurisdictionId), unitLoad, day),
    waiting: unitLoad.waiting,
  };
}

/** The standing case managers, and those who left while cases are still theirs. */
async function managerRows(tx: Tx, scope: ManagedScope, day: PlainDate): Promise<ManagerRow[]> {
  const { jurisdictionId, aUnitId } = scope;
  const counted = await tx.caseFile.groupBy({
    by: ["managerId"],
    where: { jurisdictionId, aUnitId, managerId: { not: null }, status: { in: [...ACTIVE] } },
    _count: { _all: true },
  });
  const active = new Map(counted.map((row) => [row.managerId, row._count._all]));
  const carriers = counted.flatMap((row) => row.managerId ?? []);
  const standing = {
    startedOn: { lte: toDbDate(day) },
    OR: [{ endedOn: null }, { endedOn: { gte: toDbDate(day) } }],
  };
  const people = await tx.staff.findMany({
    where: {
      ...{ jurisdictionId, unitId: aUnitId },
      OR: [{ duty: "case_manager", ...standing }, { id: { in: carriers } }],
    },
    orderBy: [{ endedOn: { sort: "asc", nulls: "first" } }, { name: "asc" }],
  });
  const claims = await claimsOfMonth(tx, scope, day);
  return people.map((person) => toRow(person, active.get(person.id) ?? 0, claims, day));
}

interface Claims {
  aa01: ReadonlyMap<string, number>;
  aa02: ReadonlyMap<string, number>;
}

function toRow(person: Staff, activeCases: number, claims: Claims, day: PlainDate): ManagerRow {
  const { id, name, employment, jurisdictionId } = person;
  const endedOn = fromDbDate(person.endedOn);
  const left = endedOn !== null && endedOn < day;
  const [aa01, aa02] = [claims.aa01.get(id) ?? 0, claims.aa02.get(id) ?? 0];
  const { full, reduced, refused } = claimableGroups("tw", { employment, aa01, aa02, on: day });
  return {
    ...{ id, name, employment, activeCases, endedOn: left ? endedOn : null },
    load: left ? null : caseLoad(rulesOf(jurisdictionId), employment, activeCases, day),
    claims: { aa01, aa02, full, reduced, refused },
  };
}

/** AA01: cases with a plan visited for in the month, under whoever managed them that day. AA02: contacts of the month. */
async function claimsOfMonth(tx: Tx, scope: ManagedScope, day: PlainDate): Promise<Claims> {
  const first = `${day.slice(0, 7)}-01` as PlainDate;
  const last = lastDayOfMonth(first);
  const { jurisdictionId, aUnitId } = scope;
  const plans = await tx.$queryRaw<{ staff_id: string; groups: number }[]>`
    SELECT m.staff_id::text, count(DISTINCT p.case_id)::int AS groups
      FROM care_plan p
      JOIN LATERAL (
        SELECT a.staff_id FROM manager_assignment a
         WHERE a.jurisdiction_id = p.jurisdiction_id AND a.case_id = p.case_id AND a.from_on <= p.visited_on
         ORDER BY a.from_on DESC, a.created_at DESC LIMIT 1
      ) m ON true
     WHERE p.jurisdiction_id = ${jurisdictionId} AND p.a_unit_id = ${aUnitId}::uuid AND p.status <> 'withdrawn'
       AND p.visited_on BETWEEN ${first}::date AND ${last}::date
     GROUP BY m.staff_id`;
  const contacts = await tx.monitoring.groupBy({
    by: ["staffId"],
    where: { jurisdictionId, aUnitId, month: toDbDate(first) },
    _count: { _all: true },
  });
  return {
    aa01: new Map(plans.map((row) => [row.staff_id, row.groups])),
    aa02: new Map(contacts.map((row) => [row.staffId, row._count._all])),
  };
}

const WITH_CLIENT = {
  client: { select: { name: true } },
  district: { select: { name: true } },
} as const satisfies Prisma.CaseFileInclude;

const WITH_DISPATCH = {
  ...WITH_CLIENT,
  dispatches: { where: { service: "case_management", state: { in: ["waiting", "accepted"] } } },
  clocks: { where: { kind: "plan", doneOn: null, cancelledOn: null } },
} as const satisfies Prisma.CaseFileInclude;

/** The most rows that a file is given. */
export const EXPORT_LIMIT = 20_000;

/** A page of the cases that wait at the actor's unit for their manager, by the day of the dispatch unless asked otherwise. */
export async function listWaiting(
  actor: Actor,
  params: WaitingParams,
): Promise<{ rows: WaitingRow[]; total: number; page: number }> {
  const scope = managedScope(actor);
  if (!scope) return { rows: [], total: 0, page: 1 };
  return readAs(actor, async (tx) => {
    const total = await tx.caseFile.count({ where: waitingWhere(scope, params) });
    const { page, ...slice } = pageWithin(params, total);
    return { rows: await readWaiting(tx, scope, params, slice), total, page };
  });
}

/** The same list without pages inside a transaction that has begun, for a file. */
export function waitingForFile(tx: Tx, scope: ManagedScope, params: WaitingParams): Promise<WaitingRow[]> {
  return readWaiting(tx, scope, params, { skip: 0, take: EXPORT_LIMIT });
}

function waitingWhere(scope: ManagedScope, { q }: WaitingParams): Prisma.CaseFileWhereInput {
  return { ...scope, status: "dispatched", ...(q ? caseTextWhere(q) : {}) };
}

async function readWaiting(
  tx: Tx,
  scope: ManagedScope,
  params: WaitingParams,
  slice: { skip: number; take: number },
): Promise<WaitingRow[]> {
  const where = waitingWhere(scope, params);
  const { sort, dir } = params;
  if (sort === "dispatchedOn") return byDispatch(tx, where, dir, slice);
  const rows = await tx.caseFile.findMany({
    where,
    include: WITH_DISPATCH,
    orderBy: [sort === "district" ? { districtId: dir } : { [sort]: dir }, { number: "asc" }],
    ...slice,
  });
  return rows.map(toWaiting);
}

async function byDispatch(
  tx: Tx,
  where: Prisma.CaseFileWhereInput,
  dir: "asc" | "desc",
  slice: { skip: number; take: number },
): Promise<WaitingRow[]> {
  const found = await tx.dispatch.findMany({
    where: { service: "case_management", state: { in: ["waiting", "accepted"] }, caseFile: where },
    select: { caseFile: { include: WITH_DISPATCH } },
    orderBy: [{ dispatchedAt: dir }, { id: "asc" }],
    ...slice,
  });
  return found.map((row) => toWaiting(row.caseFile));
}

function toWaiting(row: Prisma.CaseFileGetPayload<{ include: typeof WITH_DISPATCH }>): WaitingRow {
  const { id, number, needLevel, source, version } = row;
  const [dispatch] = row.dispatches;
  return {
    ...{ id, number, needLevel, source, version, name: row.client.name, district: row.district.name },
    basis: dispatch?.basis ?? "rotation",
    dispatchedOn: fromDbDate(dispatch?.dispatchedOn ?? row.appliedOn),
    planDueOn: fromDbDate(row.clocks[0]?.dueOn ?? null),
  };
}

/** One case that waits, with everyone whom it may be given to; null where it does not wait at the actor's unit. */
export async function waitingCase(
  actor: Actor,
  caseId: string,
  day: PlainDate,
): Promise<{ row: WaitingRow; accepted: boolean; overview: ManagersOverview } | null> {
  const scope = managedScope(actor);
  if (!scope || !isId(caseId)) return null;
  return readAs(actor, async (tx) => {
    const found = await tx.caseFile.findFirst({
      where: { ...scope, id: caseId, status: "dispatched" },
      include: WITH_DISPATCH,
    });
    if (!found) return null;
    const accepted = found.dispatches[0]?.state === "accepted";
    return { row: toWaiting(found), accepted, overview: await overview(tx, scope, day) };
  });
}

/** A case manager with the cases carried, and who could take them over; null where there is none in the actor's unit. */
export async function managerById(
  actor: Actor,
  staffId: string,
  day: PlainDate,
): Promise<ManagerDetail | null> {
  const scope = managedScope(actor);
  if (!scope || !isId(staffId)) return null;
  return readAs(actor, async (tx) => {
    const rows = await managerRows(tx, scope, day);
    const manager = rows.find((row) => row.id === staffId) ?? (await withoutCases(tx, scope, staffId, day));
    if (!manager) return null;
    const cases = await tx.caseFile.findMany({
      where: { ...scope, managerId: staffId, status: { in: [...ACTIVE] } },
      include: { ...WITH_CLIENT, handovers: { where: { untilOn: null } } },
      orderBy: [{ districtId: "asc" }, { number: "asc" }],
      take: 500,
    });
    return {
      manager,
      cases: cases.map(
        ({ id, number, needLevel, status, client, district, handovers }): ManagedCaseRow => ({
          ...{ id, number, needLevel, status, name: client.name, district: district.name },
          since: fromDbDate(handovers[0]?.fromOn ?? null),
        }),
      ),
      receivers: rows.filter((row) => row.id !== staffId && row.load !== null),
    };
  });
}

/** Somebody who left and carries nothing any more. */
async function withoutCases(
  tx: Tx,
  { jurisdictionId, aUnitId }: ManagedScope,
  id: string,
  day: PlainDate,
): Promise<ManagerRow | null> {
  const person = await tx.staff.findFirst({
    where: { id, jurisdictionId, unitId: aUnitId, duty: "case_manager" },
  });
  return person && toRow(person, 0, { aa01: new Map(), aa02: new Map() }, day);
}
