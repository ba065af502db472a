import type { Tx } from "@/lib/platform/db";
import type { Registry } from "./types";

/** The registry of a city as it stands inside the running transaction; demo units are no part of it. */
export async function readRegistry(tx: Tx, jurisdictionId: string): Promise<Registry> {
  const where = { jurisdictionId };
  const districts = await tx.district.findMany({ where, select: { id: true, name: true } });
  const listings = await tx.listing.findMany({
    where,
    select: {
      id: true,
      unitId: true,
      tier: true,
      districtId: true,
      service: true,
      printedName: true,
      printedFolded: true,
      occurrence: true,
      source: true,
      state: true,
      dementia: true,
      contractType: true,
      vehiclesTotal: true,
      vehiclesDedicated: true,
      vehiclesShared: true,
      vehiclesTaxi: true,
      sourceLine: true,
    },
    orderBy: [
      { districtId: "asc" },
      { tier: "asc" },
      { service: "asc" },
      { sourceLine: "asc" },
      { id: "asc" },
    ],
  });
  const units = await tx.unit.findMany({
    where,
    select: {
      id: true,
      organisationId: true,
      tier: true,
      districtId: true,
      name: true,
      nameFolded: true,
      nameState: true,
      source: true,
      mergedIntoId: true,
    },
  });
  const organisations = await tx.organisation.findMany({
    where,
    select: { id: true, name: true, nameFolded: true },
  });
  const notes = await tx.nameNote.findMany({
    where,
    select: {
      district: true,
      tier: true,
      service: true,
      kind: true,
      textInSource: true,
      reading: true,
      evidence: true,
    },
  });
  return { districts, listings, units, organisations, notes };
}
