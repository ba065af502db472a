import { fromDbDate, toDbDate } from "@/lib/platform/clock";
import type { Tx } from "@/lib/platform/db";
import { formatRocDate } from "@/lib/platform/roc-date";
import type { Clock } from "@/prisma/generated/client";
import type { ClockKind } from "@/prisma/generated/enums";
import { CLOCK_LABELS } from "../../../timeliness/labels";
import type { Found, Search } from "../types";

type Judged = Pick<Clock, "caseId" | "startedOn" | "dueOn" | "doneOn" | "excuse">;

/** How the limits of one kind were kept in each case, those of the unit that began in the year before; cancelled ones do not count. */
export async function clocksKept(tx: Tx, search: Search, kind: ClockKind): Promise<Map<string, Found>> {
  const { jurisdictionId, unitId, asOf, from, caseIds } = search;
  const rows = await tx.clock.findMany({
    where: {
      ...{ jurisdictionId, kind, cancelledOn: null, unitId },
      caseId: { in: [...caseIds] },
      startedOn: { gte: toDbDate(from), lte: toDbDate(asOf) },
    },
    select: { caseId: true, startedOn: true, dueOn: true, doneOn: true, excuse: true },
    orderBy: [{ startedOn: "asc" }, { id: "asc" }],
  });
  return new Map(
    caseIds.map((caseId) => [
      caseId,
      judged(
        rows.filter((row) => row.caseId === caseId),
        { kind, caseId, asOf: toDbDate(asOf) },
      ),
    ]),
  );
}

function judged(
  rows: readonly Judged[],
  { kind, caseId, asOf }: { kind: ClockKind; caseId: string; asOf: Date },
): Found {
  const name = CLOCK_LABELS[kind];
  const href = `/cases/${caseId}/clocks`;
  // A limit met after the day of the look-back was still open on it.
  const ended = ({ doneOn }: Judged) => (doneOn !== null && doneOn <= asOf ? doneOn : null);
  const isLate = (row: Judged) => row.excuse === null && (ended(row) ?? asOf) > row.dueOn;
  const late = rows.filter(isLate);
  const settled = rows.filter((row) => ended(row) !== null || row.excuse !== null);
  const lines = rows.map((row) => {
    const done = ended(row);
    const end = done ? `${formatRocDate(fromDbDate(done))} 完成` : "尚未完成";
    const state = row.excuse ? `，有正當理由：${row.excuse}` : isLate(row) ? "，逾期" : "";
    return { label: `${name} 期限 ${formatRocDate(fromDbDate(row.dueOn))}，${end}${state}`, href };
  });
  if (late.length > 0)
    return { verdict: "deviation", why: `${name}：${rows.length} 件中 ${late.length} 件逾期。`, rows: lines };
  if (settled.length > 0)
    return { verdict: "in_order", why: `${name}：${settled.length} 件均在期限內或有正當理由。`, rows: lines };
  if (rows.length > 0) return { verdict: null, why: `${name}：進行中，尚未到期。`, rows: lines };
  return { verdict: null, why: `${name}：一年內沒有紀錄。`, rows: [] };
}

/** Whether the plan was renewed every six months; a case too young for it is none of this item's. */
export async function renewalsKept(tx: Tx, search: Search): Promise<Map<string, Found>> {
  const kept = await clocksKept(tx, search, "plan_renewal");
  return new Map(
    [...kept].map(([caseId, found]) => [
      caseId,
      found.verdict === null && found.rows.length > 0
        ? { ...found, verdict: "not_applicable" as const, why: "六個月重新擬訂計畫：尚未到期。" }
        : found,
    ]),
  );
}
