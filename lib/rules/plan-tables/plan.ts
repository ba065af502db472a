import { CHECK_RESULTS, type CheckResult } from "./classify";
import { STATEMENTS_114 } from "./definitions/statements-114";
import { DEFINED_YEAR, definitionsFor, planYearOf } from "./plan-year";
import { type CheckedFigure, recompute } from "./recompute";
import { planTable } from "./table";

/** A file of a plan as it was read: its name, and its rows of texts with the header first. */
export interface PlanFile {
  readonly file: string;
  readonly grid: readonly (readonly string[])[];
}

/** One table of a plan with what its derived figures recompute to. */
export interface RecomputedTable {
  readonly file: string;
  readonly title: string;
  readonly place: string;
  readonly figures: readonly CheckedFigure[];
  readonly counts: Readonly<Record<CheckResult, number>>;
}

/** A plan recomputed: its tables in the plan's order, and sentences on what was missing or could not be read. */
export interface RecomputedPlan {
  readonly planYear: number;
  readonly tables: readonly RecomputedTable[];
  readonly problems: readonly string[];
  /** Files that are no table of the plan. */
  readonly strangers: readonly string[];
}

/** What of a plan is wanted, and what is known of it beforehand. */
export interface PlanOptions {
  /** The year of the plan; told from the headers without it. */
  readonly year?: number;
  /** The files whose figures are wanted; the others are still read from. All without it. */
  readonly only?: readonly string[];
}

/** How many figures had each result. */
export function countResults(figures: readonly CheckedFigure[]): Record<CheckResult, number> {
  const counts = Object.fromEntries(CHECK_RESULTS.map((result) => [result, 0])) as Record<
    CheckResult,
    number
  >;
  for (const { result } of figures) counts[result] += 1;
  return counts;
}

/**
 * Recomputes a plan from its files: all 68 tables or some of them. The plan's year is told from the headers unless it
 * is given; figures of the running text are known for the plan of 114 only, so that checks against them fall away for
 * the draft of another year. Source: 臺中市114年長照2.0整合型計畫.
 */
export function recomputePlan(files: readonly PlanFile[], { year, only }: PlanOptions = {}): RecomputedPlan {
  const planYear = year ?? planYearOf(files.map(({ grid }) => grid[0] ?? [])) ?? DEFINED_YEAR;
  const definitions = definitionsFor(planYear);
  const known = new Map(definitions.map((definition) => [definition.file, definition]));
  const tables = files.flatMap(({ file, grid }) => {
    const definition = known.get(file);
    return definition === undefined ? [] : [planTable(file, grid, definition.rowNames)];
  });
  const statements = planYear === DEFINED_YEAR ? STATEMENTS_114 : {};
  const { figures, problems } = recompute(tables, definitions, statements, only);
  const present = new Set(tables.map(({ file }) => file));
  return {
    planYear,
    tables: definitions
      .filter(({ file }) => present.has(file) && (only === undefined || only.includes(file)))
      .map(({ file, title, place }) => {
        const own = figures.filter((figure) => figure.file === file);
        return { file, title, place, figures: own, counts: countResults(own) };
      }),
    problems,
    strangers: files.map(({ file }) => file).filter((file) => !known.has(file)),
  };
}
