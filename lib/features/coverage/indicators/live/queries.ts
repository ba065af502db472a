import { sourceIs } from "@/lib/features/registry/units/list/queries";
import type { Tx } from "@/lib/platform/db";
import { Prisma } from "@/prisma/generated/client";

/** Units or listings of a district, or of the whole city, by tier or service. */
export interface LiveCount {
  readonly districtId: string | null;
  readonly division: string;
  readonly count: number;
}

/** Counts units by tier, or listings by service, per district and for the whole city; none is 0. */
export async function countRegistry(
  tx: Tx,
  jurisdictionId: string,
  what: "units" | "listings",
): Promise<LiveCount[]> {
  const [known] = await tx.$queryRaw<{ isReal: boolean }[]>`
    SELECT EXISTS (SELECT FROM unit WHERE jurisdiction_id = ${jurisdictionId} AND source <> 'demo') AS "isReal"`;
  const column = what === "units" ? Prisma.sql`u.tier::text` : Prisma.sql`l.service::text`;
  const counted = what === "units" ? Prisma.sql`count(DISTINCT u.id)` : Prisma.sql`count(*)`;
  const rows = await tx.$queryRaw<LiveCount[]>`
    SELECT u.district_id AS "districtId", ${column} AS division, ${counted}::int AS count
      FROM listing l JOIN unit u ON u.jurisdiction_id = l.jurisdiction_id AND u.id = l.unit_id
     WHERE l.jurisdiction_id = ${jurisdictionId} AND l.state = 'listed'
       AND ${sourceIs(Prisma.sql`u.source`, known?.isReal ? "real" : "demo")}
     GROUP BY u.district_id, 2`;
  const districts = await tx.district.findMany({ where: { jurisdictionId }, select: { id: true } });
  return withTotals(rows, districts.map(({ id }) => id).sort());
}

function withTotals(rows: readonly LiveCount[], districtIds: readonly string[]): LiveCount[] {
  const byPlace = new Map(rows.map((row) => [`${row.districtId} ${row.division}`, row.count]));
  const divisions = [...new Set(rows.map(({ division }) => division))].sort();
  return divisions.flatMap((division) => {
    const districts = districtIds.map((districtId) => ({
      ...{ districtId, division },
      count: byPlace.get(`${districtId} ${division}`) ?? 0,
    }));
    const count = districts.reduce((sum, district) => sum + district.count, 0);
    return [{ districtId: null, division, count }, ...districts];
  });
}
