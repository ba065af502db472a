import { checkPersonId } from "@/lib/platform/identifiers";
import type { Duty, Employment, Role, Service, Tier } from "@/prisma/generated/enums";

// Invented people and units. Days count from the day of the first start, so that every queue has something to show.

export interface DemoContract {
  services: Service[];
  /** Days from today to the last day. */
  endsIn: number;
  /** Days from today on which the renewal notice went out; negative is in the past. */
  noticeIn?: number;
  reply?: { reply: "agreed" | "declined"; in: number };
}

export interface DemoStaff {
  name: string;
  duty: Duty;
  employment: Employment;
  startedIn: number;
  registeredIn?: number;
  qualification?: string;
}

export interface DemoUnit {
  key: string;
  tier: Tier;
  code: string;
  name: string;
  services: Service[];
  contract: DemoContract;
  staff: DemoStaff[];
}

export interface DemoCity {
  id: "taichung" | "taoyuan";
  label: string;
  /** The units' districts, in turn. */
  districts: string[];
  mainZone: string | null;
  secondaryZone: string | null;
}

export const DEMO_CITIES: readonly DemoCity[] = [
  {
    id: "taichung",
    label: "臺中",
    districts: ["66000060", "66000070", "66000080"],
    mainZone: "taichung-城中1",
    secondaryZone: "taichung-城中2",
  },
  {
    id: "taoyuan",
    label: "桃園",
    districts: ["68000010", "68000020", "68000080"],
    mainZone: null,
    secondaryZone: null,
  },
];

export const DEMO_UNITS: readonly DemoUnit[] = [
  {
    key: "a1",
    tier: "a",
    code: "AD01",
    name: "示範安禾社區整合型服務中心",
    services: ["case_management"],
    contract: { services: ["case_management"], endsIn: 80 },
    staff: [
      {
        name: "示範·江雨晨",
        duty: "a_unit_manager",
        employment: "full_time",
        startedIn: -900,
        registeredIn: -899,
        qualification: "社會工作師",
      },
      {
        name: "示範·石沐言",
        duty: "case_manager",
        employment: "full_time",
        startedIn: -400,
        registeredIn: -398,
        qualification: "護理師",
      },
      {
        name: "示範·卓一帆",
        duty: "case_manager",
        employment: "part_time",
        startedIn: -300,
        registeredIn: -299,
        qualification: "護理師",
      },
      {
        name: "示範·米若安",
        duty: "case_manager",
        employment: "full_time",
        startedIn: -2,
        qualification: "社會工作相關科系",
      },
      {
        name: "示範·向晴川",
        duty: "case_manager",
        employment: "part_time",
        startedIn: -12,
        qualification: "職能治療師",
      },
    ],
  },
  {
    key: "a2",
    tier: "a",
    code: "AD02",
    name: "示範樂齡社區整合型服務中心",
    services: ["case_management"],
    contract: { services: ["case_management"], endsIn: 100 },
    staff: [
      {
        name: "示範·池以恆",
        duty: "a_unit_manager",
        employment: "full_time",
        startedIn: -700,
        registeredIn: -700,
      },
      {
        name: "示範·柏言希",
        duty: "case_manager",
        employment: "full_time",
        startedIn: -30,
        registeredIn: -20,
      },
      {
        name: "示範·凌霜",
        duty: "case_manager",
        employment: "full_time",
        startedIn: -600,
        registeredIn: -599,
        qualification: "社會工作師",
      },
    ],
  },
  {
    key: "b1",
    tier: "b",
    code: "BD01",
    name: "示範安禾居家長照機構",
    services: ["home_care", "respite"],
    contract: { services: ["home_care", "respite"], endsIn: 60, noticeIn: -35 },
    staff: [
      {
        name: "示範·谷向陽",
        duty: "service_supervisor",
        employment: "full_time",
        startedIn: -500,
        registeredIn: -499,
      },
      { name: "示範·闕月河", duty: "care_attendant", employment: "full_time", startedIn: -1 },
    ],
  },
  {
    key: "b2",
    tier: "b",
    code: "BD02",
    name: "示範晴川社區長照機構",
    services: ["day_care"],
    contract: { services: ["day_care"], endsIn: 20, noticeIn: -85 },
    staff: [],
  },
  {
    key: "b3",
    tier: "b",
    code: "BD03",
    name: "示範順行交通服務",
    services: ["transport"],
    contract: { services: ["transport"], endsIn: 45, noticeIn: -60, reply: { reply: "agreed", in: -20 } },
    staff: [],
  },
  {
    key: "b4",
    tier: "b",
    code: "BD04",
    name: "示範和風居家長照機構",
    services: ["home_care"],
    contract: { services: ["home_care"], endsIn: 500 },
    staff: [],
  },
  {
    key: "b5",
    tier: "b",
    code: "BD05",
    name: "示範青田居家長照機構",
    services: ["home_care", "respite"],
    contract: { services: ["home_care", "respite"], endsIn: 420 },
    staff: [],
  },
  {
    key: "c1",
    tier: "c",
    code: "CD01",
    name: "示範長青巷弄長照站",
    services: ["c_station"],
    contract: { services: ["c_station"], endsIn: 600 },
    staff: [],
  },
];

export interface DemoPerson {
  login: string;
  role: Role;
  name: string;
  unit?: string;
  coversDistricts?: boolean;
}

export const DEMO_PEOPLE: readonly DemoPerson[] = [
  { login: "admin", role: "bureau_admin", name: "示範·管理員" },
  { login: "officer", role: "bureau_officer", name: "示範·承辦人" },
  { login: "supervisor", role: "care_supervisor", name: "示範·照管督導" },
  { login: "specialist", role: "care_specialist", name: "示範·照管專員", coversDistricts: true },
  { login: "manager", role: "a_unit_manager", name: "示範·江雨晨", unit: "a1" },
  { login: "case", role: "case_manager", name: "示範·石沐言", unit: "a1" },
  { login: "bunit", role: "b_unit_staff", name: "示範·谷向陽", unit: "b1" },
];

/** Ten characters like a national ID whose check digit is wrong, so that it can be nobody's. `place` is 0…999, `index` 0…999. */
export function inventedId(jurisdictionId: string, place: number, index: number): string {
  const letter = jurisdictionId === "taichung" ? "B" : "H";
  const body = `${letter}1${String(place).padStart(4, "0")}${String(index).padStart(3, "0")}`;
  const wrong = [..."0123456789"].find((digit) => !checkPersonId(body + digit).valid);
  return body + wrong;
}
