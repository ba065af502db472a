import type { IndicatorDefinition } from "../../types";
import { byDistrict, counted } from "../reading/schema";

// What is used and who provides it: tables 2-4 to 2-6, the running text, and the registry.

const DEVICES: readonly (readonly [string, string])[] = [
  ["purchase_b", "purchase"],
  ["rental_c", "rental"],
  ["barrier_free_e", "barrier_free"],
  ["total_f", "total"],
];
const DEVICE_RATES: readonly (readonly [string, string])[] = [
  ["purchase_rate_g_pct", "purchase"],
  ["rental_rate_h_pct", "rental"],
  ["barrier_free_rate_i_pct", "barrier_free"],
  ["total_rate_j_pct", "total"],
];
const CONTRACTORS = [
  "purchase",
  "rental",
  "purchase_and_rental",
  "barrier_free_only",
  "devices_and_barrier_free",
];

const USE: readonly IndicatorDefinition[] = [
  byDistrict(
    {
      key: "device_users",
      name: "輔具及居家無障礙使用人數",
      formula: "購置、租賃及居家無障礙環境改善之使用人數",
      unit: "人",
      direction: "more",
      source: "表二-4",
    },
    DEVICES.map(([column, division]) => counted("t02_4_assistive_devices", column, division)),
    { divisions: "輔具類別" },
  ),
  byDistrict(
    {
      key: "device_coverage",
      name: "輔具及居家無障礙涵蓋率",
      formula: "使用人數÷長照失能人數×100",
      unit: "%",
      direction: "more",
      source: "表二-4",
    },
    DEVICE_RATES.map(([column, division]) => counted("t02_4_assistive_devices", column, division)),
    { divisions: "輔具類別" },
  ),
  byDistrict(
    {
      key: "device_contractors",
      name: "輔具特約單位",
      formula: "設於該區之輔具及居家無障礙特約單位數",
      unit: "家",
      direction: "more",
      source: "表二-5",
    },
    CONTRACTORS.map((column) => ({
      ...counted("t02_5_device_contractors", column, column),
      district: "region",
      rows: { region_type: ["taichung_district", "total"] },
    })),
    { divisions: "特約項目" },
  ),
  byDistrict(
    {
      key: "respite_assignable",
      name: "喘息可派案人數",
      formula: "符合喘息服務資格且可派案之人數",
      unit: "人",
      direction: "none",
      source: "表二-6",
    },
    [counted("t02_6_respite_by_district", "assignable_persons")],
  ),
  byDistrict(
    {
      key: "respite_users",
      name: "喘息使用人數",
      formula: "實際使用喘息服務之人數",
      unit: "人",
      direction: "more",
      source: "表二-6",
    },
    [counted("t02_6_respite_by_district", "actual_users")],
  ),
  byDistrict(
    {
      key: "respite_coverage",
      name: "喘息涵蓋率",
      formula: "實際使用人數÷可派案人數×100",
      unit: "%",
      direction: "more",
      source: "表二-6",
    },
    [counted("t02_6_respite_by_district", "coverage_pct")],
  ),
  byDistrict(
    {
      key: "respite_users_by_code",
      name: "喘息使用人數（碼別）",
      formula: "各碼別使用人數",
      unit: "人",
      direction: "more",
      source: "表二-6",
    },
    [counted("t02_6_respite_by_code", "users", "{code}")],
    { divisions: "喘息碼別" },
  ),
  byDistrict(
    {
      key: "respite_share_by_code",
      name: "喘息使用占比（碼別）",
      formula: "該碼別使用人數÷該區喘息使用人數×100",
      unit: "%",
      direction: "none",
      source: "表二-6",
    },
    [counted("t02_6_respite_by_code", "share_pct", "{code}")],
    { divisions: "喘息碼別" },
  ),
  byDistrict(
    {
      key: "respite_contracts_by_code",
      name: "喘息特約單位（碼別）",
      formula: "各碼別特約單位數",
      unit: "家",
      direction: "more",
      source: "表二-6",
    },
    [counted("t02_6_respite_by_code", "contracts", "{code}")],
    { divisions: "喘息碼別" },
  ),
];

const UNITS: readonly IndicatorDefinition[] = [
  byDistrict(
    {
      key: "a_units",
      name: "A單位（計畫所載）",
      formula: "113年8月底社區整合型服務中心家數",
      unit: "家",
      direction: "more",
      source: "貳、三(十一)",
    },
    [counted("a_units_per_district", "a_units")],
  ),
  byDistrict(
    {
      key: "a_units_per_1000",
      name: "每千名需求人口A單位（計畫所載）",
      formula: "A單位家數÷同年長照需求人口×1,000",
      unit: "家",
      direction: "more",
      source: "貳、三(十一)及表五",
    },
    [],
    { ratio: { above: "a_units", below: "need", times: 1000 } },
  ),
  {
    ...byDistrict(
      {
        key: "units",
        name: "A、B、C單位（清冊）",
        formula: "清冊中有服務登錄之單位數",
        unit: "家",
        direction: "more",
        source: "",
      },
      [],
      { divisions: "層級", live: "units" },
    ),
    source: "本系統單位清冊",
  },
  {
    ...byDistrict(
      {
        key: "units_per_1000",
        name: "每千名需求人口單位（清冊）",
        formula: "清冊單位數÷當年長照需求人口×1,000",
        unit: "家",
        direction: "more",
        source: "",
      },
      [],
      { divisions: "層級", ratio: { above: "units", below: "need", times: 1000 } },
    ),
    source: "本系統單位清冊及計畫表五",
  },
  {
    ...byDistrict(
      {
        key: "listings",
        name: "各項服務登錄（清冊）",
        formula: "清冊中該服務之登錄筆數",
        unit: "筆",
        direction: "more",
        source: "",
      },
      [],
      { divisions: "服務類別", live: "listings" },
    ),
    source: "本系統單位清冊",
  },
  byDistrict(
    {
      key: "home_care_saturation",
      name: "居家服務飽和情形",
      formula: "計畫公告之居家式長照機構資源飽和情形",
      unit: "",
      direction: "none",
      source: "貳、三(一)",
    },
    [
      {
        ...counted("home_care_saturation", "status"),
        asOf: "2024-09-30",
        codes: { not_saturated: 0, nearly_saturated: 1, saturated: 2 },
      },
    ],
    { states: { 0: "資源尚未飽和", 1: "資源即將飽和", 2: "資源已飽和" } },
  ),
  byDistrict(
    {
      key: "residential_beds",
      name: "住宿式機構布建床數",
      formula: "完成籌設許可及預計120年前設置之床數",
      unit: "床",
      direction: "more",
      source: "貳、三(十五)",
    },
    [
      {
        table: "residential_beds_in_text",
        column: "value",
        rows: { series: ["permitted_beds", "planned_beds_to_120"] },
        year: 113,
        kind: "forecast",
        district: "district",
        division: "{series}",
      },
    ],
    { divisions: "布建階段" },
  ),
];

/** Indicators of use and of units, per district. */
export const SUPPLY_INDICATORS: readonly IndicatorDefinition[] = [...USE, ...UNITS];
