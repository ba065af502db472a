import { incidentsAsCsv, incidentsAsXlsx } from "@/lib/features/complaints/incidents/documents";
import { mayIncident } from "@/lib/features/complaints/incidents/policy";
import { listIncidents } from "@/lib/features/complaints/incidents/queries";
import { incidentListParams } from "@/lib/features/complaints/incidents/schema";
import { systemClock } from "@/lib/platform/clock";
import { formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { attachment } from "@/lib/platform/spreadsheet/write";

/** Every incident that the list's filters leave, not only the page shown; `format=xlsx` or CSV. */
export async function GET(request: Request): Promise<Response> {
  const actor = await requireActor();
  if (!mayIncident(actor, "incident.read")) return new Response(null, { status: 404 });
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const { rows } = await listIncidents(actor, incidentListParams(query), true);
  if (query.format !== "xlsx") return attachment("異常事件.csv", "csv", incidentsAsCsv(rows));
  const notes = [`匯出時間 ${formatRocInstant(systemClock.now())}，共 ${rows.length} 件。`];
  return attachment("異常事件.xlsx", "xlsx", await incidentsAsXlsx(rows, notes));
}
