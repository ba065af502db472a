import { InputReader } from "./input";
import { type Outcome, Reasoning } from "./outcome";
import { type Parameter, type Rules, valueOn } from "./parameter";
import {
  A_UNIT_SHARE,
  B_UNIT_VISITS,
  C_STATION_VISITS,
  CLAIM_VISITS,
  MEAL_SHARE,
  PROFESSIONAL_SHARE,
  type ShareDuty,
  type VisitDuty,
} from "./parameters/inspection";
import { addDays, addMonths, fromDayNumber, type PlainDate, plainDate } from "./plain-date";

/** The duties of a year, by the kind of unit that is visited. */
export const DUTY_KINDS = ["a_unit", "c_station", "meals", "b_unit", "professional", "claims"] as const;
export type DutyKind = (typeof DUTY_KINDS)[number];

const SHARES: Readonly<Partial<Record<DutyKind, Parameter<ShareDuty>>>> = {
  a_unit: A_UNIT_SHARE,
  meals: MEAL_SHARE,
  professional: PROFESSIONAL_SHARE,
};
const VISITS: Readonly<Partial<Record<DutyKind, Parameter<VisitDuty>>>> = {
  c_station: C_STATION_VISITS,
  b_unit: B_UNIT_VISITS,
  claims: CLAIM_VISITS,
};

/** The duties that a city has on a day: those that its plan, or one taken over, says something of. */
export function dutiesOf(rules: Rules, on: PlainDate): DutyKind[] {
  return DUTY_KINDS.filter((kind) => {
    const parameter: Parameter<unknown> | undefined = SHARES[kind] ?? VISITS[kind];
    return parameter !== undefined && valueOn(parameter, rules, on) !== undefined;
  });
}

export interface DutyUnit {
  unit: string;
  /** First day of its contracts; absent where not known. */
  since?: string | null;
  /** Signs of the plan's list that it shows. */
  signs?: number | null;
  /** Days on which it was visited. */
  visits?: readonly string[] | null;
  /** Days for which visits are planned. */
  planned?: readonly string[] | null;
}

export interface DutyInput {
  kind: DutyKind;
  units: readonly DutyUnit[];
  on: string;
}

export interface Counts {
  required: number;
  done: number;
  /** Planned visits that the duty needs. */
  planned: number;
  /** Not done and can still be done. */
  remaining: number;
  /** Not done in a part of the year that is over. */
  missed: number;
}

export interface DutyPeriod extends Counts {
  from: PlainDate;
  to: PlainDate;
}

export interface UnitDuty extends Counts {
  unit: string;
  /** The unit itself must be visited; a share leaves the choice among the others. */
  must: boolean;
}

export interface Duty extends Counts {
  /** `share`: so many units; `visits`: every unit so often. */
  form: "share" | "visits";
  population: number;
  /** Still to be planned. */
  toPlan: number;
  periods: DutyPeriod[];
  units: UnitDuty[];
}

interface Asked {
  readonly unit: string;
  readonly since: PlainDate | undefined;
  readonly signs: number;
  readonly visits: readonly PlainDate[];
  readonly planned: readonly PlainDate[];
}

interface Span {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

const MONTHS_OF_YEAR = 12;
const NOTHING: Counts = { required: 0, done: 0, planned: 0, remaining: 0, missed: 0 };

function daysIn(days: readonly PlainDate[], { from, to }: Span): number {
  return new Set(days.filter((day) => day >= from && day <= to)).size;
}

function sumOf(list: readonly Counts[]): Counts {
  return list.reduce<Counts>(
    (sum, each) => ({
      required: sum.required + each.required,
      done: sum.done + each.done,
      planned: sum.planned + each.planned,
      remaining: sum.remaining + each.remaining,
      missed: sum.missed + each.missed,
    }),
    NOTHING,
  );
}

function partsOf(year: string, count: number): Span[] {
  const months = MONTHS_OF_YEAR / count;
  const first = plainDate(`${year}-01-01`);
  return Array.from({ length: count }, (_, index) => ({
    from: addMonths(first, index * months),
    to: addDays(addMonths(first, (index + 1) * months), -1),
  }));
}

function shareDuty(
  reasoning: Reasoning,
  { percent, allFromSigns }: ShareDuty,
  units: Asked[],
  year: Span,
): Duty {
  const counted = units.filter(({ since }) => since === undefined || since <= year.from);
  const rows = counted.map((each): UnitDuty => {
    const must = allFromSigns > 0 && each.signs >= allFromSigns;
    const done = Math.min(1, daysIn(each.visits, year));
    const planned = done === 1 ? 0 : Math.min(1, daysIn(each.planned, year));
    const required = must ? 1 : 0;
    return {
      unit: each.unit,
      must,
      required,
      done,
      planned,
      remaining: Math.max(0, required - done),
      missed: 0,
    };
  });
  const population = counted.length;
  const share = Math.ceil((population * percent) / 100);
  const musts = rows.filter(({ must }) => must);
  const required = Math.max(share, musts.length);
  const done = rows.filter((row) => row.done === 1).length;
  const planned = rows.filter((row) => row.planned === 1).length;
  const open = musts.filter((row) => row.done === 0);
  const remaining = Math.max(0, required - done, open.length);
  const toPlan = Math.max(0, remaining - planned, open.filter((row) => row.planned === 0).length);
  reasoning.step("share", `${population} 家之 ${percent}%，無條件進位為 ${share} 家`, {
    population,
    percent,
    share,
  });
  if (allFromSigns > 0) {
    reasoning.step("all", `異常指標達 ${allFromSigns} 項以上者 ${musts.length} 家，全數查核`, {
      units: musts.map(({ unit }) => unit),
    });
  }
  const counts = { required, done, planned: Math.min(planned, remaining), remaining, missed: 0 };
  reasoning.step("left", `應查 ${required} 家，已查 ${done} 家，尚餘 ${remaining} 家`, counts);
  return { form: "share", population, ...counts, toPlan, periods: [{ ...year, ...counts }], units: rows };
}

/** What a unit owes in a part of the year; nothing before it is old enough. */
function owed(each: Asked, duty: VisitDuty, part: Span, on: PlainDate): Counts {
  const judgedOn = part.to < on ? part.to : on;
  const isDue = each.since === undefined || addMonths(each.since, duty.afterMonths) <= judgedOn;
  if (!isDue) return NOTHING;
  const done = Math.min(duty.visits, daysIn(each.visits, part));
  const short = duty.visits - done;
  const isOver = part.to < on;
  const remaining = isOver ? 0 : short;
  const planned = Math.min(remaining, daysIn(each.planned, part));
  return { required: duty.visits, done, planned, remaining, missed: isOver ? short : 0 };
}

function visitDuty(
  reasoning: Reasoning,
  duty: VisitDuty,
  units: Asked[],
  parts: Span[],
  on: PlainDate,
): Duty {
  const rows = units
    .map((each): UnitDuty => {
      const counts = sumOf(parts.map((part) => owed(each, duty, part, on)));
      return { unit: each.unit, must: true, ...counts };
    })
    .filter(({ required }) => required > 0);
  const periods = parts.map((part) => ({
    ...part,
    ...sumOf(units.map((each) => owed(each, duty, part, on))),
  }));
  const counts = sumOf(rows);
  const often = parts.length === 1 ? "每年" : `每年分 ${parts.length} 期，每期`;
  reasoning.step("visits", `${rows.length} 家，${often}至少 ${duty.visits} 次，計 ${counts.required} 次`, {
    population: rows.length,
    ...duty,
  });
  const missed = counts.missed > 0 ? `，逾期未辦 ${counts.missed} 次` : "";
  reasoning.step("left", `已辦 ${counts.done} 次，尚餘 ${counts.remaining} 次${missed}`, { ...counts });
  const toPlan = counts.remaining - counts.planned;
  return { form: "visits", population: rows.length, ...counts, toPlan, periods, units: rows };
}

/**
 * What a city owes of a kind of visit in the year of a day, what is done of it and what is left.
 * Input: `kind`, `units` (`unit`, `since?`, `signs?` ≥ 0, `visits?`, `planned?`), `on`. Output: `form`, `population`, `required`,
 * `done`, `planned`, `remaining`, `missed`, `toPlan`, `periods`, `units`.
 * A share (A units, meals, professional services) counts units that stood on 1 January, rounded up; units with enough signs are all
 * due and count towards it. Visits (C stations each quarter, B units, claims) are owed by every unit that is old enough; a day
 * counts once, visits above the number do not count for another part of the year, and what was not done in a part that is over is missed.
 * Errors: `invalid_date`, `out_of_range`, `missing_field`, `no_parameter`. Governing day: `on`. Source: 臺中市114年計畫 貳、三.
 */
export function inspectionDuty(rules: Rules, input: DutyInput): Outcome<Duty> {
  const reader = new InputReader(input);
  const kind = reader.choice("kind", DUTY_KINDS);
  const units = reader.objects("units").map((each): Asked => {
    const of = { unit: each.text("unit"), since: each.optionalDate("since") };
    const signs = each.optionalInteger("signs") ?? 0;
    return { ...of, signs, visits: daysOf(each, "visits"), planned: daysOf(each, "planned") };
  });
  const on = reader.date("on");
  reader.finish();
  const reasoning = new Reasoning();
  const year = on.slice(0, 4);
  const share = SHARES[kind];
  const visits = VISITS[kind];
  if (share) {
    const duty = reasoning.use(share, rules, on);
    const whole = { from: plainDate(`${year}-01-01`), to: plainDate(`${year}-12-31`) };
    return reasoning.outcome(shareDuty(reasoning, duty, units, whole));
  }
  const duty = reasoning.use(visits ?? CLAIM_VISITS, rules, on);
  return reasoning.outcome(visitDuty(reasoning, duty, units, partsOf(year, duty.periods), on));
}

function daysOf(reader: InputReader, name: string): PlainDate[] {
  return [...(reader.optionalDays(name) ?? [])].map((day) => fromDayNumber(day));
}
