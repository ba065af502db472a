import type { SuspensionStanding } from "./types";

export const SUSPENSION_LABELS: Record<SuspensionStanding, string> = {
  upcoming: "尚未開始",
  running: "停止派案中",
  over: "期滿",
  lifted: "已解除",
};

export const SUSPENSION_TONES: Record<SuspensionStanding, "neutral" | "info" | "bad"> = {
  upcoming: "info",
  running: "bad",
  over: "neutral",
  lifted: "neutral",
};

export const SUSPENSION_ACTIONS: Record<string, string> = {
  "suspension.entered": "登錄停止派案",
  "suspension.lifted": "解除停止派案",
};

/** What the page says after something was done. */
export const SUSPENSION_DONE: Record<string, string> = {
  entered: "已登錄停止派案；期間內輪派會略過這個單位。",
  lifted: "已解除停止派案，即時恢復輪派。",
};
