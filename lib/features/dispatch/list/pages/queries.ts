import { caseTextCondition, containing, numberBeginning } from "@/lib/features/cases/text/queries";
import type { Tx } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";
import type { ListParams } from "@/lib/platform/list-params";
import { planForPages } from "@/lib/platform/list-plan";
import { lastDayOfMonth, type PlainDate } from "@/lib/rules/plain-date";
import { Prisma } from "@/prisma/generated/client";
import type { DispatchFilter } from "../labels";
import type { DispatchScope } from "../policy";
import type { DispatchFilters, DispatchSort } from "../schema";

/** What is asked of the dispatches of a scope. `unitText`: the search text may also be of a unit. */
export interface Asked extends Omit<ListParams<DispatchSort>, "q">, DispatchFilters {
  unitText?: boolean;
}

export interface IdPage {
  ids: string[];
  total: number;
  page: number;
}

/** Up to so many dispatches are gathered and sorted; more are read along the index of their order until the page is full. */
const FEW = 20_000;

interface Reading {
  /** For a file, which has no pages: how many rows it is given at most. */
  most?: number;
  few?: number;
}

/** The ids of a page in their order, and how many there are. */
export async function pageOfDispatches(
  tx: Tx,
  scope: DispatchScope,
  asked: Asked,
  { most, few = FEW }: Reading = {},
): Promise<IdPage> {
  await planForPages(tx);
  const where = Prisma.join(await conditions(tx, scope, asked), " AND ");
  const slice = most === undefined ? asked : { page: 1, size: most };
  // What a text finds is costly to find twice; it is gathered, counted and sorted in one.
  if (asked.q || asked.unit) return gathered(tx, where, asked, slice);
  const [counted] = await tx.$queryRaw<{ total: number }[]>`
    SELECT count(*)::int AS total FROM dispatch d WHERE ${where}`;
  const total = counted?.total ?? 0;
  const { page, window } = windowOf(slice, total);
  if (total <= few) return gathered(tx, where, asked, { page, size: slice.size });
  const rows =
    asked.sort === "unit"
      ? await byUnit(tx, scope.jurisdictionId, where, asked.dir, window)
      : await tx.$queryRaw<{ id: string }[]>`
          SELECT d.id::text AS id FROM dispatch d WHERE ${where} ORDER BY ${orderBy(asked)} ${window}`;
  return { ids: rows.map(({ id }) => id), total, page };
}

type Slice = { page: number; size: number };

/** A page past the end (a filter was narrowed by hand) shows the last one. */
function windowOf({ page, size }: Slice, total: number): { page: number; window: Prisma.Sql } {
  const last = Math.max(1, Math.min(page, Math.ceil(total / size)));
  return { page: last, window: Prisma.sql`LIMIT ${size} OFFSET ${(last - 1) * size}` };
}

async function gathered(tx: Tx, where: Prisma.Sql, asked: Asked, slice: Slice): Promise<IdPage> {
  const read = (window: Prisma.Sql) => tx.$queryRaw<{ id: string; total: number }[]>`
    WITH found AS MATERIALIZED (
      SELECT d.id, d.jurisdiction_id, d.state, d.first_service_on, d.dispatched_on, d.case_number, d.service, d.to_unit_id
        FROM dispatch d WHERE ${where}
    )
    SELECT d.id::text AS id, (SELECT count(*) FROM found)::int AS total
      FROM found d ${asked.sort === "unit" ? PLACE_OF_UNIT : Prisma.empty}
     ORDER BY ${orderBy(asked)} ${window}`;
  const first = await read(windowOf(slice, Number.MAX_SAFE_INTEGER).window);
  const total = first[0]?.total ?? 0;
  if (first.length > 0 || slice.page === 1)
    return { ids: first.map(({ id }) => id), total, page: slice.page };
  return pastTheEnd(read, slice);
}

async function pastTheEnd(
  read: (window: Prisma.Sql) => Promise<{ id: string; total: number }[]>,
  { size }: Slice,
): Promise<IdPage> {
  const [one] = await read(Prisma.sql`LIMIT 1`);
  const { page, window } = windowOf({ page: Number.MAX_SAFE_INTEGER, size }, one?.total ?? 0);
  const rows = await read(window);
  return { ids: rows.map(({ id }) => id), total: one?.total ?? 0, page };
}

/** Few units are put in the order of their codes, the many dispatches only in that of the places. */
const PLACE_OF_UNIT = Prisma.sql`JOIN (
  SELECT id, jurisdiction_id, row_number() OVER (ORDER BY code) AS place FROM unit
) u ON u.jurisdiction_id = d.jurisdiction_id AND u.id = d.to_unit_id`;

/** Each order one way is an index, the other way the same index read backwards. */
const ORDERS: Record<DispatchSort, readonly string[]> = {
  dispatchedOn: ["d.dispatched_on ASC", "d.id ASC"],
  standing: ["d.state ASC", "d.first_service_on DESC NULLS FIRST", "d.dispatched_on ASC", "d.id ASC"],
  case: ["d.case_number ASC", "d.id ASC"],
  service: ["d.service ASC", "d.dispatched_on ASC", "d.id ASC"],
  // Within a unit the newest first, whichever way the units stand.
  unit: ["u.place ASC", "d.dispatched_on DESC", "d.id DESC"],
};

const TURNED: Record<string, string> = { ASC: "DESC", DESC: "ASC", FIRST: "LAST" };

function orderBy({ sort, dir }: Pick<Asked, "sort" | "dir">): Prisma.Sql {
  const columns = ORDERS[sort].join(", ");
  if (dir === "asc") return Prisma.raw(columns);
  if (sort === "unit") return Prisma.raw(columns.replace("ASC", "DESC"));
  return Prisma.raw(columns.replace(/\b(?:ASC|DESC|FIRST)\b/g, (word) => TURNED[word] ?? word));
}

/** The units are walked by their codes, each with its dispatches, the newest first, until the page is full. */
function byUnit(tx: Tx, jurisdictionId: string, where: Prisma.Sql, dir: "asc" | "desc", window: Prisma.Sql) {
  return tx.$queryRaw<{ id: string }[]>`
    SELECT o.id::text AS id
      FROM (SELECT id, code FROM unit WHERE jurisdiction_id = ${jurisdictionId}) u
      CROSS JOIN LATERAL (
        SELECT d.id, d.dispatched_on FROM dispatch d WHERE d.to_unit_id = u.id AND ${where}
         ORDER BY d.dispatched_on DESC, d.id DESC
      ) o
     ORDER BY u.code ${Prisma.raw(dir)}, o.dispatched_on DESC, o.id DESC ${window}`;
}

async function conditions(tx: Tx, scope: DispatchScope, asked: Asked): Promise<Prisma.Sql[]> {
  const { q, unit, service, basis, state, district, month } = asked;
  const found = scopeConditions(scope);
  if (q) found.push(await textCondition(tx, scope, asked));
  if (unit) found.push(ofUnits(await unitsNamed(tx, scope, unit), "d"));
  if (service) found.push(Prisma.sql`d.service = ${service}::service`);
  if (basis) found.push(Prisma.sql`d.basis = ${basis}::dispatch_basis`);
  if (district) found.push(Prisma.sql`d.case_district_id = ${district}`);
  if (month) {
    const first = `${month}-01` as PlainDate;
    found.push(Prisma.sql`d.dispatched_on BETWEEN ${first}::date AND ${lastDayOfMonth(first)}::date`);
  }
  if (state) found.push(inState(state));
  return found;
}

function scopeConditions({ jurisdictionId, districtIds, aUnitId, bUnitId, toProviders }: DispatchScope) {
  const found = [Prisma.sql`d.jurisdiction_id = ${jurisdictionId}`];
  if (districtIds) found.push(Prisma.sql`d.case_district_id = ANY (${districtIds})`);
  if (aUnitId && toProviders) found.push(Prisma.sql`d.from_unit_id = ${aUnitId}::uuid`);
  else if (aUnitId)
    found.push(Prisma.sql`(d.from_unit_id = ${aUnitId}::uuid OR d.to_unit_id = ${aUnitId}::uuid)`);
  if (bUnitId) found.push(Prisma.sql`d.to_unit_id = ${bUnitId}::uuid`);
  if (toProviders) found.push(Prisma.sql`d.from_unit_id IS NOT NULL`);
  return found;
}

function inState(state: DispatchFilter): Prisma.Sql {
  const accepted = Prisma.sql`d.state = 'accepted'::dispatch_state`;
  if (state === "not_begun") {
    return Prisma.sql`(${accepted} AND d.first_service_on IS NULL AND d.from_unit_id IS NOT NULL)`;
  }
  if (state === "in_service") return Prisma.sql`(${accepted} AND d.first_service_on IS NOT NULL)`;
  return Prisma.sql`d.state = ${state}::dispatch_state`;
}

/** The text of a case, or where asked also of a unit. */
async function textCondition(tx: Tx, scope: DispatchScope, { q, unitText }: Asked): Promise<Prisma.Sql> {
  const ofCase = ofCases(scope, q);
  const units = unitText ? await unitsNamed(tx, scope, q) : [];
  if (units.length === 0) return ofCase;
  // Both looked up apart: an "or" over two tables would go through every dispatch.
  return Prisma.sql`d.id IN (
    SELECT x.id FROM dispatch x WHERE x.jurisdiction_id = ${scope.jurisdictionId} AND ${ofUnits(units, "x")}
     UNION SELECT d.id FROM dispatch d WHERE ${Prisma.join([...scopeConditions(scope), ofCase], " AND ")})`;
}

/**
 * By the number as it stands beside the dispatch; by a part of a name those few cases first. A B unit's dispatches are few, and whether it
 * sees the person is asked case by case: there each is asked for its case.
 */
function ofCases({ jurisdictionId, districtIds, aUnitId, bUnitId }: DispatchScope, q: string): Prisma.Sql {
  const text = caseTextCondition("x", q);
  if (bUnitId) {
    return Prisma.sql`(d.state IN ('waiting', 'accepted')
      AND EXISTS (SELECT FROM case_file x WHERE x.id = d.case_id AND ${text}))`;
  }
  const number = numberBeginning(q);
  // What another unit carries now is not found by its case, as it is not named.
  const still = aUnitId ? Prisma.sql`AND d.case_a_unit_id = ${aUnitId}::uuid` : Prisma.empty;
  if (number) return Prisma.sql`(d.case_number >= ${number} AND d.case_number < ${`${number}~`} ${still})`;
  const of = [Prisma.sql`x.jurisdiction_id = ${jurisdictionId}`, text];
  if (districtIds) of.push(Prisma.sql`x.district_id = ANY (${districtIds})`);
  if (aUnitId) of.push(Prisma.sql`x.a_unit_id = ${aUnitId}::uuid`);
  return Prisma.sql`d.case_id = ANY (ARRAY(SELECT x.id FROM case_file x WHERE ${Prisma.join(of, " AND ")}))`;
}

async function unitsNamed(tx: Tx, { jurisdictionId }: DispatchScope, text: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT u.id::text AS id FROM unit u
     WHERE u.jurisdiction_id = ${jurisdictionId}
       AND (u.name_folded LIKE ${containing(text)} OR upper(u.code) LIKE ${`${foldText(text)
         .toUpperCase()
         .replace(/[\\%_]/g, "\\$&")}%`})`;
  return rows.map(({ id }) => id);
}

function ofUnits(units: readonly string[], alias: "d" | "x"): Prisma.Sql {
  if (units.length === 0) return Prisma.sql`false`;
  const of = Prisma.raw(alias);
  const ids = Prisma.sql`ANY (${[...units]}::uuid[])`;
  return Prisma.sql`(${of}.to_unit_id = ${ids} OR ${of}.from_unit_id = ${ids})`;
}
