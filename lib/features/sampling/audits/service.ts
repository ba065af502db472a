import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, systemClock } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import type { SampleAudit } from "@/prisma/generated/client";
import { auditScope, maySampling } from "../policy";
import { auditorsIn } from "../queries";
import type { AssignAudit, CancelAudit } from "../schema";
import { replaceSurvey } from "./replacing/service";

const NOT_FOUND = "找不到這筆抽查，或不在您的職務範圍內。";

/** An audit that is still to be done, locked until the transaction ends, in the version that the form was made from. */
export async function lockAudit(
  tx: Tx,
  actor: Actor,
  { id, version }: { id: string; version: number },
): Promise<SampleAudit> {
  const scope = auditScope(actor);
  if (!scope) throw new Refusal(refuse("not_found", NOT_FOUND));
  await tx.$queryRaw`SELECT id FROM sample_audit WHERE id = ${id}::uuid AND jurisdiction_id = ${actor.jurisdictionId} FOR UPDATE`;
  const row = await tx.sampleAudit.findFirst({ where: { AND: [scope, { id }] } });
  if (!row) throw new Refusal(refuse("not_found", NOT_FOUND));
  if (row.version !== version)
    throw new Refusal(refuse("stale", "這筆抽查剛才已更新，請重新開啟；您填寫的內容仍在本頁。"));
  if (row.state !== "to_do") throw new Refusal(refuse("wrong_state", "這筆抽查已結束，不能再變更。"));
  return row;
}

/** Gives an audit to somebody who may see its case: a supervisor or officer, or a specialist who covers the district. */
export async function assignAudit(
  actor: Actor,
  input: AssignAudit,
  clock: Clock = systemClock,
): Promise<Result<{ id: string }>> {
  if (!maySampling(actor, "sampling.assign")) return refuse("forbidden", "抽查由照管中心督導或承辦人分派。");
  return withActor(actor, async (tx) => {
    const row = await lockAudit(tx, actor, input);
    const auditor = (await auditorsIn(tx)).find(({ id, isActive }) => id === input.assignedToId && isActive);
    if (!auditor)
      throw new Refusal(
        refuse("unknown_auditor", "請選擇使用中的人員。", { assignedToId: "請選擇使用中的人員。" }),
      );
    const { districtId } = await tx.caseFile.findUniqueOrThrow({
      where: { id: row.caseId },
      select: { districtId: true },
    });
    if (auditor.role === "care_specialist" && !auditor.districts.includes(districtId))
      throw new Refusal(
        refuse("not_covered", "這位照專不負責個案所在行政區，看不到這個個案。", {
          assignedToId: "請選擇負責該行政區的照專，或督導、承辦人。",
        }),
      );
    await tx.sampleAudit.update({
      where: { id: row.id },
      data: { assignedToId: auditor.id, version: { increment: 1 } },
    });
    await audit(tx, actor, clock.now(), {
      action: "sampling.assigned",
      subject: { kind: "case", id: row.caseId },
      detail: { auditId: row.id, kind: row.kind, from: row.assignedToId, to: auditor.id },
    });
    return ok({ id: row.id });
  });
}

/** Takes an audit off the list, with the reason (the case was closed, the person died); a survey's place goes to the next rank. */
export async function cancelAudit(
  actor: Actor,
  { reason, ...input }: CancelAudit,
  clock: Clock = systemClock,
): Promise<Result<{ id: string; replacedBy: string | null }>> {
  if (!maySampling(actor, "sampling.assign")) return refuse("forbidden", "抽查由照管中心督導或承辦人取消。");
  return withActor(actor, async (tx) => {
    const row = await lockAudit(tx, actor, input);
    await tx.sampleAudit.update({
      where: { id: row.id },
      data: { state: "cancelled", answers: { cancelReason: reason }, version: { increment: 1 } },
    });
    const replacedBy = row.kind === "telephone_survey" ? await replaceSurvey(tx, actor, row) : null;
    await audit(tx, actor, clock.now(), {
      action: "sampling.cancelled",
      subject: { kind: "case", id: row.caseId },
      detail: { auditId: row.id, kind: row.kind, reason, replacedBy },
    });
    return ok({ id: row.id, replacedBy });
  });
}
