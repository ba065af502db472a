import type { Actor } from "@/lib/platform/actor";
import { fromDbDate, toDbDate } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";
import { diffDays, type PlainDate } from "@/lib/rules/plain-date";
import type { Prisma } from "@/prisma/generated/client";
import { SERVICES, SERVICES_OF_TIER } from "../units/labels";
import { isId } from "../units/queries";
import type { ContractFilter, Phase } from "./labels";
import { type ContractScope, contractScope } from "./policy";
import { renewalOf, renewalWindow } from "./renewal/queries";
import type { ContractListParams, ContractTerms } from "./schema";
import type { ContractFormOptions, ContractRow, StandingContract } from "./types";

const WITH_PARTS = {
  unit: { include: { district: { select: { name: true } } } },
  mainZone: { select: { id: true, name: true } },
  adjacency: { include: { neighbour: { select: { id: true, name: true } } } },
  services: { select: { service: true } },
  districts: { include: { district: { select: { id: true, name: true } } } },
} as const satisfies Prisma.ContractInclude;

type Loaded = Prisma.ContractGetPayload<{ include: typeof WITH_PARTS }>;
type FollowUps = ReadonlyMap<string, ContractRow["followUp"]>;

function toRow(contract: Loaded, followUps: FollowUps): ContractRow {
  const { id, number, unit, version, closedReason, renewalReply } = contract;
  const { id: unitId, code, name, nameState, tier } = unit;
  const services = contract.services.map((row) => row.service);
  return {
    ...{ id, number, version, closedReason, renewalReply },
    unit: { id: unitId, code, name, nameState, tier, district: unit.district.name },
    services: SERVICES.filter((service) => services.includes(service)),
    startsOn: fromDbDate(contract.startsOn),
    endsOn: fromDbDate(contract.endsOn),
    closedOn: fromDbDate(contract.closedOn),
    effectiveUntil: fromDbDate(contract.effectiveUntil),
    mainZone: contract.mainZone,
    secondaryZone: contract.adjacency?.neighbour ?? null,
    districts: contract.districts.map((row) => row.district).sort((a, b) => (a.id < b.id ? -1 : 1)),
    renewalNoticeOn: fromDbDate(contract.renewalNoticeOn),
    renewalReplyOn: fromDbDate(contract.renewalReplyOn),
    followUp: followUps.get(id) ?? null,
  };
}

/** How a contract of a city stands on a day. */
export function standing(jurisdictionId: string, row: ContractRow, asOf: PlainDate): StandingContract {
  const daysLeft = diffDays(asOf, row.effectiveUntil);
  return { ...row, phase: phaseOf(row, asOf), daysLeft, renewal: renewalOf(jurisdictionId, row, asOf) };
}

function phaseOf(row: ContractRow, asOf: PlainDate): Phase {
  if (asOf < row.startsOn) return "upcoming";
  if (asOf <= row.effectiveUntil) return "running";
  return row.closedOn === null ? "ended" : "closed";
}

/** The first contract that takes over a service after each of these; read in the same transaction. */
async function followUpsOf(tx: Tx, ids: readonly string[]): Promise<FollowUps> {
  if (ids.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ of: string; id: string; number: string; starts_on: Date }[]>`
    SELECT DISTINCT ON (s.contract_id) s.contract_id AS of, c.id, c.number, c.starts_on
      FROM contract_service s
      JOIN contract_service later
        ON later.unit_id = s.unit_id AND later.service = s.service AND later.starts_on > s.effective_until
      JOIN contract c ON c.id = later.contract_id
     WHERE s.contract_id = ANY(${[...ids]}::uuid[])
     ORDER BY s.contract_id, c.starts_on`;
  return new Map(
    rows.map((row) => [row.of, { id: row.id, number: row.number, startsOn: fromDbDate(row.starts_on) }]),
  );
}

async function complete(tx: Tx, contracts: readonly Loaded[]): Promise<ContractRow[]> {
  const followUps = await followUpsOf(
    tx,
    contracts.map((contract) => contract.id),
  );
  return contracts.map((contract) => toRow(contract, followUps));
}

/** One contract that the actor may see, or null. */
export async function contractById(actor: Actor, id: string): Promise<ContractRow | null> {
  const scope = contractScope(actor);
  if (!scope || !isId(id)) return null;
  return readAs(actor, (tx) => loadContract(tx, scope, id));
}

/** One contract inside a transaction that has begun; null when the scope does not hold it. */
export async function loadContract(tx: Tx, scope: ContractScope, id: string): Promise<ContractRow | null> {
  const found = await tx.contract.findFirst({ where: { AND: [scope, { id }] }, include: WITH_PARTS });
  return found ? ((await complete(tx, [found]))[0] ?? null) : null;
}

/** What other contracts of a unit already cover of these services in this period. */
export function overlapping(
  tx: Tx,
  unitId: string,
  { services, startsOn, endsOn }: Pick<ContractTerms, "services" | "startsOn" | "endsOn">,
  ownId: string | null,
) {
  return tx.contractService.findMany({
    where: {
      unitId,
      service: { in: services },
      startsOn: { lte: toDbDate(endsOn) },
      effectiveUntil: { gte: toDbDate(startsOn) },
      ...(ownId ? { contractId: { not: ownId } } : {}),
    },
    include: { contract: { select: { number: true } } },
    orderBy: [{ startsOn: "asc" }, { service: "asc" }],
  });
}

/** The same in a transaction of its own, for a write that the database has just refused; the unit by its contract. */
export async function readOverlaps(
  actor: Actor,
  unitId: string | null,
  terms: Pick<ContractTerms, "services" | "startsOn" | "endsOn">,
  ownId: string | null,
) {
  const scope = contractScope(actor);
  if (!scope) return [];
  return readAs(actor, async (tx) => {
    const own = ownId ? await tx.contract.findFirst({ where: { AND: [scope, { id: ownId }] } }) : null;
    const unit = unitId ?? own?.unitId;
    return unit ? overlapping(tx, unit, terms, ownId) : [];
  });
}

/** The contracts of a unit, newest first; none when the actor may not see them. */
export async function contractsOfUnit(
  actor: Actor,
  unitId: string,
  asOf: PlainDate,
): Promise<StandingContract[]> {
  const scope = contractScope(actor);
  if (!scope || !isId(unitId)) return [];
  return readAs(actor, async (tx) => {
    const found = await tx.contract.findMany({
      where: { AND: [scope, { unitId }] },
      include: WITH_PARTS,
      orderBy: [{ startsOn: "desc" }, { number: "asc" }],
    });
    return (await complete(tx, found)).map((row) => standing(scope.jurisdictionId, row, asOf));
  });
}

export interface ContractPage {
  rows: StandingContract[];
  total: number;
}

/** The contracts that the actor sees, filtered, sorted and paged in the database. */
export async function listContracts(
  actor: Actor,
  params: ContractListParams,
  asOf: PlainDate,
): Promise<ContractPage> {
  const { page, size } = params;
  return readContracts(actor, params, asOf, { skip: (page - 1) * size, take: size });
}

/** The most rows that a file is given. */
export const EXPORT_LIMIT = 20_000;

/** The same list without pages, for a file. */
export async function contractsForFile(
  actor: Actor,
  params: ContractListParams,
  asOf: PlainDate,
): Promise<ContractPage> {
  return readContracts(actor, params, asOf, { skip: 0, take: EXPORT_LIMIT });
}

async function readContracts(
  actor: Actor,
  params: ContractListParams,
  asOf: PlainDate,
  slice: { skip: number; take: number },
): Promise<ContractPage> {
  const scope = contractScope(actor);
  if (!scope) return { rows: [], total: 0 };
  return readAs(actor, async (tx) => {
    const where = { AND: [scope, ...narrowing(params), await inState(tx, scope, params, asOf)] };
    const found = await tx.contract.findMany({
      where,
      include: WITH_PARTS,
      orderBy: [ordering(params), { id: "asc" }],
      ...slice,
    });
    const total = await tx.contract.count({ where });
    return {
      rows: (await complete(tx, found)).map((row) => standing(scope.jurisdictionId, row, asOf)),
      total,
    };
  });
}

function ordering({ sort, dir }: ContractListParams): Prisma.ContractOrderByWithRelationInput {
  if (sort === "unit") return { unit: { code: dir } };
  if (sort === "endsOn") return { effectiveUntil: dir };
  return { [sort]: dir };
}

function narrowing({ q, tier, district, zone }: ContractListParams): Prisma.ContractWhereInput[] {
  const where: Prisma.ContractWhereInput[] = [];
  if (q) {
    where.push({
      OR: [
        { unit: { nameFolded: { contains: foldText(q) } } },
        { unit: { code: { startsWith: q.toUpperCase() } } },
        { number: { contains: q, mode: "insensitive" } },
      ],
    });
  }
  if (tier) where.push({ unit: { tier } });
  if (district) where.push({ unit: { districtId: district } });
  if (zone) where.push({ OR: [{ mainZoneId: zone }, { secondaryZoneId: zone }] });
  return where;
}

/** Contracts that run on a day. */
function runningOn(asOf: PlainDate): Prisma.ContractWhereInput {
  return { startsOn: { lte: toDbDate(asOf) }, effectiveUntil: { gte: toDbDate(asOf) } };
}

async function inState(
  tx: Tx,
  scope: ContractScope,
  { state, days }: ContractListParams,
  asOf: PlainDate,
): Promise<Prisma.ContractWhereInput> {
  if (!state) return {};
  const today = toDbDate(asOf);
  if (state === "upcoming") return { startsOn: { gt: today } };
  if (state === "ended") return { effectiveUntil: { lt: today } };
  if (state === "running") return runningOn(asOf);
  if (state === "ending") {
    const until = new Date(today.getTime() + days * 86_400_000);
    return { AND: [runningOn(asOf), { effectiveUntil: { lte: until } }] };
  }
  return {
    AND: [runningOn(asOf), inRenewal(state, scope, asOf), { id: { notIn: await followed(tx, scope, asOf) } }],
  };
}

/** A contract that is closed early has nothing to renew. */
function inRenewal(
  state: Exclude<ContractFilter, "upcoming" | "ended" | "running" | "ending">,
  scope: ContractScope,
  asOf: PlainDate,
): Prisma.ContractWhereInput {
  const window = renewalWindow(scope.jurisdictionId, asOf);
  const open = { closedOn: null, renewalReply: null };
  const due = toDbDate(window.noticeDueForEndOn);
  const silent = toDbDate(window.silentForEndOn);
  if (state === "agreed") return { closedOn: null, renewalReply: "agreed" };
  if (state === "deemed_declined") return { ...open, endsOn: { lt: silent } };
  if (state === "notice_overdue") return { ...open, renewalNoticeOn: null, endsOn: { gte: silent, lt: due } };
  if (state === "notice_due") {
    return { ...open, renewalNoticeOn: null, endsOn: { gte: due, lte: toDbDate(window.remindForEndOn) } };
  }
  return { ...open, renewalNoticeOn: { not: null }, endsOn: { gte: silent } };
}

/** Running contracts that another one takes over from: nothing is left to renew. */
async function followed(tx: Tx, scope: ContractScope, asOf: PlainDate): Promise<string[]> {
  const running = await tx.contract.findMany({
    where: {
      AND: [
        scope,
        runningOn(asOf),
        {
          OR: [
            { renewalNoticeOn: { not: null } },
            { endsOn: { lte: toDbDate(renewalWindow(scope.jurisdictionId, asOf).remindForEndOn) } },
          ],
        },
      ],
    },
    select: { id: true },
  });
  return [
    ...(
      await followUpsOf(
        tx,
        running.map((row) => row.id),
      )
    ).keys(),
  ];
}

/** What the form of a unit's contract offers; null when there is no such unit in the own city. */
export async function contractFormOptions(actor: Actor, unitId: string): Promise<ContractFormOptions | null> {
  if (!isId(unitId)) return null;
  const { jurisdictionId } = actor;
  return readAs(actor, async (tx) => {
    const unit = await tx.unit.findFirst({
      where: { jurisdictionId, id: unitId },
      include: { district: true },
    });
    if (!unit) return null;
    const zones = await tx.serviceZone.findMany({
      where: { jurisdictionId },
      include: {
        neighbours: { include: { neighbour: { select: { id: true, name: true, sortOrder: true } } } },
      },
      orderBy: { sortOrder: "asc" },
    });
    const districts = await tx.district.findMany({ where: { jurisdictionId }, orderBy: { id: "asc" } });
    const { id, code, name, tier, mergedIntoId } = unit;
    return {
      unit: { id, code, name, tier, merged: mergedIntoId !== null },
      services: [...SERVICES_OF_TIER[tier]],
      zones: zones.map((zone) => ({
        id: zone.id,
        name: zone.name,
        neighbours: zone.neighbours
          .map((row) => row.neighbour)
          .sort((a, b) => a.sortOrder - b.sortOrder)
          .map((neighbour) => ({ id: neighbour.id, name: neighbour.name })),
      })),
      districts: zones.length > 0 ? [] : districts.map(({ id, name }) => ({ id, name })),
      ownZoneId: unit.district.serviceZoneId,
      ownDistrictId: unit.districtId,
    };
  });
}
