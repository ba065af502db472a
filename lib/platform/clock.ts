import type { PlainDate } from "@/lib/rules/plain-date";

/** The time, handed to services so that tests choose it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

const officeDay = new Intl.DateTimeFormat("en-CA", {
  timeZone: "Asia/Taipei",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});

/** The day that it is in the office (Asia/Taipei) at an instant. */
export function officeDate(instant: Date): PlainDate {
  return officeDay.format(instant) as PlainDate;
}

/** Today in the office. */
export function today(clock: Clock = systemClock): PlainDate {
  return officeDate(clock.now());
}

/** A date for a `@db.Date` column: Prisma takes a Date and uses its UTC day. */
export function toDbDate(date: PlainDate): Date {
  return new Date(`${date}T00:00:00.000Z`);
}

/** The day that a `@db.Date` column holds. */
export function fromDbDate(date: Date): PlainDate;
export function fromDbDate(date: Date | null): PlainDate | null;
export function fromDbDate(date: Date | null): PlainDate | null {
  return date === null ? null : (date.toISOString().slice(0, 10) as PlainDate);
}
