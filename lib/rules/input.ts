import { firstError, RuleError, type RuleErrorCode } from "./errors";
import { dayNumberOf, isPlainDate, type PlainDate } from "./plain-date";

// Large enough for every count and sum of money of a country, small enough that products stay exact.
const LARGEST = 1e12;
// Stands in for a field that could not be read; `finish` throws before anyone computes with it.
const NO_DATE = "1970-01-01" as PlainDate;

interface Limits {
  readonly min?: number;
  readonly max?: number;
}

/**
 * Reads the fields of a rule's input, whatever it is, and collects what is wrong with them, so that `finish`
 * can throw the problem that goes first in the order of the specification. Null counts as absent.
 */
export class InputReader {
  readonly #fields: Readonly<Record<string, unknown>>;
  readonly #prefix: string;
  readonly #problems: RuleError[];
  readonly #bad = new Set<string>();

  constructor(input: unknown, prefix = "", problems: RuleError[] = []) {
    this.#prefix = prefix;
    this.#problems = problems;
    const isRecord = typeof input === "object" && input !== null && !Array.isArray(input);
    this.#fields = isRecord ? (input as Readonly<Record<string, unknown>>) : {};
    if (!isRecord && input !== undefined && input !== null) {
      this.fail("out_of_range", prefix === "" ? "input" : "", "輸入資料的格式不正確");
    }
  }

  /** The raw value of a field; undefined when absent. Inherited properties are not input. */
  raw(name: string): unknown {
    const value = Object.hasOwn(this.#fields, name) ? this.#fields[name] : undefined;
    return value === null ? undefined : value;
  }

  /** Whether a field is there, null included. */
  has(name: string): boolean {
    return Object.hasOwn(this.#fields, name) && this.#fields[name] !== undefined;
  }

  /** Records a problem with a field of this object. */
  fail(code: RuleErrorCode, name: string, message: string): void {
    this.#bad.add(name);
    const path = name === "" ? this.#prefix.slice(0, -1) : `${this.#prefix}${name}`;
    this.#problems.push(new RuleError(code, path, message));
  }

  /** Whether all these fields were there and could be read. */
  readable(...names: string[]): boolean {
    return names.every((name) => !this.#bad.has(name) && this.raw(name) !== undefined);
  }

  /** Throws the problem that goes first, if there is any. */
  finish(): void {
    if (this.#problems.length === 0) return;
    const first = firstError(this.#problems);
    if (first !== undefined) throw first;
  }

  /** A day that must be there. */
  date(name: string): PlainDate {
    return this.optionalDate(name) ?? this.#absent(name, NO_DATE);
  }

  /** A day that may be missing. */
  optionalDate(name: string): PlainDate | undefined {
    const value = this.raw(name);
    if (value === undefined || isPlainDate(value)) return value;
    this.fail("invalid_date", name, `${name} 不是有效的日期（YYYY-MM-DD）`);
    return undefined;
  }

  /** A list of days that may be missing, as a set of day numbers. */
  optionalDays(name: string): ReadonlySet<number> | null {
    if (this.raw(name) === undefined) return null;
    const days = new Set<number>();
    for (const value of this.#list(name)) {
      const day = typeof value === "string" ? dayNumberOf(value) : Number.NaN;
      if (Number.isNaN(day)) this.fail("invalid_date", name, `${name} 含有無效的日期`);
      else days.add(day);
    }
    return days.size > 0 ? days : null;
  }

  /** A whole number, 0 or more unless `limits` say otherwise. */
  integer(name: string, limits: Limits = {}): number {
    return this.optionalInteger(name, limits) ?? this.#absent(name, 0);
  }

  optionalInteger(name: string, limits: Limits = {}): number | undefined {
    const value = this.optionalNumber(name, limits);
    if (value === undefined || Number.isSafeInteger(value)) return value;
    this.fail("out_of_range", name, `${name} 必須是整數`);
    return undefined;
  }

  /** A finite number, 0 or more unless `limits` say otherwise. */
  number(name: string, limits: Limits = {}): number {
    return this.optionalNumber(name, limits) ?? this.#absent(name, 0);
  }

  optionalNumber(name: string, { min = 0, max = LARGEST }: Limits = {}): number | undefined {
    const value = this.raw(name);
    if (value === undefined) return undefined;
    if (typeof value === "number" && value >= min && value <= max) return value === 0 ? 0 : value;
    this.fail("out_of_range", name, `${name} 必須是 ${min} 至 ${max} 之間的數字`);
    return undefined;
  }

  /** True or false that must be there. */
  boolean(name: string): boolean {
    return this.optionalBoolean(name) ?? this.#absent(name, false);
  }

  /** True or false; undefined when absent. */
  optionalBoolean(name: string): boolean | undefined {
    const value = this.raw(name);
    if (value === undefined || typeof value === "boolean") return value;
    this.fail("out_of_range", name, `${name} 必須是 true 或 false`);
    return undefined;
  }

  /** A text that must be there; empty only where `empty` says so. */
  text(name: string, empty: "may_be_empty" | "not_empty" = "not_empty"): string {
    const value = this.optionalText(name);
    if (value === "" && empty === "not_empty") this.fail("out_of_range", name, `${name} 不可為空白`);
    return value ?? this.#absent(name, "");
  }

  optionalText(name: string): string | undefined {
    const value = this.raw(name);
    if (value === undefined || typeof value === "string") return value;
    this.fail("out_of_range", name, `${name} 必須是文字`);
    return undefined;
  }

  /** One of the listed words. */
  choice<const T extends string>(name: string, words: readonly [T, ...T[]]): T {
    return this.optionalChoice(name, words) ?? this.#absent(name, words[0]);
  }

  optionalChoice<const T extends string>(name: string, words: readonly T[]): T | undefined {
    const value = this.raw(name);
    if (value === undefined) return undefined;
    const word = words.find((candidate) => candidate === value);
    if (word === undefined) this.fail("out_of_range", name, `${name} 只能是：${words.join("、")}`);
    return word;
  }

  /** A list of objects, each with its own reader that reports into this one. */
  objects(name: string): InputReader[] {
    return this.#list(name).map((value, index) => {
      const prefix = `${this.#prefix}${name}[${index}].`;
      const reader = new InputReader(value, prefix, this.#problems);
      if (value === undefined || value === null) reader.fail("missing_field", "", `${name} 含有空白的項目`);
      return reader;
    });
  }

  /** A list of texts that must be there. */
  texts(name: string): string[] {
    return this.#list(name).map((value) => {
      if (typeof value === "string") return value;
      this.fail("out_of_range", name, `${name} 只能包含文字`);
      return "";
    });
  }

  optionalTexts(name: string): string[] {
    return this.raw(name) === undefined ? [] : this.texts(name);
  }

  /** A list of whole numbers, 0 or more. */
  integers(name: string): number[] {
    return this.#list(name).map((value) => {
      if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0 && value <= LARGEST)
        return value;
      this.fail("out_of_range", name, `${name} 只能包含 0 以上的整數`);
      return 0;
    });
  }

  #list(name: string): unknown[] {
    const value = this.raw(name);
    if (value === undefined) return this.#absent(name, []);
    if (Array.isArray(value)) return Array.from(value as unknown[]);
    this.fail("out_of_range", name, `${name} 必須是清單`);
    return [];
  }

  #absent<T>(name: string, stand: T): T {
    if (this.raw(name) === undefined && !this.#bad.has(name)) {
      this.fail("missing_field", name, `缺少 ${name}`);
    }
    return stand;
  }
}
