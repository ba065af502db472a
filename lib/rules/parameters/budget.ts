import { taichungPlan } from "../citations";
import { borrowed, cityPlan, type Parameter, type ParameterValue, TAOYUAN_BORROWS } from "../parameter";

function taichungOwn<T>(history: ParameterValue<T>[]): Parameter<T>["histories"] {
  return { taichung: history, taoyuan: borrowed(history, TAOYUAN_BORROWS) };
}

export const BENEFIT_CENTRAL_PERCENT: Parameter<number> = {
  id: "budget.benefitCentralPercent",
  label: "長照給付及支付中央補助比率",
  unit: "%",
  histories: taichungOwn(
    cityPlan(95, [taichungPlan("肆、二(一)")], "中央補助元以下捨去、餘數由地方負擔，係由數字推得"),
  ),
};

export const MEAL_CENTRAL_PERCENT: Parameter<number> = {
  id: "budget.mealCentralPercent",
  label: "餐費（扣除部分負擔後）中央補助比率",
  unit: "%",
  histories: taichungOwn(cityPlan(80, [taichungPlan("肆、三(六)")])),
};

export const VEHICLE_GRANT: Parameter<number> = {
  id: "budget.vehicleGrant",
  label: "交通接送每車每年營運費",
  unit: "元",
  histories: taichungOwn(
    cityPlan(800_000, [taichungPlan("貳、三、交通接送服務A(B)")], "原文為113年度標準，114年起續用"),
  ),
};

export const GROUP_HOME_GRANT: Parameter<number> = {
  id: "budget.groupHomeGrant",
  label: "團體家屋營運費每人每月最高獎助",
  unit: "元",
  histories: taichungOwn(cityPlan(13_000, [taichungPlan("肆、三(九)獎助基準4")])),
};

export const GROUP_HOME_HALF_BELOW: Parameter<number> = {
  id: "budget.groupHomeHalfBelow",
  label: "團體家屋滿一年後營運費折半之收托率（未達）",
  unit: "%",
  histories: taichungOwn(cityPlan(80, [taichungPlan("肆、三(九)獎助基準4")])),
};
