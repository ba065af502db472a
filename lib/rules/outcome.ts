import type { Citation } from "./citations";
import {
  CONTINUED_NOTE,
  historyOf,
  noParameter,
  type Parameter,
  type ParameterValue,
  type Rules,
  ruleSetOf,
  valueOn,
} from "./parameter";
import type { PlainDate } from "./plain-date";

/** One step on the way to a value: `code` and data for programs, `text` for the reader. */
export interface Step {
  readonly code: string;
  readonly text: string;
  readonly [datum: string]: unknown;
}

/** What was assumed where the source is silent, or that a plan is continued past its year. */
export interface Assumption {
  readonly parameter?: string;
  readonly text: string;
}

/** What every outcome carries besides its values. */
export interface Explanation {
  readonly citations: readonly Citation[];
  readonly steps: readonly Step[];
  readonly assumptions: readonly Assumption[];
}

export type Outcome<Values> = Values & Explanation;

/** The assumptions that go with a value of a parameter. */
export function assumptionsOf(parameter: Parameter<unknown>, entry: ParameterValue<unknown>): Assumption[] {
  const texts = [entry.assumption, entry.continued === true ? CONTINUED_NOTE : undefined];
  return texts
    .filter((text) => text !== undefined)
    .map((text) => ({ parameter: parameter.id, text: `${parameter.label}：${text}` }));
}

function sameCitation(a: Citation, b: Citation): boolean {
  return a.source === b.source && a.place === b.place;
}

/** Gathers citations, steps and assumptions while a rule computes. */
export class Reasoning {
  readonly #citations: Citation[] = [];
  readonly #steps: Step[] = [];
  readonly #assumptions: Assumption[] = [];

  /**
   * The value of a parameter in force on a day; its citations and assumptions go into the outcome.
   * Error `no_parameter` when none covers the day. A missing calendar goes before a missing parameter: `probe`
   * is given the nearest known value and may throw `no_calendar` first.
   */
  use<T>(parameter: Parameter<T>, rules: Rules, day: PlainDate, probe?: (value: T) => void): T {
    const entry = valueOn(parameter, rules, day);
    if (entry === undefined) {
      const known = historyOf(parameter, ruleSetOf(rules))[0];
      if (known !== undefined) probe?.(known.value);
      throw noParameter(parameter, rules, day);
    }
    return this.#take(parameter, entry);
  }

  /** The value of a parameter for a rule without a governing day. Error `no_parameter` when the rule set lacks it. */
  undated<T>(parameter: Parameter<T>, rules: Rules): T {
    const entry = historyOf(parameter, ruleSetOf(rules))[0];
    if (entry === undefined) throw noParameter(parameter, rules);
    return this.#take(parameter, entry);
  }

  #take<T>(parameter: Parameter<T>, entry: ParameterValue<T>): T {
    this.cite(...entry.citations);
    for (const { text } of assumptionsOf(parameter, entry)) this.assume(text, parameter.id);
    return entry.value;
  }

  cite(...citations: readonly Citation[]): void {
    for (const citation of citations) {
      if (!this.#citations.some((known) => sameCitation(known, citation))) this.#citations.push(citation);
    }
  }

  step(code: string, text: string, data: Readonly<Record<string, unknown>> = {}): void {
    this.#steps.push({ ...data, code, text });
  }

  assume(text: string, parameter?: string): void {
    if (this.#assumptions.some((known) => known.text === text)) return;
    this.#assumptions.push(parameter === undefined ? { text } : { parameter, text });
  }

  /** The values with everything gathered. */
  outcome<Values extends object>(values: Values): Outcome<Values> {
    return {
      ...values,
      citations: this.#citations,
      steps: this.#steps,
      assumptions: this.#assumptions,
    };
  }
}
