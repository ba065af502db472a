import type { DutyKind } from "@/lib/rules/inspection-duty";
import type { Service } from "@/prisma/generated/enums";
import type { FormKey } from "../templates/types";
import type { PlanFilter, Tone } from "./types";

export const DUTY_LABELS: Record<DutyKind, string> = {
  a_unit: "A 單位實地查核",
  c_station: "醫事 C 據點每季訪視",
  meals: "營養餐飲無預警抽查",
  b_unit: "B 單位不預先通知檢查",
  professional: "專業服務單位查核",
  claims: "特約單位核銷抽查",
};

/** What the numbers of a duty count. */
export const DUTY_UNITS: Record<DutyKind, string> = {
  a_unit: "家",
  c_station: "次",
  meals: "家",
  b_unit: "次",
  professional: "家",
  claims: "次",
};

/** The forms whose inspections fulfil a duty; the first is the one that is planned. */
export const DUTY_FORMS: Record<DutyKind, readonly [FormKey, ...FormKey[]]> = {
  a_unit: ["a_unit_check"],
  c_station: ["c_station_check"],
  meals: ["meal_check"],
  b_unit: ["b_quality_check"],
  professional: ["b_quality_check", "spot_check"],
  claims: ["spot_check"],
};

/** Duties that only an inspection without notice fulfils. */
export const WITHOUT_NOTICE: readonly DutyKind[] = ["meals", "b_unit", "professional"];

/** B units under the act on institutions: those who come home and those in the neighbourhood. */
export const INSTITUTION_SERVICES: readonly Service[] = [
  "home_care",
  "day_care",
  "small_multifunction",
  "family_care_home",
  "group_home",
];

export const FILTER_LABELS: Record<PlanFilter, string> = {
  to_plan: "待排定",
  remaining: "未完成",
  planned: "已排定",
  done: "已查核",
  missed: "逾期未辦",
  must: "必查",
  all: "全部",
};

export const UNIT_STATE_LABELS = {
  done: "已查核",
  planned: "已排定",
  missed: "逾期未辦",
  open: "未查核",
} as const;

export const UNIT_STATE_TONES: Record<keyof typeof UNIT_STATE_LABELS, Tone> = {
  done: "good",
  planned: "info",
  missed: "bad",
  open: "neutral",
};

/** What the system cannot know of the signs of professional units. */
export const SIGNS_KNOWN =
  "異常指標四項中，系統可判斷「個案來自同一體系 A 單位派案」與「前一年度查核有異常」兩項；服務次數兩項尚無申報資料，未列入。";

export const PLANNING_ACTIONS: Record<string, string> = {
  "inspection.assigned": "由年度計畫指派查核",
  "inspection.plan_exported": "匯出年度查核計畫",
};
