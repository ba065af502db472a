import { taichungPlan } from "../citations";
import { cityPlan, type Parameter, since } from "../parameter";

// Targets that a dashboard measures with `indicator.achievement`: they hold for a mean or a rate, not for one case.

export const ASSESSMENT_MEAN_DAYS: Parameter<number> = {
  id: "indicator.assessmentMeanDays",
  label: "需求評估時效目標（平均）",
  unit: "日",
  histories: {
    taichung: [
      ...since("2024-01-01", 4, [taichungPlan("壹、一（113年目標）")], { to: "2024-12-31" }),
      ...cityPlan(2, [taichungPlan("壹、一、貳（114年目標）")]),
    ],
  },
};

export const PLAN_MEAN_DAYS: Parameter<number> = {
  id: "indicator.planMeanDays",
  label: "照顧計畫完成時效目標（申請至計畫，平均）",
  unit: "日",
  histories: {
    taichung: [
      ...since("2024-01-01", 7, [taichungPlan("壹、一（113年目標）")], { to: "2024-12-31" }),
      ...cityPlan(7, [taichungPlan("壹、一、貳（114年目標）")]),
    ],
  },
};

export const REASSESSMENT_ON_TIME_PERCENT: Parameter<number> = {
  id: "indicator.reassessmentOnTimePercent",
  label: "複評訪案率目標",
  unit: "%",
  histories: { taichung: cityPlan(98, [taichungPlan("貳、三、核定及複評作業時效b")]) },
};

/** Corrections have no fixed limit: this is the longest that a finding may set for C stations and meals. */
export const CORRECTION_MAX_DAYS: Parameter<number> = {
  id: "inspection.correctionMaxDays",
  label: "C據點及營養餐飲限期改善最長日數",
  unit: "日曆天",
  histories: { taichung: cityPlan(30, [taichungPlan("附錄九"), taichungPlan("附錄十")]) },
};
