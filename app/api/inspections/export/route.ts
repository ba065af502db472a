import { inspectionScope } from "@/lib/features/inspections/policy";
import { inspectionsAsCsv, inspectionsAsXlsx } from "@/lib/features/inspections/visits/list/documents";
import { inspectionListParams } from "@/lib/features/inspections/visits/list/schema";
import { exportInspections } from "@/lib/features/inspections/visits/list/service";
import { systemClock, today } from "@/lib/platform/clock";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { attachment } from "@/lib/platform/spreadsheet/write";

/** Every inspection that the list's filters leave, not only the page shown; `format=xlsx` or CSV. It is written down. */
export async function GET(request: Request): Promise<Response> {
  const actor = await requireActor();
  if (!inspectionScope(actor)) return new Response(null, { status: 404 });
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const { rows, total } = await exportInspections(actor, inspectionListParams(query));
  const name = `查核_${formatRocDate(today()).replaceAll("/", "")}`;
  if (query.format !== "xlsx") return attachment(`${name}.csv`, "csv", inspectionsAsCsv(rows));
  const notes = [`匯出時間 ${formatRocInstant(systemClock.now())}，共 ${total} 筆，本檔 ${rows.length} 筆。`];
  return attachment(`${name}.xlsx`, "xlsx", await inspectionsAsXlsx(rows, notes));
}
