import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, systemClock } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { keepBytes, keepingFiles, readBytes, type WrittenFiles } from "@/lib/platform/files";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { type CheckedFile, checkFile } from "@/lib/platform/uploads";
import { isId } from "../../registry/units/queries";
import { inScope, mayCase, workScope } from "../policy";
import { loadCase } from "../queries";
import { lockCase } from "../status/service";
import type { CaseRef } from "../types";
import { type DocumentKind, documentKindLabel } from "./labels";
import type { AddDocument } from "./schema";
import type { OpenedDocument } from "./types";

const NOT_FOUND = "找不到這份文件，或不在您的職務範圍內。";

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
  await keepBytes(files, row, file.bytes);
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
    return ok({ fileName: found.fileName, mediaType: found.mediaType, bytes: await readBytes(found) });
  });
}
