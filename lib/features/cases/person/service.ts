import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, fromDbDate, officeDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { encryptText } from "@/lib/platform/secrets";
import type { CaseFile, Client } from "@/prisma/generated/client";
import { changesOf } from "../../registry/contracts/changes/queries";
import { contactOf } from "../intake/service";
import { SEX_LABELS } from "../labels";
import { type CasePermission, inScope, mayCase, workScope } from "../policy";
import { contactFrom } from "../queries";
import { letGo, lockCase } from "../status/service";
import type { CaseRef, Contact } from "../types";
import type { ChangeContact, ChangePerson } from "./schema";

const NOT_FOUND = "找不到這個個案，或不在您的職務範圍內。";

/** A case and its client, locked, of those that the actor carries. Refusals (thrown): `not_found`, `stale`. */
async function lockPerson(
  tx: Tx,
  actor: Actor,
  { id, version }: { id: string; version: number },
): Promise<{ row: CaseFile; client: Client }> {
  const row = await lockCase(tx, actor, id, version);
  if (!inScope(workScope(actor), row)) throw new Refusal(refuse("not_found", NOT_FOUND));
  const client = await tx.client.findFirstOrThrow({
    where: { id: row.clientId, jurisdictionId: actor.jurisdictionId },
  });
  return { row, client };
}

function denied(actor: Actor, permission: CasePermission) {
  return mayCase(actor, permission) ? null : refuse("forbidden", "您的角色沒有變更這項資料的權限。");
}

/** Changes how a person is reached. Codes: `forbidden`, `not_found`, `stale`. */
export async function changeContact(
  actor: Actor,
  input: ChangeContact,
  clock: Clock = systemClock,
): Promise<Result<CaseRef>> {
  const refusal = denied(actor, "case.change_person");
  if (refusal) return refusal;
  return withActor(actor, async (tx) => {
    const { row, client } = await lockPerson(tx, actor, input);
    await tx.client.updateMany({
      where: { id: client.id, jurisdictionId: row.jurisdictionId },
      data: { contactCipher: encryptText(JSON.stringify(contactOf(input))) },
    });
    await tx.caseFile.updateMany({
      where: { id: row.id, jurisdictionId: row.jurisdictionId },
      data: { version: { increment: 1 } },
    });
    const contact = contactFieldsChanged(contactFrom(client), contactOf(input));
    await audit(tx, actor, clock.now(), {
      action: "case.person_changed",
      subject: { kind: "case", id: row.id },
      unitId: row.aUnitId,
      detail: { version: row.version + 1, contact },
    });
    return ok({ id: row.id, number: row.number });
  });
}

/**
 * Changes who a person is and where the person lives, and the contact data with it. A specialist may move a case to a
 * district of another, whose file it is from then on.
 * Codes: `forbidden`, `not_found`, `stale`, `day`, `district`.
 */
export async function changePerson(
  actor: Actor,
  input: ChangePerson,
  clock: Clock = systemClock,
): Promise<Result<CaseRef & { stillOwn: boolean }>> {
  const refusal = denied(actor, "case.change_identity");
  if (refusal) return refusal;
  const now = clock.now();
  return withActor(actor, async (tx) => {
    const { row, client } = await lockPerson(tx, actor, input);
    await refuseUnfit(tx, actor, input, officeDate(now));
    const { name, sex, bornOn, districtId } = input;
    await tx.client.updateMany({
      where: { id: client.id, jurisdictionId: row.jurisdictionId },
      data: {
        ...{ name, nameFolded: foldText(name), sex, bornOn: toDbDate(bornOn) },
        contactCipher: encryptText(JSON.stringify(contactOf(input))),
      },
    });
    await audit(tx, actor, now, {
      action: "case.person_changed",
      subject: { kind: "case", id: row.id },
      unitId: row.aUnitId,
      detail: detailOf(row, client, input),
    });
    await letGo(tx, row.id);
    await tx.caseFile.updateMany({
      where: { id: row.id, jurisdictionId: row.jurisdictionId },
      data: { districtId, version: { increment: 1 } },
    });
    const stillOwn = inScope(workScope(actor), { ...row, districtId });
    return ok({ id: row.id, number: row.number, stillOwn });
  });
}

async function refuseUnfit(tx: Tx, actor: Actor, input: ChangePerson, today: string): Promise<void> {
  if (input.bornOn > today) {
    throw new Refusal(refuse("day", "出生日期需要更正。", { bornOn: "出生日期不得晚於今日。" }));
  }
  const { jurisdictionId } = actor;
  const district = await tx.district.findFirst({ where: { jurisdictionId, id: input.districtId } });
  if (!district) {
    throw new Refusal(refuse("district", "行政區需要更正。", { districtId: "本市沒有這個行政區。" }));
  }
}

function detailOf(row: CaseFile, client: Client, input: ChangePerson) {
  const before = {
    ...{ name: client.name, sex: SEX_LABELS[client.sex], districtId: row.districtId },
    bornOn: fromDbDate(client.bornOn),
  };
  const { name, bornOn, districtId } = input;
  return {
    version: row.version + 1,
    changes: changesOf(before, { name, sex: SEX_LABELS[input.sex], districtId, bornOn }),
    contact: contactFieldsChanged(contactFrom(client), contactOf(input)),
  };
}

const CONTACT_LABELS: Record<keyof Contact, string> = {
  address: "地址",
  phone: "電話",
  contactName: "聯絡人",
  contactRelation: "與個案關係",
  contactPhone: "聯絡人電話",
};

/** Which parts of the contact data changed; the data themselves are encrypted and stay out of the audit log. */
function contactFieldsChanged(before: Contact, after: Contact): string[] {
  const fields = Object.keys(CONTACT_LABELS) as (keyof Contact)[];
  return fields.filter((field) => before[field] !== after[field]).map((field) => CONTACT_LABELS[field]);
}
