import type { PlainDate } from "@/lib/rules/plain-date";
import type { CaseSource, CaseStatus, CloseReason, Sex } from "@/prisma/generated/enums";

/** How a person and the family are reached; kept encrypted. */
export interface Contact {
  address: string;
  phone: string;
  contactName: string | null;
  contactRelation: string | null;
  contactPhone: string | null;
}

export interface Named {
  id: string;
  name: string;
}

/** The standing of a case, as every page of its file shows it. */
export interface CaseStanding {
  id: string;
  number: string;
  status: CaseStatus;
  source: CaseSource;
  appliedOn: PlainDate;
  needLevel: number | null;
  copayClass: number | null;
  hasForeignCaregiver: boolean;
  lastAssessedOn: PlainDate | null;
  nextReassessmentOn: PlainDate | null;
  closedOn: PlainDate | null;
  closeReason: CloseReason | null;
  closeNote: string | null;
  version: number;
  district: Named & { transportZone: number };
  aUnit: Named | null;
  manager: Named | null;
}

export interface Person {
  name: string;
  sex: Sex;
  bornOn: PlainDate;
  maskedNationalId: string;
  contact: Contact;
}

/** What an action on a case answers. */
export interface CaseRef {
  id: string;
  number: string;
}
