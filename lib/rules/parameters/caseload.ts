import { paymentRegulation, taichungPlan, taoyuanPlan } from "../citations";
import {
  borrowed,
  cityPlan,
  PAYMENT_REGULATION_FROM,
  type Parameter,
  since,
  TAOYUAN_BORROWS,
} from "../parameter";

/** Cases or groups a month: above `warn` the state is near, above `cap` it is over. */
export interface Limits {
  readonly warn: number;
  readonly cap: number;
}
export interface LimitsByEmployment {
  readonly full_time: Limits;
  readonly part_time: Limits;
}

const LIMITS: LimitsByEmployment = {
  full_time: { warn: 120, cap: 150 },
  part_time: { warn: 60, cap: 75 },
};
const claimPlaces = [paymentRegulation("附表四 AA01 三"), paymentRegulation("附表四 AA02 四")];

export const CASELOAD_LIMITS: Parameter<LimitsByEmployment> = {
  id: "caseload.limits",
  label: "個案管理員案量上限",
  unit: "案",
  histories: {
    taichung: cityPlan(LIMITS, [taichungPlan("貳、三、(一)3(9)A(C)"), ...claimPlaces]),
    taoyuan: cityPlan(
      LIMITS,
      [taoyuanPlan("肆、三(一)"), ...claimPlaces],
      "原文只稱「不超過衛生福利部公告案量之上限」而未載數字，暫以申報組數上限為案量上限",
    ),
  },
};

const ratio = cityPlan(120, [taichungPlan("表七")]);
export const CASES_PER_MANAGER: Parameter<number> = {
  id: "caseload.casesPerManager",
  label: "個管人力推估：每名個案管理員服務人數",
  unit: "人",
  histories: { taichung: ratio, taoyuan: borrowed(ratio, TAOYUAN_BORROWS) },
};

export const CLAIM_LIMITS: Parameter<LimitsByEmployment> = {
  id: "caseload.claimLimits",
  label: "AA01與AA02每月合計申報組數（全額／上限）",
  unit: "組",
  histories: { tw: since(PAYMENT_REGULATION_FROM, LIMITS, claimPlaces) },
};

export const CLAIM_REDUCTION_PERCENT: Parameter<number> = {
  id: "caseload.claimReductionPercent",
  label: "超額申報每組減付比率",
  unit: "%",
  histories: {
    tw: since(PAYMENT_REGULATION_FROM, 10, claimPlaces, {
      assumption: "法規未定何者先計，先計AA01再計AA02",
    }),
  },
};

/** Prices of the two groups, in New Taiwan dollars. */
export interface ManagementPrices {
  readonly aa01: number;
  readonly aa02: number;
}
export const MANAGEMENT_PRICES: Parameter<{ general: ManagementPrices; remote: ManagementPrices }> = {
  id: "caseload.prices",
  label: "AA01、AA02支付價格",
  unit: "元",
  histories: {
    tw: since(
      PAYMENT_REGULATION_FROM,
      { general: { aa01: 1700, aa02: 400 }, remote: { aa01: 2040, aa02: 480 } },
      [paymentRegulation("附表四 AA01、AA02")],
    ),
  },
};
