import { publicFile, publishedAsCsv } from "@/lib/features/dispatch/published/documents";
import { publishedOf } from "@/lib/features/dispatch/published/queries";

/** What an A unit published of a month (`month=YYYY-MM`, by default the newest), for everybody; `format=csv` or JSON. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/api/public/[city]/[code]">,
): Promise<Response> {
  const { city, code } = await params;
  const query = new URL(request.url).searchParams;
  const published = await publishedOf(city, code, query.get("month") ?? undefined);
  if (!published) return new Response(null, { status: 404 });
  const { content, publishedAt } = published;
  const name = `published-${city}-${content.unit.code}-${content.month}`;
  return query.get("format") === "csv"
    ? publicFile(name, "csv", publishedAsCsv(content, publishedAt))
    : publicFile(name, "json", JSON.stringify({ city, publishedAt, ...content }));
}
