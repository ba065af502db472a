import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, fromDbDate, officeDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { formatRocDate } from "@/lib/platform/roc-date";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { CaseFile } from "@/prisma/generated/client";
import { cancelClocks } from "../../timeliness/service";
import { CLOSE_REASON_LABELS, SOURCE_LABELS } from "../labels";
import { inScope, mayCase, workScope } from "../policy";
import { lockCase, moveCase } from "../status/service";
import type { CaseRef } from "../types";
import type { CloseCase, ReopenCase } from "./schema";

const NOT_FOUND = "找不到這個個案，或不在您的職務範圍內。";

/**
 * Ends what is under way for a locked case, before its status says so: waiting dispatches are withdrawn, accepted ones end, an open plan is
 * withdrawn and the approved one no longer in force, the manager's assignment ends, open clocks are cancelled.
 */
export async function endWay(
  tx: Tx,
  actor: Actor,
  row: CaseFile,
  { on, reason }: { on: PlainDate; reason: string },
): Promise<void> {
  const where = { jurisdictionId: row.jurisdictionId, caseId: row.id };
  await tx.dispatch.updateMany({
    where: { ...where, state: "waiting" },
    data: { state: "withdrawn", answerReason: reason, answeredOn: toDbDate(on), version: { increment: 1 } },
  });
  await tx.dispatch.updateMany({
    where: { ...where, state: "accepted" },
    data: { state: "ended", endedOn: toDbDate(on), version: { increment: 1 } },
  });
  await tx.carePlan.updateMany({
    where: { ...where, status: { in: ["draft", "submitted", "returned"] } },
    data: { status: "withdrawn", remark: reason, version: { increment: 1 } },
  });
  await tx.carePlan.updateMany({
    where: { ...where, status: "approved" },
    data: { status: "superseded", version: { increment: 1 } },
  });
  await endAssignment(tx, row, on, reason);
  await cancelClocks(tx, actor, { caseId: row.id, on });
}

async function endAssignment(tx: Tx, row: CaseFile, on: PlainDate, reason: string): Promise<void> {
  const where = { jurisdictionId: row.jurisdictionId, caseId: row.id, untilOn: null };
  const standing = await tx.managerAssignment.findFirst({ where, select: { id: true, fromOn: true } });
  if (!standing) return;
  // An assignment that began after the day of closing (entered late) ends on its first day.
  const until = fromDbDate(standing.fromOn) > on ? standing.fromOn : toDbDate(on);
  await tx.managerAssignment.updateMany({ where: { id: standing.id }, data: { untilOn: until, reason } });
}

/**
 * Closes a case for a reason and ends all that is under way. The A unit stays on the closed file, so that it can be read.
 * Codes: `forbidden`, `not_found`, `stale`, `day`, `transition_refused`.
 */
export async function closeCase(
  actor: Actor,
  input: CloseCase,
  clock: Clock = systemClock,
): Promise<Result<CaseRef>> {
  if (!mayCase(actor, "case.close")) return refuse("forbidden", "您的角色沒有結案的權限。");
  const now = clock.now();
  return withActor(actor, async (tx) => {
    const row = await lockCase(tx, actor, input.id, input.version);
    if (!inScope(workScope(actor), row)) throw new Refusal(refuse("not_found", NOT_FOUND));
    refuseDay("closedOn", "結案日", input.closedOn, fromDbDate(row.appliedOn), officeDate(now));
    const { closeReason, closedOn, note } = input;
    const words = CLOSE_REASON_LABELS[closeReason];
    await endWay(tx, actor, row, { on: closedOn, reason: `個案結案：${words}` });
    await moveCase(tx, row, "closed", {
      ...{ closedOn: toDbDate(closedOn), closeReason, closeNote: note, managerId: null },
    });
    await audit(tx, actor, now, {
      action: "case.closed",
      subject: { kind: "case", id: row.id },
      unitId: row.aUnitId,
      detail: {
        closeReason: words,
        closedOn,
        note,
        changes: { caseStatus: { from: row.status, to: "closed" } },
      },
    });
    return ok({ id: row.id, number: row.number });
  });
}

function refuseDay(field: string, name: string, day: string, from: string, today: string): void {
  if (day >= from && day <= today) return;
  const why = day > today ? "不得晚於今日" : `不得早於 ${formatRocDate(from)}`;
  throw new Refusal(refuse("day", `${name}需要更正。`, { [field]: `${name}${why}。` }));
}

/**
 * Takes a person in again whose file was closed or who was not eligible: the same file, status `applied`, to be assessed anew. What stood
 * before stays in the audit entry, assessments, plans and dispatches in the file.
 * Codes: `forbidden`, `not_found`, `stale`, `day`, `transition_refused`.
 */
export async function reopenCase(
  actor: Actor,
  input: ReopenCase,
  clock: Clock = systemClock,
): Promise<Result<CaseRef>> {
  if (!mayCase(actor, "case.reopen")) return refuse("forbidden", "重新受理由照顧管理中心辦理。");
  const now = clock.now();
  return withActor(actor, async (tx) => {
    const row = await lockCase(tx, actor, input.id, input.version);
    if (!inScope(workScope(actor), row)) throw new Refusal(refuse("not_found", NOT_FOUND));
    const { appliedOn, source, reason } = input;
    const ended = fromDbDate(row.closedOn ?? row.lastAssessedOn ?? row.appliedOn);
    refuseDay("appliedOn", "申請日", appliedOn, ended, officeDate(now));
    await moveCase(tx, row, "applied", {
      ...{ source, sourceUnitId: null, appliedOn: toDbDate(appliedOn), aUnitId: null, managerId: null },
      ...{ closedOn: null, closeReason: null, closeNote: null },
      ...{ needLevel: null, copayClass: null, hasForeignCaregiver: false, nextReassessmentOn: null },
    });
    await audit(tx, actor, now, {
      action: "case.reopened",
      subject: { kind: "case", id: row.id },
      unitId: row.aUnitId,
      detail: { ...beforeOf(row), reason, appliedOn, applicationSource: SOURCE_LABELS[source] },
    });
    return ok({ id: row.id, number: row.number });
  });
}

function beforeOf(row: CaseFile) {
  const { status, needLevel, copayClass, hasForeignCaregiver, aUnitId, closeReason, closeNote } = row;
  const before = {
    caseStatus: status,
    ...{ needLevel, copayClass, hasForeignCaregiver, aUnitId, closeNote },
    appliedOn: fromDbDate(row.appliedOn),
    closedOn: fromDbDate(row.closedOn),
    closeReason: closeReason && CLOSE_REASON_LABELS[closeReason],
  };
  return { before, after: { caseStatus: "applied" } };
}
