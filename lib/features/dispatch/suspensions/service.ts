import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, fromDbDate, officeDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { formatRocDate } from "@/lib/platform/roc-date";
import { maySuspension } from "./policy";
import type { EnterSuspension, LiftSuspension } from "./schema";

const ONLY_OFFICE = "停止派案由本府長照科登錄與解除；您的角色只能查看。";

export interface SuspensionRef {
  id: string;
  unitId: string;
}

/** Takes a unit out of every rotation from the first to the last day, both counted; of all services when none is named. */
export async function enterSuspension(
  actor: Actor,
  input: EnterSuspension,
  clock: Clock = systemClock,
): Promise<Result<SuspensionRef>> {
  return withActor(actor, async (tx) => ok(await suspendIn(tx, actor, input, clock.now())));
}

/**
 * The same inside a transaction that has begun: of a measure that is decided. A unit and A unit alike: the rotations of both ask.
 * Throws a `Refusal`: `forbidden`, `outside` at `throughOn`, `not_found`.
 */
export async function suspendIn(
  tx: Tx,
  actor: Actor,
  input: EnterSuspension,
  now: Date,
): Promise<SuspensionRef> {
  if (!maySuspension(actor, "suspension.keep")) throw new Refusal(refuse("forbidden", ONLY_OFFICE));
  const { unitId, services, fromOn, throughOn, reason } = input;
  const late = throughOn < fromOn ? "迄日不能早於起日。" : null;
  const past = throughOn < officeDate(now) ? "迄日已過，登錄後不會有任何效果。" : null;
  const words = late ?? past;
  if (words) throw new Refusal(refuse("outside", words, { throughOn: words }));
  const { jurisdictionId } = actor;
  const unit = await tx.unit.findFirst({ where: { jurisdictionId, id: unitId, mergedIntoId: null } });
  if (unit?.tier !== "a" && unit?.tier !== "b") {
    throw new Refusal(refuse("not_found", "找不到這個 A 或 B 單位，可能屬於其他縣市或已併入其他單位。"));
  }
  const id = uuid();
  await tx.dispatchSuspension.create({
    data: {
      ...{ id, jurisdictionId, unitId, services, reason },
      ...{ fromOn: toDbDate(fromOn), throughOn: toDbDate(throughOn) },
      ...{ createdAt: now, createdById: actor.accountId },
    },
  });
  await audit(tx, actor, now, {
    action: "suspension.entered",
    subject: { kind: "unit", id: unitId },
    unitId,
    detail: { suspensionId: id, services, fromOn, throughOn, reason },
  });
  return { id, unitId };
}

/** Ends a suspension before its last day; it stays on record with the reason. */
export async function liftSuspension(
  actor: Actor,
  input: LiftSuspension,
  clock: Clock = systemClock,
): Promise<Result<SuspensionRef>> {
  return withActor(actor, async (tx) => ok(await liftIn(tx, actor, input, clock.now())));
}

/** The same inside a transaction that has begun. Throws a `Refusal`: `forbidden`, `not_found`, `lifted`, `over`. */
export async function liftIn(tx: Tx, actor: Actor, input: LiftSuspension, now: Date): Promise<SuspensionRef> {
  if (!maySuspension(actor, "suspension.keep")) throw new Refusal(refuse("forbidden", ONLY_OFFICE));
  const { jurisdictionId } = actor;
  await tx.$queryRaw`SELECT id FROM dispatch_suspension WHERE id = ${input.id}::uuid AND jurisdiction_id = ${jurisdictionId} FOR UPDATE`;
  const row = await tx.dispatchSuspension.findFirst({ where: { jurisdictionId, id: input.id } });
  if (!row) throw new Refusal(refuse("not_found", "找不到這筆停止派案。"));
  if (row.liftedAt) throw new Refusal(refuse("lifted", "這筆停止派案已經解除，請重新整理。"));
  const throughOn = fromDbDate(row.throughOn);
  if (throughOn < officeDate(now)) {
    throw new Refusal(refuse("over", `停止派案已於 ${formatRocDate(throughOn)} 期滿，不需解除。`));
  }
  await tx.dispatchSuspension.update({
    where: { id: row.id },
    data: { liftedAt: now, liftedReason: input.reason },
  });
  await audit(tx, actor, now, {
    action: "suspension.lifted",
    subject: { kind: "unit", id: row.unitId },
    unitId: row.unitId,
    detail: { suspensionId: row.id, reason: input.reason },
  });
  return { id: row.id, unitId: row.unitId };
}
