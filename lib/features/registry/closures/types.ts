import type { PlainDate } from "@/lib/rules/plain-date";

/** A day on which the city's offices are closed besides the office calendar. */
export interface ClosureRow {
  id: string;
  closedOn: PlainDate;
  reason: string;
  createdAt: Date;
  withdrawnAt: Date | null;
  withdrawnReason: string | null;
}
