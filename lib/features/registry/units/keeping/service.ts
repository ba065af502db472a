import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, systemClock } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import type { Organisation, Unit } from "@/prisma/generated/client";
import { lockRegistry, lockUnitForChange, nextUnitCode, staleRefusal } from "../locks/queries";
import { organisationFor } from "../organisations/service";
import { mayInUnits, unitScope } from "../policy";
import { type ChangeDetailsInput, type CreateUnitInput, organisationStamp } from "./schema";
import type { CreatedUnit, UnitRef } from "./types";

const ONLY_OFFICE = "單位資料由本府長照科維護；您的角色只能查看。";

/** Makes a unit that stands in no registry file. The same name in the same tier and district is one unit. */
export async function createUnit(
  actor: Actor,
  input: CreateUnitInput,
  clock: Clock = systemClock,
): Promise<Result<CreatedUnit>> {
  if (!mayInUnits(actor, "unit.create")) return refuse("forbidden", ONLY_OFFICE);
  return withActor(actor, async (tx) => {
    await lockRegistry(tx, actor);
    const district = await tx.district.findFirst({ where: { ...unitScope(actor), id: input.districtId } });
    if (!district) {
      throw new Refusal(refuse("invalid", "請重新選擇行政區。", { districtId: "本市沒有這個行政區" }));
    }
    const nameFolded = foldText(input.name);
    const same = await tx.unit.findFirst({
      where: { ...unitScope(actor), tier: input.tier, districtId: input.districtId, nameFolded },
      include: { mergedInto: true },
    });
    if (same) {
      const { id, code } = same.mergedInto ?? same;
      return ok({ outcome: "exists", id, code });
    }
    const unit = await insertUnit(tx, actor, input, clock.now());
    await audit(tx, actor, clock.now(), {
      action: "unit.created",
      subject: { kind: "unit", id: unit.id },
      unitId: unit.id,
      detail: {
        ...{ code: unit.code, name: input.name, tier: input.tier },
        ...{ district: district.name, services: input.services },
      },
    });
    return ok({ outcome: "created", id: unit.id, code: unit.code });
  });
}

async function insertUnit(tx: Tx, actor: Actor, input: CreateUnitInput, now: Date): Promise<Unit> {
  const { tier, districtId, name, cKind, address, phone } = input;
  const scope = unitScope(actor);
  const nameFolded = foldText(name);
  const organisation = await organisationFor(tx, actor, name, tier);
  const unit = await tx.unit.create({
    data: {
      ...scope,
      ...{ tier, districtId, name, nameFolded, cKind, address, phone },
      id: uuid(),
      organisationId: organisation.id,
      code: await nextUnitCode(tx, actor, tier),
      // Nobody printed it: an official typed it.
      nameState: "corrected",
      source: "manual",
      createdAt: now,
    },
  });
  const taken = await tx.listing.findMany({
    where: { ...scope, tier, districtId, printedFolded: nameFolded },
    select: { service: true },
  });
  await tx.listing.createMany({
    data: input.services.map((service) => ({
      ...scope,
      ...{ service, tier, districtId, printedName: name, printedFolded: nameFolded },
      unitId: unit.id,
      // A unit that has been corrected away from this name keeps its printed listing; ours stands beside it.
      occurrence: taken.filter((listing) => listing.service === service).length + 1,
      source: "manual" as const,
    })),
  });
  return unit;
}

type UnitDetails = Pick<Unit, "cKind" | "address" | "phone">;
type OrganisationDetails = Pick<Organisation, "businessNumber" | "representative">;

/** Changes a unit's address, telephone and kind, and its organisation's business number and representative. */
export async function changeDetails(
  actor: Actor,
  input: ChangeDetailsInput,
  clock: Clock = systemClock,
): Promise<Result<UnitRef>> {
  if (!mayInUnits(actor, "unit.change_details")) return refuse("forbidden", ONLY_OFFICE);
  return withActor(actor, async (tx) => {
    const unit = await lockUnitForChange(tx, actor, input.id, input.version);
    const organisation = await lockOrganisation(tx, actor, unit);
    if (organisationStamp(organisation) !== input.organisationSeen) {
      throw new Refusal(await staleRefusal(tx, actor, unit.id));
    }
    const { address, phone, businessNumber, representative } = input;
    const details: UnitDetails = { cKind: unit.tier === "c" ? input.cKind : null, address, phone };
    const ofOrganisation: OrganisationDetails = { businessNumber, representative };
    const changes = { ...changed(unit, details), ...changed(organisation, ofOrganisation) };
    if (Object.keys(changes).length === 0) return ok({ id: unit.id });
    await tx.unit.update({ where: { id: unit.id }, data: { ...details, version: unit.version + 1 } });
    await tx.organisation.update({ where: { id: organisation.id }, data: ofOrganisation });
    await audit(tx, actor, clock.now(), {
      action: "unit.details_changed",
      subject: { kind: "unit", id: unit.id },
      unitId: unit.id,
      detail: { changes },
    });
    return ok({ id: unit.id });
  });
}

async function lockOrganisation(tx: Tx, actor: Actor, unit: Unit): Promise<Organisation> {
  const { jurisdictionId } = unitScope(actor);
  await tx.$queryRaw`SELECT id FROM organisation
    WHERE jurisdiction_id = ${jurisdictionId} AND id = ${unit.organisationId}::uuid FOR UPDATE`;
  return tx.organisation.findUniqueOrThrow({ where: { id: unit.organisationId } });
}

type Changes = Record<string, { before: string | null; after: string | null }>;

function changed<T extends Record<string, string | null>>(before: T, after: T): Changes {
  return Object.fromEntries(
    Object.keys(after)
      .filter((field) => before[field] !== after[field])
      .map((field) => [field, { before: before[field] ?? null, after: after[field] ?? null }]),
  );
}
