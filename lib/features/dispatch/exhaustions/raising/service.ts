import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, officeDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { CaseFile, Prisma } from "@/prisma/generated/client";
import { checkPlan, lockOwnCase, refuseStanding } from "../../providers/checks/service";
import { askRule } from "../../providers/decision/service";
import { readQueue, ruleInput, unitsThatDeclined } from "../../providers/queue/queries";
import { lockTurn } from "../../providers/turn/service";
import { mayExhaustion } from "../policy";
import type { RaiseExhaustion } from "../schema";

const ONLY_A_UNIT = "輪序無可承接單位由承接個案的 A 單位送照管中心；您的角色只能查看。";

export interface Raised {
  id: string;
  caseId: string;
}

/**
 * Lays a service before the centre that nobody in the A unit's order can take, with what the law was asked and why it refused. Asked
 * again while the entry waits, it is the same entry. Refusals: `not_exhausted` (somebody can take it now), `no_rotation`, and those of
 * a dispatch.
 */
export async function raiseExhaustion(
  actor: Actor,
  input: RaiseExhaustion,
  clock: Clock = systemClock,
): Promise<Result<Raised>> {
  if (!mayExhaustion(actor, "exhaustion.raise")) return refuse("forbidden", ONLY_A_UNIT);
  return withActor(actor, async (tx) => {
    const row = await lockOwnCase(tx, actor, input.caseId);
    await checkPlan(tx, row, input);
    await refuseStanding(tx, row, input.service);
    const { planId, service } = input;
    const waiting = await tx.rotationExhaustion.findFirst({ where: { planId, service, state: "waiting" } });
    if (waiting) return ok({ id: waiting.id, caseId: row.id });
    const day = officeDate(clock.now());
    const decision = await exhaustedDecision(tx, actor, row, input, day);
    const id = uuid();
    await tx.rotationExhaustion.create({
      data: {
        ...{ id, jurisdictionId: row.jurisdictionId, caseId: row.id, planId, service, state: "waiting" },
        ...{ aUnitId: row.aUnitId ?? "", decision, raisedOn: toDbDate(day), raisedAt: clock.now() },
        ...{ raisedById: actor.accountId, raisedByName: actor.name },
      },
    });
    await audit(tx, actor, clock.now(), {
      action: "exhaustion.raised",
      subject: { kind: "case", id: row.id },
      unitId: row.aUnitId,
      detail: { exhaustionId: id, service },
    });
    return ok({ id, caseId: row.id });
  });
}

/** What the law was asked behind the lock and how it refused; refused itself (thrown) where somebody can take the service. */
async function exhaustedDecision(
  tx: Tx,
  actor: Actor,
  row: CaseFile,
  { planId, service }: RaiseExhaustion,
  day: PlainDate,
): Promise<Prisma.InputJsonObject> {
  const { jurisdictionId, districtId } = row;
  const turn = await lockTurn(tx, actor, row, service, day);
  if (!turn) {
    throw new Refusal(refuse("no_rotation", "本區這項服務沒有核定有效的輪序表，請先送照管中心核定。"));
  }
  const of = { jurisdictionId, aUnitId: row.aUnitId ?? "", districtId, service, day };
  const members = await readQueue(tx, of, turn.unitIds, turn.paused);
  const declined = await unitsThatDeclined(tx, { jurisdictionId, caseId: row.id, planId, service });
  const input = { queue: members.map(ruleInput), cursor: turn.cursor, choice: null, declined };
  const answer = askRule(input);
  const next = members.find((member) => member.unit === answer.outcome?.unit);
  if (answer.outcome) {
    const who = next?.name ?? answer.outcome.unit;
    throw new Refusal(refuse("not_exhausted", `輪序中 ${who} 現在可以承接，請重新整理後依輪序派案。`));
  }
  const units = members.map(({ unit: id, code, name, related }) => ({ id, code, name, related }));
  const kept = { rule: "dispatch.next", ruleSet: jurisdictionId, on: day, districtId, rotationId: turn.id };
  return JSON.parse(JSON.stringify({ ...kept, input, units, ...answer })) as Prisma.InputJsonObject;
}
