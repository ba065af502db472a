import type { AnswerChannel } from "@/prisma/generated/enums";

export const REFERRAL_ACTIONS: Record<string, string> = {
  "referral.accepted": "承接照會",
  "referral.declined": "婉拒照會",
  "referral.first_service": "登錄第一次服務",
  "referral.first_service_corrected": "更正第一次服務日",
  "referral.answer_recorded": "代單位登錄照會回復",
  "referral.first_service_recorded": "代單位登錄第一次服務",
  "referral.list_exported": "匯出照會清單",
};

export const ANSWER_CHANNELS = [
  "phone",
  "message",
  "letter",
  "in_person",
] as const satisfies readonly AnswerChannel[];

/** How a unit without an account let its answer be known. */
export const ANSWER_CHANNEL_LABELS: Record<AnswerChannel, string> = {
  phone: "電話",
  message: "電子郵件或通訊軟體",
  letter: "公文或傳真",
  in_person: "當面",
};

/** What the list can be narrowed to. */
export const REFERRAL_FILTERS = [
  "waiting",
  "not_begun",
  "in_service",
  "declined",
  "withdrawn",
  "ended",
] as const;
export type ReferralFilter = (typeof REFERRAL_FILTERS)[number];

export const REFERRAL_FILTER_LABELS: Record<ReferralFilter, string> = {
  waiting: "待回復",
  not_begun: "已承接，尚未開始服務",
  in_service: "服務中",
  declined: "已婉拒",
  withdrawn: "已撤回",
  ended: "已結束",
};

/** What the page of a referral says after something was done. */
export const REFERRAL_DONE: Record<string, string> = {
  accepted: "已承接，請於開始服務後登錄第一次服務日。",
  declined: "已婉拒，A 單位會另派其他單位；這個個案的資料不再對貴單位開放。",
  began: "已登錄第一次服務日。",
  corrected: "已更正第一次服務日，原登錄日期保留於更正紀錄，時效已依更正後的日期重新判定。",
  told: "已代單位登錄回復。",
};
