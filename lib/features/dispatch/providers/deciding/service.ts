import type { Actor } from "@/lib/platform/actor";
import type { Tx } from "@/lib/platform/db";
import { Refusal, refuse } from "@/lib/platform/result";
import { skipReasonLabel } from "@/lib/rules/dispatch";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { CaseFile } from "@/prisma/generated/client";
import type { Service } from "@/prisma/generated/enums";
import { askRule, type RuleAnswer, skipOf } from "../decision/service";
import { readQueue, ruleInput, unitsThatDeclined } from "../queue/queries";
import type { QueueMember } from "../queue/types";
import type { SendToProvider } from "../schema";
import type { TurnOf } from "../turn/service";
import type { DecisionInput, DispatchDecision } from "../types";

/** By hand where there is no order: nothing was asked. */
const UNASKED: RuleAnswer = { outcome: null, refusal: null };

export interface Decided {
  unit: string;
  decision: DispatchDecision;
}

/**
 * Builds the queue as it stands behind the locks, asks the law, and takes one from the unit's stated capacity.
 * Refusals (thrown): `choice_unavailable`, `rotation_exhausted`, `turn_moved`.
 */
export async function decide(
  tx: Tx,
  actor: Actor,
  row: CaseFile,
  input: SendToProvider,
  turnOf: TurnOf | null,
  day: PlainDate,
): Promise<Decided> {
  const { jurisdictionId } = actor;
  const asked = input.basis === "rotation" ? null : input.unitId;
  const inOrder = turnOf?.unitIds ?? [];
  const unitIds = asked && !inOrder.includes(asked) ? [...inOrder, asked] : inOrder;
  await lockCapacities(tx, jurisdictionId, input.service, row.districtId, unitIds);
  const of = { jurisdictionId, aUnitId: row.aUnitId ?? "", districtId: row.districtId, day };
  const members = await readQueue(tx, { ...of, service: input.service }, unitIds, turnOf?.paused);
  const declined = await unitsThatDeclined(tx, {
    ...{ jurisdictionId, caseId: row.id, planId: input.planId, service: input.service },
  });
  const member = (id: string) => members.find((each) => each.unit === id);
  // A deviation keeps what the order alone would have said; a unit outside it is no part of that question.
  const deviates = input.basis === "deviation";
  const queue = members.filter((each) => !deviates || inOrder.includes(each.unit)).map(ruleInput);
  const asks: DecisionInput = {
    queue,
    cursor: turnOf?.cursor ?? 0,
    choice: input.basis === "client_choice" ? asked : null,
    declined,
  };
  const answer = turnOf === null && deviates ? UNASKED : askRule(asks);
  const unit = deviates
    ? checkDeviation(asked ?? "", member, declined)
    : unitOf(answer, input, members, asks);
  const capacity = member(unit)?.capacity ?? null;
  const takes = capacity !== null && capacity > 0;
  if (takes) await takeCapacity(tx, jurisdictionId, unit, input.service, row.districtId);
  return {
    unit,
    decision: {
      ...{ rule: "dispatch.next", ruleSet: jurisdictionId, on: day, districtId: row.districtId },
      input: asks,
      units: members.map(({ unit: id, code, name, related }) => ({ id, code, name, related })),
      ...answer,
      deviation: deviates ? { unit, reason: input.reason ?? "" } : null,
      cursorAfter: input.basis === "rotation" && answer.outcome ? answer.outcome.cursor : asks.cursor,
      capacityTaken: takes,
    },
  };
}

/** The unit that the law names; its refusal in words that say what to do. */
function unitOf(
  { outcome, refusal }: RuleAnswer,
  input: SendToProvider,
  members: readonly QueueMember[],
  asks: DecisionInput,
): string {
  const nameOf = (id: string) => members.find((each) => each.unit === id)?.name ?? id;
  if (outcome) {
    if (input.basis === "rotation" && input.expectedUnitId && input.expectedUnitId !== outcome.unit) {
      const message = `輪序已有變動，現在輪到 ${nameOf(outcome.unit)}，不是您開啟本頁時的 ${nameOf(input.expectedUnitId)}；請確認後再派案。`;
      throw new Refusal(refuse("turn_moved", message));
    }
    return outcome.unit;
  }
  if (refusal?.code === "rotation_exhausted") {
    const why = asks.queue.map(({ unit }) => {
      const skip = skipOf(asks, unit);
      return `${nameOf(unit)}：${skip ? skipReasonLabel(skip) : "可承接"}`;
    });
    throw new Refusal(
      refuse(
        "rotation_exhausted",
        `輪序表中沒有可承接的單位，請送照管中心處理。${why.length > 0 ? `（${why.join("；")}）` : ""}`,
      ),
    );
  }
  const message = refusal?.message ?? "無法決定派案單位。";
  throw new Refusal(refuse(refusal?.code ?? "undecided", message, { unitId: message }));
}

/** By hand too, a case goes only to a unit that is contracted and to which dispatch is not suspended. */
function checkDeviation(
  unitId: string,
  member: (id: string) => QueueMember | undefined,
  declined: readonly string[],
): string {
  const unit = member(unitId);
  if (!unit) {
    throw new Refusal(refuse("not_found", "找不到這個 B 單位。", { unitId: "請由清單選擇本市的 B 單位。" }));
  }
  const skip = skipOf({ queue: [ruleInput(unit)], declined: [...declined] }, unitId);
  if (skip !== "not_contracted" && skip !== "suspended") return unitId;
  const message = `${unit.name}${skipReasonLabel(skip)}，不能派案。`;
  throw new Refusal(refuse("choice_unavailable", message, { unitId: message }));
}

/** In one order for everybody, so that two dispatches that share units wait for each other instead of locking up. */
async function lockCapacities(
  tx: Tx,
  jurisdictionId: string,
  service: Service,
  districtId: string,
  unitIds: readonly string[],
): Promise<void> {
  await tx.$queryRaw`
    SELECT unit_id FROM unit_capacity
     WHERE jurisdiction_id = ${jurisdictionId} AND service = ${service}::service AND district_id = ${districtId}
       AND unit_id = ANY(${[...unitIds]}::uuid[])
     ORDER BY unit_id FOR UPDATE`;
}

async function takeCapacity(
  tx: Tx,
  jurisdictionId: string,
  unitId: string,
  service: Service,
  districtId: string,
): Promise<void> {
  await tx.unitCapacity.updateMany({
    where: { jurisdictionId, unitId, service, districtId, capacity: { gt: 0 } },
    data: { capacity: { decrement: 1 } },
  });
}
