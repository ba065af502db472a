import { notFound } from "next/navigation";
import { planYearParam } from "@/lib/features/coverage/recompute/schema";
import { tableDocument } from "@/lib/features/coverage/tables/documents";
import { editionHistory } from "@/lib/features/coverage/tables/editions/queries";
import { requireActor } from "@/lib/platform/session";

/** An edition of a table as a file: the one that stands, or the one that is asked for. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/coverage/tables/[year]/[table]/export">,
) {
  const actor = await requireActor();
  const { year: text, table } = await params;
  const year = planYearParam(text);
  const history = year === undefined ? null : await editionHistory(actor, year, table);
  const query = new URL(request.url).searchParams;
  const number = query.get("edition");
  const edition = history?.editions.find((each) =>
    number === null ? each.supersededAt === null : String(each.edition) === number,
  );
  if (!history || !edition) notFound();
  return tableDocument(
    table,
    history.title,
    edition.content,
    query.get("format") === "xlsx" ? "xlsx" : "csv",
  );
}
