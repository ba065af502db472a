import type { Tx } from "@/lib/platform/db";
import type { RotationEntry } from "@/prisma/generated/client";

/** The district's order of A units, held for the running transaction. */
export interface CentreTurn {
  id: string;
  version: number;
  cursor: number;
  turns: number;
  districtId: string;
  entries: RotationEntry[];
}

/** Locks the order of A units of a district and reads it behind the lock; null where the centre has made none. */
export async function lockDistrictOrder(
  tx: Tx,
  jurisdictionId: string,
  districtId: string,
): Promise<CentreTurn | null> {
  await tx.$queryRaw`SELECT id FROM rotation
    WHERE jurisdiction_id = ${jurisdictionId} AND a_unit_id IS NULL AND district_id = ${districtId}
      AND service = 'case_management' AND state = 'approved' FOR UPDATE`;
  return readDistrictOrder(tx, jurisdictionId, districtId);
}

/** The order of A units of a district as it stands; null where the centre has made none. */
export async function readDistrictOrder(
  tx: Tx,
  jurisdictionId: string,
  districtId: string,
): Promise<CentreTurn | null> {
  const row = await tx.rotation.findFirst({
    where: { jurisdictionId, aUnitId: null, districtId, service: "case_management", state: "approved" },
    include: { entries: { orderBy: { position: "asc" } } },
  });
  if (!row) return null;
  const { id, version, cursor, turns, entries } = row;
  return { id, version, cursor, turns, districtId, entries };
}
