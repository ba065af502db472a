import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, fromDbDate, officeDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { formatRocDate } from "@/lib/platform/roc-date";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { Assessment, CaseFile } from "@/prisma/generated/client";
import type { CaseStatus } from "@/prisma/generated/enums";
import { startClock, stopClock } from "../../timeliness/service";
import { endWay } from "../closing/service";
import { ASSESSMENT_KIND_LABELS } from "../labels";
import { inScope, mayCase, workScope } from "../policy";
import { lockCase, moveCase } from "../status/service";
import type { Assess } from "./schema";
import type { Assessed } from "./types";

const FORBIDDEN = "評估由照顧管理專員辦理，您的角色沒有這項權限。";

/**
 * Records an assessment of a case. Level 1 ends the way (`not_eligible`: A unit, manager, open plan and dispatches are given up,
 * clocks cancelled); level 2 and more makes an application `assessed` and leaves a later status as it is. The clock of the
 * next reassessment starts, the one before it is done.
 * Codes: `forbidden`, `not_found`, `stale`, `closed`, `kind`, `day`, `transition_refused`.
 */
export async function assessCase(
  actor: Actor,
  input: Assess,
  clock: Clock = systemClock,
): Promise<Result<Assessed>> {
  if (!mayCase(actor, "case.assess")) return refuse("forbidden", FORBIDDEN);
  const now = clock.now();
  return withActor(actor, async (tx) => {
    const row = await lockCase(tx, actor, input.id, input.version);
    if (!inScope(workScope(actor), row)) {
      throw new Refusal(refuse("not_found", "找不到這個個案，或不在您的職務範圍內。"));
    }
    const last = await lastAssessment(tx, row);
    refuseUnfit(row, last, input, officeDate(now));
    const assessmentId = await record(tx, actor, row, input, now);
    const status = statusAfter(row, input.needLevel);
    const nextReassessmentOn = await reassessmentClock(tx, actor, row, last, { ...input, assessmentId });
    await change(tx, actor, row, input, status, nextReassessmentOn);
    await audit(tx, actor, now, {
      action: "case.assessed",
      subject: { kind: "case", id: row.id },
      unitId: row.aUnitId,
      detail: detailOf(row, input, status, nextReassessmentOn),
    });
    return ok({ id: row.id, status, nextReassessmentOn });
  });
}

function lastAssessment(tx: Tx, row: CaseFile): Promise<Assessment | null> {
  return tx.assessment.findFirst({
    where: { jurisdictionId: row.jurisdictionId, caseId: row.id },
    orderBy: [{ assessedOn: "desc" }, { createdAt: "desc" }],
  });
}

function refuseUnfit(row: CaseFile, last: Assessment | null, input: Assess, today: PlainDate): void {
  const refusal = (code: string, field: string, message: string) =>
    new Refusal(refuse(code, "評估資料需要更正，尚未儲存。", { [field]: message }));
  if (row.status === "closed" || row.status === "not_eligible") {
    throw new Refusal(refuse("closed", "個案已結案或不符資格，請先「重新受理」再評估。"));
  }
  if (input.kind === "initial" && row.status !== "applied") {
    throw refusal("kind", "kind", "這個個案已有評估，請選「複評」。");
  }
  if (input.kind === "reassessment" && !last) {
    throw refusal("kind", "kind", "這個個案還沒有評估，請選「初評」。");
  }
  if (input.assessedOn > today) throw refusal("day", "assessedOn", "評估日不得晚於今日。");
  const earliest = row.status === "applied" ? row.appliedOn : (last?.assessedOn ?? row.appliedOn);
  const floor = fromDbDate(earliest);
  if (input.assessedOn < floor) {
    const what = row.status === "applied" ? "申請日" : "前次評估日";
    throw refusal("day", "assessedOn", `評估日不得早於${what} ${formatRocDate(floor)}。`);
  }
}

async function record(tx: Tx, actor: Actor, row: CaseFile, input: Assess, now: Date): Promise<string> {
  const id = uuid();
  const { jurisdictionId } = row;
  const { kind, needLevel, copayClass, hasForeignCaregiver, note } = input;
  await tx.assessment.create({
    data: {
      ...{ id, jurisdictionId, caseId: row.id, kind, needLevel, copayClass, hasForeignCaregiver, note },
      ...{ assessedOn: toDbDate(input.assessedOn), createdAt: now, createdById: actor.accountId },
    },
  });
  await tx.careProblem.createMany({
    data: input.problems.map((text, place) => ({
      ...{ jurisdictionId, caseId: row.id, assessmentId: id, sortOrder: place + 1, text },
    })),
  });
  return id;
}

function statusAfter(row: CaseFile, needLevel: number): CaseStatus {
  if (needLevel === 1) return "not_eligible";
  return row.status === "applied" ? "assessed" : row.status;
}

/** The clock of the assessment before is done on this day; a new one runs unless the person gets no services. */
async function reassessmentClock(
  tx: Tx,
  actor: Actor,
  row: CaseFile,
  last: Assessment | null,
  { assessmentId, assessedOn, needLevel }: Assess & { assessmentId: string },
): Promise<PlainDate | null> {
  if (last) await stopClock(tx, actor, { kind: "reassessment", subjectId: last.id, doneOn: assessedOn });
  if (needLevel === 1) return null;
  return startClock(tx, actor, {
    ...{ kind: "reassessment", subjectId: assessmentId, startedOn: assessedOn },
    ...{ caseId: row.id, unitId: null },
  });
}

async function change(
  tx: Tx,
  actor: Actor,
  row: CaseFile,
  input: Assess,
  status: CaseStatus,
  nextReassessmentOn: PlainDate | null,
): Promise<void> {
  const { needLevel, copayClass, hasForeignCaregiver } = input;
  const data = {
    ...{ needLevel, copayClass, hasForeignCaregiver, lastAssessedOn: toDbDate(input.assessedOn) },
    nextReassessmentOn: nextReassessmentOn && toDbDate(nextReassessmentOn),
  };
  if (status === "not_eligible") {
    await endWay(tx, actor, row, { on: input.assessedOn, reason: "複評為第 1 級，不符資格" });
    await moveCase(tx, row, status, { ...data, aUnitId: null, managerId: null });
  } else if (status === row.status) {
    await tx.caseFile.updateMany({
      where: { id: row.id, jurisdictionId: row.jurisdictionId },
      data: { ...data, version: { increment: 1 } },
    });
  } else {
    await moveCase(tx, row, status, data);
  }
}

function detailOf(row: CaseFile, input: Assess, status: CaseStatus, nextReassessmentOn: PlainDate | null) {
  const { needLevel, copayClass, hasForeignCaregiver, problems } = input;
  return {
    assessment: ASSESSMENT_KIND_LABELS[input.kind],
    assessedOn: input.assessedOn,
    problems,
    nextReassessmentOn,
    before: {
      needLevel: row.needLevel,
      copayClass: row.copayClass,
      hasForeignCaregiver: row.hasForeignCaregiver,
      caseStatus: row.status,
    },
    after: { needLevel, copayClass, hasForeignCaregiver, caseStatus: status },
  };
}
