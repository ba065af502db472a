import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, systemClock } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Refused, type Result, refuse } from "@/lib/platform/result";
import { readTable } from "@/lib/platform/spreadsheet/read";
import type { PlanDraft, Prisma } from "@/prisma/generated/client";
import { alignFigures } from "../../indicators/derivation/service";
import { mayInCoverage } from "../../policy";
import { standingTablesOf } from "../../recompute/queries";
import type { DraftPreview, DraftTable } from "../comparison/types";
import { plainCells, recogniseTable } from "../recognition/schema";
import { addEdition, contentDigest, lockPlanTables, sourceOf } from "../service";
import { previewIn, tablesOf } from "./queries";
import type { DraftReport } from "./types";

const LONG = { timeout: 120_000 };
const FORBIDDEN = refuse("forbidden", "計畫資料表只能由主管機關承辦人或系統管理者匯入。");
const NOT_FOUND = refuse("not_found", "找不到這份草案，請由清單重新開啟。");

export interface UploadedTable {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads uploaded tables of a plan and keeps them as a draft, to be looked at; the tables that stand do not change.
 * A file that cannot be read, or that is no table of the plan, is refused by name and nothing is kept.
 */
export async function previewTables(
  actor: Actor,
  input: { planYear: number; files: readonly UploadedTable[] },
  clock: Clock = systemClock,
): Promise<Result<{ id: string }>> {
  if (!mayInCoverage(actor, "plan_table.preview")) return FORBIDDEN;
  const read: Read[] = [];
  for (const file of input.files) {
    const one = await readFile(file);
    if ("code" in one) return onFile(one);
    read.push(one);
  }
  return withActor(actor, (tx) => keepDraft(tx, actor, input.planYear, read, clock.now()), LONG);
}

type Read = Omit<DraftTable, "tableKey" | "sha256">;

async function readFile({ fileName, bytes }: UploadedTable): Promise<Refused | Read> {
  const name = plainFileName(fileName);
  const read = await readTable(bytes);
  if (!read.ok) return { ...read, message: `「${name}」：${read.message}` };
  const [first, ...rows] = read.data.rows;
  return {
    ...{ fileName: name, encoding: read.data.encoding, notes: read.data.notes },
    ...{ header: trimmedHeader(plainCells(first?.cells ?? [])), headerLine: first?.line ?? 1 },
    rows: rows.map(({ cells }) => trimmedRow(plainCells(cells))),
    lines: rows.map(({ line }) => line),
  };
}

/** Spreadsheets leave empty cells at the right end; they are no columns. */
function trimmedHeader(cells: readonly string[]): string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== "") + 1);
}

function trimmedRow(cells: readonly string[]): string[] {
  return trimmedHeader(cells);
}

function plainFileName(name: string): string {
  const last = name.split(/[/\\]/u).at(-1) ?? "";
  return last.replace(/\p{Cc}/gu, "").slice(0, 200) || "未命名";
}

/** The message says what is wrong; the file's field is marked as what to look at. */
function onFile(refused: Refused): Refused {
  return { ...refused, fieldErrors: { file: ["檔案不能匯入，資料表未變動；請更正或另選檔案。"] } };
}

async function keepDraft(
  tx: Tx,
  actor: Actor,
  planYear: number,
  read: readonly Read[],
  now: Date,
): Promise<Result<{ id: string }>> {
  const standing = await standingTablesOf(tx, actor.jurisdictionId, planYear);
  const headers = new Map(standing.map(({ tableKey, content }) => [tableKey, content.header]));
  const tables: DraftTable[] = [];
  for (const file of read) {
    const recognised = recogniseTable(file.fileName, file.header, planYear, headers);
    if ("problem" in recognised) {
      return onFile(refuse("unknown_table", `「${file.fileName}」：${recognised.problem}`));
    }
    const { tableKey } = recognised;
    const twin = tables.find((table) => table.tableKey === tableKey);
    if (twin) {
      return onFile(refuse("twice", `「${twin.fileName}」和「${file.fileName}」是同一張表，請只選一個。`));
    }
    tables.push(asDraft(tableKey, file));
  }
  const id = uuid();
  await tx.planDraft.createMany({
    data: [
      {
        ...{ id, planYear, jurisdictionId: actor.jurisdictionId, state: "previewed" },
        ...{ tables: json(tables), createdAt: now, createdById: actor.accountId },
      },
    ],
  });
  await audit(tx, actor, now, {
    action: "plan_draft.previewed",
    subject: { kind: "plan_draft", id },
    detail: { planYear, tables: tables.map(({ tableKey }) => tableKey) },
  });
  return ok({ id });
}

/** Rows are as long as the header, but for cells beyond it: these are an error that the preview names. */
function asDraft(tableKey: string, file: Read): DraftTable {
  const width = file.header.length;
  const rows = file.rows.map((row) => [...row, ...Array<string>(Math.max(0, width - row.length)).fill("")]);
  return { ...file, tableKey, rows, sha256: contentDigest({ header: file.header, rows }) };
}

/** What this area keeps as JSON are plain objects of its own types. */
function json(value: readonly DraftTable[] | DraftReport): Prisma.InputJsonValue {
  return value as unknown as Prisma.InputJsonValue;
}

/**
 * Makes the tables of a draft the editions that stand, in one transaction and one at a time per city, and brings the
 * indicators in line. Refused when a table was entered since the preview, when a cell is wrong, or when rows go that
 * nobody confirmed.
 */
export async function applyDraft(
  actor: Actor,
  input: { id: string; seen: string; confirmMissing?: boolean },
  clock: Clock = systemClock,
): Promise<Result<{ id: string; report: DraftReport }>> {
  if (!mayInCoverage(actor, "plan_table.apply")) return FORBIDDEN;
  return withActor(
    actor,
    async (tx) => {
      await lockPlanTables(tx, actor.jurisdictionId);
      const draft = await waitingDraft(tx, actor, input.id);
      const preview = await previewIn(tx, draft);
      refuseToApply(preview, input);
      const now = clock.now();
      const report = await writeEditions(tx, actor, draft, preview, now);
      await tx.planDraft.updateMany({
        where: { id: draft.id },
        data: { state: "applied", report: json(report), appliedAt: now, appliedById: actor.accountId },
      });
      await audit(tx, actor, now, {
        action: "plan_draft.applied",
        subject: { kind: "plan_draft", id: draft.id },
        detail: {
          planYear: draft.planYear,
          tables: report.tables.map(({ tableKey, edition }) => `${tableKey} ${edition}`),
          broken: report.broken,
        },
      });
      return ok({ id: draft.id, report });
    },
    LONG,
  );
}

async function waitingDraft(tx: Tx, actor: Actor, id: string): Promise<PlanDraft> {
  const { jurisdictionId } = actor;
  await tx.$queryRaw`
    SELECT id FROM plan_draft WHERE id = ${id}::uuid AND jurisdiction_id = ${jurisdictionId} FOR UPDATE`;
  const draft = await tx.planDraft.findFirst({ where: { id, jurisdictionId } });
  if (!draft) throw new Refusal(NOT_FOUND);
  if (draft.state === "applied") throw new Refusal(refuse("already_applied", "這份草案已經套用過了。"));
  if (draft.state === "discarded")
    throw new Refusal(refuse("discarded", "這份草案已放棄；如仍需匯入，請重新上傳檔案。"));
  return draft;
}

function refuseToApply(
  preview: DraftPreview,
  { seen, confirmMissing }: { seen: string; confirmMissing?: boolean },
): void {
  if (preview.digest !== seen) {
    const message = "預覽之後資料表已有新版本，尚未套用；請重新整理本頁，檢視新的比對結果後再套用。";
    throw new Refusal(refuse("stale_preview", message));
  }
  if (preview.errors > 0) {
    const message = `檔案有 ${preview.errors} 處錯誤，須更正後重新上傳，才能套用。`;
    throw new Refusal(refuse("has_errors", message));
  }
  if (preview.missingRows > 0 && !confirmMissing) {
    const message = `現行版本有 ${preview.missingRows} 列不在檔案中，請確認後再套用。`;
    throw new Refusal(refuse("missing_not_confirmed", message, { confirmMissing: "請勾選確認。" }));
  }
}

async function writeEditions(
  tx: Tx,
  actor: Actor,
  draft: PlanDraft,
  preview: DraftPreview,
  now: Date,
): Promise<DraftReport> {
  const written: DraftReport["tables"][number][] = [];
  for (const { tableKey, header, rows, fileName } of tablesOf(draft)) {
    const compared = preview.tables.find((table) => table.tableKey === tableKey);
    if (compared === undefined || compared.isSame) continue;
    const { title, changes, newRows, missingRows } = compared;
    const about = { planYear: draft.planYear, tableKey, title, fileName, origin: "upload" as const };
    const content = { header, rows };
    const { edition } = await addEdition(
      tx,
      actor,
      { ...about, content, source: sourceOf(draft.planYear) },
      now,
    );
    const counts = { changes: changes.length, newRows: newRows.length, missingRows: missingRows.length };
    written.push({ tableKey, title, edition, ...counts });
  }
  const { figures } = await alignFigures(tx, actor);
  return {
    ...{ tables: written, same: preview.tables.length - written.length },
    ...{ figuresChanged: preview.figures.length, broken: preview.broken, indicatorValues: figures },
  };
}

/** Puts a draft aside; it stays on record and cannot be applied any more. */
export async function discardDraft(
  actor: Actor,
  input: { id: string },
  clock: Clock = systemClock,
): Promise<Result<{ id: string }>> {
  if (!mayInCoverage(actor, "plan_table.discard")) return FORBIDDEN;
  return withActor(actor, async (tx) => {
    const draft = await waitingDraft(tx, actor, input.id);
    await tx.planDraft.updateMany({ where: { id: draft.id }, data: { state: "discarded" } });
    await audit(tx, actor, clock.now(), {
      action: "plan_draft.discarded",
      subject: { kind: "plan_draft", id: draft.id },
      detail: { planYear: draft.planYear },
    });
    return ok({ id: draft.id });
  });
}
