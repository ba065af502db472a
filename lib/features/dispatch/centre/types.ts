import type { SkipReason } from "@/lib/rules/dispatch";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { CaseSource, CaseStatus, DispatchBasis, DispatchState } from "@/prisma/generated/enums";
import type { DispatchDecision, RunningClock } from "../providers/types";

export interface UnitName {
  id: string;
  code: string;
  name: string;
}

/** A row of the centre's list: a case that waits for an A unit, or one that was sent and has no plan handed in yet. */
export interface CentreRow {
  id: string;
  number: string;
  name: string;
  district: string;
  needLevel: number | null;
  source: CaseSource;
  status: CaseStatus;
  lastAssessedOn: PlainDate | null;
  /** The last dispatch to an A unit: the standing one, or one that came back. */
  last: { unit: UnitName; state: DispatchState; dispatchedOn: PlainDate; withoutReason: boolean } | null;
  planDueOn: PlainDate | null;
}

/** An A unit as it stands for a case of a district on a day. */
export interface CentreCandidate extends UnitName {
  /** Place in the order, from 1; null outside it. */
  position: number | null;
  isNext: boolean;
  skip: SkipReason | null;
  /** Why it stands paused in the order; the law counts it as suspended. */
  pausedReason: string | null;
  /** Why the turn passes over it for this case: it had it and let the limit pass. */
  lost: string | null;
  /** How many more cases its managers can take. */
  headroom: number;
}

export interface CentreDispatchRow {
  id: string;
  unit: UnitName;
  basis: DispatchBasis;
  state: DispatchState;
  turn: number | null;
  dispatchedOn: PlainDate;
  answeredOn: PlainDate | null;
  answerReason: string | null;
  withoutReason: boolean;
  decision: DispatchDecision | null;
}

/** Whether a case that was sent may be taken back today; if not, why and from when. */
export interface TakingBack {
  allowed: boolean;
  why: string;
  clock: RunningClock | null;
}

export interface CentreBoard {
  case: {
    id: string;
    number: string;
    name: string;
    district: { id: string; name: string };
    status: CaseStatus;
    source: CaseSource;
    /** The A unit that found the case by its own outreach. */
    sourceUnit: UnitName | null;
    needLevel: number | null;
    version: number;
    manager: string | null;
  };
  order: { id: string; turns: number } | null;
  /** In words, why nobody is next: no order, an empty one, or nobody in it can take the case. */
  nobody: string | null;
  next: CentreCandidate | null;
  inOrder: CentreCandidate[];
  /** Contracted A units outside the order, for the family's choice. */
  outside: CentreCandidate[];
  /** The A units that had the case before. */
  former: UnitName[];
  standing: CentreDispatchRow | null;
  takingBack: TakingBack | null;
  past: CentreDispatchRow[];
}

/** A district with its order of A units. */
export interface DistrictOrderRow {
  district: { id: string; name: string };
  order: { id: string; units: number; paused: number; turns: number; next: string | null } | null;
  waiting: number;
}

export interface OrderEntryRow {
  position: number;
  unit: UnitName;
  note: string | null;
  pausedReason: string | null;
  contracted: boolean;
  inDistrict: boolean;
  suspended: boolean;
  headroom: number;
  isTurn: boolean;
}

export interface DistrictOrder {
  id: string;
  district: { id: string; name: string };
  version: number;
  turns: number;
  entries: OrderEntryRow[];
  candidates: (UnitName & { contracted: boolean })[];
  /** No A unit is contracted here, so that the candidates are those of the public list. */
  withoutContracts: boolean;
}
