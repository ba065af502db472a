import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, officeDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { addDays, addMonths, type PlainDate } from "@/lib/rules/plain-date";
import { districtsOfArea } from "../facts/queries";
import { mayReviewArea, mayRotation } from "../policy";
import type { ReturnRotation, RotationRef } from "../schema";
import { type LockedRotation, lockRotation, moveRotation } from "../state/service";

const ONLY_CENTRE = "資源盤點及輪序表由照管中心審核。";
const VALID_MONTHS = 6;

/**
 * Approves an order: valid for half a year from the day. It takes the former order's place and goes on with the unit whose
 * turn it was there, or the next of the former order that is still in it.
 */
export async function approveRotation(
  actor: Actor,
  input: RotationRef,
  clock: Clock = systemClock,
): Promise<Result<{ id: string; validThrough: PlainDate }>> {
  if (!mayRotation(actor, "rotation.review")) return refuse("forbidden", ONLY_CENTRE);
  return withActor(actor, async (tx) => {
    const row = await lockForReview(tx, actor, input);
    const validFrom = officeDate(clock.now());
    const validThrough = addDays(addMonths(validFrom, VALID_MONTHS), -1);
    const former = await supersedeFormer(tx, actor, row);
    const cursor = former ? carriedCursor(former, row) : 0;
    await moveRotation(tx, row, "approved", {
      validFrom: toDbDate(validFrom),
      validThrough: toDbDate(validThrough),
      cursor,
      ...reviewed(actor, clock),
    });
    await audit(tx, actor, clock.now(), {
      action: "rotation.approved",
      subject: { kind: "rotation", id: row.id },
      unitId: row.aUnitId,
      detail: { validFrom, validThrough, cursor, former: former?.id ?? null },
    });
    return ok({ id: row.id, validThrough });
  });
}

/** Gives an order back to the A unit with a remark. */
export async function returnRotation(
  actor: Actor,
  input: ReturnRotation,
  clock: Clock = systemClock,
): Promise<Result<{ id: string }>> {
  if (!mayRotation(actor, "rotation.review")) return refuse("forbidden", ONLY_CENTRE);
  return withActor(actor, async (tx) => {
    const row = await lockForReview(tx, actor, input);
    await moveRotation(tx, row, "returned", { reviewRemark: input.remark, ...reviewed(actor, clock) });
    await audit(tx, actor, clock.now(), {
      action: "rotation.returned",
      subject: { kind: "rotation", id: row.id },
      unitId: row.aUnitId,
      detail: { remark: input.remark },
    });
    return ok({ id: row.id });
  });
}

function reviewed(actor: Actor, clock: Clock) {
  return { reviewedAt: clock.now(), reviewedById: actor.accountId };
}

async function lockForReview(tx: Tx, actor: Actor, { id, version }: RotationRef): Promise<LockedRotation> {
  const row = await lockRotation(tx, actor, id, version);
  const districtIds = await districtsOfArea(tx, actor.jurisdictionId, row);
  if (mayReviewArea(actor, districtIds)) return row;
  throw new Refusal(refuse("forbidden", "這一區不在您負責的行政區內，請由該區照專或督導審核。"));
}

/** The former order is locked too, so that no dispatch takes a turn on it between reading its cursor and ending it. */
async function supersedeFormer(tx: Tx, actor: Actor, row: LockedRotation): Promise<LockedRotation | null> {
  const { jurisdictionId, aUnitId, zoneId, districtId, service } = row;
  const found = await tx.rotation.findFirst({
    where: { jurisdictionId, aUnitId, zoneId, districtId, service, state: "approved", id: { not: row.id } },
    select: { id: true },
  });
  if (!found) return null;
  const former = await lockRotation(tx, actor, found.id);
  if (former.state !== "approved") return supersedeFormer(tx, actor, row);
  await moveRotation(tx, former, "superseded");
  return former;
}

/** Where a new order goes on: at the unit whose turn it was, else at the next of the former order that stayed. */
export function carriedCursor(
  former: { cursor: number; entries: readonly { unitId: string }[] },
  next: { entries: readonly { unitId: string }[] },
): number {
  const before = former.entries.map((entry) => entry.unitId);
  const after = next.entries.map((entry) => entry.unitId);
  const inTurn = [...before.slice(former.cursor), ...before.slice(0, former.cursor)];
  const heir = inTurn.find((unitId) => after.includes(unitId));
  return heir === undefined ? 0 : after.indexOf(heir);
}
