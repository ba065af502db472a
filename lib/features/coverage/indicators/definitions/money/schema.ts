import type { IndicatorDefinition, Reading } from "../../types";

// Indicators of money: tables 4 and 11 and part 4 of the plan.

const PLAN = "臺中市114年長照2.0整合型計畫";
const AUGUST = "2024-08-31";
const EXECUTED = "t04_budget_execution";
const FORECAST = "t11_budget_forecast";
const SUMMARY = "budget_summary";
const BY_ITEM = { division: "{item_key}" };

type About = Pick<IndicatorDefinition, "key" | "name" | "formula" | "direction" | "source"> & {
  unit?: string;
};

const money = (about: About, readings: readonly Reading[], divisions = "經費項目"): IndicatorDefinition => ({
  unit: "元",
  ...about,
  source: `${PLAN} ${about.source}`,
  divisions,
  byDistrict: false,
  readings,
});

const demanded = (table: string, column: string, division: string): Reading => ({
  ...{ table, column, division, year: 114 },
  kind: "target",
});

const shares = (table: string, required: string, copays: readonly string[], division: string): Reading[] =>
  [required, "central", "local", ...copays].map((column) => demanded(table, column, `${division}/${column}`));

const COPAYS = ["copay_mid_low_g", "copay_general_h"];
const CLASSES = ["low_income_b", "mid_low_income_c", "general_d"];

/** Indicators of money. */
export const MONEY_INDICATORS: readonly IndicatorDefinition[] = [
  money(
    {
      key: "budget_executed",
      name: "經費執行數",
      formula: "各項目執行數（113年為1至8月）",
      direction: "none",
      source: "表四",
    },
    [
      { table: EXECUTED, column: "executed_111", year: 111, kind: "actual", ...BY_ITEM },
      { table: EXECUTED, column: "executed_112", year: 112, kind: "actual", ...BY_ITEM },
      { table: EXECUTED, column: "executed_113_aug", year: 113, kind: "actual", asOf: AUGUST, ...BY_ITEM },
      { table: FORECAST, column: "forecast_113_b", year: 113, kind: "forecast", ...BY_ITEM },
    ],
  ),
  money(
    {
      key: "budget_approved",
      name: "經費核定數及需求數",
      formula: "113年為核定數，114年為需求數",
      direction: "none",
      source: "表四及表十一",
    },
    [
      { table: EXECUTED, column: "approved_113", year: 113, kind: "target", ...BY_ITEM },
      { table: FORECAST, column: "demand_114_c", year: 114, kind: "target", ...BY_ITEM },
    ],
  ),
  money(
    {
      key: "budget_approved_forecast",
      name: "經費核定數（表十一）",
      formula: "113年核定數，社區整體照顧A、C合列",
      direction: "none",
      source: "表十一",
    },
    [{ table: FORECAST, column: "approved_113_a", year: 113, kind: "target", ...BY_ITEM }],
  ),
  money(
    {
      key: "budget_returned",
      name: "預估繳回數",
      formula: "核定數－預估執行數",
      direction: "less",
      source: "表十一",
    },
    [{ table: FORECAST, column: "returned_113", year: 113, kind: "forecast", ...BY_ITEM }],
  ),
  money(
    {
      key: "budget_execution_rate",
      name: "經費執行率",
      formula: "執行數÷核定數×100（113年1至8月；預測為全年預估）",
      unit: "%",
      direction: "more",
      source: "表四及表十一",
    },
    [
      { table: EXECUTED, column: "execution_113_pct", year: 113, kind: "actual", asOf: AUGUST, ...BY_ITEM },
      { table: FORECAST, column: "execution_113_pct", year: 113, kind: "forecast", ...BY_ITEM },
    ],
  ),
  money(
    {
      key: "budget_growth",
      name: "經費成長率",
      formula: "（本期－前期）÷前期×100；113年為與112年同期相較",
      unit: "%",
      direction: "none",
      source: "表四及表十一",
    },
    [
      { table: EXECUTED, column: "growth_112_pct", year: 112, kind: "actual", ...BY_ITEM },
      {
        ...{ table: EXECUTED, column: "growth_113_vs_same_period_112_pct", year: 113, kind: "actual" },
        ...{ asOf: AUGUST, ...BY_ITEM },
      },
      { table: FORECAST, column: "growth_d_pct", year: 114, kind: "target", ...BY_ITEM },
    ],
  ),
  ...(["total", "central", "local", "unit"] as const).map((payer) =>
    money(
      {
        key: `budget_${payer}`,
        name: `114年經費（${{ total: "總經費", central: "中央補助", local: "地方自籌", unit: "單位自籌" }[payer]}）`,
        formula: "經常門＋資本門",
        direction: "none",
        source: "肆、一",
      },
      [demanded(SUMMARY, `${payer}_sum`, "{item_key}")],
    ),
  ),
  money(
    {
      key: "benefit_budget",
      name: "長照給付及支付經費（碼別）",
      formula: "所需經費＝中央補助＋地方自籌",
      direction: "none",
      source: "肆、二",
    },
    shares("budget_benefit_codes", "required", [], "{code}"),
    "碼別／負擔",
  ),
  money(
    {
      key: "benefit_budget_by_level",
      name: "給付經費（失能等級及部分負擔）",
      formula: "額度×人數×月數；中央95%、地方5%，部分負擔另計",
      direction: "none",
      source: "肆、二",
    },
    [
      ...shares("budget_bc_code", "required_f", COPAYS, "BC/{disability_level}"),
      ...shares("budget_d_code", "required_f", COPAYS, "D/{category}"),
      ...shares("budget_ef_code", "required_f", COPAYS, "EF/{code}"),
      ...shares("budget_g_code", "required_f", COPAYS, "G/{disability_level}"),
    ],
    "碼別／等級／負擔",
  ),
  money(
    {
      key: "benefit_persons_by_level",
      name: "給付人數（失能等級及福利身分）",
      formula: "低收入戶＋中低收入戶＋一般戶",
      unit: "人",
      direction: "none",
      source: "肆、二",
    },
    [
      ["budget_bc_code", "BC/{disability_level}"],
      ["budget_d_code", "D/{category}"],
      ["budget_ef_code", "EF/{code}"],
      ["budget_g_code", "G/{disability_level}"],
    ].flatMap(([table = "", division = ""]) =>
      [...CLASSES, "persons_e"].map((column) => demanded(table, column, `${division}/${column}`)),
    ),
    "碼別／等級／身分",
  ),
  money(
    {
      key: "meal_fees",
      name: "餐費",
      formula: "人數×單價×餐數×月數；中央80%、地方20%，部分負擔另計",
      direction: "none",
      source: "肆、三(六)",
    },
    ["required_e", "central", "local_f", "copay_g"].map((column) =>
      demanded("budget_meal_fees", column, `{status}/${column}`),
    ),
    "福利身分／負擔",
  ),
  money(
    {
      key: "placement_budget",
      name: "公費安置經費",
      formula: "人數×每月費用×月數",
      direction: "none",
      source: "肆、五",
    },
    ["required_e", "central_f", "local_g"].map((column) =>
      demanded("budget_institution_placement", column, `{item_key}/${column}`),
    ),
    "安置類別／負擔",
  ),
  money(
    {
      key: "care_management_budget",
      name: "照管人力計畫經費",
      formula: "中央95%＋地方5%",
      direction: "none",
      source: "肆、四",
    },
    ["required", "central", "local"].map((column) =>
      demanded("budget_care_management", column, `{item_key}/${column}`),
    ),
    "項目／負擔",
  ),
];
