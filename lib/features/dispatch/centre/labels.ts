import type { ChangeWords } from "@/lib/platform/changed-since";
import type { DispatchBasis, DispatchState } from "@/prisma/generated/enums";

/** On what ground the centre gives a case to an A unit. */
export const CENTRE_BASES = [
  "rotation",
  "client_choice",
  "own_development",
  "continuation",
] as const satisfies readonly DispatchBasis[];
export type CentreBasis = (typeof CENTRE_BASES)[number];

export const CENTRE_BASIS_LABELS: Record<DispatchBasis, string> = {
  rotation: "依輪序",
  client_choice: "案家指定",
  own_development: "A 單位自行開發",
  continuation: "延續原 A 單位",
  deviation: "調整",
};

export const CENTRE_STATE_LABELS: Record<DispatchState, string> = {
  waiting: "待 A 單位承接",
  accepted: "已承接",
  declined: "A 單位拒絕",
  taken_back: "照管中心收回",
  withdrawn: "撤回",
  ended: "已結束",
};

export const CENTRE_STATE_TONES: Record<DispatchState, "neutral" | "info" | "good" | "warn" | "bad"> = {
  waiting: "info",
  accepted: "good",
  declined: "warn",
  taken_back: "bad",
  withdrawn: "neutral",
  ended: "neutral",
};

export const CENTRE_VIEWS = ["waiting", "sent"] as const;
export type CentreView = (typeof CENTRE_VIEWS)[number];

export const CENTRE_VIEW_LABELS: Record<CentreView, string> = {
  waiting: "待派 A 單位",
  sent: "已派，計畫未完成",
};

export const CENTRE_ACTIONS: Record<string, string> = {
  "centre.list_exported": "匯出派 A 單位清單",
  "case.dispatched_to_a_unit": "派案給 A 單位",
  "case.taken_back": "收回個案",
  "centre_order.started": "建立 A 單位輪序",
  "centre_order.changed": "修改 A 單位輪序",
  "centre_order.resumed": "恢復 A 單位輪派",
};

/** What changes a district's order, in the words of a stale form's refusal. */
export const ORDER_CHANGE_WORDS: ChangeWords = {
  actions: {
    "centre_order.started": "建立 A 單位輪序",
    "centre_order.changed": "修改 A 單位輪序",
    "centre_order.resumed": "恢復 A 單位輪派",
  },
  fields: { step: "動作", pausedReason: "原暫停事由", reason: "恢復原因" },
  values: { step: { up: "上移", down: "下移", add: "加入單位", remove: "移出單位", save: "儲存備註" } },
};

/** What a page of the centre says after something was done. */
export const CENTRE_DONE: Record<string, string> = {
  dispatched: "已派案，計畫期限自今日起算。",
  taken_back: "已收回，個案回到待派清單。",
  redispatched: "已收回並改派，新單位的計畫期限自今日起算。",
  contracts: "已由本區特約 A 單位帶入名單並生效，請確認順序。",
  listings: "本區尚無 A 單位特約資料，名單由公開清冊帶入；未特約的單位輪派時會略過。",
  resumed: "已恢復輪派。",
};
