import { notFound } from "next/navigation";
import { workbookTables } from "@/lib/features/coverage/recompute/queries";
import { planYearParam } from "@/lib/features/coverage/recompute/schema";
import { workbookDocument } from "@/lib/features/coverage/workbook/documents";
import { requireActor } from "@/lib/platform/session";

/** All tables of a plan as one workbook with live formulas. */
export async function GET(request: Request) {
  const actor = await requireActor();
  const year = planYearParam(new URL(request.url).searchParams.get("year") ?? undefined);
  const plan = year === undefined ? null : await workbookTables(actor, year);
  if (year === undefined || plan === null) notFound();
  return workbookDocument(year, plan.tables, plan.figures);
}
