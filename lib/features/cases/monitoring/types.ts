import type { PlainDate } from "@/lib/rules/plain-date";
import type { ContactKind, OutwardReferralKind } from "@/prisma/generated/enums";

/** How much of an item of the plan was used in the month. */
export type Usage = "as_planned" | "less" | "more" | "none";

/** What AA02 keeps of each item of the plan that stood. */
export interface UsedItem {
  code: string;
  name: string;
  use: Usage;
}

/** One AA02 as it was kept. */
export interface MonitoringRecord {
  id: string;
  /** `YYYY-MM` */
  month: string;
  contactOn: PlainDate;
  contactKind: ContactKind;
  usage: UsedItem[];
  problems: string | null;
  planChangeNeeded: boolean;
  cStationInformed: boolean;
  note: string | null;
  staff: string | null;
  createdAt: Date;
  /** Names what the record held when it was read, so that a stale correction is noticed. */
  mark: string;
}

/** A case of the work list of a month. */
export interface WorkRow {
  id: string;
  number: string;
  name: string;
  district: string;
  needLevel: number | null;
  managerId: string | null;
  manager: string | null;
  own: boolean;
  state: "todo" | "done" | "aa01";
  contactOn: PlainDate | null;
  contactKind: ContactKind | null;
  lastContactOn: PlainDate | null;
  aa01On: PlainDate | null;
}

export interface WorkPage {
  rows: WorkRow[];
  total: number;
  page: number;
  /** Of the same people, whatever state is shown: `done` of `due`. */
  progress: { done: number; due: number };
}

export interface OutwardRow {
  id: string;
  caseId: string;
  caseNumber: string;
  clientName: string;
  kind: OutwardReferralKind;
  referredOn: PlainDate;
  receiver: string;
  note: string | null;
  followedUpOn: PlainDate | null;
  result: string | null;
}

/** What the form of one case needs. */
export interface EntryView {
  caseId: string;
  number: string;
  month: string;
  needLevel: number | null;
  district: string;
  status: string;
  /** The first day on which a contact can count: since when the case is with the unit. */
  withUnitSince: PlainDate;
  items: { code: string; name: string; quantity: number; goal: string | null }[];
  problems: string[];
  last: MonitoringRecord | null;
  /** This month's own record, when there is one. */
  record: MonitoringRecord | null;
  aa01On: PlainDate | null;
  /** Whether C-station information is to be given: levels 2 and 3 in Taichung. */
  cStation: boolean;
}
