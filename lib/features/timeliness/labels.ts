import type { ClockState } from "@/lib/rules/timeliness";
import type { ClockKind } from "@/prisma/generated/enums";
import type { ClockFilter } from "./schema";

export const CLOCK_LABELS: Record<ClockKind, string> = {
  plan: "照顧計畫",
  referral: "照會 B 單位",
  first_service: "第一次服務",
  monitoring: "每月照顧管理（AA02）",
  plan_renewal: "六個月重新擬訂計畫",
  reassessment: "年度複評",
  monthly_dispatch_table: "派案月報",
};

export const CLOCK_STATE_LABELS: Record<ClockState | "cancelled", string> = {
  running: "進行中",
  due_soon: "即將到期",
  overdue: "逾期",
  met: "如期完成",
  met_late: "逾期完成",
  excused: "逾期（有正當理由）",
  cancelled: "免計",
};

/** How urgent a state is, for tags. */
export const CLOCK_STATE_TONES: Record<
  ClockState | "cancelled",
  "neutral" | "info" | "good" | "warn" | "bad"
> = {
  running: "info",
  due_soon: "warn",
  overdue: "bad",
  met: "good",
  met_late: "warn",
  excused: "neutral",
  cancelled: "neutral",
};

/** The tabs of the list of clocks. */
export const CLOCK_FILTER_LABELS: Record<ClockFilter, string> = {
  open: "進行中",
  overdue: "逾期未完成",
  due_soon: "即將到期",
  done_late: "逾期完成",
  excused: "有正當理由",
  all: "全部",
};
