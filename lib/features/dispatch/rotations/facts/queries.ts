import { toDbDate } from "@/lib/platform/clock";
import type { Tx } from "@/lib/platform/db";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { Service } from "@/prisma/generated/enums";
import type { RotationArea } from "../types";
import type { ContractedArea } from "./types";

/** Where the order for a district stands: its service zone, or the district itself in a city without zones. */
export async function areaOfDistrict(
  tx: Tx,
  jurisdictionId: string,
  districtId: string,
): Promise<RotationArea> {
  const district = await tx.district.findFirst({ where: { jurisdictionId, id: districtId } });
  const zoneId = district?.serviceZoneId ?? null;
  return zoneId === null ? { zoneId, districtId } : { zoneId, districtId: null };
}

/** The districts of an area. */
export async function districtsOfArea(tx: Tx, jurisdictionId: string, area: RotationArea): Promise<string[]> {
  if (area.districtId !== null) return [area.districtId];
  const rows = await tx.district.findMany({
    where: { jurisdictionId, serviceZoneId: area.zoneId },
    select: { id: true },
  });
  return rows.map((row) => row.id);
}

/**
 * The units of the city whose contract covers the service on the day (first and last day counted), with where. Asked of a
 * function of the database, because who dispatches may not read others' contracts.
 */
export async function contractedUnits(
  tx: Tx,
  service: Service,
  day: PlainDate,
): Promise<ReadonlyMap<string, ContractedArea>> {
  const rows = await tx.$queryRaw<
    {
      unit_id: string;
      main_zone_id: string | null;
      secondary_zone_id: string | null;
      district_ids: string[];
    }[]
  >`SELECT unit_id, main_zone_id, secondary_zone_id, district_ids FROM app_contracted(${service}::service, ${day}::date)`;
  return new Map(
    rows.map((row) => [
      row.unit_id,
      {
        zoneIds: [row.main_zone_id, row.secondary_zone_id].filter((id) => id !== null),
        districtIds: row.district_ids,
      },
    ]),
  );
}

/** Whether a contract covers a district: by its main or secondary zone, or by name. */
export function coversDistrict(
  contract: ContractedArea | undefined,
  district: { id: string; zoneId: string | null },
): boolean {
  if (!contract) return false;
  if (district.zoneId !== null && contract.zoneIds.includes(district.zoneId)) return true;
  return contract.districtIds.includes(district.id);
}

/** Whether a contract covers an area at least in part. */
export function coversArea(
  contract: ContractedArea | undefined,
  area: RotationArea,
  districtIds: readonly string[],
): boolean {
  return districtIds.some((id) => coversDistrict(contract, { id, zoneId: area.zoneId }));
}

/** Of these units, those to which dispatch of the service is suspended on the day (first and last day counted). */
export async function suspendedUnits(
  tx: Tx,
  jurisdictionId: string,
  service: Service,
  day: PlainDate,
  unitIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.dispatchSuspension.findMany({
    where: {
      jurisdictionId,
      unitId: { in: [...unitIds] },
      fromOn: { lte: toDbDate(day) },
      throughOn: { gte: toDbDate(day) },
      liftedAt: null,
      OR: [{ services: { isEmpty: true } }, { services: { has: service } }],
    },
    select: { unitId: true },
  });
  return new Set(rows.map((row) => row.unitId));
}
