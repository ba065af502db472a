import { RuleError } from "./errors";
import { OFFICE_YEARS, type OfficeYear } from "./office-calendar-data";
import { dayNumberOf, fromDayNumber, type PlainDate, weekdayOf, yearOfDayNumber } from "./plain-date";

// Day numbers throughout: days since 1970-01-01. The tables make counting independent of the length of the span.

/** Days on which a bureau closed its offices (停班), as day numbers; null when there are none. */
export type Closures = ReadonlySet<number> | null;

/** A day off that a count passed over, with the reason a reader will recognise. */
export interface DayOff {
  readonly date: PlainDate;
  readonly name: string;
}

const WEEKDAY_NAMES = ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"] as const;

const firstYear = OFFICE_YEARS[0]?.year ?? 0;
const lastYear = firstYear + OFFICE_YEARS.length - 1;
const firstDay = dayNumberOf(`${firstYear}-01-01`);
const lastDay = dayNumberOf(`${lastYear}-12-31`);
const names = new Map<number, string>();
const working = new Uint8Array(lastDay - firstDay + 1);
// countBefore[i] = working days among the first i days of the table; nth[k] = index of working day number k.
const countBefore = new Uint16Array(working.length + 1);
const nth: number[] = [];
const texts: PlainDate[] = [];

function listed(year: OfficeYear, entries: readonly string[], state: 0 | 1): void {
  for (const entry of entries) {
    const day = dayNumberOf(`${year.year}-${entry.slice(0, 5)}`);
    names.set(day, entry.slice(6));
    working[day - firstDay] = state;
  }
}

function fillTables(): void {
  for (let index = 0; index < working.length; index++) {
    const weekday = weekdayOf(firstDay + index);
    working[index] = weekday === 0 || weekday === 6 ? 0 : 1;
  }
  for (const year of OFFICE_YEARS) {
    listed(year, year.weekendHolidays, 0);
    listed(year, year.holidays, 0);
    listed(year, year.makeUpWorkdays, 1);
  }
  for (let index = 0; index < working.length; index++) {
    const works = working[index] ?? 0;
    countBefore[index + 1] = (countBefore[index] ?? 0) + works;
    if (works === 1) nth.push(index);
    texts.push(fromDayNumber(firstDay + index));
  }
}

fillTables();

function noCalendar(day: number, field: string): RuleError {
  const year = yearOfDayNumber(day);
  return new RuleError("no_calendar", field, `尚無 ${year} 年的行政機關辦公日曆表`, { year });
}

function requireCalendar(day: number, field: string): void {
  if (!(day >= firstDay && day <= lastDay)) throw noCalendar(day, field);
}

/** Error `no_calendar` when the day lies after the last published calendar. */
export function requireNotAfterCalendars(day: number, field: string): void {
  if (day > lastDay) throw noCalendar(day, field);
}

function worksOn(day: number, closures: Closures): boolean {
  return working[day - firstDay] === 1 && closures?.has(day) !== true;
}

/** Whether offices work on the day. Error `no_calendar` for a year without a published calendar. */
export function isWorking(day: number, closures: Closures, field: string): boolean {
  requireCalendar(day, field);
  return worksOn(day, closures);
}

/** The name under which the office calendar lists the day; undefined when it does not. */
export function listedName(day: number): string | undefined {
  return names.get(day);
}

/** The day itself if it is a working day, else the next one. Error `no_calendar`. */
export function rollToWorking(day: number, closures: Closures, field: string): number {
  let candidate = day;
  requireCalendar(candidate, field);
  while (!worksOn(candidate, closures)) {
    candidate += 1;
    requireCalendar(candidate, field);
  }
  return candidate;
}

/** The n-th working day after the day, which is itself not counted; n = 0 rolls forward. Error `no_calendar`. */
export function addWorking(day: number, count: number, closures: Closures, field: string): number {
  if (count === 0) return rollToWorking(day, closures, field);
  requireCalendar(day + 1, field);
  if (closures !== null) return walkWorking(day, count, closures, field);
  const index = nth[(countBefore[day + 1 - firstDay] ?? 0) + count - 1];
  if (index === undefined) throw noCalendar(lastDay + 1, field);
  return firstDay + index;
}

function walkWorking(day: number, count: number, closures: Closures, field: string): number {
  let left = count;
  let current = day;
  while (left > 0) {
    current += 1;
    requireCalendar(current, field);
    if (worksOn(current, closures)) left -= 1;
  }
  return current;
}

/** Working days in (from, to]; negative when `to` is earlier. Only the days walked need a calendar. */
export function workingBetween(from: number, to: number, closures: Closures, field: string): number {
  if (to === from) return 0;
  if (to < from) return 0 - workingBetween(to, from, closures, field);
  requireCalendar(from + 1, field);
  requireCalendar(to, field);
  let count = (countBefore[to + 1 - firstDay] ?? 0) - (countBefore[from + 1 - firstDay] ?? 0);
  for (const closed of closures ?? []) {
    if (closed > from && closed <= to && working[closed - firstDay] === 1) count -= 1;
  }
  return count;
}

/** The day as text; ready-made for the days of the published calendars. */
export function dateText(day: number): PlainDate {
  return texts[day - firstDay] ?? fromDayNumber(day);
}

/** The days off in [from, to], with their names; days without a calendar are left out. */
export function daysOffBetween(from: number, to: number, closures: Closures): DayOff[] {
  const days: DayOff[] = [];
  for (let day = Math.max(from, firstDay); day <= Math.min(to, lastDay); day++) {
    if (!worksOn(day, closures)) days.push({ date: fromDayNumber(day), name: reasonOff(day, closures) });
  }
  return days;
}

function reasonOff(day: number, closures: Closures): string {
  const name = names.get(day);
  if (working[day - firstDay] === 1 && closures?.has(day) === true) return "停班";
  return name ?? WEEKDAY_NAMES[weekdayOf(day)] ?? "";
}

/** Working days and days off of every published year, for the guide and for a check against the announcements. */
export function calendarCounts(): { year: number; workingDays: number; daysOff: number }[] {
  return OFFICE_YEARS.map(({ year }) => {
    const from = dayNumberOf(`${year}-01-01`) - firstDay;
    const to = dayNumberOf(`${year}-12-31`) - firstDay + 1;
    const workingDays = (countBefore[to] ?? 0) - (countBefore[from] ?? 0);
    return { year, workingDays, daysOff: to - from - workingDays };
  });
}

/** First and last year with a published calendar. */
export function calendarYears(): { first: number; last: number } {
  return { first: firstYear, last: lastYear };
}
