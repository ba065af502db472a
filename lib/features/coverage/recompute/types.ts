import type { CheckResult } from "@/lib/rules/plan-tables/classify";
import type { CheckedFigure } from "@/lib/rules/plan-tables/recompute";

/** A table of the list of a plan: how many of its derived figures had each result. */
export interface RecomputedRow {
  readonly tableKey: string;
  readonly title: string;
  readonly place: string;
  readonly edition: number | null;
  readonly origin: "reference" | "upload" | "draft";
  readonly counts: Readonly<Record<CheckResult, number>>;
}

/** A plan recomputed, as its list shows it. */
export interface RecomputedOverview {
  readonly planYear: number;
  readonly rows: readonly RecomputedRow[];
  readonly counts: Readonly<Record<CheckResult, number>>;
  readonly problems: readonly string[];
}

/** A table with its cells and its derived figures. */
export interface RecomputedSheet extends RecomputedRow {
  readonly planYear: number;
  readonly header: readonly string[];
  /** Line 2 is the first row. */
  readonly rows: readonly {
    readonly line: number;
    readonly name: string;
    readonly cells: readonly string[];
  }[];
  readonly figures: readonly CheckedFigure[];
  readonly source: string;
  readonly enteredAt: Date | null;
}
