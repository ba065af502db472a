import { contractsAsCsv, contractsAsXlsx } from "@/lib/features/registry/contracts/documents";
import { contractScope } from "@/lib/features/registry/contracts/policy";
import { contractsForFile } from "@/lib/features/registry/contracts/queries";
import { contractListParams } from "@/lib/features/registry/contracts/schema";
import { systemClock, today } from "@/lib/platform/clock";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { attachment } from "@/lib/platform/spreadsheet/write";

/** Every contract that the list's filters leave, not only the page shown; `format=xlsx` or CSV. */
export async function GET(request: Request): Promise<Response> {
  const actor = await requireActor();
  if (!contractScope(actor)) return new Response(null, { status: 404 });
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const asOf = today();
  const { rows, total } = await contractsForFile(actor, contractListParams(query), asOf);
  const name = `特約_${formatRocDate(asOf).replaceAll("/", "")}`;
  if (query.format !== "xlsx") return attachment(`${name}.csv`, "csv", contractsAsCsv(rows));
  const notes = [`匯出時間 ${formatRocInstant(systemClock.now())}，共 ${total} 筆，本檔 ${rows.length} 筆。`];
  return attachment(`${name}.xlsx`, "xlsx", await contractsAsXlsx(rows, asOf, notes));
}
