import {
  questionResultsAsCsv,
  questionResultsAsXlsx,
  unitResultsAsCsv,
  unitResultsAsXlsx,
} from "@/lib/features/sampling/documents";
import { maySampling } from "@/lib/features/sampling/policy";
import { questionResults, unitResults } from "@/lib/features/sampling/results/queries";
import { resultParams } from "@/lib/features/sampling/schema";
import { systemClock } from "@/lib/platform/clock";
import { formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { attachment } from "@/lib/platform/spreadsheet/write";

/** The results per unit, or with `of=questions` those of each question; `format=xlsx` or CSV. */
export async function GET(request: Request): Promise<Response> {
  const actor = await requireActor();
  if (!maySampling(actor, "sampling.read_city")) return new Response(null, { status: 404 });
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const params = resultParams(query);
  const notes = [`匯出時間 ${formatRocInstant(systemClock.now())}。`];
  if (query.of === "questions") {
    const rows = await questionResults(actor, params);
    return query.format === "xlsx"
      ? attachment("抽查各題結果.xlsx", "xlsx", await questionResultsAsXlsx(rows, notes))
      : attachment("抽查各題結果.csv", "csv", questionResultsAsCsv(rows));
  }
  const rows = await unitResults(actor, params);
  return query.format === "xlsx"
    ? attachment("抽查結果.xlsx", "xlsx", await unitResultsAsXlsx(rows, notes))
    : attachment("抽查結果.csv", "csv", unitResultsAsCsv(rows));
}
