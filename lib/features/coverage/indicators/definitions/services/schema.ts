import type { FigureKind } from "@/prisma/generated/enums";
import type { IndicatorDefinition, Reading } from "../../types";

// Indicators of the whole city by service or kind of staff: tables 1 to 3, 6 to 10 and the key performance indicators.

const PLAN = "臺中市114年長照2.0整合型計畫";
const AUGUST = "2024-08-31";

type Column = readonly [column: string, year: number, kind: FigureKind, asOf?: typeof AUGUST];

const readings = (
  table: string,
  columns: readonly Column[],
  { rows, division = "{item_key}" }: Pick<Reading, "rows" | "division"> = {},
): Reading[] =>
  columns.map(([column, year, kind, asOf]) => ({
    ...{ table, column, year, kind, division },
    ...(rows === undefined ? {} : { rows }),
    ...(asOf === undefined ? {} : { asOf }),
  }));

const KPI: readonly Column[] = [
  ["y112_target", 112, "target"],
  ["y112_actual", 112, "actual"],
  ["y113_target", 113, "target"],
  ["y113_actual", 113, "actual", AUGUST],
  ["y114_target", 114, "target"],
  ["y115_target", 115, "target"],
  ["y116_target", 116, "target"],
];
const SERVICES: readonly Column[] = [
  ["y112_actual", 112, "actual"],
  ["y113_target", 113, "target"],
  ["y113_actual_aug", 113, "actual", AUGUST],
  ["y114_target", 114, "target"],
  ["y115_target", 115, "target"],
  ["y116_target", 116, "target"],
];
const results = (unit: string): readonly Column[] => [
  [`${unit}111`, 111, "actual"],
  [`${unit}112`, 112, "actual"],
  ["target_113", 113, "target"],
  ["actual_113_aug", 113, "actual", AUGUST],
];
const inYears = (prefix: string, suffix: string, from: number, to: number, kind: FigureKind): Column[] =>
  Array.from({ length: to - from + 1 }, (_, at) => [`${prefix}${from + at}${suffix}`, from + at, kind]);

type About = Pick<IndicatorDefinition, "key" | "name" | "formula" | "unit" | "direction" | "source">;

const ofCity = (about: About, divisions: string | null, from: readonly Reading[]): IndicatorDefinition => ({
  ...about,
  source: `${PLAN} ${about.source}`,
  divisions,
  byDistrict: false,
  readings: from,
});

const KEY_INDICATORS: readonly IndicatorDefinition[] = [
  ofCity(
    {
      key: "coverage",
      name: "長照服務涵蓋率",
      formula: "長照服務人數÷長照需求推估人數×100",
      unit: "%",
      direction: "more",
      source: "參、三（關鍵績效指標一）",
    },
    null,
    KPI.map(([column, year, kind, asOf]) => ({
      ...{ table: "kpi_coverage", column, year, kind, rows: { item_key: "ltc_coverage" } },
      ...(asOf === undefined ? {} : { asOf }),
    })),
  ),
  ofCity(
    {
      key: "kpi_coverage",
      name: "各項服務涵蓋率及占比",
      formula: "該項服務人數÷長照給付及支付人數×100（A單位為服務人數÷核定人數）",
      unit: "%",
      direction: "more",
      source: "參、三（關鍵績效指標一）",
    },
    "服務類別",
    readings("kpi_coverage", KPI),
  ),
  ofCity(
    {
      key: "kpi_timeliness",
      name: "服務時效",
      formula: "作業日數總和÷總個案數",
      unit: "日",
      direction: "less",
      source: "參、三（關鍵績效指標二）",
    },
    "時效項目",
    readings("kpi_timeliness", KPI),
  ),
  ofCity(
    {
      key: "kpi_resources",
      name: "服務資源布建",
      formula: "特約或設立家數、床數、車輛數、人數",
      unit: "依項目",
      direction: "more",
      source: "參、三（關鍵績效指標三）",
    },
    "資源項目",
    readings("kpi_resources", KPI),
  ),
];

const SERVED: readonly IndicatorDefinition[] = [
  ofCity(
    {
      key: "served",
      name: "長照給付及支付使用人數",
      formula: "使用長照給付及支付服務之人數",
      unit: "人",
      direction: "more",
      source: "表一",
    },
    null,
    readings("t01_service_efficiency", results("y"), { rows: { item_key: "benefit_users" } }).map(
      ({ division: _division, ...reading }) => reading,
    ),
  ),
  ofCity(
    {
      key: "service_results",
      name: "服務成效",
      formula: "各項服務之時效、涵蓋率及服務量",
      unit: "依項目",
      direction: "more",
      source: "表一",
    },
    "服務類別",
    readings("t01_service_efficiency", results("y")),
  ),
  ofCity(
    {
      key: "contracted_units",
      name: "特約單位數",
      formula: "各項服務特約單位數（交通接送為車輛數）",
      unit: "家",
      direction: "more",
      source: "表二-1",
    },
    "服務類別",
    readings("t02_1_contracted_units", results("units_")),
  ),
  ofCity(
    {
      key: "c_stations",
      name: "巷弄長照站",
      formula: "各類巷弄長照站設置數",
      unit: "處",
      direction: "more",
      source: "表二-2",
    },
    "設置類別",
    readings("t02_2_c_stations", results("units_")),
  ),
  ofCity(
    {
      key: "service_persons",
      name: "服務人數（表六）",
      formula: "各項服務之服務人數",
      unit: "人",
      direction: "more",
      source: "表六",
    },
    "服務類別",
    readings("t06_service_and_resources", SERVICES, { rows: { measure: "persons" } }),
  ),
  ofCity(
    {
      key: "service_resources",
      name: "服務資源（表六）",
      formula: "各項服務之資源布建數",
      unit: "家",
      direction: "more",
      source: "表六",
    },
    "服務類別",
    readings("t06_service_and_resources", SERVICES, { rows: { measure: "resources" } }),
  ),
];

const FIGURES_OF = { transport: ["units", "persons", "trips"], meals: ["persons", "servings"] } as const;

const overYears = (table: string, columns: readonly string[]): Reading[] =>
  columns.flatMap((column) =>
    (["target", "actual"] as const).map((kind) => ({
      ...{ table, column: `${column}_${kind}`, year: { column: "year" }, kind, division: column },
    })),
  );

const OPERATION: readonly IndicatorDefinition[] = [
  ofCity(
    {
      key: "transport",
      name: "交通接送目標與達成",
      formula: "單位數、服務人數、服務趟次",
      unit: "依項目",
      direction: "more",
      source: "貳、三(七)",
    },
    "項目",
    overYears("transport_targets", FIGURES_OF.transport),
  ),
  ofCity(
    {
      key: "meals",
      name: "營養餐飲目標與達成",
      formula: "服務人數、服務人次",
      unit: "依項目",
      direction: "more",
      source: "貳、三(八)",
    },
    "項目",
    overYears("meals_targets", FIGURES_OF.meals),
  ),
  ofCity(
    {
      key: "inspections",
      name: "查核家數",
      formula: "各類查核之家數",
      unit: "家",
      direction: "none",
      source: "參、二",
    },
    "查核類別",
    [
      {
        table: "inspection_stats",
        column: "inspected",
        year: { column: "year" },
        kind: "actual",
        division: "{item_key}",
      },
    ],
  ),
  ofCity(
    {
      key: "series_in_text",
      name: "計畫內文歷年數列",
      formula: "計畫內文所載歷年數",
      unit: "依項目",
      direction: "none",
      source: "內文",
    },
    "數列",
    [
      {
        table: "yearly_series_in_text",
        column: "value",
        year: { column: "year" },
        kind: "actual",
        division: "{series}",
      },
    ],
  ),
];

const STAFF: readonly IndicatorDefinition[] = [
  ofCity(
    {
      key: "workforce",
      name: "長照服務人力",
      formula: "各類人員數",
      unit: "人",
      direction: "more",
      source: "表三",
    },
    "人員類別",
    readings("t03_workforce", results("persons_")),
  ),
  ofCity(
    {
      key: "workforce_forecast",
      name: "人力預估與需求",
      formula: "各類人員預估數（預測）與需求數（目標）",
      unit: "人",
      direction: "more",
      source: "表七",
    },
    "人員類別",
    readings("t07_workforce_forecast", [
      ["y112_actual", 112, "actual"],
      ["y113_actual_aug", 113, "actual", AUGUST],
      ["y113_demand", 113, "target"],
      ...inYears("y", "_forecast", 114, 116, "forecast"),
      ...inYears("y", "_demand", 114, 116, "target"),
    ]),
  ),
  ofCity(
    {
      key: "care_attendants",
      name: "照顧服務員現況與需求",
      formula: "現有人數及需求人數（目標）",
      unit: "人",
      direction: "more",
      source: "表八",
    },
    "服務類別",
    readings("t08_care_attendants", [
      ["attendants_112_actual", 112, "actual"],
      ["attendants_113_aug", 113, "actual", AUGUST],
      ...inYears("attendants_", "_needed", 114, 116, "target"),
    ]),
  ),
  ofCity(
    {
      key: "care_managers_needed",
      name: "照管人力核配推估",
      formula: "年度總耗時÷每人年度可工作時數，無條件捨去",
      unit: "人",
      direction: "none",
      source: "表十",
    },
    "人員類別",
    ["care_managers", "supervisors_total", "care_management_total"].map((column) => ({
      ...{ table: "t10_care_manager_totals", column, division: column },
      year: { column: "year" },
      kind: "target" as const,
    })),
  ),
  ofCity(
    {
      key: "staffing",
      name: "長照科人力",
      formula: "各類人員進用數",
      unit: "人",
      direction: "none",
      source: "貳、三",
    },
    "人員類別",
    readings("staffing_history", inYears("y", "", 108, 113, "actual")),
  ),
];

/** Indicators of the whole city by service. */
export const SERVICE_INDICATORS: readonly IndicatorDefinition[] = [
  ...KEY_INDICATORS,
  ...SERVED,
  ...OPERATION,
  ...STAFF,
];
