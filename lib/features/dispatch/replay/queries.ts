import type { Actor } from "@/lib/platform/actor";
import { fromDbDate, toDbDate } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import { lastDayOfMonth, type PlainDate } from "@/lib/rules/plain-date";
import type { Dispatch, Rotation } from "@/prisma/generated/client";
import { askRule } from "../providers/decision/service";
import type { DispatchDecision } from "../providers/types";
import type { Difference, ReplayReport } from "./types";

type Kept = Dispatch & { caseFile: { number: string } };

/** Under this name the decisions of the centre are asked for: all that gave cases to A units. */
export const CENTRE = "centre";

/**
 * Recomputes what the law says of every dispatch of a month, from what was kept with it, and holds the turns and the cursors of the
 * orders against each other: of an A unit those to its B units and those by which the centre gave it cases; of the centre all of its
 * own. Null when the city has no such A unit.
 */
export async function replayMonth(
  actor: Actor,
  unitCodeOrId: string,
  month: string,
): Promise<ReplayReport | null> {
  const { jurisdictionId } = actor;
  return readAs(actor, async (tx) => {
    const unit = await unitNamed(tx, jurisdictionId, unitCodeOrId);
    if (!unit) return null;
    const first = `${month}-01` as PlainDate;
    const ofCentre = { fromUnitId: null, ...(unitCodeOrId === CENTRE ? {} : { toUnitId: unit.id }) };
    const dispatches = await tx.dispatch.findMany({
      where: {
        jurisdictionId,
        OR: [ofCentre, ...(unitCodeOrId === CENTRE ? [] : [{ fromUnitId: unit.id }])],
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

async function unitNamed(tx: Tx, jurisdictionId: string, text: string): Promise<ReplayReport["unit"] | null> {
  if (text === CENTRE) return { id: CENTRE, code: jurisdictionId, name: "照管中心" };
  const isId = /^[0-9a-f-]{36}$/i.test(text);
  return tx.unit.findFirst({
    where: { jurisdictionId, tier: "a", ...(isId ? { id: text } : { code: text }) },
    select: { id: true, code: true, name: true },
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
  if (row.basis !== "deviation" && answer.outcome && answer.outcome.basis !== lawfulBasis(row)) {
    why.push(`依據為 ${answer.outcome.basis}，派案方式登錄為 ${row.basis}`);
  }
  if (row.basis === "deviation" && decision.deviation?.reason !== row.reason)
    why.push("調整理由與保存的不同");
  const cursor = row.basis === "rotation" ? answer.outcome?.cursor : decision.input.cursor;
  if (cursor !== decision.cursorAfter) why.push(`派案後輪序應為 ${cursor}，保存為 ${decision.cursorAfter}`);
  return why;
}

/** What the law calls the ground of a dispatch: every unit that was named is a choice to it. */
function lawfulBasis({ basis }: Kept): string {
  return basis === "own_development" || basis === "continuation" ? "client_choice" : basis;
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
    wrong.push(...followOrder(rotation, chain, await cursorsSet(tx, rotation), why));
  }
  return wrong;
}

function followOrder(
  rotation: Rotation,
  chain: readonly Dispatch[],
  set: readonly SetCursor[],
  why: Map<string, string[]>,
): string[] {
  const wrong: string[] = [];
  const name = `輪序表 ${rotation.id}`;
  let cursor: number | null = null;
  let since = new Date(0);
  // Where the order stood after the last decision, or was set since then when it was begun, approved or changed.
  const standings = (until: Date) => [
    ...(cursor === null ? [] : [cursor]),
    ...set.filter(({ at }) => at >= since && at <= until).map((each) => each.cursor),
  ];
  for (const [index, row] of chain.entries()) {
    const decision = decisionOf(row);
    if (row.turn !== index + 1) {
      const words = `輪次 ${row.turn} 應為 ${index + 1}`;
      if (why.has(row.id)) why.get(row.id)?.push(words);
      else wrong.push(`${name}：${words}`);
    }
    const stood = standings(row.dispatchedAt);
    if (decision && stood.length > 0 && !stood.includes(decision.input.cursor)) {
      why.get(row.id)?.push(`輪序由 ${decision.input.cursor} 起算，前一次派案後應為 ${stood.at(-1)}`);
    }
    cursor = decision?.cursorAfter ?? null;
    since = row.dispatchedAt;
  }
  if (rotation.turns !== chain.length)
    wrong.push(`${name}：記為 ${rotation.turns} 次，實有 ${chain.length} 次`);
  const stands = standings(new Date(8.64e15));
  if (stands.length > 0 && !stands.includes(rotation.cursor))
    wrong.push(`${name}：目前輪序為 ${rotation.cursor}，最後一次派案後應為 ${stands.at(-1)}`);
  return wrong;
}

interface SetCursor {
  at: Date;
  cursor: number;
}

const SETTING = ["rotation.approved", "centre_order.started", "centre_order.changed"];

/** Where an order was set to stand when it was approved or begun, or when the centre changed it; the audit kept it. */
async function cursorsSet(tx: Tx, rotation: Rotation): Promise<SetCursor[]> {
  const entries = await tx.auditEntry.findMany({
    where: {
      jurisdictionId: rotation.jurisdictionId,
      ...{ subjectKind: "rotation", subjectId: rotation.id, action: { in: SETTING } },
    },
    orderBy: { at: "asc" },
  });
  return entries.flatMap(({ at, detail }) => {
    if (typeof detail !== "object" || detail === null || Array.isArray(detail)) return [];
    return typeof detail.cursor === "number" ? [{ at, cursor: detail.cursor }] : [];
  });
}
