import type { Actor } from "@/lib/platform/actor";
import type { Tx } from "@/lib/platform/db";
import { Refusal, refuse } from "@/lib/platform/result";
import { formatRocInstant } from "@/lib/platform/roc-date";
import type { Dispatch, Prisma } from "@/prisma/generated/client";
import type { DispatchState } from "@/prisma/generated/enums";
import { DISPATCH_STATE_LABELS } from "../../providers/labels";
import type { ReferralScope } from "../policy";
import { REFERRAL_TRANSITIONS } from "../types";

/** Which dispatch to a B unit: that of the own A unit, that to the own B unit, or one in the centre's reach. */
export type OwnDispatch = { id: string } & (
  | { fromUnitId: string }
  | { toUnitId: string }
  | Omit<ReferralScope, "toUnitId">
);

/**
 * Locks a dispatch between an A and a B unit and returns it as it is now. Refusals (thrown): `not_found` where it is not the
 * actor's unit's, `stale` where somebody changed it since `version`.
 */
export async function lockDispatch(
  tx: Tx,
  actor: Actor,
  own: OwnDispatch,
  version: number,
): Promise<Dispatch> {
  const { jurisdictionId } = actor;
  await tx.$queryRaw`SELECT id FROM dispatch WHERE id = ${own.id}::uuid AND jurisdiction_id = ${jurisdictionId} FOR UPDATE`;
  const row = await tx.dispatch.findFirst({
    where: { AND: [own, { jurisdictionId, fromUnitId: { not: null } }] },
  });
  if (!row) throw new Refusal(refuse("not_found", "找不到這筆照會，或不是貴單位的照會。"));
  if (row.version !== version) throw new Refusal(await stale(tx, actor, row));
  return row;
}

async function stale(tx: Tx, actor: Actor, row: Dispatch) {
  const last = await tx.auditEntry.findFirst({
    where: {
      jurisdictionId: actor.jurisdictionId,
      subjectKind: "case",
      subjectId: row.caseId,
      detail: { path: ["dispatchId"], equals: row.id },
    },
    orderBy: { at: "desc" },
  });
  const who = last ? `（${last.actorName}於 ${formatRocInstant(last.at)}）` : "";
  const state = DISPATCH_STATE_LABELS[row.state];
  return refuse(
    "stale",
    `這筆照會在您開啟後已有人變更${who}，目前為「${state}」。請重新整理後再送出；您填寫的內容仍在本頁。`,
  );
}

/** Moves a locked dispatch to another state by the table of transitions, with what changes beside it. */
export async function moveDispatch(
  tx: Tx,
  row: Dispatch,
  to: DispatchState,
  data: Prisma.DispatchUncheckedUpdateManyInput = {},
): Promise<void> {
  if (!REFERRAL_TRANSITIONS[row.state].includes(to)) {
    const [from, wanted] = [DISPATCH_STATE_LABELS[row.state], DISPATCH_STATE_LABELS[to]];
    throw new Refusal(refuse("transition_refused", `這筆照會目前為「${from}」，不能改為「${wanted}」。`));
  }
  await tx.dispatch.updateMany({
    where: { id: row.id, jurisdictionId: row.jurisdictionId },
    data: { ...data, state: to, version: { increment: 1 } },
  });
}
