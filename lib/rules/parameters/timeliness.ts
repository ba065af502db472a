import { contractRegulation, paymentRegulation, taichungPlan, taoyuanPlan } from "../citations";
import {
  CONTRACT_REGULATION_FROM,
  cityPlan,
  PAYMENT_REGULATION_FROM,
  type Parameter,
  since,
} from "../parameter";

/**
 * How long a clock runs. Working and calendar days are counted from the next day; months end on the same day of
 * the month; `day_of_month` is that day of the month `monthsLater` after the month that has passed, plus
 * `extraMonths` on the calendar before the deadline is rolled.
 */
export type ClockLimit =
  | { readonly kind: "working_days"; readonly count: number }
  | { readonly kind: "calendar_days"; readonly count: number }
  | { readonly kind: "months"; readonly count: number }
  | {
      readonly kind: "day_of_month";
      readonly day: number;
      readonly monthsLater: number;
      readonly extraMonths: number;
    };

export type ClockParameter = Parameter<ClockLimit>;

const workingDays = (count: number): ClockLimit => ({ kind: "working_days", count });
const calendarDays = (count: number): ClockLimit => ({ kind: "calendar_days", count });
const months = (count: number): ClockLimit => ({ kind: "months", count });
const tenth = (extraMonths: number): ClockLimit => ({
  kind: "day_of_month",
  day: 10,
  monthsLater: 1,
  extraMonths,
});
const TENTH = tenth(0);
const LAST_TENTH = tenth(3);

const taoyuanTime = [taoyuanPlan("附件1 實地抽查表 項次7")];
const mediation = [taichungPlan("貳、三、爭議調處機制")];

function clock(
  name: string,
  label: string,
  histories: ClockParameter["histories"],
): ClockParameter & { readonly clock: string } {
  return { clock: name, id: `timeliness.${name}`, label, unit: "時限", histories };
}

const reassessment = since("2019-08-01", months(12), [
  taichungPlan("貳、三、核定及複評作業時效a（衛生福利部公告自108年8月1日起一年一評）"),
]);

const staffPlace = taichungPlan("貳、三、長照人員登錄：到職3日內寄送核准");

/** The clocks, each with its limit in every rule set that has it. */
export const CLOCK_PARAMETERS = {
  plan: clock("plan", "照顧計畫擬定（派案至A單位起）", {
    taoyuan: cityPlan(workingDays(3), taoyuanTime),
    taichung: cityPlan(workingDays(3), [taichungPlan("貳、三、(一)3(9)A(C)")]),
  }),
  referral: clock("referral", "照會B單位（計畫核定起）", {
    taichung: cityPlan(workingDays(1), [taichungPlan("附錄五 7")]),
  }),
  first_service: clock("first_service", "第一次服務", {
    taoyuan: cityPlan(workingDays(5), taoyuanTime, "原文未寫明兩項期限的起點，核定與第一次服務都自派案起算"),
    taichung: cityPlan(
      workingDays(5),
      [taichungPlan("附錄五 10")],
      "查核表只寫「依規定時效」而未載天數，暫以照會後5個工作天計",
    ),
  }),
  doctor_opinion: clock("doctor_opinion", "醫師意見書處理", {
    taichung: cityPlan(calendarDays(5), [taichungPlan("貳、三、居家失能個案家庭醫師照護方案")]),
  }),
  service_record: clock("service_record", "服務紀錄登打", {
    taichung: cityPlan(workingDays(2), [taichungPlan("附錄六")]),
  }),
  service_data: clock("service_data", "服務資訊登載", {
    tw: since(CONTRACT_REGULATION_FROM, TENTH, [contractRegulation("第18條")]),
  }),
  staff_registration: clock("staff_registration", "長照人員登錄", {
    taichung: cityPlan(calendarDays(3), [staffPlace], "原文對象為長照機構，A單位人員比照"),
  }),
  monthly_dispatch_table: clock("monthly_dispatch_table", "派案月報", {
    taoyuan: cityPlan(TENTH, [taoyuanPlan("肆、七")], "原文只寫「每月提交」而未定日期，暫以次月10日計"),
    taichung: cityPlan(TENTH, [taichungPlan("貳、三、(一)3(9)A(C)b")]),
  }),
  claim: clock("claim", "服務費用申報", {
    tw: since(CONTRACT_REGULATION_FROM, TENTH, [contractRegulation("第38條第1項")]),
    taichung: since(CONTRACT_REGULATION_FROM, TENTH, [
      contractRegulation("第38條第1項"),
      taichungPlan("附錄五 24"),
    ]),
  }),
  claim_last: clock("claim_last", "服務費用申報（最後期限）", {
    tw: since(CONTRACT_REGULATION_FROM, LAST_TENTH, [contractRegulation("第38條第2項")]),
  }),
  contract_change: clock("contract_change", "特約變更申請", {
    tw: since(CONTRACT_REGULATION_FROM, calendarDays(10), [contractRegulation("第19條第1項")]),
  }),
  plan_renewal: clock("plan_renewal", "家訪並重新擬訂照顧計畫（AA01）", {
    tw: since(PAYMENT_REGULATION_FROM, months(6), [paymentRegulation("附表四 AA01 一(4)")]),
    taichung: since(PAYMENT_REGULATION_FROM, months(6), [
      paymentRegulation("附表四 AA01 一(4)"),
      taichungPlan("附錄五 12"),
    ]),
  }),
  reassessment: clock("reassessment", "複評", {
    taoyuan: reassessment,
    taichung: reassessment,
  }),
  mediation_notice: clock("mediation_notice", "爭議調處通知", {
    taichung: cityPlan(calendarDays(20), mediation),
  }),
  mediation_result: clock("mediation_result", "爭議調處結果通知", {
    taichung: cityPlan(calendarDays(10), mediation),
  }),
} as const satisfies Record<string, ClockParameter>;

export type Clock = keyof typeof CLOCK_PARAMETERS;
