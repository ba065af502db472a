import type { CaseloadState, Employment } from "@/lib/rules/caseload";
import type { Citation } from "@/lib/rules/citations";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { ClockState } from "@/lib/rules/timeliness";
import type { CaseSource, CaseStatus, DispatchBasis } from "@/prisma/generated/enums";

/** How many cases somebody carries against the cap, on a day. */
export interface CaseLoad {
  activeCases: number;
  cap: number;
  headroom: number;
  state: CaseloadState;
  /** How it would stand with one more case; `over` is refused. */
  withOneMore: CaseloadState;
  citations: readonly Citation[];
  /** What the source leaves open, shown with the cap. */
  assumptions: readonly string[];
}

/** AA01 and AA02 groups of a month, and how many of them are paid in full, reduced or not at all. */
export interface MonthClaims {
  aa01: number;
  aa02: number;
  full: number;
  reduced: number;
  refused: number;
}

export interface ManagerRow {
  id: string;
  name: string;
  employment: Employment;
  /** Null while the person stands in the unit; those who left are shown while cases are left behind. */
  endedOn: PlainDate | null;
  load: CaseLoad | null;
  claims: MonthClaims;
  activeCases: number;
}

export interface ManagersOverview {
  month: string;
  managers: ManagerRow[];
  headroom: number;
  waiting: number;
}

export interface CaseClock {
  dueOn: PlainDate;
  state: ClockState;
}

/** A case that waits at the unit for its manager. */
export interface WaitingRow {
  id: string;
  number: string;
  name: string;
  district: string;
  needLevel: number | null;
  source: CaseSource;
  basis: DispatchBasis;
  dispatchedOn: PlainDate;
  planDueOn: PlainDate | null;
  version: number;
}

export interface ManagedCaseRow {
  id: string;
  number: string;
  name: string;
  district: string;
  needLevel: number | null;
  status: CaseStatus;
  since: PlainDate | null;
}

/** One manager with the cases that can be handed over, and to whom. */
export interface ManagerDetail {
  manager: ManagerRow;
  cases: ManagedCaseRow[];
  receivers: ManagerRow[];
}
