import { notFound } from "next/navigation";
import { figuresDocument } from "@/lib/features/coverage/recompute/documents";
import { filteredFigures, recomputedSheet } from "@/lib/features/coverage/recompute/queries";
import { planYearParam, sheetParams } from "@/lib/features/coverage/recompute/schema";
import { requireActor } from "@/lib/platform/session";

/** The derived figures of a table as CSV, those that the page's filter leaves. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/coverage/recompute/[year]/[table]/export">,
) {
  const actor = await requireActor();
  const { year: text, table } = await params;
  const year = planYearParam(text);
  const sheet = year === undefined ? null : await recomputedSheet(actor, year, table);
  if (sheet === null) notFound();
  const asked = sheetParams(Object.fromEntries(new URL(request.url).searchParams));
  return figuresDocument(`${year}年計畫核算 ${sheet.title}`, filteredFigures(sheet.figures, asked));
}
