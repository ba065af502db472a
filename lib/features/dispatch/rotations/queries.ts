import { isId } from "@/lib/features/registry/units/queries";
import type { Actor } from "@/lib/platform/actor";
import { fromDbDate, toDbDate } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";
import { addDays, diffDays, type PlainDate } from "@/lib/rules/plain-date";
import type { Prisma } from "@/prisma/generated/client";
import type { Service } from "@/prisma/generated/enums";
import { contractedUnits, coversArea, districtsOfArea, suspendedUnits } from "./facts/queries";
import { RENEWAL_DUE_DAYS, type RotationFilter } from "./labels";
import { rotationScope } from "./policy";
import type { RotationListParams } from "./schema";
import type {
  RotationArea,
  RotationCandidate,
  RotationDetail,
  RotationEntryRow,
  RotationRow,
  RotationStanding,
} from "./types";

const WITH_PARTS = {
  aUnit: { select: { id: true, code: true, name: true } },
  _count: { select: { entries: true } },
} as const satisfies Prisma.RotationInclude;

type Loaded = Prisma.RotationGetPayload<{ include: typeof WITH_PARTS }>;

/** How an approved order stands on a day. */
export function standingOf(validThrough: PlainDate, asOf: PlainDate): RotationStanding {
  const left = diffDays(asOf, validThrough);
  if (left < 0) return "expired";
  return left <= RENEWAL_DUE_DAYS ? "renewal_due" : "valid";
}

function toRow(row: Loaded, areas: ReadonlyMap<string, string>, asOf: PlainDate): RotationRow {
  const { id, service, state, turns, submittedAt, version, zoneId, districtId } = row;
  const validThrough = fromDbDate(row.validThrough);
  const runs = state === "approved" && validThrough !== null;
  return {
    ...{ id, service, state, turns, submittedAt, version, validThrough },
    aUnit: row.aUnit ?? { id: "", code: "", name: "" },
    area: { zoneId, districtId, name: areas.get(zoneId ?? districtId ?? "") ?? "" },
    standing: runs ? standingOf(validThrough, asOf) : null,
    daysLeft: runs ? diffDays(asOf, validThrough) : null,
    validFrom: fromDbDate(row.validFrom),
    units: row._count.entries,
  };
}

/** The names of the city's zones and districts by id. */
async function areaNames(tx: Tx, jurisdictionId: string): Promise<ReadonlyMap<string, string>> {
  const zones = await tx.serviceZone.findMany({ where: { jurisdictionId } });
  const districts = await tx.district.findMany({ where: { jurisdictionId } });
  return new Map([...zones, ...districts].map(({ id, name }) => [id, name]));
}

export interface RotationPage {
  rows: RotationRow[];
  total: number;
}

/** The most rows that a file is given. */
export const EXPORT_LIMIT = 20_000;

/** The orders that the actor sees, filtered, sorted and paged in the database; all of them for a file. */
export async function listRotations(
  actor: Actor,
  params: RotationListParams,
  asOf: PlainDate,
  forFile = false,
): Promise<RotationPage> {
  const scope = rotationScope(actor);
  if (!scope) return { rows: [], total: 0 };
  const { page, size } = params;
  const slice = forFile ? { skip: 0, take: EXPORT_LIMIT } : { skip: (page - 1) * size, take: size };
  return readAs(actor, async (tx) => {
    const where = { AND: [scope, ...narrowing(params, asOf)] };
    const found = await tx.rotation.findMany({
      where,
      include: WITH_PARTS,
      orderBy: [ordering(params), { id: "asc" }],
      ...slice,
    });
    const areas = await areaNames(tx, actor.jurisdictionId);
    return { rows: found.map((row) => toRow(row, areas, asOf)), total: await tx.rotation.count({ where }) };
  });
}

function ordering({ sort, dir }: RotationListParams): Prisma.RotationOrderByWithRelationInput {
  if (sort === "unit") return { aUnit: { code: dir } };
  if (sort === "service") return { service: dir };
  return { [sort]: { sort: dir, nulls: "last" } };
}

function narrowing(
  { q, state, service, area }: RotationListParams,
  asOf: PlainDate,
): Prisma.RotationWhereInput[] {
  const where: Prisma.RotationWhereInput[] = [];
  if (q) {
    where.push({
      OR: [
        { aUnit: { nameFolded: { contains: foldText(q) } } },
        { aUnit: { code: { startsWith: q.toUpperCase() } } },
      ],
    });
  }
  if (service) where.push({ service });
  if (area) where.push({ OR: [{ zoneId: area }, { districtId: area }] });
  where.push(state ? inState(state, asOf) : { state: { notIn: ["superseded", "discarded"] } });
  return where;
}

function inState(state: RotationFilter, asOf: PlainDate): Prisma.RotationWhereInput {
  if (state !== "valid" && state !== "renewal_due" && state !== "expired") return { state };
  const today = toDbDate(asOf);
  const soon = toDbDate(addDays(asOf, RENEWAL_DUE_DAYS));
  if (state === "expired") return { state: "approved", validThrough: { lt: today } };
  if (state === "renewal_due") return { state: "approved", validThrough: { gte: today, lte: soon } };
  return { state: "approved", validThrough: { gte: today } };
}

/** One order that the actor sees, with its entries as they stand on a day; null when there is none. */
export async function rotationById(
  actor: Actor,
  id: string,
  asOf: PlainDate,
): Promise<RotationDetail | null> {
  const scope = rotationScope(actor);
  if (!scope || !isId(id)) return null;
  return readAs(actor, async (tx) => {
    const row = await tx.rotation.findFirst({ where: { AND: [scope, { id }] }, include: WITH_PARTS });
    if (!row) return null;
    const base = toRow(row, await areaNames(tx, actor.jurisdictionId), asOf);
    const former = await tx.rotation.findFirst({
      where: { ...sameOrder(actor, base), state: "approved", id: { not: id } },
      select: { id: true, validThrough: true },
    });
    return {
      ...base,
      ...(await entriesOf(tx, actor, base, asOf)),
      inventoryNote: row.inventoryNote,
      reviewedAt: row.reviewedAt,
      reviewRemark: row.reviewRemark,
      cursor: row.cursor,
      former: former ? { id: former.id, validThrough: fromDbDate(former.validThrough) } : null,
    };
  });
}

function sameOrder(actor: Actor, row: RotationRow) {
  const { zoneId, districtId } = row.area;
  return {
    jurisdictionId: actor.jurisdictionId,
    aUnitId: row.aUnit.id,
    zoneId,
    districtId,
    service: row.service,
  };
}

async function entriesOf(tx: Tx, actor: Actor, row: RotationRow, asOf: PlainDate) {
  const entries = await tx.rotationEntry.findMany({
    where: { rotationId: row.id },
    include: { unit: { include: { district: { select: { name: true } } } } },
    orderBy: { position: "asc" },
  });
  const ids = entries.map((entry) => entry.unitId);
  const contracts = await contractedUnits(tx, row.service, asOf);
  const districtIds = await districtsOfArea(tx, actor.jurisdictionId, row.area);
  const suspended = await suspendedUnits(tx, actor.jurisdictionId, row.service, asOf, ids);
  const offered = await candidatesOf(tx, actor, row.area, row.service, asOf);
  return {
    entries: entries.map(
      ({ position, note, paused, unit }): RotationEntryRow => ({
        ...{ position, note, paused },
        unit: { id: unit.id, code: unit.code, name: unit.name, district: unit.district.name },
        contracted: contracts.has(unit.id),
        inArea: coversArea(contracts.get(unit.id), row.area, districtIds),
        suspended: suspended.has(unit.id),
      }),
    ),
    candidates: offered.candidates.filter((unit) => !ids.includes(unit.id)),
    withoutContracts: offered.withoutContracts,
  };
}

/**
 * The units of an area for a service: those contracted for it there on the day; where nobody is, those that the public list
 * names there.
 */
export async function candidatesOf(
  tx: Tx,
  actor: Actor,
  area: RotationArea,
  service: Service,
  asOf: PlainDate,
): Promise<{ candidates: RotationCandidate[]; withoutContracts: boolean }> {
  const { jurisdictionId } = actor;
  const districtIds = await districtsOfArea(tx, jurisdictionId, area);
  const contracts = await contractedUnits(tx, service, asOf);
  const ids = [...contracts].filter(([, where]) => coversArea(where, area, districtIds)).map(([id]) => id);
  const withoutContracts = ids.length === 0;
  const units = await tx.unit.findMany({
    where: {
      jurisdictionId,
      tier: "b",
      mergedIntoId: null,
      ...(withoutContracts
        ? { districtId: { in: districtIds }, listings: { some: { service, state: "listed" } } }
        : { id: { in: ids } }),
    },
    select: { id: true, code: true, name: true },
    orderBy: { code: "asc" },
  });
  return {
    candidates: units.map((unit) => ({ ...unit, contracted: contracts.has(unit.id) })),
    withoutContracts,
  };
}

export interface AreaOption {
  value: string;
  label: string;
}

/** The areas for which orders are kept in the actor's city: its zones, or its districts where it has none. */
export async function areaOptions(actor: Actor): Promise<AreaOption[]> {
  const { jurisdictionId } = actor;
  return readAs(actor, async (tx) => {
    const zones = await tx.serviceZone.findMany({ where: { jurisdictionId }, orderBy: { sortOrder: "asc" } });
    const areas =
      zones.length > 0
        ? zones
        : await tx.district.findMany({ where: { jurisdictionId }, orderBy: { id: "asc" } });
    return areas.map(({ id, name }) => ({ value: id, label: name }));
  });
}

/** The districts of an order's area that decide who reviews it. */
export async function reviewedDistricts(actor: Actor, area: RotationArea): Promise<string[]> {
  return readAs(actor, (tx) => districtsOfArea(tx, actor.jurisdictionId, area));
}

/** The approved order that is valid on a day for an A unit, area and service; read inside a transaction. */
export async function validRotation(
  tx: Tx,
  jurisdictionId: string,
  of: { aUnitId: string; area: RotationArea; service: Service; day: PlainDate },
) {
  return tx.rotation.findFirst({
    where: {
      jurisdictionId,
      aUnitId: of.aUnitId,
      zoneId: of.area.zoneId,
      districtId: of.area.districtId,
      service: of.service,
      state: "approved",
      validFrom: { lte: toDbDate(of.day) },
      validThrough: { gte: toDbDate(of.day) },
    },
    include: { entries: { orderBy: { position: "asc" } } },
  });
}
