import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, systemClock } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { decryptText, encryptText } from "@/lib/platform/secrets";
import { isId } from "../../registry/units/queries";
import { inScope, mayCase, workScope } from "../policy";
import { loadCase } from "../queries";
import { lockCase } from "../status/service";
import type { CaseRef } from "../types";
import { type DocumentKind, documentKindLabel } from "./labels";
import { type AddDocument, checkFile } from "./schema";
import type { CheckedFile, OpenedDocument } from "./types";

// The bytes lie outside the public folder, encrypted like contact data, under their SHA-256; the row says what they are.

const NOT_FOUND = "找不到這份文件，或不在您的職務範圍內。";

function folder(): string {
  return path.resolve(process.env.DOCUMENTS_DIR || path.join(".data", "documents"));
}

/** Each document has bytes of its own, so that one may go without the other. */
function placeOf(document: { id: string; jurisdictionId: string; sha256: string }): string {
  const { id, jurisdictionId, sha256 } = document;
  return path.join(folder(), jurisdictionId, sha256.slice(0, 2), sha256, id);
}

/** The files that a piece of work has written; without its success they are removed again. */
export interface WrittenFiles {
  paths: string[];
}

/**
 * Runs work that stores documents: the bytes are there before the transaction ends, and go when it fails or refuses.
 * `storeDocument` inside the work is given `files`.
 */
export async function keepingFiles<T>(work: (files: WrittenFiles) => Promise<Result<T>>): Promise<Result<T>> {
  const files: WrittenFiles = { paths: [] };
  let kept = false;
  try {
    const result = await work(files);
    kept = result.ok;
    return result;
  } finally {
    if (!kept) for (const file of files.paths) await rm(file, { force: true });
  }
}

/**
 * Stores a checked file as a document of a case inside the caller's transaction, with its audit entry; the caller has locked the
 * case and judged who acts. Returns the document's id.
 */
export async function storeDocument(
  tx: Tx,
  actor: Actor,
  files: WrittenFiles,
  document: { caseId: string; aUnitId: string | null; kind: DocumentKind; file: CheckedFile; now: Date },
): Promise<string> {
  const { caseId, kind, file, now } = document;
  const { jurisdictionId } = actor;
  const row = { id: uuid(), jurisdictionId, sha256: file.sha256 };
  const place = placeOf(row);
  files.paths.push(place);
  await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
  await writeFile(place, encryptText(file.bytes.toString("base64")), { mode: 0o600, flag: "wx" });
  await tx.document.create({
    data: {
      ...{ ...row, caseId, kind, fileName: file.fileName, mediaType: file.mediaType },
      ...{ size: file.bytes.length, createdAt: now, createdById: actor.accountId, createdByName: actor.name },
    },
  });
  await audit(tx, actor, now, {
    action: "case.document_added",
    subject: { kind: "case", id: caseId },
    unitId: document.aUnitId,
    detail: { documentKind: documentKindLabel(kind), fileName: file.fileName },
  });
  return row.id;
}

/** Adds an uploaded file to a case. Codes: `forbidden`, `file`, `not_found`. */
export async function addDocument(
  actor: Actor,
  input: AddDocument,
  clock: Clock = systemClock,
): Promise<Result<CaseRef>> {
  if (!mayCase(actor, "case.add_document")) return refuse("forbidden", "您的角色沒有上傳文件的權限。");
  const checked = await checkFile(input.file);
  if (!checked.ok) return checked;
  return keepingFiles((files) =>
    withActor(actor, async (tx): Promise<Result<CaseRef>> => {
      const row = await lockCase(tx, actor, input.id);
      if (!inScope(workScope(actor), row)) throw new Refusal(refuse("not_found", NOT_FOUND));
      await storeDocument(tx, actor, files, {
        ...{ caseId: row.id, aUnitId: row.aUnitId, kind: input.kind, file: checked.data, now: clock.now() },
      });
      return ok({ id: row.id, number: row.number });
    }),
  );
}

/** Hands a document out and writes that it was opened. Codes: `forbidden`, `not_found`. */
export async function openDocument(
  actor: Actor,
  id: string,
  clock: Clock = systemClock,
): Promise<Result<OpenedDocument>> {
  const scope = workScope(actor);
  if (!scope) return refuse("forbidden", "您的角色不能開啟個案文件。");
  if (!isId(id)) return refuse("not_found", NOT_FOUND);
  return withActor(actor, async (tx): Promise<Result<OpenedDocument>> => {
    const found = await tx.document.findFirst({ where: { jurisdictionId: actor.jurisdictionId, id } });
    const row = found && (await loadCase(tx, scope, found.caseId));
    if (!found || !row) throw new Refusal(refuse("not_found", NOT_FOUND));
    await audit(tx, actor, clock.now(), {
      action: "case.document_opened",
      subject: { kind: "case", id: row.id },
      unitId: row.aUnitId,
      detail: { documentKind: documentKindLabel(found.kind), fileName: found.fileName },
    });
    const bytes = Buffer.from(decryptText(await readFile(placeOf(found))), "base64");
    return ok({ fileName: found.fileName, mediaType: found.mediaType, bytes });
  });
}
