import type { Actor } from "@/lib/platform/actor";
import { readAs, type Tx } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";
import type { ListParams } from "@/lib/platform/list-params";
import { Prisma } from "@/prisma/generated/client";
import type { ImportKind, ImportState } from "@/prisma/generated/enums";
import type { Counts, Entry, Finding, ImportReport, Preview } from "./comparison/types";
import { importScope } from "./policy";
import type { ImportDetail, ImportRow } from "./types";

export const IMPORT_SORTS = ["created", "file", "kind", "state"] as const;
export type ImportSort = (typeof IMPORT_SORTS)[number];

interface StoredRow {
  id: string;
  kind: ImportKind;
  state: ImportState;
  file_name: string;
  encoding: string;
  counts: Counts;
  created_at: Date;
  created_by_id: string | null;
  applied_at: Date | null;
}

const ORDER: Record<ImportSort, Prisma.Sql> = {
  created: Prisma.sql`created_at`,
  file: Prisma.sql`file_name`,
  kind: Prisma.sql`kind`,
  state: Prisma.sql`state`,
};

/** The imports of the actor's city, newest first; rows and findings stay in the database. */
export async function listImports(
  actor: Actor,
  params: ListParams<ImportSort>,
): Promise<{ rows: ImportRow[]; total: number }> {
  const scope = importScope(actor);
  if (!scope) return { rows: [], total: 0 };
  const direction = params.dir === "asc" ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const where = Prisma.sql`jurisdiction_id = ${scope.jurisdictionId}
    AND (${params.q} = '' OR position(lower(${params.q}) IN lower(file_name)) > 0)`;
  return readAs(actor, async (tx) => {
    const stored = await tx.$queryRaw<StoredRow[]>`
      SELECT id, kind, state, file_name, encoding, preview->'counts' AS counts, created_at, created_by_id, applied_at
        FROM registry_import WHERE ${where}
       ORDER BY ${ORDER[params.sort]} ${direction}, created_at DESC, id
       LIMIT ${params.size} OFFSET ${(params.page - 1) * params.size}`;
    const [count] = await tx.$queryRaw<{ total: number }[]>`
      SELECT count(*)::int AS total FROM registry_import WHERE ${where}`;
    const names = await accountNames(
      tx,
      stored.map((row) => row.created_by_id),
    );
    return { rows: stored.map((row) => importRow(row, names)), total: count?.total ?? 0 };
  });
}

function importRow(row: StoredRow, names: Map<string, string>): ImportRow {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    fileName: row.file_name,
    encoding: row.encoding,
    counts: row.counts,
    createdAt: row.created_at,
    createdBy: personOf(row.created_by_id, names),
    appliedAt: row.applied_at,
  };
}

async function accountNames(tx: Tx, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const known = [...new Set(ids.filter((id) => id !== null))];
  const accounts = await tx.account.findMany({
    where: { id: { in: known } },
    select: { id: true, name: true },
  });
  return new Map(accounts.map((account) => [account.id, account.name]));
}

function personOf(id: string | null, names: Map<string, string>): string {
  return id === null ? "系統" : (names.get(id) ?? "（帳號已移除）");
}

/** One import with what it found; null when the actor's city has none such. */
export async function getImport(actor: Actor, id: string): Promise<ImportDetail | null> {
  const scope = importScope(actor);
  if (!scope) return null;
  return readAs(actor, async (tx) => {
    const stored = await tx.registryImport.findFirst({ where: { ...scope, id }, omit: { rows: true } });
    if (!stored) return null;
    const names = await accountNames(tx, [stored.createdById, stored.appliedById]);
    return {
      id: stored.id,
      kind: stored.kind,
      state: stored.state,
      fileName: stored.fileName,
      fileSha256: stored.fileSha256,
      encoding: stored.encoding,
      // Written by this area's service and by nothing else.
      preview: stored.preview as unknown as Preview,
      report: stored.report as unknown as ImportReport | null,
      createdAt: stored.createdAt,
      createdBy: personOf(stored.createdById, names),
      appliedAt: stored.appliedAt,
      appliedBy: stored.appliedAt ? personOf(stored.appliedById, names) : null,
    };
  });
}

export const ITEM_SORTS = ["line", "name", "district", "reason", "column"] as const;
export type ItemSort = (typeof ITEM_SORTS)[number];

/** One page of a list of an import: searched by name, district, value, column or line. */
export function pageOfItems<Item extends Entry | Finding>(
  items: readonly Item[],
  params: ListParams<ItemSort>,
): { rows: Item[]; total: number } {
  const folded = foldText(params.q);
  const found = items.filter((item) => foldText(searchText(item)).includes(folded));
  const sorted = found
    .map((item, at) => ({ item, at, key: sortKey(item, params.sort) }))
    .sort((one, other) => compareKeys(one.key, other.key) || one.at - other.at)
    .map(({ item }) => item);
  if (params.dir === "desc") sorted.reverse();
  const start = (params.page - 1) * params.size;
  return { rows: sorted.slice(start, start + params.size), total: found.length };
}

function searchText(item: Entry | Finding): string {
  return "reason" in item
    ? `${item.name} ${item.value} ${item.column ?? ""} ${item.line ?? ""}`
    : `${item.name} ${item.district} ${item.line ?? ""}`;
}

function sortKey(item: Entry | Finding, sort: ItemSort): string | number {
  if (sort === "line") return item.line ?? 0;
  if (sort === "name") return item.name;
  if ("reason" in item) return sort === "column" ? (item.column ?? "") : item.reason;
  return item.district;
}

const collator = new Intl.Collator("zh-Hant-TW");

function compareKeys(one: string | number, other: string | number): number {
  if (typeof one === "number" && typeof other === "number") return one - other;
  return collator.compare(String(one), String(other));
}
