import type { Actor } from "@/lib/platform/actor";
import { fromDbDate } from "@/lib/platform/clock";
import type { Tx } from "@/lib/platform/db";
import { maskId } from "@/lib/platform/identifiers";
import { decryptText } from "@/lib/platform/secrets";
import type { Client, Prisma } from "@/prisma/generated/client";
import { type CaseScope, caseWhere } from "./policy";
import type { CaseStanding, Contact, Person } from "./types";

export const CASE_ROW = {
  client: true,
  district: { select: { id: true, name: true, transportZone: true } },
  aUnit: { select: { id: true, name: true } },
  manager: { select: { id: true, name: true } },
} as const satisfies Prisma.CaseFileInclude;

export type CaseRow = Prisma.CaseFileGetPayload<{ include: typeof CASE_ROW }>;

/** One case with its client inside a transaction that has begun; null when the scope does not hold it. */
export function loadCase(tx: Tx, scope: CaseScope, id: string): Promise<CaseRow | null> {
  return tx.caseFile.findFirst({ where: { AND: [caseWhere(scope), { id }] }, include: CASE_ROW });
}

/** The standing of a case that was read. */
export function standingOf(row: CaseRow): CaseStanding {
  const { id, number, status, source, needLevel, copayClass, hasForeignCaregiver, version } = row;
  const { closeReason, closeNote, district, aUnit, manager } = row;
  return {
    ...{ id, number, status, source, needLevel, copayClass, hasForeignCaregiver, version },
    ...{ closeReason, closeNote, district, aUnit, manager },
    appliedOn: fromDbDate(row.appliedOn),
    lastAssessedOn: fromDbDate(row.lastAssessedOn),
    nextReassessmentOn: fromDbDate(row.nextReassessmentOn),
    closedOn: fromDbDate(row.closedOn),
  };
}

/** The person of a case that was read; the national ID masked. */
export function personOf(client: Client): Person {
  return {
    ...{ name: client.name, sex: client.sex, bornOn: fromDbDate(client.bornOn) },
    maskedNationalId: maskId(decryptText(client.nationalIdCipher)),
    contact: contactFrom(client),
  };
}

/** How a person is reached, as it was kept; a part that was never entered is null. */
export function contactFrom(client: Pick<Client, "contactCipher">): Contact {
  const kept: Partial<Contact> = JSON.parse(decryptText(client.contactCipher));
  const { address = "", phone = "", contactName = null, contactRelation = null, contactPhone = null } = kept;
  return { address, phone, contactName, contactRelation, contactPhone };
}

/** The names of units, districts and people of the own city by their ids, as far as the actor may see them. */
export async function namesOf(tx: Tx, actor: Actor, ids: readonly string[]): Promise<Map<string, string>> {
  const { jurisdictionId } = actor;
  const uuids = ids.filter((id) => id.length === 36);
  const select = { id: true, name: true };
  const units = await tx.unit.findMany({ where: { jurisdictionId, id: { in: uuids } }, select });
  const people = await tx.staff.findMany({ where: { jurisdictionId, id: { in: uuids } }, select });
  const districts = await tx.district.findMany({
    where: { jurisdictionId, id: { in: ids.filter((id) => /^\d{8}$/.test(id)) } },
    select,
  });
  return new Map([...units, ...people, ...districts].map(({ id, name }) => [id, name]));
}
