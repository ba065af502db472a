import type { Actor } from "@/lib/platform/actor";
import { type Clock, systemClock } from "@/lib/platform/clock";
import { withActor } from "@/lib/platform/db";
import { ok, type Result, refuse } from "@/lib/platform/result";
import { raiseExhaustion } from "../exhaustions/raising/service";
import { checkConsent, checkPlan, lockOwnCase, refuseStanding } from "./checks/service";
import { type Dispatched, placeDispatch } from "./placing/service";
import { mayDispatch } from "./policy";
import type { SendToProvider } from "./schema";

const ONLY_A_UNIT = "派案給 B 單位由承接個案的 A 單位辦理；您的角色只能查看。";

/**
 * Gives a service of a case's approved plan to a B unit: by rotation, by the client's choice with the consent on file, or by
 * hand with a reason. The case is locked before the order, so that the same service is not given twice and no turn is
 * taken twice. What was asked of the law and what it answered is kept with the dispatch. Where nobody in the order can take it, the
 * service is laid before the centre.
 */
export async function dispatchToProvider(
  actor: Actor,
  input: SendToProvider,
  clock: Clock = systemClock,
): Promise<Result<Dispatched>> {
  if (!mayDispatch(actor, "dispatch.send")) return refuse("forbidden", ONLY_A_UNIT);
  const result = await withActor(actor, async (tx) => {
    const row = await lockOwnCase(tx, actor, input.caseId);
    await checkPlan(tx, row, input);
    await refuseStanding(tx, row, input.service);
    if (input.basis === "client_choice") await checkConsent(tx, row, input);
    return ok(await placeDispatch(tx, actor, row, input, clock));
  });
  if (result.ok || result.code !== "rotation_exhausted") return result;
  // The refusal undid everything; what waits for the centre is written for itself.
  const raised = await raiseExhaustion(actor, input, clock);
  return raised.ok ? { ...result, message: `${result.message}已列入照管中心待處理事項。` } : result;
}
