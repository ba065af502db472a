import { ROLE_LABELS } from "@/lib/features/accounts/labels";
import { PLAN_ACTIONS } from "@/lib/features/care-plans/labels";
import { CASE_ACTIONS } from "@/lib/features/cases/labels";
import { MONITORING_ACTIONS } from "@/lib/features/cases/monitoring/labels";
import { INCIDENT_ACTIONS } from "@/lib/features/complaints/incidents/labels";
import { PLAN_TABLE_ACTIONS } from "@/lib/features/coverage/tables/labels";
import { CAPACITY_ACTIONS } from "@/lib/features/dispatch/capacity/labels";
import { CENTRE_ACTIONS } from "@/lib/features/dispatch/centre/labels";
import { EXHAUSTION_ACTIONS } from "@/lib/features/dispatch/exhaustions/labels";
import { DISPATCH_LIST_ACTIONS } from "@/lib/features/dispatch/list/labels";
import { MANAGER_ACTIONS } from "@/lib/features/dispatch/managers/labels";
import { MONTHLY_TABLE_ACTIONS } from "@/lib/features/dispatch/monthly-tables/labels";
import { DISPATCH_ACTIONS } from "@/lib/features/dispatch/providers/labels";
import { REFERRAL_ACTIONS } from "@/lib/features/dispatch/referrals/labels";
import { ROTATION_ACTIONS } from "@/lib/features/dispatch/rotations/labels";
import { SUSPENSION_ACTIONS } from "@/lib/features/dispatch/suspensions/labels";
import { FINDING_ACTIONS } from "@/lib/features/inspections/findings/labels";
import { PLANNING_ACTIONS } from "@/lib/features/inspections/planning/labels";
import { TEMPLATE_ACTIONS } from "@/lib/features/inspections/templates/labels";
import { INSPECTION_ACTIONS } from "@/lib/features/inspections/visits/labels";
import { LETTER_ACTIONS } from "@/lib/features/letters/labels";
import { PENALTY_ACTIONS } from "@/lib/features/penalties/labels";
import { CLOSURE_ACTIONS } from "@/lib/features/registry/closures/labels";
import { CONTRACT_ACTIONS } from "@/lib/features/registry/contracts/labels";
import { IMPORT_ACTIONS } from "@/lib/features/registry/imports/labels";
import { RELATED_PARTY_ACTIONS } from "@/lib/features/registry/related-parties/labels";
import { STAFF_ACTIONS } from "@/lib/features/registry/staff/labels";
import { CHANGE_LABELS } from "@/lib/features/registry/units/labels";
import { SAMPLING_ACTIONS } from "@/lib/features/sampling/labels";

/** What was done, in the words of the office. An action without a row here shows its own name. */
export const ACTION_LABELS: Record<string, string> = {
  ...CHANGE_LABELS,
  ...CONTRACT_ACTIONS,
  ...CLOSURE_ACTIONS,
  ...CASE_ACTIONS,
  ...IMPORT_ACTIONS,
  ...PLAN_TABLE_ACTIONS,
  ...STAFF_ACTIONS,
  ...RELATED_PARTY_ACTIONS,
  ...ROTATION_ACTIONS,
  ...CENTRE_ACTIONS,
  ...MANAGER_ACTIONS,
  ...PLAN_ACTIONS,
  ...MONITORING_ACTIONS,
  ...CAPACITY_ACTIONS,
  ...DISPATCH_ACTIONS,
  ...DISPATCH_LIST_ACTIONS,
  ...EXHAUSTION_ACTIONS,
  ...MONTHLY_TABLE_ACTIONS,
  ...REFERRAL_ACTIONS,
  ...SUSPENSION_ACTIONS,
  ...SAMPLING_ACTIONS,
  ...INCIDENT_ACTIONS,
  ...FINDING_ACTIONS,
  ...LETTER_ACTIONS,
  ...PENALTY_ACTIONS,
  ...INSPECTION_ACTIONS,
  ...TEMPLATE_ACTIONS,
  ...PLANNING_ACTIONS,
  "clock.excused": "認定逾期有正當理由",
  "clock.moved": "調整期限",
  "account.signed_in": "登入",
  "account.signed_out": "登出",
  "account.sign_in_failed": "登入失敗",
  "account.sign_in_refused": "鎖定期間嘗試登入",
  "account.locked": "帳號鎖定",
  "account.unlocked": "解除鎖定",
  "account.created": "新增帳號",
  "account.changed": "變更帳號",
  "account.closed": "停用帳號",
  "account.reopened": "恢復帳號",
  "account.link_issued": "產生設定密碼連結",
  "account.password_set_by_link": "以連結設定密碼",
  "account.password_changed": "變更密碼",
  "account.password_change_failed": "變更密碼失敗",
  "account.sessions_ended": "結束其他登入",
  "account.opened": "開啟帳號資料",
  "account.national_id_opened": "查看帳號的統一編號",
  "account.list_exported": "匯出帳號清單",
  "audit.exported": "匯出稽核紀錄",
  "demo.loaded": "載入示範資料",
};

export const SUBJECT_LABELS: Record<string, string> = {
  account: "帳號",
  unit: "單位",
  organisation: "機構",
  contract: "特約",
  staff: "人員",
  related_party: "關聯單位",
  closure: "停班日",
  registry_import: "清冊匯入",
  plan_draft: "計畫資料表草案",
  rotation: "輪序表",
  case: "個案",
  plan: "照顧計畫",
  clock: "期限",
  monthly_table: "派案月報",
  sampling: "抽樣",
  incident: "異常事件",
  finding: "查核缺失",
  violation: "違約案",
  measure: "處分",
  letter: "函文",
  inspection: "查核",
  template: "查核表",
  jurisdiction: "機關",
};

/** The Chinese name of an action. */
export function actionLabel(action: string): string {
  return ACTION_LABELS[action] ?? action;
}

/** The Chinese name of what an entry is about. */
export function subjectLabel(kind: string): string {
  return SUBJECT_LABELS[kind] ?? kind;
}

/** The role under which somebody acted. */
export function actorRoleLabel(role: string): string {
  const labels: Record<string, string> = { ...ROLE_LABELS, system: "系統" };
  return labels[role] ?? role;
}
