import { contractRegulation } from "./citations";
import { InputReader } from "./input";
import { type Outcome, Reasoning } from "./outcome";
import type { Rules } from "./parameter";
import { SUSPENSION_DAYS } from "./parameters/penalty";
import { REGIMES, type Regime } from "./penalty-evaluate";
import { addDays, addMonths, diffDays, type PlainDate } from "./plain-date";

export interface SuspensionInput {
  regime: Regime;
  from: string;
  through: string;
  /** The last day of the contract. */
  contractThrough: string;
  /** Months that the contract's scheme names for the points reached. */
  months?: number | null;
}

export type SuspensionProblem = "too_short" | "too_long" | "past_contract" | "other_length";

/**
 * Whether a suspension of dispatch lasts as long as the law or the contract's scheme says; both days are counted. It ends with the
 * contract at the latest, and may then be shorter.
 * Input: `regime`, `from`, `through`, `contractThrough`, `months?`. Output: `days`, `problem` (null when it fits; `too_short`, `too_long`,
 * `past_contract`, `other_length`), `latest` (the last day that the span may have), `earliest`.
 * Errors: `invalid_date`, `out_of_range` (`through` before `from`, `from` after the contract), `missing_field`, `no_parameter`.
 * Governing day: `from`. Source: CR §31; 臺中市114年計畫貳、三.
 */
export function suspensionSpan(
  rules: Rules,
  input: SuspensionInput,
): Outcome<{ days: number; problem: SuspensionProblem | null; earliest: PlainDate; latest: PlainDate }> {
  const reader = new InputReader(input);
  const regime = reader.choice("regime", REGIMES);
  const from = reader.date("from");
  const through = reader.date("through");
  const contractThrough = reader.date("contractThrough");
  const months = reader.optionalInteger("months", { min: 1, max: 36 });
  if (reader.readable("from", "through") && through < from) {
    reader.fail("out_of_range", "through", "迄日不可早於起日");
  }
  if (reader.readable("from", "contractThrough") && from > contractThrough) {
    reader.fail("out_of_range", "from", "起日不可晚於特約到期日");
  }
  reader.finish();
  const reasoning = new Reasoning();
  const span = spanOf(reasoning, rules, { regime, from, months });
  const cut = (day: PlainDate) => (day > contractThrough ? contractThrough : day);
  const [earliest, latest] = [cut(span.earliest ?? from), cut(span.latest ?? contractThrough)];
  const days = diffDays(from, through) + 1;
  reasoning.step("span", `${from} 至 ${through} 共 ${days} 日（首日與末日均計入）`, { from, through, days });
  reasoning.cite(contractRegulation("第31條第1項"));
  return reasoning.outcome({
    days,
    problem: problemOf({ through, contractThrough, earliest, latest }),
    earliest,
    latest,
  });
}

interface Span {
  readonly earliest?: PlainDate;
  readonly latest?: PlainDate;
}

/** A scheme that names months wants just those; one that names none leaves the length to the officer. */
function spanOf(
  reasoning: Reasoning,
  rules: Rules,
  { regime, from, months }: { regime: Regime; from: PlainDate; months: number | undefined },
): Span {
  if (regime === "national") {
    const { min, max } = reasoning.use(SUSPENSION_DAYS, rules, from);
    reasoning.step("limits", `停止派案 ${min} 至 ${max} 日，至遲至特約到期日`, { min, max });
    return { earliest: addDays(from, min - 1), latest: addDays(from, max - 1) };
  }
  if (months === undefined) return {};
  const last = addDays(addMonths(from, months), -1);
  reasoning.step("limits", `依契約記點規定停止派案 ${months} 個月，至 ${last}`, { months, last });
  return { earliest: last, latest: last };
}

function problemOf(span: {
  through: PlainDate;
  contractThrough: PlainDate;
  earliest: PlainDate;
  latest: PlainDate;
}): SuspensionProblem | null {
  const { through, contractThrough, earliest, latest } = span;
  if (through > contractThrough) return "past_contract";
  if (through >= earliest && through <= latest) return null;
  if (earliest === latest) return "other_length";
  return through < earliest ? "too_short" : "too_long";
}
