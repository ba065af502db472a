import { RuleError, type RuleErrorCode } from "@/lib/rules/errors";
import type { Outcome } from "@/lib/rules/outcome";
import type { RuleSet } from "@/lib/rules/parameter";
import type { PlainDate } from "@/lib/rules/plain-date";
import {
  type Budget,
  carryOver,
  type GroupBudget,
  type PlanLine,
  planBudget,
  quotaGroupOf,
} from "@/lib/rules/plan";
import { type PeriodGroup, planPeriodBudget } from "@/lib/rules/plan-period";

export interface CountInput {
  rules: RuleSet;
  on: PlainDate;
  needLevel: number;
  copayClass: number;
  foreignCaregiver: boolean;
  transportZone: number;
  lines: readonly PlanLine[];
}

/** What the law refuses of a plan's amounts; `line` is the code at fault where it names one. */
export interface CountRefused {
  code: RuleErrorCode;
  message: string;
  line: string | null;
}

/** What stays usable of a month's quota in each of the six months when every month goes as planned. */
export interface CarriedQuota {
  monthlyQuota: number;
  /** Of one month, within the quota. */
  planned: number;
  available: number[];
  lapsed: number | null;
}

/** What a plan draws on a quota of a year or three. Plans submitted before it was counted hold quota and total alone. */
export type PeriodCount = Pick<GroupBudget, "quota" | "total"> & Partial<Outcome<GroupBudget>>;

export interface PlanCount {
  /** One month of AA, B, C and D codes. */
  monthly: Outcome<Budget> | null;
  refused: CountRefused | null;
  carried: { care: Outcome<CarriedQuota> | null; transport: Outcome<CarriedQuota> | null };
  /** Respite (G) when every month of a year goes as planned. */
  respite: PeriodCount | null;
  /** Devices and home accessibility (E, F), once in three years; `second` when the person chooses the second group. */
  devices: (PeriodCount & { second?: PeriodCount | null }) | null;
  /** Codes of other schemes (SC, OT), which draw on no quota of this regulation. */
  other: number;
}

const MONTHS_CARRIED = 6;
const MONTHS_OF_RESPITE = 12;

/**
 * What a plan costs and who pays, as lib/rules says: the month's budget, what is carried over six months, and what is drawn of
 * the yearly quotas. The same function runs in the browser while somebody types and on the server. A refusal of the law is a value.
 */
export function countPlan(input: CountInput): PlanCount {
  const { rules, lines, on, needLevel, foreignCaregiver, transportZone } = input;
  const monthlyLines = lines.filter(({ code }) => quotaGroupOf(code) !== "not_monthly");
  const entitled = { needLevel, foreignCaregiver, transportZone, on };
  const budget = lawful(() =>
    planBudget(rules, { ...entitled, copayClass: input.copayClass, lines: monthlyLines }),
  );
  const monthly = budget.value;
  const period = (group: PeriodGroup, total: number) =>
    total > 0
      ? lawful(() => planPeriodBudget(rules, { group, needLevel, copayClass: input.copayClass, total, on }))
          .value
      : null;
  const drawn = sumOf(lines, /^[EF]/u);
  const devices = period("devices", drawn);
  return {
    monthly,
    refused: budget.refused,
    carried: {
      care: monthly && carriedOf(rules, on, monthly.groups.care),
      transport: (monthly?.groups.transport && carriedOf(rules, on, monthly.groups.transport)) ?? null,
    },
    respite: period("respite", sumOf(lines, /^G/u) * MONTHS_OF_RESPITE),
    devices: devices && { ...devices, second: period("devices_second_group", drawn) },
    other: sumOf(lines, /^(?:SC|OT)/u),
  };
}

function sumOf(lines: readonly PlanLine[], codes: RegExp): number {
  return lines
    .filter(({ code }) => codes.test(code))
    .reduce((sum, { unitPrice, quantity }) => sum + unitPrice * quantity, 0);
}

function carriedOf(
  rules: RuleSet,
  on: PlainDate,
  { quota, withinQuota }: { quota: number; withinQuota: number },
): Outcome<CarriedQuota> {
  const approved = Array.from({ length: MONTHS_CARRIED }, () => withinQuota);
  return {
    ...carryOver(rules, { monthlyQuota: quota, approved, on }),
    monthlyQuota: quota,
    planned: withinQuota,
  };
}

function lawful<T>(ask: () => T): { value: T | null; refused: CountRefused | null } {
  try {
    return { value: ask(), refused: null };
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    const { line } = error.detail;
    const refused = {
      code: error.code,
      message: error.message,
      line: line === undefined ? null : String(line),
    };
    return { value: null, refused };
  }
}
