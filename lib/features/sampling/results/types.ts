import type { Question } from "@/lib/features/inspections/templates/types";
import type { SampleAuditKind } from "@/prisma/generated/enums";
import type { Month } from "../types";

/** The checks of one kind by how they stand. */
export interface Standing {
  all: number;
  to_do: number;
  done: number;
  unreachable: number;
  cancelled: number;
  anomaly: number;
}

/** A unit's draw of a month and what became of its checks. */
export interface UnitResult {
  aUnit: { id: string; code: string; name: string };
  month: Month;
  population: number;
  size: number;
  relatedInTop3: boolean;
  kinds: Record<SampleAuditKind, Standing>;
}

/** How often each answer was given to a question, over the checks that are done. */
export interface QuestionResult {
  itemNumber: string | null;
  label: string;
  question: Pick<Question, "key" | "answers" | "findings">;
  answered: number;
  counts: { value: string; label: string; count: number; isAmiss: boolean }[];
}
