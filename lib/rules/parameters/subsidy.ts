import { taichungPlan } from "../citations";
import { borrowed, cityPlan, type Parameter, type ParameterValue, TAOYUAN_BORROWS } from "../parameter";

function taichungOwn<T>(history: ParameterValue<T>[]): Parameter<T>["histories"] {
  return { taichung: history, taoyuan: borrowed(history, TAOYUAN_BORROWS) };
}

const STATED_FOR_113 = "原文為113年度標準，114年起續用";
const transport = taichungPlan("貳、三、交通接送服務（服務目標達成率補助營運費比例對照表）");

/** What a vehicle should reach in a month. */
export interface VehicleTarget {
  readonly trips: number;
  readonly km: number;
}

export const VEHICLE_TARGETS: Parameter<{ general: VehicleTarget; remote: VehicleTarget }> = {
  id: "subsidy.vehicleTargets",
  label: "交通接送每月每車服務目標（一般／和平區）",
  unit: "趟、公里",
  histories: taichungOwn(
    cityPlan(
      { general: { trips: 120, km: 2800 }, remote: { trips: 85, km: 2000 } },
      [transport],
      STATED_FOR_113,
    ),
  ),
};

/** Bands of attainment from the top: the first whose `from` (whole percent) is reached. */
export interface GrantBand {
  readonly from: number;
  readonly band: string;
  readonly ratio: number | "by_vehicle" | "none";
}

const BANDS: readonly GrantBand[] = [
  { from: 91, band: "91-100", ratio: 1 },
  { from: 81, band: "81-90", ratio: 0.95 },
  { from: 71, band: "71-80", ratio: 0.9 },
  { from: 61, band: "61-70", ratio: 0.85 },
  { from: 51, band: "51-60", ratio: "by_vehicle" },
  { from: 0, band: "0-50", ratio: "none" },
];

export const GRANT_BANDS: Parameter<readonly GrantBand[]> = {
  id: "subsidy.transportBands",
  label: "交通接送營運費補助比率（依目標達成率）",
  unit: "比率",
  histories: taichungOwn(cityPlan(BANDS, [transport], STATED_FOR_113)),
};

export const HEPING_TRIP: Parameter<{
  freeKm: number;
  stepKm: number;
  stepPrice: number;
  tripMax: number;
  monthMax: number;
}> = {
  id: "subsidy.hepingTrip",
  label: "和平區交通接送里程加收（起算公里、級距、加收、每趟上限、每月上限）",
  unit: "公里、元",
  histories: taichungOwn(
    cityPlan(
      { freeKm: 30, stepKm: 10, stepPrice: 50, tripMax: 600, monthMax: 2400 },
      [taichungPlan("貳、三、交通接送服務D(D)（和平區收費標準）")],
      "未滿10公里之尾數以一級計",
    ),
  ),
};

export const FOSTER_MENTOR_PERCENT: Parameter<readonly number[]> = {
  id: "subsidy.fosterMentorPercent",
  label: "家庭托顧輔導方案扣減比率（未達成0至4項）",
  unit: "%",
  histories: taichungOwn(
    cityPlan(
      [0, 10, 15, 20, 20],
      [taichungPlan("貳、三、家庭托顧輔導方案(C)b")],
      `${STATED_FOR_113}；原文未載未達成4項者，比照3項`,
    ),
  ),
};
