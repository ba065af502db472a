import { dispatchesAsCsv, dispatchesAsXlsx } from "@/lib/features/dispatch/list/documents";
import { mayListDispatches } from "@/lib/features/dispatch/list/policy";
import { dispatchListParams } from "@/lib/features/dispatch/list/schema";
import { exportDispatches } from "@/lib/features/dispatch/list/service";
import { systemClock, today } from "@/lib/platform/clock";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { attachment } from "@/lib/platform/spreadsheet/write";

/** Every dispatch that the list's filters leave, not only the page shown; `format=xlsx` or CSV. It is written down. */
export async function GET(request: Request): Promise<Response> {
  const actor = await requireActor();
  if (!mayListDispatches(actor)) return new Response(null, { status: 404 });
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const exported = await exportDispatches(actor, dispatchListParams(query));
  if (!exported.ok) return new Response(exported.message, { status: 403 });
  const asOf = today();
  const name = `派案_${formatRocDate(asOf).replaceAll("/", "")}`;
  if (query.format !== "xlsx") return attachment(`${name}.csv`, "csv", dispatchesAsCsv(exported.data));
  const notes = [`匯出時間 ${formatRocInstant(systemClock.now())}，共 ${exported.data.length} 筆。`];
  return attachment(`${name}.xlsx`, "xlsx", await dispatchesAsXlsx(exported.data, asOf, notes));
}
