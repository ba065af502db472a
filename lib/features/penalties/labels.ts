import { POINT_CATALOGUE } from "@/lib/rules/parameters/penalty";
import { POINT_CLAUSES } from "@/lib/rules/penalty-clauses-data";
import type { Evaluation } from "@/lib/rules/penalty-evaluate";
import type {
  MeasureKind,
  MeasureState,
  PointScheme,
  ReviewState,
  Tier,
  ViolationState,
} from "@/prisma/generated/enums";

type Tone = "neutral" | "info" | "good" | "warn" | "bad";

export const SCHEME_LABELS: Record<PointScheme, string> = {
  national: "長期照顧特約管理辦法",
  taichung_a_111: "臺中市 111–113 年 A 單位契約記點規定",
  taichung_b_111: "臺中市 111 年起 B 單位契約記點規定",
  taichung_c: "臺中市 C 據點檢核記點",
};

export const VIOLATION_STATE_LABELS: Record<ViolationState, string> = {
  proposed: "提報，待辦理陳述意見",
  hearing: "陳述意見中",
  decided: "已記點處分",
  dropped: "不予記點",
};

export const VIOLATION_STATE_TONES: Record<ViolationState, Tone> = {
  proposed: "info",
  hearing: "warn",
  decided: "bad",
  dropped: "neutral",
};

export const REVIEW_STATE_LABELS: Record<ReviewState, string> = {
  asked: "複核中",
  upheld: "複核維持",
  taken_back: "複核撤銷",
};

export const REVIEW_STATE_TONES: Record<ReviewState, Tone> = {
  asked: "warn",
  upheld: "neutral",
  taken_back: "good",
};

export const MEASURE_KIND_LABELS: Record<MeasureKind, string> = {
  suspension: "停止派案",
  termination: "終止特約",
};

export const MEASURE_STATE_LABELS: Record<MeasureState, string> = {
  proposed: "建議，待決定",
  decided: "已處分",
  dropped: "不予處分",
  lifted: "已解除",
};

export const MEASURE_STATE_TONES: Record<MeasureState, Tone> = {
  proposed: "warn",
  decided: "bad",
  dropped: "neutral",
  lifted: "good",
};

export const ACTION_LABELS_OF_POINTS: Record<Evaluation["action"], string> = {
  none: "尚無",
  suspend: "得停止派案",
  terminate: "終止特約",
};

export const PENALTY_ACTIONS: Record<string, string> = {
  "violation.proposed": "提報違約",
  "violation.hearing_started": "通知陳述意見",
  "violation.stated": "提出陳述意見",
  "violation.decided": "違約記點處分",
  "violation.dropped": "不予記點",
  "point_review.asked": "申請複核",
  "point_review.decided": "複核決定",
  "measure.proposed": "建議處分",
  "measure.decided": "處分決定",
  "measure.dropped": "不予處分",
  "measure.lifted": "解除停止派案處分",
  "penalty.exported": "匯出違約記點",
};

/** What the page says after something was done. */
export const PENALTY_DONE: Record<string, string> = {
  proposed: "已提報；單位在通知陳述意見後才會看到。",
  hearing: "已通知陳述意見並發函存檔。",
  stated: "已提出陳述意見。",
  decided: "已處分並發函存檔；記點已登入點數帳。",
  decided_none: "已處分並發函存檔；本次為限期改善已改善，列計次數、未記點。",
  dropped: "已決定不予記點。",
  asked: "已申請複核；以一次為限。",
  upheld: "複核決定：維持原處分。",
  taken_back: "複核決定：撤銷原處分，點數已沖回。",
  measure: "已決定處分並發函存檔。",
  measure_dropped: "已決定不予處分。",
  lifted: "已解除停止派案，即時恢復輪派。",
};

type CatalogueTier = "a" | "b";

const CATALOGUES = POINT_CATALOGUE.histories.tw?.[0]?.value;

/** One clause of the catalogue, with its text as the regulation has it. */
export interface Clause {
  clause: number;
  text: string;
  /** A time to correct goes before the point. */
  hasCure: boolean;
}

/** The clauses of the regulation for a tier; none for C stations. */
export function clausesOf(tier: Tier): Clause[] {
  if (tier === "c") return [];
  return POINT_CLAUSES[tier].map((text, index) => ({
    clause: index + 1,
    text,
    hasCure: CATALOGUES?.[tier].cureClauses.includes(index + 1) ?? false,
  }));
}

/** The article that holds a tier's catalogue: 第25條 or 第28條. */
export function articleOf(tier: CatalogueTier): string {
  return CATALOGUES?.[tier].article ?? "";
}

/** A clause in one line: `第28條第3款`; for what has no clause, its scheme. */
export function clauseLabel(tier: Tier, scheme: PointScheme, clause: number | null): string {
  if (scheme === "taichung_c") return "未於期限內完成改善";
  if (clause === null || tier === "c") return "契約記點規定";
  return `第${articleOf(tier)}條第${clause}款`;
}

/** An article as it is quoted: a number is one of the regulation's. */
export function articleText(article: string): string {
  return /^\d+$/u.test(article) ? `長期照顧特約管理辦法第${article}條` : article;
}

export const VIOLATION_FILTERS = ["open", "hearing_over", "review_asked"] as const;
export type ViolationFilter = (typeof VIOLATION_FILTERS)[number];

export const VIOLATION_FILTER_LABELS: Record<ViolationFilter, string> = {
  open: "辦理中",
  hearing_over: "已陳述或陳述期滿，待決定",
  review_asked: "申請複核，待決定",
};
