import { rulesOf } from "@/lib/features/registry/closures/queries";
import { type Clock, today } from "@/lib/platform/clock";
import type { Result } from "@/lib/platform/result";
import { addDays, addMonths, diffDays, type PlainDate } from "@/lib/rules/plain-date";
import { clockState } from "@/lib/rules/timeliness";

// The days of the demo count from the day on which it is loaded, so that its first day always shows the same things.

/** A clock that stands still in the morning of a day. */
export type DemoDay = Clock & { day: PlainDate };

/** Ten in the morning of a day. */
export function onDay(day: PlainDate): DemoDay {
  return { day, now: () => new Date(`${day}T10:00:00+08:00`) };
}

/** The day so many days ago; never one to come. */
export function daysAgo(days: number): DemoDay {
  return onDay(addDays(today(), -Math.max(0, days)));
}

/** A day of the month so many months back. */
export function dayOfMonth(monthsBack: number, day: number): PlainDate {
  const first = `${today().slice(0, 7)}-01` as PlainDate;
  return addDays(addMonths(first, -monthsBack), day - 1);
}

/** How many days ago a day was. */
export function daysSince(day: PlainDate): number {
  return diffDays(day, today());
}

/** How many days ago a limit began that runs out within days from now; in a long holiday, the one that runs out next. */
export function almostDue(jurisdictionId: string, clock: "plan" | "plan_renewal" | "reassessment"): number {
  const longest = { plan: 20, plan_renewal: 184, reassessment: 366 }[clock];
  const state = (days: number) =>
    clockState(rulesOf(jurisdictionId), {
      ...{ clock, startedOn: addDays(today(), -days), asOf: today() },
    }).state;
  for (let days = longest; days >= Math.max(0, longest - 40); days -= 1)
    if (state(days) !== "overdue") return days;
  throw new Error(`demo: no day on which ${clock} would still run`);
}

/** The data of a success; the demo is wrong when a service refuses it. */
export function done<T>(result: Result<T>, what: string): T {
  if (result.ok) return result.data;
  throw new Error(
    `demo: ${what} was refused: ${result.code} ${result.message} ${JSON.stringify(result.fieldErrors)}`,
  );
}
