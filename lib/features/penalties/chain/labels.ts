import type { ChainStage } from "./types";

export const CHAIN_STAGE_LABELS: Record<ChainStage, string> = {
  item: "查核項目",
  finding: "缺失",
  correction: "改善",
  re_inspection: "複查",
  points: "記點",
  review: "複核",
  measure: "停派或終止",
};
