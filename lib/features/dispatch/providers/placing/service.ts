import { v7 as uuid } from "uuid";
import { startClock, stopClock } from "@/lib/features/timeliness/service";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, officeDate, toDbDate } from "@/lib/platform/clock";
import type { Tx } from "@/lib/platform/db";
import { Refusal, type Refused, refuse } from "@/lib/platform/result";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { CaseFile, Prisma } from "@/prisma/generated/client";
import type { Service } from "@/prisma/generated/enums";
import { areaOfDistrict } from "../../rotations/facts/queries";
import { type Decided, decide } from "../deciding/service";
import type { SendToProvider } from "../schema";
import { noRotationText } from "../turn/queries";
import { lockTurn, type TurnOf } from "../turn/service";

/** Where the limit for the first service runs from the centre's dispatch, a B unit's referral starts no second one. */
const FIRST_SERVICE_FROM_CENTRE: ReadonlySet<string> = new Set(["taoyuan"]);

export interface Dispatched {
  id: string;
  caseId: string;
  unitId: string;
  turn: number | null;
}

/**
 * Gives a service of a locked and checked case to a B unit: takes the turn, asks the law, writes the dispatch with what was asked and
 * answered, moves the clocks on, and settles what was laid before the centre because nobody could take it. Refusals (thrown):
 * `no_rotation` and those of the decision.
 */
export async function placeDispatch(
  tx: Tx,
  actor: Actor,
  row: CaseFile,
  input: SendToProvider,
  clock: Clock,
): Promise<Dispatched> {
  const day = officeDate(clock.now());
  const turnOf = await lockTurn(tx, actor, row, input.service, day);
  if (input.basis === "rotation" && !turnOf) {
    throw new Refusal(await noRotation(tx, actor, row, input.service, day));
  }
  const decided = await decide(tx, actor, row, input, turnOf, day);
  const id = uuid();
  const turn = turnOf ? turnOf.turns + 1 : null;
  await writeDispatch(tx, actor, row, input, { id, turn, turnOf, decided, clock });
  await moveClocksOn(tx, actor, row, input, { id, unitId: decided.unit, day });
  await tx.rotationExhaustion.updateMany({
    where: { jurisdictionId: row.jurisdictionId, caseId: row.id, service: input.service, state: "waiting" },
    data: { state: "settled", dispatchId: id },
  });
  await audit(tx, actor, clock.now(), {
    action: "dispatch.to_provider",
    subject: { kind: "case", id: row.id },
    unitId: row.aUnitId,
    detail: {
      ...{ dispatchId: id, service: input.service, basis: input.basis, toUnitId: decided.unit, turn },
      ...(input.basis === "deviation" ? { reason: input.reason } : {}),
    },
  });
  return { id, caseId: row.id, unitId: decided.unit, turn };
}

/** Why there is no order to go by. */
async function noRotation(
  tx: Tx,
  actor: Actor,
  row: CaseFile,
  service: Service,
  day: PlainDate,
): Promise<Refused> {
  const { jurisdictionId } = actor;
  const area = await areaOfDistrict(tx, jurisdictionId, row.districtId);
  const of = { aUnitId: row.aUnitId ?? "", area, service, day };
  return refuse("no_rotation", await noRotationText(tx, jurisdictionId, of));
}

interface Writing {
  id: string;
  turn: number | null;
  turnOf: TurnOf | null;
  decided: Decided;
  clock: Clock;
}

async function writeDispatch(
  tx: Tx,
  actor: Actor,
  row: CaseFile,
  input: SendToProvider,
  { id, turn, turnOf, decided, clock }: Writing,
): Promise<void> {
  const now = clock.now();
  await tx.dispatch.create({
    data: {
      ...{ id, jurisdictionId: actor.jurisdictionId, caseId: row.id, planId: input.planId },
      ...{ fromUnitId: row.aUnitId, toUnitId: decided.unit, service: input.service, basis: input.basis },
      reason: input.basis === "deviation" ? input.reason : null,
      consentId: input.basis === "client_choice" ? input.consentId : null,
      ...{ rotationId: turnOf?.id ?? null, turn, state: "waiting" },
      decision: JSON.parse(JSON.stringify(decided.decision)) as Prisma.InputJsonObject,
      ...{ dispatchedOn: toDbDate(officeDate(now)), dispatchedAt: now, dispatchedById: actor.accountId },
    },
  });
  if (!turnOf) return;
  await tx.rotation.updateMany({
    where: { id: turnOf.id },
    data: { cursor: decided.decision.cursorAfter, turns: turnOf.turns + 1 },
  });
}

async function moveClocksOn(
  tx: Tx,
  actor: Actor,
  row: CaseFile,
  input: SendToProvider,
  { id, unitId, day }: { id: string; unitId: string; day: PlainDate },
): Promise<void> {
  await stopClock(tx, actor, {
    kind: "referral",
    subjectId: `${input.planId}/${input.service}`,
    doneOn: day,
  });
  if (FIRST_SERVICE_FROM_CENTRE.has(actor.jurisdictionId)) return;
  await startClock(tx, actor, {
    kind: "first_service",
    subjectId: id,
    startedOn: day,
    caseId: row.id,
    unitId,
  });
}
