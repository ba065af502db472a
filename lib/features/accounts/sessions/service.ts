import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, systemClock } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, type Result, refuse } from "@/lib/platform/result";

/** Ends one other session of the actor's own account. */
export async function endOwnSession(
  actor: Actor,
  input: { id: string },
  clock: Clock = systemClock,
): Promise<Result<{ ended: number }>> {
  const { accountId, sessionId } = actor;
  if (!accountId) return refuse("forbidden", "系統本身沒有登入。");
  if (input.id === sessionId)
    return refuse("present_session", "這是目前使用中的登入；要結束它，請按「登出」。");
  return withActor<Result<{ ended: number }>>(actor, async (tx) => {
    const ended = await endThose(tx, actor, { id: input.id, accountId }, clock.now());
    return ended > 0 ? ok({ ended }) : refuse("not_found", "這個登入已經結束，請重新整理。");
  });
}

/** Ends every session of the actor's own account but the present one. */
export async function endOtherSessions(
  actor: Actor,
  clock: Clock = systemClock,
): Promise<Result<{ ended: number }>> {
  const { accountId, sessionId } = actor;
  if (!accountId) return refuse("forbidden", "系統本身沒有登入。");
  return withActor<Result<{ ended: number }>>(actor, async (tx) => {
    const others = sessionId ? { accountId, id: { not: sessionId } } : { accountId };
    return ok({ ended: await endThose(tx, actor, others, clock.now()) });
  });
}

async function endThose(
  tx: Tx,
  actor: Actor,
  where: { accountId: string; id?: string | { not: string } },
  now: Date,
): Promise<number> {
  const { count } = await tx.session.updateMany({
    where: { ...where, endedAt: null },
    data: { endedAt: now },
  });
  if (count > 0) {
    await audit(tx, actor, now, {
      action: "account.sessions_ended",
      subject: { kind: "account", id: where.accountId },
      unitId: actor.unitId,
      detail: { ended: count },
    });
  }
  return count;
}
