import { rulesOf } from "@/lib/features/registry/closures/queries";
import type { Tx } from "@/lib/platform/db";
import type { QueuedUnit } from "@/lib/rules/dispatch";
import type { PlainDate } from "@/lib/rules/plain-date";
import { headroomOf, loadsOfUnits } from "../../managers/loads/queries";
import { contractedUnits, coversDistrict, suspendedUnits } from "../../rotations/facts/queries";
import type { CentreTurn } from "../turn/service";
import type { UnitName } from "../types";

/** An A unit as the law is asked about it, with its name and what the screen says beside. */
export interface AUnitMember extends QueuedUnit {
  name: UnitName;
  headroom: number;
  pausedReason: string | null;
}

export interface AUnitsFor {
  jurisdictionId: string;
  districtId: string;
  day: PlainDate;
}

/**
 * What the law asks of A units, in the order given: contracted for case management, serving the district, suspended (a place
 * paused in the order counts as that), and how many cases their managers can still take.
 */
export async function readAUnits(
  tx: Tx,
  { jurisdictionId, districtId, day }: AUnitsFor,
  unitIds: readonly string[],
  order: CentreTurn | null,
): Promise<AUnitMember[]> {
  const ids = [...unitIds];
  const units = await tx.unit.findMany({
    where: { jurisdictionId, tier: "a", id: { in: ids } },
    select: { id: true, code: true, name: true },
  });
  const contracts = await contractedUnits(tx, "case_management", day);
  const suspended = await suspendedUnits(tx, jurisdictionId, "case_management", day, ids);
  const district = await tx.district.findFirst({ where: { jurisdictionId, id: districtId } });
  const loads = await loadsOfUnits(tx, ids, day);
  const place = { id: districtId, zoneId: district?.serviceZoneId ?? null };
  return ids.flatMap((id) => {
    const name = units.find((each) => each.id === id);
    if (!name) return [];
    const load = loads.get(id) ?? { managers: [], waiting: 0 };
    const headroom = headroomOf(rulesOf(jurisdictionId), load, day);
    const pausedReason = order?.entries.find((entry) => entry.unitId === id)?.pausedReason ?? null;
    return [
      {
        ...{ unit: id, name, headroom, pausedReason, capacity: headroom },
        contracted: contracts.has(id),
        servesDistrict: coversDistrict(contracts.get(id), place),
        suspended: suspended.has(id) || pausedReason !== null,
      },
    ];
  });
}

/** The part of a member that the law reads. */
export function lawInput({ unit, contracted, servesDistrict, suspended, capacity }: AUnitMember): QueuedUnit {
  return { unit, contracted, servesDistrict, suspended, capacity };
}

type Applied = { jurisdictionId: string; id: string; appliedOn: Date };

/** The A units that refused this case since it was applied for. */
export function aUnitsThatRefused(tx: Tx, row: Applied): Promise<string[]> {
  return aUnitsWhoseDispatchWas(tx, row, "declined");
}

/** The A units from which this case was taken back since it was applied for. */
export function aUnitsThatLost(tx: Tx, row: Applied): Promise<string[]> {
  return aUnitsWhoseDispatchWas(tx, row, "taken_back");
}

async function aUnitsWhoseDispatchWas(
  tx: Tx,
  row: Applied,
  state: "declined" | "taken_back",
): Promise<string[]> {
  const refused = await tx.dispatch.findMany({
    where: {
      ...{
        jurisdictionId: row.jurisdictionId,
        caseId: row.id,
        service: "case_management",
        state,
      },
      dispatchedOn: { gte: row.appliedOn },
    },
    select: { toUnitId: true },
    orderBy: { dispatchedAt: "asc" },
  });
  return [...new Set(refused.map((each) => each.toUnitId))];
}

/** The A units that carried the case before, the latest first. */
export async function formerAUnits(tx: Tx, row: { jurisdictionId: string; id: string }): Promise<UnitName[]> {
  const carried = await tx.dispatch.findMany({
    where: {
      ...{ jurisdictionId: row.jurisdictionId, caseId: row.id, service: "case_management" },
      state: { in: ["accepted", "ended"] },
    },
    select: { toUnit: { select: { id: true, code: true, name: true } } },
    orderBy: { dispatchedAt: "desc" },
  });
  return [...new Map(carried.map(({ toUnit }) => [toUnit.id, toUnit])).values()];
}

/** The A units for a district: those contracted for case management there; where nobody is, those that the public list names. */
export async function aUnitsOfDistrict(
  tx: Tx,
  { jurisdictionId, districtId, day }: AUnitsFor,
): Promise<{ units: (UnitName & { contracted: boolean })[]; withoutContracts: boolean }> {
  const contracts = await contractedUnits(tx, "case_management", day);
  const district = await tx.district.findFirst({ where: { jurisdictionId, id: districtId } });
  const place = { id: districtId, zoneId: district?.serviceZoneId ?? null };
  const ids = [...contracts].filter(([, where]) => coversDistrict(where, place)).map(([id]) => id);
  const units = await tx.unit.findMany({
    where: {
      ...{ jurisdictionId, tier: "a" as const, mergedIntoId: null },
      ...(ids.length === 0
        ? {
            listings: { some: { service: "case_management" as const, state: "listed" as const, districtId } },
          }
        : { id: { in: ids } }),
    },
    select: { id: true, code: true, name: true },
    orderBy: { code: "asc" },
  });
  return {
    units: units.map((unit) => ({ ...unit, contracted: contracts.has(unit.id) })),
    withoutContracts: ids.length === 0,
  };
}
