import type { SampleAuditKind, SampleStratum } from "@/prisma/generated/enums";
import type { Month } from "../types";

export interface RedrawnCase {
  stratum: SampleStratum;
  rank: number;
  /** The case's number; its id where there is no such case any more. */
  caseNumber: string;
  /** Which checks have it now. */
  kinds: SampleAuditKind[];
  replacesRank: number | null;
}

/** A draw made again from what was kept of it. */
export interface RedrawReport {
  unit: { id: string; code: string; name: string };
  month: Month;
  seed: string;
  relatedInTop3: boolean;
  strata: { stratum: SampleStratum; population: number; size: number }[];
  drawn: RedrawnCase[];
  /** What does not come out as it was kept, in words. Empty: everything does. */
  differences: string[];
}
