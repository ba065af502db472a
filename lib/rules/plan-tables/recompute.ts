import { Exact } from "../exact";
import { type CheckResult, type Comparison, compared, type Recomputation, type Rounding } from "./classify";
import type { CheckKind, DerivedColumn, SingleFigure, TableDefinition } from "./definition";
import { planFormula } from "./formulas";
import { checkSeries } from "./series";
import {
  type CellReading,
  filled,
  type PlanRow,
  type PlanTable,
  passes,
  readCell,
  rowsPassing,
} from "./table";
import { type Evaluation, Evaluator, type IndexedTable, type Input, indexed, type Source } from "./terms";

/** A derived figure, what is printed, what comes out, and why. */
export interface CheckedFigure {
  readonly file: string;
  /** Row and column as reports name them. */
  readonly row: string;
  readonly column: string;
  readonly kind: CheckKind;
  readonly printed: string;
  /** At the printed number of decimals; empty when it cannot be recomputed. */
  readonly recomputed: string;
  /** With up to six decimals; empty when it cannot be recomputed. */
  readonly unrounded: string;
  readonly result: CheckResult;
  readonly rounding: Rounding | null;
  /** Why it cannot be recomputed, as a sentence. */
  readonly reason: string | null;
  /** The formula's name and its words. */
  readonly formula: string;
  readonly words: string;
  readonly note: string | null;
  /** The cells that went in. */
  readonly inputs: readonly Input[];
  /** The cell that was checked: column and line of its file. Null for a figure of the running text. */
  readonly cell: { readonly column: string; readonly line: number } | null;
  /** Whether the file marks this cell as doubtful. */
  readonly isUncertain: boolean;
}

/** What a recomputation finds: the figures in the order of the definitions, and sentences on what could not be read. */
export interface Recomputed {
  readonly figures: readonly CheckedFigure[];
  readonly problems: readonly string[];
}

type Check = DerivedColumn | SingleFigure;

interface Place {
  readonly file: string;
  readonly row: string;
  readonly column: string;
  readonly printed: string;
  readonly reading: CellReading;
  readonly cell: CheckedFigure["cell"];
  readonly isUncertain: boolean;
}

const HALF = Exact.of("0.5");

class Recomputer {
  readonly #definitions: ReadonlyMap<string, TableDefinition>;
  readonly #source: Source;
  readonly problems = new Set<string>();

  constructor(
    tables: readonly PlanTable[],
    definitions: readonly TableDefinition[],
    statements: Readonly<Record<string, string>>,
  ) {
    this.#definitions = new Map(definitions.map((definition) => [definition.file, definition]));
    const byFile = new Map<string, IndexedTable>(tables.map((table) => [table.file, indexed(table)]));
    this.#source = {
      tables: byFile,
      statements,
      recompute: (file, row, column) => this.#blankCell(file, row, column),
      report: (sentence) => this.problems.add(sentence),
    };
  }

  table({ table }: IndexedTable, definition: TableDefinition): CheckedFigure[] {
    const derived = definition.derived.flatMap((check) => this.#column(table, check));
    const singles = (definition.singles ?? []).flatMap((single) => this.#single(table.file, single));
    return [...derived, ...singles, ...checkSeries(table, definition)];
  }

  tables(only: readonly string[] | undefined): CheckedFigure[] {
    return [...this.#definitions.values()].flatMap((definition) => {
      if (only !== undefined && !only.includes(definition.file)) return [];
      const table = this.#source.tables.get(definition.file);
      return table === undefined ? [] : this.table(table, definition);
    });
  }

  #column(table: PlanTable, check: DerivedColumn): CheckedFigure[] {
    const rows = rowsPassing(check.rows, table.rows);
    if (rows.length > 0 && !table.columns.includes(check.column)) {
      this.#source.report(`${table.file} 缺少欄位 ${check.column}。`);
      return [];
    }
    return rows.flatMap((row) => this.#derived(table.file, row, check));
  }

  #derived(file: string, row: PlanRow, check: DerivedColumn): CheckedFigure[] {
    const printed = row.cells[check.column] ?? "";
    const reading = readCell(printed);
    if (reading.state === "blank" || !isFilled(row, check)) return [];
    if (reading.state === "bad") {
      this.#source.report(
        `${file} 第 ${row.line} 行「${row.name}」的 ${check.column} 不是數字：「${printed}」。`,
      );
    }
    const place: Place = {
      file,
      row: check.rowName === undefined ? row.name : filled(check.rowName, row.cells),
      column: check.as ?? check.column,
      printed,
      reading,
      cell: { column: check.column, line: row.line },
      isUncertain: (row.cells.uncertain ?? "").split(";").includes(check.column),
    };
    const figure = this.#checked(place, row, check);
    return isNothing(row, check, figure) ? [] : [figure];
  }

  #single(file: string, check: SingleFigure): CheckedFigure[] {
    if ("stated" in check.printed && this.#source.statements[check.printed.stated] === undefined) return [];
    const evaluation = new Evaluator(this.#source, file, undefined).one(check.printed);
    const [input] = evaluation.inputs;
    const printed = "value" in evaluation ? printedText(evaluation, input) : (input?.text ?? "");
    const place: Place = {
      file,
      row: check.row,
      column: check.column,
      printed,
      reading: readCell(printed),
      cell: null,
      isUncertain: false,
    };
    return [this.#checked(place, undefined, check)];
  }

  #checked(place: Place, row: PlanRow | undefined, check: Check): CheckedFigure {
    const { reading, ...placed } = place;
    const formula = planFormula(check.formula);
    const about = {
      ...placed,
      kind: check.kind,
      formula: formula.name,
      words: check.words ?? formula.words,
      note: check.note ?? null,
    };
    const found = this.#evaluated(place.file, row, check);
    if ("missing" in found || reading.state !== "number") {
      const reason = "missing" in found ? found.missing : notPrintedReason(place);
      const none = { recomputed: "", unrounded: "", rounding: null };
      return { ...about, ...none, result: "not_recomputable", reason, inputs: found.inputs };
    }
    const comparison = compared(
      reading.value,
      reading.decimals,
      this.#recomputation(place.file, row, check, found),
    );
    return {
      ...about,
      recomputed: cutIfAsked(check, found.value).toFixed(reading.decimals),
      unrounded: found.value.toText(),
      ...explained(comparison, check),
      reason: null,
      inputs: found.inputs,
    };
  }

  #evaluated(file: string, row: PlanRow | undefined, check: Check, before = false): Evaluation {
    const terms = new Evaluator(this.#source, file, row, before).all(check.of);
    if ("missing" in terms) return terms;
    if (check.formula === "notPrinted")
      return { missing: check.note ?? "計畫未載公式", inputs: terms.inputs };
    const value = planFormula(check.formula).compute(terms.values);
    return value === undefined
      ? { missing: "分母為 0，無法計算", inputs: terms.inputs }
      : { value, inputs: terms.inputs };
  }

  #recomputation(
    file: string,
    row: PlanRow | undefined,
    check: Check,
    found: Extract<Evaluation, { value: Exact }>,
  ): Recomputation {
    const base: Recomputation = {
      value: cutIfAsked(check, found.value),
      isCut: planFormula(check.formula).rounding === "down",
      roundedParts: check.partsRounded === true ? found.inputs.length : 0,
    };
    const unrounded = this.#unrounded(file, row, check);
    return unrounded === undefined ? base : { ...base, unrounded };
  }

  /** The span that the formula gives with its figures as they may have been before they were rounded for print. */
  #unrounded(file: string, row: PlanRow | undefined, check: Check): Recomputation["unrounded"] {
    if (check.of.some((term) => "cell" in term && term.before !== undefined)) {
      const before = this.#evaluated(file, row, check, true);
      return "value" in before ? { least: before.value, most: before.value } : undefined;
    }
    const index = check.of.findIndex((term) => "cell" in term && term.printedTo !== undefined);
    return index < 0 ? undefined : this.#span(file, row, check, index);
  }

  #span(file: string, row: PlanRow | undefined, check: Check, index: number): Recomputation["unrounded"] {
    const terms = new Evaluator(this.#source, file, row).all(check.of);
    if ("missing" in terms) return undefined;
    const ends = [HALF, HALF.negated()].map((half) =>
      planFormula(check.formula).compute(
        terms.values.map((value, at) => (at === index ? value.plus(half) : value)),
      ),
    );
    const [one, other] = ends;
    if (one === undefined || other === undefined) return undefined;
    return one.compare(other) <= 0 ? { least: one, most: other } : { least: other, most: one };
  }

  #blankCell(file: string, row: PlanRow, column: string): Evaluation {
    const check = this.#definitions
      .get(file)
      ?.derived.find((candidate) => candidate.column === column && passes(candidate.rows, row.cells));
    if (check === undefined) return { missing: `「${row.name}」的 ${column} 空白`, inputs: [] };
    const found = this.#evaluated(file, row, check, true);
    return "value" in found ? { value: found.value.rounded(), inputs: found.inputs } : found;
  }
}

function cutIfAsked({ formula }: Check, value: Exact): Exact {
  return planFormula(formula).rounding === "down" ? value.cut() : value;
}

function isFilled(row: PlanRow, { anyOf, allOf }: DerivedColumn): boolean {
  const has = (column: string) => readCell(row.cells[column]).state !== "blank";
  return (anyOf === undefined || anyOf.some(has)) && (allOf === undefined || allOf.every(has));
}

/** A line that asks for nothing, and of which nothing comes out, is no check. */
function isNothing(row: PlanRow, { unlessNothingIn }: DerivedColumn, figure: CheckedFigure): boolean {
  if (unlessNothingIn === undefined) return false;
  const isNone = (text: string | undefined) => {
    const reading = readCell(text);
    return reading.state === "blank" || (reading.state === "number" && reading.value.isZero());
  };
  return isNone(row.cells[unlessNothingIn]) && isNone(figure.printed) && isNone(figure.recomputed);
}

function printedText(evaluation: Extract<Evaluation, { value: Exact }>, input: Input | undefined): string {
  const reading = readCell(input?.text);
  const isThatFigure = reading.state === "number" && reading.value.equals(evaluation.value);
  return isThatFigure && evaluation.inputs.length === 1 ? (input?.text ?? "") : evaluation.value.toText();
}

function notPrintedReason({ printed }: Place): string {
  return printed === "" ? "原表未列印此數" : `原表所載不是數字：「${printed}」`;
}

function explained(comparison: Comparison, check: Check): Pick<CheckedFigure, "result" | "rounding"> {
  const rounding = comparison.result === "rounding" ? comparison.rounding : null;
  if (rounding === "unrounded_input" && check.exactWithinSpan) return { result: "exact", rounding: null };
  return { result: comparison.result, rounding };
}

/**
 * Recomputes every derived figure of the tables from what stands in them. Nothing is looked up: an altered cell
 * changes every figure that is computed from it. Tables without a definition are passed over. `only` names the files
 * whose figures are wanted; the other tables are still read from.
 */
export function recompute(
  tables: readonly PlanTable[],
  definitions: readonly TableDefinition[],
  statements: Readonly<Record<string, string>>,
  only?: readonly string[],
): Recomputed {
  const recomputer = new Recomputer(tables, definitions, statements);
  const figures = recomputer.tables(only);
  return { figures, problems: [...recomputer.problems] };
}
