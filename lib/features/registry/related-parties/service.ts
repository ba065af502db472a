import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, systemClock } from "@/lib/platform/clock";
import { type Tx, violates, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Refused, type Result, refuse } from "@/lib/platform/result";
import { mayRelatedParty } from "./policy";
import type { AddRelatedParty, EndRelatedParty } from "./schema";

const ONLY_OFFICE = "關聯由本府長照科認定與登錄；您的角色只能查看。";

export interface PairRef {
  id: string;
  unitIds: string[];
}

/** Records that two organisations of the city belong together. A pair stands once, whichever is named first. */
export async function addRelatedParty(
  actor: Actor,
  input: AddRelatedParty,
  clock: Clock = systemClock,
): Promise<Result<PairRef>> {
  if (!mayRelatedParty(actor, "related_party.keep")) return refuse("forbidden", ONLY_OFFICE);
  try {
    return await withActor(actor, async (tx) => {
      const pair = await pairOf(tx, actor, input);
      await refuseStanding(tx, actor, pair);
      const id = uuid();
      const now = clock.now();
      const { kind, basis } = input;
      const { jurisdictionId } = actor;
      const { organisationAId, organisationBId } = pair;
      await tx.relatedParty.create({
        data: {
          ...{ id, jurisdictionId, organisationAId, organisationBId, kind, basis },
          createdAt: now,
          createdById: actor.accountId,
        },
      });
      await audit(tx, actor, now, {
        action: "related_party.added",
        subject: { kind: "related_party", id },
        unitId: input.unitId,
        detail: { organisationAId, organisationBId, kind, basis },
      });
      return ok({ id, unitIds: await unitsOf(tx, [organisationAId, organisationBId]) });
    });
  } catch (error) {
    if (violates(error, "related_party_standing")) return standingAlready();
    throw error;
  }
}

interface Pair {
  organisationAId: string;
  organisationBId: string;
}

async function pairOf(tx: Tx, { jurisdictionId }: Actor, input: AddRelatedParty): Promise<Pair> {
  const unit = await tx.unit.findFirst({ where: { jurisdictionId, id: input.unitId } });
  const other = await tx.organisation.findFirst({ where: { jurisdictionId, id: input.otherOrganisationId } });
  if (!unit) throw new Refusal(refuse("not_found", "找不到這個單位，可能已不在本市的清冊內。"));
  if (!other) {
    throw new Refusal(
      refuse("not_found", "找不到所選的設立單位。", { otherOrganisationId: "請重新搜尋並選擇。" }),
    );
  }
  if (unit.organisationId === other.id) {
    throw new Refusal(
      refuse("itself", "同一設立單位不需登錄關聯。", { otherOrganisationId: "請選擇另一個設立單位。" }),
    );
  }
  const [first = "", second = ""] = [unit.organisationId, other.id].sort();
  return { organisationAId: first, organisationBId: second };
}

async function refuseStanding(tx: Tx, { jurisdictionId }: Actor, pair: Pair): Promise<void> {
  const standing = await tx.relatedParty.findFirst({ where: { jurisdictionId, ...pair, endedAt: null } });
  if (standing) throw new Refusal(standingAlready());
}

function standingAlready(): Refused {
  return refuse("standing", "這兩個設立單位的關聯已登錄，不需重複登錄。", {
    otherOrganisationId: "關聯已在名單內；種類或依據有變動時，請先終止再重新登錄。",
  });
}

async function unitsOf(tx: Tx, organisationIds: string[]): Promise<string[]> {
  const units = await tx.unit.findMany({
    where: { organisationId: { in: organisationIds } },
    select: { id: true },
  });
  return units.map((unit) => unit.id);
}

/** Ends a pair; it stays on record, the reason in the audit log. */
export async function endRelatedParty(
  actor: Actor,
  input: EndRelatedParty,
  clock: Clock = systemClock,
): Promise<Result<PairRef>> {
  if (!mayRelatedParty(actor, "related_party.keep")) return refuse("forbidden", ONLY_OFFICE);
  return withActor(actor, async (tx) => {
    const { jurisdictionId } = actor;
    const now = clock.now();
    await tx.$queryRaw`SELECT id FROM related_party
      WHERE id = ${input.id}::uuid AND jurisdiction_id = ${jurisdictionId} FOR UPDATE`;
    const row = await tx.relatedParty.findFirst({ where: { jurisdictionId, id: input.id } });
    if (!row) throw new Refusal(refuse("not_found", "找不到這筆關聯，可能已不在本市。"));
    if (row.endedAt) throw new Refusal(refuse("ended", "這筆關聯已經終止，請重新整理本頁。"));
    await tx.relatedParty.update({ where: { id: row.id }, data: { endedAt: now } });
    const { organisationAId, organisationBId } = row;
    const unitIds = await unitsOf(tx, [organisationAId, organisationBId]);
    await audit(tx, actor, now, {
      action: "related_party.ended",
      subject: { kind: "related_party", id: row.id },
      unitId: unitIds.includes(input.unitId) ? input.unitId : null,
      detail: { organisationAId, organisationBId, reason: input.reason },
    });
    return ok({ id: row.id, unitIds });
  });
}
