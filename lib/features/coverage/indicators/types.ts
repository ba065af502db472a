import type { RowTest } from "@/lib/rules/plan-tables/table";
import type { FigureKind } from "@/prisma/generated/enums";

/** Whether more or less of it is better; `none`: neither. */
export type Direction = "more" | "less" | "none";

/** Where the values of an indicator stand in the tables of the plan of 114; for another plan every year moves. */
export interface Reading {
  /** The table as its file is named, without the ending. */
  readonly table: string;
  /** The column of the value; without it the rows of a district are counted. */
  readonly column?: string;
  readonly rows?: RowTest;
  readonly year: number | { readonly column: string };
  readonly kind: FigureKind;
  /** The column that names the district; rows of the whole city have the city's word for it there. */
  readonly district?: string;
  /** What tells the values apart besides: a text, or `{column}`. */
  readonly division?: string;
  /** The day up to which an actual value was counted (ISO). */
  readonly asOf?: string;
  /** A word of the column stands for a number. */
  readonly codes?: Readonly<Record<string, number>>;
}

/** What an indicator is, in words for the reader and as data for the machine. */
export interface IndicatorDefinition {
  readonly key: string;
  readonly name: string;
  /** How it comes about, in words. */
  readonly formula: string;
  readonly unit: string;
  readonly direction: Direction;
  /** The place in the plan, or where else the values come from. */
  readonly source: string;
  /** What its divisions are: 服務類別, 喘息碼別. Null: it has none. */
  readonly divisions: string | null;
  /** Whether there are values per district. */
  readonly byDistrict: boolean;
  readonly readings: readonly Reading[];
  /** Computed when it is read: one indicator over another, times a number. */
  readonly ratio?: { readonly above: string; readonly below: string; readonly times: number };
  /** Counted in the system's own registry when it is read. */
  readonly live?: "units" | "listings";
  /** What the numbers of a state mean. */
  readonly states?: Readonly<Record<number, string>>;
}

/** A value of an indicator as a page shows it; without a value there is the reason. */
export interface IndicatorFigure {
  readonly indicatorKey: string;
  /** ROC year. */
  readonly year: number;
  readonly month: number | null;
  /** Null: the whole city. */
  readonly districtId: string | null;
  readonly districtName: string | null;
  readonly division: string | null;
  readonly divisionLabel: string | null;
  readonly kind: FigureKind;
  readonly value: number | null;
  readonly absence: string | null;
  readonly source: string;
  /** ISO day. */
  readonly asOf: string | null;
  /** The page that shows the rows behind the value. */
  readonly href: string | null;
}

/** What of an indicator is asked for. */
export interface FigureFilter {
  readonly years?: readonly number[];
  readonly kind?: FigureKind;
  /** A district's id; `city`: the whole city only; `districts`: every district without the city's own row. */
  readonly district?: string;
  readonly division?: string;
}
