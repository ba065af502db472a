import { paymentRegulation } from "./citations";
import { RuleError } from "./errors";
import { InputReader } from "./input";
import { type Outcome, Reasoning } from "./outcome";
import { type Rules, valueOn } from "./parameter";
import {
  CARE_COPAY_PERCENT,
  CARE_QUOTA,
  CARRY_OVER_MONTHS,
  DEVICE_QUOTA,
  DEVICE_QUOTA_SECOND_GROUP,
  FOREIGN_CAREGIVER_CODES,
  FOREIGN_CAREGIVER_PERCENT,
  type PayableCodes,
  RESPITE_QUOTA,
  TRANSPORT_COPAY_PERCENT,
  TRANSPORT_QUOTA,
} from "./parameters/plan";
import type { PlainDate } from "./plain-date";

export type TransportZone = 1 | 2 | 3 | 4;
export type CopayClass = 1 | 2 | 3;
type Level = "2" | "3" | "4" | "5" | "6" | "7" | "8";
type Zone = "1" | "2" | "3" | "4";
type Class = "1" | "2" | "3";

const CODE = /^([A-Z])([A-Z])\d{2}/;
const NOT_MONTHLY_PREFIXES = ["SC", "OT"];

/** Which quota a service code draws on; `aa` draws on none, `not_monthly` is not part of a month's budget. */
export type QuotaGroup = "aa" | "care" | "transport" | "not_monthly";

/** The quota of a service code (PR §7 and table 2); undefined for a text that is no service code. */
export function quotaGroupOf(code: string): QuotaGroup | undefined {
  const [, first, second] = CODE.exec(code) ?? [];
  if (first === undefined || second === undefined) return undefined;
  if (first === "A") return second === "A" ? "aa" : undefined;
  if (first === "B" || first === "C") return "care";
  if (first === "D") return "transport";
  return "EFG".includes(first) || NOT_MONTHLY_PREFIXES.includes(first + second) ? "not_monthly" : undefined;
}

interface Entitled {
  readonly needLevel: number;
  readonly foreignCaregiver: boolean;
  readonly on: PlainDate;
}

function readEntitled(reader: InputReader): Entitled {
  return {
    needLevel: reader.integer("needLevel", { min: 1, max: 8 }),
    foreignCaregiver: reader.optionalBoolean("foreignCaregiver") ?? false,
    on: reader.date("on"),
  };
}

function readZone(reader: InputReader): Zone | undefined {
  const zone = reader.optionalInteger("transportZone", { min: 1, max: 4 });
  return zone === undefined ? undefined : (String(zone) as Zone);
}

function requireEligible(reasoning: Reasoning, { needLevel }: Entitled): Level {
  reasoning.cite(paymentRegulation("第7條第1項"));
  if (needLevel > 1) return String(needLevel) as Level;
  throw new RuleError("not_eligible", "needLevel", "長照需要等級第1級不納入給付範圍", { needLevel });
}

function careQuota(reasoning: Reasoning, rules: Rules, entitled: Entitled): number {
  const quotas = reasoning.use(CARE_QUOTA, rules, entitled.on);
  const full = quotas[requireEligible(reasoning, entitled)];
  if (!entitled.foreignCaregiver) return full;
  const percent = reasoning.use(FOREIGN_CAREGIVER_PERCENT, rules, entitled.on);
  const quota = Math.floor((full * percent) / 100);
  reasoning.step("foreign_caregiver", `聘僱外籍看護工，照顧及專業服務額度給付 ${percent}%：${quota} 元`, {
    full,
    percent,
    quota,
  });
  return quota;
}

export interface QuotaInput {
  needLevel: number;
  transportZone?: number;
  foreignCaregiver?: boolean;
  on: string;
}

export interface Quotas {
  careMonthly: number;
  respiteYearly: number;
  devicesThreeYears: number;
  transportMonthly?: number;
  devicesSecondGroup?: number;
}

/**
 * The quotas of a person, in New Taiwan dollars.
 * Input: `needLevel` (1–8), `transportZone?` (1–4), `foreignCaregiver?`, `on`.
 * Output: `careMonthly`, `respiteYearly`, `devicesThreeYears`; `transportMonthly` with a zone; `devicesSecondGroup`
 * once the second group is in force (the person's own choice instead of the first).
 * Errors: `invalid_date`, `out_of_range`, `missing_field`, `no_parameter`; `not_eligible` (level 1).
 * Source: PR §§7, 10, tables 2 and 3. National.
 */
export function planQuota(rules: Rules, input: QuotaInput): Outcome<Quotas> {
  const reader = new InputReader(input);
  const entitled = readEntitled(reader);
  const zone = readZone(reader);
  reader.finish();
  const reasoning = new Reasoning();
  const { on } = entitled;
  const careMonthly = careQuota(reasoning, rules, entitled);
  const level = requireEligible(reasoning, entitled);
  const quotas: Quotas = {
    careMonthly,
    respiteYearly: reasoning.use(RESPITE_QUOTA, rules, on)[level],
    devicesThreeYears: reasoning.use(DEVICE_QUOTA, rules, on),
  };
  if (zone !== undefined) quotas.transportMonthly = reasoning.use(TRANSPORT_QUOTA, rules, on)[zone];
  if (valueOn(DEVICE_QUOTA_SECOND_GROUP, rules, on) !== undefined) {
    quotas.devicesSecondGroup = reasoning.use(DEVICE_QUOTA_SECOND_GROUP, rules, on);
  }
  reasoning.step("level", `長照需要等級第 ${level} 級`, { level, zone });
  return reasoning.outcome(quotas);
}

export interface PlanLine {
  code: string;
  unitPrice: number;
  quantity: number;
}

export interface BudgetInput extends QuotaInput {
  copayClass: number;
  lines: readonly PlanLine[];
}

export interface GroupBudget {
  quota: number;
  total: number;
  withinQuota: number;
  overQuota: number;
  copay: number;
  government: number;
}

export interface Budget {
  groups: { care: GroupBudget; transport?: GroupBudget };
  exempt: number;
  family: number;
}

interface ReadLine {
  readonly code: string;
  readonly group: QuotaGroup | undefined;
  readonly cost: number;
}

function readLine(reader: InputReader): ReadLine {
  const code = reader.text("code");
  const group = quotaGroupOf(code);
  if (group === undefined && reader.readable("code")) {
    reader.fail("out_of_range", "code", "code 不是照顧組合碼別");
  }
  const cost = reader.integer("unitPrice") * reader.integer("quantity");
  if (!Number.isSafeInteger(cost)) reader.fail("out_of_range", "quantity", "金額過大");
  return { code, group, cost };
}

function isPayable({ excludedPrefixes, exceptions }: PayableCodes, code: string): boolean {
  return exceptions.includes(code) || !excludedPrefixes.some((prefix) => code.startsWith(prefix));
}

function requirePayable(reasoning: Reasoning, rules: Rules, on: PlainDate, lines: readonly ReadLine[]): void {
  const payable = reasoning.use(FOREIGN_CAREGIVER_CODES, rules, on);
  const refused = lines.find(({ code, group }) => group === "care" && !isPayable(payable, code));
  if (refused === undefined) return;
  const message = `聘僱外籍看護工者，${refused.code} 於 ${on} 不予給付`;
  throw new RuleError("not_payable_with_foreign_caregiver", "lines", message, { line: refused.code });
}

function requireMonthly(lines: readonly ReadLine[]): void {
  const yearly = lines.find(({ group }) => group === "not_monthly");
  if (yearly === undefined) return;
  throw new RuleError("not_monthly", "lines", `${yearly.code} 不屬按月給付之額度`, { line: yearly.code });
}

function costOf(lines: readonly ReadLine[], group: QuotaGroup): number {
  return lines.filter((line) => line.group === group).reduce((sum, { cost }) => sum + cost, 0);
}

function groupBudget(
  reasoning: Reasoning,
  name: string,
  quota: number,
  total: number,
  percent: number,
): GroupBudget {
  const withinQuota = Math.min(total, quota);
  const copay = Math.floor((withinQuota * percent) / 100);
  const overQuota = total - withinQuota;
  const text = `${name}：額度 ${quota} 元，額度內 ${withinQuota} 元，部分負擔 ${percent}% 計 ${copay} 元，超額 ${overQuota} 元`;
  reasoning.step("group", text, { group: name, quota, total, percent });
  return { quota, total, withinQuota, overQuota, copay, government: withinQuota - copay };
}

/**
 * What one month of a care plan costs, and who pays. New Taiwan dollars; fractions of the co-payment are dropped.
 * Input: `needLevel` (1–8), `copayClass` (1–3), `lines` (`code`, `unitPrice`, `quantity`), `foreignCaregiver?`,
 * `transportZone?` (needed with a D line), `on`.
 * Output: `groups` (`care`, and `transport` with a D line: `quota`, `total`, `withinQuota`, `overQuota`, `copay`,
 * `government`), `exempt` (AA codes), `family` (co-payment + over quota).
 * Errors: `invalid_date`, `out_of_range`, `missing_field`, `no_parameter`; `not_eligible`, `not_monthly`,
 * `not_payable_with_foreign_caregiver`. Source: PR §§7, 10, 14, 15, tables 2–5. National.
 */
export function planBudget(rules: Rules, input: BudgetInput): Outcome<Budget> {
  const reader = new InputReader(input);
  const entitled = readEntitled(reader);
  const copayClass = String(reader.integer("copayClass", { min: 1, max: 3 })) as Class;
  const lines = reader.objects("lines").map(readLine);
  const zone = readZone(reader);
  const hasTransport = lines.some(({ group }) => group === "transport");
  if (hasTransport && reader.raw("transportZone") === undefined) {
    reader.fail("missing_field", "transportZone", "有交通接送項目時須填 transportZone");
  }
  const whole = lines.reduce((sum, { cost }) => sum + cost, 0);
  if (!Number.isSafeInteger(whole)) reader.fail("out_of_range", "lines", "金額過大");
  reader.finish();
  const reasoning = new Reasoning();
  const { on } = entitled;
  const quota = careQuota(reasoning, rules, entitled);
  requireMonthly(lines);
  if (entitled.foreignCaregiver) requirePayable(reasoning, rules, on, lines);
  const carePercent = reasoning.use(CARE_COPAY_PERCENT, rules, on)[copayClass];
  const care = groupBudget(reasoning, "照顧及專業服務", quota, costOf(lines, "care"), carePercent);
  const exempt = costOf(lines, "aa");
  if (!hasTransport || zone === undefined) {
    return reasoning.outcome({ groups: { care }, exempt, family: care.copay + care.overQuota });
  }
  const transportQuota = reasoning.use(TRANSPORT_QUOTA, rules, on)[zone];
  const percent = reasoning.use(TRANSPORT_COPAY_PERCENT, rules, on)[zone][copayClass];
  const cost = costOf(lines, "transport");
  const transport = groupBudget(reasoning, "交通接送服務", transportQuota, cost, percent);
  const family = care.copay + care.overQuota + transport.copay + transport.overQuota;
  return reasoning.outcome({ groups: { care, transport }, exempt, family });
}

/** What carry-over does not model yet; shown with every result. */
export const CARRY_OVER_LIMITS = "尚未計入未滿一個月按比率計算（第12條第1項）及等級變更（第13條）";

/**
 * Care or transport quota that stays usable within six months from the month of approval.
 * Input: `monthlyQuota` (NTD), `approved` (NTD of each whole month from the month of approval, at most 6), `on?`.
 * Output: `available` (this month's quota plus what is left), `lapsed` (after the sixth month, else null).
 * Errors: `invalid_date`, `out_of_range`, `missing_field`, `no_parameter`; `over_quota` with the month in `detail`.
 * Source: PR §12 ¶2. National.
 */
export function carryOver(
  rules: Rules,
  input: { monthlyQuota: number; approved: readonly number[]; on?: string | null },
): Outcome<{ available: number[]; lapsed: number | null }> {
  const reader = new InputReader(input);
  const monthlyQuota = reader.integer("monthlyQuota");
  const approved = reader.integers("approved");
  const on = reader.optionalDate("on");
  const reasoning = new Reasoning();
  const longest = CARRY_OVER_MONTHS.histories.tw?.[0]?.value ?? 0;
  if (approved.length > longest) reader.fail("out_of_range", "approved", `approved 最多 ${longest} 個月`);
  reader.finish();
  const months =
    on === undefined
      ? reasoning.undated(CARRY_OVER_MONTHS, rules)
      : reasoning.use(CARRY_OVER_MONTHS, rules, on);
  let left = 0;
  const available = approved.map((amount, index) => {
    const usable = monthlyQuota + left;
    if (amount > usable) throw overQuota(index + 1, amount, usable);
    left = usable - amount;
    reasoning.step("month", `第 ${index + 1} 月可用 ${usable} 元，核定 ${amount} 元，餘 ${left} 元`, {
      usable,
      left,
    });
    return usable;
  });
  reasoning.step("limits", CARRY_OVER_LIMITS);
  return reasoning.outcome({ available, lapsed: approved.length === months ? left : null });
}

function overQuota(month: number, amount: number, usable: number): RuleError {
  const message = `第 ${month} 月核定 ${amount} 元，超過可用額度 ${usable} 元`;
  return new RuleError("over_quota", `approved[${month - 1}]`, message, { month, amount, usable });
}
