import type { Explanation, Outcome } from "@/lib/rules/outcome";
import type { Evaluation, Regime } from "@/lib/rules/penalty-evaluate";
import type { ContractTier } from "@/lib/rules/penalty-regime";
import type { PlainDate } from "@/lib/rules/plain-date";
import type {
  MeasureKind,
  MeasureState,
  PointScheme,
  ReviewState,
  Service,
  Tier,
  ViolationState,
} from "@/prisma/generated/enums";

export interface PenaltyUnit {
  id: string;
  code: string;
  name: string;
  tier: Tier;
}

/** What the law proposes for a violation, as it stood when it was asked. */
export interface Proposal extends Explanation {
  /** Null where the contract's own scheme leaves the number to the officer. */
  points: number | null;
  /** The article that the points rest on: `25`, `27`, or a place in the plan. Null with `points`. */
  article: string | null;
  /** The bureau may multiply. */
  discretionary: boolean;
  /** Corrections in time that have not led to a point. */
  pendingCures: number;
  /** C stations: months of the grant that are withheld. */
  grantMonths: number;
}

/** What is kept with a violation: the proposal when it was proposed, and when it was decided. */
export interface KeptProposals {
  proposed: Proposal;
  decided?: Proposal;
}

export interface ViolationRow {
  id: string;
  number: string;
  unit: PenaltyUnit;
  contract: { id: string; number: string };
  scheme: PointScheme;
  clause: number | null;
  happenedOn: PlainDate;
  state: ViolationState;
  points: number | null;
  hearingDueOn: PlainDate | null;
  statedAt: Date | null;
  decidedOn: PlainDate | null;
  review: ReviewState | null;
  version: number;
}

export interface ReviewDetail {
  askedOn: PlainDate;
  grounds: string;
  state: ReviewState;
  decision: string | null;
  decidedOn: PlainDate | null;
  deadline: (Explanation & { dueOn: PlainDate | null }) | null;
  version: number;
}

export interface EntryRow {
  id: string;
  violationId: string;
  violationNumber: string;
  countsOn: PlainDate;
  points: number;
  article: string;
  reason: string;
  scheme: PointScheme;
  clause: number | null;
  contractNumber: string;
  enteredAt: Date;
}

export interface ViolationDetail extends ViolationRow {
  facts: string;
  corrected: boolean | null;
  finding: { id: string; number: string } | null;
  proposals: KeptProposals;
  /** What the law would propose today; null once it is decided, and for those who may not decide. */
  proposalNow: Proposal | null;
  statement: string | null;
  grounds: string | null;
  review: ReviewState | null;
  reviewDetail: ReviewDetail | null;
  entries: EntryRow[];
  /** Until when a review may be asked for; null while the notice has not arrived. */
  reviewUntil: (Explanation & { dueOn: PlainDate }) | null;
  noticeArrivedOn: PlainDate | null;
}

/** Points on record of a unit, after those taken back are gone. */
export interface StandingPoints {
  violationId: string;
  on: PlainDate;
  points: number;
}

/** What the points on record lead to, with the violations that were counted. */
export interface MeasureProposal {
  outcome: Outcome<Evaluation>;
  violationIds: string[];
  regime: Regime;
}

export interface MeasureRow {
  id: string;
  number: string;
  unit: PenaltyUnit;
  contract: { id: string; number: string; effectiveUntil: PlainDate; services: Service[]; version: number };
  kind: MeasureKind;
  state: MeasureState;
  services: Service[];
  fromOn: PlainDate | null;
  throughOn: PlainDate | null;
  decidedOn: PlainDate | null;
  createdAt: Date;
  version: number;
}

export interface MeasureDetail extends MeasureRow {
  proposal: MeasureProposal;
  grounds: string | null;
  violations: { id: string; number: string; points: number | null; state: ViolationState }[];
  /** The row that takes the unit out of the rotations was lifted early. */
  liftedReason: string | null;
}

/** One hypothetical next violation. */
export interface NextViolation {
  clause: number | null;
  text: string;
  corrected: boolean | null;
  points: number | null;
  article: string | null;
  total: number;
  action: Evaluation["action"];
  windowTotal: number | null;
  /** How the action reads: days, months, or why it ends. */
  detail: string;
}

export interface LedgerOfContract {
  contract: { id: string; number: string; startsOn: PlainDate; effectiveUntil: PlainDate };
  scheme: PointScheme | null;
  tier: ContractTier;
  evaluation: Outcome<Evaluation> | null;
  /** Why nothing can be evaluated. */
  unavailable: string | null;
  pendingCures: number;
  next: NextViolation[];
}
