import type { SampleAuditKind, SampleAuditState, SampleStratum } from "@/prisma/generated/enums";

type Tone = "neutral" | "info" | "good" | "warn" | "bad";

export const AUDIT_KIND_LABELS: Record<SampleAuditKind, string> = {
  telephone_survey: "電話訪查",
  plan_audit: "照顧計畫抽查",
};

export const STRATUM_LABELS: Record<SampleStratum, string> = {
  ongoing: "在案",
  new_case: "新案",
  reassessed: "複評案",
};

export const AUDIT_STATE_LABELS: Record<SampleAuditState, string> = {
  to_do: "待辦",
  done: "完成",
  unreachable: "未完成訪問",
  cancelled: "取消",
};

export const AUDIT_STATE_TONES: Record<SampleAuditState, Tone> = {
  to_do: "warn",
  done: "good",
  unreachable: "neutral",
  cancelled: "neutral",
};

export const SAMPLING_ACTIONS: Record<string, string> = {
  "sampling.drawn": "抽樣（系統查核）",
  "sampling.assigned": "分派抽查",
  "sampling.called": "登錄電訪",
  "sampling.unreachable": "電訪未完成，由次一順位遞補",
  "sampling.cancelled": "取消抽查",
  "sampling.audited": "完成抽查",
  "sampling.exported": "匯出抽查資料",
};

/** What the page says after something was done. */
export const SAMPLING_DONE: Record<string, string> = {
  drawn: "已抽樣並分派；種子、母體及順位均已留存。",
  assigned: "已改派。",
  called: "已登錄這通電話。",
  unreachable: "已登錄無法聯繫，並由次一順位遞補。",
  unreachable_alone: "已登錄無法聯繫；母體已無次一順位可遞補。",
  cancelled: "已取消。",
  done: "抽查完成。",
  anomaly: "抽查完成；異常情形已列入異常事件。",
};
