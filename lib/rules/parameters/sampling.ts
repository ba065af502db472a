import { contractRegulation, taichungPlan, taoyuanPlan } from "../citations";
import { CONTRACT_REGULATION_FROM, cityPlan, type Parameter, since } from "../parameter";

const SHARED_OUT = "原文未訂各A單位案數，按各單位當月案數比例分配（最大餘數法）";
const CALLS_ASSUMED = "原文未訂次數，撥打3次未接視為無法聯繫，由次一順位遞補";
const ROUNDING = "抽樣數採無條件進位且至少1案";

export const SYSTEM_AUDIT: Parameter<{ percent: number; relatedPercent: number }> = {
  id: "sampling.systemAudit",
  label: "系統查核抽查比率（一般／關聯B單位為派案前三名）",
  unit: "%",
  histories: {
    taoyuan: cityPlan({ percent: 1, relatedPercent: 10 }, [taoyuanPlan("伍、一(一)1")], ROUNDING),
  },
};

export const CONTRACT_REVIEW_PERCENT: Parameter<number> = {
  id: "sampling.contractReviewPercent",
  label: "特約期間審查抽樣比率",
  unit: "%",
  histories: {
    tw: since(CONTRACT_REGULATION_FROM, 10, [contractRegulation("第35條")], { assumption: ROUNDING }),
  },
};

export const SITE_VISIT: Parameter<{ smallUpTo: number; small: number; large: number }> = {
  id: "sampling.siteVisit",
  label: "A單位實地查核抽案數（300案以下／301案以上）",
  unit: "案",
  histories: { taichung: cityPlan({ smallUpTo: 300, small: 2, large: 3 }, [taichungPlan("附錄五")]) },
};

export const CLAIM_AUDIT: Parameter<{ percent: number; max: number; twiceFrom: number }> = {
  id: "sampling.claimAudit",
  label: "核銷費用抽查（比率、上限、每年2次之月服務費用）",
  unit: "%、案、元",
  histories: {
    taichung: cityPlan(
      { percent: 10, max: 5, twiceFrom: 10_000_000 },
      [taichungPlan("貳、三、B單位查核(D)a")],
      `${ROUNDING}；原文「1,000萬以上」與「1,000萬以下」重疊，恰為1,000萬者採每年2次`,
    ),
  },
};

export const AUDITS_PER_AUDITOR: Parameter<{ new_case: number; reassessed: number }> = {
  id: "sampling.auditsPerAuditor",
  label: "每月系統抽查案數（督導抽新案／照專抽複評案）",
  unit: "案/人",
  histories: {
    taichung: cityPlan({ new_case: 10, reassessed: 8 }, [taichungPlan("貳、三、(一)3(9)A(C)a")], SHARED_OUT),
  },
};

export const CALL_ATTEMPTS: Parameter<number> = {
  id: "sampling.callAttempts",
  label: "電訪未接幾次視為無法聯繫",
  unit: "次",
  histories: {
    taoyuan: cityPlan(3, [taoyuanPlan("伍、一(一)2(1)")], CALLS_ASSUMED),
    taichung: cityPlan(3, [taichungPlan("貳、三、(一)3(9)A(C)a")], CALLS_ASSUMED),
  },
};
