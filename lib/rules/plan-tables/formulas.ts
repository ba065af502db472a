import { Exact, HUNDRED, productOf, sumOf } from "../exact";

/** Growth against an earlier figure, in percent; undefined when that is 0. Source: 臺中市114年計畫表一 註. */
export function growthPercent(current: Exact, previous: Exact): Exact | undefined {
  return percentOf(current.minus(previous), previous);
}

/** How much less than before, in percent, where less is better (days of waiting). Source: 臺中市114年計畫表一 第1、2項. */
export function reductionPercent(current: Exact, previous: Exact): Exact | undefined {
  return growthPercent(current, previous)?.negated();
}

/** A part of a whole in percent; undefined when the whole is 0. */
export function percentOf(part: Exact, whole: Exact): Exact | undefined {
  return part.times(HUNDRED).over(whole);
}

/** How far a target is reached where less is better: 100 when met, else target / actual. Source: 臺中市114年計畫表一 第1、2項. */
export function achievementOfLess(actual: Exact, target: Exact): Exact | undefined {
  return actual.compare(target) <= 0 ? HUNDRED : percentOf(target, actual);
}

/** What is left of a first figure after the others. */
export function remainder(first: Exact, ...others: readonly Exact[]): Exact {
  return others.reduce((left, other) => left.minus(other), first);
}

/** A share of an amount given in percent. */
export function shareOf(amount: Exact, percent: Exact): Exact {
  return amount.times(percent).over(HUNDRED) ?? Exact.ZERO;
}

/**
 * What persons of one class pay for themselves: quota × persons × months × rate.
 * Source: 臺中市114年計畫肆、二(三)至(六) (5 %/16 %, transport by zone, devices 10 %/30 %).
 */
export function copayOfClass(quota: Exact, persons: Exact, months: Exact, percent: Exact): Exact {
  return shareOf(productOf([quota, persons, months]), percent);
}

/**
 * The centre's 95 % of what the government pays (the budget without the families' shares), fractions dropped.
 * That they are dropped is read off the figures, not printed. Source: 臺中市114年計畫肆、二(一).
 */
export function centralOfBenefits(required: Exact, copays: readonly Exact[], percent: Exact): Exact {
  return shareOf(remainder(required, ...copays), percent).cut();
}

/** A share of what is left after the co-payment: 80 % centre, 20 % city for meals. Source: 臺中市114年計畫肆、三(六). */
export function mealShare(required: Exact, copay: Exact, percent: Exact): Exact {
  return shareOf(required.minus(copay), percent);
}

/** Hours of a work item: hours per case × cases, general and remote areas. Source: 臺中市114年計畫表十 註10. */
export function workHours(
  hoursGeneral: Exact,
  casesGeneral: Exact,
  hoursRemote: Exact,
  casesRemote: Exact,
): Exact {
  return hoursGeneral.times(casesGeneral).plus(hoursRemote.times(casesRemote));
}

/** Hours one person can work in a year: (days − days off − average leave) × 8. Source: 臺中市114年計畫表十 註12. */
export function yearlyHours(days: Exact, daysOff: Exact, leave: Exact): Exact {
  return remainder(days, daysOff, leave).times(Exact.whole(8));
}

/** How many of a load fit into the whole, fractions of a person dropped. Source: 臺中市114年計畫表十 註14、15. */
export function wholePersons(load: Exact, each: Exact): Exact | undefined {
  return load.over(each)?.cut();
}

/** A figure that grows by the same rate for some years. */
export function compounded(base: Exact, rates: readonly Exact[], yearlyFactor: Exact, years: number): Exact {
  return productOf([base, ...rates, ...Array<Exact>(years).fill(yearlyFactor)]);
}

/** A formula of the plan: its name and words for the reader, and what it does with its figures. */
export interface PlanFormula {
  readonly name: string;
  readonly words: string;
  /** `down`: the plan drops fractions of the result, so only the figure without them agrees. */
  readonly rounding?: "down";
  /** What comes out before any rounding. Undefined: there is 0 below the line. */
  readonly compute: (figures: readonly Exact[]) => Exact | undefined;
}

// A definition that gives a formula too few figures is a mistake in the definition.
function at(figures: readonly Exact[], index: number): Exact {
  const figure = figures[index];
  if (figure === undefined) throw new Error(`the formula needs ${index + 1} figures, has ${figures.length}`);
  return figure;
}

const two = (rule: (a: Exact, b: Exact) => Exact | undefined) => (of: readonly Exact[]) =>
  rule(at(of, 0), at(of, 1));
const three = (rule: (a: Exact, b: Exact, c: Exact) => Exact | undefined) => (of: readonly Exact[]) =>
  rule(at(of, 0), at(of, 1), at(of, 2));

/** Every formula that a derived figure of the plan's tables follows. */
export const PLAN_FORMULAS = {
  growth: { name: "成長率", words: "（本期－前期）÷前期×100", compute: two(growthPercent) },
  reduction: {
    name: "縮短率",
    words: "（前期－本期）÷前期×100（越短越好，縮短以正數表示）",
    compute: two(reductionPercent),
  },
  achievement: { name: "達成率", words: "實際÷目標×100", compute: two(percentOf) },
  achievementOfLess: {
    name: "達成率（越短越好）",
    words: "實際不超過目標為100，超過時為目標÷實際×100",
    compute: two(achievementOfLess),
  },
  execution: { name: "執行率", words: "執行數÷核定數×100", compute: two(percentOf) },
  share: { name: "占比", words: "部分÷全體×100", compute: two(percentOf) },
  coverage: { name: "涵蓋率", words: "服務量÷需求量×100", compute: two(percentOf) },
  sum: { name: "合計", words: "各項相加", compute: sumOf },
  difference: {
    name: "差額",
    words: "前項減去其餘各項",
    compute: (of) => remainder(at(of, 0), ...of.slice(1)),
  },
  equals: { name: "對照", words: "與他處所載相同", compute: (of) => at(of, 0) },
  count: { name: "計數", words: "符合條件之列數", compute: (of) => at(of, 0) },
  schoolDistrictsMissing: {
    name: "未布建學區數",
    words: "D＝A國中學區數－B已布建－C規劃布建",
    compute: three((a, b, c) => remainder(a, b, c)),
  },
  schoolDistrictRate: {
    name: "學區布建率",
    words: "E＝（B已布建＋C規劃布建）÷A國中學區數×100",
    compute: three((a, b, c) => percentOf(b.plus(c), a)),
  },
  product: { name: "乘積", words: "各項相乘", compute: productOf },
  copay: {
    name: "部分負擔",
    words: "給付額度×人數×月數×部分負擔比率",
    compute: (of) => copayOfClass(at(of, 0), at(of, 1), at(of, 2), at(of, 3)),
  },
  copayOfAmount: { name: "部分負擔", words: "所需經費×部分負擔比率", compute: two(shareOf) },
  centralOfBenefits: {
    name: "中央補助（給付）",
    words: "（所需經費－部分負擔）×95%，元以下捨去",
    rounding: "down",
    compute: (of) => shareOf(remainder(at(of, 0), ...of.slice(2)), at(of, 1)),
  },
  localOfBenefits: {
    name: "地方自籌（給付）",
    words: "所需經費－部分負擔－中央補助",
    compute: (of) => remainder(at(of, 0), ...of.slice(1)),
  },
  amountShare: { name: "分攤款", words: "所需經費×負擔比率", compute: two(shareOf) },
  mealShare: { name: "餐費分攤", words: "（所需經費－部分負擔）×負擔比率", compute: three(mealShare) },
  managementFee: {
    name: "管理費",
    words: "（人事費＋業務費）×10%",
    compute: three((e, f, percent) => shareOf(e.plus(f), percent)),
  },
  localBesideCentral: {
    name: "地方配合款",
    words: "中央補助×5÷95",
    compute: (of) => at(of, 0).times(Exact.whole(5)).over(Exact.whole(95)),
  },
  workHours: {
    name: "年度耗時",
    words: "一般區時數×案數＋偏遠區時數×案數，四捨五入",
    compute: (of) => workHours(at(of, 0), at(of, 1), at(of, 2), at(of, 3)),
  },
  yearlyHours: {
    name: "年度可工作時數",
    words: "（全年日數－放假日數－平均休假日數）×8小時",
    compute: three(yearlyHours),
  },
  wholePersons: {
    name: "核配員額",
    words: "總量÷每人承擔量，無條件捨去",
    rounding: "down",
    compute: two((load, each) => load.over(each)),
  },
  perPerson: {
    name: "需求人力",
    words: "服務人數÷每人服務數，四捨五入",
    compute: two((users, each) => users.over(each)),
  },
  frailFromElderly: {
    name: "衰弱人數",
    words: "65歲以上失能人數÷13.3%×0.48%",
    compute: three((elderly, elderlyRate, frailRate) => elderly.times(frailRate).over(elderlyRate)),
  },
  compounded: {
    name: "推估需求",
    words: "65歲以上人口×失能率×使用率×年成長率連乘",
    compute: (of) => compounded(at(of, 0), of.slice(1, 3), at(of, 3), at(of, 4).toNumber()),
  },
  coverageOfCompounded: {
    name: "推估涵蓋率",
    words: "量能÷（65歲以上人口×失能率×使用率×年成長率連乘）×100",
    compute: (of) =>
      percentOf(at(of, 0), compounded(at(of, 1), of.slice(2, 4), at(of, 4), at(of, 5).toNumber())),
  },
  ratio: { name: "倍數", words: "後期÷前期", compute: two((later, earlier) => later.over(earlier)) },
  notPrinted: { name: "未載公式", words: "計畫未載完整公式", compute: () => undefined },
} as const satisfies Readonly<Record<string, PlanFormula>>;

export type FormulaName = keyof typeof PLAN_FORMULAS;

/** A formula by its name. */
export function planFormula(name: FormulaName): PlanFormula {
  return PLAN_FORMULAS[name];
}
