import type { Exact } from "@/lib/rules/exact";
import type { CheckResult } from "@/lib/rules/plan-tables/classify";
import type { FormulaName } from "@/lib/rules/plan-tables/formulas";

/** A cell of a plan table. */
export interface CellPlace {
  readonly file: string;
  readonly line: number;
  readonly column: string;
}

/** What a formula takes: a number of its own text, or cells whose values are added. */
export type Argument = { readonly number: string } | { readonly cells: readonly CellPlace[] };

/** A derived cell whose formula can live in a spreadsheet. */
export interface LiveCell {
  readonly place: CellPlace;
  readonly formula: FormulaName;
  readonly args: readonly Argument[];
  readonly words: string;
  readonly decimals: number;
  readonly printed: string;
  readonly result: CheckResult;
  /** What the formula gives, from the other formulas' own values. */
  readonly value: Exact;
}
