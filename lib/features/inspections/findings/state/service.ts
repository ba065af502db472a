import type { Actor } from "@/lib/platform/actor";
import type { Tx } from "@/lib/platform/db";
import { Refusal, refuse } from "@/lib/platform/result";
import type { Finding } from "@/prisma/generated/client";
import type { FindingState } from "@/prisma/generated/enums";
import { FINDING_STATE_LABELS } from "../labels";
import { findingScope } from "../policy";

/** From which states what may be done with a finding. One table, so that nothing is done that the page does not offer. */
export const FINDING_DEEDS = {
  answer: ["open", "returned", "answered"],
  return: ["answered"],
  extend: ["open", "returned", "answered", "re_inspecting"],
  re_inspect: ["open", "returned", "answered", "re_inspecting"],
  close: ["answered", "re_inspecting"],
  fail: ["open", "returned", "answered", "re_inspecting"],
} as const satisfies Record<string, readonly FindingState[]>;
export type FindingDeed = keyof typeof FINDING_DEEDS;

/** Whether a deed is open to a finding in this state. */
export function allows(deed: FindingDeed, state: FindingState): boolean {
  return (FINDING_DEEDS[deed] as readonly FindingState[]).includes(state);
}

/** Locks a finding that the actor sees, and checks that the form was made from what stands there and that the deed is open. */
export async function lockFinding(
  tx: Tx,
  actor: Actor,
  { id, version }: { id: string; version: number },
  deed: FindingDeed,
): Promise<Finding> {
  await tx.$queryRaw`SELECT id FROM finding
    WHERE id = ${id}::uuid AND jurisdiction_id = ${actor.jurisdictionId} FOR UPDATE`;
  const scope = findingScope(actor);
  const row = scope && (await tx.finding.findFirst({ where: { AND: [scope, { id }] } }));
  if (!row) throw new Refusal(refuse("not_found", "找不到這筆缺失，或不在您的職務範圍內。"));
  if (row.version !== version) {
    throw new Refusal(refuse("stale", "這筆缺失在您開啟後已有變更，請重新整理後再送出；尚未儲存。"));
  }
  if (!allows(deed, row.state)) {
    const words = `這筆缺失目前為「${FINDING_STATE_LABELS[row.state]}」，不能辦理這個動作。`;
    throw new Refusal(refuse("state", words));
  }
  return row;
}
