import type { Actor } from "@/lib/platform/actor";
import { fromDbDate, toDbDate } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";
import { addWorkingDays } from "@/lib/rules/calendar";
import { RuleError } from "@/lib/rules/errors";
import type { RuleSet } from "@/lib/rules/parameter";
import { addDays, diffDays, type PlainDate } from "@/lib/rules/plain-date";
import { clockState, DUE_SOON_CALENDAR_DAYS } from "@/lib/rules/timeliness";
import { calendarYears } from "@/lib/rules/working-days";
import type { Prisma } from "@/prisma/generated/client";
import type { ClockKind } from "@/prisma/generated/enums";
import { caseClockScope, clockScope, mayClock } from "./policy";
import type { ClockFilter, ClockListParams } from "./schema";
import type { ClockOutcome, ClockRow } from "./types";

const INCLUDE = {
  caseFile: { select: { number: true, client: { select: { name: true } } } },
  unit: { select: { name: true } },
  moves: {
    select: { withdrawn: true, closure: { select: { closedOn: true, reason: true } } },
    orderBy: [{ movedAt: "desc" }, { id: "desc" }],
    take: 1,
  },
} as const satisfies Prisma.ClockInclude;

type Row = Prisma.ClockGetPayload<{ include: typeof INCLUDE }>;

const WORKING_KINDS = ["plan", "referral", "first_service"] as const satisfies ClockKind[];

/** Whether a clock's limit counts working days; the others count calendar days. */
function countsWorkingDays(kind: ClockKind): kind is (typeof WORKING_KINDS)[number] {
  return WORKING_KINDS.some((each) => each === kind);
}

/** One page of the clocks that an actor sees, with how many there are; with `staffId` only those of one case manager's cases. */
export async function listClocks(
  actor: Actor,
  params: ClockListParams,
  today: PlainDate,
  staffId: string | null = null,
): Promise<{ rows: ClockRow[]; total: number }> {
  if (!mayClock(actor, "clock.read")) return { rows: [], total: 0 };
  return readAs(actor, async (tx) => {
    const closures = await closedDays(tx, actor);
    const where = { AND: [clockScope(actor), managedBy(staffId), narrowed(tx, params, today, closures)] };
    const total = await tx.clock.count({ where });
    const rows = await tx.clock.findMany({
      where,
      include: INCLUDE,
      orderBy: [{ [params.sort]: params.dir }, { id: "asc" }],
      skip: (params.page - 1) * params.size,
      take: params.size,
    });
    return { rows: rows.map((row) => toRow(row, actor, today, closures)), total };
  });
}

/** The clocks of one case, open ones first. */
export async function clocksOfCase(actor: Actor, caseId: string, today: PlainDate): Promise<ClockRow[]> {
  if (!mayClock(actor, "clock.read")) return [];
  return readAs(actor, async (tx) => {
    const closures = await closedDays(tx, actor);
    const rows = await tx.clock.findMany({
      where: { AND: [caseClockScope(actor), { caseId }] },
      include: INCLUDE,
      orderBy: [{ startedOn: "desc" }, { id: "desc" }],
    });
    const read = rows.map((row) => toRow(row, actor, today, closures));
    const isOpen = (row: ClockRow) => row.doneOn === null && row.cancelledOn === null;
    return [...read.filter(isOpen), ...read.filter((row) => !isOpen(row))];
  });
}

/** How many clocks stand under each filter, for the tabs of the list. */
export async function clockCounts(
  actor: Actor,
  today: PlainDate,
  staffId: string | null = null,
): Promise<Record<"open" | "overdue" | "due_soon", number>> {
  if (!mayClock(actor, "clock.read")) return { open: 0, overdue: 0, due_soon: 0 };
  return readAs(actor, async (tx) => {
    const closures = await closedDays(tx, actor);
    const count = (filter: ClockFilter) =>
      tx.clock.count({
        where: { AND: [clockScope(actor), managedBy(staffId), stateIs(tx, filter, today, closures)] },
      });
    return { open: await count("open"), overdue: await count("overdue"), due_soon: await count("due_soon") };
  });
}

function managedBy(staffId: string | null): Prisma.ClockWhereInput {
  return staffId === null ? {} : { caseFile: { managerId: staffId } };
}

async function closedDays(tx: Tx, actor: Actor): Promise<PlainDate[]> {
  const rows = await tx.closure.findMany({
    where: { jurisdictionId: actor.jurisdictionId, withdrawnAt: null },
    select: { closedOn: true },
  });
  return rows.map((row) => fromDbDate(row.closedOn));
}

function narrowed(
  tx: Tx,
  params: ClockListParams,
  today: PlainDate,
  closures: PlainDate[],
): Prisma.ClockWhereInput {
  const text = foldText(params.q);
  const matches: Prisma.ClockWhereInput = {
    OR: [
      { caseFile: { client: { nameFolded: { contains: text } } } },
      { caseFile: { number: params.q.trim().toUpperCase() } },
      { unit: { nameFolded: { contains: text } } },
    ],
  };
  return {
    AND: [
      params.kind ? { kind: params.kind } : {},
      params.within === undefined ? {} : { dueOn: { lte: toDbDate(addDays(today, params.within)) } },
      stateIs(tx, params.filter, today, closures),
      text === "" ? {} : matches,
    ],
  };
}

/** The same lines as `clockState` draws, as conditions on the stored dates. */
function stateIs(
  tx: Tx,
  filter: ClockFilter,
  today: PlainDate,
  closures: PlainDate[],
): Prisma.ClockWhereInput {
  const open: Prisma.ClockWhereInput = { doneOn: null, cancelledOn: null };
  const now = toDbDate(today);
  const { dueOn } = tx.clock.fields;
  switch (filter) {
    case "open":
      return open;
    case "overdue":
      return { ...open, excuse: null, dueOn: { lt: now } };
    case "due_soon":
      return {
        ...open,
        OR: soonBy(today, closures).map(({ kind, until }) => ({ kind, dueOn: { gte: now, lte: until } })),
      };
    case "done_late":
      return { cancelledOn: null, excuse: null, doneOn: { gt: dueOn } };
    case "excused":
      return { excuse: { not: null } };
    case "all":
      return {};
  }
}

/** The next day on the office calendar; the next day of all where the calendar has ended. */
function nextWorkingDay(today: PlainDate, closures: PlainDate[]): PlainDate {
  try {
    return addWorkingDays({ from: today, days: 1, closures }).date;
  } catch (error) {
    if (error instanceof RuleError && error.code === "no_calendar") return addDays(today, 1);
    throw error;
  }
}

function soonBy(today: PlainDate, closures: PlainDate[]) {
  const working = toDbDate(nextWorkingDay(today, closures));
  const calendar = toDbDate(addDays(today, DUE_SOON_CALENDAR_DAYS));
  const kinds: ClockKind[] = [
    "plan",
    "referral",
    "first_service",
    "monitoring",
    "plan_renewal",
    "reassessment",
    "monthly_dispatch_table",
  ];
  return kinds.map((kind) => ({ kind, until: countsWorkingDays(kind) ? working : calendar }));
}

function toRow(row: Row, actor: Actor, today: PlainDate, closures: PlainDate[]): ClockRow {
  return {
    id: row.id,
    kind: row.kind,
    caseId: row.caseId,
    caseNumber: row.caseFile?.number ?? null,
    clientName: row.caseFile?.client.name ?? null,
    unitId: row.unitId,
    unitName: row.unit?.name ?? null,
    subjectId: row.subjectId,
    startedOn: fromDbDate(row.startedOn),
    dueOn: fromDbDate(row.dueOn),
    doneOn: fromDbDate(row.doneOn),
    cancelledOn: fromDbDate(row.cancelledOn),
    excuse: row.excuse,
    movedFrom: fromDbDate(row.movedFrom),
    movedBy: movedBy(row),
    ...stateOf(row, actor, today, closures),
    outcome: row.outcome as unknown as ClockOutcome,
  };
}

function movedBy({ moves: [last] }: Row): ClockRow["movedBy"] {
  if (!last) return null;
  const { closedOn, reason } = last.closure;
  return { closedOn: fromDbDate(closedOn), reason, withdrawn: last.withdrawn };
}

function stateOf(
  row: Row,
  actor: Actor,
  today: PlainDate,
  closures: PlainDate[],
): Pick<ClockRow, "state" | "daysLeft"> {
  if (row.cancelledOn) return { state: "cancelled", daysLeft: null };
  const doneOn = fromDbDate(row.doneOn);
  const { kind } = row;
  if (!countsWorkingDays(kind))
    return calendarState(fromDbDate(row.dueOn), doneOn, row.excuse !== null, today);
  // Days cannot be counted into a year without an office calendar; whether it is late can still be told from the date kept.
  if (Number(today.slice(0, 4)) > calendarYears().last) {
    return calendarState(fromDbDate(row.dueOn), doneOn, row.excuse !== null, today);
  }
  const { state, daysLeft } = clockState(actor.jurisdictionId as RuleSet, {
    clock: kind,
    startedOn: fromDbDate(row.startedOn),
    doneOn,
    asOf: doneOn && doneOn > today ? doneOn : today,
    excused: row.excuse !== null,
    closures,
  });
  return { state, daysLeft };
}

/**
 * The states of a clock that counts calendar days, at the lines that `clockState` draws, from the due date that is kept: a
 * reassessment due in a year whose office calendar is not out yet has one too, and AA02 is no clock of the rule sets.
 */
function calendarState(dueOn: PlainDate, doneOn: PlainDate | null, excused: boolean, today: PlainDate) {
  const daysLeft = diffDays(doneOn ?? today, dueOn);
  if (daysLeft < 0)
    return { state: excused ? "excused" : doneOn ? "met_late" : "overdue", daysLeft } as const;
  if (doneOn) return { state: "met", daysLeft } as const;
  return { state: daysLeft <= DUE_SOON_CALENDAR_DAYS ? "due_soon" : "running", daysLeft } as const;
}
