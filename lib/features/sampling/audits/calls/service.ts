import type { ChecklistTemplate } from "@/lib/features/inspections/templates/types";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, officeDate, systemClock } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import type { SampleAudit } from "@/prisma/generated/client";
import { maySampling } from "../../policy";
import type { RecordCall } from "../../schema";
import { callsAtMost } from "../queries";
import { replaceSurvey } from "../replacing/service";
import { lockAudit } from "../service";

export interface Called {
  id: string;
  /** What the call came to: talk to the person, call again, or the next rank. */
  next: "ask" | "call_again" | "replaced" | "end_of_list";
  replacedBy: string | null;
}

/**
 * Records a call of a telephone survey. With the last unanswered one that the city allows, or when the person refuses, the survey
 * ends and the next rank takes its place.
 */
export async function recordCall(
  actor: Actor,
  { reached, note, ...input }: RecordCall,
  clock: Clock = systemClock,
): Promise<Result<Called>> {
  if (!maySampling(actor, "sampling.carry_out")) return refuse("forbidden", "電訪由被分派的人員辦理。");
  return withActor(actor, async (tx): Promise<Result<Called>> => {
    const row = await lockAudit(tx, actor, input);
    if (row.kind !== "telephone_survey") throw new Refusal(refuse("wrong_kind", "這筆抽查不是電話訪查。"));
    const at = clock.now();
    await tx.callAttempt.createMany({
      data: [
        {
          ...{ jurisdictionId: row.jurisdictionId, auditId: row.id, calledAt: at },
          ...{ reached: reached !== "no", note: note || null, createdById: actor.accountId },
        },
      ],
    });
    const calls = await tx.callAttempt.findMany({ where: { auditId: row.id }, select: { reached: true } });
    await audit(tx, actor, at, {
      action: "sampling.called",
      subject: { kind: "case", id: row.caseId },
      detail: { auditId: row.id, reached, call: calls.length },
    });
    const missed = calls.filter((call) => !call.reached).length;
    const most = await attemptsOf(tx, row, officeDate(at));
    if (reached === "yes" || (reached === "no" && missed < most)) {
      await tx.sampleAudit.update({ where: { id: row.id }, data: { version: { increment: 1 } } });
      return ok({ id: row.id, next: reached === "yes" ? "ask" : "call_again", replacedBy: null });
    }
    const outcome = reached === "refused" ? "refused" : "unreachable";
    await tx.sampleAudit.update({
      where: { id: row.id },
      data: { state: "unreachable", answers: { outcome }, version: { increment: 1 } },
    });
    const replacedBy = await replaceSurvey(tx, actor, row);
    await audit(tx, actor, at, {
      action: "sampling.unreachable",
      subject: { kind: "case", id: row.caseId },
      detail: { auditId: row.id, outcome, replacedBy },
    });
    return ok({ id: row.id, next: replacedBy ? "replaced" : "end_of_list", replacedBy });
  });
}

async function attemptsOf(tx: Tx, row: SampleAudit, on: ReturnType<typeof officeDate>): Promise<number> {
  const { content } = await tx.checklistTemplate.findUniqueOrThrow({
    where: { id: row.templateId },
    select: { content: true },
  });
  const template = content as unknown as ChecklistTemplate;
  const most = template.callAttempts ?? callsAtMost(row.jurisdictionId, on);
  if (most === null) throw new Refusal(refuse("no_limit", "表單與規定都沒有訂撥打次數。"));
  return most;
}
