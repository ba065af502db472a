import { createHash } from "node:crypto";
import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, systemClock } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Refused, type Result, refuse } from "@/lib/platform/result";
import { formatRocInstant } from "@/lib/platform/roc-date";
import { readTable } from "@/lib/platform/spreadsheet/read";
import type { Table } from "@/lib/platform/spreadsheet/table";
import type { Prisma } from "@/prisma/generated/client";
import { lockRegistry } from "../units/locks/queries";
import { recogniseTable } from "./columns/schema";
import type { RawTable } from "./columns/types";
import type { Counts, ImportReport, Preview } from "./comparison/types";
import { judgeTable, previewOf } from "./judging/service";
import { mayImport } from "./policy";

/** A whole city's file is compared and written in one transaction. */
const LONG = { timeout: 120_000 };

const FORBIDDEN = refuse("forbidden", "清冊只能由系統管理者匯入。");
const NOT_FOUND = refuse("not_found", "找不到這次匯入，請由清單重新開啟。");

export interface UploadedFile {
  fileName: string;
  bytes: Uint8Array;
}

export interface Previewed {
  id: string;
  counts: Counts;
}

/**
 * Reads a file, compares it with the registry and keeps what was found, to be looked at. The registry does not change.
 * A file that cannot be read, or whose columns are not known, is refused by name and nothing of it is kept.
 */
export async function previewImport(
  actor: Actor,
  file: UploadedFile,
  clock: Clock = systemClock,
): Promise<Result<Previewed>> {
  if (!mayImport(actor, "import.preview")) return FORBIDDEN;
  const read = await readTable(file.bytes);
  if (!read.ok) return onFile(read);
  const table = recogniseTable(read.data.rows);
  if (!table.ok) return onFile(table);
  return withActor(actor, (tx) => keepPreview(tx, actor, file, read.data, table.data, clock.now()), LONG);
}

/** The message says what is wrong; the file's field is marked as what to look at. */
function onFile(refused: Refused): Refused {
  return { ...refused, fieldErrors: { file: ["這個檔案不能匯入，清冊未變動；請更正或另選檔案。"] } };
}

async function keepPreview(
  tx: Tx,
  actor: Actor,
  file: UploadedFile,
  read: Table,
  table: RawTable,
  now: Date,
): Promise<Result<Previewed>> {
  const { jurisdictionId } = actor;
  const fileSha256 = sha256(file.bytes);
  const judged = await judgeTable(tx, jurisdictionId, table);
  const before = await tx.registryImport.findFirst({
    where: { jurisdictionId, fileSha256, state: "applied" },
    select: { appliedAt: true },
    orderBy: { appliedAt: "desc" },
  });
  const notes = before
    ? [...read.notes, `同一檔案已於 ${formatRocInstant(before.appliedAt)} 套用過。`]
    : read.notes;
  const preview = previewOf(judged, table.rows.length, notes);
  const id = uuid();
  await tx.registryImport.create({
    data: {
      id,
      jurisdictionId,
      kind: table.kind,
      state: "previewed",
      fileName: plainFileName(file.fileName),
      fileSha256,
      encoding: read.encoding,
      rows: json(table),
      preview: json(preview),
      createdAt: now,
      createdById: actor.accountId,
    },
    select: { id: true },
  });
  await audit(tx, actor, now, {
    action: "registry_import.previewed",
    subject: { kind: "registry_import", id },
    detail: {
      kind: table.kind,
      fileName: plainFileName(file.fileName),
      fileSha256,
      counts: { ...preview.counts },
    },
  });
  return ok({ id, counts: preview.counts });
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Browsers send a name; paths and control characters have no business in it. */
function plainFileName(name: string): string {
  return (
    name
      .split(/[/\\]/u)
      .at(-1)
      ?.replace(/\p{Cc}/gu, "")
      .slice(0, 200) || "未命名"
  );
}

/** What this area keeps as JSON are plain objects of its own types. */
function json(value: RawTable | Preview | ImportReport): Prisma.InputJsonObject {
  return value as unknown as Prisma.InputJsonObject;
}

interface ApplyInput {
  id: string;
  /** That more than a tenth of the registry goes is meant. */
  confirmGone?: boolean;
  /** The digest of the preview that the person looked at; without it the one that is kept counts. */
  seen?: string;
}

/**
 * Writes what a preview showed, in one transaction and one at a time per city. The file is compared anew: when the
 * registry changed since, nothing is written, the preview is renewed and `stale_preview` says so. A file with a wrong
 * row is not applied at all.
 */
export async function applyImport(
  actor: Actor,
  input: ApplyInput,
  clock: Clock = systemClock,
): Promise<Result<{ id: string; report: ImportReport }>> {
  if (!mayImport(actor, "import.apply")) return FORBIDDEN;
  return withActor(actor, (tx) => applyIn(tx, actor, input, clock), LONG);
}

async function applyIn(tx: Tx, actor: Actor, input: ApplyInput, clock: Clock) {
  const { jurisdictionId } = actor;
  await lockRegistry(tx, actor);
  const stored = await standingImport(tx, jurisdictionId, input.id);
  const now = clock.now();
  // Written by `keepPreview` above and by nothing else.
  const table = stored.rows as unknown as RawTable;
  const shown = stored.preview as unknown as Preview;
  const judged = await judgeTable(tx, jurisdictionId, table);
  const preview = previewOf(judged, table.rows.length, shown.notes);
  if (preview.digest !== (input.seen ?? shown.digest)) return renewPreview(tx, input.id, preview);
  refuseToWrite(preview, input);

  const written = await judged.apply({ tx, actor, now, importId: input.id });
  const report: ImportReport = { counts: preview.counts, ...written };
  await tx.registryImport.update({
    where: { id: input.id },
    data: { state: "applied", appliedAt: now, appliedById: actor.accountId, report: json(report) },
    select: { id: true },
  });
  await audit(tx, actor, now, {
    action: "registry_import.applied",
    subject: { kind: "registry_import", id: input.id },
    detail: {
      kind: stored.kind,
      fileName: stored.fileName,
      fileSha256: stored.fileSha256,
      counts: { ...report.counts },
      codes: report.codes,
      namesMarked: report.namesMarked,
    },
  });
  return ok({ id: input.id, report });
}

async function standingImport(tx: Tx, jurisdictionId: string, id: string) {
  await tx.$queryRaw`
    SELECT id FROM registry_import WHERE id = ${id}::uuid AND jurisdiction_id = ${jurisdictionId} FOR UPDATE`;
  const stored = await tx.registryImport.findFirst({ where: { id, jurisdictionId } });
  if (!stored) throw new Refusal(NOT_FOUND);
  if (stored.state === "applied") throw new Refusal(refuse("already_applied", "這次匯入已經套用過了。"));
  if (stored.state === "discarded")
    throw new Refusal(refuse("discarded", "這次匯入已放棄；如仍需匯入，請重新上傳檔案。"));
  return stored;
}

/** Not thrown: the new numbers are to be seen. */
async function renewPreview(tx: Tx, id: string, preview: Preview): Promise<Refused> {
  await tx.registryImport.update({ where: { id }, data: { preview: json(preview) }, select: { id: true } });
  const { added, changed, gone, wrong } = preview.counts;
  return refuse(
    "stale_preview",
    `預覽之後清冊已有變動，尚未套用。重新比對的結果：新增 ${added}、變更 ${changed}、消失 ${gone}、錯誤 ${wrong}；請重新整理本頁，檢視後再套用。`,
  );
}

function refuseToWrite(preview: Preview, input: ApplyInput): void {
  if (preview.counts.wrong > 0)
    throw new Refusal(
      refuse("has_errors", `檔案有 ${preview.counts.wrong} 處錯誤，須更正後重新上傳，才能套用。`),
    );
  if (preview.goneNeedsConfirmation && !input.confirmGone) {
    const message = `將有 ${preview.counts.gone} 筆列冊消失，超過現有清冊的一成，請確認檔案是全市完整清冊。`;
    throw new Refusal(refuse("gone_not_confirmed", message, { confirmGone: "請勾選確認。" }));
  }
}

/** Puts a preview aside; it stays on record and cannot be applied any more. */
export async function discardImport(
  actor: Actor,
  input: { id: string },
  clock: Clock = systemClock,
): Promise<Result<{ id: string }>> {
  if (!mayImport(actor, "import.discard")) return FORBIDDEN;
  return withActor(actor, async (tx) => {
    const stored = await standingImport(tx, actor.jurisdictionId, input.id);
    await tx.registryImport.update({
      where: { id: input.id },
      data: { state: "discarded" },
      select: { id: true },
    });
    await audit(tx, actor, clock.now(), {
      action: "registry_import.discarded",
      subject: { kind: "registry_import", id: input.id },
      detail: { kind: stored.kind, fileName: stored.fileName, fileSha256: stored.fileSha256 },
    });
    return ok({ id: input.id });
  });
}

export type ReferenceOutcome = { state: "skipped" } | { state: "applied"; id: string; report: ImportReport };

/**
 * Brings in a file that the product carries, through the same preview and application as a person's. Skipped when this
 * very file was applied before, or when a person has since imported a file of its kind: the product never puts an old
 * registry over a newer one.
 */
export async function importReferenceFile(
  actor: Actor,
  file: UploadedFile & { kind: RawTable["kind"] },
  clock: Clock = systemClock,
): Promise<Result<ReferenceOutcome>> {
  if (!mayImport(actor, "import.apply")) return FORBIDDEN;
  const isIn = await withActor(actor, (tx) => isSuperseded(tx, actor.jurisdictionId, file));
  if (isIn === true) return ok({ state: "skipped" });
  if (isIn !== false) return isIn;
  const previewed = await previewImport(actor, file, clock);
  if (!previewed.ok) return previewed;
  const applied = await applyImport(actor, { id: previewed.data.id }, clock);
  return applied.ok ? ok({ state: "applied", ...applied.data }) : applied;
}

async function isSuperseded(
  tx: Tx,
  jurisdictionId: string,
  file: UploadedFile & { kind: RawTable["kind"] },
): Promise<boolean> {
  const same = { jurisdictionId, state: "applied" as const, fileSha256: sha256(file.bytes) };
  const byPerson = {
    jurisdictionId,
    state: "applied" as const,
    kind: file.kind,
    createdById: { not: null },
  };
  return (await tx.registryImport.count({ where: { OR: [same, byPerson] } })) > 0;
}
