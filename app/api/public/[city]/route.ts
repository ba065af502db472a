import { publicFile, publishedUnitsAsCsv } from "@/lib/features/dispatch/published/documents";
import { publishedUnits } from "@/lib/features/dispatch/published/queries";

/** The A units of a city that have published, for everybody; `format=csv` or JSON. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/api/public/[city]">,
): Promise<Response> {
  const { city } = await params;
  const units = await publishedUnits(city);
  if (!units) return new Response(null, { status: 404 });
  const isCsv = new URL(request.url).searchParams.get("format") === "csv";
  return isCsv
    ? publicFile(`published-${city}`, "csv", publishedUnitsAsCsv(units))
    : publicFile(`published-${city}`, "json", JSON.stringify({ city, units }));
}
