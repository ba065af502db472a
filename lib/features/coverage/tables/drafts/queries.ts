import { createHash } from "node:crypto";
import type { Actor } from "@/lib/platform/actor";
import { readAs, type Tx } from "@/lib/platform/db";
import type { PlanDraft } from "@/prisma/generated/client";
import { mayInCoverage } from "../../policy";
import { type LoadedTable, sheetOf, standingTablesOf } from "../../recompute/queries";
import type { RecomputedSheet } from "../../recompute/types";
import { compareFigures, compareTable, isBroken } from "../comparison/schema";
import type { DraftPreview, DraftTable } from "../comparison/types";
import type { DraftDetail, DraftReport, DraftRow } from "./types";

/** The drafts that an actor sees: those of the own city's office; null when there are none to see. */
function draftScope(actor: Actor): { jurisdictionId: string } | null {
  return mayInCoverage(actor, "plan_table.preview") ? { jurisdictionId: actor.jurisdictionId } : null;
}

const LISTED = 100;

/** The newest drafts of the actor's city. */
export async function listDrafts(actor: Actor): Promise<DraftRow[]> {
  const scope = draftScope(actor);
  if (!scope) return [];
  return readAs(actor, async (tx) => {
    const stored = await tx.planDraft.findMany({
      where: scope,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: LISTED,
    });
    const names = await accountNames(
      tx,
      stored.map(({ createdById }) => createdById),
    );
    return stored.map((draft) => rowOf(draft, names));
  });
}

/** The tables of a draft as they were read. */
export function tablesOf({ tables }: Pick<PlanDraft, "tables">): DraftTable[] {
  // Written by the service of drafts and by nothing else.
  return tables as unknown as DraftTable[];
}

function rowOf(draft: PlanDraft, names: ReadonlyMap<string, string>): DraftRow {
  const { id, planYear, state, createdAt, appliedAt } = draft;
  return {
    ...{ id, planYear, state, createdAt, appliedAt },
    fileNames: tablesOf(draft).map(({ fileName }) => fileName),
    createdBy: personOf(draft.createdById, names),
  };
}

/** Names of accounts by id, as far as the actor may see them. */
export async function accountNames(tx: Tx, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const known = [...new Set(ids.filter((id) => id !== null))];
  const accounts = await tx.account.findMany({
    where: { id: { in: known } },
    select: { id: true, name: true },
  });
  return new Map(accounts.map(({ id, name }) => [id, name]));
}

/** Who did it; nobody's account is the product itself. */
export function personOf(id: string | null, names: ReadonlyMap<string, string>): string {
  return id === null ? "系統" : (names.get(id) ?? "（帳號已移除）");
}

/** A draft with what applying it would change; null when the actor's city has none such. */
export async function getDraft(actor: Actor, id: string): Promise<DraftDetail | null> {
  const scope = draftScope(actor);
  if (!scope) return null;
  return readAs(actor, async (tx) => {
    const stored = await tx.planDraft.findFirst({ where: { ...scope, id } });
    if (!stored) return null;
    const names = await accountNames(tx, [stored.createdById, stored.appliedById]);
    return {
      ...rowOf(stored, names),
      appliedBy: stored.appliedAt === null ? null : personOf(stored.appliedById, names),
      report: stored.report as unknown as DraftReport | null,
      tableKeys: tablesOf(stored).map(({ tableKey }) => tableKey),
      preview: stored.state === "previewed" ? await previewIn(tx, stored) : null,
    };
  });
}

/** What applying a draft would change now, inside a transaction. */
export async function previewIn(
  tx: Tx,
  draft: Pick<PlanDraft, "jurisdictionId" | "planYear" | "tables">,
): Promise<DraftPreview> {
  const standing = await standingTablesOf(tx, draft.jurisdictionId, draft.planYear);
  const drafts = tablesOf(draft);
  const tables = drafts.map((each) =>
    compareTable(
      draft.planYear,
      each,
      standing.find(({ tableKey }) => tableKey === each.tableKey),
    ),
  );
  const figures = compareFigures(draft.planYear, standing, drafts);
  return {
    ...{ tables, figures, broken: figures.filter(isBroken).length },
    errors: tables.reduce((sum, { errors }) => sum + errors.length, 0),
    missingRows: tables.reduce((sum, { missingRows }) => sum + missingRows.length, 0),
    digest: digestOf(standing),
  };
}

function digestOf(standing: readonly LoadedTable[]): string {
  const text = standing.map(({ tableKey, edition, sha256 }) => `${tableKey} ${edition} ${sha256}`).join("\n");
  return createHash("sha256").update(text).digest("hex");
}

/** A table of the plan as a draft would leave it, recomputed; null when there is none. */
export async function draftSheet(
  actor: Actor,
  id: string,
  tableKey: string,
): Promise<RecomputedSheet | null> {
  const scope = draftScope(actor);
  if (!scope) return null;
  const found = await readAs(actor, async (tx) => {
    const stored = await tx.planDraft.findFirst({ where: { ...scope, id } });
    if (!stored) return null;
    const standing = await standingTablesOf(tx, scope.jurisdictionId, stored.planYear);
    return { planYear: stored.planYear, tables: withDraft(standing, tablesOf(stored)) };
  });
  return found === null ? null : sheetOf(found.planYear, found.tables, tableKey);
}

function withDraft(standing: readonly LoadedTable[], drafts: readonly DraftTable[]): LoadedTable[] {
  const drafted = drafts.map(
    ({ tableKey, sha256, header, rows }): LoadedTable => ({
      ...{ tableKey, sha256, content: { header, rows } },
      ...{ edition: null, origin: "draft", source: "", enteredAt: null },
    }),
  );
  const keys = new Set(drafted.map(({ tableKey }) => tableKey));
  return [...standing.filter(({ tableKey }) => !keys.has(tableKey)), ...drafted];
}
