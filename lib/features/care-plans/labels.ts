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
