import { type PrintedTable, tableAsCsv, tableAsXlsx } from "@/lib/features/dispatch/monthly-tables/documents";
import { rocMonth } from "@/lib/features/dispatch/monthly-tables/labels";
import { draftOf, monthOf } from "@/lib/features/dispatch/monthly-tables/queries";
import type { MonthView } from "@/lib/features/dispatch/monthly-tables/types";
import type { Actor } from "@/lib/platform/actor";
import { today } from "@/lib/platform/clock";
import { requireActor } from "@/lib/platform/session";
import { attachment } from "@/lib/platform/spreadsheet/write";

/** A unit's table of a month, by default the newest version, before the first the unit's draft; `format=xlsx` or CSV. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/api/dispatch/monthly/[unitId]/[month]">,
): Promise<Response> {
  const actor = await requireActor();
  const { unitId, month } = await params;
  const query = new URL(request.url).searchParams;
  const view = await monthOf(actor, unitId, month);
  const table = view && (await printed(actor, view, query.get("version")));
  if (!table) return new Response(null, { status: 404 });
  const { aUnit } = table.content;
  const name = `派案月報_${aUnit.code}_${rocMonth(month).replaceAll(" ", "")}${table.filed ? "" : "_草稿"}`;
  if (query.get("format") !== "xlsx") return attachment(`${name}.csv`, "csv", tableAsCsv(table));
  return attachment(`${name}.xlsx`, "xlsx", await tableAsXlsx(table));
}

async function printed(actor: Actor, view: MonthView, version: string | null): Promise<PrintedTable | null> {
  const filed = version
    ? view.versions.find(({ versionNo }) => String(versionNo) === version)
    : view.versions[0];
  if (filed) return { content: filed.content, explanations: filed.explanations, filed };
  if (version !== null) return null;
  const draft = await draftOf(actor, view.month, today());
  return draft && { content: draft.content, explanations: {}, filed: null };
}
