import type { PlainDate } from "@/lib/rules/plain-date";
import type { PlanKind, PlanStatus } from "@/prisma/generated/enums";

/** A plan as it stands in a list. */
export interface ListedPlan {
  id: string;
  caseId: string;
  caseNumber: string;
  caseName: string;
  district: string;
  aUnit: { id: string; code: string; name: string };
  versionNo: number;
  kind: PlanKind;
  status: PlanStatus;
  needLevel: number;
  visitedOn: PlainDate | null;
  submittedAt: Date | null;
  decidedAt: Date | null;
  /** Calendar days since it was handed in, while it waits. */
  waiting: number | null;
  /** When the plan was due by the city's plan clock, where one was started for the case. */
  dueOn: PlainDate | null;
}
