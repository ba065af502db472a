import type { PlainDate } from "@/lib/rules/plain-date";
import type {
  ClockKind,
  ContactKind,
  DispatchBasis,
  DispatchState,
  PlanKind,
  PlanStatus,
  Service,
} from "@/prisma/generated/enums";
import type { AssessmentRow, CStation } from "../assessment/types";
import type { CaseStanding, Named, Person } from "../types";

export interface PlanSummary {
  id: string;
  versionNo: number;
  kind: PlanKind;
  status: PlanStatus;
  visitedOn: PlainDate | null;
  submittedAt: Date | null;
  decidedAt: Date | null;
  items: { code: string; name: string; quantity: number }[];
}

export interface DispatchSummary {
  id: string;
  service: Service;
  toUnit: Named;
  basis: DispatchBasis;
  state: DispatchState;
  dispatchedOn: PlainDate;
  firstServiceOn: PlainDate | null;
  endedOn: PlainDate | null;
}

export interface OpenClock {
  id: string;
  kind: ClockKind;
  unit: Named | null;
  startedOn: PlainDate;
  dueOn: PlainDate;
}

export interface ContactSummary {
  id: string;
  contactOn: PlainDate;
  kind: ContactKind;
  problems: string | null;
  planChangeNeeded: boolean;
}

/** The file as those see it who carry the case or watch over it. */
export interface FullFile {
  view: "full";
  standing: CaseStanding;
  person: Person;
  assessments: AssessmentRow[];
  /** The approved plan and the one under way. */
  plans: PlanSummary[];
  dispatches: DispatchSummary[];
  clocks: OpenClock[];
  contacts: ContactSummary[];
  documents: number;
  /** C stations of the district, for levels 1 to 3 and for those who leave. */
  cStations: CStation[];
}

/** What a B unit needs of a case that is referred to it, and nothing else. */
export interface LimitedFile {
  view: "limited";
  id: string;
  number: string;
  name: string;
  district: Named;
  needLevel: number | null;
  address: string;
  phone: string;
  aUnit: Named | null;
  /** The referrals to the own unit. */
  dispatches: DispatchSummary[];
  /** Items of the approved plan; the page shows those of the services referred. */
  items: { code: string; name: string; quantity: number; goal: string | null }[];
}

export type CaseFileView = FullFile | LimitedFile;

/** One thing that was done to a case, as it was written down. */
export interface HistoryEntry {
  id: string;
  at: Date;
  actorName: string;
  actorRole: string;
  action: string;
  detail: unknown;
}

export interface CaseHistory {
  entries: HistoryEntry[];
  total: number;
  size: number;
  /** Names of the units, districts and people that the entries speak of, by id. */
  names: ReadonlyMap<string, string>;
}
