// Tables are checked to the last digit: a share of 92.5 % of an amount must not be missed by a binary fraction.

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?$/;

/** A fraction of whole numbers: sums, products and quotients lose nothing until they are rounded once, at the end. */
export class Exact {
  static readonly ZERO = new Exact(0n, 1n);
  readonly #above: bigint;
  readonly #below: bigint;

  private constructor(above: bigint, below: bigint) {
    this.#above = above;
    this.#below = below;
  }

  static #reduced(above: bigint, below: bigint): Exact {
    if (below === 1n) return new Exact(above, 1n);
    const sign = below < 0n ? -1n : 1n;
    const divisor = greatestCommonDivisor(above, sign * below);
    return divisor === 0n ? Exact.ZERO : new Exact((sign * above) / divisor, (sign * below) / divisor);
  }

  /** A whole number. */
  static whole(value: number | bigint): Exact {
    return new Exact(BigInt(value), 1n);
  }

  /** A decimal as it is written, without separators; undefined when the text is none. */
  static read(text: string): Exact | undefined {
    const match = DECIMAL.exec(text);
    if (match === null) return undefined;
    const [, sign, whole = "", fraction = ""] = match;
    const above = BigInt(whole + fraction);
    return Exact.#reduced(sign === "-" ? -above : above, 10n ** BigInt(fraction.length));
  }

  /** A number of the machine, taken with at most six decimals. */
  static fromNumber(value: number): Exact {
    return Exact.of(value.toFixed(6));
  }

  /** A decimal that stands in the code. */
  static of(decimal: string): Exact {
    const value = Exact.read(decimal);
    if (value === undefined) throw new Error(`not a decimal: ${decimal}`);
    return value;
  }

  plus(other: Exact): Exact {
    return Exact.#reduced(
      this.#above * other.#below + other.#above * this.#below,
      this.#below * other.#below,
    );
  }

  minus(other: Exact): Exact {
    return this.plus(other.negated());
  }

  times(other: Exact): Exact {
    return Exact.#reduced(this.#above * other.#above, this.#below * other.#below);
  }

  /** The quotient; undefined when there is 0 below the line. */
  over(other: Exact): Exact | undefined {
    if (other.isZero()) return undefined;
    return Exact.#reduced(this.#above * other.#below, this.#below * other.#above);
  }

  negated(): Exact {
    return new Exact(-this.#above, this.#below);
  }

  absolute(): Exact {
    return this.#above < 0n ? this.negated() : this;
  }

  isZero(): boolean {
    return this.#above === 0n;
  }

  isNegative(): boolean {
    return this.#above < 0n;
  }

  equals(other: Exact): boolean {
    return this.#above === other.#above && this.#below === other.#below;
  }

  /** Negative, 0 or positive, as this is less than, equal to or more than the other. */
  compare(other: Exact): number {
    const difference = this.#above * other.#below - other.#above * this.#below;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  /** Cut off towards 0 after so many decimals. */
  cut(decimals = 0): Exact {
    const scale = 10n ** BigInt(decimals);
    return Exact.#reduced((this.#above * scale) / this.#below, scale);
  }

  /** Rounded away from 0 to so many decimals. */
  roundedUp(decimals = 0): Exact {
    const cut = this.cut(decimals);
    if (cut.equals(this)) return cut;
    const unit = Exact.#reduced(1n, 10n ** BigInt(decimals));
    return this.isNegative() ? cut.minus(unit) : cut.plus(unit);
  }

  /** Rounded to so many decimals, a half away from 0: what a plan calls 四捨五入. */
  rounded(decimals = 0): Exact {
    const half = Exact.#reduced(5n, 10n ** BigInt(decimals + 1));
    return (this.isNegative() ? this.minus(half) : this.plus(half)).cut(decimals);
  }

  /** Written with exactly so many decimals, rounded half up. */
  toFixed(decimals: number): string {
    const scale = 10n ** BigInt(decimals);
    const { above, below } = this.rounded(decimals).#parts();
    const digits = ((above < 0n ? -above : above) * scale) / below;
    const text = digits.toString().padStart(decimals + 1, "0");
    const cutAt = text.length - decimals;
    const written = decimals === 0 ? text : `${text.slice(0, cutAt)}.${text.slice(cutAt)}`;
    return above < 0n ? `-${written}` : written;
  }

  /** Written with at most so many decimals and no trailing zeros. */
  toText(decimals = 6): string {
    const text = this.toFixed(decimals);
    return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
  }

  /** The nearest number of the machine, for charts and screens. */
  toNumber(): number {
    return Number(this.toFixed(15));
  }

  #parts(): { above: bigint; below: bigint } {
    return { above: this.#above, below: this.#below };
  }
}

export const HUNDRED = Exact.whole(100);

/** The sum of fractions; 0 of none. */
export function sumOf(values: readonly Exact[]): Exact {
  return values.reduce((sum, value) => sum.plus(value), Exact.ZERO);
}

/** The product of fractions; 1 of none. */
export function productOf(values: readonly Exact[]): Exact {
  return values.reduce((product, value) => product.times(value), Exact.whole(1));
}
