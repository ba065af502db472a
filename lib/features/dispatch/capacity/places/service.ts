import type { Tx } from "@/lib/platform/db";
import type { Dispatch } from "@/prisma/generated/client";

/**
 * Gives back the place that a dispatch took from the unit's stated capacity, when it took one and the unit still states a
 * number. Raw, because the district is the decision's, and a B unit that declines no longer sees the case.
 */
export async function giveCapacityBack(tx: Tx, row: Dispatch): Promise<void> {
  await tx.$executeRaw`
    UPDATE unit_capacity c SET capacity = c.capacity + 1
      FROM dispatch d
     WHERE d.id = ${row.id}::uuid AND (d.decision->>'capacityTaken')::boolean
       AND c.jurisdiction_id = d.jurisdiction_id AND c.unit_id = d.to_unit_id AND c.service = d.service
       AND c.district_id = d.decision->>'districtId' AND c.capacity IS NOT NULL`;
}
