import type { Actor } from "@/lib/platform/actor";
import { fromDbDate } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import { Prisma } from "@/prisma/generated/client";
import { isId } from "../../registry/units/queries";
import { readAssessments } from "../assessment/queries";
import type { CStation } from "../assessment/types";
import { mayCase, workScope } from "../policy";
import { type CaseRow, contactFrom, loadCase, namesOf, personOf, standingOf } from "../queries";
import type {
  CaseHistory,
  ContactSummary,
  DispatchSummary,
  FullFile,
  HistoryEntry,
  LimitedFile,
  OpenClock,
  PlanSummary,
} from "./types";

const PAGE = 50;
const OPENINGS = ["case.opened", "case.national_id_opened", "case.document_opened"];

/** Everything that the first page of a file tells, of a case that was found in the actor's scope. */
export async function readFullFile(tx: Tx, actor: Actor, row: CaseRow): Promise<FullFile> {
  const where = { jurisdictionId: actor.jurisdictionId, caseId: row.id };
  return {
    view: "full",
    standing: standingOf(row),
    person: personOf(row.client),
    assessments: await readAssessments(tx, actor, row.id),
    plans: await plansOf(tx, where),
    dispatches: await dispatchesOf(tx, where),
    clocks: await openClocksOf(tx, where),
    contacts: await contactsOf(tx, where),
    documents: await tx.document.count({ where }),
    cStations: await stationsFor(tx, row),
  };
}

type OfCase = { jurisdictionId: string; caseId: string };

async function plansOf(tx: Tx, where: OfCase): Promise<PlanSummary[]> {
  return tx.carePlan
    .findMany({
      where: { ...where, status: { in: ["draft", "submitted", "returned", "approved"] } },
      select: {
        ...{ id: true, versionNo: true, kind: true, status: true, submittedAt: true, decidedAt: true },
        visitedOn: true,
        items: {
          select: { code: true, name: true, quantity: true },
          orderBy: { sortOrder: "asc" },
        },
      },
      orderBy: { versionNo: "desc" },
    })
    .then((plans) => plans.map((plan) => ({ ...plan, visitedOn: fromDbDate(plan.visitedOn) })));
}

async function dispatchesOf(tx: Tx, where: OfCase & Prisma.DispatchWhereInput): Promise<DispatchSummary[]> {
  const rows = await tx.dispatch.findMany({
    where,
    include: { toUnit: { select: { id: true, name: true } } },
    orderBy: [{ dispatchedAt: "desc" }, { id: "desc" }],
    take: 30,
  });
  return rows.map(({ id, service, toUnit, basis, state, dispatchedOn, firstServiceOn, endedOn }) => ({
    ...{ id, service, toUnit, basis, state },
    dispatchedOn: fromDbDate(dispatchedOn),
    firstServiceOn: fromDbDate(firstServiceOn),
    endedOn: fromDbDate(endedOn),
  }));
}

async function openClocksOf(tx: Tx, where: OfCase): Promise<OpenClock[]> {
  const rows = await tx.clock.findMany({
    where: { ...where, doneOn: null, cancelledOn: null },
    include: { unit: { select: { id: true, name: true } } },
    orderBy: [{ dueOn: "asc" }, { kind: "asc" }],
  });
  return rows.map(({ id, kind, unit, startedOn, dueOn }) => ({
    ...{ id, kind, unit, startedOn: fromDbDate(startedOn), dueOn: fromDbDate(dueOn) },
  }));
}

async function contactsOf(tx: Tx, where: OfCase): Promise<ContactSummary[]> {
  const rows = await tx.monitoring.findMany({ where, orderBy: { month: "desc" }, take: 3 });
  return rows.map(({ id, contactOn, contactKind, problems, planChangeNeeded }) => ({
    ...{ id, problems, planChangeNeeded, kind: contactKind, contactOn: fromDbDate(contactOn) },
  }));
}

/** C stations are told to levels 1 to 3 and to whoever leaves. */
async function stationsFor(tx: Tx, row: CaseRow): Promise<CStation[]> {
  const light = row.needLevel !== null && row.needLevel <= 3;
  if (!light && row.status !== "closed") return [];
  return tx.unit.findMany({
    where: {
      ...{ jurisdictionId: row.jurisdictionId, districtId: row.districtId, tier: "c", mergedIntoId: null },
      listings: { some: { service: "c_station", state: "listed" } },
    },
    select: { id: true, code: true, name: true, address: true, phone: true },
    orderBy: { code: "asc" },
  });
}

/** What a B unit sees of a case that is referred to it. */
export async function readLimitedFile(tx: Tx, actor: Actor, row: CaseRow): Promise<LimitedFile> {
  const { address, phone } = contactFrom(row.client);
  const where = { jurisdictionId: actor.jurisdictionId, caseId: row.id };
  const plan = await tx.carePlan.findFirst({
    where: { ...where, status: "approved" },
    select: {
      items: {
        select: { code: true, name: true, quantity: true, goal: true },
        orderBy: { sortOrder: "asc" },
      },
    },
  });
  return {
    view: "limited",
    ...{ id: row.id, number: row.number, name: row.client.name, needLevel: row.needLevel, address, phone },
    district: { id: row.district.id, name: row.district.name },
    aUnit: row.aUnit,
    dispatches: await dispatchesOf(tx, {
      ...{ ...where, toUnitId: actor.unitId ?? "", state: { in: ["waiting", "accepted"] } },
    }),
    items: plan?.items ?? [],
  };
}

interface HistoryRow {
  id: string;
  at: Date;
  actor_name: string;
  actor_role: string;
  action: string;
  detail: unknown;
}

/**
 * What was done to a case, latest first, 50 a page; with `openings` who opened it and when instead, for those who answer
 * for others. Null where the actor may not see it.
 */
export async function caseHistory(
  actor: Actor,
  caseId: string,
  { page = 1, openings = false } = {},
): Promise<CaseHistory | null> {
  const scope = workScope(actor);
  if (!scope || !isId(caseId) || (openings && !mayCase(actor, "case.read_openings"))) return null;
  return readAs(actor, async (tx) => {
    if (!(await loadCase(tx, scope, caseId))) return null;
    const actions = Prisma.sql`action = ANY (${OPENINGS})`;
    const which = openings ? actions : Prisma.sql`NOT ${actions}`;
    const [counted] = await tx.$queryRaw<{ total: number }[]>`
      SELECT count(*)::int AS total FROM app_case_history(${caseId}::uuid) WHERE ${which}`;
    const rows = await tx.$queryRaw<HistoryRow[]>`
      SELECT id::text, at, actor_name, actor_role, action, detail FROM app_case_history(${caseId}::uuid)
       WHERE ${which} ORDER BY at DESC, id DESC LIMIT ${PAGE} OFFSET ${(page - 1) * PAGE}`;
    const names = await namesOf(tx, actor, idsIn(rows));
    return { entries: rows.map(entryOf), total: counted?.total ?? 0, size: PAGE, names };
  });
}

function entryOf({ id, at, actor_name, actor_role, action, detail }: HistoryRow): HistoryEntry {
  return { id, at, actorName: actor_name, actorRole: actor_role, action, detail };
}

function idsIn(rows: HistoryRow[]): string[] {
  const text = JSON.stringify(rows.map((row) => row.detail ?? null));
  const found = text.match(/(?<=")(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{8})(?=")/gi);
  return [...new Set(found ?? [])];
}
