import type { Actor } from "@/lib/platform/actor";
import { fromDbDate, toDbDate } from "@/lib/platform/clock";
import { readAs } from "@/lib/platform/db";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { ClockKind } from "@/prisma/generated/enums";
import { clockScope, mayClock } from "../policy";

export interface OverdueKind {
  kind: ClockKind;
  count: number;
  /** The due date that passed first. */
  since: PlainDate;
}

/** How many of the clocks that an actor sees are overdue and not excused, by kind; the most first. */
export async function overdueByKind(actor: Actor, today: PlainDate): Promise<OverdueKind[]> {
  if (!mayClock(actor, "clock.read")) return [];
  const late = { doneOn: null, cancelledOn: null, excuse: null, dueOn: { lt: toDbDate(today) } };
  const groups = await readAs(actor, (tx) =>
    tx.clock.groupBy({
      by: ["kind"],
      where: { AND: [clockScope(actor), late] },
      _count: true,
      _min: { dueOn: true },
    }),
  );
  return groups
    .map(({ kind, _count, _min }) => ({ kind, count: _count, since: fromDbDate(_min.dueOn) ?? today }))
    .sort((a, b) => b.count - a.count);
}
