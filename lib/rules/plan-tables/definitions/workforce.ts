import {
  cellAt,
  type DerivedColumn,
  number,
  own,
  type SingleFigure,
  type TableDefinition,
  type Term,
} from "../definition";
import { FILES } from "./files";
import { citySums, yearlyColumns } from "./services";

const workforce: TableDefinition = {
  file: FILES.workforce,
  title: "表三 長照人力",
  place: "表三",
  rowNames: [{ name: "{item_key}" }],
  derived: [
    ...yearlyColumns("persons_", "actual_113_aug"),
    ...citySums("total", ["persons_111", "persons_112"], undefined, "item_key"),
    ...citySums("total", ["target_113", "actual_113_aug"], "zero", "item_key").map((column) => ({
      ...column,
      note: "空白之列與他列合併列印或已無此類別，不計入",
    })),
  ],
};

function ofOccupations(item: string, rows: readonly string[]): DerivedColumn {
  return {
    kind: "cross_check",
    column: "persons",
    as: "persons (cross-check)",
    rows: { item_key: item },
    formula: "sum",
    words: "與表三相關各列113年8月人數合計相同",
    of: [{ sum: "actual_113_aug", file: FILES.workforce, rows: { item_key: rows } }],
  };
}

const SOCIAL_WORKERS = [
  "daycare_social_worker",
  "group_home_social_worker",
  "professional_social_worker",
  "residential_social_worker",
];
const NURSES = ["daycare_nurse", "group_home_nurse", "residential_nurse"];

const occupation: TableDefinition = {
  file: FILES.occupation,
  title: "長照人力職類",
  place: "貳、二",
  rowNames: [{ name: "{item_key}" }],
  derived: [
    {
      kind: "formula",
      column: "share_pct",
      formula: "share",
      words: "人數÷總人數×100",
      of: [own("persons"), cellAt(undefined, "total", "persons")],
    },
    ...citySums("total", ["persons"], undefined, "item_key"),
    ofOccupations("care_attendant", [
      "home_care_attendant",
      "daycare_attendant",
      "group_home_attendant",
      "residential_attendant",
    ]),
    ofOccupations("nurse", NURSES),
    ofOccupations("social_worker", SOCIAL_WORKERS),
    ofOccupations("medical", ["professional_medical"]),
    ofOccupations("care_management", ["care_manager_and_supervisor"]),
  ],
};

function demandOf(item: string, service: string, each: string): DerivedColumn[] {
  const users = { y113: "y113_actual_aug", y114: "y114_target", y115: "y115_target", y116: "y116_target" };
  return Object.entries(users).map(([year, column]) => ({
    kind: "formula",
    column: `${year}_demand`,
    rows: { item_key: item },
    formula: "perPerson",
    words: `表六服務人數÷${each}，四捨五入`,
    of: [cellAt(FILES.services, `${service}/persons`, column), number(each)],
  }));
}

function headcounts(item: string, column: string): DerivedColumn[] {
  return ["114", "115", "116"].flatMap((year) =>
    ["demand", "forecast"].map(
      (what): DerivedColumn => ({
        kind: "cross_check",
        column: `y${year}_${what}`,
        rows: { item_key: item },
        formula: "equals",
        words: "與表十核配員額相同",
        of: [cellAt(FILES.staffTotals, year, column)],
      }),
    ),
  );
}

const ACTUALS = { y112_actual: "persons_112", y113_actual_aug: "actual_113_aug" };

function asInWorkforce(item: string, rows: readonly string[]): DerivedColumn[] {
  return Object.entries(ACTUALS).map(([column, inWorkforce]) => ({
    kind: "cross_check",
    column,
    as: `${column} (cross-check)`,
    rows: { item_key: item },
    formula: "sum",
    words: "與表三相關各列合計相同",
    of: [{ sum: inWorkforce, file: FILES.workforce, rows: { item_key: rows } }],
  }));
}

const careManagement: SingleFigure[] = Object.entries(ACTUALS).map(([column, inWorkforce]) => ({
  kind: "cross_check",
  row: "care_manager+care_management_supervisor",
  column: `${column} (cross-check)`,
  printed: { sum: column, rows: { item_key: ["care_manager", "care_management_supervisor"] } },
  formula: "equals",
  words: "照管專員與督導合計，與表三第1列相同",
  of: [cellAt(FILES.workforce, "care_manager_and_supervisor", inWorkforce)],
}));

const workforceForecast: TableDefinition = {
  file: "t07_workforce_forecast.csv",
  title: "表七 長照人力推估",
  place: "表七",
  rowNames: [{ name: "{item_key}" }],
  derived: [
    ...demandOf("a_unit_case_manager", "community_system_a", "120"),
    ...demandOf("home_care_supervisor", "home_care", "60"),
    ...headcounts("care_manager", "care_managers"),
    ...headcounts("care_management_supervisor", "supervisors_total"),
    ...asInWorkforce("a_unit_case_manager", ["a_unit_case_manager"]),
    ...asInWorkforce("home_care_supervisor", ["home_care_supervisor"]),
    ...asInWorkforce("social_worker", SOCIAL_WORKERS),
    ...asInWorkforce("nurse_and_medical", [...NURSES, "professional_medical"]),
  ],
  singles: careManagement,
};

const RESIDENTIAL = [
  "elderly_welfare",
  "disability_welfare",
  "nursing_home",
  "psychiatric_nursing",
  "ltc",
  "veterans_home",
];
const COMMUNITY = [
  "day_care_mixed",
  "day_care_dementia",
  "small_scale_multi_mixed",
  "small_scale_multi_dementia",
  "family_care_home",
  "group_home",
];
const USER_COLUMNS = {
  users_112: "y112_actual",
  users_113_aug: "y113_actual_aug",
  users_114: "y114_target",
  users_115: "y115_target",
  users_116: "y116_target",
};

function usersAsInServices(item: string, rows: readonly string[]): DerivedColumn[] {
  return Object.entries(USER_COLUMNS).map(([column, inServices]) => ({
    kind: "cross_check",
    column,
    rows: { item_key: item },
    formula: "sum",
    words: "與表六相關各列服務人數合計相同",
    of: [
      { sum: inServices, file: FILES.services, rows: { item_key: rows, measure: "persons" }, blank: "zero" },
    ],
  }));
}

/** Day-care demand so many years after August 113: persons of 65 and more × 13.3 % × 10 % × 1.031 a year. */
export function dayCareDemand(district: string, years: number): Term[] {
  const elderly = cellAt(FILES.population, district, "pop_65plus");
  return [elderly, number("0.133"), number("0.1"), number("1.031"), number(String(years))];
}

/** What is read off the figures and not printed in the plan. */
export const INFERRED = "使用率10%及年成長3.1%係由數字反推，計畫未載";

const careAttendants: TableDefinition = {
  file: "t08_care_attendants.csv",
  title: "表八 照顧服務員推估",
  place: "表八",
  rowNames: [{ name: "{item_key}" }],
  derived: [
    ...["114", "115", "116"].flatMap((year, index): DerivedColumn[] => [
      {
        kind: "formula",
        column: `attendants_${year}_needed`,
        rows: { item_key: "home_based" },
        formula: "perPerson",
        words: "服務人數÷6",
        of: [own(`users_${year}`), number("6")],
      },
      {
        kind: "formula",
        column: `attendants_${year}_needed`,
        rows: { item_key: { not: "home_based" } },
        formula: "notPrinted",
        of: [own(`users_${year}`)],
        note: "計畫未載每名照顧服務員服務人數等參數",
      },
      {
        kind: "inferred",
        column: `users_${year}`,
        as: `users_${year} (inferred parameters)`,
        rows: { item_key: "community_based" },
        formula: "compounded",
        of: dayCareDemand("全市", index + 1),
        note: INFERRED,
      },
    ]),
    ...usersAsInServices(
      "residential",
      RESIDENTIAL.map((kind) => `residential_${kind}`),
    ),
    ...usersAsInServices("home_based", ["home_care"]),
    ...usersAsInServices("c_station", ["community_system_c"]),
    ...usersAsInServices("community_based", COMMUNITY),
  ],
};

function statedSum(row: string, column: string, stated: string, of: Term[], words: string): SingleFigure {
  return { kind: "formula", row, column, printed: { stated }, formula: "sum", words, of };
}

const CENTRAL_POSTS = { item_key: ["admin_officer", "admin_specialist", "admin_supervisor"] };
const LOCAL_POSTS = { item_key: ["regular_staff", "contract_staff"] };

const adminStaff: TableDefinition = {
  file: "t09_admin_staff.csv",
  title: "表九 強化整備長照資源行政人力",
  place: "表九",
  rowNames: [{ name: "{item_key}" }],
  derived: [
    ["central_113", "approved"],
    ["central_114", "approved"],
    ["local_113", "required"],
    ["local_114", "required"],
  ].map(([group, base]) => ({
    kind: "formula",
    column: `${group}_pct`,
    formula: "achievement",
    words: "進用數÷核定（應進用）數×100",
    of: [own(`${group}_actual`), own(`${group}_${base}`)],
  })),
  singles: [
    statedSum(
      "note 1",
      "central approved 113",
      "表九 註1 中央核定補助人數113年",
      [{ sum: "central_113_approved", rows: CENTRAL_POSTS }],
      "中央核定數合計，與註1相同",
    ),
    statedSum(
      "note 3",
      "central approved 112",
      "表九 註3 中央核定補助人數112年",
      [{ sum: "central_112_approved", rows: CENTRAL_POSTS }],
      "中央核定數合計，與註3相同",
    ),
    statedSum(
      "note 2",
      "local 113",
      "表九 註2 地方自編人力113年",
      [{ sum: "local_113_required", rows: LOCAL_POSTS }],
      "正式與約用人員合計，與註2相同",
    ),
    {
      kind: "formula",
      row: "table 3 row 17",
      column: "actual_113_aug",
      printed: cellAt(FILES.workforce, "admin_staff", "actual_113_aug"),
      formula: "sum",
      words: "中央補助實際進用數合計，與表三第17列相同",
      of: [{ sum: "central_113_actual", rows: CENTRAL_POSTS }],
    },
  ],
};

const staffingHistory: TableDefinition = {
  file: "staffing_history.csv",
  title: "照管中心歷年人力",
  place: "貳、三",
  rowNames: [{ name: "{item_key}" }],
  derived: citySums("total", ["y108", "y109", "y110", "y111", "y112", "y113"], "zero", "item_key"),
};

export const WORKFORCE_TABLES: readonly TableDefinition[] = [
  workforce,
  occupation,
  workforceForecast,
  careAttendants,
  adminStaff,
  staffingHistory,
];
