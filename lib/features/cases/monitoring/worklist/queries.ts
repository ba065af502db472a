import type { Actor } from "@/lib/platform/actor";
import { fromDbDate, today } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import { pageWithin } from "@/lib/platform/list-params";
import { Prisma } from "@/prisma/generated/client";
import type { ContactKind } from "@/prisma/generated/enums";
import { caseTextCondition } from "../../text/queries";
import { recordScope } from "../policy";
import { AA01_STATUSES, daysOf } from "../queries";
import type { WorkListParams, WorkSort } from "../schema";
import { ownStaff } from "../staff/queries";
import type { WorkPage, WorkRow } from "../types";

interface Found {
  id: string;
  number: string;
  name: string;
  district: string;
  need_level: number | null;
  manager_id: string | null;
  manager: string | null;
  own: boolean;
  state: WorkRow["state"];
  contact_on: Date | null;
  contact_kind: ContactKind | null;
  last_contact: Date | null;
  aa01_on: Date | null;
}

type Scope = NonNullable<ReturnType<typeof recordScope>>;

/**
 * A page of the A unit's AA02 work list of a month: the cases in service and those that were followed up in the month. A case manager's
 * own cases come first.
 */
export async function workList(actor: Actor, params: WorkListParams): Promise<WorkPage> {
  const scope = recordScope(actor);
  if (!scope) return { rows: [], total: 0, page: 1, progress: { done: 0, due: 0 } };
  return readAs(actor, async (tx) => {
    const from = listed(scope, params, await ownId(tx, actor));
    const counts = await countStates(tx, from);
    const total = totalOf(counts, params.state);
    const { page, ...slice } = pageWithin(params, total);
    const { todo, done } = counts;
    return {
      rows: await readWork(tx, from, params, slice),
      total,
      page,
      progress: { done, due: todo + done },
    };
  });
}

/** The most rows that a file is given. */
export const EXPORT_LIMIT = 20_000;

/** The same list without pages inside a transaction that has begun, for a file. */
export async function workForFile(tx: Tx, actor: Actor, params: WorkListParams): Promise<WorkRow[]> {
  const scope = recordScope(actor);
  if (!scope) return [];
  const from = listed(scope, params, await ownId(tx, actor));
  return readWork(tx, from, params, { skip: 0, take: EXPORT_LIMIT });
}

async function readWork(
  tx: Tx,
  from: Prisma.Sql,
  params: WorkListParams,
  { skip, take }: { skip: number; take: number },
): Promise<WorkRow[]> {
  const rows = await tx.$queryRaw<Found[]>`
    SELECT w.*, (SELECT max(l.contact_on) FROM monitoring l WHERE l.case_id = w.id) AS last_contact
      FROM (${from}) w WHERE ${inState(params)} ORDER BY ${ordering(params)} LIMIT ${take} OFFSET ${skip}`;
  return rows.map(toRow);
}

/**
 * The case to go on with after one of the list was recorded: `wished`, the one that followed it, while it still waits, else the first that
 * does. Null when the list is done.
 */
export async function nextOfList(
  actor: Actor,
  params: WorkListParams,
  after: { done?: string; wished?: string } = {},
): Promise<string | null> {
  const ids = (await waitingIds(actor, params)).filter((id) => id !== after.done);
  return ids.find((id) => id === after.wished) ?? ids[0] ?? null;
}

/** Where a case stands among those of the list that wait, and which follows it. */
export async function placeInList(
  actor: Actor,
  params: WorkListParams,
  caseId: string,
): Promise<{ place: number; waiting: number; next: string | null }> {
  const ids = await waitingIds(actor, params);
  const at = ids.indexOf(caseId);
  const next = ids[at + 1] ?? ids.find((id) => id !== caseId) ?? null;
  return { place: at + 1, waiting: ids.length, next };
}

async function waitingIds(actor: Actor, params: WorkListParams): Promise<string[]> {
  const scope = recordScope(actor);
  if (!scope) return [];
  return readAs(actor, async (tx) => {
    const from = listed(scope, params, await ownId(tx, actor));
    const rows = await tx.$queryRaw<{ id: string }[]>`
      SELECT w.id, (SELECT max(l.contact_on) FROM monitoring l WHERE l.case_id = w.id) AS last_contact
        FROM (${from}) w WHERE w.state = 'todo' ORDER BY ${ordering(params)} LIMIT 2000`;
    return rows.map((row) => row.id);
  });
}

/** The people by whose cases the list can be narrowed. */
export async function workManagers(actor: Actor): Promise<{ value: string; label: string }[]> {
  const scope = recordScope(actor);
  if (!scope) return [];
  return readAs(actor, async (tx) => {
    const own = await ownId(tx, actor);
    const people = await tx.staff.findMany({
      where: {
        ...{ jurisdictionId: scope.jurisdictionId, unitId: scope.aUnitId, duty: "case_manager" },
        OR: [{ endedOn: null }, { cases: { some: { status: "in_service" } } }],
      },
      select: { id: true, name: true },
      orderBy: { nameFolded: "asc" },
      take: 500,
    });
    return people.map(({ id, name }) => ({ value: id, label: id === own ? `${name}（本人）` : name }));
  });
}

async function ownId(tx: Tx, actor: Actor): Promise<string | null> {
  return (await ownStaff(tx, actor))?.id ?? null;
}

/** The cases of the list with their state in the month, before the filter by state. */
function listed(scope: Scope, params: WorkListParams, own: string | null): Prisma.Sql {
  const { first, last } = daysOf(params.month);
  const statuses = Prisma.join(AA01_STATUSES.map((status) => Prisma.sql`${status}::plan_status`));
  return Prisma.sql`
    SELECT f.id, f.number, c.name, d.name AS district, f.need_level, f.manager_id, s.name AS manager,
           coalesce(f.manager_id = ${own}::uuid, false) AS own, m.contact_on, m.contact_kind, a.visited_on AS aa01_on,
           CASE WHEN m.id IS NOT NULL THEN 'done' WHEN a.visited_on IS NOT NULL THEN 'aa01' ELSE 'todo' END AS state
      FROM case_file f
      JOIN client c ON c.jurisdiction_id = f.jurisdiction_id AND c.id = f.client_id
      JOIN district d ON d.jurisdiction_id = f.jurisdiction_id AND d.id = f.district_id
      LEFT JOIN staff s ON s.jurisdiction_id = f.jurisdiction_id AND s.id = f.manager_id
      LEFT JOIN monitoring m ON m.case_id = f.id AND m.month = ${first}::date
      LEFT JOIN LATERAL (
        SELECT min(p.visited_on) AS visited_on FROM care_plan p
         WHERE p.jurisdiction_id = f.jurisdiction_id AND p.case_id = f.id AND p.status IN (${statuses})
           AND p.visited_on BETWEEN ${first}::date AND ${last}::date
      ) a ON true
     WHERE ${Prisma.join(conditions(scope, params), " AND ")}`;
}

function conditions({ jurisdictionId, aUnitId }: Scope, params: WorkListParams): Prisma.Sql[] {
  const { first } = daysOf(params.month);
  const found = [
    Prisma.sql`f.jurisdiction_id = ${jurisdictionId} AND f.a_unit_id = ${aUnitId}::uuid`,
    params.month === today().slice(0, 7)
      ? Prisma.sql`(f.status = 'in_service' OR m.id IS NOT NULL)`
      : // A month that is over: whoever had the duty then.
        Prisma.sql`(m.id IS NOT NULL OR EXISTS (
            SELECT FROM clock k WHERE k.jurisdiction_id = f.jurisdiction_id AND k.case_id = f.id AND k.kind = 'monitoring'
               AND k.started_on = ${first}::date AND k.cancelled_on IS NULL))`,
  ];
  if (params.manager) found.push(Prisma.sql`f.manager_id = ${params.manager}::uuid`);
  if (params.q) found.push(caseTextCondition("f", params.q));
  return found;
}

function inState({ state }: WorkListParams): Prisma.Sql {
  return state === "all" ? Prisma.sql`true` : Prisma.sql`w.state = ${state}`;
}

const COLUMNS: Record<WorkSort, Prisma.Sql> = {
  lastContact: Prisma.sql`last_contact`,
  name: Prisma.sql`w.name`,
  number: Prisma.sql`w.number`,
  needLevel: Prisma.sql`w.need_level`,
  district: Prisma.sql`w.district`,
};

/** Own cases first; whoever was never spoken to stands before all others. */
function ordering({ sort, dir }: WorkListParams): Prisma.Sql {
  const way = dir === "desc" ? Prisma.sql`DESC NULLS LAST` : Prisma.sql`ASC NULLS FIRST`;
  return Prisma.sql`w.own DESC, ${COLUMNS[sort]} ${way}, w.number ASC`;
}

type States = Record<WorkRow["state"], number>;

async function countStates(tx: Tx, from: Prisma.Sql): Promise<States> {
  const rows = await tx.$queryRaw<{ state: WorkRow["state"]; count: number }[]>`
    SELECT w.state, count(*)::int AS count FROM (${from}) w GROUP BY w.state`;
  const counts: States = { todo: 0, done: 0, aa01: 0 };
  for (const { state, count } of rows) counts[state] = count;
  return counts;
}

function totalOf(counts: States, state: WorkListParams["state"]): number {
  return state === "all" ? counts.todo + counts.done + counts.aa01 : counts[state];
}

function toRow(row: Found): WorkRow {
  const { id, number, name, district, manager, own, state } = row;
  return {
    ...{ id, number, name, district, manager, own, state },
    ...{ needLevel: row.need_level, managerId: row.manager_id, contactKind: row.contact_kind },
    contactOn: fromDbDate(row.contact_on),
    lastContactOn: fromDbDate(row.last_contact),
    aa01On: fromDbDate(row.aa01_on),
  };
}
