import type { FormulaName } from "./formulas";
import type { RowNaming, RowTest } from "./table";

/** What kind of check a cell gets. `formula` and `sum` are defined by the table itself. */
export const CHECK_KINDS = ["formula", "sum", "cross_check", "text", "inferred"] as const;
export type CheckKind = (typeof CHECK_KINDS)[number];

/** A figure that a formula takes. Without `file` it stands in the same table, without `row` in the same row. */
export type Term =
  /** A printed cell. `blank: "zero"`: a dash there means none. `printedTo`: the figure was rounded for print. */
  | {
      readonly cell: string;
      readonly row?: string;
      readonly file?: string;
      readonly blank?: "zero";
      readonly printedTo?: number;
      /** What the printed figure was before it was rounded, when that can be told. */
      readonly before?: readonly { readonly rows: RowTest; readonly product: readonly Term[] }[];
      /** The reason to give when the table has no such column, because the plan does not print it. */
      readonly notPrinted?: string;
    }
  /** The sum of a column over rows. */
  | {
      readonly sum: string;
      readonly rows: RowTest;
      readonly file?: string;
      readonly blank?: "zero" | "recompute" | { readonly share: readonly [amount: string, percent: string] };
    }
  /** How many rows pass a test, or have a figure on one side of a limit. */
  | {
      readonly count: RowTest;
      readonly file?: string;
      readonly figure?: { readonly column: string; readonly atLeast?: string; readonly below?: string };
    }
  /** A number of the formula's own text. */
  | { readonly number: string }
  /** A figure that the plan states in its running text only. */
  | { readonly stated: string }
  /** The value of an arithmetic expression in a cell, or the base of a growth computed there. */
  | {
      readonly expression: string;
      readonly row: string;
      readonly file: string;
      readonly part?: "growth_base";
    };

interface Check {
  readonly kind: CheckKind;
  readonly formula: FormulaName;
  readonly of: readonly Term[];
  /** What the formula means here, when its own words say too little. */
  readonly words?: string;
  /** Parts were rounded one by one before they were added: half a unit each may be missing. */
  readonly partsRounded?: true;
  /** A figure within the span that the rounding of its inputs leaves counts as exact. */
  readonly exactWithinSpan?: true;
  /** An assumption or doubt that goes with the figure. */
  readonly note?: string;
}

/** Cells of one column that derive from others by one formula. */
export interface DerivedColumn extends Check {
  readonly column: string;
  /** The name of the column in reports, when the same cell is checked twice. */
  readonly as?: string;
  readonly rows?: RowTest;
  /** The name of the row in reports, when it is not the table's. */
  readonly rowName?: string;
  /** Checked only where one of these columns is filled in. */
  readonly anyOf?: readonly string[];
  /** Checked only where every one of these columns is filled in. */
  readonly allOf?: readonly string[];
  /** Not checked where this column is 0 or blank and nothing comes out: a line that asks for nothing. */
  readonly unlessNothingIn?: string;
}

/** One figure that stands alone: in another table or in the running text. */
export interface SingleFigure extends Check {
  readonly row: string;
  readonly column: string;
  readonly printed: Term;
}

/** A series over years that grows from one unrounded figure by known factors. */
export interface SeriesRule {
  /** The column that names the series, and the one that names the year. */
  readonly by: string;
  readonly yearColumn: string;
  readonly years: readonly string[];
  /** From each year to the next. */
  readonly factors: readonly string[];
  readonly columns: readonly string[];
  readonly words: string;
  readonly note: string;
}

/** A table of the plan: where it stands, how its rows are called, and which figures derive from which. */
export interface TableDefinition {
  readonly file: string;
  /** As the plan calls it: 表二-3 國中學區日照. */
  readonly title: string;
  readonly place: string;
  readonly rowNames: readonly RowNaming[];
  readonly derived: readonly DerivedColumn[];
  readonly singles?: readonly SingleFigure[];
  readonly series?: readonly SeriesRule[];
}

/** A definition without the file, as the groups of definitions write it. */
export const own = (cell: string): Term => ({ cell });
/** A cell of the same row where a dash means none. */
export const orNone = (cell: string): Term => ({ cell, blank: "zero" });
/** A cell of another row or table. */
export const cellAt = (file: string | undefined, row: string, cell: string): Term =>
  file === undefined ? { cell, row } : { cell, row, file };
/** A number of the formula's text. */
export const number = (value: string): Term => ({ number: value });
