import type { TableDefinition } from "./definition";
import { PLAN_TABLES } from "./definitions/all";

/** The year of the plan that the definitions are written for. */
export const DEFINED_YEAR = 114;

// Years in names: y112_actual, growth_113_vs_same_period_112_pct, daycare_forecast_117, 全區/113, 112年. 100 is no year: ×100.
const YEAR = /(?<!\d)1(?:0[6-9]|1\d)(?!\d)/g;
const GROWTH = /^growth_(\d{3})_pct$/;

/** A text with every year in it that much later: y112_actual → y113_actual. */
export function movedYears(text: string, years: number): string {
  return text.replace(YEAR, (year) => String(Number(year) + years));
}

// A number of a formula is no year, whatever it looks like.
function movedIn(value: unknown, years: number): unknown {
  if (typeof value === "string") return movedYears(value, years);
  if (Array.isArray(value)) return value.map((item) => movedIn(item, years));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      movedYears(key, years),
      key === "number" || key === "factors" ? inner : movedIn(inner, years),
    ]),
  );
}

const withoutYear = (file: string) => file.replace(YEAR, "#");
const KNOWN = new Set(PLAN_TABLES.map(({ file }) => withoutYear(file)));

/** Whether a file has the name of a plan table, of whatever year. */
export function isPlanFile(file: string): boolean {
  return KNOWN.has(withoutYear(file));
}

/** The tables of the plan of another year: the same tables, with every year in them that much later. */
export function definitionsFor(planYear: number): readonly TableDefinition[] {
  const years = planYear - DEFINED_YEAR;
  if (years === 0) return PLAN_TABLES;
  return PLAN_TABLES.map((definition) => movedIn(definition, years) as TableDefinition);
}

/** The year of a plan, told from the headers of its tables; undefined when none of them tells. */
export function planYearOf(headers: readonly (readonly string[])[]): number | undefined {
  for (const column of headers.flat()) {
    const year = GROWTH.exec(column.trim())?.[1];
    if (year !== undefined) return Number(year) + 2;
  }
  return undefined;
}
