import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, fromDbDate, officeDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { withActor } from "@/lib/platform/db";
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
  if (!maySuspension(actor, "suspension.keep")) return refuse("forbidden", ONLY_OFFICE);
  const { unitId, services, fromOn, throughOn, reason } = input;
  const late = throughOn < fromOn ? "迄日不能早於起日。" : null;
  const past = throughOn < officeDate(clock.now()) ? "迄日已過，登錄後不會有任何效果。" : null;
  const words = late ?? past;
  if (words) return refuse("outside", words, { throughOn: words });
  return withActor(actor, async (tx) => {
    const { jurisdictionId } = actor;
    const unit = await tx.unit.findFirst({ where: { jurisdictionId, id: unitId, mergedIntoId: null } });
    if (unit?.tier !== "b") {
      throw new Refusal(refuse("not_found", "找不到這個 B 單位，可能屬於其他縣市或已併入其他單位。"));
    }
    const id = uuid();
    await tx.dispatchSuspension.create({
      data: {
        ...{ id, jurisdictionId, unitId, services, reason },
        ...{ fromOn: toDbDate(fromOn), throughOn: toDbDate(throughOn) },
        ...{ createdAt: clock.now(), createdById: actor.accountId },
      },
    });
    await audit(tx, actor, clock.now(), {
      action: "suspension.entered",
      subject: { kind: "unit", id: unitId },
      unitId,
      detail: { suspensionId: id, services, fromOn, throughOn, reason },
    });
    return ok({ id, unitId });
  });
}

/** Ends a suspension before its last day; it stays on record with the reason. */
export async function liftSuspension(
  actor: Actor,
  input: LiftSuspension,
  clock: Clock = systemClock,
): Promise<Result<SuspensionRef>> {
  if (!maySuspension(actor, "suspension.keep")) return refuse("forbidden", ONLY_OFFICE);
  return withActor(actor, async (tx) => {
    const { jurisdictionId } = actor;
    await tx.$queryRaw`SELECT id FROM dispatch_suspension WHERE id = ${input.id}::uuid AND jurisdiction_id = ${jurisdictionId} FOR UPDATE`;
    const row = await tx.dispatchSuspension.findFirst({ where: { jurisdictionId, id: input.id } });
    if (!row) throw new Refusal(refuse("not_found", "找不到這筆停止派案。"));
    if (row.liftedAt) throw new Refusal(refuse("lifted", "這筆停止派案已經解除，請重新整理。"));
    const throughOn = fromDbDate(row.throughOn);
    if (throughOn < officeDate(clock.now())) {
      throw new Refusal(refuse("over", `停止派案已於 ${formatRocDate(throughOn)} 期滿，不需解除。`));
    }
    await tx.dispatchSuspension.update({
      where: { id: row.id },
      data: { liftedAt: clock.now(), liftedReason: input.reason },
    });
    await audit(tx, actor, clock.now(), {
      action: "suspension.lifted",
      subject: { kind: "unit", id: row.unitId },
      unitId: row.unitId,
      detail: { suspensionId: row.id, reason: input.reason },
    });
    return ok({ id: row.id, unitId: row.unitId });
  });
}
