import type { PlainDate } from "@/lib/rules/plain-date";
import type { RotationState, Service } from "@/prisma/generated/enums";

/** What may follow what. Every change of a rotation's state goes through this table. */
export const ROTATION_TRANSITIONS: Record<RotationState, readonly RotationState[]> = {
  draft: ["submitted", "discarded"],
  submitted: ["approved", "returned"],
  returned: ["submitted", "discarded"],
  approved: ["superseded"],
  superseded: [],
  discarded: [],
};

/** Where an order holds: a service zone, or a district in a city without zones. Exactly one of the two. */
export interface RotationArea {
  zoneId: string | null;
  districtId: string | null;
}

export type RotationStanding = "valid" | "renewal_due" | "expired";

export interface RotationRow {
  id: string;
  aUnit: { id: string; code: string; name: string };
  area: RotationArea & { name: string };
  service: Service;
  state: RotationState;
  /** How an approved order stands on the day; null for the others. */
  standing: RotationStanding | null;
  /** Days to the last day of an approved order; negative when it is over. */
  daysLeft: number | null;
  validFrom: PlainDate | null;
  validThrough: PlainDate | null;
  units: number;
  turns: number;
  submittedAt: Date | null;
  version: number;
}

export interface RotationEntryRow {
  position: number;
  unit: { id: string; code: string; name: string; district: string };
  note: string | null;
  paused: boolean;
  /** On the day: whether the unit is contracted for the service and covers the area, and whether dispatch to it is suspended. */
  contracted: boolean;
  inArea: boolean;
  suspended: boolean;
}

/** A unit that may be put into an order. */
export interface RotationCandidate {
  id: string;
  code: string;
  name: string;
  contracted: boolean;
}

export interface RotationDetail extends RotationRow {
  entries: RotationEntryRow[];
  candidates: RotationCandidate[];
  /** No unit at all is contracted for the service here, so that the candidates are those of the public list. */
  withoutContracts: boolean;
  inventoryNote: string | null;
  reviewedAt: Date | null;
  reviewRemark: string | null;
  cursor: number;
  /** The approved order that an approval of this one would replace. */
  former: { id: string; validThrough: PlainDate | null } | null;
}
