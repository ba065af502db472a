import type { ExhaustionState } from "@/prisma/generated/enums";

export const EXHAUSTION_STATE_LABELS: Record<ExhaustionState, string> = {
  waiting: "待照管中心處理",
  answered: "照管中心已答復",
  settled: "已派案",
};

export const EXHAUSTION_ACTIONS: Record<string, string> = {
  "exhaustion.raised": "輪序無可承接單位，送照管中心",
  "exhaustion.answered": "照管中心答復輪序無可承接單位",
};
