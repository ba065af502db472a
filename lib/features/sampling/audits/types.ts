import type { ChecklistTemplate } from "@/lib/features/inspections/templates/types";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { SampleAuditKind, SampleAuditState, SampleStratum } from "@/prisma/generated/enums";
import type { KeptAnswers, Month } from "../types";

export interface AuditRow {
  id: string;
  month: Month;
  aUnit: { id: string; code: string; name: string };
  /** Null where the case is none of the actor's any more. */
  caseFile: { id: string; number: string; name: string; district: string } | null;
  kind: SampleAuditKind;
  stratum: SampleStratum;
  rank: number;
  replacesRank: number | null;
  state: SampleAuditState;
  assignedTo: { id: string; name: string } | null;
  calls: number;
  hasAnomaly: boolean;
  outcome: string | null;
  doneAt: Date | null;
  version: number;
}

export interface CallRow {
  id: string;
  calledAt: Date;
  reached: boolean;
  note: string | null;
}

/** What the head of a form is filled with from the case file. */
export interface FilledHeader {
  key: string;
  label: string;
  value: string;
}

export interface AuditDetail extends AuditRow {
  template: ChecklistTemplate;
  answers: KeptAnswers;
  callRows: CallRow[];
  header: FilledHeader[];
  drawnAt: Date;
  drawnOn: PlainDate;
  seed: string;
  /** Calls without an answer after which somebody counts as out of reach. */
  callsAtMost: number;
}
