import { RuleError } from "./errors";

declare const plainDateBrand: unique symbol;

/** A day of the Gregorian calendar as `YYYY-MM-DD`, years 0001–9999, without time or zone. Sorts as text. */
export type PlainDate = string & { readonly [plainDateBrand]: "PlainDate" };

/** A date taken apart: month 1–12, day 1–31. */
export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const ZERO = 48;
const HYPHEN = 45;
const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334] as const;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Whether the year has a 29 February. */
export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Number of days in a month (month 1–12). */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

function digits(text: string, start: number, count: number): number {
  let value = 0;
  for (let index = start; index < start + count; index++) {
    const digit = text.charCodeAt(index) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function dayNumber(year: number, month: number, day: number): number {
  const before = year - 1;
  const leaps = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  const leapDay = month > 2 && isLeapYear(year) ? 1 : 0;
  return before * 365 + leaps + (DAYS_BEFORE_MONTH[month - 1] ?? 0) + leapDay + day - 719163;
}

/** Days since 1970-01-01 of a text `YYYY-MM-DD`; NaN when the text is no such day. */
export function dayNumberOf(text: string): number {
  if (text.length !== 10 || text.charCodeAt(4) !== HYPHEN || text.charCodeAt(7) !== HYPHEN) return Number.NaN;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  if (!(year >= 1 && month >= 1 && month <= 12 && day >= 1)) return Number.NaN;
  return day <= daysInMonth(year, month) ? dayNumber(year, month, day) : Number.NaN;
}

/** Whether a value is a text that names an existing day. */
export function isPlainDate(value: unknown): value is PlainDate {
  return typeof value === "string" && !Number.isNaN(dayNumberOf(value));
}

/** The text as a `PlainDate`. Error `invalid_date` when it names no day. */
export function plainDate(text: string, field = "date"): PlainDate {
  if (isPlainDate(text)) return text;
  throw new RuleError("invalid_date", field, `${field} 不是有效的日期（YYYY-MM-DD）`);
}

function partsOfDayNumber(days: number): DateParts {
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return { year, month, day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1 };
}

const TWO_DIGITS = Array.from({ length: 32 }, (_, number) => String(number).padStart(2, "0"));

function textOf({ year, month, day }: DateParts): PlainDate {
  const yearText = year < 1000 ? String(year).padStart(4, "0") : year;
  return `${yearText}-${TWO_DIGITS[month]}-${TWO_DIGITS[day]}` as PlainDate;
}

/** The day that lies so many days after 1970-01-01. Error `out_of_range` outside the years 1–9999. */
export function fromDayNumber(days: number, field = "date"): PlainDate {
  const parts = partsOfDayNumber(days);
  if (parts.year >= 1 && parts.year <= 9999) return textOf(parts);
  throw new RuleError("out_of_range", field, `${field} 推算後的日期超出可處理的年份`);
}

/** The year in which a day number lies, also outside the years 1–9999. */
export function yearOfDayNumber(days: number): number {
  return partsOfDayNumber(days).year;
}

/** Year, month and day of a date. */
export function partsOf(date: PlainDate): DateParts {
  return { year: digits(date, 0, 4), month: digits(date, 5, 2), day: digits(date, 8, 2) };
}

/** Negative, zero or positive as `a` lies before, on or after `b`. */
export function compareDates(a: PlainDate, b: PlainDate): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The day `days` calendar days later (earlier when negative). */
export function addDays(date: PlainDate, days: number): PlainDate {
  return fromDayNumber(dayNumberOf(date) + days);
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function diffDays(from: PlainDate, to: PlainDate): number {
  return dayNumberOf(to) - dayNumberOf(from);
}

function monthLater({ year, month }: DateParts, months: number): { year: number; month: number } {
  const total = year * 12 + month - 1 + months;
  const later = Math.floor(total / 12);
  if (later >= 1 && later <= 9999) return { year: later, month: total - later * 12 + 1 };
  throw new RuleError("out_of_range", "date", "推算後的日期超出可處理的年份");
}

/**
 * The same day of the month `months` later; the last day of that month where it has no such day
 * (民法第121條第2項). Error `out_of_range` outside the years 1–9999.
 */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const parts = partsOf(date);
  const { year, month } = monthLater(parts, months);
  return textOf({ year, month, day: Math.min(parts.day, daysInMonth(year, month)) });
}

/** The anniversary `years` later; 29 February becomes 28 February in a common year. */
export function addYears(date: PlainDate, years: number): PlainDate {
  return addMonths(date, years * 12);
}

/**
 * The last day of a period of whole years that begins with `start` itself: the day before the anniversary,
 * or the last day of the month where the anniversary does not exist (民法第121條第2項).
 */
export function lastDayOfYears(start: PlainDate, years: number): PlainDate {
  const anniversary = addYears(start, years);
  return partsOf(anniversary).day === partsOf(start).day ? addDays(anniversary, -1) : anniversary;
}

/** The last day of the month in which the date lies. */
export function lastDayOfMonth(date: PlainDate): PlainDate {
  const { year, month } = partsOf(date);
  return textOf({ year, month, day: daysInMonth(year, month) });
}

/** The given day of the month that comes `months` after the month of `date`. The day must exist there. */
export function dayOfLaterMonth(date: PlainDate, months: number, day: number): PlainDate {
  const { year, month } = monthLater(partsOf(date), months);
  return textOf({ year, month, day });
}

/** As `dayOfLaterMonth`, as a day number. */
export function dayNumberOfLaterMonth(date: PlainDate, months: number, day: number): number {
  const { year, month } = monthLater(partsOf(date), months);
  return dayNumber(year, month, day);
}

/** The last day of a month written `YYYY-MM`; undefined when the text is no such month. */
export function lastDayOfMonthText(text: string): PlainDate | undefined {
  if (text.length !== 7) return undefined;
  const first = `${text}-01`;
  return isPlainDate(first) ? lastDayOfMonth(first) : undefined;
}

/** Day of the week of a day number: 0 Sunday … 6 Saturday. */
export function weekdayOf(days: number): number {
  return (((days + 4) % 7) + 7) % 7;
}
