import { accountScope } from "@/lib/features/accounts/policy";
import type { Actor } from "@/lib/platform/actor";
import { readAs, type Tx } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";
import type { ListParams } from "@/lib/platform/list-params";
import { addDays, plainDate } from "@/lib/rules/plain-date";
import { type AuditEntry, Prisma } from "@/prisma/generated/client";
import { detailLines, idsIn } from "./detail/labels";
import { ACTION_LABELS } from "./labels";
import { auditScope } from "./policy";
import { isId } from "./schema";
import type { AuditFilter, AuditRow, AuditSort } from "./types";

/** How many entries a text in the details may match before the reader is asked for a shorter period. */
const TEXT_MATCHES = 2000;
const EXPORT_ROWS = 20_000;

export interface AuditPage {
  rows: AuditRow[];
  total: number;
  /** More entries hold the text than are looked through: the period should be shorter. */
  cut: boolean;
}

/** A page of the entries that the actor may read, latest first unless asked otherwise. */
export async function listAudit(
  actor: Actor,
  params: ListParams<AuditSort> & AuditFilter,
): Promise<AuditPage> {
  return readAs(actor, async (tx) => {
    const { where, cut } = await filtered(tx, actor, params);
    const total = await tx.auditEntry.count({ where });
    const entries = await tx.auditEntry.findMany({
      where,
      orderBy: [{ at: params.dir }, { id: params.dir }],
      skip: (params.page - 1) * params.size,
      take: params.size,
    });
    return { rows: await withNames(tx, actor, entries), total, cut };
  });
}

/** All entries of a filter for a file, at most 20,000, with how many there are. */
export async function auditForExport(
  actor: Actor,
  params: ListParams<AuditSort> & AuditFilter,
): Promise<AuditPage> {
  return readAs(actor, async (tx) => {
    const { where, cut } = await filtered(tx, actor, params);
    const total = await tx.auditEntry.count({ where });
    const orderBy: Prisma.AuditEntryOrderByWithRelationInput[] = [{ at: params.dir }, { id: params.dir }];
    const entries = await tx.auditEntry.findMany({ where, orderBy, take: EXPORT_ROWS });
    return { rows: await withNames(tx, actor, entries), total, cut };
  });
}

/** What was done to one subject, as far as the actor may read it, latest first. */
export async function subjectHistory(
  actor: Actor,
  subjectKind: string,
  subjectId: string,
  take = 30,
): Promise<AuditRow[]> {
  return readAs(actor, async (tx) => {
    const entries = await tx.auditEntry.findMany({
      where: { AND: [auditScope(actor), { subjectKind, subjectId }] },
      orderBy: [{ at: "desc" }, { id: "desc" }],
      take,
    });
    return withNames(tx, actor, entries);
  });
}

async function filtered(tx: Tx, actor: Actor, filter: AuditFilter) {
  const conditions: Prisma.AuditEntryWhereInput[] = [auditScope(actor), periodOf(filter)];
  if (filter.action) conditions.push({ action: filter.action });
  if (filter.subjectKind) conditions.push({ subjectKind: filter.subjectKind });
  if (filter.subjectId) conditions.push({ subjectId: filter.subjectId });
  if (filter.person) {
    conditions.push(
      isId(filter.person) ? { accountId: filter.person } : { actorName: contains(filter.person) },
    );
  }
  if (filter.unit) conditions.push({ unitId: { in: await unitsNamed(tx, actor, filter.unit) } });
  if (!foldText(filter.q)) return { where: { AND: conditions }, cut: false };
  const inDetail = await entriesWithText(tx, actor, filter);
  conditions.push({ OR: [...byNames(filter.q), { id: { in: inDetail } }] });
  return { where: { AND: conditions }, cut: inDetail.length >= TEXT_MATCHES };
}

function contains(text: string) {
  return { contains: text, mode: "insensitive" as const };
}

/** Matches of a text in what stands in columns: the person, the subject's id, the action's Chinese name. */
function byNames(q: string): Prisma.AuditEntryWhereInput[] {
  const folded = foldText(q);
  const actions = Object.entries(ACTION_LABELS)
    .filter(([, label]) => foldText(label).includes(folded))
    .map(([action]) => action);
  return [{ actorName: contains(q) }, { subjectId: q }, { action: { in: actions } }];
}

function periodOf({ from, to }: AuditFilter): Prisma.AuditEntryWhereInput {
  const start = from ? { gte: startOfOfficeDay(from) } : {};
  const end = to ? { lt: startOfOfficeDay(addDays(plainDate(to), 1)) } : {};
  return { at: { ...start, ...end } };
}

/** Asia/Taipei has had no summer time since 1979. */
function startOfOfficeDay(date: string): Date {
  return new Date(`${date}T00:00:00+08:00`);
}

async function unitsNamed(tx: Tx, actor: Actor, text: string): Promise<string[]> {
  if (isId(text)) return [text];
  const folded = foldText(text);
  const units = await tx.unit.findMany({
    where: {
      jurisdictionId: actor.jurisdictionId,
      OR: [{ nameFolded: { contains: folded } }, { code: folded.toUpperCase() }],
    },
    select: { id: true },
    take: 500,
  });
  return units.map((unit) => unit.id);
}

/** The latest entries of the period with the text in any value of their details. The scope is laid over them by the caller. */
async function entriesWithText(tx: Tx, actor: Actor, filter: AuditFilter): Promise<string[]> {
  const from = filter.from ? Prisma.sql`AND at >= ${startOfOfficeDay(filter.from)}` : Prisma.empty;
  const to = filter.to
    ? Prisma.sql`AND at < ${startOfOfficeDay(addDays(plainDate(filter.to), 1))}`
    : Prisma.empty;
  const text = foldText(filter.q);
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text FROM audit_entry
     WHERE jurisdiction_id = ${actor.jurisdictionId} ${from} ${to}
       AND EXISTS (
         SELECT FROM jsonb_path_query(detail, 'strict $.**') AS value
          WHERE jsonb_typeof(value) = 'string'
            AND position(${text} IN replace(lower(normalize(replace(value #>> '{}', ' ', ''), NFKC)), '台', '臺')) > 0
       )
     ORDER BY at DESC LIMIT ${TEXT_MATCHES}`;
  return rows.map((row) => row.id);
}

async function withNames(tx: Tx, actor: Actor, entries: AuditEntry[]): Promise<AuditRow[]> {
  const names = await namesOf(tx, actor, entries);
  return entries.map((entry) => ({
    id: entry.id,
    at: entry.at,
    accountId: entry.accountId,
    actorName: entry.actorName,
    actorRole: entry.actorRole,
    action: entry.action,
    subjectKind: entry.subjectKind,
    subjectId: entry.subjectId,
    subjectName: names.get(entry.subjectId) ?? nameInDetail(entry.detail),
    unitId: entry.unitId,
    unitName: (entry.unitId && names.get(entry.unitId)) ?? null,
    detail: detailLines(entry.detail, names),
  }));
}

/** The name that the entry itself gives, for subjects that the actor may not look up. */
function nameInDetail(detail: Prisma.JsonValue): string | null {
  if (typeof detail !== "object" || detail === null || Array.isArray(detail)) return null;
  const name = detail.name ?? detail.login;
  return typeof name === "string" ? name : null;
}

/** Present names of the units, districts and accounts that the entries speak of, as far as the actor may see them. */
async function namesOf(tx: Tx, actor: Actor, entries: AuditEntry[]): Promise<Map<string, string>> {
  const ids = [
    ...new Set(entries.flatMap((entry) => [entry.subjectId, entry.unitId ?? "", ...idsIn(entry.detail)])),
  ];
  const { jurisdictionId } = actor;
  const uuids = ids.filter(isId);
  const select = { id: true, name: true };
  const units = await tx.unit.findMany({ where: { jurisdictionId, id: { in: uuids } }, select });
  const known = actor.accountId ? [accountScope(actor), { id: actor.accountId }] : [accountScope(actor)];
  const accounts = await tx.account.findMany({ where: { OR: known, id: { in: uuids } }, select });
  const districts = await tx.district.findMany({
    where: { jurisdictionId, id: { in: ids.filter((id) => /^\d{8}$/.test(id)) } },
    select,
  });
  return new Map([...units, ...accounts, ...districts].map(({ id, name }) => [id, name]));
}
