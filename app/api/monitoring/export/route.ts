import { recordScope } from "@/lib/features/cases/monitoring/policy";
import { workListParams } from "@/lib/features/cases/monitoring/schema";
import { workAsCsv, workAsXlsx } from "@/lib/features/cases/monitoring/worklist/documents";
import { exportWork } from "@/lib/features/cases/monitoring/worklist/service";
import { systemClock, today } from "@/lib/platform/clock";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { attachment } from "@/lib/platform/spreadsheet/write";

/** Every case of the month that the list's filters leave, not only the page shown; `format=xlsx` or CSV. It is written down. */
export async function GET(request: Request): Promise<Response> {
  const actor = await requireActor();
  if (!recordScope(actor)) return new Response(null, { status: 404 });
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const params = workListParams(query);
  const exported = await exportWork(actor, params);
  if (!exported.ok) return new Response(exported.message, { status: 403 });
  const asOf = today();
  const name = `照顧管理_${formatRocDate(asOf).replaceAll("/", "")}`;
  if (query.format !== "xlsx") return attachment(`${name}.csv`, "csv", workAsCsv(exported.data));
  const notes = [`匯出時間 ${formatRocInstant(systemClock.now())}，共 ${exported.data.length} 案。`];
  return attachment(`${name}.xlsx`, "xlsx", await workAsXlsx(exported.data, params.month, notes));
}
