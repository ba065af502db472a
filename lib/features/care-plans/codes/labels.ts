import { formatRocDate } from "@/lib/platform/roc-date";
import type { Found, PaymentCode } from "./types";

/** The table's units as officials write them; the data names them in English. */
const UNIT_LABELS: Readonly<Record<string, string>> = {
  "per item": "項",
  "per day": "日",
  "per visit": "次",
  "per half day": "半日",
  "per half-day": "半日",
  "rent per month / per item": "項（租賃按月）",
  "30 min": "30 分鐘",
  "rent per month (half a month or less counts as half)": "月（租賃，未滿半月以半月計）",
  "per claim": "次",
  "per one-way trip": "趟（單程）",
  "package of 2 sessions": "2 次（組）",
  "package of 3 sessions": "3 次（組）",
  "package of 4 sessions": "4 次（組）",
  "package of 6 sessions": "6 次（組）",
  "package of 3 sessions and 1 evaluation": "3 次加 1 次評值（組）",
  "rent per month": "月（租賃）",
  "per month": "月",
  "per meal": "餐",
  "per day (24 h)": "日（24 小時）",
  "per night (18:00-08:00)": "夜（18 時至翌日 8 時）",
  "per hour": "小時",
  "2 h": "2 小時",
  "per visit (first 1.5 h)": "次（1.5 小時內）",
  "per errand": "次",
  "per trip": "趟",
};

const GROUP_LABELS: Readonly<Record<string, string>> = {
  "assistive devices": "輔具",
  "home accessibility": "居家無障礙環境改善",
  "home care": "居家照顧",
  "day care": "日間照顧",
  "family day care": "家庭托顧",
  "care management and incentives": "照顧管理及政策鼓勵",
  "professional services": "專業服務",
  respite: "喘息服務",
  "short-term replacement care": "短期替代照顧",
  "smart assistive technology (附表四之一)": "智慧科技輔具（附表四之一）",
  "community add-ons": "社區式服務加計",
  transport: "交通接送",
  "local schemes": "地方自辦",
};

/** The unit in which a code is counted, in Chinese. */
export function unitLabel(unit: string): string {
  return UNIT_LABELS[unit] ?? unit;
}

/** The Chinese name of a group of the payment table. */
export function groupLabel(group: string): string {
  return GROUP_LABELS[group] ?? group;
}

/** Why what was typed is no code that a plan of this day can have; undefined when it is one. */
export function whyNoCode(found: Found, typed: string): string | undefined {
  if (found.kind === "found") return undefined;
  if (found.kind === "unknown") return `「${typed.slice(0, 40)}」不是給付及支付基準之碼別或名稱。`;
  if (found.kind === "several") {
    const few = found.codes.slice(0, 5).map(({ code, name }) => `${code} ${name}`);
    return `「${typed.slice(0, 40)}」符合多個碼別，請填代碼：${few.join("、")}${found.codes.length > 5 ? "…" : ""}。`;
  }
  return `${found.code.code} 於計畫日期未施行（${spanText(found.code)}）。`;
}

function spanText({ effectiveFrom, effectiveTo }: PaymentCode): string {
  const from = `${formatRocDate(effectiveFrom)} 起`;
  return effectiveTo === null ? `自 ${from}` : `${from}至 ${formatRocDate(effectiveTo)} 止`;
}
