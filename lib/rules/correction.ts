import { noteWorkingDays, rolledDay } from "./calendar";
import { civilCode } from "./citations";
import { RuleError } from "./errors";
import { InputReader } from "./input";
import { type Outcome, Reasoning } from "./outcome";
import type { Rules } from "./parameter";
import { CORRECTION_DAYS } from "./parameters/correction";
import { dayNumberOf, type PlainDate } from "./plain-date";
import { addWorking, type Closures, dateText, requireNotAfterCalendars } from "./working-days";

const DAY_KINDS = ["calendar", "working"] as const;
export type DayKind = (typeof DAY_KINDS)[number];

export interface CorrectionInput {
  visitedOn: string;
  /** The longest that the form allows; absent where the officer sets the day freely. */
  maxDays?: number | null;
  days: DayKind;
  /** The day that the officer set. */
  setOn?: string | null;
  closures?: readonly string[];
}

/** `form`: counted by the form; `set`: the officer's day; `default`: neither says it. */
export type CorrectionSource = "form" | "set" | "default";

interface Counted {
  readonly visitedOn: PlainDate;
  readonly count: number;
  readonly days: DayKind;
  readonly closures: Closures;
}

function lastDay(reasoning: Reasoning, { visitedOn, count, days, closures }: Counted): PlainDate {
  const start = dayNumberOf(visitedOn);
  reasoning.cite(civilCode("第120條第2項"));
  if (days === "calendar") {
    reasoning.step("count", `自 ${visitedOn} 之次日起算 ${count} 日`, { visitedOn, count });
    return rolledDay(reasoning, start + count, closures, "visitedOn");
  }
  const end = addWorking(start, count, closures, "visitedOn");
  reasoning.step("count", `自 ${visitedOn} 之次日起算 ${count} 個工作天`, { visitedOn, count });
  noteWorkingDays(reasoning, start, end, closures);
  return dateText(end);
}

/**
 * The day by which what an inspection found is to be mended.
 * Input: `visitedOn`, `days` (`calendar` or `working`, as the form counts), `maxDays?` (the longest that the form allows),
 * `setOn?` (the officer's day, taken as it is), `closures?`. Output: `dueOn`, `source` (`form`, `set`, `default`).
 * Without `setOn` it is the form's longest; without that too, the default, as an assumption. Counted from the next day; the end of
 * calendar days rolls to a working day.
 * Errors: `invalid_date`, `out_of_range` (`setOn` before the visit or after the form's longest), `missing_field`, `no_calendar`,
 * `no_parameter`. Governing day: `visitedOn`. Source: the form; 民法第120條、第122條; 臺中市114年計畫附錄九、附錄十.
 */
export function correctionDeadline(
  rules: Rules,
  input: CorrectionInput,
): Outcome<{ dueOn: PlainDate; source: CorrectionSource }> {
  const reader = new InputReader(input);
  const visitedOn = reader.date("visitedOn");
  const maxDays = reader.optionalInteger("maxDays", { min: 1, max: 366 });
  const days = reader.choice("days", DAY_KINDS);
  const setOn = reader.optionalDate("setOn");
  const closures = reader.optionalDays("closures");
  if (setOn !== undefined && reader.readable("visitedOn") && setOn < visitedOn) {
    reader.fail("out_of_range", "setOn", "改善期限不可早於查核日");
  }
  reader.finish();
  requireNotAfterCalendars(dayNumberOf(visitedOn), "visitedOn");
  const reasoning = new Reasoning();
  const longest =
    maxDays === undefined ? undefined : lastDay(reasoning, { visitedOn, count: maxDays, days, closures });
  if (setOn !== undefined) {
    if (longest !== undefined && setOn > longest) {
      throw new RuleError("out_of_range", "setOn", `改善期限至遲 ${longest}（表單以 ${maxDays} 日為限）`);
    }
    reasoning.step("set", `承辦人訂定 ${setOn} 前改善`, { setOn });
    return reasoning.outcome({ dueOn: setOn, source: "set" });
  }
  if (longest !== undefined) return reasoning.outcome({ dueOn: longest, source: "form" });
  const count = reasoning.use(CORRECTION_DAYS, rules, visitedOn);
  const dueOn = lastDay(reasoning, { visitedOn, count, days: "calendar", closures });
  return reasoning.outcome({ dueOn, source: "default" });
}
