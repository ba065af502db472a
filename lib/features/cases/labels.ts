import type { AssessmentKind, CaseSource, CloseReason, ContactKind, Sex } from "@/prisma/generated/enums";

export const SOURCE_LABELS: Record<CaseSource, string> = {
  walk_in: "臨櫃申請",
  hotline_1966: "1966 專線",
  discharge_planning: "出院準備",
  a_unit_outreach: "A 單位開發",
  foreign_caregiver_application: "申請聘僱外籍看護工",
  other: "其他",
};
export const SOURCES = Object.keys(SOURCE_LABELS) as [CaseSource, ...CaseSource[]];

export const SEX_LABELS: Record<Sex, string> = { male: "男", female: "女", other: "其他" };
export const SEXES = Object.keys(SEX_LABELS) as [Sex, ...Sex[]];

export const CLOSE_REASON_LABELS: Record<CloseReason, string> = {
  died: "死亡",
  moved: "遷出本市",
  institution: "入住機構",
  recovered: "功能恢復，不再需要",
  refused: "拒絕服務",
  lost_contact: "失去聯繫",
  other: "其他",
};
export const CLOSE_REASONS = Object.keys(CLOSE_REASON_LABELS) as [CloseReason, ...CloseReason[]];

/** What a closing case and its family are told (closing cases get residential or C-station information). */
export const CLOSE_ADVICE: Partial<Record<CloseReason, string>> = {
  institution: "請提供住宿式機構資訊；離開機構返家時可重新受理。",
  recovered: "請提供 C 級巷弄長照站資訊；身心狀況改變時可重新申請。",
  refused: "請提供 C 級巷弄長照站與住宿式機構資訊，並告知可隨時重新申請。",
  moved: "請告知可向遷入縣市的照顧管理中心申請（1966）。",
  other: "請視需要提供住宿式機構或 C 級巷弄長照站資訊。",
};

export const ASSESSMENT_KIND_LABELS: Record<AssessmentKind, string> = {
  initial: "初評",
  reassessment: "複評",
};
export const ASSESSMENT_KINDS = Object.keys(ASSESSMENT_KIND_LABELS) as [AssessmentKind, ...AssessmentKind[]];

export const CONTACT_KIND_LABELS: Record<ContactKind, string> = { phone: "電訪", visit: "家訪" };

/** 長照身分別, PR §14. */
export const COPAY_LABELS: Record<1 | 2 | 3, string> = {
  1: "第一類（低收、中低收或符合補助）",
  2: "第二類（領有津貼補助）",
  3: "第三類（一般戶）",
};

/** The class in words; before the first assessment there is none. */
export function copayLabel(copayClass: number | null): string {
  return copayClass === 1 || copayClass === 2 || copayClass === 3 ? COPAY_LABELS[copayClass] : "尚未評估";
}

/** `第 4 級`, or that nobody has assessed yet. */
export function levelLabel(needLevel: number | null): string {
  return needLevel === null ? "尚未評估" : `第 ${needLevel} 級`;
}

/** What an entry of the audit log says was done to a case. */
export const CASE_ACTIONS: Record<string, string> = {
  "case.applied": "受理申請",
  "case.assessed": "完成評估",
  "case.opened": "開啟個案檔案",
  "case.national_id_opened": "查看個案的統一編號",
  "case.person_changed": "變更個案基本資料",
  "case.closed": "結案",
  "case.reopened": "重新受理",
  "case.document_added": "上傳文件",
  "case.document_opened": "下載文件",
  "case.list_exported": "匯出個案清單",
};

/** Names of the fields that entries about cases speak of. */
export const CASE_FIELDS: Record<string, string> = {
  number: "案號",
  applicationSource: "申請來源",
  appliedOn: "申請日",
  assessment: "評估種類",
  assessedOn: "評估日",
  needLevel: "需要等級",
  copayClass: "長照身分別",
  hasForeignCaregiver: "聘僱外籍看護工",
  problems: "照顧問題",
  nextReassessmentOn: "下次複評期限",
  caseStatus: "個案狀態",
  closeReason: "結案原因",
  documentKind: "文件種類",
  versionNo: "計畫版次",
  lines: "變更內容",
  family: "民眾負擔（元）",
  basis: "派案方式",
  toUnitId: "承接單位",
  sex: "性別",
  bornOn: "出生日期",
  contact: "聯絡資料",
  aUnitId: "A 單位",
  managerId: "個案管理員",
};

/** What pages say after something was done. */
export const DONE_MESSAGES: Record<string, string> = {
  opened: "已受理申請，請安排評估。",
  assessed: "已儲存評估結果。",
  not_eligible: "已儲存評估結果：未達第 2 級，不符長照給付資格。請提供下列據點資訊。",
  changed: "已更新基本資料。",
  closed: "已結案。",
  reopened: "已重新受理，請安排評估。",
  document_added: "已上傳文件。",
};
