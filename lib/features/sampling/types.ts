import type { SharesInput } from "@/lib/rules/audit-shares";
import type { Explanation } from "@/lib/rules/outcome";
import type { SampleInput } from "@/lib/rules/sampling";
import type { SampleStratum } from "@/prisma/generated/enums";

/** A month as `YYYY-MM`. */
export type Month = string;

/** The cases that could be drawn, of one part of the month's cases; sorted, so that the list reads the same each time. */
export interface KeptPopulation {
  stratum: SampleStratum;
  ids: string[];
}

/** What the law was asked of the number, and what it answered. */
export type Sizing =
  | { rule: "sampling.size"; input: SampleInput; outcome: { size: number } & Explanation }
  | {
      rule: "sampling.shares";
      input: SharesInput;
      outcome: { total: number; units: { unit: string; size: number }[] } & Explanation;
    };

export interface DrawnStratum {
  stratum: SampleStratum;
  size: number;
  sizing: Sizing;
  /** Every case in the order of the draw: the first `size` are drawn, the next ones take the place of whom nobody reached. */
  order: string[];
}

/** The related B units among the three that the unit dispatched most to, by which the share was chosen. */
export interface KeptConcentration {
  month: Month;
  relatedInTop3: string[];
}

/** What a draw keeps beside seed and population. */
export interface KeptOutcome {
  format: 1;
  strata: DrawnStratum[];
  concentration: KeptConcentration | null;
}

/** An answer by the keys of the form's questions and blanks. */
export type AnswerValues = Record<string, string | string[]>;

/** The answers of a check as they are kept. */
export interface KeptAnswers {
  values?: AnswerValues;
  /** The form's own word for how it ended. */
  outcome?: string;
  cancelReason?: string;
}
