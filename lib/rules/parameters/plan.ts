import { paymentRegulation } from "../citations";
import { PAYMENT_REGULATION_FROM, type Parameter, since } from "../parameter";

type NeedLevelValues = Readonly<Record<"2" | "3" | "4" | "5" | "6" | "7" | "8", number>>;
type ZoneValues = Readonly<Record<"1" | "2" | "3" | "4", number>>;
type ClassValues = Readonly<Record<"1" | "2" | "3", number>>;

const tableTwo = [paymentRegulation("第7條及附表二")];
const tableFive = [paymentRegulation("第14條及附表五")];
const SUM_ROUNDING = "小數點以下捨去係就額度內合計金額計算，非逐項計算";

export const CARE_QUOTA: Parameter<NeedLevelValues> = {
  id: "plan.careQuota",
  label: "照顧及專業服務額度（依長照需要等級）",
  unit: "元／月",
  histories: {
    tw: since(
      PAYMENT_REGULATION_FROM,
      { "2": 10020, "3": 15460, "4": 18580, "5": 24100, "6": 28070, "7": 32090, "8": 36180 },
      tableTwo,
    ),
  },
};

export const RESPITE_QUOTA: Parameter<NeedLevelValues> = {
  id: "plan.respiteQuota",
  label: "喘息服務額度（依長照需要等級）",
  unit: "元／年",
  histories: {
    tw: since(
      PAYMENT_REGULATION_FROM,
      { "2": 32340, "3": 32340, "4": 32340, "5": 32340, "6": 32340, "7": 48510, "8": 48510 },
      tableTwo,
    ),
  },
};

export const TRANSPORT_QUOTA: Parameter<ZoneValues> = {
  id: "plan.transportQuota",
  label: "交通接送服務額度（依分區）",
  unit: "元／月",
  histories: {
    tw: since(PAYMENT_REGULATION_FROM, { "1": 1680, "2": 1840, "3": 2000, "4": 2400 }, [
      ...tableTwo,
      paymentRegulation("附表三"),
    ]),
  },
};

export const DEVICE_QUOTA: Parameter<number> = {
  id: "plan.deviceQuota",
  label: "輔具及居家無障礙環境改善服務額度（第一組）",
  unit: "元／三年",
  histories: { tw: since(PAYMENT_REGULATION_FROM, 40000, tableTwo) },
};

export const DEVICE_QUOTA_SECOND_GROUP: Parameter<number> = {
  id: "plan.deviceQuotaSecondGroup",
  label: "輔具及居家無障礙環境改善服務額度（第二組，擇一）",
  unit: "元／三年",
  histories: { tw: since("2026-07-01", 60000, tableTwo) },
};

export const FOREIGN_CAREGIVER_PERCENT: Parameter<number> = {
  id: "plan.foreignCaregiverPercent",
  label: "聘僱外籍看護工者之照顧及專業服務額度比率",
  unit: "%",
  histories: { tw: since(PAYMENT_REGULATION_FROM, 30, [paymentRegulation("第10條第1項")]) },
};

/** Which care codes the reduced quota pays: prefixes shut out, unless the code itself is let in. */
export interface PayableCodes {
  readonly excludedPrefixes: readonly string[];
  readonly exceptions: readonly string[];
}

export const FOREIGN_CAREGIVER_CODES: Parameter<PayableCodes> = {
  id: "plan.foreignCaregiverCodes",
  label: "聘僱外籍看護工者不給付之照顧組合（及例外）",
  unit: "碼別",
  histories: {
    tw: [
      ...since(
        PAYMENT_REGULATION_FROM,
        { excludedPrefixes: ["B"], exceptions: [] as readonly string[] },
        [paymentRegulation("第10條第2項（114年6月19日修正前）")],
        { to: "2025-08-31" },
      ),
      ...since(
        "2025-09-01",
        { excludedPrefixes: ["BA"], exceptions: [] as readonly string[] },
        [paymentRegulation("第10條第2項")],
        { to: "2025-12-31" },
      ),
      ...since("2026-01-01", { excludedPrefixes: ["BA"], exceptions: ["BA09", "BA09a"] }, [
        paymentRegulation("第10條第2項及附表四 BA09、BA09a"),
      ]),
    ],
  },
};

export const CARE_COPAY_PERCENT: Parameter<ClassValues> = {
  id: "plan.careCopayPercent",
  label: "照顧及專業服務部分負擔比率（依身分別）",
  unit: "%",
  histories: {
    tw: since(PAYMENT_REGULATION_FROM, { "1": 0, "2": 5, "3": 16 }, tableFive, { assumption: SUM_ROUNDING }),
  },
};

export const RESPITE_COPAY_PERCENT: Parameter<ClassValues> = {
  id: "plan.respiteCopayPercent",
  label: "喘息服務部分負擔比率（依身分別）",
  unit: "%",
  histories: { tw: since(PAYMENT_REGULATION_FROM, { "1": 0, "2": 5, "3": 16 }, tableFive) },
};

export const DEVICE_COPAY_PERCENT: Parameter<ClassValues> = {
  id: "plan.deviceCopayPercent",
  label: "輔具及居家無障礙環境改善服務部分負擔比率（依身分別）",
  unit: "%",
  histories: { tw: since(PAYMENT_REGULATION_FROM, { "1": 0, "2": 10, "3": 30 }, tableFive) },
};

export const TRANSPORT_COPAY_PERCENT: Parameter<Readonly<Record<"1" | "2" | "3" | "4", ClassValues>>> = {
  id: "plan.transportCopayPercent",
  label: "交通接送服務部分負擔比率（依分區及身分別）",
  unit: "%",
  histories: {
    tw: since(
      PAYMENT_REGULATION_FROM,
      {
        "1": { "1": 0, "2": 10, "3": 30 },
        "2": { "1": 0, "2": 9, "3": 27 },
        "3": { "1": 0, "2": 8, "3": 25 },
        "4": { "1": 0, "2": 7, "3": 21 },
      },
      tableFive,
      { assumption: SUM_ROUNDING },
    ),
  },
};

export const CARRY_OVER_MONTHS: Parameter<number> = {
  id: "plan.carryOverMonths",
  label: "剩餘額度保留月數",
  unit: "月",
  histories: { tw: since(PAYMENT_REGULATION_FROM, 6, [paymentRegulation("第12條第2項")]) },
};
