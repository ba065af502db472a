import { notFound } from "next/navigation";
import { figuresDocument } from "@/lib/features/coverage/recompute/documents";
import { recomputedPlanFigures } from "@/lib/features/coverage/recompute/queries";
import { planYearParam, sheetParams } from "@/lib/features/coverage/recompute/schema";
import { requireActor } from "@/lib/platform/session";

/** Every derived figure of a plan as CSV, or those of one result. */
export async function GET(request: Request) {
  const actor = await requireActor();
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const year = planYearParam(query.year);
  const figures = year === undefined ? null : await recomputedPlanFigures(actor, year, sheetParams(query));
  if (figures === null) notFound();
  return figuresDocument(`${year}年計畫核算`, figures);
}
