import type { IndicatorDefinition, Reading } from "../../types";
import { byDistrict, counted } from "../reading/schema";

// People in need, and day care: tables 2-3 and 5 and the running text of the plan.

const need = (column: string, division?: string): Reading => ({
  table: "t05_ltc_demand",
  column,
  year: { column: "year" },
  kind: "forecast",
  district: "district",
  ...(division === undefined ? {} : { division }),
});

const NEED: readonly IndicatorDefinition[] = [
  byDistrict(
    {
      key: "need",
      name: "長照需求人口",
      formula: "65歲以上失能＋未滿65歲失能＋55至64歲原住民失能＋50歲以上失智＋衰弱",
      unit: "人",
      direction: "none",
      source: "表五",
    },
    [need("total")],
  ),
  byDistrict(
    {
      key: "need_by_category",
      name: "長照需求人口（類別）",
      formula: "各類人口數×推估失能、失智或衰弱率",
      unit: "人",
      direction: "none",
      source: "表五",
    },
    [
      need("a_disabled_65plus", "a_disabled_65plus"),
      need("b_disabled_under_65", "b_disabled_under_65"),
      need("c_indigenous_55_64", "c_indigenous_55_64"),
      need("d_dementia_50plus", "d_dementia_50plus"),
      need("e_frail_iadl", "e_frail_iadl"),
    ],
    { divisions: "需求類別" },
  ),
  byDistrict(
    {
      key: "population",
      name: "總人口",
      formula: "戶籍登記人口",
      unit: "人",
      direction: "none",
      source: "貳、一",
    },
    [{ ...counted("pop_65plus_by_district", "population"), asOf: "2024-09-10" }],
  ),
  byDistrict(
    {
      key: "elderly",
      name: "65歲以上人口",
      formula: "戶籍登記65歲以上人口",
      unit: "人",
      direction: "none",
      source: "貳、一",
    },
    [{ ...counted("pop_65plus_by_district", "pop_65plus"), asOf: "2024-09-10" }],
  ),
  byDistrict(
    {
      key: "elderly_share",
      name: "老年人口比率",
      formula: "65歲以上人口÷總人口×100",
      unit: "%",
      direction: "none",
      source: "貳、一",
    },
    [{ ...counted("pop_65plus_by_district", "share_65plus_pct"), asOf: "2024-09-10" }],
  ),
];

const DAY_CARE: readonly IndicatorDefinition[] = [
  byDistrict(
    {
      key: "day_care_need_117",
      name: "日間照顧推估需求（117年）",
      formula: "65歲以上人口×失能率×日照使用率×年成長率連乘",
      unit: "人",
      direction: "none",
      source: "貳、三(二)",
    },
    [
      {
        table: "daycare_forecast_117",
        column: "demand_117_a",
        year: 117,
        kind: "forecast",
        district: "district",
      },
    ],
  ),
  byDistrict(
    {
      key: "day_care_capacity",
      name: "日間照顧可服務量",
      formula: "已設立及籌設日照之核定服務量",
      unit: "人",
      direction: "more",
      source: "貳、三(二)",
    },
    [counted("daycare_forecast_117", "capacity_b")],
  ),
  byDistrict(
    {
      key: "day_care_coverage_117",
      name: "日間照顧涵蓋率（117年）",
      formula: "可服務量÷117年推估需求×100",
      unit: "%",
      direction: "more",
      source: "貳、三(二)",
    },
    [
      {
        table: "daycare_forecast_117",
        column: "coverage_c_pct",
        year: 117,
        kind: "forecast",
        district: "district",
      },
    ],
  ),
  byDistrict(
    {
      key: "day_care_in_preparation",
      name: "籌設中日照",
      formula: "籌備或設立中之日間照顧單位數",
      unit: "家",
      direction: "more",
      source: "貳、三(二)",
    },
    [{ table: "daycare_units_in_preparation", year: 113, kind: "forecast", district: "district" }],
  ),
  byDistrict(
    {
      key: "school_districts",
      name: "國中學區（日照布建）",
      formula: "國中學區數、已布建、規劃布建、未布建學區數及日照家數",
      unit: "學區",
      direction: "none",
      source: "表二-3",
    },
    [
      counted("t02_3_daycare_school_districts", "school_districts_a", "all"),
      counted("t02_3_daycare_school_districts", "covered_b", "covered"),
      { ...counted("t02_3_daycare_school_districts", "planned_c", "planned"), kind: "forecast" },
      counted("t02_3_daycare_school_districts", "uncovered_d", "uncovered"),
    ],
    { divisions: "布建情形" },
  ),
  byDistrict(
    {
      key: "day_care_centers",
      name: "日照中心",
      formula: "日間照顧中心家數",
      unit: "家",
      direction: "more",
      source: "表二-3",
    },
    [counted("t02_3_daycare_school_districts", "daycare_centers")],
  ),
  byDistrict(
    {
      key: "school_district_rate",
      name: "國中學區日照布建率",
      formula: "（已布建＋規劃布建）÷國中學區數×100",
      unit: "%",
      direction: "more",
      source: "表二-3",
    },
    [counted("t02_3_daycare_school_districts", "achievement_e_pct")],
  ),
];

/** Indicators of need and of day care, per district. */
export const DISTRICT_INDICATORS: readonly IndicatorDefinition[] = [...NEED, ...DAY_CARE];
