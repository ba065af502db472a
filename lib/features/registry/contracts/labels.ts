import type { RenewalReply } from "@/prisma/generated/enums";
import type { ContractRow } from "./types";

export const PHASES = ["upcoming", "running", "ended", "closed"] as const;
export type Phase = (typeof PHASES)[number];

export const PHASE_LABELS: Record<Phase, string> = {
  upcoming: "尚未開始",
  running: "有效",
  ended: "期滿",
  closed: "提前終止",
};

export const REPLY_LABELS: Record<RenewalReply, string> = { agreed: "同意續約", declined: "不同意續約" };

/** The zones or districts of a contract in one line. */
export function areaText(row: Pick<ContractRow, "mainZone" | "secondaryZone" | "districts">): string {
  if (!row.mainZone) return row.districts.map((district) => district.name).join("、");
  return row.secondaryZone ? `${row.mainZone.name}（次 ${row.secondaryZone.name}）` : row.mainZone.name;
}

/** What the list of contracts can be narrowed to. */
export const CONTRACT_FILTERS = [
  "running",
  "ending",
  "notice_due",
  "notice_overdue",
  "reply_awaited",
  "deemed_declined",
  "agreed",
  "upcoming",
  "ended",
] as const;
export type ContractFilter = (typeof CONTRACT_FILTERS)[number];

export const FILTER_LABELS: Record<ContractFilter, string> = {
  running: "有效",
  ending: "將屆期",
  notice_due: "應通知續約",
  notice_overdue: "逾期未通知續約",
  reply_awaited: "待單位回覆",
  deemed_declined: "視為不同意續約",
  agreed: "同意續約、尚未接續",
  upcoming: "尚未開始",
  ended: "已結束",
};

export const CONTRACT_ACTIONS: Record<string, string> = {
  "contract.created": "建立特約",
  "contract.corrected": "更正特約",
  "contract.renewal_noticed": "登錄續約通知",
  "contract.renewal_replied": "登錄續約回覆",
  "contract.closed": "提前終止特約",
};

export const FIELD_LABELS: Record<string, string> = {
  number: "特約編號",
  startsOn: "起日",
  endsOn: "迄日",
  services: "服務項目",
  mainZoneId: "主服務區",
  secondaryZoneId: "次服務區",
  districtIds: "服務行政區",
  renewalNoticeOn: "續約通知日",
  renewalReply: "續約回覆",
  renewalReplyOn: "續約回覆日",
  closedOn: "終止日",
  closedReason: "終止原因",
  name: "姓名",
  duty: "職務",
  employment: "專兼任",
  qualification: "資格",
  registeredOn: "登錄寄送日",
  endedOn: "離職日",
  startedOn: "到職日",
};
