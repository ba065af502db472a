import type { Actor } from "@/lib/platform/actor";
import type { Tx } from "@/lib/platform/db";
import { Refusal, refuse } from "@/lib/platform/result";
import { formatRocInstant } from "@/lib/platform/roc-date";
import type { Inspection, Prisma } from "@/prisma/generated/client";
import type { InspectionState } from "@/prisma/generated/enums";
import { carryOutScope } from "../../policy";
import type { ChecklistTemplate } from "../../templates/types";
import { INSPECTION_STATE_LABELS } from "../labels";
import { INSPECTION_TRANSITIONS } from "../types";

export type LockedInspection = Inspection & { content: ChecklistTemplate };

/**
 * Locks an inspection that the actor carries out and returns it as it is now, with its form. Refusals (thrown): `not_found`,
 * and `stale` where somebody changed the plan since `version`.
 */
export async function lockInspection(
  tx: Tx,
  actor: Actor,
  id: string,
  version?: number,
): Promise<LockedInspection> {
  const scope = carryOutScope(actor);
  if (scope) {
    await tx.$queryRaw`SELECT id FROM inspection WHERE id = ${id}::uuid AND jurisdiction_id = ${actor.jurisdictionId} FOR UPDATE`;
  }
  const row =
    scope &&
    (await tx.inspection.findFirst({ where: { AND: [scope, { id }] }, include: { template: true } }));
  if (!row) throw new Refusal(refuse("not_found", "找不到這次查核，或您不是這次查核的查核人員。"));
  const { template, ...inspection } = row;
  if (version !== undefined && version !== row.version) {
    const words = `這次查核在您開啟後已有人變更，目前為「${INSPECTION_STATE_LABELS[row.state]}」。請重新整理後再送出；您填寫的內容仍在本頁。`;
    throw new Refusal(refuse("stale", words));
  }
  return { ...inspection, content: template.content as unknown as ChecklistTemplate };
}

/** Refuses (thrown) with a code for the state unless the inspection is under way: `not_started`, `cancelled`, `signed`. */
export async function refuseUnlessUnderWay(tx: Tx, row: Inspection): Promise<void> {
  if (row.state === "under_way") return;
  if (row.state === "planned") {
    throw new Refusal(refuse("not_started", "查核尚未開始，請先按「開始查核」。"));
  }
  if (row.state === "cancelled") throw new Refusal(refuse("cancelled", "這次查核已取消，不能再填寫。"));
  const officer = await tx.inspectionSignature.findFirst({
    where: { jurisdictionId: row.jurisdictionId, inspectionId: row.id, party: "officer" },
  });
  const who = officer ? `由${officer.name}於 ${formatRocInstant(officer.signedAt)} ` : "";
  throw new Refusal(refuse("signed", `查核表已${who}簽署，內容不再變更；如有補充，請新增補充紀錄。`));
}

/** Moves a locked inspection to another state by the table of transitions, with what changes beside it. */
export async function moveInspection(
  tx: Tx,
  row: Inspection,
  to: InspectionState,
  data: Prisma.InspectionUncheckedUpdateManyInput = {},
): Promise<void> {
  if (!INSPECTION_TRANSITIONS[row.state].includes(to)) {
    const [from, wanted] = [INSPECTION_STATE_LABELS[row.state], INSPECTION_STATE_LABELS[to]];
    throw new Refusal(refuse("transition_refused", `這次查核目前為「${from}」，不能改為「${wanted}」。`));
  }
  const { count } = await tx.inspection.updateMany({
    where: { id: row.id, jurisdictionId: row.jurisdictionId },
    data: { ...data, state: to, version: { increment: 1 } },
  });
  if (count !== 1) throw new Error(`inspection ${row.id} was not moved`);
}
