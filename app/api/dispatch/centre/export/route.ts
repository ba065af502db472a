import { centreAsCsv, centreAsXlsx } from "@/lib/features/dispatch/centre/export/documents";
import { exportCentre } from "@/lib/features/dispatch/centre/export/service";
import { mayCentre } from "@/lib/features/dispatch/centre/policy";
import { centreListParams } from "@/lib/features/dispatch/centre/schema";
import { systemClock, today } from "@/lib/platform/clock";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { attachment } from "@/lib/platform/spreadsheet/write";

/** Every case that the list's filters leave, not only the page shown; `format=xlsx` or CSV. It is written down. */
export async function GET(request: Request): Promise<Response> {
  const actor = await requireActor();
  if (!mayCentre(actor, "centre.read")) return new Response(null, { status: 404 });
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const params = centreListParams(query);
  const exported = await exportCentre(actor, params);
  if (!exported.ok) return new Response(exported.message, { status: 403 });
  const asOf = today();
  const name = `派A單位_${formatRocDate(asOf).replaceAll("/", "")}`;
  if (query.format !== "xlsx") return attachment(`${name}.csv`, "csv", centreAsCsv(exported.data));
  const notes = [`匯出時間 ${formatRocInstant(systemClock.now())}，共 ${exported.data.length} 案。`];
  return attachment(
    `${name}.xlsx`,
    "xlsx",
    await centreAsXlsx(exported.data, { view: params.view, asOf }, notes),
  );
}
