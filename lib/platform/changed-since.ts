import type { Prisma } from "@/prisma/generated/client";
import type { Actor } from "./actor";
import { callerOf, type Tx, tellCaller } from "./db";
import { formatRocDate, formatRocInstant } from "./roc-date";

/** The words in which an area tells of its changes; entries of other actions and fields without a word are left out. */
export interface ChangeWords {
  actions: Readonly<Record<string, string>>;
  fields: Readonly<Record<string, string>>;
  /** Names of the values of lists, by field. */
  values?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface ChangedSubject {
  kind: string;
  id: string;
  /** Only entries whose detail says this, where a subject holds several things. */
  detail?: { field: string; is: string };
}

/**
 * What was done to a subject of late, the earliest first: who, when, what, and what each field was and became. For the refusal of
 * a stale form, so it reads the audit log as the system does: whoever filled the form in may see the subject (the caller
 * has locked it in the actor's sight), and must know what others did to it. Empty where the log says nothing.
 */
export async function changesSince(
  tx: Tx,
  actor: Actor,
  subject: ChangedSubject,
  words: ChangeWords,
  most = 1,
): Promise<string> {
  const { jurisdictionId } = actor;
  await tellCaller(tx, { role: "system" });
  const entries = await tx.auditEntry.findMany({
    where: {
      ...{ jurisdictionId, subjectKind: subject.kind, subjectId: subject.id },
      action: { in: Object.keys(words.actions) },
      ...(subject.detail ? { detail: { path: [subject.detail.field], equals: subject.detail.is } } : {}),
    },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: Math.max(1, most),
    select: { at: true, actorName: true, action: true, detail: true },
  });
  await tellCaller(tx, { role: callerOf(actor).role });
  return entries
    .reverse()
    .map(({ at, actorName, action, detail }) => {
      const lines = linesOf(detail, words);
      const what = lines.length === 0 ? "" : `（${lines.join("；")}）`;
      return `${formatRocInstant(at)} ${actorName} ${words.actions[action]}${what}`;
    })
    .join("；");
}

type Json = Prisma.JsonValue | undefined;

/** In the order of the words: the database does not keep that of a detail's fields. */
function linesOf(detail: Json, words: ChangeWords): string[] {
  if (!isObject(detail)) return [];
  return Object.entries(words.fields).flatMap(([field, label]) => {
    const value = toldOf(detail, words, field);
    return value ? [`${label}：${value}`] : [];
  });
}

function toldOf(detail: Prisma.JsonObject, words: ChangeWords, field: string): string {
  const { before, after, changes, ...rest } = detail;
  const pair = isObject(changes) && changes[field] !== undefined ? changes[field] : null;
  if (pair) return change(words, field, valueIn(pair, "from"), valueIn(pair, "to"));
  if (valueIn(after, field) !== undefined)
    return change(words, field, valueIn(before, field), valueIn(after, field));
  return shown(words, field, rest[field]);
}

function change(words: ChangeWords, field: string, from: Json, to: Json): string {
  if (JSON.stringify(from) === JSON.stringify(to)) return "";
  return `${shown(words, field, from) || NOTHING}→${shown(words, field, to) || NOTHING}`;
}

const NOTHING = "（無）";

function isObject(value: Json): value is Prisma.JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function valueIn(value: Json, field: string): Json {
  return isObject(value) ? value[field] : undefined;
}

function shown(words: ChangeWords, field: string, value: Json): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "是" : "否";
  if (Array.isArray(value)) return value.map((each) => shown(words, field, each)).join("、");
  if (typeof value === "object") return "";
  const text = String(value);
  return (
    words.values?.[field]?.[text] ?? text.replace(/\b\d{4}-\d{2}-\d{2}\b/gu, (day) => formatRocDate(day))
  );
}
