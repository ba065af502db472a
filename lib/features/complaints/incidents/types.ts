import type { PlainDate } from "@/lib/rules/plain-date";
import type { IncidentState } from "@/prisma/generated/enums";

export const INCIDENT_KINDS = [
  "plan_anomaly",
  "survey_anomaly",
  "dispatch_anomaly",
  "service_anomaly",
  "other",
] as const;
export type IncidentKind = (typeof INCIDENT_KINDS)[number];

/** What is reported: by an audit or an inspection, in the words of what was found. */
export interface NewIncident {
  kind: IncidentKind;
  unitId: string;
  caseId?: string | null;
  auditId?: string | null;
  inspectionId?: string | null;
  facts: string;
  happenedOn: PlainDate;
}

/** What may follow what. A closed one is not opened again; what happens anew is a new one. */
export const INCIDENT_TRANSITIONS: Readonly<Record<IncidentState, readonly IncidentState[]>> = {
  open: ["under_review", "closed"],
  under_review: ["closed"],
  closed: [],
};

export interface IncidentRow {
  id: string;
  number: string;
  kind: string;
  unit: { id: string; code: string; name: string };
  /** Null where the case is none of the actor's, or none is concerned. */
  caseFile: { id: string; number: string; name: string } | null;
  auditId: string | null;
  inspectionId: string | null;
  facts: string;
  state: IncidentState;
  happenedOn: PlainDate;
  closedOn: PlainDate | null;
  closedRemark: string | null;
  createdAt: Date;
  version: number;
}
