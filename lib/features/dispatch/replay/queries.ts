import type { Actor } from "@/lib/platform/actor";
import { fromDbDate, toDbDate } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import { lastDayOfMonth, type PlainDate } from "@/lib/rules/plain-date";
import type { Dispatch, Rotation } from "@/prisma/generated/client";
import { askRule } from "../providers/decision/service";
import type { DispatchDecision } from "../providers/types";
import type { Difference, ReplayReport } from "./types";

type Kept = Dispatch & { caseFile: { number: string } };

/**
 * Recomputes what the law says of every dispatch of an A unit to a B unit in a month, from what was kept with it, and holds
 * the turns and the cursors of its orders against each other. Null when the city has no such A unit.
 */
export async function replayMonth(
  actor: Actor,
  unitCodeOrId: string,
  month: string,
): Promise<ReplayReport | null> {
  const { jurisdictionId } = actor;
  const isId = /^[0-9a-f-]{36}$/i.test(unitCodeOrId);
  return readAs(actor, async (tx) => {
    const unit = await tx.unit.findFirst({
      where: { jurisdictionId, tier: "a", ...(isId ? { id: unitCodeOrId } : { code: unitCodeOrId }) },
      select: { id: true, code: true, name: true },
    });
    if (!unit) return null;
    const first = `${month}-01` as PlainDate;
    const dispatches = await tx.dispatch.findMany({
      where: {
        ...{ jurisdictionId, fromUnitId: unit.id },
        dispatchedOn: { gte: toDbDate(first), lte: toDbDate(lastDayOfMonth(first)) },
      },
      include: { caseFile: { select: { number: true } } },
      orderBy: [{ dispatchedAt: "asc" }, { turn: "asc" }],
    });
    const why = new Map(dispatches.map((row) => [row.id, recompute(row)]));
    const orders = await followOrders(tx, jurisdictionId, dispatches, why);
    return {
      ...{ unit, month, orders },
      decisions: dispatches.length,
      differences: dispatches.flatMap((row) => differenceOf(row, why.get(row.id) ?? [])),
    };
  });
}

function differenceOf(row: Kept, why: string[]): Difference[] {
  if (why.length === 0) return [];
  const { id: dispatchId, turn } = row;
  return [{ dispatchId, caseNumber: row.caseFile.number, on: fromDbDate(row.dispatchedOn), turn, why }];
}

function decisionOf(row: Pick<Dispatch, "decision">): DispatchDecision | null {
  const { decision } = row;
  const isDecision = typeof decision === "object" && decision !== null && "input" in decision;
  return isDecision ? (decision as unknown as DispatchDecision) : null;
}

/** What differs between a dispatch as it stands and what the law says to what was kept with it. */
function recompute(row: Kept): string[] {
  const decision = decisionOf(row);
  if (!decision) return ["沒有保存決定的依據"];
  const why: string[] = [];
  if (decision.on !== fromDbDate(row.dispatchedOn)) why.push(`保存的派案日 ${decision.on} 與派案日不同`);
  const byHandWithoutOrder = row.basis === "deviation" && row.rotationId === null;
  const answer = byHandWithoutOrder ? { outcome: null, refusal: null } : askRule(decision.input);
  if (!same(answer.outcome, decision.outcome)) {
    why.push(
      `重算為 ${answer.outcome?.unit ?? "無"}，保存為 ${decision.outcome?.unit ?? "無"}（過程或結果不同）`,
    );
  }
  if (!same(answer.refusal, decision.refusal)) why.push("重算的拒絕理由與保存的不同");
  const unit = row.basis === "deviation" ? decision.deviation?.unit : answer.outcome?.unit;
  if (unit !== row.toUnitId) why.push(`依據指向 ${unit ?? "無"}，實際派給 ${row.toUnitId}`);
  if (row.basis !== "deviation" && answer.outcome && answer.outcome.basis !== row.basis) {
    why.push(`依據為 ${answer.outcome.basis}，派案方式登錄為 ${row.basis}`);
  }
  if (row.basis === "deviation" && decision.deviation?.reason !== row.reason)
    why.push("調整理由與保存的不同");
  const cursor = row.basis === "rotation" ? answer.outcome?.cursor : decision.input.cursor;
  if (cursor !== decision.cursorAfter) why.push(`派案後輪序應為 ${cursor}，保存為 ${decision.cursorAfter}`);
  return why;
}

/** JSON with its keys in order, since the database keeps them in an order of its own. */
function same(one: unknown, other: unknown): boolean {
  return ordered(one) === ordered(other);
}

function ordered(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** Each order's turns counted through, and each decision's cursor held against the one before it. */
async function followOrders(
  tx: Tx,
  jurisdictionId: string,
  ofMonth: readonly Kept[],
  why: Map<string, string[]>,
): Promise<string[]> {
  const ids = [...new Set(ofMonth.flatMap((row) => row.rotationId ?? []))];
  const rotations = await tx.rotation.findMany({ where: { jurisdictionId, id: { in: ids } } });
  const wrong: string[] = [];
  for (const rotation of rotations) {
    const chain = await tx.dispatch.findMany({
      where: { jurisdictionId, rotationId: rotation.id },
      orderBy: { turn: "asc" },
    });
    wrong.push(...followOrder(rotation, chain, await firstCursor(tx, rotation), why));
  }
  return wrong;
}

function followOrder(
  rotation: Rotation,
  chain: readonly Dispatch[],
  first: number | null,
  why: Map<string, string[]>,
): string[] {
  const wrong: string[] = [];
  const name = `輪序表 ${rotation.id}`;
  let cursor = first;
  for (const [index, row] of chain.entries()) {
    const decision = decisionOf(row);
    if (row.turn !== index + 1) {
      const words = `輪次 ${row.turn} 應為 ${index + 1}`;
      if (why.has(row.id)) why.get(row.id)?.push(words);
      else wrong.push(`${name}：${words}`);
    }
    if (decision && cursor !== null && decision.input.cursor !== cursor) {
      why.get(row.id)?.push(`輪序由 ${decision.input.cursor} 起算，前一次派案後應為 ${cursor}`);
    }
    cursor = decision?.cursorAfter ?? null;
  }
  if (rotation.turns !== chain.length)
    wrong.push(`${name}：記為 ${rotation.turns} 次，實有 ${chain.length} 次`);
  if (cursor !== null && rotation.cursor !== cursor)
    wrong.push(`${name}：目前輪序為 ${rotation.cursor}，最後一次派案後應為 ${cursor}`);
  return wrong;
}

/** The cursor with which an order was approved; the audit kept it. Null when it is not on record. */
async function firstCursor(tx: Tx, rotation: Rotation): Promise<number | null> {
  const entry = await tx.auditEntry.findFirst({
    where: {
      jurisdictionId: rotation.jurisdictionId,
      ...{ subjectKind: "rotation", subjectId: rotation.id, action: "rotation.approved" },
    },
  });
  const detail = entry?.detail;
  if (typeof detail !== "object" || detail === null || Array.isArray(detail)) return null;
  return typeof detail.cursor === "number" ? detail.cursor : null;
}
