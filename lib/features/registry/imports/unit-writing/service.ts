import { v7 as uuid } from "uuid";
import { audit } from "@/lib/platform/audit";
import type { Tx } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";
import { Prisma } from "@/prisma/generated/client";
import type { Tier } from "@/prisma/generated/enums";
import type { WriteContext } from "../comparison/types";
import type { ListingChange, NewUnit, UnitPlan, UnitRow } from "../units/types";

/** Rows a statement: PostgreSQL takes at most 65,535 parameters. */
const BATCH = 1_000;
const CODE_DIGITS: Record<Tier, number> = { a: 3, b: 4, c: 3 };

/**
 * Writes what a comparison found. Listings are never deleted: those that went are marked. Every unit that stood before
 * gets one audit entry and a new version; new ones are counted in the import's own entry. Returns the codes given.
 */
export async function writeUnits(context: WriteContext, plan: UnitPlan): Promise<string[]> {
  const codes = await addUnits(context, plan);
  await addListings(context, plan);
  await updateListings(context, [...plan.returned, ...plan.changed]);
  await markGone(context, plan);
  await recordTouched(context, plan);
  return codes;
}

async function addUnits({ tx, actor, now }: WriteContext, plan: UnitPlan): Promise<string[]> {
  const { jurisdictionId } = actor;
  const city = { jurisdiction_id: jurisdictionId, created_at: now.toISOString() };
  await insertAll(
    tx,
    "organisation",
    plan.organisations.map(({ id, name, nameFolded }) => ({ ...city, id, name, name_folded: nameFolded })),
  );
  const next = await nextNumbers({ tx, jurisdictionId });
  const first = { ...next };
  const units = plan.units.map((unit) => ({
    ...city,
    id: unit.id,
    organisation_id: unit.organisationId,
    district_id: unit.districtId,
    tier: unit.tier,
    code: codeOf(unit.tier, next),
    name: unit.name,
    name_folded: unit.nameFolded,
    name_state: "as_printed",
    c_kind: cKindOf(unit),
    source: "registry",
    version: 1,
  }));
  await insertAll(tx, "unit", units);
  return codeSpans(first, next);
}

/**
 * Adds many rows in one statement with one parameter; far cheaper than a parameter a cell. The table and
 * the columns are words of this file, and row-level security holds as for every other statement.
 */
async function insertAll(
  tx: Tx,
  table: "organisation" | "unit" | "listing",
  rows: readonly Record<string, string | number | boolean | null>[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Prisma.raw(Object.keys(first).join(", "));
  const name = Prisma.raw(table);
  await tx.$executeRaw`
    INSERT INTO ${name} (${columns})
    SELECT ${columns} FROM jsonb_populate_recordset(NULL::${name}, ${JSON.stringify(rows)}::jsonb)`;
}

/** 文化健康站 carry their kind in their name; of the other C stations the registry does not say it. */
function cKindOf(unit: NewUnit): "cultural" | null {
  return unit.tier === "c" && unit.name.includes("文化健康站") ? "cultural" : null;
}

type Numbers = Record<Tier, number>;

async function nextNumbers({ tx, jurisdictionId }: Pick<WriteContext, "tx"> & { jurisdictionId: string }) {
  const highest = await tx.$queryRaw<{ tier: Tier; number: number }[]>`
    SELECT tier, max(substring(code FROM 2)::int) AS number FROM unit
     WHERE jurisdiction_id = ${jurisdictionId} AND code ~ '^[ABC][0-9]{1,8}$' GROUP BY tier`;
  const numbers: Numbers = { a: 1, b: 1, c: 1 };
  for (const { tier, number } of highest) numbers[tier] = number + 1;
  return numbers;
}

function codeOf(tier: Tier, next: Numbers): string {
  const number = next[tier];
  next[tier] += 1;
  return codeText(tier, number);
}

function codeText(tier: Tier, number: number): string {
  return `${tier.toUpperCase()}${String(number).padStart(CODE_DIGITS[tier], "0")}`;
}

function codeSpans(first: Numbers, next: Numbers): string[] {
  return (["a", "b", "c"] as const)
    .filter((tier) => next[tier] > first[tier])
    .map((tier) => {
      const [from, to] = [codeText(tier, first[tier]), codeText(tier, next[tier] - 1)];
      return from === to ? from : `${from}–${to}`;
    });
}

async function addListings({ tx, actor, importId }: WriteContext, plan: UnitPlan): Promise<void> {
  const rows = plan.listings.map(({ unitId, row }) => ({
    id: uuid(),
    jurisdiction_id: actor.jurisdictionId,
    unit_id: unitId,
    ...listingColumns(row),
    last_import_id: importId,
  }));
  await insertAll(tx, "listing", rows);
}

function listingColumns(row: UnitRow) {
  return {
    tier: row.tier,
    district_id: row.district.id,
    service: row.service,
    printed_name: row.name,
    printed_folded: row.nameFolded,
    occurrence: row.occurrence,
    source: "registry",
    state: "listed",
    dementia: row.dementia,
    contract_type: row.contractType,
    vehicles_total: row.vehiclesTotal,
    vehicles_dedicated: row.vehiclesDedicated,
    vehicles_shared: row.vehiclesShared,
    vehicles_taxi: row.vehiclesTaxi,
    source_line: row.sourceLine,
  };
}

/** Those that changed, and those that are back: both are listed now as the file has them. */
async function updateListings({ tx, actor, importId }: WriteContext, changes: readonly ListingChange[]) {
  if (changes.length === 0) return;
  const rows = changes.map(({ listingId, values }) => ({
    id: listingId,
    printed_name: values.printedName,
    dementia: values.dementia,
    contract_type: values.contractType,
    vehicles_total: values.vehiclesTotal,
    vehicles_dedicated: values.vehiclesDedicated,
    vehicles_shared: values.vehiclesShared,
    vehicles_taxi: values.vehiclesTaxi,
    source_line: values.sourceLine,
  }));
  await tx.$executeRaw`
    UPDATE listing SET printed_name = r.printed_name, dementia = r.dementia, contract_type = r.contract_type,
           vehicles_total = r.vehicles_total, vehicles_dedicated = r.vehicles_dedicated,
           vehicles_shared = r.vehicles_shared, vehicles_taxi = r.vehicles_taxi, source_line = r.source_line,
           state = 'listed', gone_since = NULL, last_import_id = ${importId}::uuid
      FROM jsonb_populate_recordset(NULL::listing, ${JSON.stringify(rows)}::jsonb) AS r
     WHERE listing.jurisdiction_id = ${actor.jurisdictionId} AND listing.id = r.id`;
  for (const { unitId, row } of changes.filter((change) => change.renameUnit)) {
    // The fold is the same, so that the unit stays where it is.
    await tx.unit.update({ where: { id: unitId }, data: { name: row.name, nameFolded: foldText(row.name) } });
  }
}

async function markGone({ tx, actor, now, importId }: WriteContext, plan: UnitPlan): Promise<void> {
  for (const part of batches(plan.gone)) {
    await tx.listing.updateMany({
      where: { jurisdictionId: actor.jurisdictionId, id: { in: part.map((listing) => listing.id) } },
      data: { state: "gone", goneSince: now, lastImportId: importId },
    });
  }
}

interface Touched {
  added: string[];
  returned: string[];
  changed: { service: string; changes: ListingChange["changes"] }[];
  gone: string[];
}

async function recordTouched({ tx, actor, now, importId }: WriteContext, plan: UnitPlan): Promise<void> {
  const touched = new Map<string, Touched>();
  const of = (unitId: string): Touched => {
    const known = touched.get(unitId) ?? { added: [], returned: [], changed: [], gone: [] };
    touched.set(unitId, known);
    return known;
  };
  for (const { unitId, isNewUnit, row } of plan.listings) if (!isNewUnit) of(unitId).added.push(row.service);
  for (const { unitId, row } of plan.returned) of(unitId).returned.push(row.service);
  for (const { unitId, row, changes } of plan.changed)
    of(unitId).changed.push({ service: row.service, changes });
  for (const { unitId, service } of plan.gone) of(unitId).gone.push(service);

  for (const part of batches([...touched.keys()])) {
    await tx.unit.updateMany({
      where: { jurisdictionId: actor.jurisdictionId, id: { in: part } },
      data: { version: { increment: 1 } },
    });
  }
  for (const [unitId, what] of touched) {
    await audit(tx, actor, now, {
      action: "unit.listings_imported",
      subject: { kind: "unit", id: unitId },
      unitId,
      detail: {
        importId,
        added: what.added,
        returned: what.returned,
        gone: what.gone,
        changed: what.changed.map(({ service, changes }) => ({
          service,
          changes: changes.map(({ field, from, to }) => ({ field, from, to })),
        })),
      },
    });
  }
}

function batches<T>(all: readonly T[]): T[][] {
  const count = Math.ceil(all.length / BATCH);
  return Array.from({ length: count }, (_, at) => all.slice(at * BATCH, (at + 1) * BATCH));
}
