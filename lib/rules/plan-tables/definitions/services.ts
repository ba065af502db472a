import { cellAt, type DerivedColumn, orNone, own, type TableDefinition, type Term } from "../definition";
import type { RowTest } from "../table";
import { FILES } from "./files";

const SAME_PERIOD_MISSING = "計畫未列印112年1月至8月同期數";
const LESS_IS_BETTER = ["case_assessment_days", "care_plan_days"];

/** The growth against the same months of the year before: its base is printed for single rows only. */
function samePeriodGrowth(actual: string, rows: RowTest): DerivedColumn {
  const base: Term = { cell: "same_period_112", notPrinted: SAME_PERIOD_MISSING };
  return {
    kind: "formula",
    column: "growth_113_vs_same_period_112_pct",
    rows,
    formula: "growth",
    of: [own(actual), base],
    words: "（113年1至8月－112年同期）÷112年同期×100",
  };
}

/** A row whose base of the same period stands elsewhere in the plan. */
function knownSamePeriod(row: string, actual: string, base: Term, note: string): DerivedColumn {
  const growth = samePeriodGrowth(actual, { item_key: row });
  return { ...growth, of: [own(actual), base], note };
}

/** Growth of 112, achievement of 113 and growth of 113 of a table that counts `unit`. */
export function yearlyColumns(unit: string, actual: string, known: readonly string[] = []): DerivedColumn[] {
  return [
    {
      kind: "formula",
      column: "growth_112_pct",
      rows: { item_key: { not: LESS_IS_BETTER } },
      formula: "growth",
      of: [own(`${unit}112`), own(`${unit}111`)],
      words: "（112年－111年）÷111年×100",
    },
    {
      kind: "formula",
      column: "achievement_113_pct",
      rows: { item_key: { not: LESS_IS_BETTER } },
      formula: "achievement",
      of: [own(actual), own("target_113")],
      words: "113年實際÷113年目標×100",
    },
    samePeriodGrowth(actual, { item_key: { not: known } }),
  ];
}

const lessIsBetter: DerivedColumn[] = [
  {
    kind: "formula",
    column: "growth_112_pct",
    rows: { item_key: LESS_IS_BETTER },
    formula: "reduction",
    of: [own("y112"), own("y111")],
  },
  {
    kind: "formula",
    column: "achievement_113_pct",
    rows: { item_key: LESS_IS_BETTER },
    formula: "achievementOfLess",
    of: [own("actual_113_aug"), own("target_113")],
  },
];

const DAY_CARE_ROWS = [
  "day_care_mixed",
  "day_care_dementia",
  "small_scale_multi_mixed",
  "small_scale_multi_dementia",
];

function dayCareOfServices(column: string, inServices: string): DerivedColumn {
  return {
    kind: "cross_check",
    column,
    as: `${column} (cross-check with table 6)`,
    rows: { item_key: "day_care" },
    formula: "sum",
    words: "與表六日間照顧及小規模多機能四列服務人數合計相同",
    of: [
      {
        sum: inServices,
        file: FILES.services,
        rows: { item_key: DAY_CARE_ROWS, measure: "persons" },
        blank: "zero",
      },
    ],
  };
}

const efficiency: TableDefinition = {
  file: FILES.efficiency,
  title: "表一 服務使用效能",
  place: "表一",
  rowNames: [{ name: "{item_key}" }],
  derived: [
    ...lessIsBetter,
    ...yearlyColumns("y", "actual_113_aug", ["ltc_coverage", "professional"]),
    knownSamePeriod(
      "ltc_coverage",
      "actual_113_aug",
      { expression: "formula", row: "ltc_coverage_growth", file: FILES.text, part: "growth_base" },
      "同期涵蓋率載於計畫內文",
    ),
    knownSamePeriod("professional", "actual_113_aug", own("y112"), "內文以112年全年為比較基期"),
    dayCareOfServices("y112", "y112_actual"),
    dayCareOfServices("target_113", "y113_target"),
    dayCareOfServices("actual_113_aug", "y113_actual_aug"),
  ],
};

const contracted: TableDefinition = {
  file: FILES.contracted,
  title: "表二-1 特約單位數",
  place: "表二-1",
  rowNames: [{ name: "{item_key}" }],
  derived: [
    ...yearlyColumns("units_", "actual_113_aug", ["assistive_devices"]),
    knownSamePeriod(
      "assistive_devices",
      "actual_113_aug",
      { expression: "formula", row: "device_units_growth", file: FILES.text, part: "growth_base" },
      "同期家數載於計畫內文",
    ),
  ],
};

const cStations: TableDefinition = {
  file: "t02_2_c_stations.csv",
  title: "表二-2 巷弄長照站",
  place: "表二-2",
  rowNames: [{ name: "{item_key}" }],
  derived: [
    ...yearlyColumns("units_", "actual_113_aug"),
    ...["units_111", "units_112", "target_113", "actual_113_aug"].map(
      (column): DerivedColumn => ({
        kind: "sum",
        column,
        rows: { item_key: "total" },
        formula: "sum",
        of: [{ sum: column, rows: { item_key: { not: "total" } } }],
      }),
    ),
  ],
};

/** Sums of all districts in the row of the whole city. */
export function citySums(
  total: string,
  columns: readonly string[],
  blank?: "zero",
  key = "district",
): DerivedColumn[] {
  return columns.map((column) => {
    const of: Term = { sum: column, rows: { [key]: { not: total } } };
    return {
      kind: "sum",
      column,
      rows: { [key]: total },
      formula: "sum",
      words: "各行政區相加",
      of: [blank === undefined ? of : { ...of, blank }],
    };
  });
}

const schoolDistricts: TableDefinition = {
  file: FILES.schoolDistricts,
  title: "表二-3 一國中學區一日照",
  place: "表二-3",
  rowNames: [{ name: "{district}" }],
  derived: [
    {
      kind: "formula",
      column: "uncovered_d",
      formula: "schoolDistrictsMissing",
      of: [own("school_districts_a"), own("covered_b"), own("planned_c")],
    },
    {
      kind: "formula",
      column: "achievement_e_pct",
      formula: "schoolDistrictRate",
      of: [own("school_districts_a"), own("covered_b"), own("planned_c")],
    },
    ...citySums("總計", ["school_districts_a", "daycare_centers", "covered_b", "planned_c", "uncovered_d"]),
  ],
};

function deviceRate(column: string, letter: string, users: string): DerivedColumn {
  return {
    kind: "formula",
    column,
    formula: "coverage",
    words: `${letter}÷A長照失能人數×100`,
    of: [own(users), own("ltc_disabled_a")],
  };
}

const devices: TableDefinition = {
  file: FILES.devices,
  title: "表二-4 輔具及居家無障礙環境改善",
  place: "表二-4",
  rowNames: [{ name: "{district}" }],
  derived: [
    {
      kind: "formula",
      column: "subtotal_d",
      formula: "sum",
      words: "D＝B購置＋C租賃",
      of: [own("purchase_b"), orNone("rental_c")],
    },
    {
      kind: "formula",
      column: "total_f",
      formula: "sum",
      words: "F＝D輔具＋E居家無障礙",
      of: [own("subtotal_d"), own("barrier_free_e")],
    },
    deviceRate("purchase_rate_g_pct", "G＝B購置", "purchase_b"),
    deviceRate("rental_rate_h_pct", "H＝C租賃", "rental_c"),
    deviceRate("barrier_free_rate_i_pct", "I＝E居家無障礙", "barrier_free_e"),
    deviceRate("total_rate_j_pct", "J＝F合計", "total_f"),
    ...citySums(
      "總計",
      ["ltc_disabled_a", "purchase_b", "rental_c", "subtotal_d", "barrier_free_e", "total_f"],
      "zero",
    ),
  ],
};

const CONTRACTOR_COLUMNS = [
  "purchase",
  "rental",
  "purchase_and_rental",
  "barrier_free_only",
  "devices_and_barrier_free",
];

const contractors: TableDefinition = {
  file: "t02_5_device_contractors.csv",
  title: "表二-5 輔具及居家無障礙特約單位",
  place: "表二-5",
  rowNames: [{ name: "{region}" }],
  derived: citySums("總計", CONTRACTOR_COLUMNS, "zero", "region"),
  singles: [
    {
      kind: "formula",
      row: "總計",
      column: "purchase+rental+purchase_and_rental",
      printed: cellAt(FILES.contracted, "assistive_devices", "actual_113_aug"),
      formula: "sum",
      words: "購置＋租賃＋購置及租賃＝表二-1之特約家數",
      of: ["purchase", "rental", "purchase_and_rental"].map((column) => cellAt(undefined, "總計", column)),
    },
    {
      kind: "formula",
      row: "總計",
      column: "rental+purchase_and_rental",
      printed: cellAt(FILES.text, "rental_contractors", "value"),
      formula: "sum",
      words: "租賃＋購置及租賃＝內文所載租賃特約單位數",
      of: ["rental", "purchase_and_rental"].map((column) => cellAt(undefined, "總計", column)),
    },
  ],
};

const respite: TableDefinition = {
  file: FILES.respite,
  title: "表二-6 喘息服務（行政區）",
  place: "表二-6",
  rowNames: [{ name: "{district}" }],
  derived: [
    {
      kind: "formula",
      column: "coverage_pct",
      formula: "coverage",
      words: "實際使用人數÷可派案人數×100",
      of: [own("actual_users"), own("assignable_persons")],
    },
    ...citySums("總計", ["assignable_persons", "actual_users"]),
  ],
};

const respiteByCode: TableDefinition = {
  file: FILES.respiteByCode,
  title: "表二-6 喘息服務（碼別）",
  place: "表二-6",
  rowNames: [{ name: "{district}/{code}" }],
  derived: [
    {
      kind: "formula",
      column: "share_pct",
      formula: "share",
      words: "該碼使用人數÷該區實際使用人數×100",
      of: [own("users"), cellAt(FILES.respite, "{district}", "actual_users")],
    },
    ...["contracts", "users"].map(
      (column): DerivedColumn => ({
        kind: "sum",
        column,
        rows: { district: "總計" },
        formula: "sum",
        words: "各行政區同一碼別相加",
        of: [{ sum: column, rows: { district: { not: "總計" }, code: "{code}" } }],
      }),
    ),
  ],
};

export const SERVICE_TABLES: readonly TableDefinition[] = [
  efficiency,
  contracted,
  cStations,
  schoolDistricts,
  devices,
  contractors,
  respite,
  respiteByCode,
];
