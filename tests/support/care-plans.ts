import { startPlan } from "@/lib/features/care-plans/drafting/service";
import type { PlanContent } from "@/lib/features/care-plans/schema";
import { submitPlan } from "@/lib/features/care-plans/submission/service";
import type { Actor } from "@/lib/platform/actor";
import type { Clock } from "@/lib/platform/clock";
import { plainDate } from "@/lib/rules/plain-date";
import { done } from "./accounts";
import type { TestCase } from "./cases";
import { ownerSql } from "./fixtures";

// Plans that the product itself wrote, and what a plan's form holds.

/** A clock that stands at noon of a day in the office. */
export function on(date: string): Clock {
  return { now: () => new Date(`${date}T04:00:00Z`) };
}

interface ItemGiven {
  code: string;
  quantity?: number;
  price?: number;
  problemId?: string | null;
  goal?: string | null;
}

/** What somebody typed: items for the case's first problem, a note on the others. */
export function typed(
  row: Pick<TestCase, "problemIds">,
  items: readonly ItemGiven[],
  changes: Partial<PlanContent> = {},
): PlanContent {
  const [first = null, ...others] = row.problemIds;
  return {
    visitedOn: plainDate("2026-07-10"),
    notes: Object.fromEntries(others.map((id) => [id, "家屬可自行處理"])),
    items: items.map(({ code, quantity = 8, price = null, problemId = first, goal = "維持清潔" }, place) => ({
      ...{ row: place, code, quantity, price, problemId, goal },
    })),
    ...changes,
  };
}

export const TWO_SERVICES = [{ code: "BA01" }, { code: "GA09", quantity: 2 }] as const;

/** The case's manager on the staff is this account's person: both have the same national ID. */
export async function manages(actor: Actor, row: Pick<TestCase, "managerId">): Promise<void> {
  await ownerSql(
    "UPDATE account SET national_id_index = (SELECT national_id_index FROM staff WHERE id = $2) WHERE id = $1",
    [actor.accountId, row.managerId],
  );
}

export interface TestPlan {
  id: string;
  version: number;
}

/** A draft of an initial plan, by the product. */
export async function aDraft(
  actor: Actor,
  row: Pick<TestCase, "id">,
  clock = on("2026-07-10"),
): Promise<TestPlan> {
  return done(await startPlan(actor, { caseId: row.id, kind: "initial", reason: null }, clock));
}

/** A plan handed in, by the product. */
export async function aSubmitted(
  actor: Actor,
  row: Pick<TestCase, "id" | "problemIds">,
  clock = on("2026-07-10"),
): Promise<TestPlan> {
  const { id, version } = await aDraft(actor, row, clock);
  return done(await submitPlan(actor, { id, version, content: typed(row, TWO_SERVICES) }, clock));
}
