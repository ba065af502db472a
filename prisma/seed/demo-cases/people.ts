import type { CaseSource, Service, Sex } from "@/prisma/generated/enums";

// Invented people. How far each has come is `stage`; `days` is how many days ago the application was made.

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
  | "in_service"
  | "closed";

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
  /** Which plan, see PLANS. */
  plan?: keyof typeof PLANS;
  /** Services whose referral is still unanswered, or declined. */
  waiting?: Service[];
  declined?: Service[];
  /** Months back (0 is this month) in which the manager called. */
  monitored?: number[];
}

export interface DemoItem {
  code: string;
  quantity: number;
  price?: number;
  goal: string;
  problem: number;
}

/** Plans by name: codes of the payment table, quantities a month. */
export const PLANS = {
  bathing: [
    { code: "BA07", quantity: 12, goal: "每週沐浴三次，皮膚保持清潔", problem: 0 },
    { code: "BA01", quantity: 20, goal: "維持個人清潔", problem: 0 },
    { code: "GA09", quantity: 1, goal: "主要照顧者每月喘息一次", problem: 1 },
  ],
  meals: [
    { code: "BA05", quantity: 20, goal: "三餐規律，體重不再下降", problem: 0 },
    { code: "BA15", quantity: 8, goal: "居家環境整潔安全", problem: 1 },
  ],
  dayCare: [
    { code: "BB05", quantity: 12, goal: "白天參與活動，延緩失能", problem: 0 },
    { code: "BD03", quantity: 24, goal: "往返日照中心", problem: 1 },
  ],
} satisfies Record<string, DemoItem[]>;

const BATHING = ["洗澡問題", "照顧負荷過重"];
const MEALS = ["備餐問題", "處理家務問題"];
const DAY_CARE = ["社會參與需協助", "走路問題"];

/** Enough to see every state, flag and clock on the first day. */
export const DEMO_CASES: readonly DemoCase[] = [
  { name: "示範·方以心", sex: "female", bornOn: "1941-03-12", source: "walk_in", days: 1, stage: "applied" },
  {
    name: "示範·沈石泉",
    sex: "male",
    bornOn: "1938-11-02",
    source: "discharge_planning",
    days: 3,
    stage: "applied",
  },
  {
    name: "示範·白雲起",
    sex: "male",
    bornOn: "1952-06-20",
    source: "hotline_1966",
    days: 20,
    stage: "not_eligible",
    needLevel: 1,
  },
  {
    name: "示範·葉青禾",
    sex: "female",
    bornOn: "1945-01-08",
    source: "hotline_1966",
    days: 5,
    stage: "assessed",
    needLevel: 4,
    problems: BATHING,
  },
  {
    name: "示範·秦望山",
    sex: "male",
    bornOn: "1936-09-30",
    source: "a_unit_outreach",
    days: 4,
    stage: "assessed",
    needLevel: 6,
    problems: BATHING,
  },
  {
    name: "示範·喬木蘭",
    sex: "female",
    bornOn: "1947-12-25",
    source: "walk_in",
    days: 3,
    stage: "dispatched",
    needLevel: 3,
    problems: MEALS,
  },
  {
    name: "示範·賀千尋",
    sex: "male",
    bornOn: "1940-04-04",
    source: "discharge_planning",
    days: 18,
    stage: "dispatched",
    needLevel: 5,
    problems: BATHING,
  },
  {
    name: "示範·凌風",
    sex: "male",
    bornOn: "1943-08-16",
    source: "walk_in",
    days: 6,
    stage: "draft",
    needLevel: 4,
    problems: MEALS,
    plan: "meals",
  },
  {
    name: "示範·尹采薇",
    sex: "female",
    bornOn: "1939-02-28",
    source: "hotline_1966",
    days: 10,
    stage: "submitted",
    needLevel: 7,
    problems: BATHING,
    plan: "bathing",
  },
  {
    name: "示範·顧念慈",
    sex: "female",
    bornOn: "1944-07-07",
    source: "discharge_planning",
    days: 16,
    stage: "returned",
    needLevel: 4,
    problems: DAY_CARE,
    plan: "dayCare",
  },
  {
    name: "示範·湯若水",
    sex: "female",
    bornOn: "1950-05-19",
    source: "walk_in",
    days: 12,
    stage: "approved",
    needLevel: 3,
    copayClass: 2,
    problems: MEALS,
    plan: "meals",
  },
  {
    name: "示範·簡樸生",
    sex: "male",
    bornOn: "1937-10-10",
    source: "hotline_1966",
    days: 45,
    stage: "in_service",
    needLevel: 5,
    problems: BATHING,
    plan: "bathing",
    monitored: [0],
  },
  {
    name: "示範·武陵春",
    sex: "female",
    bornOn: "1942-02-02",
    source: "walk_in",
    days: 40,
    stage: "in_service",
    needLevel: 4,
    problems: MEALS,
    plan: "meals",
  },
  {
    name: "示範·柳月圓",
    sex: "female",
    bornOn: "1946-09-09",
    source: "discharge_planning",
    days: 38,
    stage: "in_service",
    needLevel: 6,
    copayClass: 1,
    problems: BATHING,
    plan: "bathing",
    monitored: [0],
  },
  {
    name: "示範·衛長青",
    sex: "male",
    bornOn: "1935-12-12",
    source: "hotline_1966",
    days: 36,
    stage: "in_service",
    needLevel: 7,
    problems: BATHING,
    plan: "bathing",
    waiting: ["respite"],
  },
  {
    name: "示範·紀安然",
    sex: "female",
    bornOn: "1948-03-03",
    source: "a_unit_outreach",
    days: 35,
    stage: "in_service",
    needLevel: 4,
    problems: DAY_CARE,
    plan: "dayCare",
  },
  {
    name: "示範·應無恙",
    sex: "male",
    bornOn: "1941-06-01",
    source: "walk_in",
    days: 33,
    stage: "in_service",
    needLevel: 3,
    problems: MEALS,
    plan: "meals",
    declined: ["home_care"],
  },
  {
    name: "示範·盛夏",
    sex: "female",
    bornOn: "1949-08-08",
    source: "foreign_caregiver_application",
    days: 42,
    stage: "in_service",
    needLevel: 4,
    hasForeignCaregiver: true,
    problems: DAY_CARE,
    plan: "dayCare",
  },
  {
    name: "示範·郎中和",
    sex: "male",
    bornOn: "1939-11-23",
    source: "hotline_1966",
    days: 60,
    stage: "closed",
    needLevel: 4,
    problems: MEALS,
    plan: "meals",
  },
];
