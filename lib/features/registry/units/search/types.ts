import type { NameState, Role, Tier } from "@/prisma/generated/enums";
import type { Named } from "../types";

export interface FoundUnit extends Named {
  code: string;
  tier: Tier;
  nameState: NameState;
  district: string;
}

export interface FoundOrganisation extends Named {
  units: number;
}

export interface FoundStaff extends Named {
  unitId: string;
  unitCode: string;
  unitName: string;
  left: boolean;
}

export interface FoundAccount extends Named {
  login: string;
  role: Role;
  closed: boolean;
}

export interface FoundDistrict extends Named {
  zone: string | null;
  units: number;
}

/** Some of a group and how many there are. */
export interface Group<T> {
  items: T[];
  total: number;
}

/** What a search found, by kind; a group that the actor's role may not see is absent. */
export interface SearchResult {
  units?: Group<FoundUnit>;
  organisations?: Group<FoundOrganisation>;
  staff?: Group<FoundStaff>;
  accounts?: Group<FoundAccount>;
  districts?: Group<FoundDistrict>;
}

export type SearchGroup = keyof SearchResult;
