import { fromDbDate } from "@/lib/platform/clock";
import type { Tx } from "@/lib/platform/db";
import type { QueuedUnit } from "@/lib/rules/dispatch";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { Service } from "@/prisma/generated/enums";
import { contractedUnits, coversDistrict, suspendedUnits } from "../../rotations/facts/queries";
import type { QueueMember } from "./types";

/** For whom a queue is built: a service of a case of an A unit, on a day. */
export interface QueueFor {
  jurisdictionId: string;
  aUnitId: string;
  districtId: string;
  service: Service;
  day: PlainDate;
}

/**
 * What the rule asks of each unit, as it stands on the day, in the order given: contracted for the service, serving the case's
 * district, suspended, with what capacity. `paused` are units that left the turn.
 */
export async function readQueue(
  tx: Tx,
  of: QueueFor,
  unitIds: readonly string[],
  paused: ReadonlySet<string> = new Set(),
): Promise<QueueMember[]> {
  const { jurisdictionId, service, districtId, day } = of;
  const ids = [...unitIds];
  const units = await tx.unit.findMany({
    where: { jurisdictionId, id: { in: ids }, tier: "b" },
    include: { district: { select: { name: true } } },
  });
  const contracts = await contractedUnits(tx, service, day);
  const suspended = await suspendedUnits(tx, jurisdictionId, service, day, ids);
  const related = await relatedOrganisations(tx, of);
  const district = await tx.district.findFirst({ where: { jurisdictionId, id: districtId } });
  const stated = await tx.unitCapacity.findMany({
    where: { jurisdictionId, unitId: { in: ids }, service, districtId },
  });
  const place = { id: districtId, zoneId: district?.serviceZoneId ?? null };
  return ids.flatMap((id) => {
    const unit = units.find((each) => each.id === id);
    if (!unit) return [];
    const capacity = stated.find((row) => row.unitId === id);
    return [
      {
        unit: id,
        contracted: contracts.has(id),
        servesDistrict: coversDistrict(contracts.get(id), place),
        suspended: suspended.has(id) || paused.has(id),
        capacity: capacity?.capacity ?? null,
        code: unit.code,
        name: unit.name,
        district: unit.district.name,
        earliestStart: fromDbDate(capacity?.earliestStart ?? null),
        related: related.has(unit.organisationId),
      },
    ];
  });
}

/** The organisations of the same or a connected owner as the A unit's. */
async function relatedOrganisations(tx: Tx, { jurisdictionId, aUnitId }: QueueFor): Promise<Set<string>> {
  const aUnit = await tx.unit.findFirst({ where: { jurisdictionId, id: aUnitId } });
  if (!aUnit) return new Set();
  const own = aUnit.organisationId;
  const pairs = await tx.relatedParty.findMany({
    where: { jurisdictionId, endedAt: null, OR: [{ organisationAId: own }, { organisationBId: own }] },
  });
  return new Set([own, ...pairs.flatMap((pair) => [pair.organisationAId, pair.organisationBId])]);
}

/** The part of a member that the rule reads. */
export function ruleInput({
  unit,
  contracted,
  servesDistrict,
  suspended,
  capacity,
}: QueueMember): QueuedUnit {
  return { unit, contracted, servesDistrict, suspended, capacity };
}

/** The units that declined this service of the case under this plan. */
export async function unitsThatDeclined(
  tx: Tx,
  of: { jurisdictionId: string; caseId: string; planId: string; service: Service },
): Promise<string[]> {
  const rows = await tx.dispatch.findMany({
    where: { ...of, fromUnitId: { not: null }, state: "declined" },
    select: { toUnitId: true },
    orderBy: { dispatchedAt: "asc" },
  });
  return [...new Set(rows.map((row) => row.toUnitId))];
}
