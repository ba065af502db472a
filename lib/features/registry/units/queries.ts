import { cache } from "react";
import type { Actor } from "@/lib/platform/actor";
import { readAs, type Tx } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";
import type { Prisma } from "@/prisma/generated/client";
import type { Tier } from "@/prisma/generated/enums";
import { SERVICES } from "./labels";
import { unitScope } from "./policy";
import type {
  DistrictOption,
  Option,
  SiblingUnit,
  UnitHeader,
  UnitHours,
  UnitListing,
  UnitNameNote,
  UnitOption,
  UnitOverview,
} from "./types";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text of a URL can be an id at all; PostgreSQL refuses other texts with an error. */
export function isId(text: string): boolean {
  return UUID.test(text);
}

/**
 * What every page of a unit shows at its top, or null when there is no such unit in the actor's city. Read once a
 * request. A unit that was merged is returned with `mergedIntoId`.
 */
export const unitHeader = cache(async (actor: Actor, id: string): Promise<UnitHeader | null> => {
  if (!isId(id)) return null;
  return readAs(actor, async (tx) => {
    const unit = await tx.unit.findFirst({
      where: { ...unitScope(actor), id },
      include: {
        district: { include: { serviceZone: { select: { id: true, name: true } } } },
        organisation: { select: { id: true, name: true } },
      },
    });
    if (!unit) return null;
    const { id: unitId, code, name, nameState, tier, cKind, source, mergedIntoId, version } = unit;
    const { district, organisation } = unit;
    return {
      ...{ id: unitId, code, name, nameState, tier, cKind, source, mergedIntoId, version, organisation },
      district: { id: district.id, name: district.name },
      zone: district.serviceZone,
    };
  });
});

export interface UnitOptionFilter {
  tier?: Tier;
  /** A part of the name, or the code's beginning. */
  q?: string;
  limit?: number;
}

/** Units to choose from, by code; merged ones are left out. At most 2,000 unless told. */
export async function unitOptions(actor: Actor, filter: UnitOptionFilter = {}): Promise<UnitOption[]> {
  const text = foldText(filter.q ?? "");
  const units = await readAs(actor, (tx) =>
    tx.unit.findMany({
      where: {
        ...unitScope(actor),
        ...(filter.tier ? { tier: filter.tier } : {}),
        ...(text
          ? { OR: [{ nameFolded: { contains: text } }, { code: { startsWith: text.toUpperCase() } }] }
          : {}),
        mergedIntoId: null,
      },
      select: { id: true, code: true, name: true, tier: true, districtId: true },
      orderBy: [{ tier: "asc" }, { code: "asc" }],
      take: filter.limit ?? 2000,
    }),
  );
  return units.map(({ id, code, name, tier, districtId }) => ({
    value: id,
    label: `${code} ${name}`,
    tier,
    districtId,
  }));
}

/** The districts of the actor's city in their official order. */
export async function districtOptions(actor: Actor): Promise<DistrictOption[]> {
  const districts = await readAs(actor, (tx) =>
    tx.district.findMany({
      where: unitScope(actor),
      select: { id: true, name: true, serviceZoneId: true },
      orderBy: { id: "asc" },
    }),
  );
  return districts.map(({ id, name, serviceZoneId }) => ({ value: id, label: name, zoneId: serviceZoneId }));
}

/** The service zones of the actor's city; empty where the city has none. */
export async function zoneOptions(actor: Actor): Promise<Option[]> {
  const zones = await readAs(actor, (tx) =>
    tx.serviceZone.findMany({
      where: unitScope(actor),
      select: { id: true, name: true },
      orderBy: { sortOrder: "asc" },
    }),
  );
  return zones.map(({ id, name }) => ({ value: id, label: name }));
}

/** What the overview page of a unit shows below its header; null when there is no such unit in the actor's city. */
export async function unitOverview(actor: Actor, id: string): Promise<UnitOverview | null> {
  if (!isId(id)) return null;
  return readAs(actor, async (tx) => {
    const unit = await tx.unit.findFirst({ where: { ...unitScope(actor), id }, include: OVERVIEW });
    if (!unit) return null;
    const listings = unit.listings.map(listingOf).sort(byService);
    return {
      address: unit.address,
      phone: unit.phone,
      organisation: organisationOf(unit.organisation),
      listings,
      hours: unit.openingHours ? hoursOf(unit.openingHours) : null,
      notes: await nameNotes(
        tx,
        actor,
        listings.map((listing) => listing.id),
      ),
      siblings: unit.organisation.units.filter((sibling) => sibling.id !== id).map(siblingOf),
      mergedFrom: unit.mergedFrom,
    };
  });
}

const OVERVIEW = {
  listings: true,
  openingHours: true,
  mergedFrom: { select: { id: true, code: true, name: true }, orderBy: { code: "asc" } },
  organisation: {
    include: {
      units: {
        where: { mergedIntoId: null },
        orderBy: [{ tier: "asc" }, { code: "asc" }],
        select: {
          id: true,
          code: true,
          name: true,
          tier: true,
          district: { select: { name: true } },
          listings: { where: { state: "listed" }, select: { service: true } },
        },
      },
    },
  },
} as const satisfies Prisma.UnitInclude;

type OverviewRow = Prisma.UnitGetPayload<{ include: typeof OVERVIEW }>;

function listingOf(row: OverviewRow["listings"][number]): UnitListing {
  const { id, service, state, goneSince, printedName, occurrence, dementia, contractType } = row;
  return {
    ...{ id, service, state, goneSince, printedName, occurrence, dementia, contractType },
    vehicles: {
      total: row.vehiclesTotal,
      dedicated: row.vehiclesDedicated,
      shared: row.vehiclesShared,
      taxi: row.vehiclesTaxi,
    },
    sourceLine: row.sourceLine,
    source: row.source,
  };
}

function byService(one: UnitListing, other: UnitListing): number {
  return (
    SERVICES.indexOf(one.service) - SERVICES.indexOf(other.service) ||
    (one.sourceLine ?? 0) - (other.sourceLine ?? 0) ||
    one.occurrence - other.occurrence
  );
}

function organisationOf(row: OverviewRow["organisation"]): UnitOverview["organisation"] {
  const { id, name, businessNumber, representative } = row;
  return { id, name, businessNumber, representative };
}

function hoursOf(row: NonNullable<OverviewRow["openingHours"]>): UnitHours {
  const { opens, closes, extendedHours, extendedHoursText, feeMode, feeStandard } = row;
  return {
    ...{ opens, closes, extendedHours, extendedHoursText, feeMode, feeStandard },
    halfDayHours: row.halfDayHours?.toString() ?? null,
    fullDayHours: row.fullDayHours?.toString() ?? null,
  };
}

function siblingOf(row: OverviewRow["organisation"]["units"][number]): SiblingUnit {
  const { id, code, name, tier, district, listings } = row;
  const services = SERVICES.filter((service) => listings.some((listing) => listing.service === service));
  return { id, code, name, tier, district: district.name, services };
}

async function nameNotes(tx: Tx, actor: Actor, listingIds: string[]): Promise<UnitNameNote[]> {
  const notes = await tx.nameNote.findMany({
    where: { ...unitScope(actor), listingId: { in: listingIds } },
    orderBy: [{ sourceLine: "asc" }, { id: "asc" }],
  });
  return notes.map(({ id, kind, textInSource, reading, evidence, sourceLine }) => ({
    ...{ id, kind, textInSource, reading, evidence, sourceLine },
  }));
}
