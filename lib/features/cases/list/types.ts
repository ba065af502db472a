import type { PlainDate } from "@/lib/rules/plain-date";
import type { CaseSource, CaseStatus } from "@/prisma/generated/enums";

/** `open` is every case that is not closed. */
export type StatusFilter = "open" | "all" | CaseStatus;
/** Reassessment overdue, or due within so many days. */
export type DueFilter = "overdue" | "30" | "60" | "90";

export interface CaseListRow {
  id: string;
  number: string;
  name: string;
  status: CaseStatus;
  source: CaseSource;
  appliedOn: PlainDate;
  district: string;
  needLevel: number | null;
  copayClass: number | null;
  aUnitId: string | null;
  aUnit: string | null;
  manager: string | null;
  nextReassessmentOn: PlainDate | null;
  closedOn: PlainDate | null;
}

export interface CasePage {
  rows: CaseListRow[];
  total: number;
  page: number;
}

export interface Choice {
  value: string;
  label: string;
}
