import type { IncidentState } from "@/prisma/generated/enums";
import type { IncidentKind } from "./types";

type Tone = "neutral" | "info" | "good" | "warn" | "bad";

export const INCIDENT_KIND_LABELS: Record<IncidentKind, string> = {
  plan_anomaly: "照顧計畫異常",
  survey_anomaly: "電訪異常",
  dispatch_anomaly: "派案異常",
  service_anomaly: "服務異常",
  other: "其他",
};

export const INCIDENT_STATE_LABELS: Record<IncidentState, string> = {
  open: "待處理",
  under_review: "查處中",
  closed: "結案",
};

export const INCIDENT_STATE_TONES: Record<IncidentState, Tone> = {
  open: "bad",
  under_review: "warn",
  closed: "good",
};

export const INCIDENT_ACTIONS: Record<string, string> = {
  "incident.opened": "列入異常事件",
  "incident.taken_up": "異常事件開始查處",
  "incident.closed": "異常事件結案",
  "incident.exported": "匯出異常事件",
};

/** What the page says after something was done. */
export const INCIDENT_DONE: Record<string, string> = {
  taken_up: "已列為查處中。",
  closed: "已結案。",
};

/** The Chinese name of a kind; one that is not known shows as itself. */
export function incidentKindLabel(kind: string): string {
  return (INCIDENT_KIND_LABELS as Record<string, string>)[kind] ?? kind;
}
