import { outwardAsCsv, outwardAsXlsx } from "@/lib/features/cases/monitoring/outward/documents";
import { exportOutward } from "@/lib/features/cases/monitoring/outward/export/service";
import { outwardListParams } from "@/lib/features/cases/monitoring/outward/schema";
import { readScope } from "@/lib/features/cases/monitoring/policy";
import { systemClock, today } from "@/lib/platform/clock";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { attachment } from "@/lib/platform/spreadsheet/write";

/** Every referral that the list's filters leave, not only the page shown; `format=xlsx` or CSV. It is written down. */
export async function GET(request: Request): Promise<Response> {
  const actor = await requireActor();
  if (!readScope(actor)) return new Response(null, { status: 404 });
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const params = outwardListParams(query);
  const exported = await exportOutward(actor, params);
  if (!exported.ok) return new Response(exported.message, { status: 403 });
  const asOf = today();
  const name = `轉介追蹤_${formatRocDate(asOf).replaceAll("/", "")}`;
  if (query.format !== "xlsx") return attachment(`${name}.csv`, "csv", outwardAsCsv(exported.data));
  const notes = [`匯出時間 ${formatRocInstant(systemClock.now())}，共 ${exported.data.length} 筆。`];
  return attachment(`${name}.xlsx`, "xlsx", await outwardAsXlsx(exported.data, asOf, notes));
}
