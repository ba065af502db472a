import type { PlainDate } from "@/lib/rules/plain-date";
import type { AssessmentKind, CaseStatus } from "@/prisma/generated/enums";

export interface AssessmentRow {
  id: string;
  kind: AssessmentKind;
  assessedOn: PlainDate;
  needLevel: number;
  copayClass: number;
  hasForeignCaregiver: boolean;
  note: string | null;
  problems: string[];
}

/** What an assessment changed. */
export interface Assessed {
  id: string;
  status: CaseStatus;
  nextReassessmentOn: PlainDate | null;
}

/** A C station that a person who gets no services is told of. */
export interface CStation {
  id: string;
  code: string;
  name: string;
  address: string | null;
  phone: string | null;
}
