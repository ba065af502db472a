import type { Actor } from "@/lib/platform/actor";
import { readAs, type Tx } from "@/lib/platform/db";
import { Prisma } from "@/prisma/generated/client";
import { likeText, searchWords, unitMatches } from "../list/queries";
import { mayInUnits, unitFileScope, unitScope } from "../policy";
import type { SearchPageParams } from "./schema";
import type {
  FoundAccount,
  FoundDistrict,
  FoundOrganisation,
  FoundStaff,
  FoundUnit,
  Group,
  SearchGroup,
  SearchResult,
} from "./types";

/** How many of each group the search page shows before "all of them". */
export const FIRST_OF_GROUP = 10;

/**
 * Finds units, organisations, staff, accounts and districts by parts of their names (臺/台 alike), each within what
 * the actor may see. Without `group` the first ten of each, with it one page of that group.
 */
export async function searchEverything(actor: Actor, params: SearchPageParams): Promise<SearchResult> {
  if (searchWords(params.q).length === 0) return {};
  const { group, page, size } = params;
  const window: Window = group
    ? { limit: size, offset: (page - 1) * size }
    : { limit: FIRST_OF_GROUP, offset: 0 };
  return readAs(actor, async (tx) => {
    const result: SearchResult = {};
    for (const name of group ? [group] : ORDER)
      await SEARCHES[name](result, { tx, actor, q: params.q, window });
    return result;
  });
}

interface Window {
  limit: number;
  offset: number;
}

interface Search {
  tx: Tx;
  actor: Actor;
  q: string;
  window: Window;
}

const ORDER: readonly SearchGroup[] = ["units", "organisations", "staff", "accounts", "districts"];

const SEARCHES: Record<SearchGroup, (result: SearchResult, search: Search) => Promise<void>> = {
  units: async (result, search) => {
    result.units = await findUnits(search);
  },
  organisations: async (result, search) => {
    result.organisations = await findOrganisations(search);
  },
  staff: async (result, search) => {
    const found = await findStaff(search);
    if (found) result.staff = found;
  },
  accounts: async (result, search) => {
    const found = await findAccounts(search);
    if (found) result.accounts = found;
  },
  districts: async (result, search) => {
    result.districts = await findDistricts(search);
  },
};

/** Splits rows that carry the number of all of them beside each. */
function grouped<T>(rows: (T & { total: number })[]): Group<T> {
  return { items: rows, total: rows[0]?.total ?? 0 };
}

function page({ limit, offset }: Window): Prisma.Sql {
  return Prisma.sql`LIMIT ${limit} OFFSET ${offset}`;
}

/** Every word of the search is a part of the column. */
function partsOf(column: Prisma.Sql, q: string): Prisma.Sql {
  return Prisma.join(
    searchWords(q).map((word) => Prisma.sql`${column} LIKE ${`%${likeText(word)}%`}`),
    " AND ",
  );
}

async function findUnits({ tx, actor, q, window }: Search): Promise<Group<FoundUnit>> {
  return grouped(
    await tx.$queryRaw<(FoundUnit & { total: number })[]>`
      SELECT u.id, u.code, u.name, u.tier, u.name_state AS "nameState", d.name AS district,
        count(*) OVER ()::int AS total
      FROM unit u
      JOIN organisation o ON o.jurisdiction_id = u.jurisdiction_id AND o.id = u.organisation_id
      JOIN district d ON d.jurisdiction_id = u.jurisdiction_id AND d.id = u.district_id
      WHERE u.jurisdiction_id = ${unitScope(actor).jurisdictionId} AND u.merged_into_id IS NULL
        AND ${Prisma.join(unitMatches(q), " AND ")}
      ORDER BY u.code ${page(window)}`,
  );
}

async function findOrganisations({ tx, actor, q, window }: Search): Promise<Group<FoundOrganisation>> {
  return grouped(
    await tx.$queryRaw<(FoundOrganisation & { total: number })[]>`
      SELECT o.id, o.name, count(u.id)::int AS units, count(*) OVER ()::int AS total
      FROM organisation o
      JOIN unit u ON u.jurisdiction_id = o.jurisdiction_id AND u.organisation_id = o.id AND u.merged_into_id IS NULL
      WHERE o.jurisdiction_id = ${unitScope(actor).jurisdictionId} AND ${partsOf(Prisma.sql`o.name_folded`, q)}
      GROUP BY o.id, o.name
      ORDER BY count(u.id) DESC, o.name ${page(window)}`,
  );
}

async function findStaff({ tx, actor, q, window }: Search): Promise<Group<FoundStaff> | undefined> {
  const scope = unitFileScope(actor);
  if (!scope) return undefined;
  const ofUnit = scope.unitId ? Prisma.sql`AND s.unit_id = ${scope.unitId}::uuid` : Prisma.empty;
  return grouped(
    await tx.$queryRaw<(FoundStaff & { total: number })[]>`
      SELECT s.id, s.name, u.id AS "unitId", u.code AS "unitCode", u.name AS "unitName",
        s.ended_on IS NOT NULL AS left, count(*) OVER ()::int AS total
      FROM staff s JOIN unit u ON u.jurisdiction_id = s.jurisdiction_id AND u.id = s.unit_id
      WHERE s.jurisdiction_id = ${scope.jurisdictionId} ${ofUnit} AND ${partsOf(Prisma.sql`s.name_folded`, q)}
      ORDER BY s.ended_on IS NOT NULL, s.name, s.id ${page(window)}`,
  );
}

async function findAccounts({ tx, actor, q, window }: Search): Promise<Group<FoundAccount> | undefined> {
  if (!mayInUnits(actor, "account.find")) return undefined;
  return grouped(
    await tx.$queryRaw<(FoundAccount & { total: number })[]>`
      SELECT a.id, a.name, a.login, a.role, a.state = 'closed' AS closed, count(*) OVER ()::int AS total
      FROM account a
      WHERE a.jurisdiction_id = ${unitScope(actor).jurisdictionId}
        AND ((${partsOf(Prisma.sql`a.name_folded`, q)}) OR (${partsOf(Prisma.sql`a.login`, q)}))
      ORDER BY a.state = 'closed', a.name, a.id ${page(window)}`,
  );
}

async function findDistricts({ tx, actor, q, window }: Search): Promise<Group<FoundDistrict>> {
  return grouped(
    await tx.$queryRaw<(FoundDistrict & { total: number })[]>`
      SELECT d.id, d.name, z.name AS zone, count(*) OVER ()::int AS total,
        (SELECT count(*)::int FROM unit u WHERE u.jurisdiction_id = d.jurisdiction_id AND u.district_id = d.id
          AND u.merged_into_id IS NULL) AS units
      FROM district d LEFT JOIN service_zone z ON z.id = d.service_zone_id
      WHERE d.jurisdiction_id = ${unitScope(actor).jurisdictionId}
        AND (${partsOf(Prisma.sql`d.name`, q)} OR ${partsOf(Prisma.sql`coalesce(z.name, '')`, q)})
      ORDER BY d.id ${page(window)}`,
  );
}
