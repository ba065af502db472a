import type { PlainDate } from "@/lib/rules/plain-date";

/** A decision that does not come out of what was kept, and why. */
export interface Difference {
  dispatchId: string;
  caseNumber: string;
  on: PlainDate;
  turn: number | null;
  why: string[];
}

export interface ReplayReport {
  unit: { id: string; code: string; name: string };
  /** YYYY-MM */
  month: string;
  decisions: number;
  differences: Difference[];
  /** What is wrong with the orders as a whole: turns that are missing, a cursor that stands elsewhere. */
  orders: string[];
}
