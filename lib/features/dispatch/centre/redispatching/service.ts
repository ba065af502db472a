import type { Actor } from "@/lib/platform/actor";
import { type Clock, systemClock } from "@/lib/platform/clock";
import { withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { mayCentre } from "../policy";
import type { Redispatch } from "../schema";
import { lockCoveredCase, type SentToAUnit, sendLocked } from "../service";
import { takeBackLocked } from "../taking-back/service";

const ONLY_CENTRE = "收回並改派由照管中心辦理；您的角色只能查看。";

/**
 * Takes a case back from an A unit that let the limit for its plan pass and gives it to another one, both or neither. Refusals: those of
 * taking back and of dispatching, and `same_unit`.
 */
export async function redispatchCase(
  actor: Actor,
  input: Redispatch,
  clock: Clock = systemClock,
): Promise<Result<SentToAUnit>> {
  if (!mayCentre(actor, "centre.take_back") || !mayCentre(actor, "centre.dispatch")) {
    return refuse("forbidden", ONLY_CENTRE);
  }
  return withActor(actor, async (tx) => {
    const row = await lockCoveredCase(tx, actor, input.caseId, input.version);
    const former = await takeBackLocked(tx, actor, row, input.reason, clock);
    if (input.basis !== "rotation" && input.unitId === former.toUnitId) {
      const words = "改派須選擇另一個 A 單位。";
      throw new Refusal(refuse("same_unit", words, { unitId: words }));
    }
    const waiting = await lockCoveredCase(tx, actor, row.id);
    return ok(await sendLocked(tx, actor, waiting, input, clock));
  });
}
