import type { RotationState } from "@/prisma/generated/enums";
import type { RotationStanding } from "./types";

export const ROTATION_STATE_LABELS: Record<RotationState, string> = {
  draft: "草稿",
  submitted: "待照管中心審核",
  returned: "退回修正",
  approved: "已核定",
  superseded: "已由新表取代",
  discarded: "已作廢",
};

export const ROTATION_STATE_TONES: Record<RotationState, "neutral" | "info" | "good" | "warn"> = {
  draft: "neutral",
  submitted: "info",
  returned: "warn",
  approved: "good",
  superseded: "neutral",
  discarded: "neutral",
};

export const ROTATION_STANDING_LABELS: Record<RotationStanding, string> = {
  valid: "有效",
  renewal_due: "應重新盤點",
  expired: "已屆滿，停止輪派",
};

export const ROTATION_STANDING_TONES: Record<RotationStanding, "good" | "warn" | "bad"> = {
  valid: "good",
  renewal_due: "warn",
  expired: "bad",
};

/** What the list can be narrowed to. */
export const ROTATION_FILTERS = [
  "submitted",
  "draft",
  "returned",
  "valid",
  "renewal_due",
  "expired",
  "superseded",
  "discarded",
] as const;
export type RotationFilter = (typeof ROTATION_FILTERS)[number];

export const ROTATION_FILTER_LABELS: Record<RotationFilter, string> = {
  submitted: "待照管中心審核",
  draft: "草稿",
  returned: "退回修正",
  valid: "核定有效",
  renewal_due: "應重新盤點（30 日內屆滿）",
  expired: "已屆滿",
  superseded: "已由新表取代",
  discarded: "已作廢",
};

export const ROTATION_ACTIONS: Record<string, string> = {
  "rotation.started": "建立資源盤點及輪序表",
  "rotation.changed": "修改資源盤點及輪序表",
  "rotation.submitted": "送出資源盤點及輪序表",
  "rotation.approved": "核定資源盤點及輪序表",
  "rotation.returned": "退回資源盤點及輪序表",
  "rotation.discarded": "作廢資源盤點及輪序表草稿",
};

/** What the page of an order says after something was done. */
export const ROTATION_DONE: Record<string, string> = {
  contracts: "已由本區特約單位帶入名單，請調整順序後送出。",
  listings: "本區此項服務尚無特約資料，名單由公開清冊帶入；未特約的單位輪派時會略過。",
  former: "已沿用前一張輪序表的順序，新特約的單位排在最後。",
  submitted: "已送照管中心審核。",
  approved: "已核定，即日起依本表輪派。",
  returned: "已退回 A 單位修正。",
  discarded: "已作廢；紀錄與原因保留，可重新建立輪序表。",
};

/** Days before the end from which the renewal is due. */
export const RENEWAL_DUE_DAYS = 30;
