import type { ClockState } from "@/lib/rules/timeliness";
import type { Duty, Employment } from "@/prisma/generated/enums";

export const DUTY_LABELS: Record<Duty, string> = {
  case_manager: "個案管理員",
  a_unit_manager: "A單位主管/督導",
  care_attendant: "照顧服務員",
  service_supervisor: "居家服務督導員",
  professional: "專業服務人員",
  other: "其他人員",
};
export const DUTIES = Object.keys(DUTY_LABELS) as Duty[];

export const EMPLOYMENT_LABELS: Record<Employment, string> = { full_time: "專任", part_time: "兼任" };
export const EMPLOYMENTS = Object.keys(EMPLOYMENT_LABELS) as Employment[];

export const STAFF_ACTIONS: Record<string, string> = {
  "staff.added": "登錄人員",
  "staff.registered": "登錄報備寄送日",
  "staff.changed": "更正人員資料",
  "staff.ended": "登錄離職",
  "staff.opened": "開啟人員檔案",
  "staff.national_id_opened": "查看身分證統一編號",
  "staff.list_exported": "匯出人員清單",
};

export const PRESENCES = ["standing", "ended", "all"] as const;
export type Presence = (typeof PRESENCES)[number];
export const PRESENCE_LABELS: Record<Presence, string> = { standing: "在職", ended: "已離職", all: "全部" };

export const REGISTRATION_FILTERS = ["open", "overdue", "due", "registered"] as const;
export type RegistrationFilter = (typeof REGISTRATION_FILTERS)[number];
export const REGISTRATION_FILTER_LABELS: Record<RegistrationFilter, string> = {
  open: "尚未登錄寄送",
  overdue: "逾期未寄送",
  due: "期限內待寄送",
  registered: "已寄送",
};

export const REGISTRATION_LABELS: Record<ClockState, string> = {
  running: "待寄送",
  due_soon: "將到期",
  overdue: "逾期未寄送",
  met: "如期寄送",
  met_late: "逾期寄送",
  excused: "逾期（有事由）",
};
