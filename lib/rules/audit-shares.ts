import { InputReader } from "./input";
import { type Outcome, Reasoning } from "./outcome";
import type { Rules } from "./parameter";
import { AUDITS_PER_AUDITOR } from "./parameters/sampling";

/** Which cases are audited by whom: new ones by supervisors, reassessed ones by specialists. */
export const AUDITED = ["new_case", "reassessed"] as const;
export type Audited = (typeof AUDITED)[number];

interface UnitCases {
  unit: string;
  /** The cases of the month that could be drawn. */
  population: number;
}

export interface SharesInput {
  of: Audited;
  auditors: number;
  units: readonly UnitCases[];
  on: string;
}

const AUDITED_LABELS: Readonly<Record<Audited, string>> = { new_case: "新案", reassessed: "複評案" };
const AUDITOR_LABELS: Readonly<Record<Audited, string>> = { new_case: "督導", reassessed: "照專" };

/**
 * How many cases of each A unit are drawn where a city sets the number of each auditor and not of each unit: the auditors'
 * number, never above the month's cases, shared among the units in proportion to their cases (largest remainder, equal
 * remainders in order of the unit's name).
 * Input: `of` (`new_case`, `reassessed`), `auditors` (≥ 0), `units` (`unit`, `population` ≥ 0), `on`.
 * Output: `total`, `units` (`unit`, `size`) in the order given.
 * Errors: `invalid_date`, `out_of_range`, `missing_field`, `no_parameter`.
 * Source: 臺中市114年計畫 (9)A(C)a.I: 督導每月抽查新案10案，照專每月抽查複評案8案.
 */
export function auditShares(
  rules: Rules,
  input: SharesInput,
): Outcome<{ total: number; units: { unit: string; size: number }[] }> {
  const reader = new InputReader(input);
  const of = reader.choice("of", AUDITED);
  const auditors = reader.integer("auditors");
  const units = reader
    .objects("units")
    .map((each) => ({ unit: each.text("unit"), population: each.integer("population") }));
  const on = reader.date("on");
  reader.finish();
  const reasoning = new Reasoning();
  const each = reasoning.use(AUDITS_PER_AUDITOR, rules, on)[of];
  const cases = units.reduce((sum, { population }) => sum + population, 0);
  const total = Math.min(cases, each * auditors);
  reasoning.step(
    "total",
    `${AUDITOR_LABELS[of]} ${auditors} 人，每人 ${each} 案；本月${AUDITED_LABELS[of]} ${cases} 案，抽 ${total} 案`,
    { auditors, each, cases, total },
  );
  return reasoning.outcome({ total, units: shared(total, cases, units) });
}

/** Whole numbers in proportion; what is left after rounding down goes to the largest remainders. */
function shared(total: number, cases: number, units: readonly UnitCases[]): { unit: string; size: number }[] {
  const exact = units.map(({ unit, population }) => {
    const product = population * total;
    return {
      unit,
      size: cases === 0 ? 0 : Math.floor(product / cases),
      left: cases === 0 ? 0 : product % cases,
    };
  });
  const short = total - exact.reduce((sum, { size }) => sum + size, 0);
  const first = [...exact]
    .sort((a, b) => b.left - a.left || (a.unit < b.unit ? -1 : a.unit > b.unit ? 1 : 0))
    .slice(0, short);
  return exact.map((entry) => ({ unit: entry.unit, size: entry.size + (first.includes(entry) ? 1 : 0) }));
}
