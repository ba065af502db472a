import type { Contact } from "@/lib/features/cases/types";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { AnswerChannel, DispatchBasis, DispatchState, Service } from "@/prisma/generated/enums";
import type { RunningClock } from "../providers/types";

/** What may follow what, for a dispatch to a B unit. Every change of its state goes through this table. */
export const REFERRAL_TRANSITIONS: Record<DispatchState, readonly DispatchState[]> = {
  waiting: ["accepted", "declined", "withdrawn"],
  accepted: ["ended", "withdrawn"],
  declined: [],
  taken_back: [],
  withdrawn: [],
  ended: [],
};

/** A referral in a list. The person's name is there only while the actor may see the case. */
export interface ReferralRow {
  id: string;
  caseId: string;
  caseNumber: string | null;
  clientName: string | null;
  district: string | null;
  service: Service;
  basis: DispatchBasis;
  state: DispatchState;
  fromUnit: { id: string; code: string; name: string };
  toUnit: { id: string; code: string; name: string };
  dispatchedOn: PlainDate;
  answeredOn: PlainDate | null;
  answerReason: string | null;
  reason: string | null;
  plannedStartOn: PlainDate | null;
  firstServiceOn: PlainDate | null;
  endedOn: PlainDate | null;
  version: number;
  clock: RunningClock | null;
}

/** What a B unit is shown of a case that is referred to it, while it is. */
export interface ReferredCase {
  number: string;
  name: string;
  district: string;
  needLevel: number | null;
  contact: Contact;
  items: { code: string; name: string; quantity: number; goal: string | null }[];
}

/** A first service that was recorded on another day before. */
export interface Correction {
  id: string;
  beforeOn: PlainDate;
  afterOn: PlainDate;
  reason: string;
  correctedAt: Date;
  correctedByName: string;
}

export interface ReferralDetail extends ReferralRow {
  /** Who at the unit gave the answer and how, where somebody else recorded it. */
  told: { by: string; how: AnswerChannel } | null;
  corrections: Correction[];
  /** Whether the unit's own people can answer; otherwise the A unit or the centre records what they say. */
  unitHasAccount: boolean;
  /** Null once the referral is declined, withdrawn or ended, and for roles that open the case file instead. */
  referred: ReferredCase | null;
}
