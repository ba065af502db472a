import { planAsCsv, planAsXlsx } from "@/lib/features/inspections/planning/documents";
import { DUTY_LABELS } from "@/lib/features/inspections/planning/labels";
import { planParams } from "@/lib/features/inspections/planning/schema";
import { exportPlan } from "@/lib/features/inspections/planning/service";
import { systemClock, today } from "@/lib/platform/clock";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { attachment } from "@/lib/platform/spreadsheet/write";

/** The units of one duty that the filters leave; `format=xlsx` or CSV. It is written down. */
export async function GET(request: Request): Promise<Response> {
  const actor = await requireActor();
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const params = planParams(query);
  const kind = params.kind ?? "a_unit";
  const page = await exportPlan(actor, kind, params);
  if (!page) return new Response(null, { status: 404 });
  const on = today();
  const name = `年度查核計畫_${DUTY_LABELS[kind].replaceAll(" ", "")}_${formatRocDate(on).replaceAll("/", "")}`;
  if (query.format !== "xlsx") return attachment(`${name}.csv`, "csv", planAsCsv(page.rows));
  const notes = [`匯出時間 ${formatRocInstant(systemClock.now())}，共 ${page.rows.length} 家。`];
  return attachment(`${name}.xlsx`, "xlsx", await planAsXlsx(page.rows, kind, on, notes));
}
