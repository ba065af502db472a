import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, systemClock } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import type { RotationExhaustion } from "@/prisma/generated/client";
import { lockCoveredCase } from "../../centre/service";
import { checkPlan, refuseStanding } from "../../providers/checks/service";
import { placeDispatch } from "../../providers/placing/service";
import { exhaustionScope, mayExhaustion } from "../policy";
import type { AnswerExhaustion } from "../schema";

const ONLY_CENTRE = "輪序無可承接單位由照管中心處理；您的角色只能查看。";

/**
 * The centre's answer where an order was exhausted: it names a unit, which is dispatched to as a deviation with the answer as the reason,
 * or says what the A unit is to do. Refusals: `answered`, `stale_plan`, `already_dispatched`, `choice_unavailable`, `not_found`.
 */
export async function answerExhaustion(
  actor: Actor,
  input: AnswerExhaustion,
  clock: Clock = systemClock,
): Promise<Result<{ caseId: string; dispatchId: string | null }>> {
  if (!mayExhaustion(actor, "exhaustion.answer")) return refuse("forbidden", ONLY_CENTRE);
  return withActor(actor, async (tx) => {
    const entry = await lockEntry(tx, actor, input.id);
    const dispatchId = input.unitId
      ? await nameUnit(tx, actor, entry, input.unitId, input.answer, clock)
      : null;
    await tx.rotationExhaustion.updateMany({
      where: { id: entry.id, jurisdictionId: entry.jurisdictionId },
      data: {
        ...{ state: "answered", answer: input.answer, dispatchId, answeredAt: clock.now() },
        ...{ answeredById: actor.accountId, answeredByName: actor.name },
      },
    });
    await audit(tx, actor, clock.now(), {
      action: "exhaustion.answered",
      subject: { kind: "case", id: entry.caseId },
      unitId: entry.aUnitId,
      detail: {
        ...{ exhaustionId: entry.id, service: entry.service, answer: input.answer },
        ...(input.unitId ? { toUnitId: input.unitId, dispatchId } : {}),
      },
    });
    return ok({ caseId: entry.caseId, dispatchId });
  });
}

/** The case first, as everybody who dispatches does, then the entry, read anew behind the lock. */
async function lockEntry(tx: Tx, actor: Actor, id: string): Promise<RotationExhaustion> {
  const scope = exhaustionScope(actor);
  const found = scope && (await tx.rotationExhaustion.findFirst({ where: { AND: [scope, { id }] } }));
  if (!scope || !found)
    throw new Refusal(refuse("not_found", "找不到這筆待處理事項，或不在您負責的行政區內。"));
  await lockCoveredCase(tx, actor, found.caseId);
  const entry = await tx.rotationExhaustion.findFirst({ where: { AND: [scope, { id }] } });
  if (entry?.state === "waiting") return entry;
  throw new Refusal(refuse("answered", "這筆事項已有答復或已派案，請重新整理後查看。"));
}

async function nameUnit(
  tx: Tx,
  actor: Actor,
  { caseId, planId, service }: RotationExhaustion,
  unitId: string,
  reason: string,
  clock: Clock,
): Promise<string> {
  const row = await lockCoveredCase(tx, actor, caseId);
  const input = {
    ...{ caseId, planId, service, basis: "deviation" as const, unitId, reason },
    ...{ consentId: null, expectedUnitId: null },
  };
  await checkPlan(tx, row, input);
  await refuseStanding(tx, row, service);
  return (await placeDispatch(tx, actor, row, input, clock)).id;
}
