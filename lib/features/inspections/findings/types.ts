import type { Outcome } from "@/lib/rules/outcome";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { FindingState, InspectionState, Tier } from "@/prisma/generated/enums";
import type { Citation, CorrectionRule, FormKey } from "../templates/types";

/** What a finding rests on, as it stood on the form when it was signed. Kept with the finding and never changed. */
export interface FindingBasis {
  form: FormKey;
  formTitle: string;
  /** The revision printed on the form. */
  formRevision: string;
  section: string;
  itemNumber: string | null;
  itemLabel: string;
  indicatorCodes: string[];
  citation: Citation;
  /** What was ticked, in the printed words. */
  answer: string;
  /** The sampled case, by its number. */
  caseNumber: string | null;
  ifMissed: CorrectionRule["ifMissed"];
}

/** How a limit was counted. */
export type DueOutcome = Outcome<{ dueOn: PlainDate; source?: string }>;

export const STEP_KINDS = [
  "answered",
  "answered_on_paper",
  "returned",
  "extended",
  "re_inspection_set",
  "re_inspected",
  "closed",
  "failed",
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

export interface FindingUnit {
  id: string;
  code: string;
  name: string;
  tier: Tier;
}

/** How a finding stands on a day, besides its state. */
export type FindingUrgency = "overdue" | "due_soon" | "open" | "settled";

export interface FindingRow {
  id: string;
  number: string;
  unit: FindingUnit;
  inspection: { id: string; number: string };
  basis: FindingBasis;
  facts: string;
  state: FindingState;
  createdOn: PlainDate;
  dueOn: PlainDate;
  settledOn: PlainDate | null;
  inTime: boolean | null;
  urgency: FindingUrgency;
  /** Calendar days to the limit; negative when it is over. Null when settled. */
  daysLeft: number | null;
  version: number;
}

export interface StepFile {
  id: string;
  fileName: string;
  size: number;
}

export interface FindingStepRow {
  id: string;
  kind: StepKind;
  text: string;
  dueOn: PlainDate | null;
  at: Date;
  by: string;
  files: StepFile[];
}

export interface Reinspection {
  id: string;
  number: string;
  state: InspectionState;
  visitedOn: PlainDate | null;
  plannedWeek: PlainDate | null;
}

export interface FindingDetail extends FindingRow {
  caseId: string | null;
  dueOutcome: DueOutcome;
  visitedOn: PlainDate | null;
  steps: FindingStepRow[];
  reinspections: Reinspection[];
  /** The day on which the unit last answered. */
  answeredOn: PlainDate | null;
}

/** What an inspection hands over when it is signed. */
export interface SignedAnswers {
  id: string;
  unitId: string;
  template: import("../templates/types").ChecklistTemplate;
  visitedOn: PlainDate;
  correctionDueOn: PlainDate | null;
  answers: readonly { itemKey: string; caseId: string | null; value: unknown; note: string | null }[];
}
