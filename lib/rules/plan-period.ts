import { paymentRegulation } from "./citations";
import { RuleError } from "./errors";
import { InputReader } from "./input";
import { type Outcome, Reasoning } from "./outcome";
import type { Rules } from "./parameter";
import {
  DEVICE_COPAY_PERCENT,
  DEVICE_QUOTA,
  DEVICE_QUOTA_SECOND_GROUP,
  RESPITE_COPAY_PERCENT,
  RESPITE_QUOTA,
} from "./parameters/plan";
import type { GroupBudget } from "./plan";

/** The groups whose quota is not a month's: respite a year, devices and home accessibility three years. */
export type PeriodGroup = "respite" | "devices" | "devices_second_group";

export interface PeriodInput {
  group: PeriodGroup;
  needLevel: number;
  copayClass: number;
  /** What the plan draws in the period, in New Taiwan dollars. */
  total: number;
  on: string;
}

const NAMES: Readonly<Record<PeriodGroup, string>> = {
  respite: "喘息服務（一年）",
  devices: "輔具及居家無障礙（三年）",
  devices_second_group: "輔具及居家無障礙，選第二組（三年）",
};

/** What the outcome cannot know, said wherever it is shown. */
const UNKNOWN_BEFORE = "期間內已使用之額度及各項目給付上限未計入，須依核銷系統查詢之餘額為準";

/**
 * What a plan draws on a quota of a year or of three years, and who pays. Fractions of the co-payment are dropped; above the quota the
 * family pays all.
 * Input: `group` (`respite`, `devices`, `devices_second_group`), `needLevel` (1–8), `copayClass` (1–3), `total`, `on`.
 * Output: `quota`, `total`, `withinQuota`, `overQuota`, `copay`, `government`.
 * Errors: `invalid_date`, `out_of_range`, `missing_field`, `no_parameter` (the second group before it is in force); `not_eligible`
 * (level 1). Source: PR §§7, 14, 15, tables 2 and 5. National.
 */
export function planPeriodBudget(rules: Rules, input: PeriodInput): Outcome<GroupBudget> {
  const reader = new InputReader({ ...input });
  const needLevel = reader.integer("needLevel", { min: 1, max: 8 });
  const copayClass = String(reader.integer("copayClass", { min: 1, max: 3 })) as "1" | "2" | "3";
  const total = reader.integer("total", { min: 0 });
  const on = reader.date("on");
  if (!(input.group in NAMES)) reader.fail("out_of_range", "group", "不明的額度類別");
  reader.finish();
  const reasoning = new Reasoning();
  reasoning.cite(paymentRegulation("第7條第1項"));
  if (needLevel === 1) {
    throw new RuleError("not_eligible", "needLevel", "長照需要等級第1級不納入給付範圍", { needLevel });
  }
  const isRespite = input.group === "respite";
  const quota = isRespite
    ? reasoning.use(RESPITE_QUOTA, rules, on)[String(needLevel) as Level]
    : reasoning.use(input.group === "devices" ? DEVICE_QUOTA : DEVICE_QUOTA_SECOND_GROUP, rules, on);
  const copayPercent = isRespite ? RESPITE_COPAY_PERCENT : DEVICE_COPAY_PERCENT;
  const percent = reasoning.use(copayPercent, rules, on)[copayClass];
  const withinQuota = Math.min(total, quota);
  const overQuota = total - withinQuota;
  const copay = Math.floor((withinQuota * percent) / 100);
  const text = `${NAMES[input.group]}：額度 ${quota} 元，額度內 ${withinQuota} 元，部分負擔 ${percent}% 計 ${copay} 元，超額 ${overQuota} 元`;
  reasoning.step("period", text, { group: input.group, quota, total, percent });
  reasoning.step("limits", UNKNOWN_BEFORE);
  return reasoning.outcome({ quota, total, withinQuota, overQuota, copay, government: withinQuota - copay });
}

type Level = "2" | "3" | "4" | "5" | "6" | "7" | "8";
