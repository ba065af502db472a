import type { Actor } from "@/lib/platform/actor";
import { readAs, type Tx } from "@/lib/platform/db";
import { type Refused, refuse } from "@/lib/platform/result";
import { formatRocInstant } from "@/lib/platform/roc-date";
import type { Prisma } from "@/prisma/generated/client";
import { STAFF_ACTIONS } from "../../staff/labels";
import { maySeeUnitHistory } from "../../units/policy";
import { CONTRACT_ACTIONS, FIELD_LABELS } from "../labels";
import { contractScope } from "../policy";
import type { LaterChange } from "../types";

interface Subject {
  kind: "contract" | "staff";
  id: string;
}

/** What each field was before and is now: the part of an audit entry from which a stale form is told what happened. */
export function changesOf(
  before: Readonly<Record<string, Prisma.InputJsonValue | null | undefined>>,
  after: Readonly<Record<string, Prisma.InputJsonValue | null | undefined>>,
): Prisma.InputJsonObject {
  const changed = Object.keys(after).filter(
    (key) => JSON.stringify(before[key] ?? null) !== JSON.stringify(after[key] ?? null),
  );
  return Object.fromEntries(
    changed.map((key) => [key, { from: before[key] ?? null, to: after[key] ?? null }]),
  );
}

/** What was written to a row after the given version, oldest first; the caller has checked who may know. */
export async function laterChanges(tx: Tx, subject: Subject, version: number): Promise<LaterChange[]> {
  const entries = await tx.auditEntry.findMany({
    where: {
      subjectKind: subject.kind,
      subjectId: subject.id,
      detail: { path: ["version"], gt: version },
    },
    orderBy: { at: "asc" },
    take: 20,
  });
  return entries.map((entry) => ({
    at: entry.at,
    by: entry.actorName,
    action: entry.action,
    fields: fieldsOf(entry.detail),
  }));
}

/** What was done to a contract that the actor sees, for those who read the history of its unit. */
export async function changesOfContract(actor: Actor, id: string): Promise<LaterChange[]> {
  const scope = contractScope(actor);
  if (!scope) return [];
  return readAs(actor, async (tx) => {
    const own = await tx.contract.findFirst({ where: { AND: [scope, { id }] }, select: { unitId: true } });
    return own && maySeeUnitHistory(actor, own.unitId) ? laterChanges(tx, { kind: "contract", id }, 0) : [];
  });
}

function fieldsOf(detail: Prisma.JsonValue): string[] {
  if (typeof detail !== "object" || detail === null || Array.isArray(detail)) return [];
  const { changes } = detail;
  return typeof changes === "object" && changes !== null && !Array.isArray(changes)
    ? Object.keys(changes)
    : [];
}

function changeText({ at, by, action, fields }: LaterChange): string {
  const what = CONTRACT_ACTIONS[action] ?? STAFF_ACTIONS[action] ?? "更新資料";
  const which = fields.map((field) => FIELD_LABELS[field] ?? field).join("、");
  return `${formatRocInstant(at)} ${by} ${what}${which === "" ? "" : `（${which}）`}`;
}

/** The refusal of a form made from an older version: who changed what and when since then. */
export async function staleRefusal(tx: Tx, subject: Subject, version: number): Promise<Refused> {
  const changes = await laterChanges(tx, subject, version);
  const told = changes.length === 0 ? "資料已由他人更新" : changes.map(changeText).join("；");
  return refuse("stale", `您開啟表單之後，資料已有變動：${told}。請重新整理本頁，核對後再送出。`);
}
