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
