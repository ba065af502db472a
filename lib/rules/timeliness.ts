import { noteWorkingDays, rolledDay } from "./calendar";
import { type Citation, civilCode, OFFICE_CALENDAR } from "./citations";
import { RuleError } from "./errors";
import { InputReader } from "./input";
import { type Assumption, assumptionsOf, type Outcome, Reasoning, type Step } from "./outcome";
import { historyOf, noParameter, type ParameterValue, type Rules, ruleSetOf, valueOn } from "./parameter";
import { CLOCK_PARAMETERS, type Clock, type ClockLimit, type ClockParameter } from "./parameters/timeliness";
import {
  addMonths,
  dayNumberOf,
  dayNumberOfLaterMonth,
  dayOfLaterMonth,
  isPlainDate,
  lastDayOfMonth,
  lastDayOfMonthText,
  type PlainDate,
} from "./plain-date";
import {
  addWorking,
  type Closures,
  dateText,
  requireNotAfterCalendars,
  rollToWorking,
  workingBetween,
} from "./working-days";

/** What starts a clock: a day, or for month clocks `YYYY-MM` or any day of that month. */
export interface ClockInput {
  clock: Clock;
  startedOn: string;
  closures?: readonly string[];
}

/** Input of `clockState`; `doneOn` null or absent while the matter is open. */
export interface ClockStateInput extends ClockInput {
  doneOn?: string | null;
  asOf: string;
  excused?: boolean;
}

export type ClockState = "running" | "due_soon" | "overdue" | "met" | "met_late" | "excused";

/** Days left from which an open clock counts as due soon. */
export const DUE_SOON_WORKING_DAYS = 1;
export const DUE_SOON_CALENDAR_DAYS = 3;

const CLOCKS: ReadonlyMap<string, ClockParameter> = new Map(Object.entries(CLOCK_PARAMETERS));
const MONTHLY: ReadonlySet<ClockParameter> = new Set(
  [...CLOCKS.values()].filter(({ histories }) =>
    Object.values(histories).some((history) => history[0]?.value.kind === "day_of_month"),
  ),
);
const ON_FILE = new WeakMap<ParameterValue<ClockLimit>, Sources>();

interface Sources {
  readonly citations: readonly Citation[];
  readonly assumptions: readonly Assumption[];
}

interface Started {
  readonly parameter: ClockParameter | undefined;
  /** Day the clock starts; for month clocks the last day of the month, which is also the governing day. */
  readonly start: PlainDate;
  readonly closures: Closures;
}

/** A clock's deadline: `dueOn` and where it comes from. `steps` are worked out when they are asked for. */
export class Deadline {
  readonly dueOn: PlainDate;
  readonly citations: readonly Citation[];
  readonly assumptions: readonly Assumption[];
  readonly #started: Started;
  readonly #limit: ClockLimit;

  constructor(dueOn: PlainDate, started: Started, limit: ClockLimit, sources: Sources) {
    this.dueOn = dueOn;
    this.citations = sources.citations;
    this.assumptions = sources.assumptions;
    this.#started = started;
    this.#limit = limit;
  }

  get steps(): readonly Step[] {
    return explain(this.#started, this.#limit, this.dueOn);
  }

  /** A plain record with the steps in it, for keeping a decision as it was made. */
  toJSON(): Outcome<{ dueOn: PlainDate }> {
    const { dueOn, citations, steps, assumptions } = this;
    return { dueOn, citations, steps, assumptions };
  }
}

function readClock(reader: InputReader): ClockParameter | undefined {
  const name = reader.raw("clock");
  if (name === undefined) reader.fail("missing_field", "clock", "缺少 clock");
  else if (typeof name !== "string") reader.fail("out_of_range", "clock", "clock 必須是文字");
  return typeof name === "string" ? CLOCKS.get(name) : undefined;
}

// An unknown clock may be of either kind, so that its error is `no_such_clock` and not the date's.
function readStart(reader: InputReader, parameter: ClockParameter | undefined): PlainDate | undefined {
  const value = reader.raw("startedOn");
  if (value === undefined) {
    reader.fail("missing_field", "startedOn", "缺少 startedOn");
    return undefined;
  }
  const monthly = parameter === undefined || MONTHLY.has(parameter);
  if (isPlainDate(value)) return monthly ? lastDayOfMonth(value) : value;
  const month = monthly && typeof value === "string" ? lastDayOfMonthText(value) : undefined;
  if (month === undefined) reader.fail("invalid_date", "startedOn", "startedOn 不是有效的日期或月份");
  return month;
}

function readStarted(reader: InputReader): Started {
  const parameter = readClock(reader);
  const start = readStart(reader, parameter) ?? ("1970-01-01" as PlainDate);
  return { parameter, start, closures: reader.optionalDays("closures") };
}

/** The day on which a limit ends before it is rolled, as a day number; working days never need rolling. */
function lastDayOf(limit: ClockLimit, start: PlainDate): number {
  if (limit.kind === "calendar_days" || limit.kind === "working_days")
    return dayNumberOf(start) + limit.count;
  if (limit.kind === "months") return dayNumberOf(addMonths(start, limit.count));
  if (limit.extraMonths === 0) return dayNumberOfLaterMonth(start, limit.monthsLater, limit.day);
  return dayNumberOf(addMonths(dayOfLaterMonth(start, limit.monthsLater, limit.day), limit.extraMonths));
}

function dueDay(limit: ClockLimit, { start, closures }: Started): number {
  const startDay = dayNumberOf(start);
  requireNotAfterCalendars(startDay, "startedOn");
  return limit.kind === "working_days"
    ? addWorking(startDay, limit.count, closures, "startedOn")
    : rollToWorking(lastDayOf(limit, start), closures, "startedOn");
}

function sourcesOf(parameter: ClockParameter, entry: ParameterValue<ClockLimit>): Sources {
  const known = ON_FILE.get(entry);
  if (known !== undefined) return known;
  const counting =
    entry.value.kind === "working_days"
      ? [civilCode("第120條第2項")]
      : [civilCode(entry.value.kind === "calendar_days" ? "第120條第2項" : "第121條"), civilCode("第122條")];
  const sources = {
    citations: [...entry.citations, ...counting, OFFICE_CALENDAR],
    assumptions: assumptionsOf(parameter, entry),
  };
  ON_FILE.set(entry, sources);
  return sources;
}

function limitText(limit: ClockLimit, start: PlainDate): string {
  if (limit.kind === "working_days") return `自 ${start} 之次日起算 ${limit.count} 個工作天`;
  if (limit.kind === "calendar_days") return `自 ${start} 之次日起算 ${limit.count} 日`;
  if (limit.kind === "months") return `自 ${start} 起 ${limit.count} 個月`;
  const extra = limit.extraMonths === 0 ? "" : `起 ${limit.extraMonths} 個月`;
  return `${start.slice(0, 7)} 之次月 ${limit.day} 日${extra}`;
}

function explain({ start, closures }: Started, limit: ClockLimit, dueOn: PlainDate): readonly Step[] {
  const reasoning = new Reasoning();
  reasoning.step("clock", limitText(limit, start), { start, limit });
  if (limit.kind === "working_days") {
    noteWorkingDays(reasoning, dayNumberOf(start), dayNumberOf(dueOn), closures);
  } else {
    rolledDay(reasoning, lastDayOf(limit, start), closures, "dueOn");
  }
  reasoning.step("due", `期限為 ${dueOn}`, { dueOn });
  return reasoning.outcome({}).steps;
}

function compute(rules: Rules, started: Started): { deadline: Deadline; limit: ClockLimit } {
  const { parameter } = started;
  const known = parameter === undefined ? undefined : historyOf(parameter, ruleSetOf(rules))[0];
  if (parameter === undefined || known === undefined) {
    throw new RuleError("no_such_clock", "clock", "此轄區沒有這項時效");
  }
  const entry = valueOn(parameter, rules, started.start);
  // A missing calendar goes before a missing parameter, so the span is tried with the nearest known limit.
  const day = dueDay(entry?.value ?? known.value, started);
  if (entry === undefined) throw noParameter(parameter, rules, started.start);
  const sources = sourcesOf(parameter, entry);
  return { deadline: new Deadline(dateText(day), started, entry.value, sources), limit: entry.value };
}

/**
 * The last day on which something must be done.
 * Input: `clock`, `startedOn` (month clocks: `YYYY-MM` or any day of the month), `closures?`. Output: `dueOn`.
 * Errors: `invalid_date`, `out_of_range`, `missing_field`, `no_such_clock`, `no_calendar`, `no_parameter`.
 * Source: the clock's own citation (CR §§18, 19, 38; PR table 4; the cities' plans); 民法第120條至第122條.
 */
export function deadline(rules: Rules, input: ClockInput): Deadline {
  const reader = new InputReader(input);
  const started = readStarted(reader);
  reader.finish();
  return compute(rules, started).deadline;
}

function daysLeftOf(limit: ClockLimit, from: number, due: number, closures: Closures): number {
  if (limit.kind !== "working_days") return due - from;
  const left = workingBetween(from, due, closures, "asOf");
  return from > due ? Math.min(-1, left) : left;
}

function stateOf(limit: ClockLimit, daysLeft: number, done: boolean, excused: boolean): ClockState {
  if (daysLeft < 0) return excused ? "excused" : done ? "met_late" : "overdue";
  if (done) return "met";
  const soon = limit.kind === "working_days" ? DUE_SOON_WORKING_DAYS : DUE_SOON_CALENDAR_DAYS;
  return daysLeft <= soon ? "due_soon" : "running";
}

const STATE_TEXTS: Readonly<Record<ClockState, string>> = {
  running: "進行中",
  due_soon: "即將到期",
  overdue: "已逾期",
  met: "如期完成",
  met_late: "逾期完成",
  excused: "逾期但有正當事由",
};

/** The Chinese word for a clock's state. */
export function clockStateLabel(state: ClockState): string {
  return STATE_TEXTS[state];
}

/**
 * How a clock stands on `asOf`.
 * Input: as for `deadline`, with `doneOn?`, `asOf`, `excused?` (a reason for being late is on record).
 * Output: `state`, `dueOn`, `daysLeft` (working days for working-day clocks, else calendar days; from `doneOn`
 * when given, else from `asOf`; negative when late).
 * Errors: those of `deadline`; `out_of_range` for a `doneOn` after `asOf`.
 * Source: as for `deadline`.
 */
export function clockState(
  rules: Rules,
  input: ClockStateInput,
): Outcome<{ state: ClockState; dueOn: PlainDate; daysLeft: number }> {
  const reader = new InputReader(input);
  const started = readStarted(reader);
  const doneOn = reader.optionalDate("doneOn");
  const asOf = reader.date("asOf");
  const excused = reader.optionalBoolean("excused") ?? false;
  if (doneOn !== undefined && reader.readable("asOf") && doneOn > asOf) {
    reader.fail("out_of_range", "doneOn", "完成日不可晚於基準日");
  }
  reader.finish();
  const { deadline: due, limit } = compute(rules, started);
  const counted = dayNumberOf(doneOn ?? asOf);
  const daysLeft = daysLeftOf(limit, counted, dayNumberOf(due.dueOn), started.closures);
  const state = stateOf(limit, daysLeft, doneOn !== undefined, excused);
  const text = `以 ${doneOn ?? asOf} 計，${STATE_TEXTS[state]}，餘 ${daysLeft} 日`;
  return {
    state,
    dueOn: due.dueOn,
    daysLeft,
    citations: due.citations,
    steps: [...due.steps, { code: "state", text, countedFrom: doneOn ?? asOf }],
    assumptions: due.assumptions,
  };
}
