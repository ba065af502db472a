import type { InspectionPurpose, InspectionState, SigningParty } from "@/prisma/generated/enums";

export const INSPECTION_STATE_LABELS: Record<InspectionState, string> = {
  planned: "已排定",
  under_way: "查核中",
  signed: "已簽署",
  cancelled: "已取消",
};

export const INSPECTION_STATE_TONES: Record<InspectionState, "neutral" | "info" | "good" | "warn"> = {
  planned: "info",
  under_way: "warn",
  signed: "good",
  cancelled: "neutral",
};

export const INSPECTION_STATES = Object.keys(INSPECTION_STATE_LABELS) as InspectionState[];

export const PURPOSE_LABELS: Record<InspectionPurpose, string> = {
  routine: "例行查核",
  unannounced: "無預警查核",
  re_inspection: "複查",
  special: "專案查核",
};

export const PURPOSES = Object.keys(PURPOSE_LABELS) as InspectionPurpose[];

export const PARTY_LABELS: Record<SigningParty, string> = {
  unit: "受查單位人員",
  officer: "查核人員",
  client: "案主或家屬",
  staff: "服務人員",
};

export const INSPECTION_ACTIONS: Record<string, string> = {
  "inspection.planned": "排定查核",
  "inspection.replanned": "變更查核安排",
  "inspection.started": "開始查核",
  "inspection.answer_overwritten": "變更他人填答的查核項目",
  "inspection.photo_added": "上傳查核照片",
  "inspection.photo_removed": "移除查核照片",
  "inspection.signed": "簽署查核表",
  "inspection.cancelled": "取消查核",
  "inspection.addendum_added": "補充查核紀錄",
  "inspection.record_printed": "下載查核紀錄",
  "inspection.list_exported": "匯出查核清單",
};

/** What the page of an inspection says after something was done. */
export const INSPECTION_DONE: Record<string, string> = {
  planned: "已排定查核。",
  replanned: "已變更查核安排。",
  signed: "查核表已簽署；此後不再變更，如有補充請新增補充紀錄。",
  cancelled: "已取消查核。",
  addendum: "已新增補充紀錄。",
};
