import { audit } from "@/lib/platform/audit";
import type { Tx } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";
import type { RawTable } from "../columns/types";
import type { Entry, FieldChange, Finding, Judged, WriteContext } from "../comparison/types";
import { parseHours } from "../hours/schema";
import type { HoursFields, HoursRow } from "../hours/types";

interface Place {
  unitId: string;
  district: string;
  service: "day_care" | "small_multifunction";
  standing: HoursFields | null;
}

interface Plan {
  added: { unitId: string; row: HoursRow }[];
  changed: { unitId: string; row: HoursRow; changes: FieldChange[] }[];
}

const FIELDS = [
  ["opens", "opens", "營運開始時間"],
  ["closes", "closes", "營運結束時間"],
  ["half_day_hours", "halfDayHours", "半日時數"],
  ["full_day_hours", "fullDayHours", "全日時數"],
  ["extended_hours", "extendedHours", "延托時段"],
  ["extended_hours_text", "extendedHoursText", "延托時段原文"],
  ["fee_mode", "feeMode", "收費方式"],
  ["fee_standard", "feeStandard", "收費標準"],
] as const satisfies readonly (readonly [string, keyof HoursFields, string])[];

/**
 * Judges a file of operating hours. A row belongs to the day care or small multifunction units listed under its name,
 * or whose printed name was read as it; a name that nobody has is reported and not stored. Hours of units that the file
 * does not have stay.
 */
export async function judgeHours(tx: Tx, jurisdictionId: string, table: RawTable): Promise<Judged> {
  const parsed = parseHours(table);
  const places = await readPlaces(tx, jurisdictionId);
  const plan: Plan = { added: [], changed: [] };
  const judged = { added: [] as Entry[], changed: [] as Entry[], unchanged: 0 };
  const doubtful: Finding[] = [...parsed.doubtful];
  const wrong: Finding[] = [...parsed.wrong];
  const taken = new Map<string, number>();
  for (const row of parsed.rows) {
    const units = places.get(foldText(row.name)) ?? [];
    if (units.length === 0) doubtful.push(findingOn(row, "no_such_unit", row.name));
    if (units.length > 1)
      doubtful.push(findingOn(row, "several_units", units.map((unit) => unit.district).join("、")));
    for (const place of units) {
      const before = taken.get(place.unitId);
      if (before !== undefined) {
        // Two spellings of one unit's name; which of the two holds nobody here can say.
        wrong.push(findingOn(row, "duplicate_key", `見第 ${before} 列`));
        continue;
      }
      taken.set(place.unitId, row.line);
      const changes = place.standing ? changesOf(place.standing, row, table.columns) : [];
      if (!place.standing) {
        plan.added.push({ unitId: place.unitId, row });
        judged.added.push(entryOf(row, place, []));
      } else if (changes.length > 0) {
        plan.changed.push({ unitId: place.unitId, row, changes });
        judged.changed.push(entryOf(row, place, changes));
      } else judged.unchanged += 1;
    }
  }
  return {
    ...judged,
    gone: [],
    doubtful,
    wrong,
    newUnits: 0,
    newOrganisations: 0,
    standing: 0,
    apply: (context) => write(context, plan, table.columns),
  };
}

async function readPlaces(tx: Tx, jurisdictionId: string): Promise<Map<string, Place[]>> {
  const listings = await tx.listing.findMany({
    where: {
      jurisdictionId,
      source: "registry",
      state: "listed",
      service: { in: ["day_care", "small_multifunction"] },
    },
    select: {
      id: true,
      service: true,
      printedFolded: true,
      unit: {
        select: { id: true, nameFolded: true, district: { select: { name: true } }, openingHours: true },
      },
    },
    orderBy: [{ districtId: "asc" }, { service: "asc" }, { id: "asc" }],
  });
  const readings = await readReadings(tx, jurisdictionId);
  const places = new Map<string, Place[]>();
  for (const { id, service, printedFolded, unit } of listings) {
    const place: Place = {
      unitId: unit.id,
      district: unit.district.name,
      service: service === "day_care" ? "day_care" : "small_multifunction",
      standing: unit.openingHours ? standingHours(unit.openingHours) : null,
    };
    for (const name of new Set([printedFolded, unit.nameFolded, ...(readings.get(id) ?? [])])) {
      const known = places.get(name) ?? [];
      if (!known.some((each) => each.unitId === place.unitId)) places.set(name, [...known, place]);
    }
  }
  return places;
}

/** How the names of listings were read, by listing. */
async function readReadings(tx: Tx, jurisdictionId: string): Promise<Map<string, string[]>> {
  const notes = await tx.nameNote.findMany({
    where: { jurisdictionId, listingId: { not: null }, reading: { not: null } },
    select: { listingId: true, reading: true },
  });
  const readings = new Map<string, string[]>();
  for (const { listingId, reading } of notes)
    if (listingId && reading)
      readings.set(listingId, [...(readings.get(listingId) ?? []), foldText(reading)]);
  return readings;
}

type Stored = Omit<HoursFields, "halfDayHours" | "fullDayHours"> & {
  halfDayHours: { toString(): string } | null;
  fullDayHours: { toString(): string } | null;
};

function standingHours(stored: Stored): HoursFields {
  return {
    ...stored,
    halfDayHours: stored.halfDayHours === null ? null : String(Number(stored.halfDayHours)),
    fullDayHours: stored.fullDayHours === null ? null : String(Number(stored.fullDayHours)),
  };
}

function changesOf(before: HoursFields, row: HoursRow, columns: readonly string[]): FieldChange[] {
  return FIELDS.filter(([column, key]) => columns.includes(column) && before[key] !== row[key]).map(
    ([, key, field]) => ({ field, from: before[key] ?? "—", to: row[key] ?? "—" }),
  );
}

function entryOf(row: HoursRow, place: Place, changes: FieldChange[]): Entry {
  return {
    line: row.line,
    name: row.name,
    district: place.district,
    tier: "b",
    service: place.service,
    mark: null,
    unitId: place.unitId,
    changes,
  };
}

function findingOn(row: HoursRow, reason: Finding["reason"], value: string): Finding {
  return { line: row.line, column: "單位名稱", reason, value, name: row.name };
}

/** Only the columns that the file has; the others keep what they hold. */
function dataOf(row: HoursRow, columns: readonly string[]): Partial<HoursFields> {
  return Object.fromEntries(
    FIELDS.filter(([column]) => columns.includes(column)).map(([, key]) => [key, row[key]]),
  );
}

async function write({ tx, actor, now, importId }: WriteContext, plan: Plan, columns: readonly string[]) {
  const { jurisdictionId } = actor;
  await tx.openingHours.createMany({
    data: plan.added.map(({ unitId, row }) => ({
      ...dataOf(row, columns),
      unitId,
      jurisdictionId,
      lastImportId: importId,
    })),
  });
  for (const { unitId, row, changes } of plan.changed) {
    await tx.openingHours.update({
      where: { unitId },
      data: { ...dataOf(row, columns), lastImportId: importId },
    });
    await audit(tx, actor, now, {
      action: "unit.hours_imported",
      subject: { kind: "unit", id: unitId },
      unitId,
      detail: { importId, changes: changes.map(({ field, from, to }) => ({ field, from, to })) },
    });
  }
  const touched = [...plan.added, ...plan.changed].map(({ unitId }) => unitId);
  await tx.unit.updateMany({
    where: { jurisdictionId, id: { in: touched } },
    data: { version: { increment: 1 } },
  });
  return { codes: [], namesMarked: 0 };
}
