import type { Actor } from "@/lib/platform/actor";
import { fromDbDate, toDbDate } from "@/lib/platform/clock";
import { readAs } from "@/lib/platform/db";
import { diffDays, type PlainDate } from "@/lib/rules/plain-date";
import type { FindingBasis } from "../../findings/types";
import { mayInspect } from "../../policy";
import type { ReportParams } from "../schema";
import { bucketOf, CLOSURE_BUCKETS, type ClosureReport, type ClosureRow, meanOf, medianOf } from "../types";

/** The findings of a form that were found in a span of days, with how long each took. */
export async function closureRows(
  actor: Actor,
  { form, from, to, unit }: ReportParams,
  today: PlainDate,
): Promise<ClosureRow[]> {
  if (!mayInspect(actor, "inspection.read_city")) return [];
  const rows = await readAs(actor, (tx) =>
    tx.finding.findMany({
      where: {
        ...{ jurisdictionId: actor.jurisdictionId, inspection: { template: { formKey: form } } },
        createdOn: { gte: toDbDate(from), lte: toDbDate(to) },
        ...(unit ? { unitId: unit } : {}),
      },
      include: { unit: { select: { id: true, code: true, name: true } } },
      orderBy: [{ createdOn: "asc" }, { number: "asc" }],
    }),
  );
  return rows.map(({ id, number, unit: of, basis, state, inTime, ...row }) => {
    const [foundOn, dueOn, settledOn] = [
      fromDbDate(row.createdOn),
      fromDbDate(row.dueOn),
      fromDbDate(row.settledOn),
    ];
    const days = diffDays(foundOn, settledOn ?? today);
    return {
      ...{ id, number, unit: of, state, inTime, foundOn, dueOn, settledOn, days },
      itemLabel: labelIn(basis as unknown as FindingBasis),
      bucket: bucketOf(days, settledOn !== null),
    };
  });
}

function labelIn({ itemNumber, itemLabel }: Pick<FindingBasis, "itemNumber" | "itemLabel">): string {
  return `${itemNumber ? `${itemNumber}. ` : ""}${itemLabel}`;
}

/** The figures of these findings. */
export function closureReport(rows: readonly ClosureRow[]): ClosureReport {
  const settled = rows.filter(({ settledOn }) => settledOn !== null);
  const days = settled.map((row) => row.days);
  return {
    ...{ found: rows.length, settled: settled.length, open: rows.length - settled.length },
    inTime: settled.filter(({ inTime }) => inTime === true).length,
    ...{ meanDays: meanOf(days), medianDays: medianOf(days) },
    buckets: CLOSURE_BUCKETS.map((bucket) => ({
      bucket,
      count: rows.filter((row) => row.bucket === bucket).length,
    })),
  };
}

/** The findings behind a number; all of them where no number was opened. */
export function closuresBehind(
  rows: readonly ClosureRow[],
  { bucket, timely, settled }: ReportParams,
): ClosureRow[] {
  return rows.filter(
    (row) =>
      (bucket === undefined || row.bucket === bucket) &&
      (!settled || row.settledOn !== null) &&
      (timely === undefined || row.inTime === (timely === "yes")),
  );
}
