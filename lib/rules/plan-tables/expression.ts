import { Exact } from "../exact";

// The plan's running text gives some figures with the sum behind them: "(490-423)/423*100". The same is done again.

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)(?:e(\d+))?|([-+*/()]))/y;

class ExpressionReader {
  readonly #tokens: (Exact | string)[] = [];
  #next = 0;

  constructor(text: string) {
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < text.length) {
      const match = TOKEN.exec(text);
      if (match === null) break;
      const [, digits, exponent, sign] = match;
      if (digits === undefined) this.#tokens.push(sign ?? "");
      else this.#tokens.push(Exact.of(digits).times(Exact.whole(10n ** BigInt(exponent ?? "0"))));
    }
  }

  /** The value; undefined where the text is no arithmetic. A remark after it is passed over. */
  value(): Exact | undefined {
    return this.#terms();
  }

  #terms(): Exact | undefined {
    let left = this.#factors();
    for (let sign = this.#sign("+", "-"); sign !== undefined; sign = this.#sign("+", "-")) {
      const right = this.#factors();
      if (left === undefined || right === undefined) return undefined;
      left = sign === "+" ? left.plus(right) : left.minus(right);
    }
    return left;
  }

  #factors(): Exact | undefined {
    let left = this.#factor();
    for (let sign = this.#sign("*", "/"); sign !== undefined; sign = this.#sign("*", "/")) {
      const right = this.#factor();
      if (left === undefined || right === undefined) return undefined;
      left = sign === "*" ? left.times(right) : left.over(right);
    }
    return left;
  }

  #factor(): Exact | undefined {
    if (this.#sign("(") !== undefined) {
      const inner = this.#terms();
      return this.#sign(")") === undefined ? undefined : inner;
    }
    const token = this.#tokens[this.#next];
    if (typeof token !== "object") return undefined;
    this.#next += 1;
    return token;
  }

  #sign(...signs: string[]): string | undefined {
    const token = this.#tokens[this.#next];
    if (typeof token !== "string" || !signs.includes(token)) return undefined;
    this.#next += 1;
    return token;
  }
}

// "4*50 (each 50)": what stands in brackets after a number is a remark, not a factor.
function withoutRemark(text: string): string {
  return text.replace(/([\d)])\s+\(.*$/, "$1");
}

/** The value of an arithmetic expression; undefined where the text is none or divides by 0. */
export function expressionValue(text: string): Exact | undefined {
  return /^\s*[\d(]/.test(text) ? new ExpressionReader(withoutRemark(text)).value() : undefined;
}

/** The base of a growth written out as (new−base)/base×100. */
export function growthBaseIn(text: string): Exact | undefined {
  const match = /^\(([\d.]+)-([\d.]+)\)\/([\d.]+)\*100/.exec(text.trim());
  return match?.[2] !== undefined && match[2] === match[3] ? Exact.read(match[2]) : undefined;
}
