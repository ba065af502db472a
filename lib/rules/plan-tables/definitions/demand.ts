import {
  cellAt,
  type DerivedColumn,
  number,
  own,
  type SingleFigure,
  type TableDefinition,
} from "../definition";
import { FILES } from "./files";
import { citySums } from "./services";
import { dayCareDemand, INFERRED } from "./workforce";

function districtsAbove(limit: string): SingleFigure {
  return {
    kind: "formula",
    row: "全市",
    column: `districts with share >= ${limit}%`,
    printed: { stated: `壹、老年人口逾${limit}%之行政區數` },
    formula: "count",
    words: `老年人口比達${limit}%之行政區數`,
    of: [{ count: { district: { not: "全市" } }, figure: { column: "share_65plus_pct", atLeast: limit } }],
  };
}

const population: TableDefinition = {
  file: FILES.population,
  title: "各行政區65歲以上人口",
  place: "壹",
  rowNames: [{ name: "{district}" }],
  derived: [
    {
      kind: "formula",
      column: "share_65plus_pct",
      formula: "share",
      words: "65歲以上人口÷總人口×100",
      of: [own("pop_65plus"), own("population")],
    },
    ...citySums("全市", ["population", "pop_65plus"]),
  ],
  singles: [districtsAbove("14"), districtsAbove("20")],
};

const CATEGORIES = [
  "a_disabled_65plus",
  "b_disabled_under_65",
  "c_indigenous_55_64",
  "d_dementia_50plus",
  "e_frail_iadl",
];

const demand: TableDefinition = {
  file: FILES.demand,
  title: "表五 長照需求人數推估",
  place: "表五",
  rowNames: [{ name: "{district}/{year}" }],
  derived: [
    {
      kind: "formula",
      column: "total",
      formula: "sum",
      words: "A＋B＋C＋D＋E",
      partsRounded: true,
      of: CATEGORIES.map(own),
    },
    ...["total", ...CATEGORIES].map(
      (column): DerivedColumn => ({
        kind: "sum",
        column,
        as: `${column} (district sum)`,
        rows: { district: "全區" },
        formula: "sum",
        words: "同年各行政區相加",
        partsRounded: true,
        of: [{ sum: column, rows: { district: { not: "全區" }, year: "{year}" } }],
      }),
    ),
    {
      kind: "inferred",
      column: "e_frail_iadl",
      as: "e_frail_iadl (from A)",
      formula: "frailFromElderly",
      allOf: ["a_disabled_65plus"],
      exactWithinSpan: true,
      of: [{ cell: "a_disabled_65plus", printedTo: 0 }, number("13.3"), number("0.48")],
    },
  ],
  series: [
    {
      by: "district",
      yearColumn: "year",
      years: ["112", "113", "114", "115", "116"],
      factors: ["1.035", "1.033", "1.033", "1.033"],
      columns: ["total", ...CATEGORIES],
      words: "113年＝112年×1.035，其後逐年×1.033，以未四捨五入之數連乘",
      note: "成長倍數係由數字反推，計畫未載",
    },
  ],
};

const SATURATION = { not_saturated: "尚未飽和", saturated: "已飽和", nearly_saturated: "即將飽和" };

const saturation: TableDefinition = {
  file: "home_care_saturation.csv",
  title: "居家服務資源飽和情形",
  place: "貳、三",
  rowNames: [{ name: "{district}" }],
  derived: [],
  singles: Object.entries(SATURATION).map(([status, words]) => ({
    kind: "formula",
    row: status,
    column: "number of districts",
    printed: { stated: `貳、三 居家服務${words}行政區數` },
    formula: "count",
    words: `列為「${words}」之行政區數`,
    of: [{ count: { status } }],
  })),
};

const dayCareForecast: TableDefinition = {
  file: FILES.dayCareForecast,
  title: "日照資源117年涵蓋率推估",
  place: "貳、三",
  rowNames: [{ name: "{district}" }],
  derived: [
    {
      kind: "formula",
      column: "coverage_c_pct",
      formula: "coverage",
      words: "C＝B可服務人數÷A推估需求人數×100",
      of: [own("capacity_b"), { cell: "demand_117_a", printedTo: 0 }],
    },
    ...citySums("全市", ["demand_117_a", "capacity_b"]).map((sum) =>
      sum.column === "demand_117_a" ? { ...sum, partsRounded: true as const } : sum,
    ),
    {
      kind: "inferred",
      column: "demand_117_a",
      as: "demand_117_a (inferred parameters)",
      formula: "compounded",
      of: dayCareDemand("{district}", 4),
      note: INFERRED,
    },
    {
      kind: "inferred",
      column: "coverage_c_pct",
      as: "coverage_c_pct (inferred parameters)",
      rows: { district: { not: "全市" } },
      formula: "coverageOfCompounded",
      of: [own("capacity_b"), ...dayCareDemand("{district}", 4)],
      note: INFERRED,
    },
  ],
  singles: [
    {
      kind: "formula",
      row: "全市",
      column: "districts below 100%",
      printed: { stated: "貳、三 日照117年涵蓋率未達100%之行政區數" },
      formula: "count",
      words: "涵蓋率未達100%之行政區數",
      of: [{ count: { district: { not: "全市" } }, figure: { column: "coverage_c_pct", below: "100" } }],
    },
    {
      kind: "formula",
      row: "全市",
      column: "coverage in text (line 1480)",
      printed: { stated: "貳、三 日照117年涵蓋率" },
      formula: "coverage",
      words: "全市可服務人數÷推估需求人數×100，與內文相同",
      of: [cellAt(undefined, "全市", "capacity_b"), cellAt(undefined, "全市", "demand_117_a")],
    },
  ],
};

const dayCareInPreparation: TableDefinition = {
  file: "daycare_units_in_preparation.csv",
  title: "籌設中及設立中日照機構",
  place: "貳、三",
  rowNames: [{ name: "{no}" }],
  derived: [],
  singles: [
    {
      kind: "formula",
      row: "all",
      column: "existing + in preparation",
      printed: cellAt(FILES.text, "daycare_institutions", "value"),
      formula: "sum",
      words: "表二-3既有日照家數＋本表所列家數，與內文相同",
      of: [cellAt(FILES.schoolDistricts, "總計", "daycare_centers"), { count: {} }],
    },
  ],
};

const YEARS = ["113", "114", "115", "116"];

const capacity: TableDefinition = {
  file: FILES.capacity,
  title: "原住民族地區社區式服務量能",
  place: "貳、三",
  rowNames: [{ name: "{district}" }],
  derived: [
    ...YEARS.map(
      (year): DerivedColumn => ({
        kind: "formula",
        column: `coverage_${year}_pct`,
        formula: "coverage",
        words: "可服務人數÷116年推估需求人數×100",
        of: [own(year === "113" ? "capacity_113_aug" : `capacity_${year}`), own("demand_116_a")],
      }),
    ),
    {
      kind: "inferred",
      column: "demand_116_a",
      as: "demand_116_a (inferred parameters)",
      rows: { district: { not: "總計" } },
      formula: "compounded",
      of: dayCareDemand("{district}", 3),
      note: INFERRED,
    },
  ],
};

const usage: TableDefinition = {
  file: "indigenous_area_usage.csv",
  title: "原住民族地區社區式服務使用情形",
  place: "貳、三",
  rowNames: [{ name: "{district}" }],
  derived: [
    ...YEARS.slice(0, 3).map((year): DerivedColumn => {
      const at = year === "113" ? "113_aug" : year;
      return {
        kind: "formula",
        column: `usage_${year}_pct`,
        formula: "share",
        words: "使用人數÷可服務人數×100",
        of: [own(`users_${at}`), own(`capacity_${at}`)],
      };
    }),
    {
      kind: "cross_check",
      column: "capacity_113_aug",
      as: "capacity_113_aug (cross-check)",
      rows: { district: { not: "總計" } },
      formula: "equals",
      words: "與量能表所載相同",
      of: [cellAt(FILES.capacity, "{district}", "capacity_113_aug")],
    },
  ],
};

const aUnits: TableDefinition = {
  file: "a_units_per_district.csv",
  title: "各行政區A單位數",
  place: "貳、三",
  rowNames: [{ name: "{district}" }],
  derived: citySums("小計", ["a_units"]),
};

const residential: TableDefinition = {
  file: "residential_beds_in_text.csv",
  title: "住宿式機構（內文）",
  place: "貳、三",
  rowNames: [
    { name: "{series}/{item_zh}", rows: { series: "existing_institutions" } },
    { name: "{series}", rows: { district: "" } },
    { name: "{series}/{district}" },
  ],
  derived: [
    {
      kind: "formula",
      column: "value",
      rows: { series: "existing_institutions_total" },
      formula: "sum",
      words: "各類機構家數相加",
      of: [{ sum: "value", rows: { series: "existing_institutions" } }],
    },
  ],
  singles: [
    {
      kind: "formula",
      row: "coverage of districts",
      column: "96.6",
      printed: { stated: "貳、三 住宿式機構行政區涵蓋率" },
      formula: "share",
      words: "設有住宿式機構之行政區數÷行政區數×100",
      of: [
        { stated: "貳、三 設有住宿式機構之行政區數" },
        { count: { district: { not: "全市" } }, file: FILES.population },
      ],
    },
  ],
};

export const DEMAND_TABLES: readonly TableDefinition[] = [
  population,
  demand,
  saturation,
  dayCareForecast,
  dayCareInPreparation,
  capacity,
  usage,
  aUnits,
  residential,
];
