import { taichungPlan, taoyuanPlan } from "../citations";
import { cityPlan, type Parameter, TAOYUAN_BORROWS } from "../parameter";

const ROUNDED_UP = "家數採無條件進位";
const YEAR_OF_PLAN = "原文為113年度之安排，114年未另訂，續採相同次數";

/** A share of the units is visited in a year. */
export interface ShareDuty {
  percent: number;
  /** Units with so many signs are all visited; 0 where the plan names no sign. */
  allFromSigns: number;
}

/** Every unit is visited so often in each part of a year. */
export interface VisitDuty {
  visits: number;
  /** Equal parts of the year: 1 the year, 4 quarters. */
  periods: number;
  /** A unit is due from this age on. */
  afterMonths: number;
}

const A_UNITS = cityPlan(
  { percent: 30, allFromSigns: 0 },
  [taichungPlan("貳、三、(一)3(9)A(C)c")],
  `${ROUNDED_UP}；以當年1月1日之單位家數計（原文為113年1月單位家數）`,
);

export const A_UNIT_SHARE: Parameter<ShareDuty> = {
  id: "inspection.aUnitShare",
  label: "A單位每年實地查核家數比率",
  unit: "%",
  histories: {
    taichung: A_UNITS,
    taoyuan: A_UNITS.map((entry) => ({
      ...entry,
      citations: [taoyuanPlan("伍、一(二)"), ...entry.citations],
      assumption: `${TAOYUAN_BORROWS}（本市僅訂實地查核，未訂家數）；${ROUNDED_UP}；以當年1月1日之單位家數計`,
    })),
  },
};

export const MEAL_SHARE: Parameter<ShareDuty> = {
  id: "inspection.mealShare",
  label: "營養餐飲獎助單位每年無預警抽查家數比率",
  unit: "%",
  histories: {
    taichung: cityPlan(
      { percent: 30, allFromSigns: 0 },
      [taichungPlan("貳、三、(一)3(7)C(A)b")],
      `${ROUNDED_UP}；以列冊之營養餐飲單位為獎助單位`,
    ),
  },
};

export const PROFESSIONAL_SHARE: Parameter<ShareDuty> = {
  id: "inspection.professionalShare",
  label: "專業服務特約單位每年查核家數比率（異常指標達若干項者全數）",
  unit: "%、項",
  histories: {
    taichung: cityPlan(
      { percent: 40, allFromSigns: 2 },
      [taichungPlan("貳、三、(一)3(10)A(C)c"), taichungPlan("貳、三、(一)3(10)B(B)b")],
      `原文「抽查符合查核指標之特約專業服務單位，至少查核40%」之母數有疑義，以全部特約專業服務單位計，達2項以上者計入其中；${ROUNDED_UP}`,
    ),
  },
};

export const C_STATION_VISITS: Parameter<VisitDuty> = {
  id: "inspection.cStationVisits",
  label: "醫事C據點實地訪視次數",
  unit: "次",
  histories: {
    taichung: cityPlan(
      { visits: 1, periods: 4, afterMonths: 0 },
      [taichungPlan("貳、三、C據點查核(A)"), taichungPlan("貳、三、C據點查核(B)")],
      "以登記為醫事C及尚未登記類別之C據點計；登記為社照據點、文健站者不列入",
    ),
  },
};

export const B_UNIT_VISITS: Parameter<VisitDuty> = {
  id: "inspection.bUnitVisits",
  label: "長照機構不預先通知檢查次數",
  unit: "次",
  histories: {
    taichung: cityPlan(
      { visits: 2, periods: 1, afterMonths: 3 },
      [taichungPlan("貳、三、(一)3(1)B(A)")],
      `${YEAR_OF_PLAN}；以提供居家式、社區式服務之B單位為長照機構，設立日以最早之特約起日計，無特約資料者視為已滿3個月`,
    ),
  },
};

export const CLAIM_VISITS: Parameter<VisitDuty> = {
  id: "inspection.claimVisits",
  label: "特約單位核銷抽查次數",
  unit: "次",
  histories: {
    taichung: cityPlan(
      { visits: 1, periods: 1, afterMonths: 0 },
      [taichungPlan("貳、三、B單位查核(D)a")],
      "每月服務費用達1,000萬元者每年2次；系統尚無服務費用資料，均先以每年1次計",
    ),
  },
};

/** How much each sign counts in the order of proposals; `most` is where it stops counting. */
export interface RiskWeights {
  overdueFinding: number;
  openFinding: number;
  findingsMost: number;
  point: number;
  pointsMost: number;
  incident: number;
  incidentsMost: number;
  overdueClock: number;
  clocksMost: number;
  concentration: number;
  neverVisited: number;
  quarterSinceVisit: number;
  sinceVisitMost: number;
}

const WEIGHTS: RiskWeights = {
  ...{ overdueFinding: 6, openFinding: 2, findingsMost: 24, point: 5, pointsMost: 30 },
  ...{ incident: 4, incidentsMost: 16, overdueClock: 1, clocksMost: 10, concentration: 6 },
  ...{ neverVisited: 8, quarterSinceVisit: 1, sinceVisitMost: 8 },
};
const OUR_WEIGHTS = "原文僅敘明對缺失及異常單位增加查核頻率，各項配分為系統預設，主管機關可調整";

export const RISK_WEIGHTS: Parameter<RiskWeights> = {
  id: "inspection.riskWeights",
  label: "查核排序之風險配分",
  unit: "分",
  histories: {
    taichung: cityPlan(WEIGHTS, [taichungPlan("貳、三、(一)3(1)B(A)")], OUR_WEIGHTS),
    taoyuan: cityPlan(WEIGHTS, [taoyuanPlan("伍、二")], OUR_WEIGHTS),
  },
};
