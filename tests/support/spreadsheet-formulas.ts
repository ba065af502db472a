import type ExcelJS from "exceljs";

// A small calculator of spreadsheet formulas: + - * / ^, comparisons, SUM, ROUND, TRUNC, IF, references and ranges.

export interface FormulaCell {
  sheet: string;
  address: string;
  formula: string;
  kept: number;
  note: string;
}
export type Formulas = FormulaCell[];

/** Every formula of a workbook with the value that is kept beside it. */
export function readFormulas(book: ExcelJS.Workbook): Formulas {
  const found: Formulas = [];
  for (const page of book.worksheets) {
    page.eachRow((row) =>
      row.eachCell((cell) => {
        if (typeof cell.formula !== "string" || cell.formula === "") return;
        const note = typeof cell.note === "string" ? cell.note : JSON.stringify(cell.note ?? "");
        const kept = Number(cell.result);
        found.push({ sheet: page.name, address: cell.address, formula: cell.formula, kept, note });
      }),
    );
  }
  return found;
}

/** What a cell gives when every formula that it leads to is calculated anew; undefined where that is no number. */
export function recalculated(book: ExcelJS.Workbook, sheet: string, address: string): number | undefined {
  const value = new Calculator(book).cell(sheet, address);
  return Number.isFinite(value) ? value : undefined;
}

const TOKEN = /'[^']+'!|[A-Z]+(?=\()|[A-Z]+\d+|\d+(?:\.\d+)?|<=|>=|<>|[-+*/^(),:<>=]/gy;

class Calculator {
  readonly #book: ExcelJS.Workbook;
  readonly #open = new Set<string>();

  constructor(book: ExcelJS.Workbook) {
    this.#book = book;
  }

  cell(sheet: string, address: string): number {
    const key = `${sheet}!${address}`;
    if (this.#open.has(key)) throw new Error(`a circle of formulas at ${key}`);
    const cell = this.#book.getWorksheet(sheet)?.getCell(address);
    if (cell === undefined) throw new Error(`no sheet ${sheet}`);
    if (typeof cell.formula !== "string" || cell.formula === "")
      return typeof cell.value === "number" ? cell.value : 0;
    this.#open.add(key);
    const value = new Reading(this, sheet, cell.formula).result();
    this.#open.delete(key);
    return value;
  }

  range(sheet: string, from: string, to: string): number[] {
    const page = this.#book.getWorksheet(sheet);
    const [first, last] = [from, to].map((address) => page?.getCell(address));
    if (!first || !last) throw new Error(`no range ${from}:${to}`);
    const values: number[] = [];
    for (let row = Number(first.row); row <= Number(last.row); row += 1)
      for (let column = Number(first.col); column <= Number(last.col); column += 1)
        values.push(this.cell(sheet, page?.getCell(row, column).address ?? ""));
    return values;
  }
}

class Reading {
  readonly #calculator: Calculator;
  readonly #home: string;
  readonly #tokens: string[];
  #at = 0;

  constructor(calculator: Calculator, home: string, formula: string) {
    this.#calculator = calculator;
    this.#home = home;
    this.#tokens = formula.match(TOKEN) ?? [];
    if (this.#tokens.join("") !== formula) throw new Error(`cannot read ${formula}`);
  }

  result(): number {
    const [value = Number.NaN] = this.#comparison();
    if (this.#at < this.#tokens.length)
      throw new Error(`left over: ${this.#tokens.slice(this.#at).join("")}`);
    return value;
  }

  #take(...wanted: string[]): string | undefined {
    const token = this.#tokens[this.#at];
    if (token === undefined || !wanted.includes(token)) return undefined;
    this.#at += 1;
    return token;
  }

  /** A level of the grammar gives one value, or those of a range. */
  #level(below: () => number[], operators: Record<string, (a: number, b: number) => number>): number[] {
    let left = below();
    for (;;) {
      const operator = this.#take(...Object.keys(operators));
      if (operator === undefined) return left;
      const [a = 0] = left;
      const [b = 0] = below();
      left = [operators[operator]?.(a, b) ?? Number.NaN];
    }
  }

  #comparison(): number[] {
    return this.#level(() => this.#sum(), {
      "<=": (a, b) => Number(a <= b),
      ">=": (a, b) => Number(a >= b),
      "<": (a, b) => Number(a < b),
      ">": (a, b) => Number(a > b),
    });
  }

  #sum(): number[] {
    return this.#level(() => this.#product(), { "+": (a, b) => a + b, "-": (a, b) => a - b });
  }

  #product(): number[] {
    return this.#level(() => this.#power(), { "*": (a, b) => a * b, "/": (a, b) => a / b });
  }

  #power(): number[] {
    return this.#level(() => this.#atom(), { "^": (a, b) => a ** b });
  }

  #atom(): number[] {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    if (token === undefined) throw new Error("the formula ends too early");
    if (token === "-") return [-(this.#atom()[0] ?? 0)];
    if (token === "(") return this.#closed(this.#comparison());
    if (/^\d/.test(token)) return [Number(token)];
    if (token.endsWith("!")) return this.#reference(token.slice(1, -2), this.#tokens[this.#at++] ?? "");
    if (/\d$/.test(token)) return this.#reference(this.#home, token);
    return [this.#called(token)];
  }

  #closed(values: number[]): number[] {
    if (this.#take(")") === undefined) throw new Error("a bracket is not closed");
    return values;
  }

  #reference(sheet: string, address: string): number[] {
    if (this.#take(":") === undefined) return [this.#calculator.cell(sheet, address)];
    return this.#calculator.range(sheet, address, this.#tokens[this.#at++] ?? "");
  }

  #called(name: string): number {
    if (this.#take("(") === undefined) throw new Error(`${name} is no function`);
    const args: number[][] = [];
    do args.push(this.#comparison());
    while (this.#take(",") !== undefined);
    this.#closed([]);
    const [a = 0, b = 0, c = 0] = args.map(([first = 0]) => first);
    if (name === "SUM") return args.flat().reduce((sum, value) => sum + value, 0);
    if (name === "IF") return a === 0 ? c : b;
    if (name === "TRUNC") return Math.trunc(shortened(a));
    if (name === "ROUND") return rounded(a, b);
    throw new Error(`unknown function ${name}`);
  }
}

// Spreadsheets calculate with 15 digits, so that 0.285 is rounded up although its binary fraction lies below.
function shortened(value: number): number {
  return Number(value.toPrecision(15));
}

function rounded(value: number, decimals: number): number {
  const scaled = shortened(Math.abs(value) * 10 ** decimals);
  return (Math.sign(value) * Math.floor(scaled + 0.5)) / 10 ** decimals;
}
