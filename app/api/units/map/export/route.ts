import { figuresAsCsv, figuresAsXlsx } from "@/lib/features/registry/units/map/documents";
import { SUBJECT_LABELS } from "@/lib/features/registry/units/map/labels";
import { districtFigures } from "@/lib/features/registry/units/map/queries";
import { mapParams } from "@/lib/features/registry/units/map/schema";
import { mayInUnits } from "@/lib/features/registry/units/policy";
import { requireActor } from "@/lib/platform/session";
import { attachment } from "@/lib/platform/spreadsheet/write";

/** The table beside the map, as it is sorted there; `format=xlsx` or CSV. */
export async function GET(request: Request): Promise<Response> {
  const actor = await requireActor();
  if (!mayInUnits(actor, "unit.read")) return new Response(null, { status: 404 });
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const params = mapParams(query);
  const figures = await districtFigures(actor, params);
  const name = `行政區_${SUBJECT_LABELS[params.of]}`;
  if (query.format !== "xlsx") return attachment(`${name}.csv`, "csv", figuresAsCsv(figures));
  return attachment(`${name}.xlsx`, "xlsx", await figuresAsXlsx(figures, params.of));
}
