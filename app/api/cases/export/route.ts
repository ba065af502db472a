import { casesAsCsv, casesAsXlsx } from "@/lib/features/cases/list/documents";
import { caseListParams } from "@/lib/features/cases/list/schema";
import { exportCases } from "@/lib/features/cases/list/service";
import { workScope } from "@/lib/features/cases/policy";
import { systemClock, today } from "@/lib/platform/clock";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { attachment } from "@/lib/platform/spreadsheet/write";

/** Every case that the list's filters leave, without national IDs and contact data; `format=xlsx` or CSV. */
export async function GET(request: Request): Promise<Response> {
  const actor = await requireActor();
  if (!workScope(actor)) return new Response(null, { status: 404 });
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const exported = await exportCases(actor, caseListParams(query));
  if (!exported.ok) return new Response(exported.message, { status: 403 });
  const asOf = today();
  const name = `個案_${formatRocDate(asOf).replaceAll("/", "")}`;
  if (query.format !== "xlsx") return attachment(`${name}.csv`, "csv", casesAsCsv(exported.data));
  const notes = [`匯出時間 ${formatRocInstant(systemClock.now())}，共 ${exported.data.length} 案。`];
  return attachment(`${name}.xlsx`, "xlsx", await casesAsXlsx(exported.data, asOf, notes));
}
