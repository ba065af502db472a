import type { Actor } from "@/lib/platform/actor";
import { changesSince } from "@/lib/platform/changed-since";
import type { Tx } from "@/lib/platform/db";
import { Refusal, type Refused, refuse } from "@/lib/platform/result";
import type { Prisma } from "@/prisma/generated/client";
import type { MonthlyTableState } from "@/prisma/generated/enums";
import { TABLE_CHANGE_WORDS, TABLE_STATE_LABELS } from "../labels";
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
  const told = await changesSince(tx, actor, { kind: "monthly_table", id: subjectId }, TABLE_CHANGE_WORDS);
  const what = told ? `：${told}` : "";
  return refuse(
    "stale",
    `這份月報在您開啟後已有變更${what}。為免蓋掉對方的變更，本次未送出，您填寫的內容仍在本頁；請重新整理後再試。`,
  );
}
