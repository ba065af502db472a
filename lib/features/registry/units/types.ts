import type { CKind, ListingState, NameState, Service, Tier, UnitSource } from "@/prisma/generated/enums";

export interface Named {
  id: string;
  name: string;
}

/** What every page of a unit shows at its top. */
export interface UnitHeader {
  id: string;
  code: string;
  name: string;
  nameState: NameState;
  tier: Tier;
  cKind: CKind | null;
  source: UnitSource;
  district: Named;
  zone: Named | null;
  organisation: Named;
  /** Where this unit went when a correction showed that it is another one. */
  mergedIntoId: string | null;
  version: number;
}

/** An entry of a select field; `label` begins with the code. */
export interface UnitOption {
  value: string;
  label: string;
  tier: Tier;
  districtId: string;
}

export interface Option {
  value: string;
  label: string;
}

export interface DistrictOption extends Option {
  zoneId: string | null;
}

export interface UnitListing {
  id: string;
  service: Service;
  state: ListingState;
  goneSince: Date | null;
  printedName: string;
  occurrence: number;
  dementia: boolean;
  contractType: string | null;
  vehicles: { total: number | null; dedicated: number | null; shared: number | null; taxi: number | null };
  sourceLine: number | null;
  source: UnitSource;
}

export interface UnitHours {
  opens: string | null;
  closes: string | null;
  halfDayHours: string | null;
  fullDayHours: string | null;
  extendedHours: string | null;
  extendedHoursText: string | null;
  feeMode: string | null;
  feeStandard: string | null;
}

/** What a reader of the printed registry noted on a unit's name. */
export interface UnitNameNote {
  id: string;
  kind: string;
  textInSource: string;
  reading: string | null;
  evidence: string;
  sourceLine: number;
}

export interface SiblingUnit extends Named {
  code: string;
  tier: Tier;
  district: string;
  services: Service[];
}

/** The overview page of a unit. */
export interface UnitOverview {
  address: string | null;
  phone: string | null;
  organisation: Named & { businessNumber: string | null; representative: string | null };
  listings: UnitListing[];
  hours: UnitHours | null;
  notes: UnitNameNote[];
  siblings: SiblingUnit[];
  mergedFrom: { id: string; code: string; name: string }[];
}
