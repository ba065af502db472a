import { v7 as uuid } from "uuid";
import { isId } from "@/lib/features/registry/units/queries";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, fromDbDate, officeDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { keepBytes, readBytes, sha256Of, type WrittenFiles } from "@/lib/platform/files";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { formatRocDate } from "@/lib/platform/roc-date";
import type { Prisma } from "@/prisma/generated/client";
import type { LetterKind } from "@/prisma/generated/enums";
import { letterAsPdf } from "./documents";
import { letterScope, mayLetter } from "./policy";
import type { EnterArrival } from "./schema";
import type { KeptLetter, LetterContent } from "./types";

/** A letter ready to be sent: to whom, about what, and what it says. */
export interface PreparedLetter {
  kind: LetterKind;
  unitId: string;
  findingId?: string;
  violationId?: string;
  measureId?: string;
  content: LetterContent;
}

export interface IssuedLetter {
  id: string;
  number: string;
}

/**
 * Numbers, dates, renders and keeps a letter inside the caller's transaction, with its audit entry. `files` is that of `keepingFiles`, so that
 * the bytes go when the transaction does. The caller has judged who acts.
 */
export async function issueLetter(
  tx: Tx,
  actor: Actor,
  files: WrittenFiles,
  letter: PreparedLetter,
  now: Date,
): Promise<IssuedLetter> {
  const { jurisdictionId } = actor;
  const { kind, unitId, content, findingId = null, violationId = null, measureId = null } = letter;
  const issuedOn = officeDate(now);
  const jurisdiction = await tx.jurisdiction.findFirstOrThrow({ where: { id: jurisdictionId } });
  const unit = await tx.unit.findFirstOrThrow({
    where: { jurisdictionId, id: unitId },
    select: { code: true, name: true, address: true },
  });
  const number = await letterNumber(tx, issuedOn);
  const kept: KeptLetter = {
    ...content,
    head: { bureau: jurisdiction.bureauName, unit, number, issuedOn, kind },
  };
  const bytes = await letterAsPdf(kept);
  const row = { id: uuid(), jurisdictionId, sha256: sha256Of(bytes) };
  await keepBytes(files, row, bytes);
  await tx.letter.create({
    data: {
      ...{ ...row, number, kind, unitId, findingId, violationId, measureId },
      ...{
        issuedOn: toDbDate(issuedOn),
        content: JSON.parse(JSON.stringify(kept)) as Prisma.InputJsonObject,
      },
      ...{ size: bytes.length, createdAt: now, createdById: actor.accountId },
    },
  });
  await audit(tx, actor, now, {
    action: "letter.issued",
    subject: { kind: "letter", id: row.id },
    unitId,
    detail: { number, subject: content.subject, sha256: row.sha256 },
  });
  return { id: row.id, number };
}

async function letterNumber(tx: Tx, issuedOn: string): Promise<string> {
  const rocYear = Number(issuedOn.slice(0, 4)) - 1911;
  const [row] = await tx.$queryRaw<
    { given: number }[]
  >`SELECT app_next_number('letter', ${rocYear}) AS given`;
  return `${rocYear}-${String(row?.given ?? 0).padStart(5, "0")}`;
}

/** Enters, once, the day on which a letter arrived. Codes: `forbidden`, `not_found`, `arrived`, `day` at `arrivedOn`. */
export async function enterArrival(
  actor: Actor,
  input: EnterArrival,
  clock: Clock = systemClock,
): Promise<Result<{ id: string }>> {
  const scope = letterScope(actor);
  if (!scope || !mayLetter(actor, "letter.enter_arrival")) {
    return refuse("forbidden", "送達日由本府承辦人或受文單位登錄。");
  }
  const today = officeDate(clock.now());
  return withActor(actor, async (tx) => {
    await tx.$queryRaw`SELECT id FROM letter
      WHERE id = ${input.id}::uuid AND jurisdiction_id = ${actor.jurisdictionId} FOR UPDATE`;
    const row = await tx.letter.findFirst({ where: { AND: [scope, { id: input.id }] } });
    if (!row) throw new Refusal(refuse("not_found", "找不到這份函文，或不在您的職務範圍內。"));
    if (row.arrivedOn) {
      const on = formatRocDate(fromDbDate(row.arrivedOn));
      throw new Refusal(refuse("arrived", `這份函文已登錄於 ${on} 送達，不得變更。`));
    }
    const issuedOn = fromDbDate(row.issuedOn);
    if (input.arrivedOn < issuedOn || input.arrivedOn > today) {
      const words = `送達日須在發文日 ${formatRocDate(issuedOn)} 至今日之間。`;
      throw new Refusal(refuse("day", "送達日需要更正。", { arrivedOn: words }));
    }
    // Only this column may be written at all.
    await tx.letter.updateMany({ where: { id: row.id }, data: { arrivedOn: toDbDate(input.arrivedOn) } });
    await audit(tx, actor, clock.now(), {
      action: "letter.arrived",
      subject: { kind: "letter", id: row.id },
      unitId: row.unitId,
      detail: { number: row.number, arrivedOn: input.arrivedOn },
    });
    return ok({ id: row.id });
  });
}

/** Hands a letter out as it was sent and writes that it was opened. Codes: `forbidden`, `not_found`. */
export async function openLetter(
  actor: Actor,
  id: string,
  clock: Clock = systemClock,
): Promise<Result<{ fileName: string; bytes: Buffer }>> {
  const scope = letterScope(actor);
  if (!scope) return refuse("forbidden", "您的角色不能開啟函文。");
  if (!isId(id)) return refuse("not_found", "找不到這份函文。");
  return withActor(actor, async (tx): Promise<Result<{ fileName: string; bytes: Buffer }>> => {
    const row = await tx.letter.findFirst({ where: { AND: [scope, { id }] } });
    if (!row) throw new Refusal(refuse("not_found", "找不到這份函文，或不在您的職務範圍內。"));
    const bytes = await readBytes(row);
    if (sha256Of(bytes) !== row.sha256) throw new Error(`the bytes of letter ${row.number} were altered`);
    await audit(tx, actor, clock.now(), {
      action: "letter.opened",
      subject: { kind: "letter", id: row.id },
      unitId: row.unitId,
      detail: { number: row.number },
    });
    return ok({ fileName: `${row.number}.pdf`, bytes });
  });
}
