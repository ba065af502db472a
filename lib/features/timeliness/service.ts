import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { fromDbDate, type Clock as SystemClock, systemClock, toDbDate } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { RuleError } from "@/lib/rules/errors";
import { monitoringDue } from "@/lib/rules/monitoring";
import { type RuleSet, valueOn } from "@/lib/rules/parameter";
import { CLOCK_PARAMETERS } from "@/lib/rules/parameters/timeliness";
import { addMonths, type PlainDate } from "@/lib/rules/plain-date";
import { deadline } from "@/lib/rules/timeliness";
import type { Prisma } from "@/prisma/generated/client";
import type { ClockKind } from "@/prisma/generated/enums";
import { clockScope, mayClock } from "./policy";
import type { ExcuseInput } from "./schema";
import type { ClockOutcome } from "./types";

/** What starts a clock. Month clocks (`monitoring`, `monthly_dispatch_table`) take `YYYY-MM` as `startedOn`. */
export interface ClockStart {
  kind: ClockKind;
  /** The plan, dispatch, assessment or `unit/month` that started it; with `kind` it names the clock. */
  subjectId: string;
  startedOn: string;
  caseId?: string | null;
  /** The unit whose duty it is; null for the centre's. */
  unitId: string | null;
}

const JSON_OF = (value: unknown) => JSON.parse(JSON.stringify(value)) as Prisma.InputJsonObject;

/**
 * Starts a clock inside the caller's transaction and keeps what the law said. Returns the due date, or null where the
 * city's rule set has no such clock (Taoyuan has no `referral`). Starting the same clock again changes nothing.
 */
export async function startClock(tx: Tx, actor: Actor, start: ClockStart): Promise<PlainDate | null> {
  const outcome = await outcomeOf(tx, actor.jurisdictionId, start.kind, start.startedOn);
  if (!outcome) return null;
  await tx.clock.createMany({
    data: [
      {
        jurisdictionId: actor.jurisdictionId,
        kind: start.kind,
        caseId: start.caseId ?? null,
        unitId: start.unitId,
        subjectId: start.subjectId,
        startedOn: toDbDate(firstDay(start.startedOn)),
        dueOn: toDbDate(outcome.dueOn),
        outcome: JSON_OF(outcome),
      },
    ],
    skipDuplicates: true,
  });
  return outcome.dueOn;
}

/** Marks a clock done. A clock that is not there, done or cancelled already stays as it is. */
export async function stopClock(
  tx: Tx,
  actor: Actor,
  clock: { kind: ClockKind; subjectId: string; doneOn: PlainDate },
): Promise<void> {
  await tx.clock.updateMany({
    where: { jurisdictionId: actor.jurisdictionId, kind: clock.kind, subjectId: clock.subjectId, ...OPEN },
    data: { doneOn: toDbDate(clock.doneOn) },
  });
}

/** Puts another day in the place of the one on which a clock was done: what ended it had been recorded wrongly. */
export async function redateClock(
  tx: Tx,
  actor: Actor,
  clock: { kind: ClockKind; subjectId: string; doneOn: PlainDate },
): Promise<void> {
  await tx.clock.updateMany({
    where: {
      ...{ jurisdictionId: actor.jurisdictionId, kind: clock.kind, subjectId: clock.subjectId },
      doneOn: { not: null },
    },
    data: { doneOn: toDbDate(clock.doneOn) },
  });
}

/** Ends a clock without judging it: the case was closed, the dispatch taken back or declined. */
export async function cancelClocks(
  tx: Tx,
  actor: Actor,
  which: { kinds?: ClockKind[]; subjectId?: string; caseId?: string; on: PlainDate },
): Promise<void> {
  await tx.clock.updateMany({
    where: {
      jurisdictionId: actor.jurisdictionId,
      ...(which.kinds ? { kind: { in: which.kinds } } : {}),
      ...(which.subjectId ? { subjectId: which.subjectId } : {}),
      ...(which.caseId ? { caseId: which.caseId } : {}),
      ...OPEN,
    },
    data: { cancelledOn: toDbDate(which.on) },
  });
}

/** A clock that still runs. */
export const OPEN = { doneOn: null, cancelledOn: null } as const;

function firstDay(startedOn: string): PlainDate {
  return (startedOn.length === 7 ? `${startedOn}-01` : startedOn) as PlainDate;
}

async function outcomeOf(tx: Tx, jurisdictionId: string, kind: ClockKind, startedOn: string) {
  return lawSays(jurisdictionId, kind, startedOn, await standingClosures(tx, jurisdictionId));
}

/** The city's closures that stand. */
export async function standingClosures(tx: Tx, jurisdictionId: string): Promise<PlainDate[]> {
  const rows = await tx.closure.findMany({
    where: { jurisdictionId, withdrawnAt: null },
    select: { closedOn: true },
  });
  return rows.map((row) => fromDbDate(row.closedOn));
}

/** What the law says of a clock; null where the city's rule set has no such clock. */
export function lawSays(
  ruleSet: string,
  kind: ClockKind,
  startedOn: string,
  closures: PlainDate[],
): ClockOutcome | null {
  if (kind === "monitoring") return monitoringDue({ month: startedOn });
  try {
    return deadline(ruleSet as RuleSet, { clock: kind, startedOn, closures }).toJSON();
  } catch (error) {
    if (error instanceof RuleError && error.code === "no_such_clock") return null;
    const provisional =
      error instanceof RuleError && error.code === "no_calendar" ? unrolled(ruleSet, kind, startedOn) : null;
    if (provisional) return provisional;
    throw error;
  }
}

/**
 * The end of a period of months that reaches a year whose office calendar is not out yet: kept as it falls, and said so.
 * `moveClocks` rolls it once the calendar is there. Null for the other kinds: those cannot be told without a calendar.
 */
function unrolled(ruleSet: string, kind: ClockKind, startedOn: string): ClockOutcome | null {
  if (kind !== "plan_renewal" && kind !== "reassessment") return null;
  const entry = valueOn(CLOCK_PARAMETERS[kind], ruleSet as RuleSet, startedOn as PlainDate);
  if (entry?.value.kind !== "months") return null;
  const dueOn = addMonths(startedOn as PlainDate, entry.value.count);
  const year = Number(dueOn.slice(0, 4)) - 1911;
  const text = `${year} 年辦公日曆尚未公布，末日是否為放假日未定；公布後依民法第122條重新計算`;
  return {
    dueOn,
    citations: entry.citations,
    steps: [{ code: "calendar_pending", text }],
    assumptions: [{ text }],
  };
}

/** Puts on record why a clock is late through nobody's fault (個案住院 and the like). It leaves the on-time rate and stays visible. */
export async function excuseClock(
  actor: Actor,
  input: ExcuseInput,
  clock: SystemClock = systemClock,
): Promise<Result<{ id: string }>> {
  if (!mayClock(actor, "clock.excuse")) return refuse("forbidden", "逾期事由由照管中心認定。");
  return withActor(actor, async (tx) => {
    await tx.$queryRaw`SELECT id FROM clock WHERE id = ${input.id}::uuid AND jurisdiction_id = ${actor.jurisdictionId} FOR UPDATE`;
    const row = await tx.clock.findFirst({ where: { AND: [clockScope(actor), { id: input.id }] } });
    if (!row) throw new Refusal(refuse("not_found", "找不到這個時效，或不在您的職務範圍內。"));
    if (row.cancelledOn) throw new Refusal(refuse("cancelled", "這個時效已免計，不需認定事由。"));
    if (row.excuse) throw new Refusal(refuse("excused", "這個時效已有認定的事由，請重新整理後查看。"));
    await tx.clock.update({
      where: { id: row.id },
      data: { excuse: input.excuse, excusedById: actor.accountId },
    });
    await audit(tx, actor, clock.now(), {
      action: "clock.excused",
      subject: row.caseId ? { kind: "case", id: row.caseId } : { kind: "clock", id: row.id },
      unitId: row.unitId,
      detail: { kind: row.kind, dueOn: fromDbDate(row.dueOn), excuse: input.excuse },
    });
    return ok({ id: row.id });
  });
}
