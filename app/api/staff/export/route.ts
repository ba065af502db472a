import { staffAsCsv, staffAsXlsx } from "@/lib/features/registry/staff/documents";
import { exportStaff } from "@/lib/features/registry/staff/file/service";
import { staffScope } from "@/lib/features/registry/staff/policy";
import { staffListParams } from "@/lib/features/registry/staff/schema";
import { systemClock, today } from "@/lib/platform/clock";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { attachment } from "@/lib/platform/spreadsheet/write";

/** Every person that the list's filters leave, without national IDs; `format=xlsx` or CSV. */
export async function GET(request: Request): Promise<Response> {
  const actor = await requireActor();
  if (!staffScope(actor)) return new Response(null, { status: 404 });
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const exported = await exportStaff(actor, staffListParams(query));
  if (!exported.ok) return new Response(exported.message, { status: 403 });
  const asOf = today();
  const name = `人員_${formatRocDate(asOf).replaceAll("/", "")}`;
  if (query.format !== "xlsx") return attachment(`${name}.csv`, "csv", staffAsCsv(exported.data));
  const notes = [`匯出時間 ${formatRocInstant(systemClock.now())}，共 ${exported.data.length} 筆。`];
  return attachment(`${name}.xlsx`, "xlsx", await staffAsXlsx(exported.data, asOf, notes));
}
