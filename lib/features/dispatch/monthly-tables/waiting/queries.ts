import type { Actor } from "@/lib/platform/actor";
import { fromDbDate, officeDate } from "@/lib/platform/clock";
import { readAs } from "@/lib/platform/db";
import type { PlainDate } from "@/lib/rules/plain-date";
import { tableScope } from "../policy";
import type { Month, NamedUnit } from "../types";

/** A table that waits: filed, for the centre; returned, for its A unit. */
export interface WaitingTable {
  id: string;
  aUnit: NamedUnit;
  month: Month;
  versionNo: number;
  since: PlainDate;
  remark: string | null;
}

/** The tables in a state that the actor sees, of all months; the longest waiting first. */
export async function tablesInState(
  actor: Actor,
  state: "filed" | "returned",
  take: number,
): Promise<{ items: WaitingTable[]; total: number }> {
  const scope = tableScope(actor);
  if (!scope) return { items: [], total: 0 };
  const where = { ...scope, state };
  return readAs(actor, async (tx) => {
    const rows = await tx.monthlyDispatchTable.findMany({
      where,
      include: { aUnit: { select: { id: true, code: true, name: true } } },
      orderBy: [{ filedAt: "asc" }, { id: "asc" }],
      take,
    });
    return {
      items: rows.map(({ id, aUnit, month, versionNo, filedAt, reviewedAt, reviewRemark }) => ({
        ...{ id, aUnit, versionNo, remark: reviewRemark, month: fromDbDate(month).slice(0, 7) },
        since: officeDate(state === "returned" ? (reviewedAt ?? filedAt) : filedAt),
      })),
      total: await tx.monthlyDispatchTable.count({ where }),
    };
  });
}
