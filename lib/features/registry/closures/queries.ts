import type { Actor } from "@/lib/platform/actor";
import { fromDbDate, toDbDate } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import { isRuleSet, type RuleSet } from "@/lib/rules/parameter";
import { addDays, type PlainDate, plainDate } from "@/lib/rules/plain-date";
import type { Closure } from "@/prisma/generated/client";
import { closureScope } from "./policy";
import type { ClosureRow } from "./types";

/** The rule set of a city; every city that runs the system has one of its own name. */
export function rulesOf(jurisdictionId: string): RuleSet {
  if (isRuleSet(jurisdictionId)) return jurisdictionId;
  throw new Error(`the city ${jurisdictionId} has no rule set`);
}

function toRow(closure: Closure): ClosureRow {
  const { id, closedOn, reason, createdAt, withdrawnAt, withdrawnReason } = closure;
  return { id, closedOn: fromDbDate(closedOn), reason, createdAt, withdrawnAt, withdrawnReason };
}

/** The closures of a calendar year, withdrawn ones too, in order of the day. */
export async function closuresOfYear(actor: Actor, year: number): Promise<ClosureRow[]> {
  const from = plainDate(`${String(year).padStart(4, "0")}-01-01`);
  const to = plainDate(`${String(year).padStart(4, "0")}-12-31`);
  const rows = await readAs(actor, (tx) =>
    tx.closure.findMany({
      where: { ...closureScope(actor), closedOn: { gte: toDbDate(from), lte: toDbDate(to) } },
      orderBy: [{ closedOn: "asc" }, { createdAt: "asc" }],
    }),
  );
  return rows.map(toRow);
}

/** The closures that stand, from a day on, for a list of what lies ahead. */
export async function closuresAhead(actor: Actor, from: PlainDate, days: number): Promise<ClosureRow[]> {
  const rows = await readAs(actor, (tx) =>
    tx.closure.findMany({
      where: {
        ...closureScope(actor),
        withdrawnAt: null,
        closedOn: { gte: toDbDate(from), lte: toDbDate(addDays(from, days)) },
      },
      orderBy: { closedOn: "asc" },
    }),
  );
  return rows.map(toRow);
}

/** One closure of the own city, or null. */
export async function closureById(actor: Actor, id: string): Promise<ClosureRow | null> {
  const row = await readAs(actor, (tx) => tx.closure.findFirst({ where: { ...closureScope(actor), id } }));
  return row && toRow(row);
}

/** Every day that stands closed in the own city, as the rules take them. */
export async function closedDays(actor: Actor): Promise<PlainDate[]> {
  return readAs(actor, (tx) => closedDaysIn(tx, actor));
}

/** The same inside a transaction that has begun. */
export async function closedDaysIn(tx: Tx, actor: Actor): Promise<PlainDate[]> {
  const rows = await tx.closure.findMany({
    where: { ...closureScope(actor), withdrawnAt: null },
    select: { closedOn: true },
    orderBy: { closedOn: "asc" },
  });
  return rows.map((row) => fromDbDate(row.closedOn));
}
