import type { RelatedPartyKind, Tier } from "@/prisma/generated/enums";

export interface OrganisationUnit {
  id: string;
  code: string;
  name: string;
  tier: Tier;
}

export interface OrganisationChoice {
  id: string;
  name: string;
  businessNumber: string | null;
  representative: string | null;
  units: OrganisationUnit[];
}

/** A pair as one of its two organisations sees it. */
export interface RelatedPartyRow {
  id: string;
  kind: RelatedPartyKind;
  basis: string;
  createdAt: Date;
  endedAt: Date | null;
  other: OrganisationChoice;
}
