import { v7 as uuid } from "uuid";
import { isId } from "@/lib/features/registry/units/queries";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, systemClock } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { keepBytes, keepingFiles, readBytes, type WrittenFiles } from "@/lib/platform/files";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { type CheckedFile, checkFile } from "@/lib/platform/uploads";
import { findingScope, mayFinding } from "../policy";
import type { AnswerFinding } from "../schema";
import { addStep } from "../service";
import { lockFinding } from "../state/service";

/**
 * The unit's correction plan with its evidence; those who review enter what a unit without an account wrote on paper. Answering again before
 * the review adds to it. Codes: `forbidden`, `file`, `not_found`, `stale`, `state`.
 */
export async function answerFinding(
  actor: Actor,
  input: AnswerFinding,
  clock: Clock = systemClock,
): Promise<Result<{ id: string; onPaper: boolean }>> {
  const onPaper = mayFinding(actor, "finding.review");
  if (!onPaper && !mayFinding(actor, "finding.answer")) {
    return refuse("forbidden", "改善情形由單位主管或服務單位人員回復。");
  }
  const checked = await checkAll(input.files);
  if (!checked.ok) return checked;
  const now = clock.now();
  return keepingFiles((files) =>
    withActor(actor, async (tx): Promise<Result<{ id: string; onPaper: boolean }>> => {
      const row = await lockFinding(tx, actor, input, "answer");
      await tx.finding.update({
        where: { id: row.id },
        data: { state: "answered", version: { increment: 1 } },
      });
      const kind = onPaper ? "answered_on_paper" : "answered";
      const stepId = await addStep(tx, actor, { findingId: row.id, kind, text: input.text, now });
      for (const file of checked.data) await keepEvidence(tx, actor, files, stepId, file);
      await audit(tx, actor, now, {
        action: "finding.answered",
        subject: { kind: "finding", id: row.id },
        unitId: row.unitId,
        detail: { number: row.number, text: input.text, files: checked.data.map(({ fileName }) => fileName) },
      });
      return ok({ id: row.id, onPaper });
    }),
  );
}

async function checkAll(files: readonly File[]): Promise<Result<CheckedFile[]>> {
  const checked: CheckedFile[] = [];
  for (const file of files) {
    const one = await checkFile(file);
    if (!one.ok) {
      const [why = "檔案不能上傳。"] = one.fieldErrors.file ?? [];
      return refuse("file", one.message, { files: `${file.name}：${why}` });
    }
    checked.push(one.data);
  }
  return ok(checked);
}

async function keepEvidence(
  tx: Tx,
  actor: Actor,
  files: WrittenFiles,
  stepId: string,
  file: CheckedFile,
): Promise<void> {
  const row = { id: uuid(), jurisdictionId: actor.jurisdictionId, sha256: file.sha256 };
  await keepBytes(files, row, file.bytes);
  const { fileName, mediaType, bytes } = file;
  await tx.findingEvidence.create({ data: { ...row, stepId, fileName, mediaType, size: bytes.length } });
}

/** Hands a piece of evidence out and writes that it was opened. Codes: `forbidden`, `not_found`. */
export async function openEvidence(
  actor: Actor,
  id: string,
  clock: Clock = systemClock,
): Promise<Result<{ fileName: string; mediaType: string; bytes: Buffer }>> {
  const scope = findingScope(actor);
  if (!scope) return refuse("forbidden", "您的角色不能開啟改善佐證。");
  if (!isId(id)) return refuse("not_found", "找不到這份佐證。");
  return withActor(
    actor,
    async (tx): Promise<Result<{ fileName: string; mediaType: string; bytes: Buffer }>> => {
      const row = await tx.findingEvidence.findFirst({
        where: { jurisdictionId: actor.jurisdictionId, id, step: { finding: scope } },
        include: { step: { select: { finding: { select: { id: true, number: true, unitId: true } } } } },
      });
      if (!row) throw new Refusal(refuse("not_found", "找不到這份佐證，或不在您的職務範圍內。"));
      const { finding } = row.step;
      await audit(tx, actor, clock.now(), {
        action: "finding.evidence_opened",
        subject: { kind: "finding", id: finding.id },
        unitId: finding.unitId,
        detail: { number: finding.number, fileName: row.fileName },
      });
      return ok({ fileName: row.fileName, mediaType: row.mediaType, bytes: await readBytes(row) });
    },
  );
}
