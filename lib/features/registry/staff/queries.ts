import { type Actor, systemActor } from "@/lib/platform/actor";
import { fromDbDate, toDbDate } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";
import { RuleError } from "@/lib/rules/errors";
import type { PlainDate } from "@/lib/rules/plain-date";
import { type ClockState, clockState } from "@/lib/rules/timeliness";
import type { Prisma } from "@/prisma/generated/client";
import { closedDays, closedDaysIn, rulesOf } from "../closures/queries";
import { isId } from "../units/queries";
import { mayStaff, type StaffScope, staffScope } from "./policy";
import type { StaffListParams } from "./schema";
import type { OtherPostings, Registration, StaffRow, StaffStanding } from "./types";

const WITHOUT_ID = {
  id: true,
  name: true,
  duty: true,
  employment: true,
  qualification: true,
  startedOn: true,
  registeredOn: true,
  endedOn: true,
  version: true,
  unit: { select: { id: true, code: true, name: true } },
} as const satisfies Prisma.StaffSelect;

type Loaded = Prisma.StaffGetPayload<{ select: typeof WITHOUT_ID }>;

function toRow(staff: Loaded): StaffRow {
  return {
    ...staff,
    startedOn: fromDbDate(staff.startedOn),
    registeredOn: fromDbDate(staff.registeredOn),
    endedOn: fromDbDate(staff.endedOn),
  };
}

type Registrable = Pick<StaffRow, "startedOn" | "registeredOn">;

/** Asks the city's clock how the registration of a person stands on a day. */
export function registrationOf(
  jurisdictionId: string,
  { startedOn, registeredOn }: Registrable,
  asOf: PlainDate,
  closures: readonly PlainDate[],
): Registration {
  try {
    const input = { clock: "staff_registration" as const, startedOn, doneOn: registeredOn, asOf, closures };
    return { kind: "clock", outcome: clockState(rulesOf(jurisdictionId), input) };
  } catch (error) {
    if (error instanceof RuleError) return { kind: "no_rule", message: error.message };
    throw error;
  }
}

/** The city's clock for somebody who starts today, for a screen that says whether there is one. */
export function registrationClock(jurisdictionId: string, asOf: PlainDate): Registration {
  return registrationOf(jurisdictionId, { startedOn: asOf, registeredOn: null }, asOf, []);
}

/** One person inside a transaction that has begun; null when the scope does not hold the person. */
export async function loadStaff(tx: Tx, scope: StaffScope, id: string): Promise<StaffRow | null> {
  const found = await tx.staff.findFirst({ where: { AND: [scope, { id }] }, select: WITHOUT_ID });
  return found && toRow(found);
}

/** One person of a list that the actor sees, without the national ID; null when there is none. */
export async function staffById(actor: Actor, id: string): Promise<StaffRow | null> {
  const scope = staffScope(actor);
  if (!scope || !isId(id)) return null;
  return readAs(actor, (tx) => loadStaff(tx, scope, id));
}

export interface StaffPage {
  rows: StaffStanding[];
  total: number;
}

/** The staff that the actor sees, filtered, sorted and paged in the database. */
export function listStaff(actor: Actor, params: StaffListParams, asOf: PlainDate): Promise<StaffPage> {
  const { page, size } = params;
  return readStaff(actor, params, asOf, { skip: (page - 1) * size, take: size });
}

/** The most rows that a file is given. */
export const EXPORT_LIMIT = 20_000;

/** The same list without pages, for a file. The national ID is never in it. */
export function staffForFile(actor: Actor, params: StaffListParams, asOf: PlainDate): Promise<StaffPage> {
  return readStaff(actor, params, asOf, { skip: 0, take: EXPORT_LIMIT });
}

async function readStaff(
  actor: Actor,
  params: StaffListParams,
  asOf: PlainDate,
  slice: { skip: number; take: number },
): Promise<StaffPage> {
  const scope = staffScope(actor);
  if (!scope) return { rows: [], total: 0 };
  return readAs(actor, async (tx) => {
    const closures = await closedDaysIn(tx, actor);
    const open = await inRegistration(tx, actor, scope, params, asOf, closures);
    const where = { AND: [scope, ...narrowing(params), open] };
    const found = await tx.staff.findMany({
      where,
      select: WITHOUT_ID,
      orderBy: [ordering(params), { id: "asc" }],
      ...slice,
    });
    const total = await tx.staff.count({ where });
    const rows = found.map(toRow).map((row) => ({
      ...row,
      registration: registrationOf(actor.jurisdictionId, row, asOf, closures),
    }));
    return { rows, total };
  });
}

function ordering({ sort, dir }: StaffListParams): Prisma.StaffOrderByWithRelationInput {
  if (sort === "unit") return { unit: { code: dir } };
  if (sort === "registeredOn") return { registeredOn: { sort: dir, nulls: "first" } };
  return { [sort]: dir };
}

function narrowing(params: StaffListParams): Prisma.StaffWhereInput[] {
  const { q, duty, employment, presence, unit } = params;
  const where: Prisma.StaffWhereInput[] = [];
  if (q) {
    const folded = foldText(q);
    where.push({
      OR: [
        { nameFolded: { contains: folded } },
        { unit: { nameFolded: { contains: folded } } },
        { unit: { code: { startsWith: q.toUpperCase() } } },
      ],
    });
  }
  if (duty) where.push({ duty });
  if (employment) where.push({ employment });
  if (presence !== "all") where.push({ endedOn: presence === "standing" ? null : { not: null } });
  if (unit) where.push(isId(unit) ? { unitId: unit } : { id: { in: [] } });
  return where;
}

const OPEN = { registeredOn: null, endedOn: null } as const;
const STATES_OF: Record<"overdue" | "due", readonly ClockState[]> = {
  overdue: ["overdue"],
  due: ["running", "due_soon"],
};

/** Open registrations are told apart by their first day: one question to the rule for each day that occurs. */
async function inRegistration(
  tx: Tx,
  actor: Actor,
  scope: StaffScope,
  { registration }: StaffListParams,
  asOf: PlainDate,
  closures: readonly PlainDate[],
): Promise<Prisma.StaffWhereInput> {
  if (!registration) return {};
  if (registration === "open") return OPEN;
  if (registration === "registered") return { registeredOn: { not: null } };
  const days = await tx.staff.groupBy({ by: ["startedOn"], where: { AND: [scope, OPEN] } });
  const wanted = days.filter(({ startedOn }) => {
    const row = { startedOn: fromDbDate(startedOn), registeredOn: null };
    const standing = registrationOf(actor.jurisdictionId, row, asOf, closures);
    return standing.kind === "clock" && STATES_OF[registration].includes(standing.outcome.state);
  });
  return { ...OPEN, startedOn: { in: wanted.map((day) => day.startedOn) } };
}

/** How many open registrations a closure on this day moves: due dates with and without it differ. */
export async function registrationsMovedBy(
  actor: Actor,
  closedOn: PlainDate,
): Promise<{ name: string; unit: string; id: string; without: PlainDate; withIt: PlainDate }[]> {
  const scope = staffScope(actor);
  if (!scope) return [];
  const others = (await closedDays(actor)).filter((day) => day !== closedOn);
  const found = await readAs(actor, (tx) =>
    tx.staff.findMany({
      where: { AND: [scope, OPEN, { startedOn: { lte: toDbDate(closedOn) } }] },
      select: WITHOUT_ID,
      orderBy: [{ startedOn: "asc" }, { id: "asc" }],
    }),
  );
  return found.map(toRow).flatMap((row) => {
    const without = registrationOf(actor.jurisdictionId, row, closedOn, others);
    const withIt = registrationOf(actor.jurisdictionId, row, closedOn, [...others, closedOn]);
    if (without.kind !== "clock" || withIt.kind !== "clock") return [];
    if (without.outcome.dueOn === withIt.outcome.dueOn) return [];
    const { id, name, unit } = row;
    return [{ id, name, unit: unit.name, without: without.outcome.dueOn, withIt: withIt.outcome.dueOn }];
  });
}

/**
 * Whether the person also stands in other units of the city. Read as the system, because a unit's person sees the own
 * unit only; such a person is told that it is so and nothing of the other unit.
 */
export async function otherPostings(
  actor: Actor,
  unitId: string,
  nationalIdIndex: Uint8Array<ArrayBuffer>,
): Promise<OtherPostings> {
  const { jurisdictionId } = actor;
  const found = await readAs(systemActor(jurisdictionId), (tx) =>
    tx.staff.findMany({
      where: { jurisdictionId, nationalIdIndex, endedOn: null, unitId: { not: unitId } },
      select: { unit: { select: { id: true, code: true, name: true } } },
    }),
  );
  const units = found.map((row) => row.unit);
  return { count: units.length, units: mayStaff(actor, "staff.keep_city") ? units : null };
}
