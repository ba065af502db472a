import type { Actor } from "@/lib/platform/actor";
import { fromDbDate } from "@/lib/platform/clock";
import { readAs } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";
import type { Prisma } from "@/prisma/generated/client";
import type { Service } from "@/prisma/generated/enums";
import { capacityScope } from "./policy";
import type { CapacityListParams } from "./schema";
import type { CapacityRow } from "./types";

/** The capacities that the actor sees, filtered, sorted and paged in the database. */
export async function listCapacities(
  actor: Actor,
  params: CapacityListParams,
): Promise<{ rows: CapacityRow[]; total: number }> {
  const scope = capacityScope(actor);
  if (!scope) return { rows: [], total: 0 };
  const { q, service, district, page, size } = params;
  const where: Prisma.UnitCapacityWhereInput = {
    AND: [
      scope,
      service ? { service } : {},
      district ? { districtId: district } : {},
      q
        ? {
            OR: [
              { unit: { nameFolded: { contains: foldText(q) } } },
              { unit: { code: { startsWith: q.toUpperCase() } } },
            ],
          }
        : {},
    ],
  };
  return readAs(actor, async (tx) => {
    const rows = await tx.unitCapacity.findMany({
      where,
      include: {
        unit: { select: { id: true, code: true, name: true } },
        district: { select: { id: true, name: true } },
      },
      orderBy: [ordering(params), { unitId: "asc" }, { service: "asc" }, { districtId: "asc" }],
      skip: (page - 1) * size,
      take: size,
    });
    return {
      rows: rows.map(({ unit, district: place, service: of, capacity, earliestStart, updatedAt }) => ({
        ...{ unit, district: place, service: of, capacity, updatedAt },
        earliestStart: fromDbDate(earliestStart),
      })),
      total: await tx.unitCapacity.count({ where }),
    };
  });
}

function ordering({ sort, dir }: CapacityListParams): Prisma.UnitCapacityOrderByWithRelationInput {
  if (sort === "unit") return { unit: { code: dir } };
  if (sort === "district") return { districtId: dir };
  if (sort === "capacity") return { capacity: { sort: dir, nulls: "last" } };
  return { service: dir };
}

/** The services that the actor's own unit is listed for or contracted for, to state a capacity of. */
export async function ownServices(actor: Actor): Promise<Service[]> {
  const { jurisdictionId, unitId } = actor;
  if (unitId === null) return [];
  return readAs(actor, async (tx) => {
    const listed = await tx.listing.findMany({ where: { jurisdictionId, unitId, state: "listed" } });
    const contracted = await tx.contractService.findMany({ where: { jurisdictionId, unitId } });
    return [...new Set([...listed, ...contracted].map((row) => row.service))];
  });
}
