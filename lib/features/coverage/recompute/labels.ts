import type { CheckResult, Rounding } from "@/lib/rules/plan-tables/classify";
import type { CheckKind } from "@/lib/rules/plan-tables/definition";

/** What a comparison found, in words; each has a sign of its own besides its colour. */
export const RESULT_LABELS: Record<CheckResult, string> = {
  exact: "相符",
  rounding: "進位差異",
  mismatch: "不符",
  not_recomputable: "無法核算",
};

/** The sign that stands in a cell, for readers of a black-and-white print. */
export const RESULT_SIGNS: Record<CheckResult, string> = {
  exact: "✓",
  rounding: "≈",
  mismatch: "✕",
  not_recomputable: "？",
};

export const KIND_LABELS: Record<CheckKind, string> = {
  formula: "公式",
  sum: "加總",
  cross_check: "對照",
  text: "內文",
  inferred: "推定",
};

export const ROUNDING_LABELS: Record<Rounding, string> = {
  component_rounding: "各項先進位再相加",
  unrounded_input: "以未進位之數計算",
  double_rounding: "重複進位",
  trunc: "無條件捨去",
  ceil: "無條件進位",
};

export const TONES: Record<CheckResult, "good" | "info" | "bad" | "neutral"> = {
  exact: "good",
  rounding: "info",
  mismatch: "bad",
  not_recomputable: "neutral",
};
