import { taichungPlan } from "../citations";
import { cityPlan, type Parameter } from "../parameter";

/** Rates in ten-thousandths, so that sums stay whole numbers until the one rounding at the end. */
export interface DemandRates {
  readonly elderly: number;
  readonly disabled50to64: number;
  readonly disabledUnder50: number;
  readonly indigenous: number;
  readonly dementia50to64: number;
  readonly dementia65: number;
  readonly dementiaWithoutAdl: number;
  readonly frail: number;
}

export const DEMAND_RATES: Parameter<DemandRates> = {
  id: "coverage.demandRates",
  label: "長照需求人口推估比率",
  unit: "萬分比",
  histories: {
    tw: cityPlan(
      {
        elderly: 1330,
        disabled50to64: 1790,
        disabledUnder50: 1380,
        indigenous: 1330,
        dementia50to64: 10,
        dementia65: 800,
        dementiaWithoutAdl: 4110,
        frail: 48,
      },
      [taichungPlan("表五 推估原則2至6")],
    ),
  },
};

export const SATURATION_PERCENT: Parameter<{ saturated: number; near: number }> = {
  id: "coverage.saturationPercent",
  label: "資源飽和門檻（飽和／即將飽和）",
  unit: "%",
  histories: {
    tw: cityPlan(
      { saturated: 100, near: 90 },
      [taichungPlan("貳、三、資源布建飽和情形")],
      "「即將飽和」未載比率，暫以90%計",
    ),
  },
};
