import type { Renewal } from "@/lib/rules/contract";
import type { Outcome } from "@/lib/rules/outcome";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { NameState, RenewalReply, Service, Tier } from "@/prisma/generated/enums";
import type { Phase } from "./labels";

export interface ContractUnit {
  id: string;
  code: string;
  name: string;
  nameState: NameState;
  tier: Tier;
  district: string;
}

/** A contract as it is kept. */
export interface ContractRow {
  id: string;
  number: string;
  unit: ContractUnit;
  services: Service[];
  startsOn: PlainDate;
  endsOn: PlainDate;
  closedOn: PlainDate | null;
  closedReason: string | null;
  effectiveUntil: PlainDate;
  mainZone: { id: string; name: string } | null;
  secondaryZone: { id: string; name: string } | null;
  districts: { id: string; name: string }[];
  renewalNoticeOn: PlainDate | null;
  renewalReply: RenewalReply | null;
  renewalReplyOn: PlainDate | null;
  version: number;
  /** A contract of the same unit that takes over a service after this one. */
  followUp: { id: string; number: string; startsOn: PlainDate } | null;
}

/** How a contract's renewal stands, or why the law in force says nothing about it. */
export type RenewalStanding =
  | { kind: "renewal"; outcome: Outcome<Renewal> }
  | { kind: "closed" }
  | { kind: "no_rule"; message: string };

/** A contract with how it and its renewal stand on a day. */
export interface StandingContract extends ContractRow {
  phase: Phase;
  /** Calendar days to the last day that it covers; negative when it is over. */
  daysLeft: number;
  renewal: RenewalStanding;
}

/** What may be chosen in the form of a contract. */
export interface ContractFormOptions {
  unit: { id: string; code: string; name: string; tier: Tier; merged: boolean };
  services: Service[];
  /** Empty in a city without service zones; its contracts name districts. */
  zones: { id: string; name: string; neighbours: { id: string; name: string }[] }[];
  districts: { id: string; name: string }[];
  ownZoneId: string | null;
  ownDistrictId: string;
}

/** What was done to a row since a form was made from it. */
export interface LaterChange {
  at: Date;
  by: string;
  action: string;
  fields: string[];
}
