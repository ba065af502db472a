import type { AnswerChannel, CaseSource, CloseReason, Service, Sex } from "@/prisma/generated/enums";
import type { CentreBasis } from "./journey";
import type { PlanName } from "./planning";
import type { To } from "./referring";

// Invented people who go the usual way. How far each has come is `stage`; `days` is how many days ago the application was
// made. Whoever went another way is in stories.ts.

export type Stage =
  | "applied"
  | "not_eligible"
  | "assessed"
  | "dispatched"
  | "assigned"
  | "draft"
  | "submitted"
  | "returned"
  | "approved"
  | "in_service";

export interface DemoCase {
  name: string;
  sex: Sex;
  bornOn: string;
  source: CaseSource;
  days: number;
  stage: Stage;
  needLevel?: number;
  copayClass?: 1 | 2 | 3;
  hasForeignCaregiver?: boolean;
  problems?: string[];
  plan?: PlanName;
  /** On what ground the centre sent the case; by the family's choice to the first A unit when nothing is said. */
  basis?: CentreBasis;
  /** The A unit by its code. */
  to?: string;
  /** Days that the plan came later than usual. */
  slow?: number;
  /** How a service was given, by turn when nothing is said. */
  given?: Partial<Record<Service, To>>;
  /** Services whose referral is still unanswered, was declined, or was taken but has not begun. */
  waiting?: Service[];
  declined?: Service[];
  notBegun?: Service[];
  /** How the unit's answer came where the unit has no account. */
  told?: AnswerChannel;
  /** Whether AA02 of this month is done. */
  called?: boolean;
  /** Closed two days ago for a reason. */
  closed?: { reason: CloseReason; note: string };
}

export const BATHING = ["洗澡問題", "照顧負荷過重"];
export const MEALS = ["備餐問題", "處理家務問題"];
export const DAY_CARE = ["社會參與需協助", "走路問題"];

const chosen = (unit: string): To => ({ basis: "client_choice", unit });

type Person = Pick<DemoCase, "name" | "sex" | "bornOn">;
const person = (name: string, sex: Sex, bornOn: string): Person => ({ name: `示範·${name}`, sex, bornOn });

const bathing = { problems: BATHING, plan: "bathing" } as const;
const meals = { problems: MEALS, plan: "meals" } as const;
const dayCare = { problems: DAY_CARE, plan: "dayCare" } as const;

const WAITING: readonly DemoCase[] = [
  { ...person("方以心", "female", "1941-03-12"), source: "walk_in", days: 1, stage: "applied" },
  { ...person("沈石泉", "male", "1938-11-02"), source: "discharge_planning", days: 3, stage: "applied" },
  {
    ...person("白雲起", "male", "1952-06-20"),
    ...{ source: "hotline_1966", days: 20, stage: "not_eligible", needLevel: 1 },
  },
  {
    ...person("葉青禾", "female", "1945-01-08"),
    ...{ source: "hotline_1966", days: 5, stage: "assessed", needLevel: 4, problems: BATHING },
  },
  {
    ...person("秦望山", "male", "1936-09-30"),
    ...{ source: "a_unit_outreach", days: 4, stage: "assessed", needLevel: 6, problems: BATHING },
  },
  {
    ...person("喬木蘭", "female", "1947-12-25"),
    ...{ source: "walk_in", days: 3, stage: "dispatched", needLevel: 3, problems: MEALS },
  },
  {
    ...person("賀千尋", "male", "1940-04-04"),
    ...{ source: "discharge_planning", days: 18, stage: "dispatched", needLevel: 5, problems: BATHING },
  },
  {
    ...person("辛夷", "other", "1951-10-03"),
    ...{ source: "other", days: 4, stage: "assigned", needLevel: 2, problems: MEALS },
  },
];

const PLANNED: readonly DemoCase[] = [
  {
    ...{ ...person("凌風", "male", "1943-08-16"), ...meals },
    ...{ source: "walk_in", days: 6, stage: "draft", needLevel: 4 },
  },
  {
    ...{ ...person("尹采薇", "female", "1939-02-28"), ...bathing },
    ...{ source: "hotline_1966", days: 10, stage: "submitted", needLevel: 7 },
  },
  {
    ...{ ...person("顧念慈", "female", "1944-07-07"), ...dayCare },
    ...{ source: "discharge_planning", days: 16, stage: "returned", needLevel: 4 },
  },
  {
    ...{ ...person("湯若水", "female", "1950-05-19"), ...meals },
    ...{ source: "walk_in", days: 12, stage: "approved", needLevel: 3, copayClass: 2 },
  },
  {
    ...{ ...person("溫如玉", "female", "1946-06-15"), ...dayCare },
    ...{ source: "walk_in", days: 6, stage: "approved", needLevel: 4 },
  },
];

const SERVED: readonly DemoCase[] = [
  {
    ...{ ...person("簡樸生", "male", "1937-10-10"), ...bathing },
    ...{ source: "hotline_1966", days: 45, stage: "in_service", needLevel: 5, called: true },
  },
  {
    ...{ ...person("武陵春", "female", "1942-02-02"), ...meals },
    ...{ source: "walk_in", days: 40, stage: "in_service", needLevel: 4, slow: 8, basis: "rotation" },
  },
  {
    ...{ ...person("柳月圓", "female", "1946-09-09"), ...bathing },
    ...{ source: "discharge_planning", days: 38, stage: "in_service", needLevel: 6, copayClass: 1 },
    called: true,
  },
  {
    ...{ ...person("衛長青", "male", "1935-12-12"), ...bathing },
    ...{ source: "hotline_1966", days: 36, stage: "in_service", needLevel: 7 },
    ...{ given: { respite: chosen("BD01") }, waiting: ["respite"] },
  },
  {
    ...{ ...person("紀安然", "female", "1948-03-03"), ...dayCare },
    ...{ source: "a_unit_outreach", basis: "own_development" },
    ...{ days: 35, stage: "in_service", needLevel: 4 },
  },
  {
    ...{ ...person("應無恙", "male", "1941-06-01"), ...meals },
    ...{ source: "walk_in", days: 33, stage: "in_service", needLevel: 3 },
    ...{ given: { home_care: chosen("BD04") }, declined: ["home_care"] },
  },
  {
    ...{ ...person("盛夏", "female", "1949-08-08"), ...dayCare },
    ...{ source: "foreign_caregiver_application", hasForeignCaregiver: true },
    ...{ days: 42, stage: "in_service", needLevel: 4 },
  },
  {
    ...{ ...person("霍清歡", "female", "1943-01-21"), ...meals },
    ...{ source: "discharge_planning", days: 7, stage: "in_service", needLevel: 4 },
    ...{ given: { home_care: chosen("BD01") }, waiting: ["home_care"] },
  },
  {
    ...{ ...person("樂知秋", "male", "1940-09-17"), ...meals },
    ...{ source: "hotline_1966", days: 10, stage: "in_service", needLevel: 5 },
    ...{ given: { home_care: chosen("BD01") }, notBegun: ["home_care"] },
  },
  {
    ...{ ...person("計南枝", "female", "1938-05-05"), ...meals },
    ...{ source: "walk_in", days: 21, stage: "in_service", needLevel: 4 },
    given: { home_care: { basis: "deviation", unit: "BD01", reason: "個案須臺語溝通，輪到之單位無此人力" } },
  },
];

const CLOSED: readonly DemoCase[] = [
  {
    ...{ ...person("郎中和", "male", "1939-11-23"), ...meals },
    ...{ source: "hotline_1966", days: 60, stage: "in_service", needLevel: 4 },
    closed: { reason: "moved", note: "遷居外縣市" },
  },
  {
    ...{ ...person("麥穗", "female", "1934-04-14"), ...bathing },
    ...{ source: "discharge_planning", days: 50, stage: "in_service", needLevel: 8 },
    closed: { reason: "died", note: "家屬來電告知" },
  },
  {
    ...person("易安", "male", "1937-07-19"),
    ...{ source: "discharge_planning", days: 25, stage: "assigned", needLevel: 7, problems: BATHING },
    closed: { reason: "institution", note: "入住住宿式機構，已提供機構資訊" },
  },
  {
    ...person("高山青", "male", "1953-03-30"),
    ...{ source: "walk_in", days: 30, stage: "assessed", needLevel: 2, problems: MEALS },
    closed: { reason: "recovered", note: "復能後可自理，已提供 C 據點資訊" },
  },
  {
    ...person("施若蘭", "female", "1948-12-01"),
    ...{ source: "hotline_1966", days: 28, stage: "dispatched", needLevel: 3, problems: MEALS },
    closed: { reason: "refused", note: "案家表示由親屬照顧" },
  },
  {
    ...person("霧失樓", "male", "1945-05-27"),
    ...{ source: "hotline_1966", days: 26, stage: "applied" },
    closed: { reason: "lost_contact", note: "三次電話未接，寄通知未回" },
  },
  {
    ...person("卞知章", "male", "1950-08-11"),
    ...{ source: "other", days: 24, stage: "applied" },
    closed: { reason: "other", note: "申請縣市有誤，已轉請戶籍地受理" },
  },
];

/** Enough to see every state on the first day. */
export const DEMO_CASES: readonly DemoCase[] = [...WAITING, ...PLANNED, ...SERVED, ...CLOSED];
