import type { Duty, DutyKind, UnitDuty } from "@/lib/rules/inspection-duty";
import type { RiskReason } from "@/lib/rules/inspection-risk";
import type { Outcome } from "@/lib/rules/outcome";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { CKind, InspectionPurpose, InspectionState, Service, Tier } from "@/prisma/generated/enums";
import type { FormKey } from "../templates/types";

export type Tone = "neutral" | "info" | "good" | "warn" | "bad";

export const PLAN_FILTERS = ["to_plan", "remaining", "planned", "done", "missed", "must", "all"] as const;
export type PlanFilter = (typeof PLAN_FILTERS)[number];

/** A unit that stands in the registry, as far as the plan of a year asks. */
export interface PlanUnit {
  id: string;
  code: string;
  name: string;
  nameFolded: string;
  tier: Tier;
  cKind: CKind | null;
  districtId: string;
  district: string;
  services: Service[];
  since: PlainDate | null;
}

/** An inspection as far as a duty counts it. */
export interface PlanVisit {
  id: string;
  number: string;
  unitId: string;
  form: FormKey;
  purpose: InspectionPurpose;
  announced: boolean;
  state: InspectionState;
  week: PlainDate | null;
  visitedOn: PlainDate | null;
}

/** Why a unit is visited before others, counted from the records. */
export interface UnitFacts {
  openFindings: number;
  overdueFindings: number;
  points: number;
  incidents: number;
  overdueClocks: number;
  concentration: number | null;
  lastVisit: PlainDate | null;
  /** Signs of the plan's list for professional units. */
  signs: string[];
}

export interface DutyBoard {
  kind: DutyKind;
  duty: Outcome<Duty>;
  /** The form in force that is planned; null where the city has none. */
  template: { id: string; title: string } | null;
}

export interface PlanRow {
  unit: PlanUnit;
  duty: UnitDuty;
  /** How the unit stands: `missed` before `open`. */
  state: "done" | "planned" | "missed" | "open";
  rank: number;
  score: number;
  reasons: RiskReason[];
  signs: string[];
  visits: PlanVisit[];
  lastVisit: PlainDate | null;
}

export interface PlanPage {
  rows: PlanRow[];
  total: number;
  counts: Record<PlanFilter, number>;
}
