import type { Actor } from "@/lib/platform/actor";
import { fromDbDate } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import { blindIndex, decryptText, encryptText } from "@/lib/platform/secrets";
import type { CaseStatus } from "@/prisma/generated/enums";
import { inScope, mayCase, mayIntakeIn, workScope } from "../policy";
import type { KnownClient } from "./types";

/** Seals a national ID for the address of the next step; only the same account opens it. */
export function sealPerson(actor: Actor, nationalId: string): string {
  const sealed = encryptText(JSON.stringify([actor.accountId, nationalId]));
  return Buffer.from(sealed).toString("base64url");
}

/** The national ID of a seal; null when it is none, or another account's. */
export function openSeal(actor: Actor, person: string): string | null {
  const parts = readSeal(person);
  return parts && parts[0] === actor.accountId ? parts[1] : null;
}

function readSeal(person: string): [string | null, string] | null {
  try {
    return JSON.parse(decryptText(Buffer.from(person, "base64url")));
  } catch {
    // A text that was not sealed here, or was changed on the way, is nobody.
    return null;
  }
}

/** The file that a national ID has in the actor's city, open or closed; null when there is none. */
export async function knownClient(actor: Actor, nationalId: string): Promise<KnownClient | null> {
  if (!mayCase(actor, "case.intake")) return null;
  return readAs(actor, (tx) => findKnown(tx, actor, nationalId));
}

interface KnownRow {
  client_id: string;
  name: string;
  case_id: string;
  number: string;
  status: CaseStatus;
  district_id: string;
  closed_on: Date | null;
}

/** The same inside a transaction that has begun. */
export async function findKnown(tx: Tx, actor: Actor, nationalId: string): Promise<KnownClient | null> {
  const [row] = await tx.$queryRaw<KnownRow[]>`
    SELECT client_id::text, name, case_id::text, number, status::text, district_id, closed_on
      FROM app_known_client(${blindIndex(nationalId)})`;
  if (!row) return null;
  const { jurisdictionId } = actor;
  const district = await tx.district.findFirst({ where: { jurisdictionId, id: row.district_id } });
  const mayOpen = inScope(workScope(actor), { jurisdictionId, districtId: row.district_id, aUnitId: null });
  const file = mayOpen
    ? await tx.caseFile.findFirst({ where: { jurisdictionId, id: row.case_id }, select: { version: true } })
    : null;
  return {
    ...{ clientId: row.client_id, caseId: row.case_id, name: row.name, number: row.number },
    status: row.status,
    closedOn: fromDbDate(row.closed_on),
    district: { id: row.district_id, name: district?.name ?? row.district_id },
    mayOpen: file !== null,
    mayReopen:
      file !== null && ["closed", "not_eligible"].includes(row.status) && mayCase(actor, "case.reopen"),
    version: file?.version ?? null,
    specialists: await specialistsIn(tx, row.district_id),
  };
}

/** The names of the specialists who cover a district. */
export async function specialistsIn(tx: Tx, districtId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ name: string }[]>`SELECT app_specialists_of(${districtId}) AS name`;
  return rows.map((row) => row.name);
}

export interface DistrictChoice {
  value: string;
  label: string;
  /** Whether the actor takes applications there. */
  own: boolean;
}

/** The districts of the city, told apart by whether the actor takes applications there. */
export async function intakeDistricts(actor: Actor): Promise<DistrictChoice[]> {
  const rows = await readAs(actor, (tx) =>
    tx.district.findMany({
      where: { jurisdictionId: actor.jurisdictionId },
      select: { id: true, name: true },
      orderBy: { id: "asc" },
    }),
  );
  return rows.map(({ id, name }) => ({ value: id, label: name, own: mayIntakeIn(actor, id) }));
}

/** The A units of the city, for the source of an application. */
export async function sourceUnits(actor: Actor): Promise<{ value: string; label: string }[]> {
  const { jurisdictionId } = actor;
  const units = await readAs(actor, (tx) =>
    tx.unit.findMany({
      where: { jurisdictionId, tier: "a", mergedIntoId: null },
      select: { id: true, code: true, name: true },
      orderBy: { code: "asc" },
    }),
  );
  return units.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }));
}
