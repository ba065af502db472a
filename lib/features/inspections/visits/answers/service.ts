import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, systemClock, today } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, type Result, refuse } from "@/lib/platform/result";
import { formatRocInstant } from "@/lib/platform/roc-date";
import type { InspectionAnswer, Prisma } from "@/prisma/generated/client";
import type { Evidence } from "../../evidence/types";
import { mayInspect } from "../../policy";
import { digestOf, inputName, rawDigest, rawPart, readPart, VERSION_INPUT } from "../form/schema";
import { type FormPart, formOf, type PartValue, partId, partsOf } from "../form/types";
import type { SaveAnswers, SaveSection } from "../schema";
import { type LockedInspection, lockInspection, refuseUnlessUnderWay } from "../state/service";
import type { Conflict, FilledHeader, SavedAnswers } from "../types";
import { onlyItems, proposalsIn } from "./proposals/queries";

type Sent = SaveAnswers["answers"][number];

/**
 * Keeps answers, item by item: what others answered meanwhile to other items stands beside them. Where somebody else's newer
 * answer to the same item differs, nothing is overwritten and both are shown; sending again with its version decides for one's own.
 * The same answer sent twice counts once. Codes: `forbidden`, `not_found`, `not_started`, `cancelled`, `signed`.
 */
export async function saveAnswers(
  actor: Actor,
  id: string,
  input: SaveAnswers,
  clock: Clock = systemClock,
): Promise<Result<SavedAnswers>> {
  if (!mayInspect(actor, "inspection.carry_out")) return refuse("forbidden", "您的角色不能填寫查核表。");
  return withActor(actor, async (tx): Promise<Result<SavedAnswers>> => {
    const row = await lockInspection(tx, actor, id);
    await refuseUnlessUnderWay(tx, row);
    const parts = await partsOfInspection(tx, row);
    const kept = await tx.inspectionAnswer.findMany({
      where: { jurisdictionId: actor.jurisdictionId, inspectionId: row.id },
    });
    const result: SavedAnswers = { saved: [], conflicts: [], errors: [] };
    const received = {
      actor,
      row,
      now: clock.now(),
      proposals: await proposalsOf(tx, actor, row, parts, input, clock),
    };
    for (const sent of input.answers) {
      const part = parts.find(({ itemKey, caseId }) => itemKey === sent.itemKey && caseId === sent.caseId);
      // An item that is not on this form: nothing that the page of this form sends.
      if (!part) continue;
      const before = kept.find(({ itemKey, caseId }) => itemKey === sent.itemKey && caseId === sent.caseId);
      await receive(tx, received, part, sent, before ?? null, result);
    }
    return ok(result);
  });
}

/** The parts of an inspection's form as they stood when the visit began. */
export async function partsOfInspection(tx: Tx, row: LockedInspection): Promise<FormPart[]> {
  const { services } = row.header as unknown as FilledHeader;
  const cases = await tx.inspectionCase.findMany({
    where: { jurisdictionId: row.jurisdictionId, inspectionId: row.id },
    orderBy: { position: "asc" },
  });
  const caseIds = cases.map(({ caseId }) => caseId);
  return partsOf(formOf(row.content, { services: services ?? [], caseIds }));
}

interface Received {
  actor: Actor;
  row: LockedInspection;
  now: Date;
  /** What the system proposes beside each part: kept with the answer, whatever was decided. */
  proposals: Readonly<Record<string, Evidence>>;
}

function proposalsOf(
  tx: Tx,
  actor: Actor,
  row: LockedInspection,
  parts: readonly FormPart[],
  { answers }: SaveAnswers,
  clock: Clock,
): Promise<Record<string, Evidence>> {
  const template = onlyItems(row.content, new Set(answers.map(({ itemKey }) => itemKey)));
  const caseIds = [...new Set(parts.flatMap(({ caseId }) => caseId ?? []))];
  const { unitId, caseId } = row;
  return proposalsIn(tx, actor, { unitId, caseId, template, caseIds, asOf: today(clock) });
}

/** The proposal of a part as it is kept; nothing where the system has none. */
function proposalIn({ proposals }: Received, name: string) {
  const proposal = proposals[name];
  return proposal ? { proposal: JSON.parse(JSON.stringify(proposal)) as Prisma.InputJsonObject } : {};
}

async function receive(
  tx: Tx,
  received: Received,
  part: FormPart,
  sent: Sent,
  before: InspectionAnswer | null,
  result: SavedAnswers,
): Promise<void> {
  const stored = (before?.value ?? {}) as PartValue;
  const { value, errors } = readPart(part, sent.raw, stored);
  result.errors.push(...errors.map(({ key, message }) => ({ partId: part.id, key, message })));
  const version = before?.version ?? 0;
  if (digestOf(value) === digestOf(stored)) {
    result.saved.push({ partId: part.id, version });
  } else if (sent.version !== version && before) {
    result.conflicts.push(conflict(part, before));
  } else if (before) {
    await overwrite(tx, received, before, value);
    result.saved.push({ partId: part.id, version: version + 1 });
  } else {
    await create(tx, received, sent, value);
    result.saved.push({ partId: part.id, version: 1 });
  }
}

function conflict(part: FormPart, before: InspectionAnswer): Conflict {
  return {
    partId: partId(before.itemKey, before.caseId),
    version: before.version,
    raw: rawPart(part, before.value as PartValue),
    by: before.answeredByName,
    at: formatRocInstant(before.answeredAt),
  };
}

async function create(tx: Tx, received: Received, sent: Sent, value: PartValue): Promise<void> {
  const { actor, row, now } = received;
  await tx.inspectionAnswer.create({
    data: {
      ...{ id: uuid(), jurisdictionId: actor.jurisdictionId, inspectionId: row.id },
      ...{ itemKey: sent.itemKey, caseId: sent.caseId, value: value as Prisma.InputJsonObject },
      ...{ answeredAt: now, answeredById: actor.accountId, answeredByName: actor.name },
      ...proposalIn(received, partId(sent.itemKey, sent.caseId)),
    },
  });
}

async function overwrite(
  tx: Tx,
  received: Received,
  before: InspectionAnswer,
  value: PartValue,
): Promise<void> {
  const { actor, row, now } = received;
  const { value: was, version, answeredAt, answeredById, answeredByName: by } = before;
  const entry = { value: was, version, at: answeredAt.toISOString(), byId: answeredById, by };
  const history = [...((before.history ?? []) as Prisma.InputJsonArray), entry as Prisma.InputJsonObject];
  await tx.inspectionAnswer.updateMany({
    where: { id: before.id, jurisdictionId: actor.jurisdictionId },
    data: {
      ...{ value: value as Prisma.InputJsonObject, history, version: { increment: 1 } },
      ...{ answeredAt: now, answeredById: actor.accountId, answeredByName: actor.name },
      ...proposalIn(received, partId(before.itemKey, before.caseId)),
    },
  });
  if (answeredById === null || answeredById === actor.accountId) return;
  await audit(tx, actor, now, {
    action: "inspection.answer_overwritten",
    subject: { kind: "inspection", id: row.id },
    detail: { number: row.number, itemKey: before.itemKey, by },
  });
}

/**
 * Keeps a section that was sent as a plain form: the parts that nobody touched stay as they are, the others are kept as by
 * `saveAnswers`. Codes: those, `invalid` and `conflict` with the fields.
 */
export async function saveSection(
  actor: Actor,
  input: SaveSection,
  clock: Clock = systemClock,
): Promise<Result<{ id: string; section: string }>> {
  const touched = input.answers.filter(({ raw, shown }) => rawDigest(raw) !== shown);
  const { id, section } = input;
  if (touched.length === 0) return ok({ id, section });
  const result = await saveAnswers(actor, id, { answers: touched }, clock);
  if (!result.ok) return result;
  const { conflicts, errors } = result.data;
  const wrong = errors.map(({ partId: part, key, message }) => [inputName(part, key), message]);
  if (conflicts.length === 0 && wrong.length === 0) return ok({ id, section });
  const newer = conflicts.map(({ partId: part, by, at, raw }) => {
    const key = Object.keys(raw)[0] ?? VERSION_INPUT;
    return [
      inputName(part, key),
      `${by}已於 ${at} 另填本項。再按一次儲存即以您填的為準；重新整理則採用對方所填。`,
    ];
  });
  const code = conflicts.length > 0 ? "conflict" : "invalid";
  const words =
    conflicts.length > 0
      ? `有 ${conflicts.length} 項在您填寫時已由他人填答；其餘已儲存。`
      : "有欄位需要更正；其餘已儲存。";
  return refuse(code, words, Object.fromEntries([...newer, ...wrong]));
}
