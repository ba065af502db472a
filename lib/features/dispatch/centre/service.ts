import { v7 as uuid } from "uuid";
import { lockCase, moveCase } from "@/lib/features/cases/status/service";
import { startClock } from "@/lib/features/timeliness/service";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, officeDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { CaseFile, Prisma } from "@/prisma/generated/client";
import { decideAUnit } from "./deciding/service";
import { coversDistrictId, mayCentre } from "./policy";
import type { SendToAUnit } from "./schema";
import { lockDistrictOrder } from "./turn/service";

const ONLY_CENTRE = "派案給 A 單位由照管中心辦理；您的角色只能查看。";
/** The cities whose limit for the first service runs from the centre's dispatch. */
const FIRST_SERVICE_FROM_CENTRE: ReadonlySet<string> = new Set(["taoyuan"]);

export interface SentToAUnit {
  id: string;
  caseId: string;
  unitId: string;
  turn: number | null;
}

/**
 * Gives an assessed case to an A unit: by the family's choice, to the unit that brought it, to one that had it before, or by the
 * district's turn. The case is locked before the order, so that no case is sent twice and no turn is taken twice. What was
 * asked of the law and what it answered is kept with the dispatch. Refusals besides those of the law: `not_found`, `stale`, `not_waiting`.
 */
export async function dispatchToAUnit(
  actor: Actor,
  input: SendToAUnit,
  clock: Clock = systemClock,
): Promise<Result<SentToAUnit>> {
  if (!mayCentre(actor, "centre.dispatch")) return refuse("forbidden", ONLY_CENTRE);
  return withActor(actor, async (tx) => {
    const row = await lockCoveredCase(tx, actor, input.caseId, input.version);
    return ok(await sendLocked(tx, actor, row, input, clock));
  });
}

/** The same inside a transaction that has locked the case. Refusals (thrown) as above. */
export async function sendLocked(
  tx: Tx,
  actor: Actor,
  row: CaseFile,
  input: SendToAUnit,
  clock: Clock,
): Promise<SentToAUnit> {
  const now = clock.now();
  const day = officeDate(now);
  if (row.status !== "assessed") {
    throw new Refusal(refuse("not_waiting", "這個個案不在待派清單（尚未評估，或已派給 A 單位）。"));
  }
  const order = await lockDistrictOrder(tx, actor.jurisdictionId, row.districtId);
  await lockPlaces(tx, actor.jurisdictionId);
  const { unit, decision } = await decideAUnit(tx, row, input, order, day);
  const [id, turn] = [uuid(), order ? order.turns + 1 : null];
  await tx.dispatch.create({
    data: {
      ...{ id, jurisdictionId: actor.jurisdictionId, caseId: row.id, toUnitId: unit },
      ...{ service: "case_management", basis: input.basis, rotationId: order?.id ?? null, turn },
      decision: JSON.parse(JSON.stringify(decision)) as Prisma.InputJsonObject,
      ...{ state: "waiting", dispatchedOn: toDbDate(day), dispatchedAt: now },
      dispatchedById: actor.accountId,
    },
  });
  if (order) {
    await tx.rotation.updateMany({
      where: { id: order.id },
      data: { cursor: decision.cursorAfter, turns: order.turns + 1 },
    });
  }
  const sourceUnitId = input.basis === "own_development" ? unit : row.sourceUnitId;
  await moveCase(tx, row, "dispatched", { aUnitId: unit, managerId: null, sourceUnitId });
  await startClocks(tx, actor, row, { id, unit, day });
  await audit(tx, actor, now, {
    action: "case.dispatched_to_a_unit",
    subject: { kind: "case", id: row.id },
    unitId: unit,
    detail: {
      ...{ dispatchId: id, basis: input.basis, toUnitId: unit, turn },
      ...(input.basis === "own_development" ? { sourceUnitId } : {}),
    },
  });
  return { id, caseId: row.id, unitId: unit, turn };
}

/** Locks a case of a district that the actor covers. Refusals (thrown): `not_found`, `stale`. */
export async function lockCoveredCase(
  tx: Tx,
  actor: Actor,
  caseId: string,
  version?: number,
): Promise<CaseFile> {
  const row = await lockCase(tx, actor, caseId);
  if (!coversDistrictId(actor, row.districtId)) {
    throw new Refusal(refuse("not_found", "找不到這個個案，或不在您負責的行政區內。"));
  }
  return lockCase(tx, actor, caseId, version);
}

/** One dispatch of the city at a time from here on: orders of several districts share the places of the same A units. */
async function lockPlaces(tx: Tx, jurisdictionId: string): Promise<void> {
  const key = `centre_dispatch:${jurisdictionId}`;
  await tx.$queryRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))) AS held`;
}

async function startClocks(
  tx: Tx,
  actor: Actor,
  row: CaseFile,
  { id, unit, day }: { id: string; unit: string; day: PlainDate },
): Promise<void> {
  const its = { subjectId: id, startedOn: day, caseId: row.id, unitId: unit };
  await startClock(tx, actor, { kind: "plan", ...its });
  if (FIRST_SERVICE_FROM_CENTRE.has(actor.jurisdictionId)) {
    await startClock(tx, actor, { kind: "first_service", ...its });
  }
}
