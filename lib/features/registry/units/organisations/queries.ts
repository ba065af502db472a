import type { Actor } from "@/lib/platform/actor";
import { readAs } from "@/lib/platform/db";
import { SERVICES } from "../labels";
import { unitScope } from "../policy";
import { isId } from "../queries";
import type { OrganisationPage } from "./types";

/** An organisation of the actor's city with all its units, or null. */
export async function organisationPage(actor: Actor, id: string): Promise<OrganisationPage | null> {
  if (!isId(id)) return null;
  const found = await readAs(actor, (tx) =>
    tx.organisation.findFirst({
      where: { ...unitScope(actor), id },
      include: {
        units: {
          orderBy: [{ tier: "asc" }, { code: "asc" }],
          include: {
            district: { select: { name: true, serviceZone: { select: { name: true } } } },
            listings: { select: { service: true, state: true } },
            mergedInto: { select: { id: true, code: true } },
          },
        },
      },
    }),
  );
  if (!found) return null;
  const { name, businessNumber, representative } = found;
  return {
    ...{ id, name, businessNumber, representative },
    units: found.units
      .filter((unit) => unit.mergedIntoId === null)
      .map((unit) => {
        const listed = unit.listings.filter((listing) => listing.state === "listed");
        return {
          ...{ id: unit.id, code: unit.code, name: unit.name, tier: unit.tier },
          district: unit.district.name,
          zone: unit.district.serviceZone?.name ?? null,
          services: SERVICES.filter((service) => listed.some((listing) => listing.service === service)),
          gone: listed.length === 0 && unit.listings.length > 0,
        };
      }),
    merged: found.units
      .filter((unit) => unit.mergedIntoId !== null)
      .map((unit) => ({ id: unit.id, code: unit.code, name: unit.name, into: unit.mergedInto })),
  };
}
