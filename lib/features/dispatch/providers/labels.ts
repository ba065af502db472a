import type { DispatchBasis, DispatchState } from "@/prisma/generated/enums";

export const BASIS_LABELS: Record<DispatchBasis, string> = {
  client_choice: "案家指定",
  rotation: "輪派",
  deviation: "人工調整",
  own_development: "自行開發",
  continuation: "原案延續",
};

export const BASIS_TONES: Record<DispatchBasis, "neutral" | "info" | "good" | "warn"> = {
  client_choice: "info",
  rotation: "good",
  deviation: "warn",
  own_development: "neutral",
  continuation: "neutral",
};

export const DISPATCH_STATE_LABELS: Record<DispatchState, string> = {
  waiting: "待單位回復",
  accepted: "已承接",
  declined: "已婉拒",
  taken_back: "已收回",
  withdrawn: "已撤回",
  ended: "已結束",
};

export const DISPATCH_STATE_TONES: Record<DispatchState, "neutral" | "info" | "good" | "warn"> = {
  waiting: "warn",
  accepted: "good",
  declined: "neutral",
  taken_back: "neutral",
  withdrawn: "neutral",
  ended: "neutral",
};

export const DISPATCH_ACTIONS: Record<string, string> = {
  "dispatch.to_provider": "派案給 B 單位",
  "dispatch.withdrawn": "撤回派案",
  "dispatch.ended": "結束服務",
};

/** What the dispatch page of a case says after something was done. */
export const DISPATCH_DONE: Record<string, string> = {
  sent: "已派案，等候單位回復。",
  withdrawn: "已撤回，這項服務可以重新派案。",
  ended: "已登錄服務結束。",
  raised: "已送照管中心處理；照管中心答復或指定單位後會顯示在本頁。",
  named: "已指定單位並派案，等候單位回復。",
  answered: "已答復 A 單位。",
};
