import type { ChangeWords } from "@/lib/platform/changed-since";
import type { MonthlyTableState } from "@/prisma/generated/enums";
import type { Flag, ListState } from "./types";

type Tone = "neutral" | "info" | "good" | "warn" | "bad";

export const TABLE_STATE_LABELS: Record<MonthlyTableState, string> = {
  filed: "已提交，待審核",
  returned: "退回補正",
  accepted: "審核通過",
  replaced: "已由新版取代",
};

export const TABLE_STATE_TONES: Record<MonthlyTableState, Tone> = {
  filed: "info",
  returned: "bad",
  accepted: "good",
  replaced: "neutral",
};

export const LIST_STATE_LABELS: Record<ListState, string> = {
  missing: "未提交",
  missing_late: "逾期未提交",
  filed: TABLE_STATE_LABELS.filed,
  returned: TABLE_STATE_LABELS.returned,
  accepted: TABLE_STATE_LABELS.accepted,
};

export const LIST_STATE_TONES: Record<ListState, Tone> = {
  missing: "warn",
  missing_late: "bad",
  filed: "info",
  returned: "bad",
  accepted: "good",
};

export const FLAG_LABELS: Record<Flag, string> = {
  concentrated: "占比超過 30%",
  related: "關聯單位",
  related_top3: "關聯單位居前三",
};

/** What the list of a month can be narrowed to by its flags. */
export const FLAG_FILTER_LABELS: Record<Flag | "any", string> = { any: "有任一註記", ...FLAG_LABELS };

export const MONTHLY_TABLE_ACTIONS: Record<string, string> = {
  "monthly_table.filed": "提交派案月報",
  "monthly_table.refiled": "重新提交派案月報",
  "monthly_table.accepted": "派案月報審核通過",
  "monthly_table.returned": "退回派案月報",
  "monthly_table.principles_changed": "修改派案原則",
};

/** What changes a month's table, in the words of a stale form's refusal. */
export const TABLE_CHANGE_WORDS: ChangeWords = {
  actions: MONTHLY_TABLE_ACTIONS,
  fields: { versionNo: "版次", dispatches: "派案件數", reason: "重新提交原因", remark: "審核意見" },
};

/** What the page says after something was done. */
export const TABLE_DONE: Record<string, string> = {
  filed: "派案月報已提交，公開資訊已更新。",
  refiled: "派案月報已重新提交，前一版留存備查，照管中心將重新審核。",
  accepted: "已審核通過。",
  returned: "已退回，A 單位可看到您的意見。",
  principles: "派案原則已儲存，提交月報時一併公開。",
};

/** `2026-10` → `115 年 10 月`. */
export function rocMonth(month: string): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return `${year - 1911} 年 ${number} 月`;
}

/** A share as a percentage; two decimals, so that just above 30 % does not read as 30 %. */
export function percentText(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}
