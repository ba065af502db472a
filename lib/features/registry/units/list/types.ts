import type { CKind, NameState, Service, Tier, UnitSource } from "@/prisma/generated/enums";

/** A row of the unit list. */
export interface UnitRow {
  id: string;
  code: string;
  name: string;
  nameState: NameState;
  tier: Tier;
  cKind: CKind | null;
  source: UnitSource;
  organisation: string;
  district: string;
  zone: string | null;
  address: string | null;
  phone: string | null;
  /** Listed services; those that are gone are in `goneServices`. */
  services: Service[];
  goneServices: Service[];
}

/** What the filters leave: units by tier, and the rows of the registry behind them. */
export interface UnitCounts {
  total: number;
  byTier: Record<Tier, number>;
  /** Listings that are listed, of the units found (of the filtered service where one is chosen). */
  listings: number;
  /** Units whose name an official still has to look at. */
  unsure: number;
}
