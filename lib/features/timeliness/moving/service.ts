import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { fromDbDate, toDbDate } from "@/lib/platform/clock";
import { type Tx, tellCaller } from "@/lib/platform/db";
import { addDays, type PlainDate } from "@/lib/rules/plain-date";
import type { Clock, Prisma } from "@/prisma/generated/client";
import type { ClockKind } from "@/prisma/generated/enums";
import { lawSays, OPEN, standingClosures } from "../service";
import type { ClockOutcome } from "../types";

/** A closure that was just declared or withdrawn. */
export interface MovingClosure {
  id: string;
  closedOn: PlainDate;
  withdrawn: boolean;
}

interface Move {
  clock: Clock;
  outcome: ClockOutcome;
}

/**
 * Recomputes the open clocks of the city that a closure can touch, after it was declared or withdrawn. Those that move keep the earlier
 * date in `moved_from`, and each move is kept with its closure. Clocks that are done are never touched. Returns how many moved.
 */
export async function moveClocks(tx: Tx, actor: Actor, now: Date, closure: MovingClosure): Promise<number> {
  // A closure moves every deadline of the city, also those of cases that whoever declares it may not see.
  await tellCaller(tx, { role: "system" });
  const moves = await recomputed(tx, actor, closure);
  if (moves.length > 0) await write(tx, actor, now, closure, moves);
  await tellCaller(tx, { role: actor.role });
  if (moves.length > 0) {
    await audit(tx, actor, now, {
      action: "clock.moved",
      subject: { kind: "jurisdiction", id: actor.jurisdictionId },
      detail: { moved: moves.length, closedOn: closure.closedOn, closureId: closure.id },
    });
  }
  return moves.length;
}

const WORKING: ClockKind[] = ["plan", "referral", "first_service"];
const CALENDAR: ClockKind[] = ["plan_renewal", "reassessment", "monthly_dispatch_table"];
/** No run of days off is longer, so a limit that ends later than this after a closure was not rolled over it. */
const LONGEST_RUN_OFF = 31;

/**
 * AA02 ends with its month whatever happens. Working days are counted over the closure where the limit ends on it or later; the others only
 * roll over it where they end on it or were rolled past it. Those that still wait for an office calendar are asked again each time.
 */
async function recomputed(tx: Tx, actor: Actor, { closedOn }: MovingClosure): Promise<Move[]> {
  const onOrAfter = { gte: toDbDate(closedOn) };
  const near = { ...onOrAfter, lte: toDbDate(addDays(closedOn, LONGEST_RUN_OFF)) };
  const open = await tx.clock.findMany({
    where: {
      ...{ jurisdictionId: actor.jurisdictionId, ...OPEN },
      OR: [
        { kind: { in: WORKING }, dueOn: onOrAfter },
        { kind: { in: CALENDAR }, dueOn: near },
        { kind: { in: CALENDAR }, outcome: { path: ["steps", "0", "code"], equals: "calendar_pending" } },
      ],
    },
  });
  const closures = await standingClosures(tx, actor.jurisdictionId);
  return open.flatMap((clock) => {
    const outcome = lawSays(actor.jurisdictionId, clock.kind, startOf(clock), closures);
    return outcome && outcome.dueOn !== fromDbDate(clock.dueOn) ? [{ clock, outcome }] : [];
  });
}

function startOf({ kind, startedOn }: Clock): string {
  const day = fromDbDate(startedOn);
  return kind === "monthly_dispatch_table" ? day.slice(0, 7) : day;
}

async function write(tx: Tx, actor: Actor, now: Date, closure: MovingClosure, moves: Move[]): Promise<void> {
  const { jurisdictionId } = actor;
  const rows = moves.map(({ clock, outcome }) => ({ id: clock.id, due_on: outcome.dueOn, outcome }));
  await tx.$executeRaw`
    UPDATE clock c SET moved_from = c.due_on, due_on = m.due_on, moved_at = ${now}, outcome = m.outcome
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS m(id uuid, due_on date, outcome jsonb)
     WHERE c.id = m.id AND c.jurisdiction_id = ${jurisdictionId}`;
  await tx.clockMove.createMany({
    data: moves.map(
      ({ clock, outcome }): Prisma.ClockMoveCreateManyInput => ({
        ...{ id: uuid(), jurisdictionId, clockId: clock.id, closureId: closure.id, movedAt: now },
        ...{ withdrawn: closure.withdrawn, fromOn: clock.dueOn, toOn: toDbDate(outcome.dueOn) },
      }),
    ),
  });
}
