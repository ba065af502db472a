import type { Citation } from "@/lib/rules/citations";
import type { Assumption, Step } from "@/lib/rules/outcome";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { ClockState } from "@/lib/rules/timeliness";
import type { ClockKind } from "@/prisma/generated/enums";

/** What the law said when a clock started or was moved, kept with the clock. */
export interface ClockOutcome {
  dueOn: PlainDate;
  citations: readonly Citation[];
  steps: readonly Step[];
  assumptions: readonly Assumption[];
}

/** A clock with its state on a day. */
export interface ClockRow {
  id: string;
  kind: ClockKind;
  caseId: string | null;
  caseNumber: string | null;
  clientName: string | null;
  unitId: string | null;
  unitName: string | null;
  subjectId: string;
  startedOn: PlainDate;
  dueOn: PlainDate;
  doneOn: PlainDate | null;
  cancelledOn: PlainDate | null;
  excuse: string | null;
  movedFrom: PlainDate | null;
  /** The closure that moved it last, or whose withdrawal took it back. */
  movedBy: { closedOn: PlainDate; reason: string; withdrawn: boolean } | null;
  state: ClockState | "cancelled";
  daysLeft: number | null;
  outcome: ClockOutcome;
}
