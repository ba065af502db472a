import type { Tx } from "@/lib/platform/db";
import { Refusal, refuse } from "@/lib/platform/result";
import { skipReasonLabel } from "@/lib/rules/dispatch";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { CaseFile } from "@/prisma/generated/client";
import { askRule, type RuleAnswer, skipOf } from "../../providers/decision/service";
import type { DecisionInput, DispatchDecision } from "../../providers/types";
import {
  type AUnitMember,
  aUnitsThatLost,
  aUnitsThatRefused,
  formerAUnits,
  lawInput,
  readAUnits,
} from "../queue/queries";
import type { SendToAUnit } from "../schema";
import type { CentreTurn } from "../turn/service";

export interface CentreDecided {
  unit: string;
  decision: DispatchDecision;
}

/**
 * Builds the queue of A units as it stands behind the locks and asks the law: the district's turn, or the unit that was named.
 * Refusals (thrown): `no_order`, `rotation_exhausted`, `choice_unavailable`, `turn_moved`, `not_outreach`, `not_former`.
 */
export async function decideAUnit(
  tx: Tx,
  row: CaseFile,
  input: SendToAUnit,
  order: CentreTurn | null,
  day: PlainDate,
): Promise<CentreDecided> {
  const { jurisdictionId, districtId } = row;
  if (input.basis === "rotation" && !order) throw new Refusal(refuse("no_order", NO_ORDER));
  await refuseWrongGround(tx, row, input);
  const named = input.basis === "rotation" ? null : input.unitId;
  const inOrder = order?.entries.map((entry) => entry.unitId) ?? [];
  const unitIds = named && !inOrder.includes(named) ? [...inOrder, named] : inOrder;
  const members = await readAUnits(tx, { jurisdictionId, districtId, day }, unitIds, order);
  const asks: DecisionInput = {
    queue: members.map(lawInput),
    cursor: order?.cursor ?? 0,
    choice: named,
    declined: [
      ...(await aUnitsThatRefused(tx, row)),
      // The turn passes over a unit from which this case was taken back; the family may still name it.
      ...(input.basis === "rotation" ? await aUnitsThatLost(tx, row) : []),
    ],
  };
  const answer = askRule(asks);
  const unit = unitOf(answer, input, members, asks);
  return {
    unit,
    decision: {
      ...{ rule: "dispatch.next", ruleSet: jurisdictionId, on: day, districtId, input: asks },
      units: members.map(({ name }) => ({ ...name, related: false })),
      ...answer,
      deviation: null,
      cursorAfter: input.basis === "rotation" && answer.outcome ? answer.outcome.cursor : asks.cursor,
      capacityTaken: false,
    },
  };
}

/** In words, for the screen and the refusal. */
export const NO_ORDER = "本區尚未建立 A 單位輪序，不能輪派；請先建立輪序，或由案家指定。";

async function refuseWrongGround(tx: Tx, row: CaseFile, { basis, unitId }: SendToAUnit): Promise<void> {
  if (basis === "own_development" && row.source !== "a_unit_outreach") {
    const message = "申請來源不是「A 單位開發」，不能以自行開發派案。";
    throw new Refusal(refuse("not_outreach", message, { basis: message }));
  }
  if (basis === "own_development" && row.sourceUnitId !== null && row.sourceUnitId !== unitId) {
    const found = await tx.unit.findFirst({ where: { id: row.sourceUnitId }, select: { name: true } });
    const message = `這個個案登錄為 ${found?.name ?? "另一個單位"} 開發，自行開發只能派給該單位。`;
    throw new Refusal(refuse("not_source_unit", message, { unitId: message }));
  }
  if (basis !== "continuation") return;
  const former = await formerAUnits(tx, row);
  if (former.some((unit) => unit.id === unitId)) return;
  const message = "延續只能派給先前承接過這個個案的 A 單位。";
  throw new Refusal(refuse("not_former", message, { unitId: message }));
}

function unitOf(
  { outcome, refusal }: RuleAnswer,
  input: SendToAUnit,
  members: readonly AUnitMember[],
  asks: DecisionInput,
): string {
  const nameOf = (id: string) => members.find((each) => each.unit === id)?.name.name ?? id;
  if (outcome) {
    const { expectedUnitId } = input;
    if (input.basis === "rotation" && expectedUnitId && expectedUnitId !== outcome.unit) {
      const message = `輪序已有變動，現在輪到 ${nameOf(outcome.unit)}，不是您開啟本頁時的 ${nameOf(expectedUnitId)}；請確認後再派案。`;
      throw new Refusal(refuse("turn_moved", message));
    }
    return outcome.unit;
  }
  if (refusal?.code === "rotation_exhausted") {
    throw new Refusal(refuse("rotation_exhausted", exhaustedText(members, asks)));
  }
  const message = refusal?.message ?? "無法決定派案單位。";
  throw new Refusal(refuse(refusal?.code ?? "undecided", message, { unitId: message }));
}

/** Who stands in the order and why none of them can take the case. */
export function exhaustedText(
  members: readonly AUnitMember[],
  asks: Pick<DecisionInput, "queue" | "declined">,
): string {
  const why = members.map((member) => `${member.name.name}：${whyNot(member, asks)}`);
  const list = why.length > 0 ? `（${why.join("；")}）` : "（輪序中沒有單位）";
  return `本區輪序中沒有可承接的 A 單位${list}。`;
}

function whyNot(member: AUnitMember, asks: Pick<DecisionInput, "queue" | "declined">): string {
  const skip = skipOf(asks, member.unit);
  if (skip === null) return "可承接";
  return skip === "suspended" && member.pausedReason ? member.pausedReason : skipReasonLabel(skip);
}
