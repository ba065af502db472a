import type { ChecklistState } from "@/prisma/generated/enums";
import type {
  EvidenceKey,
  FindingLevel,
  FormKey,
  OutcomeLevel,
  ResultKind,
  SignatoryRole,
  TemplateSubject,
} from "./types";

export const FORM_LABELS: Record<FormKey, string> = {
  a_unit_check: "A 單位實地查核",
  b_quality_check: "照顧類服務品質查核",
  home_visit: "個案服務實地訪查",
  spot_check: "特約單位不定期抽查（特約／核銷）",
  c_station_check: "C 據點（醫事 C）檢核",
  meal_check: "營養餐飲服務查核",
  telephone_survey: "電話滿意度調查",
  plan_audit: "照顧計畫抽查",
};

export const SUBJECT_LABELS: Record<TemplateSubject, string> = {
  a_unit: "A 單位",
  b_unit: "B 單位",
  c_station: "C 據點",
  meal_provider: "營養餐飲單位",
  case_home: "個案（到宅）",
  case_survey: "個案（電訪）",
  case_plan: "照顧計畫",
};

export const RESULT_KIND_LABELS: Record<ResultKind, string> = {
  three_step: "完全符合／部分符合／不符合",
  two_step: "符合／不符合",
  two_step_na: "符合／不符合／不適用",
  yes_no: "是／否",
  yes_no_na: "是／否／不適用",
  five_step: "五等第",
  conform_anomaly: "符合／異常",
  choice: "單選",
  choices: "複選",
  text: "文字",
  count: "人數或次數",
  frequency: "頻率",
  percentage: "百分比",
  money: "金額",
  date: "日期",
  time: "時分",
  date_time: "日期及時分",
  list: "逐列清單",
  cases: "個案名單",
  codes: "服務碼別",
  photos: "照片",
};

/** What the system knows about an item. */
export const EVIDENCE_LABELS: Record<EvidenceKey, string> = {
  unit_address: "登記地址",
  plan_clock: "照顧計畫時效",
  plan_documents: "照顧計畫附件",
  referral_clock: "照會 B 單位時效",
  first_service_clock: "第一次服務時效",
  monitoring_months: "每月照顧管理（AA02）",
  plan_renewal: "六個月重新擬訂計畫（AA01）",
  plan_changes: "計畫異動",
  service_diversity: "服務種類數",
  outward_referrals: "資源轉介",
  dispatch_principles_published: "公布之派案原則",
  rotation_followed: "輪派順序",
  zone_followed: "B 單位特約服務區",
  dispatch_reasons: "派案原因紀錄",
  monthly_table_filed: "派案月報繳交",
  inventory_renewed: "資源盤點表更新",
  staff_registration: "人員登錄",
  training_dates: "教育訓練日期",
  caseload_cap: "個管員案量",
  related_party: "同一或關聯之 B 單位",
  quota_allocated: "額度分配",
  problems_answered: "問題清單對應",
  goals_written: "照顧計畫目標",
  plan_items: "計畫服務項目",
  complaints_handled: "陳情（申訴）處理",
};

export const OUTCOME_LEVEL_LABELS: Record<OutcomeLevel, string> = {
  passed: "通過",
  correction: "限期改善",
  failed: "未通過",
  not_done: "未完成",
};

export const SIGNATORY_LABELS: Record<SignatoryRole, string> = {
  unit: "受查單位",
  inspector: "查核人員",
  client: "個案或家屬",
  staff: "專職人員本人",
};

export const TEMPLATE_STATE_LABELS: Record<ChecklistState, string> = {
  draft: "草稿",
  in_force: "使用中",
  retired: "已停用",
};

export const TEMPLATE_STATE_TONES: Record<ChecklistState, "neutral" | "info" | "good"> = {
  draft: "info",
  in_force: "good",
  retired: "neutral",
};

export const FINDING_LEVEL_LABELS: Record<FindingLevel, string> = {
  finding: "缺失",
  incident: "異常事件",
  advice: "輔導追蹤",
};

export const TEMPLATE_ACTIONS: Record<string, string> = {
  "template.drafted": "建立查核表新版草稿",
  "template.details_changed": "修改查核表表頭資料",
  "template.section_added": "新增查核面向",
  "template.section_changed": "修改查核面向",
  "template.section_moved": "調整面向順序",
  "template.section_removed": "移除查核面向",
  "template.item_added": "新增查核項目",
  "template.item_changed": "修改查核項目",
  "template.item_moved": "調整項目順序",
  "template.item_retired": "停用查核項目",
  "template.item_restored": "恢復查核項目",
  "template.renumbered": "重新編列項次",
  "template.published": "發布查核表",
  "template.discarded": "捨棄查核表草稿",
};

/** The names of what an entry about a form tells, for the refusal of a form that was made from an older state. */
export const TEMPLATE_CHANGE_FIELDS: Record<string, string> = {
  what: "對象",
  differences: "內容",
};

/** What a page of the forms says after something was done. */
export const TEMPLATE_DONE: Record<string, string> = {
  drafted: "已建立草稿；發布前不影響使用中的版本。",
  saved: "已儲存至草稿。",
  published: "已發布；此後排定的查核使用這個版本，舊版停用並保留。",
  discarded: "已捨棄草稿。",
};

export const ITEM_CHANGE_LABELS = {
  added: "新增",
  retired: "停用",
  removed: "移除",
  changed: "修改",
  moved: "調整順序",
} as const;
