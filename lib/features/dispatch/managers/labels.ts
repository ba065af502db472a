import type { CaseloadState } from "@/lib/rules/caseload";
import type { Employment } from "@/prisma/generated/enums";

export const CASELOAD_LABELS: Record<CaseloadState, string> = {
  within: "案量內",
  near: "接近上限",
  over: "逾上限",
};

export const CASELOAD_TONES: Record<CaseloadState, "good" | "warn" | "bad"> = {
  within: "good",
  near: "warn",
  over: "bad",
};

export const EMPLOYMENT_LABELS: Record<Employment, string> = { full_time: "全職", part_time: "兼職" };

export const MANAGER_ACTIONS: Record<string, string> = {
  "manager.list_exported": "匯出待分派個案清單",
  "case.manager_assigned": "分派個案管理員",
  "case.refused_by_a_unit": "A 單位拒絕承接",
  "case.handed_over": "個案交接",
};

/** Why a unit that gave no reason stands paused in the centre's order. */
export const REFUSED_WITHOUT_REASON = "無正當理由拒絕派案";

/** What the page of the managers says after something was done. */
export const MANAGERS_DONE: Record<string, string> = {
  assigned: "已分派個案管理員。",
  refused: "已退回照管中心另行派案。",
  refused_without_reason: "已退回照管中心；因未附理由，本單位自該區輪序暫停，恢復須經照管中心同意。",
  handed_over: "已完成交接，原個案管理員的歷程保留。",
};
