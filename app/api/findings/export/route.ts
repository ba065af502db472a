import { findingsAsCsv, findingsAsXlsx } from "@/lib/features/inspections/findings/list/documents";
import { exportFindings } from "@/lib/features/inspections/findings/list/service";
import { findingScope } from "@/lib/features/inspections/findings/policy";
import { findingListParams } from "@/lib/features/inspections/findings/schema";
import { systemClock, today } from "@/lib/platform/clock";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { attachment } from "@/lib/platform/spreadsheet/write";

/** Every finding that the list's filters leave, not only the page shown; `format=xlsx` or CSV. */
export async function GET(request: Request): Promise<Response> {
  const actor = await requireActor();
  if (!findingScope(actor)) return new Response(null, { status: 404 });
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const exported = await exportFindings(actor, findingListParams(query));
  if (!exported.ok) return new Response(exported.message, { status: 403 });
  const asOf = today();
  const name = `查核缺失_${formatRocDate(asOf).replaceAll("/", "")}`;
  if (query.format !== "xlsx") return attachment(`${name}.csv`, "csv", findingsAsCsv(exported.data));
  const notes = [`匯出時間 ${formatRocInstant(systemClock.now())}，共 ${exported.data.length} 筆。`];
  return attachment(`${name}.xlsx`, "xlsx", await findingsAsXlsx(exported.data, asOf, notes));
}
