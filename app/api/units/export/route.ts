import { unitsAsCsv, unitsAsXlsx } from "@/lib/features/registry/units/list/documents";
import { allListedUnits } from "@/lib/features/registry/units/list/queries";
import { unitListParams } from "@/lib/features/registry/units/list/schema";
import { mayInUnits } from "@/lib/features/registry/units/policy";
import { systemClock, today } from "@/lib/platform/clock";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { attachment } from "@/lib/platform/spreadsheet/write";

/** Every unit that the list's filters leave, not only the page shown; `format=xlsx` or CSV. */
export async function GET(request: Request): Promise<Response> {
  const actor = await requireActor();
  if (!mayInUnits(actor, "unit.read")) return new Response(null, { status: 404 });
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const units = await allListedUnits(actor, unitListParams(query));
  const name = `單位_${formatRocDate(today()).replaceAll("/", "")}`;
  if (query.format !== "xlsx") return attachment(`${name}.csv`, "csv", unitsAsCsv(units));
  const notes = [`匯出時間 ${formatRocInstant(systemClock.now())}，共 ${units.length} 個單位。`];
  return attachment(`${name}.xlsx`, "xlsx", await unitsAsXlsx(units, notes));
}
