import type { Actor } from "@/lib/platform/actor";
import type { Tx } from "@/lib/platform/db";
import { Refusal, refuse } from "@/lib/platform/result";
import { formatRocInstant } from "@/lib/platform/roc-date";
import type { Prisma, RotationEntry } from "@/prisma/generated/client";
import type { RotationState } from "@/prisma/generated/enums";
import { ROTATION_ACTIONS, ROTATION_STATE_LABELS } from "../labels";
import { rotationScope } from "../policy";
import { ROTATION_TRANSITIONS } from "../types";

export type LockedRotation = Prisma.RotationGetPayload<object> & { entries: RotationEntry[] };

/**
 * Locks an order for the running transaction and returns it as it is now. Refusals (thrown): `not_found` where the actor
 * may not see it, `stale` where somebody changed it since `version`, saying who and when.
 */
export async function lockRotation(
  tx: Tx,
  actor: Actor,
  id: string,
  version?: number,
): Promise<LockedRotation> {
  const scope = rotationScope(actor);
  const unseen = refuse("not_found", "找不到這張輪序表，或不在您的職務範圍內。");
  if (!scope) throw new Refusal(unseen);
  await tx.$queryRaw`SELECT id FROM rotation WHERE id = ${id}::uuid AND jurisdiction_id = ${actor.jurisdictionId} FOR UPDATE`;
  const row = await tx.rotation.findFirst({
    where: { AND: [scope, { id }] },
    include: { entries: { orderBy: { position: "asc" } } },
  });
  if (!row) throw new Refusal(unseen);
  if (version !== undefined && row.version !== version) throw new Refusal(await stale(tx, actor, id));
  return row;
}

async function stale(tx: Tx, actor: Actor, id: string) {
  const last = await tx.auditEntry.findFirst({
    where: { jurisdictionId: actor.jurisdictionId, subjectKind: "rotation", subjectId: id },
    orderBy: { at: "desc" },
  });
  const what = last ? (ROTATION_ACTIONS[last.action] ?? "變更") : "";
  const who = last ? `${last.actorName}已於 ${formatRocInstant(last.at)} ${what}` : "這張輪序表已有人變更";
  return refuse("stale", `${who}。為免蓋掉對方的變更，本次未儲存；請重新整理本頁後再送出。`);
}

/** Moves a locked order to another state by the table of transitions, with what changes beside it. */
export async function moveRotation(
  tx: Tx,
  row: LockedRotation,
  to: RotationState,
  data: Prisma.RotationUncheckedUpdateManyInput = {},
): Promise<void> {
  if (!ROTATION_TRANSITIONS[row.state].includes(to)) {
    const [from, wanted] = [ROTATION_STATE_LABELS[row.state], ROTATION_STATE_LABELS[to]];
    throw new Refusal(refuse("transition_refused", `這張輪序表目前為「${from}」，不能改為「${wanted}」。`));
  }
  await tx.rotation.updateMany({
    where: { id: row.id, jurisdictionId: row.jurisdictionId },
    data: { ...data, state: to, version: { increment: 1 } },
  });
}
