import { taichungPlan } from "../citations";
import { borrowed, cityPlan, type Parameter, TAOYUAN_BORROWS } from "../parameter";

const perSupervisor = cityPlan(7, [taichungPlan("表十 註14至16")]);
export const SPECIALISTS_PER_SUPERVISOR: Parameter<number> = {
  id: "staffing.specialistsPerSupervisor",
  label: "每名照管督導督導之照專人數",
  unit: "人",
  histories: { taichung: perSupervisor, taoyuan: borrowed(perSupervisor, TAOYUAN_BORROWS) },
};

const hours = cityPlan(8, [taichungPlan("表十 註12")]);
export const HOURS_PER_DAY: Parameter<number> = {
  id: "staffing.hoursPerDay",
  label: "照專每日可工作時數",
  unit: "小時",
  histories: { taichung: hours, taoyuan: borrowed(hours, TAOYUAN_BORROWS) },
};
