import type { ChangeWords } from "@/lib/platform/changed-since";
import type { CaseStatus } from "@/prisma/generated/enums";

export const CASE_STATUS_LABELS: Record<CaseStatus, string> = {
  applied: "已申請，待評估",
  not_eligible: "不符資格",
  assessed: "已評估，待派 A 單位",
  dispatched: "已派 A 單位，待分派個管",
  assigned: "擬訂計畫中",
  in_service: "服務中",
  closed: "已結案",
};

/** Tone of the status's tag. */
export const CASE_STATUS_TONES: Record<CaseStatus, "neutral" | "info" | "good" | "warn"> = {
  applied: "warn",
  not_eligible: "neutral",
  assessed: "warn",
  dispatched: "info",
  assigned: "info",
  in_service: "good",
  closed: "neutral",
};

/**
 * What changes a case so that a form made before it is stale, with what of it a person is told. The words are those of the audit
 * log; the areas beyond cases know theirs too, and a test holds both together.
 */
export const CASE_CHANGE_WORDS: ChangeWords = {
  actions: {
    "case.assessed": "完成評估",
    "case.person_changed": "變更個案基本資料",
    "case.closed": "結案",
    "case.reopened": "重新受理",
    "case.dispatched_to_a_unit": "派案給 A 單位",
    "case.taken_back": "收回個案",
    "case.manager_assigned": "分派個案管理員",
    "case.refused_by_a_unit": "A 單位拒絕承接",
    "case.handed_over": "個案交接",
    "plan.approved": "核定計畫",
  },
  fields: {
    name: "姓名",
    sex: "性別",
    bornOn: "出生日期",
    contact: "聯絡資料",
    needLevel: "需要等級",
    copayClass: "長照身分別",
    hasForeignCaregiver: "聘僱外籍看護工",
    caseStatus: "個案狀態",
    closeReason: "結案原因",
    closedOn: "結案日",
    reason: "原因",
  },
  values: { caseStatus: CASE_STATUS_LABELS },
};
