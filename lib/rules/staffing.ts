import { taichungPlan } from "./citations";
import { Exact } from "./exact";
import { InputReader } from "./input";
import { type Outcome, Reasoning } from "./outcome";
import type { Rules } from "./parameter";
import { HOURS_PER_DAY, SPECIALISTS_PER_SUPERVISOR } from "./parameters/staffing";
import { workHours } from "./plan-tables/formulas";

/**
 * Care specialists and supervisors that a year's hours call for; fractions of a person are dropped.
 * Input: `annualHours`, `hoursPerPerson` (> 0), `branchSupervisors?` (extra supervisors for branches), `on`.
 * Output: `specialists`, `supervisors`, `total` (persons).
 * Errors: `invalid_date`, `out_of_range`, `missing_field`, `no_parameter`. Source: 臺中市114年計畫表十 註14–16.
 */
export function careSpecialists(
  rules: Rules,
  input: { annualHours: number; hoursPerPerson: number; branchSupervisors?: number | null; on: string },
): Outcome<{ specialists: number; supervisors: number; total: number }> {
  const reader = new InputReader(input);
  const annualHours = reader.number("annualHours");
  const hoursPerPerson = reader.number("hoursPerPerson");
  const branchSupervisors = reader.optionalInteger("branchSupervisors") ?? 0;
  const on = reader.date("on");
  if (reader.readable("hoursPerPerson") && hoursPerPerson === 0) {
    reader.fail("out_of_range", "hoursPerPerson", "hoursPerPerson 必須大於 0");
  }
  const specialists = Math.floor(annualHours / hoursPerPerson);
  if (reader.readable("annualHours", "hoursPerPerson") && !Number.isSafeInteger(specialists)) {
    reader.fail("out_of_range", "hoursPerPerson", "hoursPerPerson 過小");
  }
  reader.finish();
  const reasoning = new Reasoning();
  const each = reasoning.use(SPECIALISTS_PER_SUPERVISOR, rules, on);
  const supervisors = Math.floor(specialists / each) + branchSupervisors;
  reasoning.step(
    "specialists",
    `年度總耗時 ÷ 年度可工作時數，捨去後 ${specialists} 名；每 ${each} 名置督導 1 名`,
    {
      annualHours,
      hoursPerPerson,
      each,
      branchSupervisors,
    },
  );
  return reasoning.outcome({ specialists, supervisors, total: specialists + supervisors });
}

/**
 * Hours that one care specialist can work in a year.
 * Input: `daysInYear` (365 or 366), `daysOff` (of the office calendar), `leaveDays` (average, fractions allowed).
 * Output: `hours`. Errors: `out_of_range` (also more days off than days), `missing_field`, `no_parameter`.
 * Source: 臺中市114年計畫表十 註12.
 */
export function hoursPerPerson(
  rules: Rules,
  input: { daysInYear: number; daysOff: number; leaveDays: number },
): Outcome<{ hours: number }> {
  const reader = new InputReader(input);
  const daysInYear = reader.integer("daysInYear", { min: 365, max: 366 });
  const daysOff = reader.integer("daysOff", { max: 366 });
  const leaveDays = reader.number("leaveDays", { max: 366 });
  const days = daysInYear - daysOff - leaveDays;
  if (reader.readable("daysInYear", "daysOff", "leaveDays") && days < 0) {
    reader.fail("out_of_range", "daysOff", "放假與休假日數超過全年日數");
  }
  reader.finish();
  const reasoning = new Reasoning();
  const each = reasoning.undated(HOURS_PER_DAY, rules);
  reasoning.step("hours", `（${daysInYear}－${daysOff}－${leaveDays}）×${each} 小時`, { days, each });
  return reasoning.outcome({ hours: days * each });
}

/**
 * Hours that a work item takes in a year, rounded half up: hours of a case × cases, general and remote areas.
 * Input: `hoursGeneral`, `casesGeneral`, `hoursRemote?`, `casesRemote?` (hours may have fractions). Output: `hours`.
 * Errors: `out_of_range`, `missing_field`. Source: 臺中市114年計畫表十 註10.
 */
export function workItemHours(input: {
  hoursGeneral: number;
  casesGeneral: number;
  hoursRemote?: number | null;
  casesRemote?: number | null;
}): Outcome<{ hours: number }> {
  const reader = new InputReader(input);
  const hoursGeneral = reader.number("hoursGeneral", { max: 1e4 });
  const casesGeneral = reader.number("casesGeneral", { max: 1e9 });
  const hoursRemote = reader.optionalNumber("hoursRemote", { max: 1e4 }) ?? 0;
  const casesRemote = reader.optionalNumber("casesRemote", { max: 1e9 }) ?? 0;
  reader.finish();
  const reasoning = new Reasoning();
  reasoning.cite(taichungPlan("表十 註10"));
  const figures = [hoursGeneral, casesGeneral, hoursRemote, casesRemote].map((value) =>
    Exact.fromNumber(value),
  ) as [Exact, Exact, Exact, Exact];
  const hours = workHours(...figures)
    .rounded()
    .toNumber();
  reasoning.step("hours", "一般區時數×案數＋偏遠區時數×案數，四捨五入", { hours });
  return reasoning.outcome({ hours });
}
