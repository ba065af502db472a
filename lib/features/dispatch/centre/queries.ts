import { caseTextWhere } from "@/lib/features/cases/text/queries";
import { isId } from "@/lib/features/registry/units/queries";
import type { Actor } from "@/lib/platform/actor";
import { fromDbDate, toDbDate } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import { pageWithin } from "@/lib/platform/list-params";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { CaseFile, Prisma } from "@/prisma/generated/client";
import { askRule, skipOf } from "../providers/decision/service";
import type { DecisionInput, DispatchDecision } from "../providers/types";
import { exhaustedText, NO_ORDER } from "./deciding/service";
import { type CentreScope, centreScope } from "./policy";
import {
  type AUnitMember,
  aUnitsOfDistrict,
  aUnitsThatLost,
  aUnitsThatRefused,
  formerAUnits,
  lawInput,
  readAUnits,
} from "./queue/queries";
import type { CentreListParams } from "./schema";
import { takingBackOf } from "./taking-back/queries";
import { type CentreTurn, readDistrictOrder } from "./turn/service";
import type { CentreBoard, CentreCandidate, CentreDispatchRow, CentreRow } from "./types";

const UNIT_NAME = { select: { id: true, code: true, name: true } } as const;

const WITH_LAST = {
  client: { select: { name: true } },
  district: { select: { name: true } },
  dispatches: {
    where: { service: "case_management" },
    orderBy: { dispatchedAt: "desc" },
    take: 1,
    include: { toUnit: UNIT_NAME },
  },
  clocks: { where: { kind: "plan", doneOn: null, cancelledOn: null } },
} as const satisfies Prisma.CaseFileInclude;

/** The most rows that a file is given: each brings its last dispatch and its clock. */
export const EXPORT_LIMIT = 20_000;

/** A page of the cases that wait for an A unit, or of those sent whose plan is not done. */
export async function listCentre(
  actor: Actor,
  params: CentreListParams,
  day: PlainDate,
): Promise<{ rows: CentreRow[]; total: number; page: number }> {
  const scope = centreScope(actor);
  if (!scope) return { rows: [], total: 0, page: 1 };
  return readAs(actor, async (tx) => {
    const where = { AND: [scope, ...narrowing(params, day)] } satisfies Prisma.CaseFileWhereInput;
    const total = await tx.caseFile.count({ where });
    const { page, ...slice } = pageWithin(params, total);
    return { rows: await readRows(tx, scope, params, day, slice), total, page };
  });
}

/** The same list without pages inside a transaction that has begun, for a file. */
export function centreForFile(tx: Tx, scope: CentreScope, params: CentreListParams, day: PlainDate) {
  return readRows(tx, scope, params, day, { skip: 0, take: EXPORT_LIMIT });
}

async function readRows(
  tx: Tx,
  scope: CentreScope,
  params: CentreListParams,
  day: PlainDate,
  slice: { skip: number; take: number },
): Promise<CentreRow[]> {
  const rows = await tx.caseFile.findMany({
    where: { AND: [scope, ...narrowing(params, day)] },
    include: WITH_LAST,
    orderBy: [ordering(params.sort, params.dir), { number: "asc" }],
    ...slice,
  });
  return rows.map(toRow);
}

function ordering(
  sort: CentreListParams["sort"],
  dir: "asc" | "desc",
): Prisma.CaseFileOrderByWithRelationInput {
  if (sort === "district") return { districtId: dir };
  return sort === "number" ? { number: dir } : { [sort]: { sort: dir, nulls: "last" } };
}

function narrowing(
  { q, view, district, source, overdue }: CentreListParams,
  day: PlainDate,
): Prisma.CaseFileWhereInput[] {
  const found: Prisma.CaseFileWhereInput[] = [];
  const running = { kind: "plan" as const, doneOn: null, cancelledOn: null };
  if (view === "waiting") found.push({ status: "assessed" });
  else
    found.push({
      status: { in: ["dispatched", "assigned"] },
      clocks: { some: { ...running, ...(overdue ? { dueOn: { lt: toDbDate(day) } } : {}) } },
    });
  if (q) found.push(caseTextWhere(q));
  if (district) found.push({ districtId: district });
  if (source) found.push({ source });
  return found;
}

function toRow(row: Prisma.CaseFileGetPayload<{ include: typeof WITH_LAST }>): CentreRow {
  const { id, number, needLevel, source, status } = row;
  const [last] = row.dispatches;
  return {
    ...{ id, number, needLevel, source, status, name: row.client.name, district: row.district.name },
    lastAssessedOn: fromDbDate(row.lastAssessedOn),
    last: last
      ? {
          ...{ unit: last.toUnit, state: last.state, withoutReason: last.withoutReason },
          dispatchedOn: fromDbDate(last.dispatchedOn),
        }
      : null,
    planDueOn: fromDbDate(row.clocks[0]?.dueOn ?? null),
  };
}

/** The districts that the actor may narrow the list to. */
export async function centreDistricts(actor: Actor): Promise<{ value: string; label: string }[]> {
  const scope = centreScope(actor);
  if (!scope) return [];
  const rows = await readAs(actor, (tx) =>
    tx.district.findMany({
      where: {
        jurisdictionId: scope.jurisdictionId,
        ...(scope.districtId ? { id: scope.districtId } : {}),
      },
      orderBy: { id: "asc" },
    }),
  );
  return rows.map(({ id, name }) => ({ value: id, label: name }));
}

/** Everything that the centre sees before it gives a case to an A unit, or takes it back; null where the actor does not see it. */
export async function centreBoard(actor: Actor, caseId: string, day: PlainDate): Promise<CentreBoard | null> {
  const scope = centreScope(actor);
  if (!scope || !isId(caseId)) return null;
  return readAs(actor, async (tx) => {
    const row = await caseOf(tx, scope, caseId);
    if (!row) return null;
    const all = await dispatchesOf(tx, row);
    const standing = all.find((each) => each.state === "waiting" || each.state === "accepted") ?? null;
    const { judged } = await takingBackOf(tx, row, day);
    const { id, number, status, source, sourceUnit, needLevel, version } = row;
    return {
      case: {
        ...{ id, number, status, source, sourceUnit, needLevel, version, name: row.client.name },
        ...{ district: row.district, manager: row.manager?.name ?? null },
      },
      ...(await panelOf(tx, row, day, judged.allowed && standing ? [standing.unit.id] : [])),
      former: await formerAUnits(tx, row),
      standing,
      takingBack: standing && { allowed: judged.allowed, why: judged.why, clock: judged.clock },
      past: all.filter((each) => each !== standing),
    };
  });
}

function caseOf(tx: Tx, scope: CentreScope, id: string) {
  return tx.caseFile.findFirst({
    where: { AND: [scope, { id }] },
    include: {
      client: { select: { name: true } },
      district: { select: { id: true, name: true } },
      manager: { select: { name: true } },
      sourceUnit: UNIT_NAME,
    },
  });
}

async function dispatchesOf(
  tx: Tx,
  row: { id: string; jurisdictionId: string },
): Promise<CentreDispatchRow[]> {
  const rows = await tx.dispatch.findMany({
    where: { jurisdictionId: row.jurisdictionId, caseId: row.id, service: "case_management" },
    include: { toUnit: UNIT_NAME },
    orderBy: { dispatchedAt: "desc" },
  });
  return rows.map(({ id, toUnit, basis, state, turn, answerReason, withoutReason, ...rest }) => ({
    ...{ id, unit: toUnit, basis, state, turn, answerReason, withoutReason },
    dispatchedOn: fromDbDate(rest.dispatchedOn),
    answeredOn: fromDbDate(rest.answeredOn),
    decision: isDecision(rest.decision) ? (rest.decision as unknown as DispatchDecision) : null,
  }));
}

function isDecision(value: Prisma.JsonValue): boolean {
  return typeof value === "object" && value !== null && "input" in value;
}

type Panel = Pick<CentreBoard, "order" | "nobody" | "next" | "inOrder" | "outside">;

/** Who is next in the district and why others are not, as the law says for this case; `losing` are units that it is taken from now. */
async function panelOf(tx: Tx, row: CaseFile, day: PlainDate, losing: string[]): Promise<Panel> {
  const { jurisdictionId, districtId } = row;
  const of = { jurisdictionId, districtId, day };
  const order = await readDistrictOrder(tx, jurisdictionId, districtId);
  const inOrder = order?.entries.map((entry) => entry.unitId) ?? [];
  const offered = (await aUnitsOfDistrict(tx, of)).units.map((unit) => unit.id);
  const former = (await formerAUnits(tx, row)).map((unit) => unit.id);
  const outside = [...new Set([...offered, ...former])].filter((id) => !inOrder.includes(id));
  const lost = [...(await aUnitsThatLost(tx, row)), ...losing];
  const declined = [...(await aUnitsThatRefused(tx, row)), ...lost];
  const members = await readAUnits(tx, of, [...inOrder, ...outside], order);
  const ordered = members.filter((each) => inOrder.includes(each.unit));
  const asks: DecisionInput = {
    ...{ queue: ordered.map(lawInput), cursor: order?.cursor ?? 0, choice: null, declined },
  };
  const next = order ? (askRule(asks).outcome?.unit ?? null) : null;
  const lostBy = (unit: string) => (losing.includes(unit) ? LOSING : lost.includes(unit) ? LOST : null);
  const candidateOf = (each: AUnitMember, position: number | null, nextUnit: string | null) => ({
    ...toCandidate(each, declined, position, nextUnit),
    lost: lostBy(each.unit),
  });
  const candidates = ordered.map((each, place) => candidateOf(each, place + 1, next));
  return {
    order: order && { id: order.id, turns: order.turns },
    nobody: next === null ? nobodyText(order, ordered, asks) : null,
    next: candidates.find((each) => each.isNext) ?? null,
    inOrder: fromCursor(candidates, order),
    outside: members
      .filter((each) => !inOrder.includes(each.unit))
      .map((each) => candidateOf(each, null, null)),
  };
}

const LOST = "本案曾因計畫逾期收回";
const LOSING = "本案目前的單位，計畫逾期";

function fromCursor(candidates: CentreCandidate[], order: CentreTurn | null): CentreCandidate[] {
  const cursor = order?.cursor ?? 0;
  return [...candidates.slice(cursor), ...candidates.slice(0, cursor)];
}

function nobodyText(order: CentreTurn | null, members: readonly AUnitMember[], asks: DecisionInput): string {
  return order ? exhaustedText(members, asks) : NO_ORDER;
}

function toCandidate(
  member: AUnitMember,
  declined: string[],
  position: number | null,
  next: string | null,
): Omit<CentreCandidate, "lost"> {
  const { unit, name, pausedReason, headroom } = member;
  return {
    ...{ ...name, position, pausedReason, headroom, isNext: unit === next },
    skip: skipOf({ queue: [lawInput(member)], declined }, unit),
  };
}
