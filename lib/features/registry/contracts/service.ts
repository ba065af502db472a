import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, officeDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { formatRocDate } from "@/lib/platform/roc-date";
import type { Prisma } from "@/prisma/generated/client";
import { changesOf } from "./changes/queries";
import { mayContract } from "./policy";
import { readOverlaps } from "./queries";
import type { CloseContract, ContractTerms, CorrectContract, CreateContract } from "./schema";
import { checkPeriod, checkTerms, fencesAsRefusals, lockContract, lockUnit } from "./terms/service";
import type { ContractRow } from "./types";

const ONLY_OFFICE = "特約由本府長照科維護；您的角色只能查看。";

export interface ContractRef {
  id: string;
  unitId: string;
}

/** Makes a unit's contract. Judged under a lock on the unit: period, services, zones, overlap. */
export async function createContract(
  actor: Actor,
  input: CreateContract,
  clock: Clock = systemClock,
): Promise<Result<ContractRef>> {
  if (!mayContract(actor, "contract.create")) return refuse("forbidden", ONLY_OFFICE);
  const period = checkPeriod(actor, input);
  if (!period.ok) return period;
  return fencesAsRefusals(
    input,
    () => readOverlaps(actor, input.unitId, input, null),
    () =>
      withActor(actor, async (tx) => {
        const unit = await lockUnit(tx, actor, input.unitId);
        await checkTerms(tx, actor, unit, input, null);
        const id = uuid();
        const { unitId } = input;
        await tx.contract.create({ data: { ...columnsOf(input), ...rowOf(actor, id, unitId, clock.now()) } });
        await insertParts(tx, actor, { id, unitId }, input, input.services, input.districtIds);
        await audit(tx, actor, clock.now(), {
          action: "contract.created",
          subject: { kind: "contract", id },
          unitId,
          detail: { version: 1, terms: termsForAudit(input), rule: period.data },
        });
        return ok({ id, unitId });
      }),
  );
}

function rowOf(actor: Actor, id: string, unitId: string, now: Date) {
  return { id, unitId, jurisdictionId: actor.jurisdictionId, createdAt: now, createdById: actor.accountId };
}

function columnsOf(terms: ContractTerms) {
  const { number, mainZoneId, secondaryZoneId } = terms;
  const endsOn = toDbDate(terms.endsOn);
  return {
    number,
    mainZoneId,
    secondaryZoneId,
    startsOn: toDbDate(terms.startsOn),
    endsOn,
    effectiveUntil: endsOn,
  };
}

async function insertParts(
  tx: Tx,
  actor: Actor,
  { id, unitId }: ContractRef,
  terms: ContractTerms,
  services: ContractTerms["services"],
  districtIds: readonly string[],
): Promise<void> {
  const { jurisdictionId } = actor;
  const period = { startsOn: toDbDate(terms.startsOn), effectiveUntil: toDbDate(terms.endsOn) };
  await tx.contractService.createMany({
    data: services.map((service) => ({ contractId: id, service, jurisdictionId, unitId, ...period })),
  });
  await tx.contractDistrict.createMany({
    data: districtIds.map((districtId) => ({ contractId: id, districtId, jurisdictionId })),
  });
}

function termsForAudit(terms: ContractTerms): Prisma.InputJsonObject {
  const { number, startsOn, endsOn, services, mainZoneId, secondaryZoneId, districtIds } = terms;
  return { number, startsOn, endsOn, services, mainZoneId, secondaryZoneId, districtIds };
}

function termsOfRow(row: ContractRow): Prisma.InputJsonObject {
  const { number, startsOn, endsOn, services, mainZone, secondaryZone, districts } = row;
  return {
    ...{ number, startsOn, endsOn, services },
    mainZoneId: mainZone?.id ?? null,
    secondaryZoneId: secondaryZone?.id ?? null,
    districtIds: districts.map((district) => district.id),
  };
}

/** Corrects a contract whose first day has not come yet. */
export async function correctContract(
  actor: Actor,
  input: CorrectContract,
  clock: Clock = systemClock,
): Promise<Result<ContractRef>> {
  if (!mayContract(actor, "contract.correct")) return refuse("forbidden", ONLY_OFFICE);
  const period = checkPeriod(actor, input);
  if (!period.ok) return period;
  return fencesAsRefusals(
    input,
    () => readOverlaps(actor, null, input, input.id),
    () =>
      withActor(actor, async (tx) => {
        const row = await lockContract(tx, actor, input.id, input.version);
        refuseBegun(row, officeDate(clock.now()));
        const unit = await lockUnit(tx, actor, row.unit.id);
        await checkTerms(tx, actor, unit, input, row.id);
        await replaceParts(tx, actor, row, input);
        const version = row.version + 1;
        await tx.contract.update({ where: { id: row.id }, data: { ...columnsOf(input), version } });
        await audit(tx, actor, clock.now(), {
          action: "contract.corrected",
          subject: { kind: "contract", id: row.id },
          unitId: row.unit.id,
          detail: { version, changes: changesOf(termsOfRow(row), termsForAudit(input)), rule: period.data },
        });
        return ok({ id: row.id, unitId: row.unit.id });
      }),
  );
}

function refuseBegun(row: ContractRow, today: string): void {
  if (row.startsOn > today && row.closedOn === null) return;
  const message =
    row.closedOn === null
      ? `特約已於 ${formatRocDate(row.startsOn)} 生效，不得再更正；如需變更，請提前終止後另訂特約。`
      : "特約已登錄提前終止，不得再更正。";
  throw new Refusal(refuse("begun", message));
}

/** Makes the services and districts of a contract that has not begun those of the correction. */
async function replaceParts(tx: Tx, actor: Actor, row: ContractRow, input: CorrectContract): Promise<void> {
  const contractId = row.id;
  const hadDistricts = row.districts.map((district) => district.id);
  await tx.contractService.deleteMany({ where: { contractId, service: { notIn: input.services } } });
  await tx.contractDistrict.deleteMany({ where: { contractId, districtId: { notIn: input.districtIds } } });
  // The period of these rows follows the contract (on update cascade), so new ones agree with it as it is now.
  const now = { ...input, startsOn: row.startsOn, endsOn: row.effectiveUntil };
  const services = input.services.filter((service) => !row.services.includes(service));
  const districts = input.districtIds.filter((id) => !hadDistricts.includes(id));
  await insertParts(tx, actor, { id: row.id, unitId: row.unit.id }, now, services, districts);
}

/** Ends a contract before its last day, with the reason. */
export async function closeContract(
  actor: Actor,
  input: CloseContract,
  clock: Clock = systemClock,
): Promise<Result<ContractRef>> {
  return withActor(actor, async (tx) => ok(await endContract(tx, actor, input, clock.now())));
}

/**
 * The same inside a transaction that has begun: of a termination that is decided.
 * Throws a `Refusal`: `forbidden`, `not_found`, `stale`, `closed`, `ended`, `outside` at `closedOn`.
 */
export async function endContract(
  tx: Tx,
  actor: Actor,
  input: CloseContract,
  now: Date,
): Promise<ContractRef> {
  if (!mayContract(actor, "contract.close")) throw new Refusal(refuse("forbidden", ONLY_OFFICE));
  const row = await lockContract(tx, actor, input.id, input.version);
  refuseClosing(row, input, officeDate(now));
  const version = row.version + 1;
  const { closedOn, reason: closedReason } = input;
  await tx.contract.update({
    where: { id: row.id },
    data: { closedOn: toDbDate(closedOn), effectiveUntil: toDbDate(closedOn), closedReason, version },
  });
  await audit(tx, actor, now, {
    action: "contract.closed",
    subject: { kind: "contract", id: row.id },
    unitId: row.unit.id,
    detail: {
      version,
      changes: changesOf({ closedOn: null }, { closedOn, closedReason }),
      endsOn: row.endsOn,
    },
  });
  return { id: row.id, unitId: row.unit.id };
}

function refuseClosing(row: ContractRow, { closedOn }: CloseContract, today: string): void {
  if (row.closedOn) throw new Refusal(refuse("closed", `特約已登錄於 ${formatRocDate(row.closedOn)} 終止。`));
  if (row.endsOn < today)
    throw new Refusal(refuse("ended", `特約已於 ${formatRocDate(row.endsOn)} 期滿，不需終止。`));
  if (closedOn >= row.startsOn && closedOn < row.endsOn) return;
  const span = `${formatRocDate(row.startsOn)} 至 ${formatRocDate(row.endsOn)} 之前一日`;
  throw new Refusal(refuse("outside", "終止日不在特約期間內。", { closedOn: `終止日須在 ${span}之間。` }));
}
