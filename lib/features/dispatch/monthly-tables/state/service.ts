import type { Actor } from "@/lib/platform/actor";
import type { Tx } from "@/lib/platform/db";
import { Refusal, type Refused, refuse } from "@/lib/platform/result";
import { formatRocInstant } from "@/lib/platform/roc-date";
import type { Prisma } from "@/prisma/generated/client";
import type { MonthlyTableState } from "@/prisma/generated/enums";
import { MONTHLY_TABLE_ACTIONS, TABLE_STATE_LABELS } from "../labels";
import { TABLE_TRANSITIONS } from "../types";

/** Moves a locked table to another state by the table of transitions, with what changes beside it. */
export async function moveTable(
  tx: Tx,
  row: { id: string; jurisdictionId: string; state: MonthlyTableState },
  to: MonthlyTableState,
  data: Prisma.MonthlyDispatchTableUncheckedUpdateManyInput = {},
): Promise<void> {
  if (!TABLE_TRANSITIONS[row.state].includes(to)) {
    const [from, wanted] = [TABLE_STATE_LABELS[row.state], TABLE_STATE_LABELS[to]];
    throw new Refusal(refuse("transition_refused", `這份月報目前為「${from}」，不能改為「${wanted}」。`));
  }
  await tx.monthlyDispatchTable.updateMany({
    where: { id: row.id, jurisdictionId: row.jurisdictionId },
    data: { ...data, state: to, version: { increment: 1 } },
  });
}

/** The refusal of a form that was made before somebody changed the month's table: who, when and what. */
export async function staleTable(tx: Tx, actor: Actor, subjectId: string): Promise<Refused> {
  const last = await tx.auditEntry.findFirst({
    where: { jurisdictionId: actor.jurisdictionId, subjectKind: "monthly_table", subjectId },
    orderBy: { at: "desc" },
  });
  const what = last ? (MONTHLY_TABLE_ACTIONS[last.action] ?? "變更") : "";
  const who = last ? `${last.actorName}已於 ${formatRocInstant(last.at)} ${what}` : "這份月報已有變更";
  return refuse("stale", `${who}。為免蓋掉對方的變更，本次未送出；請重新整理本頁後再試。`);
}
