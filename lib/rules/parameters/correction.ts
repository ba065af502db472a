import { taichungPlan, taoyuanPlan } from "../citations";
import { cityPlan, type Parameter } from "../parameter";

const UNSTATED = "表單由承辦人填寫改善期限而未填者，暫以30日曆天計";

/** What holds where the form leaves the day to the officer and the officer set none. */
export const CORRECTION_DAYS: Parameter<number> = {
  id: "correction.days",
  label: "未另定期限時之改善日數",
  unit: "日曆天",
  histories: {
    taichung: cityPlan(30, [taichungPlan("附錄五"), taichungPlan("附錄九")], UNSTATED),
    taoyuan: cityPlan(30, [taoyuanPlan("伍、二")], UNSTATED),
  },
};
