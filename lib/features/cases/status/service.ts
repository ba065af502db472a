import type { Actor } from "@/lib/platform/actor";
import { changesSince } from "@/lib/platform/changed-since";
import type { Tx } from "@/lib/platform/db";
import { Refusal, refuse } from "@/lib/platform/result";
import type { CaseFile, Prisma } from "@/prisma/generated/client";
import type { CaseStatus } from "@/prisma/generated/enums";
import { CASE_CHANGE_WORDS, CASE_STATUS_LABELS } from "./labels";
import { CASE_TRANSITIONS } from "./types";

/**
 * Locks a case for the running transaction and returns it as it is now. Refusals (thrown): `not_found` where the actor may not
 * see it, `stale` where `version` is given and somebody changed the case since; the message says who, when and what.
 */
export async function lockCase(tx: Tx, actor: Actor, caseId: string, version?: number): Promise<CaseFile> {
  await tx.$queryRaw`SELECT id FROM case_file WHERE id = ${caseId}::uuid AND jurisdiction_id = ${actor.jurisdictionId} FOR UPDATE`;
  const row = await tx.caseFile.findFirst({ where: { id: caseId, jurisdictionId: actor.jurisdictionId } });
  if (!row) throw new Refusal(refuse("not_found", "找不到這個個案，或不在您的職務範圍內。"));
  if (version !== undefined && row.version !== version) {
    throw new Refusal(await stale(tx, actor, row, version));
  }
  return row;
}

/** Every change of a case counts its version up by one, so the newest entries are those that the form has not seen. */
async function stale(tx: Tx, actor: Actor, row: CaseFile, version: number) {
  const subject = { kind: "case", id: row.id };
  const most = Math.min(row.version - version, MOST_TOLD);
  const told = await changesSince(tx, actor, subject, CASE_CHANGE_WORDS, most);
  const what = told ? `：${told}` : "";
  return refuse(
    "stale",
    `這個個案在您開啟後已有人變更${what}。您填寫的內容仍在本頁，尚未儲存；請重新整理、核對後再送出。`,
  );
}

/** More than this nobody reads; the file's history has them all. */
const MOST_TOLD = 5;

/**
 * Moves a locked case to another status by the table of transitions, with what changes beside it. Refusal (thrown):
 * `transition_refused`, saying from what to what.
 */
export async function moveCase(
  tx: Tx,
  row: CaseFile,
  to: CaseStatus,
  data: Prisma.CaseFileUncheckedUpdateInput = {},
): Promise<void> {
  if (!CASE_TRANSITIONS[row.status].includes(to)) {
    const [from, wanted] = [CASE_STATUS_LABELS[row.status], CASE_STATUS_LABELS[to]];
    throw new Refusal(refuse("transition_refused", `個案目前為「${from}」，不能改為「${wanted}」。`));
  }
  await letGo(tx, row.id);
  await tx.caseFile.updateMany({
    where: { id: row.id, jurisdictionId: row.jurisdictionId },
    data: { ...data, status: to, version: { increment: 1 } },
  });
}

/**
 * Lets the running transaction change a case out of the actor's own sight: row-level security reads a changed row again, and an
 * A unit that gives a case up may not see it any more. Only after `lockCase`, which has asked whether the actor sees it.
 */
export async function letGo(tx: Tx, caseId: string): Promise<void> {
  await tx.$queryRaw`SELECT set_config('app.letting_go', ${caseId}, true)`;
}
