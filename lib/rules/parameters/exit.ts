import { contractRegulation, taoyuanPlan } from "../citations";
import { borrowed, cityPlan, type Parameter, type ParameterValue, TAICHUNG_BORROWS } from "../parameter";

function taoyuanOwn<T>(history: ParameterValue<T>[]): Parameter<T>["histories"] {
  return { taoyuan: history, taichung: borrowed(history, TAICHUNG_BORROWS) };
}

/** Notice in calendar days by active cases: the first tier whose `below` is above the count, else `otherwise`. */
export interface NoticeTiers {
  readonly tiers: readonly { readonly below: number; readonly days: number }[];
  readonly otherwise: number;
}

export const NOTICE_DAYS: Parameter<NoticeTiers> = {
  id: "exit.noticeDays",
  label: "自願退場之提前申請日數",
  unit: "日曆天",
  histories: taoyuanOwn(
    cityPlan(
      {
        tiers: [
          { below: 101, days: 30 },
          { below: 200, days: 60 },
        ],
        otherwise: 90,
      },
      [taoyuanPlan("陸、二(一)")],
      "原文各級距在100案與200案重疊：100案依其文字為30日，200案採較能保障個案之90日",
    ),
  ),
};

export const TRANSFER_DAYS: Parameter<number> = {
  id: "exit.transferDays",
  label: "終止契約後個案轉出期限",
  unit: "日曆天",
  histories: taoyuanOwn(cityPlan(90, [taoyuanPlan("陸、二(二)")])),
};

export const CLAIM_FILED_DAY: Parameter<number> = {
  id: "exit.claimFiledDay",
  label: "退場單位次月完成照管系統申報之日",
  unit: "日",
  histories: taoyuanOwn(cityPlan(5, [taoyuanPlan("陸、三(五)")])),
};

export const CLAIM_PAPERS_DAY: Parameter<number> = {
  id: "exit.claimPapersDay",
  label: "退場單位次月檢具核銷資料之日",
  unit: "日",
  histories: taoyuanOwn(cityPlan(10, [taoyuanPlan("陸、三(五)")])),
};

export const BAR_YEARS: Parameter<{ same_representative: number; new_unit_by_same_representative: number }> =
  {
    id: "exit.barYears",
    label: "終止契約後不予特約年數",
    unit: "年",
    histories: taoyuanOwn(
      cityPlan(
        { same_representative: 3, new_unit_by_same_representative: 5 },
        [taoyuanPlan("陸、三(六)"), contractRegulation("第8條")],
        "特約管理辦法第8條為另設單位3年、再犯5年，本市計畫之文字較嚴，從其計畫",
      ),
    ),
  };

export const BAR_GROUNDS: Parameter<{ first: number; last: number }> = {
  id: "exit.barGrounds",
  label: "不予特約所涉之契約書第18條第1項款次",
  unit: "款",
  histories: taoyuanOwn(cityPlan({ first: 2, last: 10 }, [taoyuanPlan("陸、三(六)")])),
};
