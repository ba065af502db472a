import { openIncident } from "@/lib/features/complaints/incidents/service";
import type { IncidentKind } from "@/lib/features/complaints/incidents/types";
import { evidenceIn } from "@/lib/features/inspections/evidence/queries";
import { UNIT } from "@/lib/features/inspections/evidence/types";
import type { ChecklistTemplate } from "@/lib/features/inspections/templates/types";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, officeDate, systemClock } from "@/lib/platform/clock";
import { withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import type { Prisma } from "@/prisma/generated/client";
import type { SampleAuditKind } from "@/prisma/generated/enums";
import { readAnswers } from "../../answers/schema";
import { amissIn } from "../../answers/types";
import { maySampling } from "../../policy";
import type { CompleteAudit } from "../../schema";
import { headerOf } from "../header/queries";
import { lockAudit } from "../service";

const INCIDENT_OF: Record<SampleAuditKind, IncidentKind> = {
  telephone_survey: "survey_anomaly",
  plan_audit: "plan_anomaly",
};

export interface Completed {
  id: string;
  incident: { id: string; number: string } | null;
}

/** Ends an audit with its filled form. Answers that the form calls abnormal go onto the list of incidents with their facts. */
export async function completeAudit(
  actor: Actor,
  { form, ...input }: CompleteAudit,
  clock: Clock = systemClock,
): Promise<Result<Completed>> {
  if (!maySampling(actor, "sampling.carry_out")) return refuse("forbidden", "抽查由被分派的人員辦理。");
  return withActor(actor, async (tx): Promise<Result<Completed>> => {
    const row = await lockAudit(tx, actor, input);
    const { content } = await tx.checklistTemplate.findUniqueOrThrow({
      where: { id: row.templateId },
      select: { content: true },
    });
    const template = content as unknown as ChecklistTemplate;
    if (row.kind === "telephone_survey") {
      const spoken = await tx.callAttempt.count({ where: { auditId: row.id, reached: true } });
      if (spoken === 0) throw new Refusal(refuse("nobody_reached", "請先登錄接通的電話，再填寫訪查結果。"));
    }
    const { values, errors } = readAnswers(template, form);
    if (Object.keys(errors).length > 0)
      throw new Refusal(refuse("invalid", "有項目需要填寫或更正，尚未完成抽查。", errors));
    const at = clock.now();
    const today = officeDate(at);
    const amiss = amissIn(template, values).filter(({ level }) => level !== "advice");
    const ending = template.outcomes.find(({ level }) => level === (amiss.length > 0 ? "failed" : "passed"));
    const header = await headerOf(tx, actor, template, row.caseId, today);
    const filled = Object.fromEntries(header.map(({ key, value }) => [key, value]));
    const subject = { unitId: row.aUnitId, template, cases: [row.caseId], asOf: today };
    const proposals = [...(await evidenceIn(tx, actor, subject))].map(([key, by]) => [key, by.get(UNIT)]);
    await tx.sampleAudit.update({
      where: { id: row.id },
      data: {
        ...{ state: "done", doneAt: at, doneById: actor.accountId, hasAnomaly: amiss.length > 0 },
        answers: {
          values: { ...filled, ...values },
          outcome: ending?.value ?? (amiss.length > 0 ? "anomaly" : "done"),
        } as Prisma.InputJsonObject,
        proposals: JSON.parse(JSON.stringify(Object.fromEntries(proposals))),
        version: { increment: 1 },
      },
    });
    const incident =
      amiss.length === 0
        ? null
        : await openIncident(
            tx,
            actor,
            {
              ...{ kind: INCIDENT_OF[row.kind], unitId: row.aUnitId, caseId: row.caseId, auditId: row.id },
              ...{ facts: amiss.map(({ text }) => text).join("\n"), happenedOn: today },
            },
            at,
          );
    await audit(tx, actor, at, {
      action: "sampling.audited",
      subject: { kind: "case", id: row.caseId },
      detail: {
        auditId: row.id,
        kind: row.kind,
        anomalies: amiss.length,
        incident: incident?.number ?? null,
      },
    });
    return ok({ id: row.id, incident });
  });
}
