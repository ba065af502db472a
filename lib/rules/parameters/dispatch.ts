import { taichungPlan } from "../citations";
import { borrowed, cityPlan, type Parameter, TAOYUAN_BORROWS } from "../parameter";

const share = cityPlan(30, [taichungPlan("貳、三、(一)3(9)A(C)b")]);

export const CONCENTRATION_PERCENT: Parameter<number> = {
  id: "dispatch.concentrationPercent",
  label: "集中派案門檻（超過）",
  unit: "%",
  histories: { taichung: share, taoyuan: borrowed(share, TAOYUAN_BORROWS) },
};
