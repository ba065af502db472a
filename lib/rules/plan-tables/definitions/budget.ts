import { cellAt, type DerivedColumn, orNone, own, type TableDefinition, type Term } from "../definition";
import { FILES } from "./files";
import { citySums } from "./services";

const NOT_IN_TOTAL = ["total", "care_management_staff"];

const execution: TableDefinition = {
  file: FILES.execution,
  title: "表四 長照經費執行情形",
  place: "表四",
  rowNames: [{ name: "{item_key}" }],
  derived: [
    {
      kind: "formula",
      column: "growth_112_pct",
      formula: "growth",
      words: "（112年－111年）÷111年×100",
      of: [own("executed_112"), own("executed_111")],
    },
    {
      kind: "formula",
      column: "execution_113_pct",
      formula: "execution",
      words: "113年1至8月執行數÷113年核定數×100",
      of: [own("executed_113_aug"), own("approved_113")],
    },
    {
      kind: "formula",
      column: "growth_113_vs_same_period_112_pct",
      formula: "growth",
      words: "（113年1至8月－112年同期）÷112年同期×100",
      of: [own("executed_113_aug"), { cell: "same_period_112", notPrinted: "計畫未列印112年1月至8月同期數" }],
    },
    ...["executed_111", "executed_112", "approved_113", "executed_113_aug"].map(
      (column): DerivedColumn => ({
        kind: "sum",
        column,
        rows: { item_key: "total" },
        formula: "sum",
        words: "第1至11項相加",
        of: [{ sum: column, rows: { item_key: { not: NOT_IN_TOTAL } } }],
      }),
    ),
  ],
};

const COMMUNITY_OF_TABLE_4 = ["community_system_a", "community_system_c_medical"];

function approvedAsInTable4(rows: DerivedColumn["rows"], of: Term): DerivedColumn {
  return {
    kind: "cross_check",
    column: "approved_113_a",
    as: "approved_113_a (cross-check)",
    ...(rows === undefined ? {} : { rows }),
    formula: "sum",
    words: "與表四核定數相同",
    of: [of],
  };
}

const forecast: TableDefinition = {
  file: FILES.forecast,
  title: "表十一 經費執行預估及需求",
  place: "表十一",
  rowNames: [{ name: "{item_key}" }],
  derived: [
    {
      kind: "formula",
      column: "returned_113",
      formula: "difference",
      words: "A核定數－B預估執行數",
      of: [own("approved_113_a"), own("forecast_113_b")],
    },
    {
      kind: "formula",
      column: "execution_113_pct",
      formula: "execution",
      words: "B預估執行數÷A核定數×100",
      of: [own("forecast_113_b"), own("approved_113_a")],
    },
    {
      kind: "formula",
      column: "growth_d_pct",
      formula: "growth",
      words: "D＝（C－A）÷A×100",
      of: [own("demand_114_c"), own("approved_113_a")],
    },
    ...citySums(
      "total",
      ["approved_113_a", "forecast_113_b", "returned_113", "demand_114_c"],
      undefined,
      "item_key",
    ).map((sum) => ({ ...sum, words: "各項相加" })),
    approvedAsInTable4(
      { item_key: { not: "community_system" } },
      cellAt(FILES.execution, "{item_key}", "approved_113"),
    ),
    approvedAsInTable4(
      { item_key: "community_system" },
      { sum: "approved_113", file: FILES.execution, rows: { item_key: COMMUNITY_OF_TABLE_4 } },
    ),
  ],
};

const PAYERS = ["central", "local", "unit"];
const ACCOUNTS = ["current", "capital"];

const byAccount = ["total", ...PAYERS].map(
  (payer): DerivedColumn => ({
    kind: "formula",
    column: `${payer}_sum`,
    formula: "sum",
    words: "經常門＋資本門",
    of: ACCOUNTS.map((account) => orNone(`${payer}_${account}`)),
  }),
);
const byPayer = [...ACCOUNTS, "sum"].map(
  (account): DerivedColumn => ({
    kind: "formula",
    column: `total_${account}`,
    formula: "sum",
    words: "中央補助＋地方自籌＋單位自籌",
    of: PAYERS.map((payer) => orNone(`${payer}_${account}`)),
  }),
);
const summarySums = ["total", ...PAYERS].flatMap((payer) =>
  [...ACCOUNTS, "sum"].map((account): DerivedColumn => {
    const column = `${payer}_${account}`;
    return {
      kind: "sum",
      column,
      as: `${column} (column sum)`,
      rows: { item_key: "total" },
      formula: "sum",
      words: "各項相加",
      of: [{ sum: column, rows: { item_key: { not: "total" } }, blank: "zero" }],
    };
  }),
);

function asElsewhere(item: string, column: string, of: readonly Term[], words: string): DerivedColumn {
  return {
    kind: "cross_check",
    column,
    as: `${column} (cross-check)`,
    rows: { item_key: item },
    formula: "sum",
    words,
    of,
  };
}

/** What the subtotals of the detail tables come to for one service and account. */
function detail(service: string, column: string, account: readonly string[]): Term {
  const services = service === "community_system" ? ["community_system_a", "community_system_c"] : [service];
  return {
    sum: column,
    file: FILES.resourceItems,
    rows: { service: services, row_type: "subtotal", account },
    blank: "zero",
  };
}

const IN_DETAIL = "與明細表小計相同";
const SUM_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  home_care: ["total"],
  day_care: ["central", "unit"],
  family_care_home: ["total", "central"],
  family_care_home_coaching: ["total", "central", "local"],
  small_scale_multi: ["total"],
  transport: ["total", "central", "local"],
  community_system: ["total", "central", "local"],
  admin_staff: ["total"],
};
const inDetail = (payer: string) => (payer === "total" ? "required" : payer);

// Section 9-1 has a subtotal for the current account only, the other sections of group homes have one for the total.
function groupHome(payer: string): Term[] {
  const base = { sum: inDetail(payer), file: FILES.resourceItems, blank: "zero" as const };
  return [
    { ...base, rows: { section: "9-1", row_type: "subtotal" } },
    { ...base, rows: { section: ["9-2", "9-3"], row_type: "subtotal", account: "total" } },
  ];
}

const mealFees = (column: string): Term => cellAt(FILES.mealFees, "subtotal", column);
const benefits = (column: string): Term => cellAt(FILES.benefitCodes, "total", column);

const detailChecks: DerivedColumn[] = [
  ...Object.entries(SUM_COLUMNS).flatMap(([item, payers]) =>
    payers.map((payer) =>
      asElsewhere(item, `${payer}_sum`, [detail(item, inDetail(payer), ["total"])], IN_DETAIL),
    ),
  ),
  asElsewhere(
    "day_care",
    "total_current",
    [
      detail("day_care", "required", ["current"]),
      { sum: "required", file: FILES.resourceItems, rows: { section: "2-2", row_type: "subtotal" } },
    ],
    IN_DETAIL,
  ),
  asElsewhere("day_care", "total_capital", [detail("day_care", "required", ["capital"])], IN_DETAIL),
  ...["total", ...PAYERS].map((payer) =>
    asElsewhere("group_home", `${payer}_sum`, groupHome(payer), IN_DETAIL),
  ),
  asElsewhere(
    "meals",
    "total_current",
    [detail("meals", "required", ["current"]), mealFees("central"), mealFees("local_f")],
    "明細表小計＋餐費（不含民眾負擔）",
  ),
  asElsewhere("meals", "total_capital", [detail("meals", "required", ["capital"])], IN_DETAIL),
  asElsewhere(
    "meals",
    "central_sum",
    [detail("meals", "central", ["total"]), mealFees("central")],
    IN_DETAIL,
  ),
  asElsewhere("meals", "local_sum", [detail("meals", "local", ["total"]), mealFees("local_f")], IN_DETAIL),
  asElsewhere("meals", "unit_sum", [detail("meals", "unit", ["total"])], IN_DETAIL),
  asElsewhere("benefits", "total_sum", [benefits("required")], "與碼別總計相同"),
  asElsewhere("benefits", "central_sum", [benefits("central")], "與碼別總計相同"),
  asElsewhere("benefits", "local_sum", [benefits("local")], "與碼別總計相同"),
  {
    kind: "cross_check",
    column: "central_sum",
    as: "central_sum (cross-check)",
    formula: "equals",
    words: "與表十一114年需求相同",
    of: [cellAt(FILES.forecast, "{item_key}", "demand_114_c")],
  },
];

const summary: TableDefinition = {
  file: "budget_summary.csv",
  title: "114年經費總表",
  place: "肆、一",
  rowNames: [{ name: "{item_key}" }],
  derived: [...byAccount, ...byPayer, ...summarySums, ...detailChecks],
};

export const BUDGET_TABLES: readonly TableDefinition[] = [execution, forecast, summary];
