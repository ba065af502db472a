import type { Actor } from "@/lib/platform/actor";
import { type Clock, systemClock, today } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";
import { Prisma } from "@/prisma/generated/client";
import { UNSURE_NAME_STATES } from "../labels";
import { unitFileScope, unitScope } from "../policy";
import type { SourceFilter, UnitListParams, UnitSort } from "./schema";
import type { UnitCounts, UnitRow } from "./types";

const MAX_TERMS = 6;

/** A page of the unit list with its counts: two statements, however long the page. */
export async function listUnits(
  actor: Actor,
  params: UnitListParams,
  clock: Clock = systemClock,
): Promise<{ rows: UnitRow[]; counts: UnitCounts; page: number }> {
  const where = unitsWhere(actor, params, clock);
  return readAs(actor, async (tx) => {
    const counts = await countUnits(tx, where, params);
    // A page past the end (a filter was narrowed by hand) shows the last one.
    const page = Math.max(1, Math.min(params.page, Math.ceil(counts.total / params.size)));
    const window = Prisma.sql`LIMIT ${params.size} OFFSET ${(page - 1) * params.size}`;
    return { rows: await readRows(tx, where, params, window), counts, page };
  });
}

/** Every unit that the list's filters leave, in the list's order, for the export. */
export async function allListedUnits(
  actor: Actor,
  params: UnitListParams,
  clock: Clock = systemClock,
): Promise<UnitRow[]> {
  const where = unitsWhere(actor, params, clock);
  return readAs(actor, (tx) => readRows(tx, where, params, Prisma.empty));
}

/** The id of the unit that bears a code, for a search that names one. */
export async function unitIdOfCode(actor: Actor, text: string): Promise<string | null> {
  const code = foldText(text).toUpperCase();
  if (!/^[ABC][A-Z0-9]{1,11}$/.test(code)) return null;
  const unit = await readAs(actor, (tx) =>
    tx.unit.findFirst({ where: { ...unitScope(actor), code }, select: { id: true } }),
  );
  return unit?.id ?? null;
}

/**
 * The condition that every word of a search holds for a unit `u` of organisation `o` in district `d`: in its name,
 * in a name it is or was listed under, at the beginning of its code, in its organisation or its district.
 */
export function unitMatches(q: string): Prisma.Sql[] {
  return searchWords(q).map((word) => {
    const part = `%${likeText(word)}%`;
    return Prisma.sql`(
      u.name_folded LIKE ${part} OR u.code LIKE ${`${likeText(word.toUpperCase())}%`}
      OR o.name_folded LIKE ${part} OR d.name LIKE ${part}
      OR EXISTS (SELECT FROM listing p WHERE p.jurisdiction_id = u.jurisdiction_id AND p.unit_id = u.id
                 AND p.printed_folded LIKE ${part}))`;
  });
}

/** The words of a search, folded, at most six. Control characters go: PostgreSQL takes no text with a NUL. */
export function searchWords(q: string): string[] {
  const words = q.split(/\s+/u).map((word) => foldText(word.replace(/\p{Cc}/gu, "")));
  return words.filter(Boolean).slice(0, MAX_TERMS);
}

/** A text inside a LIKE pattern, its own wildcards taken literally. */
export function likeText(text: string): string {
  return text.replace(/[\\%_]/gu, (sign) => `\\${sign}`);
}

/** The condition on a source, of the column given. */
export function sourceIs(column: Prisma.Sql, source: SourceFilter): Prisma.Sql {
  return source === "real" ? Prisma.sql`${column} <> 'demo'` : Prisma.sql`${column} = ${source}::unit_source`;
}

const FROM = Prisma.sql`
  FROM unit u
  JOIN organisation o ON o.jurisdiction_id = u.jurisdiction_id AND o.id = u.organisation_id
  JOIN district d ON d.jurisdiction_id = u.jurisdiction_id AND d.id = u.district_id
  LEFT JOIN service_zone z ON z.id = d.service_zone_id`;

function unitsWhere(actor: Actor, params: UnitListParams, clock: Clock): Prisma.Sql {
  const { tier, district, zone, name, source } = params;
  const conditions = [
    Prisma.sql`u.jurisdiction_id = ${unitScope(actor).jurisdictionId}`,
    Prisma.sql`u.merged_into_id IS NULL`,
    ...unitMatches(params.q),
    ...listingCondition(params),
    ...contractCondition(actor, params, clock),
  ];
  if (tier) conditions.push(Prisma.sql`u.tier = ${tier}::tier`);
  if (district) conditions.push(Prisma.sql`u.district_id = ${district}`);
  if (zone) conditions.push(Prisma.sql`d.service_zone_id = ${zone}`);
  if (source) conditions.push(sourceIs(Prisma.sql`u.source`, source));
  if (name) {
    const states = name === "unsure" ? [...UNSURE_NAME_STATES] : [name];
    conditions.push(Prisma.sql`u.name_state = ANY(${states}::name_state[])`);
  }
  return Prisma.sql`WHERE ${Prisma.join(conditions, " AND ")}`;
}

/** Service and listing state belong to the same row of the registry: "transport, gone" is not "transport" and "gone". */
function listingCondition({ service, listing }: UnitListParams): Prisma.Sql[] {
  if (!service && !listing) return [];
  const ofService = service ? Prisma.sql`AND l.service = ${service}::service` : Prisma.empty;
  const inState = listing ? Prisma.sql`AND l.state = ${listing}::listing_state` : Prisma.empty;
  return [
    Prisma.sql`EXISTS (SELECT FROM listing l WHERE l.jurisdiction_id = u.jurisdiction_id AND l.unit_id = u.id
      ${ofService} ${inState})`,
  ];
}

function contractCondition(actor: Actor, { contract }: UnitListParams, clock: Clock): Prisma.Sql[] {
  const scope = unitFileScope(actor);
  // Who does not see the city's contracts cannot learn of them by filtering.
  if (!contract || !scope || scope.unitId) return [];
  const has = Prisma.sql`EXISTS (SELECT FROM contract c WHERE c.jurisdiction_id = u.jurisdiction_id
    AND c.unit_id = u.id AND ${today(clock)}::date BETWEEN c.starts_on AND c.effective_until)`;
  return [contract === "current" ? has : Prisma.sql`NOT ${has}`];
}

type CountRow = Record<"total" | "a" | "b" | "c" | "listings" | "unsure", number>;

async function countUnits(tx: Tx, where: Prisma.Sql, { service }: UnitListParams): Promise<UnitCounts> {
  const ofService = service ? Prisma.sql`AND l.service = ${service}::service` : Prisma.empty;
  const [row] = await tx.$queryRaw<CountRow[]>`
    WITH found AS (SELECT u.id, u.tier, u.name_state, u.jurisdiction_id ${FROM} ${where})
    SELECT count(*)::int AS total,
      count(*) FILTER (WHERE tier = 'a')::int AS a,
      count(*) FILTER (WHERE tier = 'b')::int AS b,
      count(*) FILTER (WHERE tier = 'c')::int AS c,
      count(*) FILTER (WHERE name_state IN ('damaged', 'doubtful', 'inferred'))::int AS unsure,
      (SELECT count(*)::int FROM listing l JOIN found f ON f.jurisdiction_id = l.jurisdiction_id
        AND f.id = l.unit_id WHERE l.state = 'listed' ${ofService}) AS listings
    FROM found`;
  const { total = 0, a = 0, b = 0, c = 0, listings = 0, unsure = 0 } = row ?? {};
  return { total, byTier: { a, b, c }, listings, unsure };
}

/** Every order ends with the code, which is unique in a city: pages never overlap. */
function orderBy(sort: UnitSort, dir: "asc" | "desc"): Prisma.Sql {
  const way = dir === "asc" ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const first: Record<UnitSort, Prisma.Sql> = {
    code: Prisma.sql`u.code ${way}`,
    // By strokes, as officials' lists are.
    name: Prisma.sql`u.name_folded COLLATE "zh-Hant-x-icu" ${way}`,
    district: Prisma.sql`u.district_id ${way}`,
    tier: Prisma.sql`u.tier ${way}`,
    services: Prisma.sql`(SELECT count(DISTINCT l.service) FROM listing l
      WHERE l.jurisdiction_id = u.jurisdiction_id AND l.unit_id = u.id AND l.state = 'listed') ${way}`,
  };
  return Prisma.sql`ORDER BY ${first[sort]}, u.code`;
}

/** The units of a page first, their services only for those. */
async function readRows(
  tx: Tx,
  where: Prisma.Sql,
  { sort, dir }: UnitListParams,
  window: Prisma.Sql,
): Promise<UnitRow[]> {
  const order = orderBy(sort, dir);
  return tx.$queryRaw<UnitRow[]>`
    WITH page AS (
      SELECT u.id, u.jurisdiction_id, u.code, u.name, u.name_state AS "nameState", u.tier,
        u.c_kind AS "cKind", u.source, o.name AS organisation, d.name AS district, z.name AS zone,
        u.address, u.phone, row_number() OVER (${order}) AS place
      ${FROM} ${where} ${order} ${window}
    ), services AS (
      SELECT l.unit_id,
        array_agg(DISTINCT l.service::text) FILTER (WHERE l.state = 'listed') AS listed,
        array_agg(DISTINCT l.service::text) FILTER (WHERE l.state = 'gone') AS gone
      FROM page JOIN listing l ON l.jurisdiction_id = page.jurisdiction_id AND l.unit_id = page.id
      GROUP BY l.unit_id
    )
    SELECT page.id, code, name, "nameState", tier, "cKind", source, organisation, district, zone, address, phone,
      coalesce(s.listed, '{}') AS services, coalesce(s.gone, '{}') AS "goneServices"
    FROM page LEFT JOIN services s ON s.unit_id = page.id
    ORDER BY place`;
}
