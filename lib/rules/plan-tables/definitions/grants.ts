import {
  cellAt,
  type DerivedColumn,
  number,
  orNone,
  own,
  type TableDefinition,
  type Term,
} from "../definition";
import type { RowTest } from "../table";
import { FILES } from "./files";
import { citySums } from "./services";

const SECTION_ROW = "{section} {service}/{item_key}";
const ITEMS = ["item", "item_part", "item_sum"];
const LINES = { row_type: ["item", "item_part"], section: "{section}" };

const priced: DerivedColumn[] = [
  {
    kind: "formula",
    column: "required",
    rows: { row_type: ITEMS, months: { not: "" } },
    formula: "product",
    words: "單價×月數×數量",
    anyOf: ["unit_price", "quantity"],
    unlessNothingIn: "required",
    of: [own("unit_price"), own("months"), own("quantity")],
  },
  {
    kind: "formula",
    column: "required",
    rows: { row_type: ITEMS, months: "" },
    formula: "product",
    words: "單價×數量",
    anyOf: ["unit_price", "quantity"],
    unlessNothingIn: "required",
    of: [own("unit_price"), own("quantity")],
  },
];

const PAYERS = { central: "中央補助", local: "地方自籌", unit: "單位自籌" };

const shares = Object.entries(PAYERS).map(
  ([payer, words]): DerivedColumn => ({
    kind: "formula",
    column: payer,
    rows: { row_type: ITEMS },
    formula: "amountShare",
    words: `所需經費×${words}比率`,
    allOf: [`${payer}_pct`],
    unlessNothingIn: "required",
    of: [own("required"), own(`${payer}_pct`)],
  }),
);

const byPayers: DerivedColumn = {
  kind: "formula",
  column: "required",
  as: "required (shares)",
  formula: "sum",
  words: "中央補助＋地方自籌＋單位自籌",
  anyOf: ["local", "unit"],
  unlessNothingIn: "required",
  of: Object.keys(PAYERS).map(orNone),
};

function sectionSums(account: RowTest, of: RowTest): DerivedColumn[] {
  return ["required", ...Object.keys(PAYERS)].map((column) => ({
    kind: "sum",
    column,
    rows: { row_type: "subtotal", ...account },
    rowName: `${SECTION_ROW}/{account}`,
    formula: "sum",
    words: "該節各項相加",
    of: [
      {
        sum: column,
        rows: { ...LINES, ...of },
        blank: column === "required" ? "zero" : { share: ["required", `${column}_pct`] },
      },
    ],
  }));
}

function lineSum(kind: "sum" | "formula", item: string, rows: RowTest, words: string): DerivedColumn {
  return {
    kind,
    column: "required",
    rows: { item_key: item, row_type: "item_sum" },
    rowName: SECTION_ROW,
    formula: "sum",
    words,
    of: [{ sum: "required", rows: { section: "{section}", ...rows } }],
  };
}

const firstOfSection = (item: string): Term => ({
  sum: "required",
  rows: { section: "{section}", item_key: item },
});

const resourceItems: TableDefinition = {
  file: FILES.resourceItems,
  title: "114年資源布建獎助（第一至九節）",
  place: "肆、三",
  rowNames: [{ name: `${SECTION_ROW}/{area}/{account}` }],
  derived: [
    ...priced,
    ...shares,
    byPayers,
    ...sectionSums({ account: { not: "total" } }, { account: "{account}" }),
    ...sectionSums({ account: "total" }, {}),
    lineSum("sum", "c_station_award_total", { row_type: "item_part" }, "各時段獎助相加"),
    {
      kind: "formula",
      column: "required",
      rows: { item_key: "management", section: "7-1" },
      rowName: SECTION_ROW,
      formula: "managementFee",
      of: [firstOfSection("personnel"), firstOfSection("operating"), number("10")],
    },
    lineSum("formula", "operating_total", { item_key: ["personnel", "operating", "management"] }, "E＋F＋G"),
    lineSum(
      "sum",
      "personnel_total",
      { item_key: ["admin_officer", "admin_specialist", "admin_supervisor"] },
      "三類人員相加",
    ),
    lineSum("sum", "volunteers", { item_key: "volunteers", row_type: "item" }, "兩地區相加"),
  ],
};

const NOT_SUBTOTAL = { status: { not: "subtotal" } };

function mealShareColumn(column: string, percent: string, words: string): DerivedColumn {
  return {
    kind: "formula",
    column,
    rows: NOT_SUBTOTAL,
    formula: "mealShare",
    words,
    of: [own("required_e"), own("copay_g"), own(percent)],
  };
}

const mealFees: TableDefinition = {
  file: FILES.mealFees,
  title: "114年餐費",
  place: "肆、三(六)",
  rowNames: [{ name: "{status}" }],
  derived: [
    {
      kind: "formula",
      column: "required_e",
      rows: NOT_SUBTOTAL,
      formula: "product",
      words: "E＝A人數×B每餐單價×C每月餐數×D月數",
      of: ["persons_a", "price_per_meal_b", "meals_per_month_c", "months_d"].map(own),
    },
    {
      kind: "formula",
      column: "copay_g",
      rows: NOT_SUBTOTAL,
      formula: "copayOfAmount",
      words: "G＝E×部分負擔比率",
      of: [own("required_e"), own("copay_pct")],
    },
    mealShareColumn("central", "central_pct", "（E－G）×80%"),
    mealShareColumn("local_f", "local_pct", "（E－G）×20%"),
    ...citySums("subtotal", ["required_e", "central", "local_f", "copay_g"], undefined, "status").map(
      (sum) => ({ ...sum, words: "各列相加" }),
    ),
  ],
};

const ITEM_SUM = { sum: "amount", file: FILES.careManagementItems, rows: { item_key: "{item_key}" } };

const careManagement: TableDefinition = {
  file: "budget_care_management.csv",
  title: "114年照管人力計畫",
  place: "肆、四",
  rowNames: [{ name: "{item_key}" }],
  derived: [
    {
      kind: "formula",
      column: "local",
      formula: "amountShare",
      words: "經費×5%",
      of: [own("required"), number("5")],
    },
    {
      kind: "formula",
      column: "central",
      formula: "amountShare",
      words: "經費×95%",
      of: [own("required"), number("95")],
    },
    {
      kind: "formula",
      column: "required",
      formula: "sum",
      words: "地方自籌＋申請補助",
      of: [own("local"), own("central")],
    },
    ...citySums("total", ["required", "local", "central"], undefined, "item_key").map((sum) => ({
      ...sum,
      as: `${sum.column} (column sum)`,
      words: "四項相加",
    })),
    {
      kind: "sum",
      column: "required",
      as: "required (items)",
      rows: { item_key: { not: "total" } },
      formula: "sum",
      words: "該項各細目相加",
      of: [ITEM_SUM],
    },
  ],
};

const careManagementItems: TableDefinition = {
  file: FILES.careManagementItems,
  title: "114年照管人力計畫（細目）",
  place: "肆、四",
  rowNames: [{ name: "{item_key}/{item_zh}" }],
  derived: [
    {
      kind: "formula",
      column: "amount",
      formula: "product",
      words: "單價×數量",
      anyOf: ["unit_price", "quantity"],
      of: [own("unit_price"), own("quantity")],
    },
  ],
};

const payPoints: TableDefinition = {
  file: "budget_care_management_pay_points.csv",
  title: "114年照管人員薪點",
  place: "肆、四",
  rowNames: [{ name: "{role}/{pay_point}" }],
  derived: [],
  singles: [
    {
      kind: "sum",
      row: "care_manager",
      column: "persons",
      printed: { stated: "肆、四 照顧管理專員名額" },
      formula: "sum",
      words: "各薪點照顧管理專員（含偏鄉）相加",
      of: [{ sum: "persons", rows: { role: ["care_manager", "care_manager_remote"] } }],
    },
    {
      kind: "sum",
      row: "supervisor",
      column: "persons",
      printed: { stated: "肆、四 照顧管理督導名額" },
      formula: "sum",
      words: "各薪點照顧管理督導相加",
      of: [{ sum: "persons", rows: { role: "supervisor" } }],
    },
    {
      kind: "formula",
      row: "personnel",
      column: "salary total",
      printed: cellAt(FILES.careManagementItems, "personnel/照管人員薪資等", "amount"),
      formula: "sum",
      words: "照顧管理專員經費＋照顧管理督導經費",
      of: [{ stated: "肆、四 照顧管理專員經費" }, { stated: "肆、四 照顧管理督導經費" }],
    },
  ],
};

const NOT_TOTAL = { item_key: { not: "total" } };

const placement: TableDefinition = {
  file: FILES.placement,
  title: "114年公費安置",
  place: "肆、五",
  rowNames: [{ name: "{item_key}" }],
  derived: [
    {
      kind: "formula",
      column: "required_e",
      rows: NOT_TOTAL,
      formula: "product",
      words: "E＝A人數×B每月費用×D月數",
      of: [own("persons_a"), own("monthly_amount_b"), own("months_d")],
    },
    {
      kind: "formula",
      column: "central_f",
      rows: NOT_TOTAL,
      formula: "product",
      words: "F＝A人數×C每月中央補助×D月數",
      of: [own("persons_a"), own("central_monthly_c"), own("months_d")],
    },
    {
      kind: "formula",
      column: "local_g",
      rows: NOT_TOTAL,
      formula: "difference",
      words: "G＝E－F",
      of: [own("required_e"), own("central_f")],
    },
    ...citySums("total", ["persons_a", "required_e", "central_f", "local_g"], undefined, "item_key").map(
      (sum) => ({ ...sum, words: "各列相加" }),
    ),
  ],
  singles: (
    [
      ["severe 887 / moderate 397", "重度", "severe"],
      ["moderate", "中度", "moderate"],
    ] as const
  ).map(([column, words, level]) => ({
    kind: "formula",
    row: "text",
    column,
    printed: { stated: `貳、三 公費安置${words}失能人數` },
    formula: "sum",
    words: `老人與原住民${words}失能人數相加，與內文相同`,
    of: [{ sum: "persons_a", rows: { item_key: [`elderly_${level}`, `indigenous_55_64_${level}`] } }],
  })),
};

export const GRANT_TABLES: readonly TableDefinition[] = [
  resourceItems,
  mealFees,
  careManagement,
  careManagementItems,
  payPoints,
  placement,
];
