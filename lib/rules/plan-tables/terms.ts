import { Exact, productOf, sumOf } from "../exact";
import type { Term } from "./definition";
import { expressionValue, growthBaseIn } from "./expression";
import { shareOf } from "./formulas";
import { filled, type PlanRow, type PlanTable, passes, readCell, rowsPassing } from "./table";

/** A cell that went into a recomputation, or a figure that stands in the plan's text only (without a file). */
export interface Input {
  readonly file: string;
  readonly row: string;
  readonly column: string;
  readonly text: string;
}

export type Evaluation =
  | { readonly value: Exact; readonly inputs: readonly Input[] }
  | { readonly missing: string; readonly inputs: readonly Input[] };

type CellTerm = Extract<Term, { cell: string }>;
type SumTerm = Extract<Term, { sum: string }>;
type CountTerm = Extract<Term, { count: unknown }>;
type ExpressionTerm = Extract<Term, { expression: string }>;

/** The tables that were handed in, by file, and what the evaluation needs besides them. */
export interface Source {
  readonly tables: ReadonlyMap<string, IndexedTable>;
  readonly statements: Readonly<Record<string, string>>;
  /** What a blank cell would hold by the table's own formula. */
  readonly recompute: (file: string, row: PlanRow, column: string) => Evaluation;
  /** Notes something that could not be read. */
  readonly report: (sentence: string) => void;
}

export interface IndexedTable {
  readonly table: PlanTable;
  readonly columns: ReadonlySet<string>;
  readonly byName: ReadonlyMap<string, PlanRow>;
}

/** A table with its rows by name. Of two rows with one name the first counts. */
export function indexed(table: PlanTable): IndexedTable {
  const byName = new Map<string, PlanRow>();
  for (const row of table.rows) if (!byName.has(row.name)) byName.set(row.name, row);
  return { table, columns: new Set(table.columns), byName };
}

/** Evaluates the terms of one row. `before` uses what rounded figures were before they were printed. */
export class Evaluator {
  readonly #source: Source;
  readonly #home: string;
  readonly #row: PlanRow | undefined;
  readonly #before: boolean;

  constructor(source: Source, home: string, row: PlanRow | undefined, before = false) {
    this.#source = source;
    this.#home = home;
    this.#row = row;
    this.#before = before;
  }

  /** All terms of a formula; the first thing that is missing ends it. */
  all(terms: readonly Term[]): { values: Exact[]; inputs: Input[] } | { missing: string; inputs: Input[] } {
    const values: Exact[] = [];
    const inputs: Input[] = [];
    let missing: string | undefined;
    for (const term of terms) {
      const evaluation = this.one(term);
      inputs.push(...evaluation.inputs);
      if ("missing" in evaluation) missing ??= evaluation.missing;
      else values.push(evaluation.value);
    }
    return missing === undefined ? { values, inputs } : { missing, inputs };
  }

  one(term: Term): Evaluation {
    if ("number" in term) return { value: Exact.of(term.number), inputs: [] };
    if ("stated" in term) return this.#stated(term.stated);
    if ("sum" in term) return this.#sum(term);
    if ("count" in term) return this.#count(term);
    if ("expression" in term) return this.#expression(term);
    return this.#cell(term);
  }

  #stated(name: string): Evaluation {
    const text = this.#source.statements[name];
    if (text === undefined) return { missing: `計畫內文未載此數（${name}）`, inputs: [] };
    return { value: Exact.of(text), inputs: [{ file: "", row: "計畫內文", column: name, text }] };
  }

  #table(file: string): IndexedTable | string {
    const table = this.#source.tables.get(file);
    if (table !== undefined) return table;
    this.#source.report(`缺少檔案 ${file}，需要它的數字無法核算。`);
    return `缺少資料表 ${file}`;
  }

  #rowNamed(file: string, template: string | undefined): PlanRow | string {
    if (template === undefined) return this.#row ?? "沒有對應的列";
    const table = this.#table(file);
    if (typeof table === "string") return table;
    const name = filled(template, this.#row?.cells ?? {});
    return table.byName.get(name) ?? `${file} 沒有「${name}」這一列`;
  }

  /** A cell that must be there in writing; a sentence when the column is not. */
  #text(file: string, row: PlanRow, column: string): string | { absent: string } {
    const table = this.#table(file);
    if (typeof table === "string") return { absent: table };
    if (!table.columns.has(column)) {
      this.#source.report(`${file} 缺少欄位 ${column}。`);
      return { absent: `${file} 缺少欄位 ${column}` };
    }
    return row.cells[column] ?? "";
  }

  #cell(term: CellTerm): Evaluation {
    const file = term.file ?? this.#home;
    const row = this.#rowNamed(file, term.row);
    if (typeof row === "string") return { missing: row, inputs: [] };
    if (term.notPrinted !== undefined && this.#source.tables.get(file)?.columns.has(term.cell) !== true) {
      return { missing: term.notPrinted, inputs: [] };
    }
    const printed = this.#figure(file, row, term.cell, term.blank === "zero");
    if ("missing" in printed || !this.#before || term.before === undefined) return printed;
    return this.#beforeRounding(term.before, row, printed);
  }

  #figure(file: string, row: PlanRow, column: string, blankIsZero: boolean): Evaluation {
    const text = this.#text(file, row, column);
    if (typeof text !== "string") return { missing: text.absent, inputs: [] };
    const inputs = [{ file, row: row.name, column, text }];
    const reading = readCell(text);
    if (reading.state === "number") return { value: reading.value, inputs };
    if (reading.state === "blank") {
      if (blankIsZero) return { value: Exact.ZERO, inputs };
      return { missing: `「${row.name}」的 ${column} 空白或未列印`, inputs };
    }
    this.#source.report(`${file} 第 ${row.line} 行「${row.name}」的 ${column} 不是數字：「${text}」。`);
    return { missing: `「${row.name}」的 ${column} 不是數字：「${text}」`, inputs };
  }

  // Taken only when it rounds to what is printed: an altered figure is never replaced by a better one.
  #beforeRounding(
    ways: NonNullable<CellTerm["before"]>,
    row: PlanRow,
    printed: Extract<Evaluation, { value: Exact }>,
  ): Evaluation {
    const way = ways.find(({ rows }) => passes(rows, row.cells));
    if (way === undefined) return printed;
    const factors = new Evaluator(this.#source, this.#home, row).all(way.product);
    if ("missing" in factors) return printed;
    const value = productOf(factors.values);
    return value.rounded().equals(printed.value) ? { value, inputs: printed.inputs } : printed;
  }

  #rows(file: string, test: SumTerm["rows"]): readonly PlanRow[] | string {
    const table = this.#table(file);
    if (typeof table === "string") return table;
    return rowsPassing(test, table.table.rows, this.#row?.cells);
  }

  #sum(term: SumTerm): Evaluation {
    const file = term.file ?? this.#home;
    const rows = this.#rows(file, term.rows);
    if (typeof rows === "string") return { missing: rows, inputs: [] };
    if (rows.length === 0) return { missing: `${file} 沒有可加總的列`, inputs: [] };
    const parts = rows.map((row) => this.#part(term, file, row));
    const inputs = parts.flatMap((part) => part.inputs);
    const missing = parts.find((part) => "missing" in part);
    if (missing !== undefined && "missing" in missing) return { missing: missing.missing, inputs };
    return { value: sumOf(parts.flatMap((part) => ("value" in part ? [part.value] : []))), inputs };
  }

  #part({ sum, blank }: SumTerm, file: string, row: PlanRow): Evaluation {
    const isBlank = readCell(row.cells[sum]).state === "blank";
    if (isBlank && blank === "recompute") return this.#source.recompute(file, row, sum);
    if (isBlank && typeof blank === "object") return this.#shareInstead(file, row, blank.share);
    return this.#figure(file, row, sum, blank !== undefined);
  }

  #shareInstead(file: string, row: PlanRow, [amount, percent]: readonly [string, string]): Evaluation {
    const whole = this.#figure(file, row, amount, true);
    const rate = this.#figure(file, row, percent, true);
    if ("missing" in whole) return whole;
    if ("missing" in rate) return rate;
    return { value: shareOf(whole.value, rate.value), inputs: [...whole.inputs, ...rate.inputs] };
  }

  #count({ count, file = this.#home, figure }: CountTerm): Evaluation {
    const rows = this.#rows(file, count);
    if (typeof rows === "string") return { missing: rows, inputs: [] };
    if (figure === undefined) {
      const inputs = rows.map((row) => ({ file, row: row.name, column: "", text: "" }));
      return { value: Exact.whole(rows.length), inputs };
    }
    const figures = rows.map((row) => this.#figure(file, row, figure.column, false));
    const inputs = figures.flatMap((found) => found.inputs);
    const missing = figures.find((found) => "missing" in found);
    if (missing !== undefined && "missing" in missing) return { missing: missing.missing, inputs };
    const within = figures.filter(
      (found) =>
        "value" in found &&
        (figure.atLeast === undefined || found.value.compare(Exact.of(figure.atLeast)) >= 0) &&
        (figure.below === undefined || found.value.compare(Exact.of(figure.below)) < 0),
    );
    return { value: Exact.whole(within.length), inputs };
  }

  #expression({ expression, file, row: name, part }: ExpressionTerm): Evaluation {
    const row = this.#rowNamed(file, name);
    if (typeof row === "string") return { missing: row, inputs: [] };
    const text = this.#text(file, row, expression);
    if (typeof text !== "string") return { missing: text.absent, inputs: [] };
    const inputs = [{ file, row: row.name, column: expression, text }];
    const value = part === "growth_base" ? growthBaseIn(text) : expressionValue(text);
    return value === undefined
      ? { missing: `「${row.name}」的算式無法計算：「${text}」`, inputs }
      : { value, inputs };
  }
}
