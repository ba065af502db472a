import type { AccountState, Role, Tier } from "@/prisma/generated/enums";

export interface AccountRow {
  id: string;
  login: string;
  name: string;
  role: Role;
  state: AccountState;
  unitId: string | null;
  unitName: string | null;
  unitCode: string | null;
  lastSignInAt: Date | null;
  lockedUntil: Date | null;
  createdAt: Date;
}

export interface AccountDetail extends AccountRow {
  version: number;
  districts: { id: string; name: string }[];
  /** With its middle hidden; null when none is on record. */
  maskedNationalId: string | null;
  failedAttempts: number;
  passwordSetAt: Date | null;
  closedAt: Date | null;
  closedReason: string | null;
  /** Until when a link handed out is still good. */
  openLinkUntil: Date | null;
  mayManage: boolean;
}

export interface UnitChoice {
  id: string;
  code: string;
  name: string;
  tier: Tier;
  districtName: string;
}

/** Where the actor works, for the frame of every page. */
export interface OwnPlace {
  cityName: string;
  bureauName: string;
  unitName: string | null;
}

export const ACCOUNT_SORTS = ["name", "login", "role", "unit", "lastSignIn", "created"] as const;
export type AccountSort = (typeof ACCOUNT_SORTS)[number];

export interface AccountFilter {
  q: string;
  role?: Role;
  state?: AccountState | "locked";
  unit: string;
}
