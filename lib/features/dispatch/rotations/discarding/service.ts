import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, systemClock } from "@/lib/platform/clock";
import { withActor } from "@/lib/platform/db";
import { ok, type Result, refuse } from "@/lib/platform/result";
import { mayRotation } from "../policy";
import type { DiscardRotation } from "../schema";
import { lockRotation, moveRotation } from "../state/service";

/**
 * Puts a draft (or one that came back) away that was begun by mistake; it stays on record with the reason and makes room for another
 * one. An order that was sent or approved is not discarded (`transition_refused`).
 */
export async function discardRotation(
  actor: Actor,
  input: DiscardRotation,
  clock: Clock = systemClock,
): Promise<Result<{ id: string }>> {
  if (!mayRotation(actor, "rotation.discard")) {
    return refuse("forbidden", "輪序表草稿由 A 單位作廢；您的角色只能查看或審核。");
  }
  return withActor(actor, async (tx) => {
    const row = await lockRotation(tx, actor, input.id, input.version);
    await moveRotation(tx, row, "discarded");
    await audit(tx, actor, clock.now(), {
      action: "rotation.discarded",
      subject: { kind: "rotation", id: row.id },
      unitId: row.aUnitId,
      detail: { reason: input.reason, order: row.entries.map((entry) => entry.unitId) },
    });
    return ok({ id: row.id });
  });
}
