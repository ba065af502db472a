import type { FindingState } from "@/prisma/generated/enums";
import type { FindingUrgency, StepKind } from "./types";

type Tone = "neutral" | "info" | "good" | "warn" | "bad";

export const FINDING_STATE_LABELS: Record<FindingState, string> = {
  open: "待單位回復",
  answered: "已回復，待審查",
  returned: "退回補正",
  re_inspecting: "待複查",
  closed: "已改善結案",
  failed: "屆期未改善",
};

export const FINDING_STATE_TONES: Record<FindingState, Tone> = {
  open: "warn",
  answered: "info",
  returned: "warn",
  re_inspecting: "info",
  closed: "good",
  failed: "bad",
};

export const URGENCY_LABELS: Record<FindingUrgency, string> = {
  overdue: "逾期",
  due_soon: "即將到期",
  open: "期限內",
  settled: "已結",
};

export const STEP_LABELS: Record<StepKind, string> = {
  answered: "單位回復改善情形",
  answered_on_paper: "登錄單位書面回復",
  returned: "退回補正",
  extended: "展延改善期限",
  re_inspection_set: "排定複查",
  re_inspected: "複查",
  closed: "確認改善，結案",
  failed: "認定屆期未改善",
};

export const STEP_TONES: Record<StepKind, Tone> = {
  answered: "info",
  answered_on_paper: "info",
  returned: "warn",
  extended: "neutral",
  re_inspection_set: "neutral",
  re_inspected: "info",
  closed: "good",
  failed: "bad",
};

export const FINDING_ACTIONS: Record<string, string> = {
  "finding.opened": "查核缺失開立",
  "finding.answered": "回復缺失改善情形",
  "finding.returned": "退回缺失改善",
  "finding.extended": "展延缺失改善期限",
  "finding.re_inspection_set": "排定缺失複查",
  "finding.closed": "缺失改善結案",
  "finding.failed": "認定缺失屆期未改善",
  "finding.evidence_opened": "開啟改善佐證",
  "finding.exported": "匯出查核缺失",
};

/** What the page says after something was done. */
export const FINDING_DONE: Record<string, string> = {
  answered: "已送出改善情形，待主管機關審查。",
  recorded: "已登錄單位的書面回復。",
  returned: "已退回；單位可看到您的意見，改善期限不變。",
  extended: "已展延改善期限。",
  re_inspection: "已排定複查；複查簽署後回到本頁審認。",
  closed: "已確認改善並結案。",
  failed: "已認定屆期未改善；可接續提報違約記點。",
  letter: "已發函並存檔。",
  proposed: "已提報違約案。",
};

export const FINDING_FILTERS = [
  "unsettled",
  "overdue",
  "due_soon",
  "to_answer",
  "to_review",
  "settled",
] as const;
export type FindingFilter = (typeof FINDING_FILTERS)[number];

export const FINDING_FILTER_LABELS: Record<FindingFilter, string> = {
  unsettled: "未結",
  overdue: "逾期未結",
  due_soon: "3 日內到期",
  to_answer: "待單位回復",
  to_review: "待審查",
  settled: "已結",
};

/** Days before the limit from which a finding is due soon. */
export const DUE_SOON_DAYS = 3;
