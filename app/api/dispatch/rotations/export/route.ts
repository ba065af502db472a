import { rotationsAsCsv, rotationsAsXlsx } from "@/lib/features/dispatch/rotations/documents";
import { rotationScope } from "@/lib/features/dispatch/rotations/policy";
import { listRotations } from "@/lib/features/dispatch/rotations/queries";
import { rotationListParams } from "@/lib/features/dispatch/rotations/schema";
import { systemClock, today } from "@/lib/platform/clock";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { attachment } from "@/lib/platform/spreadsheet/write";

/** Every order that the list's filters leave, not only the page shown; `format=xlsx` or CSV. */
export async function GET(request: Request): Promise<Response> {
  const actor = await requireActor();
  if (!rotationScope(actor)) return new Response(null, { status: 404 });
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const asOf = today();
  const { rows, total } = await listRotations(actor, rotationListParams(query), asOf, true);
  const name = `輪序表_${formatRocDate(asOf).replaceAll("/", "")}`;
  if (query.format !== "xlsx") return attachment(`${name}.csv`, "csv", rotationsAsCsv(rows));
  const notes = [`匯出時間 ${formatRocInstant(systemClock.now())}，共 ${total} 張，本檔 ${rows.length} 張。`];
  return attachment(`${name}.xlsx`, "xlsx", await rotationsAsXlsx(rows, notes));
}
