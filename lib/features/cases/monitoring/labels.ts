import type { ChangeWords } from "@/lib/platform/changed-since";
import type { OutwardReferralKind } from "@/prisma/generated/enums";
import type { Usage } from "./types";

export const USAGE_LABELS: Record<Usage, string> = {
  as_planned: "照計畫",
  less: "較少",
  more: "較多",
  none: "未使用",
};
export const USAGES = Object.keys(USAGE_LABELS) as [Usage, ...Usage[]];

export const REFERRAL_KIND_LABELS: Record<OutwardReferralKind, string> = {
  violence: "家庭暴力",
  suicide: "自殺防治",
  caregiver_support: "家庭照顧者支持",
  dementia_centre: "失智共照中心",
  c_station: "C 級巷弄長照站",
  medical: "醫療",
  social_assistance: "社會救助",
  other: "其他",
};
export const REFERRAL_KINDS = Object.keys(REFERRAL_KIND_LABELS) as [
  OutwardReferralKind,
  ...OutwardReferralKind[],
];

/** Whom a referral usually goes to, as an example beside the field. */
export const RECEIVER_HINTS: Record<OutwardReferralKind, string> = {
  violence: "例如：113 保護專線、家庭暴力及性侵害防治中心",
  suicide: "例如：自殺防治中心、1925 安心專線",
  caregiver_support: "例如：家庭照顧者支持服務據點",
  dementia_centre: "例如：失智共同照護中心、失智據點",
  c_station: "例如：里內的 C 級巷弄長照站",
  medical: "例如：家庭醫師、居家醫療院所",
  social_assistance: "例如：區公所社會課、實物銀行",
  other: "受理的機關、單位或資源",
};

/** What a case of the list still needs in the month. */
export const MONTH_STATE_LABELS = { todo: "未完成", done: "已完成", aa01: "本月為 AA01" } as const;

export const STATE_FILTERS = ["todo", "done", "all"] as const;
export type StateFilter = (typeof STATE_FILTERS)[number];
export const STATE_FILTER_LABELS: Record<StateFilter, string> = {
  todo: "本月未完成",
  done: "本月已完成",
  all: "全部",
};

export const FOLLOW_UP_FILTERS = ["open", "closed", "all"] as const;
export type FollowUpFilter = (typeof FOLLOW_UP_FILTERS)[number];
export const FOLLOW_UP_LABELS: Record<FollowUpFilter, string> = {
  open: "待追蹤",
  closed: "已有結果",
  all: "全部",
};

export const MONITORING_ACTIONS: Record<string, string> = {
  "monitoring.list_exported": "匯出照顧管理清單",
  "outward_referral.list_exported": "匯出轉介清單",
  "monitoring.recorded": "登錄照顧管理（AA02）",
  "monitoring.corrected": "更正照顧管理（AA02）",
  "outward_referral.added": "登錄轉介",
  "outward_referral.followed_up": "登錄轉介追蹤結果",
};

/** What a correction changed, in the words of a stale form's refusal. */
export const CORRECTION_WORDS: ChangeWords = {
  actions: { "monitoring.corrected": "更正照顧管理（AA02）" },
  fields: {
    contactOn: "聯繫日",
    contactKind: "聯繫方式",
    problems: "問題與需求",
    note: "備註",
    planChangeNeeded: "需異動計畫",
    cStationInformed: "已告知 C 據點資訊",
    usage: "使用情形",
  },
};

/** What pages say after something was done. */
export const MONITORING_DONE: Record<string, string> = {
  recorded: "已儲存照顧管理紀錄。",
  corrected: "已更正照顧管理紀錄，更正前的內容保留在稽核紀錄。",
  referred: "已登錄轉介。",
  followed: "已登錄追蹤結果。",
};

/** The form's field of an item's use. */
export const usageField = (code: string) => `usage-${code}`;
/** The form's fields of a referral of a kind. */
export const referField = (kind: OutwardReferralKind) => `refer-${kind}`;
export const receiverField = (kind: OutwardReferralKind) => `receiver-${kind}`;

/** A month as officials write it: `2026-11` → `115-11`. */
export function rocMonth(month: string): string {
  const [year = "", part = ""] = month.split("-");
  return `${Number(year) - 1911}-${part}`;
}

/** `2026-11` → `115 年 11 月`. */
export function monthText(month: string): string {
  const [year, part] = rocMonth(month).split("-");
  return `${year} 年 ${Number(part)} 月`;
}
