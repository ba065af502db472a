import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addDays,
  addMonths,
  addYears,
  dayNumberOf,
  daysInMonth,
  diffDays,
  fromDayNumber,
  isPlainDate,
  lastDayOfMonth,
  lastDayOfYears,
  plainDate,
  weekdayOf,
} from "../../lib/rules/plain-date";

const FIRST = dayNumberOf("0001-01-01");
const LAST = dayNumberOf("9999-12-31");
const anyDay = fc.integer({ min: FIRST, max: LAST });

test("day numbers, texts and weekdays agree with the engine's own dates on random days", () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      const date = new Date(day * 86_400_000);
      const text = fromDayNumber(day);
      expect(text).toBe(date.toISOString().slice(0, 10));
      expect(dayNumberOf(text)).toBe(day);
      expect(weekdayOf(day)).toBe(date.getUTCDay());
    }),
    { numRuns: 5000 },
  );
});

test("a text is a date exactly when the engine reads the same day back", () => {
  const part = fc.integer({ min: 0, max: 40 }).map((number) => String(number).padStart(2, "0"));
  fc.assert(
    fc.property(fc.integer({ min: 1900, max: 2100 }), part, part, (year, month, day) => {
      const text = `${year}-${month}-${day}`;
      const date = new Date(`${text}T00:00:00Z`);
      const same = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
      expect(isPlainDate(text)).toBe(same);
    }),
    { numRuns: 3000 },
  );
});

test("texts in other forms are no dates", () => {
  for (const text of [
    "2025-3-5",
    "2025/03/05",
    " 2025-03-05",
    "2025-03-05T00:00",
    "0000-01-01",
    "２０２５-03-05",
    "",
  ]) {
    expect(isPlainDate(text)).toBe(false);
  }
  expect(() => plainDate("2025-02-29")).toThrow(expect.objectContaining({ code: "invalid_date" }));
});

test("days added are the days between", () => {
  fc.assert(
    fc.property(anyDay, anyDay, (a, b) => {
      const [from, to] = [fromDayNumber(a), fromDayNumber(b)];
      expect(addDays(from, diffDays(from, to))).toBe(to);
    }),
  );
});

test("a month later is the same day, or the last day of a shorter month (民法第121條)", () => {
  expect(addMonths(plainDate("2025-08-31"), 6)).toBe("2026-02-28");
  expect(addMonths(plainDate("2025-01-31"), -2)).toBe("2024-11-30");
  expect(addYears(plainDate("2024-02-29"), 1)).toBe("2025-02-28");
  expect(addYears(plainDate("2024-02-29"), 4)).toBe("2028-02-29");
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: -500, max: 500 }), (day, months) => {
      const date = fromDayNumber(day);
      const later = addMonths(date, months);
      const kept = Number(date.slice(8)) === Number(later.slice(8));
      expect(kept || later === lastDayOfMonth(later)).toBe(true);
    }),
  );
});

test("a period of years that begins with its first day ends the day before the anniversary", () => {
  expect(lastDayOfYears(plainDate("2025-01-10"), 1)).toBe("2026-01-09");
  expect(lastDayOfYears(plainDate("2024-02-29"), 1)).toBe("2025-02-28");
  expect(lastDayOfYears(plainDate("2024-02-29"), 4)).toBe("2028-02-28");
  expect(lastDayOfYears(plainDate("2023-03-01"), 1)).toBe("2024-02-29");
});

test("a day beyond the year 9999 is refused instead of written with five digits", () => {
  expect(() => addYears(plainDate("9999-01-01"), 3)).toThrow(
    expect.objectContaining({ code: "out_of_range" }),
  );
  expect(() => addDays(plainDate("0001-01-01"), -1)).toThrow(
    expect.objectContaining({ code: "out_of_range" }),
  );
});

test("February has 29 days in leap years only", () => {
  expect([2023, 2024, 2000, 1900].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 29, 28]);
});
