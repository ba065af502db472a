import type { NameState, Service, Tier, UnitSource } from "@/prisma/generated/enums";
import type { District } from "../cells/schema";

/** What a listing says besides its place and name. */
export interface ListingFields {
  dementia: boolean;
  contractType: string | null;
  vehiclesTotal: number | null;
  vehiclesDedicated: number | null;
  vehiclesShared: number | null;
  vehiclesTaxi: number | null;
}

export type ListingField = keyof ListingFields;

/** A sound row of the file. */
export interface UnitRow extends ListingFields {
  line: number;
  district: District;
  tier: Tier;
  service: Service;
  name: string;
  nameFolded: string;
  /** 1, or 2 when the same name stands a second time in one list. */
  occurrence: number;
  sourceLine: number | null;
}

/** A listing of the registry, as far as an import compares it. */
export interface KnownListing extends ListingFields {
  id: string;
  unitId: string;
  tier: Tier;
  districtId: string;
  service: Service;
  printedName: string;
  printedFolded: string;
  occurrence: number;
  source: UnitSource;
  state: "listed" | "gone";
  sourceLine: number | null;
}

export interface KnownUnit {
  id: string;
  organisationId: string;
  tier: Tier;
  districtId: string;
  name: string;
  nameFolded: string;
  nameState: NameState;
  source: UnitSource;
  mergedIntoId: string | null;
}

export interface KnownNote {
  district: string | null;
  tier: Tier | null;
  service: Service | null;
  kind: string;
  textInSource: string;
  reading: string | null;
  evidence: string;
}

/** The registry of a city at one moment. */
export interface Registry {
  districts: District[];
  listings: KnownListing[];
  units: KnownUnit[];
  organisations: { id: string; name: string; nameFolded: string }[];
  notes: KnownNote[];
}

export interface NewOrganisation {
  id: string;
  name: string;
  nameFolded: string;
}

export interface NewUnit {
  id: string;
  organisationId: string;
  districtId: string;
  tier: Tier;
  name: string;
  nameFolded: string;
}

export interface ListingChange {
  listingId: string;
  unitId: string;
  row: UnitRow;
  /** The listing as it will stand: what the file does not say stays. */
  values: ListingFields & Pick<KnownListing, "printedName" | "sourceLine">;
  /** The unit bears the old spelling, and no official corrected it. */
  renameUnit: boolean;
  changes: { field: string; from: string; to: string }[];
}

/** What applying writes. */
export interface UnitPlan {
  organisations: NewOrganisation[];
  units: NewUnit[];
  listings: { unitId: string; isNewUnit: boolean; row: UnitRow }[];
  returned: ListingChange[];
  changed: ListingChange[];
  gone: KnownListing[];
}
