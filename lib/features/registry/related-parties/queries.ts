import type { Actor } from "@/lib/platform/actor";
import { readAs } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";
import type { Prisma } from "@/prisma/generated/client";
import { isId } from "../units/queries";
import { mayRelatedParty, relatedPartyScope } from "./policy";
import type { OrganisationChoice, RelatedPartyRow } from "./types";

const ORGANISATION = {
  id: true,
  name: true,
  businessNumber: true,
  representative: true,
  units: {
    where: { mergedIntoId: null },
    select: { id: true, code: true, name: true, tier: true },
    orderBy: { code: "asc" },
  },
} as const satisfies Prisma.OrganisationSelect;

/** The pairs of an organisation that the actor sees: standing ones first, then ended ones, newest first. */
export async function relatedPartiesOf(actor: Actor, organisationId: string): Promise<RelatedPartyRow[]> {
  const scope = relatedPartyScope(actor);
  if (!scope || !isId(organisationId)) return [];
  const rows = await readAs(actor, (tx) =>
    tx.relatedParty.findMany({
      where: {
        AND: [scope, { OR: [{ organisationAId: organisationId }, { organisationBId: organisationId }] }],
      },
      include: { organisationA: { select: ORGANISATION }, organisationB: { select: ORGANISATION } },
      orderBy: [{ endedAt: { sort: "desc", nulls: "first" } }, { createdAt: "desc" }],
    }),
  );
  return rows.map(({ id, kind, basis, createdAt, endedAt, organisationA, organisationB }) => ({
    ...{ id, kind, basis, createdAt, endedAt },
    other: organisationA.id === organisationId ? organisationB : organisationA,
  }));
}

const FOUND_AT_MOST = 20;

/** Organisations of the city whose name, unit's name or business number holds the text, for whoever keeps pairs. */
export async function findOrganisations(
  actor: Actor,
  text: string,
  exceptId: string,
): Promise<OrganisationChoice[]> {
  const q = foldText(text);
  if (q === "" || !mayRelatedParty(actor, "related_party.keep")) return [];
  return readAs(actor, (tx) =>
    tx.organisation.findMany({
      where: {
        jurisdictionId: actor.jurisdictionId,
        id: { not: exceptId },
        OR: [
          { nameFolded: { contains: q } },
          { businessNumber: { startsWith: q } },
          { units: { some: { nameFolded: { contains: q }, mergedIntoId: null } } },
        ],
      },
      select: ORGANISATION,
      orderBy: { nameFolded: "asc" },
      take: FOUND_AT_MOST,
    }),
  );
}

/** One organisation of the own city, as the second step of choosing it; null when there is none. */
export async function organisationChoice(actor: Actor, id: string): Promise<OrganisationChoice | null> {
  if (!isId(id) || !mayRelatedParty(actor, "related_party.keep")) return null;
  return readAs(actor, (tx) =>
    tx.organisation.findFirst({ where: { jurisdictionId: actor.jurisdictionId, id }, select: ORGANISATION }),
  );
}
