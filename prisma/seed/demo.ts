import type pg from "pg";
import { v7 as uuid } from "uuid";
import { systemActor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { toDbDate, today } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";
import { blindIndex, encryptText, hashPassword } from "@/lib/platform/secrets";
import { addDays, type PlainDate } from "@/lib/rules/plain-date";
import type { Role } from "@/prisma/generated/enums";
import { seedCases } from "./demo-cases/load";
import { DEMO_CITIES, DEMO_PEOPLE, DEMO_UNITS, type DemoCity, type DemoUnit, inventedId } from "./demo-data";

/** What `npm start` prints so that one can sign in. */
export interface DemoAccount {
  city: string;
  role: Role;
  login: string;
  password: string;
}

const OFF = "示範帳號停用";

/**
 * The demo, loaded once. Turned off (`DEMO=0`) its accounts are closed, turned on again they are reopened; what was done
 * with its units stays. The password is that of the installation, `DEMO_PASSWORD`.
 */
export async function seedDemo(
  owner: pg.Client,
  on: boolean,
  log: (line: string) => void,
): Promise<DemoAccount[]> {
  if (!on) {
    await closeDemoAccounts(owner);
    return [];
  }
  const password = process.env.DEMO_PASSWORD;
  if (!password) throw new Error("DEMO_PASSWORD is not set; npm start makes one");
  for (const city of DEMO_CITIES) {
    const { rowCount } = await owner.query("SELECT FROM unit WHERE jurisdiction_id = $1 AND code = 'AD01'", [
      city.id,
    ]);
    if (rowCount === 0) await seedCity(city, password, log);
  }
  await reopenDemoAccounts(owner);
  await seedCases(owner, DEMO_CITIES, log);
  return DEMO_CITIES.flatMap((city) =>
    DEMO_PEOPLE.map(({ login, role }) => ({
      city: city.label,
      role,
      login: `${login}@${city.id}`,
      password,
    })),
  );
}

async function closeDemoAccounts(owner: pg.Client): Promise<void> {
  await owner.query(
    `UPDATE account SET state = 'closed', closed_at = now(), closed_reason = $1, version = version + 1
      WHERE login = ANY($2) AND state <> 'closed'`,
    [OFF, demoLogins()],
  );
}

async function reopenDemoAccounts(owner: pg.Client): Promise<void> {
  await owner.query(
    `UPDATE account SET state = 'active', closed_at = NULL, closed_reason = NULL, version = version + 1
      WHERE login = ANY($2) AND state = 'closed' AND closed_reason = $1`,
    [OFF, demoLogins()],
  );
}

function demoLogins(): string[] {
  return DEMO_CITIES.flatMap((city) => DEMO_PEOPLE.map(({ login }) => `${login}@${city.id}`));
}

async function seedCity(city: DemoCity, password: string, log: (line: string) => void): Promise<void> {
  log(`載入${city.label}示範資料 · loading the demo of ${city.id}`);
  const passwordHash = await hashPassword(password);
  const actor = systemActor(city.id);
  const loaded = await withActor(actor, async (tx) => {
    const units = new Map<string, string>();
    for (const [index, unit] of DEMO_UNITS.entries()) {
      units.set(unit.key, await addUnit(tx, city, unit, city.districts[index % city.districts.length] ?? ""));
    }
    await relate(tx, city, units);
    for (const person of DEMO_PEOPLE) await addAccount(tx, city, person, units, passwordHash);
    await audit(tx, actor, new Date(), {
      action: "demo.loaded",
      subject: { kind: "jurisdiction", id: city.id },
    });
    return null;
  });
  if (loaded) throw new Error(`the demo of ${city.id} was refused: ${loaded.code}`);
}

async function addUnit(tx: Tx, city: DemoCity, unit: DemoUnit, districtId: string): Promise<string> {
  const name = `${unit.name}（${city.label}）`;
  const named = { jurisdictionId: city.id, name, nameFolded: foldText(name) };
  const organisation = await tx.organisation.create({ data: named });
  const { id } = await tx.unit.create({
    data: {
      ...named,
      organisationId: organisation.id,
      districtId,
      tier: unit.tier,
      code: unit.code,
      nameState: "as_printed",
      cKind: unit.tier === "c" ? "community" : null,
      source: "demo",
    },
  });
  await tx.listing.createMany({
    data: unit.services.map((service) => ({
      jurisdictionId: city.id,
      unitId: id,
      service,
      tier: unit.tier,
      districtId,
      printedName: name,
      printedFolded: named.nameFolded,
      source: "demo" as const,
    })),
  });
  await addContract(tx, city, unit, id);
  await addStaff(tx, city, unit, id);
  return id;
}

function inDays(days: number): PlainDate {
  return addDays(today(), days);
}

async function addContract(
  tx: Tx,
  city: DemoCity,
  { code, contract }: DemoUnit,
  unitId: string,
): Promise<void> {
  const { endsIn, noticeIn, reply } = contract;
  const period = { startsOn: toDbDate(inDays(endsIn - 730)), effectiveUntil: toDbDate(inDays(endsIn)) };
  const { id } = await tx.contract.create({
    data: {
      jurisdictionId: city.id,
      unitId,
      number: `示範特約字第${code}號`,
      ...period,
      endsOn: period.effectiveUntil,
      mainZoneId: city.mainZone,
      secondaryZoneId: city.secondaryZone,
      renewalNoticeOn: noticeIn === undefined ? null : toDbDate(inDays(noticeIn)),
      renewalReply: reply?.reply ?? null,
      renewalReplyOn: reply ? toDbDate(inDays(reply.in)) : null,
      createdAt: new Date(),
    },
  });
  await tx.contractService.createMany({
    data: contract.services.map((service) => ({
      contractId: id,
      service,
      jurisdictionId: city.id,
      unitId,
      ...period,
    })),
  });
  if (city.mainZone) return;
  await tx.contractDistrict.createMany({
    data: city.districts.map((districtId) => ({ contractId: id, districtId, jurisdictionId: city.id })),
  });
}

async function addStaff(tx: Tx, city: DemoCity, unit: DemoUnit, unitId: string): Promise<void> {
  await tx.staff.createMany({
    data: unit.staff.map((person, index) => ({
      jurisdictionId: city.id,
      unitId,
      name: person.name,
      nameFolded: foldText(person.name),
      ...sealed(inventedId(city.id, placeOf(unit.code), index)),
      duty: person.duty,
      employment: person.employment,
      qualification: person.qualification ?? null,
      startedOn: toDbDate(inDays(person.startedIn)),
      registeredOn: person.registeredIn === undefined ? null : toDbDate(inDays(person.registeredIn)),
      createdAt: new Date(),
    })),
  });
}

/** A number of its own for each demo unit. */
function placeOf(code: string): number {
  return code.charCodeAt(0) * 10 + Number(code.slice(-2));
}

function sealed(nationalId: string) {
  return { nationalIdCipher: encryptText(nationalId), nationalIdIndex: blindIndex(nationalId) };
}

async function relate(tx: Tx, city: DemoCity, units: Map<string, string>): Promise<void> {
  const pair = await tx.unit.findMany({
    where: { id: { in: [units.get("a1") ?? "", units.get("b1") ?? ""] } },
    select: { organisationId: true },
  });
  const [organisationAId = "", organisationBId = ""] = pair.map((unit) => unit.organisationId).sort();
  await tx.relatedParty.create({
    data: {
      jurisdictionId: city.id,
      organisationAId,
      organisationBId,
      kind: "same_owner",
      basis: "示範資料：負責人相同",
      createdAt: new Date(),
    },
  });
}

async function addAccount(
  tx: Tx,
  city: DemoCity,
  person: (typeof DEMO_PEOPLE)[number],
  units: Map<string, string>,
  passwordHash: string,
): Promise<void> {
  const unitId = person.unit ? units.get(person.unit) : undefined;
  // Where the person is on the unit's staff too, account and staff row share the national ID: that is how the two are one.
  const employed = unitId ? await tx.staff.findFirst({ where: { unitId, name: person.name } }) : null;
  const account = await tx.account.create({
    data: {
      id: uuid(),
      jurisdictionId: city.id,
      unitId: unitId ?? null,
      nationalIdCipher: employed?.nationalIdCipher ?? null,
      nationalIdIndex: employed?.nationalIdIndex ?? null,
      login: `${person.login}@${city.id}`,
      name: person.name,
      nameFolded: foldText(person.name),
      role: person.role,
      state: "active",
      passwordHash,
      passwordSetAt: new Date(),
      createdAt: new Date(),
    },
  });
  if (!person.coversDistricts) return;
  await tx.accountDistrict.createMany({
    data: city.districts.map((districtId) => ({
      accountId: account.id,
      districtId,
      jurisdictionId: city.id,
    })),
  });
}
