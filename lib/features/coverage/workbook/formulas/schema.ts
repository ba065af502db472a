import type { FormulaName } from "@/lib/rules/plan-tables/formulas";

type Spreadsheet = (args: readonly string[]) => string;

const at = (args: readonly string[], index: number) => args[index] ?? "0";
const percentOf: Spreadsheet = (of) => `${at(of, 0)}/${at(of, 1)}*100`;
const less: Spreadsheet = (of) => of.join("-");
const share: Spreadsheet = (of) => `${at(of, 0)}*${at(of, 1)}/100`;
const grown = (of: readonly string[], from: number) =>
  `${at(of, from)}*${at(of, from + 1)}*${at(of, from + 2)}*${at(of, from + 3)}^${at(of, from + 4)}`;

/** The plan's formulas as a spreadsheet writes them; what is not here stays a plain number in the workbook. */
const SPREADSHEET: Partial<Record<FormulaName, Spreadsheet>> = {
  growth: (of) => `(${at(of, 0)}-${at(of, 1)})/${at(of, 1)}*100`,
  reduction: (of) => `(${at(of, 1)}-${at(of, 0)})/${at(of, 1)}*100`,
  achievement: percentOf,
  execution: percentOf,
  share: percentOf,
  coverage: percentOf,
  achievementOfLess: (of) => `IF(${at(of, 0)}<=${at(of, 1)},100,${at(of, 1)}/${at(of, 0)}*100)`,
  sum: (of) => (of.length === 1 ? at(of, 0) : `SUM(${of.join(",")})`),
  difference: less,
  schoolDistrictsMissing: less,
  localOfBenefits: less,
  schoolDistrictRate: (of) => `(${at(of, 1)}+${at(of, 2)})/${at(of, 0)}*100`,
  product: (of) => of.join("*"),
  copay: (of) => `${at(of, 0)}*${at(of, 1)}*${at(of, 2)}*${at(of, 3)}/100`,
  copayOfAmount: share,
  amountShare: share,
  centralOfBenefits: (of) =>
    `TRUNC(${[at(of, 0), ...of.slice(2)].join("-").replace(/^(.*)$/, "($1)")}*${at(of, 1)}/100)`,
  mealShare: (of) => `(${at(of, 0)}-${at(of, 1)})*${at(of, 2)}/100`,
  managementFee: (of) => `(${at(of, 0)}+${at(of, 1)})*${at(of, 2)}/100`,
  localBesideCentral: (of) => `${at(of, 0)}*5/95`,
  workHours: (of) => `${at(of, 0)}*${at(of, 1)}+${at(of, 2)}*${at(of, 3)}`,
  yearlyHours: (of) => `(${less(of)})*8`,
  wholePersons: (of) => `TRUNC(${at(of, 0)}/${at(of, 1)})`,
  perPerson: (of) => `${at(of, 0)}/${at(of, 1)}`,
  ratio: (of) => `${at(of, 0)}/${at(of, 1)}`,
  frailFromElderly: (of) => `${at(of, 0)}*${at(of, 2)}/${at(of, 1)}`,
  compounded: (of) => grown(of, 0),
  coverageOfCompounded: (of) => `${at(of, 0)}/(${grown(of, 1)})*100`,
};

const ADDING: readonly FormulaName[] = ["sum", "difference", "schoolDistrictsMissing", "localOfBenefits"];
const CUT: readonly FormulaName[] = ["centralOfBenefits", "wholePersons"];

/** Whether a formula can be written in a spreadsheet. */
export function isLive(formula: FormulaName): boolean {
  return SPREADSHEET[formula] !== undefined;
}

/** A formula as a spreadsheet writes it, rounded as the plan prints it; nothing is rounded that cannot have fractions. */
export function spreadsheetFormula(
  formula: FormulaName,
  args: readonly string[],
  decimals: number,
  isWhole: boolean,
): string {
  const text = SPREADSHEET[formula]?.(args) ?? "";
  if (CUT.includes(formula) || (ADDING.includes(formula) && isWhole)) return text;
  return `ROUND(${text},${decimals})`;
}
