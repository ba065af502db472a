import { waitingAsCsv, waitingAsXlsx } from "@/lib/features/dispatch/managers/export/documents";
import { exportWaiting } from "@/lib/features/dispatch/managers/export/service";
import { managedScope } from "@/lib/features/dispatch/managers/policy";
import { waitingParams } from "@/lib/features/dispatch/managers/schema";
import { systemClock, today } from "@/lib/platform/clock";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { attachment } from "@/lib/platform/spreadsheet/write";

/** Every case that waits for a manager and that the search leaves; `format=xlsx` or CSV. It is written down. */
export async function GET(request: Request): Promise<Response> {
  const actor = await requireActor();
  if (!managedScope(actor)) return new Response(null, { status: 404 });
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const params = waitingParams(query);
  const exported = await exportWaiting(actor, params);
  if (!exported.ok) return new Response(exported.message, { status: 403 });
  const asOf = today();
  const name = `待分派個案_${formatRocDate(asOf).replaceAll("/", "")}`;
  if (query.format !== "xlsx") return attachment(`${name}.csv`, "csv", waitingAsCsv(exported.data));
  const notes = [`匯出時間 ${formatRocInstant(systemClock.now())}，共 ${exported.data.length} 案。`];
  return attachment(`${name}.xlsx`, "xlsx", await waitingAsXlsx(exported.data, asOf, notes));
}
