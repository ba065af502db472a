import { addMonths, type PlainDate } from "@/lib/rules/plain-date";
import type { PlanKind, PlanStatus, Service } from "@/prisma/generated/enums";

export const PLAN_STATUS_LABELS: Record<PlanStatus, string> = {
  draft: "草稿",
  submitted: "待審核",
  returned: "退回修正",
  approved: "已核定",
  superseded: "已由新版取代",
  withdrawn: "已撤回",
};

/** Tone of the status's tag. */
export const PLAN_STATUS_TONES: Record<PlanStatus, "neutral" | "info" | "good" | "warn"> = {
  draft: "neutral",
  submitted: "info",
  returned: "warn",
  approved: "good",
  superseded: "neutral",
  withdrawn: "neutral",
};

export const PLAN_KIND_LABELS: Record<PlanKind, string> = {
  initial: "初次計畫",
  change: "計畫異動",
  renewal: "六個月重新擬訂",
};

const SERVICE_OF_PREFIX: Readonly<Record<string, Service>> = {
  BA: "home_care",
  BB: "day_care",
  BC: "family_care_home",
  BD: "day_care",
  CA: "professional",
  CB: "professional",
  CC: "professional",
  CD: "professional",
  DA: "transport",
  GA: "respite",
  OT: "meals",
};

/** The service that a payment code is dispatched under; undefined for codes that no B unit is referred to for (AA, E, F, EI, SC). */
export function serviceOfCode(code: string): Service | undefined {
  return SERVICE_OF_PREFIX[code.slice(0, 2)];
}

/** Whether an item of this code is part of what a unit referred for the service gives. */
export function servesCode(service: Service, code: string): boolean {
  const own = serviceOfCode(code);
  return own === service || (service === "small_multifunction" && own === "day_care");
}

/** What was done to a plan, in the audit of its case. */
export const PLAN_ACTIONS: Record<string, string> = {
  "plan.started": "開始擬訂計畫",
  "plan.saved": "儲存計畫草稿",
  "plan.submitted": "送出計畫審核",
  "plan.returned": "退回計畫",
  "plan.approved": "核定計畫",
  "plan.superseded": "計畫由新版取代",
  "plan.withdrawn": "撤回計畫",
  "plan.list_exported": "匯出計畫清單",
};

export const PLAN_PERMISSION_HINT = {
  draft: "照顧計畫由承辦個案的 A 單位擬訂；您的角色不能變更。",
  submit: "送審與撤回限本案個案管理員或 A 單位主管。",
  review: "照顧計畫由照管中心審核；您的角色不能核定或退回。",
} as const;

export const QUEUE_FILTER_LABELS = {
  submitted: "待審核",
  returned: "退回修正中",
  draft: "草稿",
  approved: "已核定",
  closed: "已取代或撤回",
} as const;

export const WAITING_LABELS: Record<number, string> = {
  1: "1 日以上",
  3: "3 日以上",
  7: "7 日以上",
  14: "14 日以上",
};

/** What a plan's page says after something was done. */
export const PLAN_DONE_MESSAGES: Record<string, string> = {
  submitted: "計畫已送出審核。",
  withdrawn: "計畫已撤回，內容保留於歷次版本。",
  approved: "計畫已核定，照會與重新擬訂之時效已起算。",
  returned: "計畫已退回 A 單位修正。",
};

/** From this month after the AA01 visit on the next plan can be drafted; the limit itself is the clock `plan_renewal`. */
const RENEWAL_FROM_MONTH = 5;

/** The first day on which the next plan can be drafted after a visit. */
export function renewalFrom(visitedOn: PlainDate): PlainDate {
  return addMonths(visitedOn, RENEWAL_FROM_MONTH);
}
