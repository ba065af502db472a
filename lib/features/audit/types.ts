import type { DetailLine } from "./detail/labels";

export interface AuditRow {
  id: string;
  at: Date;
  accountId: string | null;
  actorName: string;
  actorRole: string;
  action: string;
  subjectKind: string;
  subjectId: string;
  /** The subject's present name, where the actor may see it. */
  subjectName: string | null;
  unitId: string | null;
  unitName: string | null;
  detail: DetailLine[];
}

export const AUDIT_SORTS = ["at"] as const;
export type AuditSort = (typeof AUDIT_SORTS)[number];

export interface AuditFilter {
  /** A text anywhere in the names or the details. */
  q: string;
  /** A part of the name of the one who acted, or the id of the account. */
  person: string;
  action?: string;
  subjectKind?: string;
  subjectId?: string;
  /** A part of a unit's name, its code, or its id. */
  unit: string;
  /** Office days, both included; an absent one is no limit. */
  from: string | null;
  to: string | null;
}
