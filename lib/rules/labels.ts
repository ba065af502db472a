import { isRuleSet, type RuleSet } from "./parameter";
import { CLOCK_PARAMETERS, type Clock } from "./parameters/timeliness";

const RULE_LABELS = {
  "calendar.isWorkingDay": "是否為上班日",
  "calendar.addWorkingDays": "若干工作天後之日",
  "calendar.workingDaysBetween": "兩日間之工作天數",
  "calendar.rollForward": "末日逢放假日之順延",
  "timeliness.deadline": "時效期限",
  "timeliness.state": "時效狀態",
  "caseload.manager": "個案管理員案量",
  "caseload.unit": "A單位案量",
  "caseload.managersNeeded": "所需個案管理員人數",
  "caseload.claimable": "AA01、AA02可申報組數與金額",
  "exit.voluntaryNotice": "自願退場之提前申請",
  "exit.earliestEnd": "最早可終止日",
  "exit.terminationTimeline": "終止契約後之期限",
  "exit.recontractBar": "終止契約後不予特約期間",
  "dispatch.next": "下一派案單位",
  "dispatch.concentration": "集中派案",
  "sampling.size": "抽查案數",
  "sampling.draw": "抽樣名單",
  "sampling.shares": "每月抽查案數之分配",
  "penalty.assess": "違約記點",
  "penalty.evaluate": "記點之效果",
  "penalty.reviewDeadline": "申請複核期限",
  "penalty.regime": "特約適用之記點規定",
  "penalty.missedCorrections": "C據點未完成改善之列計",
  "penalty.suspensionSpan": "停止派案期間",
  "correction.deadline": "限期改善期限",
  "inspection.duty": "年度查核應辦數",
  "inspection.risk": "查核風險排序",
  "plan.quota": "長照服務給付額度",
  "plan.budget": "照顧計畫每月費用與部分負擔",
  "plan.carryOver": "剩餘額度保留",
  "plan.review": "照顧計畫檢核",
  "indicator.growth": "成長率",
  "indicator.achievement": "達成率",
  "coverage.ltc": "長照涵蓋率",
  "coverage.demand": "長照需求人口推估",
  "coverage.schoolDistrictDayCare": "一國中學區一日照",
  "coverage.saturation": "資源飽和情形",
  "staffing.careSpecialists": "照管人員員額",
  "staffing.hoursPerPerson": "照專年度可工作時數",
  "subsidy.transport": "交通接送營運費補助比率",
  "subsidy.hepingTrip": "和平區交通接送里程補助",
  "subsidy.fosterMentor": "家庭托顧輔導方案扣減",
  "contract.period": "特約有效期間",
  "contract.renewal": "特約續約",
} as const;

export type RuleName = keyof typeof RULE_LABELS;

/** The names of all rules. */
export const RULE_NAMES = Object.keys(RULE_LABELS) as readonly RuleName[];

const RULE_SET_LABELS: Readonly<Record<RuleSet, string>> = {
  tw: "全國",
  taoyuan: "桃園市",
  taichung: "臺中市",
};

/** Whether a text names a rule. */
export function isRuleName(name: unknown): name is RuleName {
  return typeof name === "string" && Object.hasOwn(RULE_LABELS, name);
}

/** The Chinese name of a rule. */
export function ruleLabel(rule: RuleName): string {
  return RULE_LABELS[rule];
}

/** The Chinese name of a clock. */
export function clockLabel(clock: Clock): string {
  return CLOCK_PARAMETERS[clock].label;
}

interface ClockEnds {
  readonly startsAt: string;
  readonly doneWhen: string;
}

const CLOCK_ENDS: Readonly<Record<Clock, ClockEnds>> = {
  plan: { startsAt: "派案至A單位", doneWhen: "計畫送照專簽審" },
  referral: { startsAt: "計畫核定", doneWhen: "照會B單位" },
  first_service: { startsAt: "照會B單位", doneWhen: "第一次服務" },
  doctor_opinion: { startsAt: "醫師意見書完成", doneWhen: "A單位處理" },
  service_record: { startsAt: "提供服務", doneWhen: "服務紀錄登打" },
  service_data: { startsAt: "服務月份", doneWhen: "服務資訊登載" },
  staff_registration: { startsAt: "人員到職", doneWhen: "登錄送件" },
  monthly_dispatch_table: { startsAt: "派案月份", doneWhen: "派案表提交" },
  claim: { startsAt: "服務月份", doneWhen: "費用申報" },
  claim_last: { startsAt: "服務月份", doneWhen: "費用申報完成" },
  contract_change: { startsAt: "完成變更登記", doneWhen: "申請特約變更" },
  plan_renewal: { startsAt: "前次AA01", doneWhen: "家訪並重新擬訂計畫" },
  reassessment: { startsAt: "前次評估", doneWhen: "複評" },
  mediation_notice: { startsAt: "受理申請", doneWhen: "通知調處期日及處所" },
  mediation_result: { startsAt: "調處會議結束", doneWhen: "函送調處結果" },
};

const CITY_CLOCK_ENDS: Readonly<Partial<Record<RuleSet, Partial<Record<Clock, ClockEnds>>>>> = {
  taoyuan: {
    plan: { startsAt: "派案至A單位", doneWhen: "計畫核定" },
    first_service: { startsAt: "派案至A單位", doneWhen: "第一次服務" },
  },
};

/** What starts a clock and what counts as done, in Chinese: the cities differ. */
export function clockEnds(ruleSet: RuleSet, clock: Clock): ClockEnds {
  return CITY_CLOCK_ENDS[ruleSet]?.[clock] ?? CLOCK_ENDS[clock];
}

/** The Chinese name of a rule set; the text itself when it names none. */
export function ruleSetLabel(ruleSet: string): string {
  return isRuleSet(ruleSet) ? RULE_SET_LABELS[ruleSet] : ruleSet;
}

/** The clocks that a rule set has, its own and those of the national law. */
export function clocksOf(ruleSet: RuleSet): readonly Clock[] {
  return (Object.keys(CLOCK_PARAMETERS) as Clock[]).filter((clock) => {
    const { histories } = CLOCK_PARAMETERS[clock] as {
      histories: Readonly<Partial<Record<RuleSet, unknown>>>;
    };
    return histories[ruleSet] !== undefined || histories.tw !== undefined;
  });
}
