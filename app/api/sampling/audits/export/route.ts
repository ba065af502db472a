import { listAudits } from "@/lib/features/sampling/audits/queries";
import { auditsAsCsv, auditsAsXlsx } from "@/lib/features/sampling/documents";
import { maySampling } from "@/lib/features/sampling/policy";
import { auditListParams } from "@/lib/features/sampling/schema";
import { systemClock } from "@/lib/platform/clock";
import { formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { attachment } from "@/lib/platform/spreadsheet/write";

/** Every audit that the list's filters leave, not only the page shown; `format=xlsx` or CSV. */
export async function GET(request: Request): Promise<Response> {
  const actor = await requireActor();
  if (!maySampling(actor, "sampling.read")) return new Response(null, { status: 404 });
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const { rows } = await listAudits(actor, auditListParams(query), true);
  if (query.format !== "xlsx") return attachment("抽查清冊.csv", "csv", auditsAsCsv(rows));
  const notes = [`匯出時間 ${formatRocInstant(systemClock.now())}，共 ${rows.length} 筆。`];
  return attachment("抽查清冊.xlsx", "xlsx", await auditsAsXlsx(rows, notes));
}
