import type { Explanation } from "@/lib/rules/outcome";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { PlanIssue } from "@/lib/rules/plan-review";
import type { CaseStatus, PlanKind, PlanStatus } from "@/prisma/generated/enums";
import type { PlanCount } from "./budget/types";

/** What may follow what. Every change of a plan's status goes through this table (`movePlan`). */
export const PLAN_TRANSITIONS: Record<PlanStatus, readonly PlanStatus[]> = {
  draft: ["submitted", "withdrawn"],
  submitted: ["approved", "returned"],
  returned: ["submitted", "withdrawn"],
  approved: ["superseded"],
  superseded: [],
  withdrawn: [],
};

/** The statuses of which a case has at most one plan. */
export const OPEN_STATUSES = ["draft", "submitted", "returned"] as const satisfies readonly PlanStatus[];

/** The statuses in which the A unit writes. */
export const WRITABLE_STATUSES = ["draft", "returned"] as const satisfies readonly PlanStatus[];

/** What a write answers: the plan, its case, and its version now. */
export interface PlanRef {
  id: string;
  caseId: string;
  version: number;
}

export interface PlanItemRow {
  id: string;
  code: string;
  name: string;
  unitPrice: number;
  quantity: number;
  problemId: string | null;
  goal: string | null;
  remark: string | null;
}

export interface PlanRow {
  id: string;
  caseId: string;
  aUnitId: string;
  versionNo: number;
  kind: PlanKind;
  status: PlanStatus;
  reason: string | null;
  visitedOn: PlainDate | null;
  needLevel: number;
  copayClass: number;
  hasForeignCaregiver: boolean;
  problemNotes: Record<string, string>;
  outcome: PlanOutcome | null;
  createdAt: Date;
  submittedAt: Date | null;
  decidedAt: Date | null;
  remark: string | null;
  version: number;
  items: PlanItemRow[];
}

/** Budget and review as the law gave them on a day. */
export interface Judged {
  on: PlainDate;
  count: PlanCount;
  review: { issues: PlanIssue[] } & Explanation;
}

/** What is kept with a plan: what stood at submission, what at the decision, and what a return needs to go back to. */
export interface PlanOutcome {
  submitted?: Judged & { by: string; stoppedClocks: string[] };
  decided?: Judged & { by: string; decision: "approved" | "returned" };
  /** The plan's version when it was returned: only a later one can be handed in again. */
  returnedVersion?: number;
}

/** What the screens need to know of the case behind a plan. */
export interface PlanCase {
  id: string;
  number: string;
  name: string;
  status: CaseStatus;
  needLevel: number | null;
  copayClass: number | null;
  hasForeignCaregiver: boolean;
  aUnitId: string | null;
  aUnitName: string | null;
  managerId: string | null;
  managerName: string | null;
  district: { id: string; name: string; transportZone: number; indigenousArea: boolean };
}

/** A problem of the newest assessment. */
export interface PlanProblem {
  id: string;
  text: string;
}

/** What was done to a plan, from its audit entries. */
export interface PlanEvent {
  at: Date;
  by: string;
  action: string;
  version: number | null;
  lines: string[];
}
