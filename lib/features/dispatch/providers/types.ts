import type { ExhaustionRow } from "@/lib/features/dispatch/exhaustions/types";
import type { Correction } from "@/lib/features/dispatch/referrals/types";
import type { ClockOutcome } from "@/lib/features/timeliness/types";
import type { NextUnit, QueuedUnit, SkipReason } from "@/lib/rules/dispatch";
import type { Outcome } from "@/lib/rules/outcome";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { ClockState } from "@/lib/rules/timeliness";
import type { DispatchBasis, DispatchState, Service } from "@/prisma/generated/enums";

/** What the rule was asked, kept with its answer so that the decision can be replayed. */
export interface DecisionInput {
  queue: QueuedUnit[];
  cursor: number;
  choice: string | null;
  declined: string[];
}

/** A dispatch's `decision`: everything that it was made from, as it was. */
export interface DispatchDecision {
  rule: "dispatch.next";
  ruleSet: string;
  on: PlainDate;
  districtId: string;
  input: DecisionInput;
  /** The names behind the ids, as they were. */
  units: { id: string; code: string; name: string; related: boolean }[];
  /** What the rule said; of a deviation: what the rotation would have said. Null where it refused or there was no order. */
  outcome: Outcome<NextUnit> | null;
  refusal: { code: string; message: string } | null;
  /** The unit that was taken instead of the rotation's, with why. */
  deviation: { unit: string; reason: string } | null;
  cursorAfter: number;
  /** Whether the unit had stated a capacity, from which one was taken. */
  capacityTaken: boolean;
}

export interface Candidate {
  unitId: string;
  code: string;
  name: string;
  district: string;
  /** Place in the order, from 1; null for a contracted unit outside the order. */
  position: number | null;
  isNext: boolean;
  skip: SkipReason | null;
  capacity: number | null;
  earliestStart: PlainDate | null;
  related: boolean;
}

/** What a case manager sees before a service is given to a unit. */
export interface CandidatesPanel {
  rotation: { id: string; validThrough: PlainDate | null; turns: number } | null;
  /** Why there is no rotation here today. */
  noRotation: string | null;
  /** Why nobody is next although there is an order. */
  exhausted: string | null;
  next: Candidate | null;
  /** The order from the cursor on, once round. */
  inOrder: Candidate[];
  /** Contracted units of the service that stand in no order of this unit. */
  outsideOrder: Candidate[];
}

export interface DispatchRow {
  id: string;
  service: Service;
  toUnit: { id: string; code: string; name: string };
  basis: DispatchBasis;
  state: DispatchState;
  reason: string | null;
  consentId: string | null;
  turn: number | null;
  dispatchedOn: PlainDate;
  answeredOn: PlainDate | null;
  answerReason: string | null;
  plannedStartOn: PlainDate | null;
  firstServiceOn: PlainDate | null;
  endedOn: PlainDate | null;
  version: number;
  decision: DispatchDecision | null;
  clock: RunningClock | null;
  corrections: Correction[];
}

export interface RunningClock {
  state: ClockState | "cancelled";
  dueOn: PlainDate;
  daysLeft: number | null;
  outcome: ClockOutcome;
}

export interface ServiceBoard {
  service: Service;
  items: { code: string; name: string; quantity: number }[];
  standing: DispatchRow | null;
  /** The limit for referring this service, where the city has one. */
  referralClock: RunningClock | null;
  panel: CandidatesPanel | null;
  /** What was last laid before the centre because nobody in the order could take the service. */
  exhaustion: ExhaustionRow | null;
}

export interface DispatchBoard {
  case: { id: string; number: string; clientName: string; district: string; open: boolean };
  plan: { id: string; versionNo: number } | null;
  services: ServiceBoard[];
  consents: { id: string; fileName: string; createdAt: Date }[];
  past: DispatchRow[];
}
