import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, officeDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { type Tx, violates, withActor } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";
import { ok, Refusal, type Refused, type Result, refuse } from "@/lib/platform/result";
import { blindIndex, encryptText } from "@/lib/platform/secrets";
import { SOURCE_LABELS } from "../labels";
import { mayCase, mayIntakeIn } from "../policy";
import type { Contact } from "../types";
import { findKnown, openSeal, sealPerson, specialistsIn } from "./queries";
import type { Application, Identify } from "./schema";
import type { Applied } from "./types";

const FORBIDDEN = "受理申請是照顧管理中心的業務，您的角色沒有這項權限。";

/** The first step of an application: seals who it is. The next page says whether the person has a file already. */
export async function identifyPerson(actor: Actor, input: Identify): Promise<Result<{ person: string }>> {
  if (!mayCase(actor, "case.intake")) return refuse("forbidden", FORBIDDEN);
  return ok({ person: sealPerson(actor, input.nationalId) });
}

/**
 * Takes an application: a client and a case in status `applied`. A person who has a file in the city already, open or
 * closed, gets no second one: the answer is that file with `known`, also when two clerks enter the same person at once.
 * Codes: `forbidden`, `unknown_person` (the seal is no good), `other_district`, `day`.
 */
export async function applyForCare(
  actor: Actor,
  input: Application,
  clock: Clock = systemClock,
): Promise<Result<Applied>> {
  if (!mayCase(actor, "case.intake")) return refuse("forbidden", FORBIDDEN);
  const nationalId = openSeal(actor, input.person);
  if (!nationalId) return refuse("unknown_person", "請回到第一步重新查詢統一編號；填寫的內容仍在本頁。");
  try {
    return await withActor(actor, (tx) => write(tx, actor, nationalId, input, clock.now()));
  } catch (error) {
    // The other clerk was quicker by a moment: the unique index held, and the person is found now.
    if (!violates(error, "client_jurisdiction_id_national_id_index_key") && !isSamePerson(error)) throw error;
    return withActor(actor, (tx) => foundAgain(tx, actor, nationalId, input));
  }
}

function isSamePerson(error: unknown): boolean {
  return violates(error, "national_id_index") && violates(error, "23505");
}

async function write(
  tx: Tx,
  actor: Actor,
  nationalId: string,
  input: Application,
  now: Date,
): Promise<Result<Applied>> {
  refuseDates(input, now);
  const known = await findKnown(tx, actor, nationalId);
  if (known) return ok({ id: known.caseId, number: known.number, known: true, person: input.person });
  await requireDistrict(tx, actor, input.districtId);
  const sourceUnitId = await sourceUnitOf(tx, actor, input);
  const clientId = await addClient(tx, actor, nationalId, input, now);
  const id = uuid();
  const [row] = await tx.$queryRaw<{ number: string }[]>`SELECT app_next_case_number() AS number`;
  const number = row?.number ?? "";
  await tx.caseFile.create({
    data: {
      ...{ id, jurisdictionId: actor.jurisdictionId, clientId, number, status: "applied" },
      ...{ source: input.source, sourceUnitId, districtId: input.districtId },
      appliedOn: toDbDate(input.appliedOn),
      createdAt: now,
    },
  });
  await audit(tx, actor, now, {
    action: "case.applied",
    subject: { kind: "case", id },
    detail: {
      ...{ number, name: input.name, applicationSource: SOURCE_LABELS[input.source] },
      ...{ appliedOn: input.appliedOn, districtId: input.districtId },
      ...(sourceUnitId ? { sourceUnitId } : {}),
    },
  });
  return ok({ id, number, known: false, person: input.person });
}

/** The A unit of the own city that found the case; null for every other source. */
async function sourceUnitOf(
  tx: Tx,
  actor: Actor,
  { source, sourceUnitId }: Application,
): Promise<string | null> {
  if (source !== "a_unit_outreach" || !sourceUnitId) return null;
  const { jurisdictionId } = actor;
  const unit = await tx.unit.findFirst({ where: { jurisdictionId, id: sourceUnitId, tier: "a" } });
  if (unit) return unit.id;
  throw new Refusal(
    refuse("source_unit", "開發單位需要更正。", { sourceUnitId: "請由清單選擇本市的 A 單位。" }),
  );
}

async function foundAgain(
  tx: Tx,
  actor: Actor,
  nationalId: string,
  { person }: Application,
): Promise<Result<Applied> | Refused> {
  const known = await findKnown(tx, actor, nationalId);
  if (!known) return refuse("again", "同一時間有人登錄同一人，請重新送出。");
  return ok({ id: known.caseId, number: known.number, known: true, person });
}

function refuseDates({ appliedOn, bornOn }: Application, now: Date): void {
  const today = officeDate(now);
  if (appliedOn > today) {
    throw new Refusal(refuse("day", "申請日需要更正。", { appliedOn: "申請日不得晚於今日。" }));
  }
  if (bornOn > appliedOn) {
    throw new Refusal(refuse("day", "出生日期需要更正。", { bornOn: "出生日期不得晚於申請日。" }));
  }
}

/** Refusal (thrown) `other_district`: the city has no such district, or somebody else covers it; the message says who. */
export async function requireDistrict(tx: Tx, actor: Actor, districtId: string): Promise<void> {
  const { jurisdictionId } = actor;
  const district = await tx.district.findFirst({ where: { jurisdictionId, id: districtId } });
  if (!district) {
    throw new Refusal(refuse("other_district", "行政區需要更正。", { districtId: "本市沒有這個行政區。" }));
  }
  if (mayIntakeIn(actor, districtId)) return;
  const names = await specialistsIn(tx, districtId);
  const who = names.length > 0 ? `由照顧管理專員 ${names.join("、")} 負責` : "尚無負責的照顧管理專員";
  const words = `${district.name}${who}，請轉請其受理或洽照顧管理督導。`;
  throw new Refusal(refuse("other_district", "這個行政區不在您的職務範圍內。", { districtId: words }));
}

async function addClient(
  tx: Tx,
  actor: Actor,
  nationalId: string,
  input: Application,
  now: Date,
): Promise<string> {
  const id = uuid();
  await tx.client.create({
    data: {
      ...{ id, jurisdictionId: actor.jurisdictionId, name: input.name, sex: input.sex, createdAt: now },
      nameFolded: foldText(input.name),
      bornOn: toDbDate(input.bornOn),
      nationalIdCipher: encryptText(nationalId),
      nationalIdIndex: blindIndex(nationalId),
      contactCipher: encryptText(JSON.stringify(contactOf(input))),
    },
  });
  return id;
}

/** The part of a form that is kept encrypted. */
export function contactOf({ address, phone, contactName, contactRelation, contactPhone }: Contact): Contact {
  return { address, phone, contactName, contactRelation, contactPhone };
}
