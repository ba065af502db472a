import { rolledDay } from "./calendar";
import { civilCode } from "./citations";
import { InputReader } from "./input";
import { type Outcome, Reasoning } from "./outcome";
import type { Rules } from "./parameter";
import {
  BAR_GROUNDS,
  BAR_YEARS,
  CLAIM_FILED_DAY,
  CLAIM_PAPERS_DAY,
  NOTICE_DAYS,
  type NoticeTiers,
  TRANSFER_DAYS,
} from "./parameters/exit";
import { addDays, addYears, dayNumberOf, dayOfLaterMonth, diffDays, type PlainDate } from "./plain-date";
import { requireNotAfterCalendars, rollToWorking } from "./working-days";

export const APPLICANTS = ["same_representative", "new_unit_by_same_representative"] as const;
export type Applicant = (typeof APPLICANTS)[number];

function noticeDaysFor({ tiers, otherwise }: NoticeTiers, activeCases: number): number {
  return tiers.find(({ below }) => activeCases < below)?.days ?? otherwise;
}

function noticeDays(reasoning: Reasoning, rules: Rules, day: PlainDate, activeCases: number): number {
  const days = noticeDaysFor(reasoning.use(NOTICE_DAYS, rules, day), activeCases);
  reasoning.step("tier", `案量 ${activeCases} 案，應於 ${days} 日（日曆天）前提出`, { activeCases, days });
  return days;
}

/** Notice of a voluntary exit: how long, filed by when, and whether it was in time. */
export interface VoluntaryNotice {
  noticeDays: number;
  latestFilingDate: PlainDate;
  onTime?: boolean;
  daysShort?: number;
}

/**
 * The notice that a unit owes before it leaves. Counted backwards from the end, never shortened or rolled.
 * Input: `activeCases`, `endsOn`, `filedOn?`.
 * Output: `noticeDays`, `latestFilingDate`; with `filedOn` also `onTime`, `daysShort` (calendar days, 0 when on time).
 * Errors: `invalid_date`, `out_of_range`, `missing_field`, `no_parameter`. Governing day: `endsOn`.
 * Source: 桃園市114年計畫陸、二(一).
 */
export function voluntaryNotice(
  rules: Rules,
  input: { activeCases: number; endsOn: string; filedOn?: string | null },
): Outcome<VoluntaryNotice> {
  const reader = new InputReader(input);
  const activeCases = reader.integer("activeCases");
  const endsOn = reader.date("endsOn");
  const filedOn = reader.optionalDate("filedOn");
  reader.finish();
  const reasoning = new Reasoning();
  const days = noticeDays(reasoning, rules, endsOn, activeCases);
  const latestFilingDate = addDays(endsOn, -days);
  reasoning.step("backwards", `${endsOn} 前 ${days} 日為 ${latestFilingDate}，當日提出即為如期`, {
    endsOn,
    days,
  });
  if (filedOn === undefined) return reasoning.outcome({ noticeDays: days, latestFilingDate });
  const daysShort = Math.max(0, diffDays(latestFilingDate, filedOn));
  return reasoning.outcome({ noticeDays: days, latestFilingDate, onTime: daysShort === 0, daysShort });
}

/**
 * The earliest end of a contract when notice is filed on a day.
 * Input: `activeCases`, `filedOn`. Output: `noticeDays`, `endsOn`.
 * Errors: `invalid_date`, `out_of_range`, `missing_field`, `no_parameter`. Governing day: `filedOn`.
 * Source: 桃園市114年計畫陸、二(一).
 */
export function earliestEnd(
  rules: Rules,
  input: { activeCases: number; filedOn: string },
): Outcome<{ noticeDays: number; endsOn: PlainDate }> {
  const reader = new InputReader(input);
  const activeCases = reader.integer("activeCases");
  const filedOn = reader.date("filedOn");
  reader.finish();
  const reasoning = new Reasoning();
  const days = noticeDays(reasoning, rules, filedOn, activeCases);
  return reasoning.outcome({ noticeDays: days, endsOn: addDays(filedOn, days) });
}

/** What a terminated unit must have done by when. */
export interface TerminationTimeline {
  transferDeadline: PlainDate;
  claimsEnteredBy: PlainDate;
  claimFiledBy: PlainDate;
  claimPapersBy: PlainDate;
}

/**
 * Deadlines after a termination; those on a day off are rolled forward, with `rolledFrom` in the steps.
 * Input: `terminatedOn`, `closures?`.
 * Output: `transferDeadline`, `claimsEnteredBy`, `claimFiledBy`, `claimPapersBy`.
 * Errors: `invalid_date`, `out_of_range`, `missing_field`, `no_calendar`, `no_parameter`.
 * Source: 桃園市114年計畫陸、二(二) and 三(五); 民法第122條.
 */
export function terminationTimeline(
  rules: Rules,
  input: { terminatedOn: string; closures?: readonly string[] },
): Outcome<TerminationTimeline> {
  const reader = new InputReader(input);
  const terminatedOn = reader.date("terminatedOn");
  const closures = reader.optionalDays("closures");
  reader.finish();
  const reasoning = new Reasoning();
  const lastTransferDay = (days: number) => dayNumberOf(terminatedOn) + days;
  const laterDay = (day: number) => dayNumberOf(dayOfLaterMonth(terminatedOn, 1, day));
  // Tried before a missing parameter is reported: a missing calendar goes first.
  const calendarProbe = (endOf: (value: number) => number) => (value: number) => {
    requireNotAfterCalendars(dayNumberOf(terminatedOn), "terminatedOn");
    rollToWorking(endOf(value), closures, "terminatedOn");
  };
  const end = (value: number, endOf: (value: number) => number, field: string) => {
    requireNotAfterCalendars(dayNumberOf(terminatedOn), "terminatedOn");
    return rolledDay(reasoning, endOf(value), closures, field);
  };
  const transferDays = reasoning.use(TRANSFER_DAYS, rules, terminatedOn, calendarProbe(lastTransferDay));
  const filedDay = reasoning.use(CLAIM_FILED_DAY, rules, terminatedOn, calendarProbe(laterDay));
  const papersDay = reasoning.use(CLAIM_PAPERS_DAY, rules, terminatedOn, calendarProbe(laterDay));
  return reasoning.outcome({
    transferDeadline: end(transferDays, lastTransferDay, "transferDeadline"),
    claimsEnteredBy: terminatedOn,
    claimFiledBy: end(filedDay, laterDay, "claimFiledBy"),
    claimPapersBy: end(papersDay, laterDay, "claimPapersBy"),
  });
}

/**
 * Whether a termination still bars its representative from a new contract.
 * Input: `terminatedOn`, `ground` (1…10, subparagraph of contract art. 18 ¶1), `applicant`, `asOf`.
 * Output: `barred`; `barredThrough` (the last barred day) for the grounds that bar.
 * Errors: `invalid_date`, `out_of_range`, `missing_field`, `no_parameter`. Governing day: `terminatedOn`.
 * Source: 桃園市114年計畫陸、三(六); CR §8; 民法第120條、第121條.
 */
export function recontractBar(
  rules: Rules,
  input: { terminatedOn: string; ground: number; applicant: Applicant; asOf: string },
): Outcome<{ barred: boolean; barredThrough?: PlainDate }> {
  const reader = new InputReader(input);
  const terminatedOn = reader.date("terminatedOn");
  const ground = reader.integer("ground", { min: 1, max: 10 });
  const applicant = reader.choice("applicant", APPLICANTS);
  const asOf = reader.date("asOf");
  reader.finish();
  const reasoning = new Reasoning();
  const grounds = reasoning.use(BAR_GROUNDS, rules, terminatedOn);
  const years = reasoning.use(BAR_YEARS, rules, terminatedOn)[applicant];
  if (ground < grounds.first || ground > grounds.last) {
    reasoning.step("no_bar", `第 ${ground} 款不在不予特約之列`, { ground });
    return reasoning.outcome({ barred: false });
  }
  reasoning.cite(civilCode("第120條第2項"), civilCode("第121條"));
  const barredThrough = addYears(terminatedOn, years);
  reasoning.step("bar", `自 ${terminatedOn} 起 ${years} 年，至 ${barredThrough} 止`, {
    years,
    barredThrough,
  });
  return reasoning.outcome({ barred: asOf >= terminatedOn && asOf <= barredThrough, barredThrough });
}
