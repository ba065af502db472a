import { plansAsCsv, plansAsXlsx } from "@/lib/features/care-plans/list/documents";
import { exportPlans } from "@/lib/features/care-plans/list/service";
import { planCaseScope } from "@/lib/features/care-plans/policy";
import { planListParams } from "@/lib/features/care-plans/schema";
import { systemClock, today } from "@/lib/platform/clock";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { attachment } from "@/lib/platform/spreadsheet/write";

/** Every plan that the list's filters leave, not only the page shown; `format=xlsx` or CSV. */
export async function GET(request: Request): Promise<Response> {
  const actor = await requireActor();
  if (!planCaseScope(actor)) return new Response(null, { status: 404 });
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const exported = await exportPlans(actor, planListParams(query));
  if (!exported.ok) return new Response(exported.message, { status: 403 });
  const asOf = today();
  const name = `照顧計畫_${formatRocDate(asOf).replaceAll("/", "")}`;
  if (query.format !== "xlsx") return attachment(`${name}.csv`, "csv", plansAsCsv(exported.data));
  const notes = [`匯出時間 ${formatRocInstant(systemClock.now())}，共 ${exported.data.length} 筆。`];
  return attachment(`${name}.xlsx`, "xlsx", await plansAsXlsx(exported.data, asOf, notes));
}
