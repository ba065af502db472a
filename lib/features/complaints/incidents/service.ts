import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, officeDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import type { IncidentState } from "@/prisma/generated/enums";
import { incidentScope, mayIncident } from "./policy";
import type { CloseIncident, TakeUpIncident } from "./schema";
import { INCIDENT_TRANSITIONS, type NewIncident } from "./types";

/** Puts something amiss on the list, inside the transaction that found it; the actor's right to have found it is the caller's to judge. */
export async function openIncident(
  tx: Tx,
  actor: Actor,
  incident: NewIncident,
  now: Date,
): Promise<{ id: string; number: string }> {
  const rocYear = Number(officeDate(now).slice(0, 4)) - 1911;
  const [{ given } = { given: 0 }] = await tx.$queryRaw<{ given: number }[]>`
    SELECT app_next_number('incident', ${rocYear}::int) AS given`;
  const [id, number] = [uuid(), `異${rocYear}-${String(given).padStart(4, "0")}`];
  const { kind, unitId, facts, happenedOn, caseId = null, auditId = null, inspectionId = null } = incident;
  await tx.incident.createMany({
    data: [
      {
        ...{ id, number, jurisdictionId: actor.jurisdictionId, kind, unitId, caseId, auditId, inspectionId },
        ...{ facts, state: "open", happenedOn: toDbDate(happenedOn), createdAt: now },
        createdById: actor.accountId,
      },
    ],
  });
  await audit(tx, actor, now, {
    action: "incident.opened",
    subject: { kind: "incident", id },
    detail: { number, kind, caseId, auditId, inspectionId },
  });
  return { id, number };
}

/** Begins to look into an incident. */
export function takeUpIncident(
  actor: Actor,
  input: TakeUpIncident,
  clock: Clock = systemClock,
): Promise<Result<{ id: string }>> {
  return move(actor, input, clock, "under_review", null);
}

/** Closes an incident with what became of it. */
export function closeIncident(
  actor: Actor,
  input: CloseIncident,
  clock: Clock = systemClock,
): Promise<Result<{ id: string }>> {
  return move(actor, input, clock, "closed", input.remark);
}

async function move(
  actor: Actor,
  { id, version }: TakeUpIncident,
  clock: Clock,
  to: Exclude<IncidentState, "open">,
  remark: string | null,
): Promise<Result<{ id: string }>> {
  const scope = incidentScope(actor);
  if (!scope || !mayIncident(actor, "incident.settle"))
    return refuse("forbidden", "異常事件由照管中心督導或承辦人查處及結案。");
  return withActor(actor, async (tx) => {
    await tx.$queryRaw`SELECT id FROM incident WHERE id = ${id}::uuid AND jurisdiction_id = ${actor.jurisdictionId} FOR UPDATE`;
    const row = await tx.incident.findFirst({ where: { AND: [scope, { id }] } });
    if (!row) throw new Refusal(refuse("not_found", "找不到這件異常事件，或不在您的職務範圍內。"));
    if (row.version !== version)
      throw new Refusal(refuse("stale", "這件異常事件剛才已由他人更新，請重新開啟後再處理。"));
    if (!INCIDENT_TRANSITIONS[row.state].includes(to))
      throw new Refusal(refuse("wrong_state", "這件異常事件目前的狀態不能這樣處理。"));
    const now = clock.now();
    await tx.incident.update({
      where: { id },
      data: {
        ...{ state: to, version: { increment: 1 } },
        ...(to === "closed" ? { closedOn: toDbDate(officeDate(now)), closedRemark: remark } : {}),
      },
    });
    const about = { subject: { kind: "incident", id }, detail: { number: row.number, remark } };
    if (to === "closed") await audit(tx, actor, now, { action: "incident.closed", ...about });
    else await audit(tx, actor, now, { action: "incident.taken_up", ...about });
    return ok({ id });
  });
}
