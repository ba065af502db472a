import { civilCode, OFFICE_CALENDAR } from "./citations";
import { InputReader } from "./input";
import { type Outcome, Reasoning } from "./outcome";
import { dayNumberOf, type PlainDate } from "./plain-date";
import {
  addWorking,
  type Closures,
  type DayOff,
  dateText,
  daysOffBetween,
  isWorking,
  listedName,
  rollToWorking,
  workingBetween,
} from "./working-days";

const FIRST_DAY_NOT_COUNTED = civilCode("第120條第2項");
const ROLLED = civilCode("第122條");

function skippedStep(reasoning: Reasoning, days: readonly DayOff[]): void {
  if (days.length === 0) return;
  const list = days.map((day) => `${day.date}（${day.name}）`).join("、");
  reasoning.step("skipped", `不計入放假日：${list}`, { days });
}

/**
 * Whether government offices work on a day.
 * Input: `date`; `closures?` days on which the bureau closed (停班), which beat a make-up workday.
 * Output: `working`; `name` on days that the office calendar lists.
 * Errors: `invalid_date`, `out_of_range`, `missing_field`, `no_calendar`.
 * Source: 行政機關辦公日曆表.
 */
export function isWorkingDay(input: {
  date: string;
  closures?: readonly string[];
}): Outcome<{ working: boolean; name?: string }> {
  const reader = new InputReader(input);
  const date = reader.date("date");
  const closures = reader.optionalDays("closures");
  reader.finish();
  const day = dayNumberOf(date);
  const working = isWorking(day, closures, "date");
  const name = listedName(day);
  const reasoning = new Reasoning();
  reasoning.cite(OFFICE_CALENDAR);
  reasoning.step(closures?.has(day) === true ? "closure" : "calendar", dayText(date, working, day, closures));
  return reasoning.outcome(name === undefined ? { working } : { working, name });
}

function dayText(date: PlainDate, working: boolean, day: number, closures: Closures): string {
  if (working) return `${date} 為上班日`;
  const [off] = daysOffBetween(day, day, closures);
  return `${date} 不上班（${off?.name ?? "放假"}）`;
}

/**
 * The `days`-th working day after `from`; `from` is not counted. `days` 0 gives `from` or the next working day.
 * Input: `from`, `days` (whole, ≥ 0), `closures?`. Output: `date`.
 * Errors: `invalid_date`, `out_of_range`, `missing_field`, `no_calendar`.
 * Source: 民法第120條第2項; 行政機關辦公日曆表.
 */
export function addWorkingDays(input: {
  from: string;
  days: number;
  closures?: readonly string[];
}): Outcome<{ date: PlainDate }> {
  const reader = new InputReader(input);
  const from = reader.date("from");
  const days = reader.integer("days");
  const closures = reader.optionalDays("closures");
  reader.finish();
  const start = dayNumberOf(from);
  const end = addWorking(start, days, closures, "from");
  const reasoning = new Reasoning();
  reasoning.cite(FIRST_DAY_NOT_COUNTED, OFFICE_CALENDAR);
  reasoning.step("count", `自 ${from} 之次日起算 ${days} 個工作天`, { from, days });
  skippedStep(reasoning, daysOffBetween(days === 0 ? start : start + 1, end, closures));
  return reasoning.outcome({ date: dateText(end) });
}

/**
 * Working days in (`from`, `to`]; negative when `to` is earlier. Only the days walked need a calendar.
 * Input: `from`, `to`, `closures?`. Output: `days`.
 * Errors: `invalid_date`, `out_of_range`, `missing_field`, `no_calendar`.
 * Source: 民法第120條第2項; 行政機關辦公日曆表.
 */
export function workingDaysBetween(input: {
  from: string;
  to: string;
  closures?: readonly string[];
}): Outcome<{ days: number }> {
  const reader = new InputReader(input);
  const from = reader.date("from");
  const to = reader.date("to");
  const closures = reader.optionalDays("closures");
  reader.finish();
  const [start, end] = [dayNumberOf(from), dayNumberOf(to)];
  const days = workingBetween(start, end, closures, end < start ? "to" : "from");
  const reasoning = new Reasoning();
  reasoning.cite(FIRST_DAY_NOT_COUNTED, OFFICE_CALENDAR);
  reasoning.step("count", `${from} 之次日至 ${to} 之工作天`, { from, to, days });
  skippedStep(reasoning, daysOffBetween(Math.min(start, end) + 1, Math.max(start, end), closures));
  return reasoning.outcome({ days });
}

/**
 * The day itself if offices work on it, else the next working day, as for a deadline on a day off.
 * Input: `date`, `closures?`. Output: `date`.
 * Errors: `invalid_date`, `out_of_range`, `missing_field`, `no_calendar`.
 * Source: 民法第122條; 行政機關辦公日曆表.
 */
export function rollForward(input: {
  date: string;
  closures?: readonly string[];
}): Outcome<{ date: PlainDate }> {
  const reader = new InputReader(input);
  const date = reader.date("date");
  const closures = reader.optionalDays("closures");
  reader.finish();
  const reasoning = new Reasoning();
  return reasoning.outcome({ date: rolledDay(reasoning, dayNumberOf(date), closures, "date") });
}

/** Rolls a deadline onto a working day and notes it, with `rolledFrom` in the step. Error `no_calendar`. */
export function rolledDay(reasoning: Reasoning, day: number, closures: Closures, field: string): PlainDate {
  const rolled = rollToWorking(day, closures, field);
  reasoning.cite(ROLLED, OFFICE_CALENDAR);
  if (rolled !== day) noteRolled(reasoning, day, rolled, closures, field);
  return dateText(rolled);
}

function noteRolled(reasoning: Reasoning, from: number, to: number, closures: Closures, field: string): void {
  const days = daysOffBetween(from, to - 1, closures);
  const list = days.map((day) => `${day.date}（${day.name}）`).join("、");
  reasoning.step("rolled", `末日逢放假日，順延至 ${dateText(to)}：${list}`, {
    field,
    rolledFrom: dateText(from),
    rolledTo: dateText(to),
    days,
  });
}

/** Notes a count of working days and the days off that it passed over. */
export function noteWorkingDays(reasoning: Reasoning, start: number, end: number, closures: Closures): void {
  reasoning.cite(FIRST_DAY_NOT_COUNTED, OFFICE_CALENDAR);
  skippedStep(reasoning, daysOffBetween(start + 1, end, closures));
}
