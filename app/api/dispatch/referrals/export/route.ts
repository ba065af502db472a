import { referralsAsCsv, referralsAsXlsx } from "@/lib/features/dispatch/referrals/documents";
import { referralScope } from "@/lib/features/dispatch/referrals/policy";
import { referralListParams } from "@/lib/features/dispatch/referrals/schema";
import { exportReferrals } from "@/lib/features/dispatch/referrals/service";
import { systemClock, today } from "@/lib/platform/clock";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { attachment } from "@/lib/platform/spreadsheet/write";

/** Every referral that the list's filters leave, not only the page shown; `format=xlsx` or CSV. It is written down. */
export async function GET(request: Request): Promise<Response> {
  const actor = await requireActor();
  if (!referralScope(actor)) return new Response(null, { status: 404 });
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const { rows, total } = await exportReferrals(actor, referralListParams(query));
  const name = `照會_${formatRocDate(today()).replaceAll("/", "")}`;
  if (query.format !== "xlsx") return attachment(`${name}.csv`, "csv", referralsAsCsv(rows));
  const notes = [`匯出時間 ${formatRocInstant(systemClock.now())}，共 ${total} 筆，本檔 ${rows.length} 筆。`];
  return attachment(`${name}.xlsx`, "xlsx", await referralsAsXlsx(rows, notes));
}
