import { cache } from "react";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, systemClock } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { decryptText } from "@/lib/platform/secrets";
import { isId } from "../../registry/units/queries";
import { caseScope, mayCase, workScope } from "../policy";
import { loadCase } from "../queries";
import { readFullFile, readLimitedFile } from "./queries";
import type { RevealNationalId } from "./schema";
import type { CaseFileView } from "./types";

// A case file is opened, not just read: every opening is an entry of the audit log, written with the read.

const NOT_FOUND = "找不到這個個案，或不在您的職務範圍內。";
/** One person who turns the pages of one file within ten minutes has opened it once. */
const SAME_OPENING = 10 * 60_000;

/** Opens a case file and writes that it was opened; a B unit gets the limited view. The national ID comes masked. */
export async function openCaseFile(
  actor: Actor,
  id: string,
  clock: Clock = systemClock,
): Promise<Result<CaseFileView>> {
  const scope = caseScope(actor);
  if (!scope) return refuse("forbidden", "您的角色不能開啟個案檔案。");
  if (!isId(id)) return refuse("not_found", NOT_FOUND);
  return withActor(actor, async (tx): Promise<Result<CaseFileView>> => {
    const row = await loadCase(tx, scope, id);
    if (!row) throw new Refusal(refuse("not_found", NOT_FOUND));
    await noteOpening(tx, actor, row, clock.now());
    return ok(scope.referredTo ? await readLimitedFile(tx, actor, row) : await readFullFile(tx, actor, row));
  });
}

/** The file that the pages of one request share. */
export const caseFileOfRequest = cache((actor: Actor, id: string) => openCaseFile(actor, id));

async function noteOpening(
  tx: Tx,
  actor: Actor,
  row: { id: string; aUnitId: string | null },
  now: Date,
): Promise<void> {
  const recent = await tx.auditEntry.findFirst({
    where: {
      ...{ jurisdictionId: actor.jurisdictionId, subjectKind: "case", subjectId: row.id },
      ...{ accountId: actor.accountId, action: "case.opened" },
      at: { gt: new Date(now.getTime() - SAME_OPENING), lte: now },
    },
    select: { id: true },
  });
  if (recent) return;
  await audit(tx, actor, now, {
    action: "case.opened",
    subject: { kind: "case", id: row.id },
    unitId: row.aUnitId,
  });
}

/** Shows the whole national ID of a case, a step of its own that leaves its own audit entry. */
export async function revealNationalId(
  actor: Actor,
  { id }: RevealNationalId,
  clock: Clock = systemClock,
): Promise<Result<{ nationalId: string }>> {
  const scope = workScope(actor);
  if (!scope || !mayCase(actor, "case.open_national_id")) {
    return refuse("forbidden", "您的角色不能查看統一編號。");
  }
  return withActor(actor, async (tx): Promise<Result<{ nationalId: string }>> => {
    const row = await loadCase(tx, scope, id);
    if (!row) throw new Refusal(refuse("not_found", NOT_FOUND));
    await audit(tx, actor, clock.now(), {
      action: "case.national_id_opened",
      subject: { kind: "case", id: row.id },
      unitId: row.aUnitId,
    });
    return ok({ nationalId: decryptText(row.client.nationalIdCipher) });
  });
}
