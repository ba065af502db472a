import type { PlainDate } from "@/lib/rules/plain-date";
import type { ExhaustionState, Service } from "@/prisma/generated/enums";

/** An order in which nobody could take a service of a case, as it was laid before the centre, with what the centre said. */
export interface ExhaustionRow {
  id: string;
  service: Service;
  state: ExhaustionState;
  raisedOn: PlainDate;
  raisedByName: string;
  answer: string | null;
  answeredAt: Date | null;
  answeredByName: string | null;
}

/** An entry of the centre's queue, or of an A unit's that was answered. */
export interface ExhaustionItem extends ExhaustionRow {
  caseId: string;
  caseNumber: string;
  clientName: string;
  district: string;
  aUnit: string;
}
