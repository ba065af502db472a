import type { Actor } from "@/lib/platform/actor";
import { formatRocDate } from "@/lib/platform/roc-date";
import { INCIDENT_STATE_LABELS, incidentKindLabel } from "../../complaints/incidents/labels";
import { mayIncident } from "../../complaints/incidents/policy";
import { listIncidents } from "../../complaints/incidents/queries";
import { incidentListParams } from "../../complaints/incidents/schema";
import { rocMonth } from "../../dispatch/monthly-tables/labels";
import { listAudits } from "../../sampling/audits/queries";
import type { AuditRow } from "../../sampling/audits/types";
import { AUDIT_KIND_LABELS } from "../../sampling/labels";
import { maySampling } from "../../sampling/policy";
import { auditListParams } from "../../sampling/schema";
import { SHOWN_OF_QUEUE } from "../labels";
import type { Queue, QueueItem, QueueProvider } from "../types";

interface AuditQueue {
  key: string;
  title: string;
  about: string;
  empty: string;
  filters: Record<string, string>;
  /** What is to be done about one. */
  label: string;
  mine: (actor: Actor) => boolean;
}

const AUDITS: readonly AuditQueue[] = [
  {
    ...{ key: "audit_mine", title: "待辦抽查", empty: "沒有分派給您的抽查。", label: "辦理" },
    about: "分派給您的電話訪查及照顧計畫抽查。",
    filters: { assigned: "me", state: "to_do" },
    mine: (actor) => maySampling(actor, "sampling.carry_out"),
  },
  {
    ...{ key: "audit_unassigned", title: "待分派抽查", empty: "抽查都已分派。", label: "分派" },
    about: "抽出或遞補而無人辦理的抽查，請分派。",
    filters: { assigned: "none", state: "to_do" },
    mine: (actor) => maySampling(actor, "sampling.assign"),
  },
];

function auditItem(row: AuditRow, label: string): QueueItem {
  const href = `/sampling/audits/${row.id}`;
  const name = row.caseFile ? `${row.caseFile.name}（${row.caseFile.number}）` : "不在負責行政區的個案";
  return {
    ...{ href, dueOn: null, urgency: "open", why: null, action: { href, label } },
    title: `${AUDIT_KIND_LABELS[row.kind]} ${name}`,
    detail: `${rocMonth(row.month)}，${row.aUnit.name}`,
    state: row.calls > 0 ? `已撥 ${row.calls} 通` : "待辦",
  };
}

function auditQueue({ key, title, about, empty, filters, label, mine }: AuditQueue): QueueProvider {
  return async (actor): Promise<Queue | null> => {
    if (!mine(actor)) return null;
    const params = { ...filters, sort: "month", dir: "asc" };
    const { rows, total } = await listAudits(actor, auditListParams(params));
    return {
      ...{ key, title, about, empty, total },
      href: `/sampling/audits?${new URLSearchParams(params)}`,
      items: rows.slice(0, SHOWN_OF_QUEUE).map((row) => auditItem(row, label)),
    };
  };
}

/** The incidents that nobody has settled, for those who settle them. */
async function incidentQueue(actor: Actor): Promise<Queue | null> {
  if (!mayIncident(actor, "incident.settle")) return null;
  const params = { state: "unsettled", sort: "happenedOn", dir: "asc" };
  const { rows, total } = await listIncidents(actor, incidentListParams(params));
  return {
    ...{ key: "incident_open", title: "未結異常事件", total, empty: "沒有未結的異常事件。" },
    about: "抽查及查核發現而尚未結案的異常情形。",
    href: `/complaints/incidents?${new URLSearchParams(params)}`,
    items: rows.slice(0, SHOWN_OF_QUEUE).map((row) => ({
      ...{ href: `/complaints/incidents/${row.id}`, dueOn: null, urgency: "open" as const, why: null },
      title: `${row.number} ${row.unit.name}`,
      detail: `${incidentKindLabel(row.kind)}，${formatRocDate(row.happenedOn)}發現`,
      state: INCIDENT_STATE_LABELS[row.state],
      action: { href: `/complaints/incidents/${row.id}`, label: "處理" },
    })),
  };
}

/** Audits that are mine, audits that nobody has, incidents that are open. */
export const samplingQueues: readonly QueueProvider[] = [...AUDITS.map(auditQueue), incidentQueue];
