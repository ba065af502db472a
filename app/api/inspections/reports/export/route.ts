import { mayInspect } from "@/lib/features/inspections/policy";
import { agreementReports } from "@/lib/features/inspections/reports/agreement/queries";
import { closureRows, closuresBehind } from "@/lib/features/inspections/reports/closure/queries";
import {
  agreementSheet,
  closureSheet,
  itemSheet,
  type ReportSheet,
  reportAsCsv,
  reportAsXlsx,
} from "@/lib/features/inspections/reports/documents";
import { itemReports } from "@/lib/features/inspections/reports/items/queries";
import { reportParams } from "@/lib/features/inspections/reports/schema";
import { FORM_LABELS } from "@/lib/features/inspections/templates/labels";
import type { Actor } from "@/lib/platform/actor";
import { systemClock, today } from "@/lib/platform/clock";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { attachment } from "@/lib/platform/spreadsheet/write";

type Params = ReturnType<typeof reportParams>;

async function sheetOf(actor: Actor, of: string | undefined, params: Params): Promise<ReportSheet> {
  if (of === "agreement") return agreementSheet((await agreementReports(actor, params)).rows);
  if (of === "closure")
    return closureSheet(closuresBehind(await closureRows(actor, params, today()), params));
  return itemSheet((await itemReports(actor, params)).rows);
}

/** A report as its page shows it: `of` items, agreement or closure; `format=xlsx` or CSV. */
export async function GET(request: Request): Promise<Response> {
  const actor = await requireActor();
  if (!mayInspect(actor, "inspection.read_city")) return new Response(null, { status: 404 });
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const params = reportParams(query, today());
  const sheet = await sheetOf(actor, query.of, params);
  if (query.format !== "xlsx") return attachment(`${sheet.sheetName}.csv`, "csv", reportAsCsv(sheet));
  const span = `${formatRocDate(params.from)} 至 ${formatRocDate(params.to)}`;
  const notes = [
    `${FORM_LABELS[params.form]}，${span}。`,
    `匯出時間 ${formatRocInstant(systemClock.now())}。`,
  ];
  return attachment(`${sheet.sheetName}.xlsx`, "xlsx", await reportAsXlsx(sheet, notes));
}
