import { Exact, sumOf } from "@/lib/rules/exact";
import type { DerivedColumn, TableDefinition, Term } from "@/lib/rules/plan-tables/definition";
import { STATEMENTS_114 } from "@/lib/rules/plan-tables/definitions/statements-114";
import { planFormula } from "@/lib/rules/plan-tables/formulas";
import { DEFINED_YEAR, definitionsFor } from "@/lib/rules/plan-tables/plan-year";
import type { CheckedFigure } from "@/lib/rules/plan-tables/recompute";
import {
  filled,
  type PlanRow,
  type PlanTable,
  passes,
  planTable,
  type RowTest,
  readCell,
  rowsPassing,
} from "@/lib/rules/plan-tables/table";
import { isLive } from "./formulas/schema";
import type { Argument, CellPlace, LiveCell } from "./types";

interface SheetFile {
  readonly file: string;
  readonly grid: readonly (readonly string[])[];
}

type Planned = Omit<LiveCell, "value">;

/** What a cell is called among all cells of a plan. */
export function placeKey({ file, line, column }: CellPlace): string {
  return `${file} ${line} ${column}`;
}

/**
 * The derived cells of a plan whose formulas can live in a workbook, with the value that each formula then has: it
 * takes the values of the other formulas, not what is printed. Where formulas go in a circle (the care managers'
 * budget: shares of a sum of the shares) the cell that would close it stays a plain number.
 */
export function liveCells(
  planYear: number,
  files: readonly SheetFile[],
  figures: readonly CheckedFigure[],
): Map<string, LiveCell> {
  const definitions = definitionsFor(planYear);
  const tables = new Map<string, PlanTable>();
  for (const { file, grid } of files) {
    const definition = definitions.find((each) => each.file === file);
    if (definition) tables.set(file, planTable(file, grid, definition.rowNames));
  }
  const planner = new Planner(tables, figures, planYear === DEFINED_YEAR ? STATEMENTS_114 : {});
  for (const definition of definitions) planner.plan(definition);
  return new Valuer(planner.planned, tables).values();
}

class Planner {
  readonly planned = new Map<string, Planned>();
  readonly #tables: ReadonlyMap<string, PlanTable>;
  readonly #statements: Readonly<Record<string, string>>;
  readonly #figures = new Map<string, CheckedFigure>();

  constructor(
    tables: ReadonlyMap<string, PlanTable>,
    figures: readonly CheckedFigure[],
    statements: Readonly<Record<string, string>>,
  ) {
    this.#tables = tables;
    this.#statements = statements;
    for (const figure of figures) {
      if (figure.cell === null || !["formula", "sum"].includes(figure.kind)) continue;
      if (figure.result === "not_recomputable") continue;
      this.#figures.set(`${placeKey({ file: figure.file, ...figure.cell })} ${figure.words}`, figure);
    }
  }

  plan({ file, derived }: TableDefinition): void {
    const table = this.#tables.get(file);
    if (table === undefined) return;
    for (const check of derived) {
      if (!["formula", "sum"].includes(check.kind) || !isLive(check.formula)) continue;
      for (const row of rowsPassing(check.rows, table.rows)) this.#planCell(file, row, check);
    }
  }

  #planCell(file: string, row: PlanRow, check: DerivedColumn): void {
    const place = { file, line: row.line, column: check.column };
    const words = check.words ?? planFormula(check.formula).words;
    const figure = this.#figures.get(`${placeKey(place)} ${words}`);
    // Of two formulas for one cell the first is the table's own; the other is a check.
    if (figure === undefined || this.planned.has(placeKey(place))) return;
    const args = check.of.map((term) => this.#argument(file, row, term));
    if (args.some((arg) => arg === undefined) || this.#closesCircle(place, args)) return;
    const reading = readCell(figure.printed);
    this.planned.set(placeKey(place), {
      ...{ place, words, formula: check.formula },
      args: args.filter((arg) => arg !== undefined),
      decimals: reading.state === "number" ? reading.decimals : 0,
      ...{ printed: figure.printed, result: figure.result },
    });
  }

  #argument(home: string, row: PlanRow, term: Term): Argument | undefined {
    if ("number" in term) return { number: term.number };
    if ("stated" in term) {
      const number = this.#statements[term.stated];
      return number === undefined ? undefined : { number };
    }
    if ("sum" in term) {
      const rows = rowsPassing(term.rows, this.#tables.get(term.file ?? home)?.rows ?? [], row.cells);
      return this.#cells(term.file ?? home, rows, term.sum, term.blank === "zero");
    }
    if (!("cell" in term)) return undefined;
    const file = term.file ?? home;
    const named = term.row === undefined ? undefined : filled(term.row, row.cells);
    const target =
      named === undefined ? row : this.#tables.get(file)?.rows.find(({ name }) => name === named);
    return target === undefined ? undefined : this.#cells(file, [target], term.cell, term.blank === "zero");
  }

  /** Cells that a spreadsheet can add: figures, and blanks only where a blank is none. */
  #cells(file: string, rows: readonly PlanRow[], column: string, blankIsZero: boolean): Argument | undefined {
    const isFit = ({ cells }: PlanRow) => {
      const { state } = readCell(cells[column]);
      return state === "number" || (state === "blank" && blankIsZero);
    };
    if (rows.length === 0 || !rows.every(isFit)) return undefined;
    return { cells: rows.map(({ line }) => ({ file, line, column })) };
  }

  #closesCircle(place: CellPlace, args: readonly (Argument | undefined)[]): boolean {
    const goal = placeKey(place);
    const seen = new Set<string>();
    const leads = (list: readonly (Argument | undefined)[]): boolean =>
      list.some(
        (arg) =>
          arg !== undefined &&
          "cells" in arg &&
          arg.cells.some((cell) => {
            const key = placeKey(cell);
            if (key === goal) return true;
            if (seen.has(key)) return false;
            seen.add(key);
            return leads(this.planned.get(key)?.args ?? []);
          }),
      );
    return leads(args);
  }
}

class Valuer {
  readonly #planned: ReadonlyMap<string, Planned>;
  readonly #tables: ReadonlyMap<string, PlanTable>;
  readonly #values = new Map<string, Exact | undefined>();

  constructor(planned: ReadonlyMap<string, Planned>, tables: ReadonlyMap<string, PlanTable>) {
    this.#planned = planned;
    this.#tables = tables;
  }

  values(): Map<string, LiveCell> {
    const live = new Map<string, LiveCell>();
    for (const [key, cell] of this.#planned) {
      const value = this.#valueOf(cell.place);
      if (value !== undefined) live.set(key, { ...cell, value });
    }
    return live;
  }

  #valueOf(place: CellPlace): Exact | undefined {
    const key = placeKey(place);
    const cell = this.#planned.get(key);
    if (cell === undefined) return this.#printed(place);
    if (!this.#values.has(key)) this.#values.set(key, this.#computed(cell));
    return this.#values.get(key);
  }

  #printed({ file, line, column }: CellPlace): Exact {
    const row = this.#tables.get(file)?.rows.find((each) => each.line === line);
    const reading = readCell(row?.cells[column]);
    return reading.state === "number" ? reading.value : Exact.ZERO;
  }

  #computed({ args, formula, decimals }: Planned): Exact | undefined {
    const values = args.map((arg) => {
      if ("number" in arg) return Exact.of(arg.number);
      const parts = arg.cells.map((cell) => this.#valueOf(cell));
      return parts.every((part) => part !== undefined) ? sumOf(parts) : undefined;
    });
    if (!values.every((value) => value !== undefined)) return undefined;
    const { compute, rounding } = planFormula(formula);
    const value = compute(values);
    return rounding === "down" ? value?.cut() : value?.rounded(decimals);
  }
}

const TOTALS: readonly RowTest[] = [
  { item_key: "total" },
  { district: ["總計", "全市", "全區", "小計"] },
  { code: ["total", "subtotal"] },
];

/** Whether a row is a total, which a print sets in bold. */
export function isTotal({ cells }: PlanRow): boolean {
  return TOTALS.some((test) => passes(test, cells));
}
