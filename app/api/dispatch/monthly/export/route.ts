import { ensureTableClocks } from "@/lib/features/dispatch/monthly-tables/clocks/service";
import { tableListAsCsv, tableListAsXlsx } from "@/lib/features/dispatch/monthly-tables/documents";
import { rocMonth } from "@/lib/features/dispatch/monthly-tables/labels";
import { listTables } from "@/lib/features/dispatch/monthly-tables/list/queries";
import { mayMonthlyTable } from "@/lib/features/dispatch/monthly-tables/policy";
import { tableListParams } from "@/lib/features/dispatch/monthly-tables/schema";
import { systemClock, today } from "@/lib/platform/clock";
import { formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { attachment } from "@/lib/platform/spreadsheet/write";

/** Every A unit that the list's filters leave, not only the page shown; `format=xlsx` or CSV. */
export async function GET(request: Request): Promise<Response> {
  const actor = await requireActor();
  if (!mayMonthlyTable(actor, "monthly_table.read_city")) return new Response(null, { status: 404 });
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const asOf = today();
  const params = tableListParams(query, asOf);
  await ensureTableClocks(actor);
  const { rows } = await listTables(actor, params, asOf, true);
  const name = `派案月報提交情形_${rocMonth(params.month).replaceAll(" ", "")}`;
  if (query.format !== "xlsx") return attachment(`${name}.csv`, "csv", tableListAsCsv(rows));
  const notes = [`匯出時間 ${formatRocInstant(systemClock.now())}，共 ${rows.length} 個 A 單位。`];
  return attachment(`${name}.xlsx`, "xlsx", await tableListAsXlsx(rows, params.month, notes));
}
