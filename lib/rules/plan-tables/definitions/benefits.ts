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
import { citySums } from "./services";

const NOT_A_CODE = ["total", "operating_fee"];

function asSubtotal(code: string, file: string, row: string, columns: readonly string[]): DerivedColumn[] {
  return columns.map((column) => ({
    kind: "cross_check",
    column,
    as: `${column} (cross-check)`,
    rows: { code },
    formula: "equals",
    words: "與該碼明細小計相同",
    of: [cellAt(file, row, column)],
  }));
}

function rowSums(key: string, total: string, columns: readonly string[]): DerivedColumn[] {
  return citySums(total, columns, undefined, key).map((sum) => ({ ...sum, words: "各列相加" }));
}

const codes: TableDefinition = {
  file: FILES.benefitCodes,
  title: "114年長照給付及支付（碼別總計）",
  place: "肆、二(一)",
  rowNames: [{ name: "{code}" }],
  derived: [
    {
      kind: "formula",
      column: "required",
      formula: "sum",
      words: "中央補助＋地方自籌",
      of: [own("central"), own("local")],
    },
    ...rowSums("code", "total", ["central", "local", "required"]),
    ...asSubtotal("A", FILES.aCodes, "subtotal", ["required", "central", "local"]),
    ...asSubtotal("BC", FILES.bcCodes, "subtotal", ["central", "local"]),
    ...asSubtotal("D", FILES.dCodes, "subtotal", ["central", "local"]),
    ...asSubtotal("EF", FILES.efCodes, "EF", ["central", "local"]),
    ...asSubtotal("G", FILES.gCodes, "subtotal", ["central", "local"]),
  ],
};

const CENTRAL_PERCENT = number("95");

/** What centre and city pay of a line: 95 % without fractions, and the rest. */
function governmentShares(
  rows: DerivedColumn["rows"],
  required: string,
  copays: readonly string[],
): DerivedColumn[] {
  const where = rows === undefined ? {} : { rows };
  return [
    {
      kind: "formula",
      column: "central",
      ...where,
      formula: "centralOfBenefits",
      of: [own(required), CENTRAL_PERCENT, ...copays.map(own)],
      note: "元以下捨去係由數字推得，計畫未載",
    },
    {
      kind: "formula",
      column: "local",
      ...where,
      formula: "localOfBenefits",
      of: [own(required), ...copays.map(own), own("central")],
    },
  ];
}

const NOT_SUBTOTAL = { code: { not: "subtotal" } };

const aCodes: TableDefinition = {
  file: FILES.aCodes,
  title: "114年A碼",
  place: "肆、二(二)",
  rowNames: [{ name: "subtotal", rows: { code: "subtotal" } }, { name: "{code}/{area}" }],
  derived: [
    {
      kind: "formula",
      column: "required",
      rows: NOT_SUBTOTAL,
      formula: "product",
      words: "A每月平均給付額度×B服務人數×12月",
      of: [own("monthly_amount_a"), own("persons_b"), number("12")],
    },
    ...governmentShares(NOT_SUBTOTAL, "required", []),
    ...rowSums("code", "subtotal", ["required", "central", "local"]),
    {
      kind: "formula",
      column: "persons_b",
      rows: { code: "subtotal" },
      formula: "sum",
      words: "AA01至AA02一般地區與原鄉離島人數相加",
      of: [{ sum: "persons_b", rows: { code: "AA01-AA02" } }],
    },
  ],
};

const CLASSES = ["low_income_b", "mid_low_income_c", "general_d"];
const COPAYS = ["copay_mid_low_g", "copay_general_h"];
const SUMMED = [...CLASSES, "persons_e", "required_f", "central", "local", ...COPAYS];

interface BenefitTable {
  readonly file: string;
  readonly title: string;
  readonly place: string;
  readonly key: string;
  /** 12 for a monthly quota, 1 for a yearly one. */
  readonly months: "12" | "1";
  readonly rates: readonly [midLow: Term, general: Term];
  readonly rateWords: readonly [string, string];
}

function copayOf(table: BenefitTable, index: 0 | 1): DerivedColumn {
  const months = table.months === "12" ? "×12" : "";
  const [letter, persons] = index === 0 ? (["G", "C中低收入"] as const) : (["H", "D一般戶"] as const);
  return {
    kind: "formula",
    column: index === 0 ? "copay_mid_low_g" : "copay_general_h",
    rows: { [table.key]: { not: "subtotal" } },
    formula: "copay",
    words: `${letter}＝A×${persons}${months}×${table.rateWords[index]}`,
    of: [
      own("amount_a"),
      own(index === 0 ? "mid_low_income_c" : "general_d"),
      number(table.months),
      table.rates[index],
    ],
  };
}

function quotaColumns(table: BenefitTable): DerivedColumn[] {
  const rows = { [table.key]: { not: "subtotal" } };
  return [
    {
      kind: "formula",
      column: "persons_e",
      rows,
      formula: "sum",
      words: "E＝B低收入戶＋C中低收入＋D一般戶",
      of: CLASSES.map(own),
    },
    {
      kind: "formula",
      column: "required_f",
      rows,
      formula: "product",
      words: table.months === "12" ? "F＝A×E×12月" : "F＝A×E",
      of: [own("amount_a"), own("persons_e"), number(table.months)],
    },
    copayOf(table, 0),
    copayOf(table, 1),
    ...governmentShares(rows, "required_f", COPAYS),
  ];
}

const AS_PRINTED = "中央補助＋地方自籌＋部分負擔";

function subtotals({ key }: BenefitTable): DerivedColumn[] {
  return [
    ...rowSums(key, "subtotal", SUMMED),
    {
      kind: "formula",
      column: "required_f",
      as: "required_f (check)",
      rows: { [key]: "subtotal" },
      formula: "sum",
      words: AS_PRINTED,
      of: ["central", "local", ...COPAYS].map(own),
    },
  ];
}

/** The check total that the plan prints below the table. */
function checkTotal(place: string): SingleFigure {
  return {
    kind: "formula",
    row: "check",
    column: "required_f",
    printed: { stated: `${place} 所需經費驗算` },
    formula: "sum",
    words: `${AS_PRINTED}，與表下所列驗算數相同`,
    of: ["central", "local", ...COPAYS].map((column) => cellAt(undefined, "subtotal", column)),
  };
}

const BC: BenefitTable = {
  file: FILES.bcCodes,
  title: "114年B、C碼",
  place: "肆、二(三)",
  key: "disability_level",
  months: "12",
  rates: [number("5"), number("16")],
  rateWords: ["5%", "16%"],
};
const transportRate = (column: string): Term => cellAt(FILES.dRates, "{category}", column);
const D: BenefitTable = {
  file: FILES.dCodes,
  title: "114年D碼（交通接送）",
  place: "肆、二(四)",
  key: "category",
  months: "12",
  rates: [transportRate("mid_low_income_pct"), transportRate("general_pct")],
  rateWords: ["該類別中低收入部分負擔比率", "該類別一般戶部分負擔比率"],
};
const EF: BenefitTable = {
  file: FILES.efCodes,
  title: "114年E、F碼（輔具及居家無障礙）",
  place: "肆、二(五)",
  key: "code",
  months: "1",
  rates: [number("10"), number("30")],
  rateWords: ["10%", "30%"],
};
const G: BenefitTable = {
  ...BC,
  file: FILES.gCodes,
  title: "114年G碼（喘息）",
  place: "肆、二(六)",
  months: "1",
};

function benefitTable(table: BenefitTable, extra: Partial<TableDefinition> = {}): TableDefinition {
  const { file, title, place, key } = table;
  const derived = [...quotaColumns(table), ...(table === EF ? [] : subtotals(table))];
  return { file, title, place, rowNames: [{ name: `{${key}}` }], derived, ...extra };
}

const transportRates: TableDefinition = {
  file: FILES.dRates,
  title: "D碼部分負擔比率",
  place: "肆、二(四)",
  rowNames: [{ name: "{category}" }],
  derived: [],
};

const operatingFee: TableDefinition = {
  file: "budget_operating_fee.csv",
  title: "114年給付業務費",
  place: "肆、二(七)",
  rowNames: [{ name: "operating_fee" }],
  derived: [
    {
      kind: "sum",
      column: "benefit_quota_a",
      formula: "sum",
      words: "A至G碼中央補助相加",
      of: [{ sum: "central", file: FILES.benefitCodes, rows: { code: { not: NOT_A_CODE } } }],
    },
    {
      kind: "formula",
      column: "central_b",
      formula: "amountShare",
      words: "B＝A×0.47%",
      of: [own("benefit_quota_a"), own("central_rate_printed_pct")],
    },
    {
      kind: "formula",
      column: "local_c",
      formula: "localBesideCentral",
      words: "C＝B×5÷95",
      of: [own("central_b")],
    },
    {
      kind: "formula",
      column: "required",
      formula: "sum",
      words: "B＋C",
      of: [own("central_b"), own("local_c")],
    },
  ],
};

export const BENEFIT_TABLES: readonly TableDefinition[] = [
  codes,
  aCodes,
  benefitTable(BC, { singles: [checkTotal(BC.place)] }),
  transportRates,
  benefitTable(D, { singles: [checkTotal(D.place)] }),
  benefitTable(EF),
  benefitTable(G),
  operatingFee,
];
