import { cellAt, type DerivedColumn, own, type TableDefinition, type Term } from "../definition";
import { FILES } from "./files";
import { citySums } from "./services";

function achieved(column: string, actual: string, target: string): DerivedColumn {
  return {
    kind: "formula",
    column,
    formula: "achievement",
    words: "達成數÷目標數×100",
    of: [own(actual), own(target)],
  };
}

const groupHomes: TableDefinition = {
  file: FILES.groupHomes,
  title: "失智症團體家屋",
  place: "貳、三",
  rowNames: [{ name: "合計", rows: { name: "合計" } }, { name: "{no}" }],
  derived: [
    { ...achieved("achievement_pct", "actual", "target"), rows: { name: { not: "合計" } } },
    ...citySums("合計", ["target"], undefined, "name"),
    {
      kind: "formula",
      column: "achievement_pct",
      rows: { name: "合計" },
      formula: "achievement",
      words: "已營運家屋之實際合計÷目標合計×100",
      of: [
        { sum: "actual", rows: { name: { not: "合計" }, actual: { not: "" } } },
        { sum: "target", rows: { name: { not: "合計" }, actual: { not: "" } } },
      ],
    },
  ],
};

const vehicles: TableDefinition = {
  file: "transport_vehicle_target.csv",
  title: "交通接送車輛布建",
  place: "貳、三",
  rowNames: [{ name: "{item}" }],
  derived: [achieved("achievement_pct", "achieved", "planned")],
};

const transportUnits: TableDefinition = {
  file: "transport_unit_types.csv",
  title: "交通接送特約單位類型",
  place: "貳、三",
  rowNames: [{ name: "{item_key}" }],
  derived: citySums("total", ["units"], undefined, "item_key"),
};

const transportTargets: TableDefinition = {
  file: FILES.transportTargets,
  title: "交通接送歷年目標與達成",
  place: "貳、三",
  rowNames: [{ name: "{year}" }],
  derived: ["units", "persons", "trips"].map((what) =>
    achieved(`${what}_pct`, `${what}_actual`, `${what}_target`),
  ),
};

const meals: TableDefinition = {
  file: "meals_targets.csv",
  title: "營養餐飲歷年目標與達成",
  place: "貳、三",
  rowNames: [{ name: "{year}" }],
  derived: ["persons", "servings"].map((what) => achieved(`${what}_pct`, `${what}_actual`, `${what}_target`)),
};

const evaluations: TableDefinition = {
  file: "evaluation_results.csv",
  title: "機構評鑑及督考結果",
  place: "參、一",
  rowNames: [{ name: "{kind}/{year}" }],
  derived: [
    {
      kind: "formula",
      column: "participants",
      formula: "sum",
      words: "合格＋不合格",
      anyOf: ["passed", "failed"],
      of: [own("passed"), own("failed")],
    },
  ],
};

const grades: TableDefinition = {
  file: "evaluation_grades.csv",
  title: "機構評鑑及督考等第",
  place: "參、一",
  rowNames: [{ name: "{kind}/{year}" }],
  derived: [
    {
      kind: "sum",
      column: "participants",
      formula: "sum",
      words: "優等＋甲等＋乙等＋不合格",
      of: ["excellent", "good", "fair", "failed"].map(own),
    },
  ],
};

const GRADED = [
  "a_unit_evaluation",
  "a_unit_supervision",
  "nursing_home_supervision",
  "home_nursing_supervision",
];

const otherEvaluations: TableDefinition = {
  file: FILES.evaluationOther,
  title: "其他評鑑及督考",
  place: "參、一",
  rowNames: [{ name: "{item_key}/{year}/{grade}" }],
  derived: [
    {
      kind: "sum",
      column: "count",
      as: "total",
      rows: { grade: "total", item_key: GRADED },
      rowName: "{item_key}/{year}",
      formula: "sum",
      words: "各等第家數相加",
      of: [{ sum: "count", rows: { item_key: "{item_key}", year: "{year}", grade: { not: "total" } } }],
    },
  ],
};

function asInText(row: string, column: string, of: Term[]): DerivedColumn {
  const [item, year] = row.split("/");
  return {
    kind: "cross_check",
    column,
    as: `${column} (text)`,
    rows: { item_key: item ?? "", year: year ?? "" },
    formula: "sum",
    words: "與內文所載相同",
    of,
  };
}

const stated = (...names: string[]): Term[] => names.map((name) => ({ stated: `貳、四 ${name}` }));

const inspections: TableDefinition = {
  file: "inspection_stats.csv",
  title: "查核情形",
  place: "參、二",
  rowNames: [{ name: "{item_key}/{year}" }],
  derived: [
    asInText("joint_public_safety/113", "inspected", stated("聯合稽查查核案數")),
    asInText("joint_public_safety/113", "abnormal", stated("聯合稽查異常案數")),
    asInText(
      "reimbursement_audit/113",
      "inspected",
      stated("居家服務查核專案實地案數", "居家服務查核專案紀錄案數"),
    ),
    asInText(
      "reimbursement_audit/113",
      "abnormal",
      stated("居家服務查核專案實地異常數", "居家服務查核專案紀錄異常數"),
    ),
  ],
};

const audits: TableDefinition = {
  file: "accounting_audits_113.csv",
  title: "會計師查核",
  place: "參、二",
  rowNames: [{ name: "{item_key}" }],
  derived: citySums("total", ["audited"], undefined, "item_key"),
};

const YEAR_COLUMNS = {
  y112_actual: { efficiency: "y112", services: "y112_actual" },
  y113_actual: { efficiency: "actual_113_aug", services: "y113_actual_aug" },
} as const;

const SMALL_SCALE = {
  item_key: ["small_scale_multi_mixed", "small_scale_multi_dementia"],
  measure: "persons",
};
const SERVICES_OF_TABLE_1 = [
  "a_unit",
  "home_care",
  "day_care",
  "family_care_home",
  "transport",
  "professional",
  "respite",
  "meals",
];

function shareOfUsers(
  item: string,
  column: keyof typeof YEAR_COLUMNS,
  users: Term,
  note?: string,
): DerivedColumn {
  const share: DerivedColumn = {
    kind: "formula",
    column,
    rows: { item_key: item },
    formula: "coverage",
    words: "服務人數÷長照給付及支付人數×100",
    of: [users, cellAt(FILES.efficiency, "benefit_users", YEAR_COLUMNS[column].efficiency)],
  };
  return note === undefined ? share : { ...share, note };
}

const kpiShares = (["y112_actual", "y113_actual"] as const).flatMap((column): DerivedColumn[] => {
  const { efficiency, services } = YEAR_COLUMNS[column];
  return [
    ...SERVICES_OF_TABLE_1.map((item) =>
      shareOfUsers(item, column, cellAt(FILES.efficiency, item, efficiency)),
    ),
    shareOfUsers("small_scale_multi", column, { sum: services, file: FILES.services, rows: SMALL_SCALE }),
    shareOfUsers("family_physician", column, cellAt(FILES.services, "family_physician/persons", services)),
  ];
});

const ONLY_TOGETHER: Term = {
  cell: "users_112",
  notPrinted: "計畫僅列印112年輔具與居家無障礙合計人數，未分列",
};

const kpiCoverage: TableDefinition = {
  file: "kpi_coverage.csv",
  title: "關鍵績效指標一 服務涵蓋率",
  place: "參、三",
  rowNames: [{ name: "{item_key}" }],
  derived: [
    ...kpiShares,
    shareOfUsers("group_home", "y112_actual", cellAt(FILES.services, "group_home/persons", "y112_actual")),
    shareOfUsers(
      "group_home",
      "y113_actual",
      { sum: "actual", file: FILES.groupHomes, rows: { name: { not: "合計" }, actual: { not: "" } } },
      "表六113年未列印，採團體家屋實際可服務人數",
    ),
    shareOfUsers("barrier_free", "y113_actual", cellAt(FILES.devices, "總計", "barrier_free_e")),
    shareOfUsers("assistive_devices", "y113_actual", cellAt(FILES.devices, "總計", "subtotal_d")),
    shareOfUsers("assistive_devices", "y112_actual", ONLY_TOGETHER),
    shareOfUsers("barrier_free", "y112_actual", ONLY_TOGETHER),
    {
      kind: "formula",
      column: "y113_actual",
      rows: { item_key: "ltc_coverage" },
      formula: "coverage",
      words: "（給付＋住宿式＋失智衰弱服務人數）÷表五推估需求人數×100",
      of: [cellAt(FILES.text, "ltc_persons", "value"), cellAt(FILES.demand, "全區/113", "total")],
    },
    {
      kind: "cross_check",
      column: "y112_actual",
      rows: { item_key: "ltc_coverage" },
      formula: "equals",
      words: "與表一所載相同",
      of: [cellAt(FILES.efficiency, "ltc_coverage", "y112")],
    },
  ],
};

const RESOURCES_OF_TABLE_6 = {
  day_care_established: "day_care_mixed",
  family_care_home_contracted: "family_care_home",
  transport_contracted: "transport",
  meals_units: "meals",
  group_home_units: "group_home",
  a_unit_contracted: "community_system_a",
  c_station_units: "community_system_c",
  professional_contracted: "professional",
  assistive_devices_contracted: "assistive_devices",
  respite_contracted: "respite",
  family_physician_contracted: "family_physician",
  home_care_contracted: "home_care",
};
const KPI_YEARS = ["y112_actual", "y113_target", "y113_actual", "y114_target", "y115_target", "y116_target"];

const kpiResources: TableDefinition = {
  file: "kpi_resources.csv",
  title: "關鍵績效指標三 服務資源",
  place: "參、三",
  rowNames: [{ name: "{item_key}" }],
  derived: Object.entries(RESOURCES_OF_TABLE_6).flatMap(([item, service]) =>
    KPI_YEARS.map(
      (column): DerivedColumn => ({
        kind: "cross_check",
        column,
        as: `${column} (cross-check)`,
        rows: { item_key: item },
        formula: "equals",
        words: "與表六資源布建數相同",
        of: [
          cellAt(
            FILES.services,
            `${service}/resources`,
            column === "y113_actual" ? "y113_actual_aug" : column,
          ),
        ],
      }),
    ),
  ),
};

const SERVICE_YEARS = {
  y112_actual: { one: "y112", two: "units_112" },
  y113_target: { one: "target_113", two: "target_113" },
  y113_actual_aug: { one: "actual_113_aug", two: "actual_113_aug" },
};
const PERSONS_OF_TABLE_1 = {
  home_care: "home_care",
  family_care_home: "family_care_home",
  transport: "transport",
  meals: "meals",
  assistive_devices: "assistive_devices",
  respite: "respite",
  professional: "professional",
  community_system_a: "a_unit",
};
const UNITS_OF_TABLE_2 = {
  home_care: "home_care",
  family_care_home: "family_care_home",
  transport: "transport_da01_bd03",
  meals: "meals",
  assistive_devices: "assistive_devices",
  respite: "respite",
  professional: "professional",
  family_physician: "family_physician",
  community_system_a: "a_unit",
};

function asInTable(
  table: "1" | "2-1",
  measure: string,
  rows: Readonly<Record<string, string>>,
): DerivedColumn[] {
  return Object.entries(SERVICE_YEARS).flatMap(([column, there]) =>
    Object.entries(rows).map(
      ([item, row]): DerivedColumn => ({
        kind: "cross_check",
        column,
        as: `${column} (cross-check with table ${table})`,
        rows: { item_key: item, measure },
        formula: "equals",
        words: table === "1" ? "與表一服務人數相同" : "與表二-1特約單位數相同",
        of: [
          table === "1" ? cellAt(FILES.efficiency, row, there.one) : cellAt(FILES.contracted, row, there.two),
        ],
      }),
    ),
  );
}

const services: TableDefinition = {
  file: FILES.services,
  title: "表六 服務量與資源布建",
  place: "表六",
  rowNames: [{ name: "{item_key}/{measure}" }],
  derived: [
    ...asInTable("1", "persons", PERSONS_OF_TABLE_1),
    ...asInTable("2-1", "resources", UNITS_OF_TABLE_2),
  ],
};

export const OPERATION_TABLES: readonly TableDefinition[] = [
  services,
  groupHomes,
  vehicles,
  transportUnits,
  transportTargets,
  meals,
  evaluations,
  grades,
  otherEvaluations,
  inspections,
  audits,
  kpiCoverage,
  kpiResources,
];
