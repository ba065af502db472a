import { taichungPlan } from "../citations";
import { cityPlan, type Parameter } from "../parameter";

const INFERRED = "計畫未載，由各區推估數反推";

export const COMMUNITY_USE_PERCENT: Parameter<number> = {
  id: "forecast.communityUsePercent",
  label: "失能老人使用社區式服務比率",
  unit: "%",
  histories: { tw: cityPlan(10, [taichungPlan("表八")], INFERRED) },
};

export const ELDERLY_GROWTH_PERCENT: Parameter<number> = {
  id: "forecast.elderlyGrowthPercent",
  label: "65歲以上人口年成長率",
  unit: "%",
  histories: { tw: cityPlan(3.1, [taichungPlan("表八")], INFERRED) },
};
