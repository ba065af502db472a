import type { CellChange, DraftError } from "@/lib/rules/plan-tables/preview";
import type { CheckedFigure } from "@/lib/rules/plan-tables/recompute";

/** A table of a draft as it was read: `lines` says where in the file each row stands. */
export interface DraftTable {
  readonly tableKey: string;
  readonly fileName: string;
  readonly encoding: string;
  readonly sha256: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly headerLine: number;
  readonly lines: readonly number[];
  readonly notes: readonly string[];
}

/** What a table of a draft would do to the edition that stands. */
export interface TableComparison {
  readonly tableKey: string;
  readonly title: string;
  readonly place: string;
  readonly fileName: string;
  readonly encoding: string;
  readonly rowCount: number;
  readonly notes: readonly string[];
  /** The edition it was compared with; null: the table has none for that year yet. */
  readonly edition: number | null;
  readonly isSame: boolean;
  readonly errors: readonly DraftError[];
  readonly changes: readonly CellChange[];
  readonly newRows: readonly string[];
  readonly missingRows: readonly string[];
}

/** A figure whose result or recomputed value a draft would change. */
export interface FigureChange {
  readonly before: CheckedFigure | null;
  readonly after: CheckedFigure;
}

export interface DraftPreview {
  readonly tables: readonly TableComparison[];
  readonly figures: readonly FigureChange[];
  /** Of these, the figures that would no longer agree. */
  readonly broken: number;
  readonly errors: number;
  readonly missingRows: number;
  /** What the preview was compared with; applying anything else is refused. */
  readonly digest: string;
}
