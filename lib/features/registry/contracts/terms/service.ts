import type { Actor } from "@/lib/platform/actor";
import { fromDbDate } from "@/lib/platform/clock";
import { type Tx, violates } from "@/lib/platform/db";
import { Refusal, type Refused, type Result, refuse } from "@/lib/platform/result";
import { formatRocDate } from "@/lib/platform/roc-date";
import { citationText } from "@/lib/rules/citations";
import { contractPeriod } from "@/lib/rules/contract";
import { RuleError } from "@/lib/rules/errors";
import type { Prisma } from "@/prisma/generated/client";
import type { Tier } from "@/prisma/generated/enums";
import { withRocDates } from "../../closures/labels";
import { rulesOf } from "../../closures/queries";
import { SERVICE_LABELS, SERVICES_OF_TIER, TIER_LABELS } from "../../units/labels";
import { staleRefusal } from "../changes/queries";
import { contractScope } from "../policy";
import { loadContract, overlapping } from "../queries";
import type { ContractTerms } from "../schema";
import type { ContractRow } from "../types";

// What a contract may say, asked before it is written. The database holds the same with constraints; what only they
// notice (two people at once) is turned into the same refusals.

export interface LockedUnit {
  id: string;
  tier: Tier;
}

/** Locks the unit's row, so that contracts of a unit are made one after another. */
export async function lockUnit(tx: Tx, actor: Actor, unitId: string): Promise<LockedUnit> {
  const [unit] = await tx.$queryRaw<{ id: string; tier: Tier; merged_into_id: string | null }[]>`
    SELECT id, tier::text AS tier, merged_into_id FROM unit
     WHERE id = ${unitId}::uuid AND jurisdiction_id = ${actor.jurisdictionId} FOR UPDATE`;
  if (!unit) throw new Refusal(refuse("not_found", "找不到這個單位，可能已不在本市的清冊內。"));
  if (unit.merged_into_id)
    throw new Refusal(refuse("merged", "這個單位已併入另一單位，請在併入後的單位登錄特約。"));
  return unit;
}

/** Locks a contract of the own city and checks that the form was made from what stands there now. */
export async function lockContract(tx: Tx, actor: Actor, id: string, version: number): Promise<ContractRow> {
  const scope = contractScope(actor);
  await tx.$queryRaw`SELECT id FROM contract
    WHERE id = ${id}::uuid AND jurisdiction_id = ${actor.jurisdictionId} FOR UPDATE`;
  const row = scope && (await loadContract(tx, scope, id));
  if (!row) throw new Refusal(refuse("not_found", "找不到這筆特約，可能已不在本市。"));
  if (row.version !== version) throw new Refusal(await staleRefusal(tx, { kind: "contract", id }, version));
  return row;
}

type Period = Pick<ContractTerms, "startsOn" | "endsOn">;

/** Three years at the most; the refusal quotes the regulation. The outcome is kept with the audit entry. */
export function checkPeriod(actor: Actor, { startsOn, endsOn }: Period): Result<Prisma.InputJsonObject> {
  try {
    const outcome = contractPeriod(rulesOf(actor.jurisdictionId), { startsOn, endsOn });
    const citations = outcome.citations.map(citationText);
    const steps = outcome.steps.map((step) => step.text);
    if (outcome.ok) {
      return {
        ok: true,
        data: { rule: "contract.period", lastPossibleEnd: outcome.lastPossibleEnd, citations, steps },
      };
    }
    const because = `${withRocDates(steps.join("；"))}（${citations.join("、")}）`;
    return refuse("period", "特約期間超過法定上限。", { endsOn: `${because}。` });
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    const field = error.field === "endsOn" ? "endsOn" : "startsOn";
    return refuse(error.code, "特約期間無法依現行規定判定。", {
      [field]: `${withRocDates(error.message)}。`,
    });
  }
}

/** Services of the unit's tier, zones or districts of the city, nothing that another contract already covers. */
export async function checkTerms(
  tx: Tx,
  actor: Actor,
  unit: LockedUnit,
  terms: ContractTerms,
  ownId: string | null,
): Promise<void> {
  checkServices(unit, terms);
  await checkArea(tx, actor, terms);
  await checkNumber(tx, actor, terms, ownId);
  const taken = await overlapping(tx, unit.id, terms, ownId);
  if (taken.length > 0) throw new Refusal(overlapRefusal(taken));
}

function checkServices({ tier }: LockedUnit, { services }: ContractTerms): void {
  const unfit = services.filter((service) => !SERVICES_OF_TIER[tier].includes(service));
  if (unfit.length === 0) return;
  const names = unfit.map((service) => SERVICE_LABELS[service]).join("、");
  throw new Refusal(
    refuse("service_of_tier", "服務項目與單位層級不符。", {
      services: `${TIER_LABELS[tier]}不得特約：${names}。`,
    }),
  );
}

async function checkArea(tx: Tx, actor: Actor, terms: ContractTerms): Promise<void> {
  const { jurisdictionId } = actor;
  const zones = await tx.serviceZone.findMany({ where: { jurisdictionId }, include: { neighbours: true } });
  if (zones.length === 0) return checkDistricts(tx, actor, terms);
  const { mainZoneId, secondaryZoneId, districtIds } = terms;
  if (districtIds.length > 0) {
    throw new Refusal(
      refuse("area", "本市以服務分區訂約，不填行政區。", { districtIds: "請改選主服務區。" }),
    );
  }
  const main = zones.find((zone) => zone.id === mainZoneId);
  if (!main) throw new Refusal(refuse("area", "尚未選擇主服務區。", { mainZoneId: "請選擇主服務區。" }));
  if (!secondaryZoneId || main.neighbours.some((row) => row.neighbourId === secondaryZoneId)) return;
  const second = zones.find((zone) => zone.id === secondaryZoneId)?.name ?? "所選分區";
  throw new Refusal(notAdjacent(`${second} 與主服務區 ${main.name} 不相鄰；次服務區限相鄰分區。`));
}

async function checkDistricts(tx: Tx, { jurisdictionId }: Actor, terms: ContractTerms): Promise<void> {
  const { mainZoneId, secondaryZoneId, districtIds } = terms;
  if (mainZoneId || secondaryZoneId) {
    throw new Refusal(
      refuse("area", "本市未劃設服務分區，請勾選行政區。", { mainZoneId: "本市沒有服務分區。" }),
    );
  }
  const known = await tx.district.count({ where: { jurisdictionId, id: { in: districtIds } } });
  if (districtIds.length > 0 && known === districtIds.length) return;
  const why = districtIds.length === 0 ? "請至少勾選一個行政區。" : "有行政區不屬於本市，請重新勾選。";
  throw new Refusal(refuse("area", "服務行政區需要更正。", { districtIds: why }));
}

function notAdjacent(why: string): Refused {
  return refuse("not_adjacent", "次服務區須與主服務區相鄰。", { secondaryZoneId: why });
}

async function checkNumber(
  tx: Tx,
  actor: Actor,
  { number }: ContractTerms,
  ownId: string | null,
): Promise<void> {
  const same = await tx.contract.findFirst({
    where: { jurisdictionId: actor.jurisdictionId, number, ...(ownId ? { id: { not: ownId } } : {}) },
    include: { unit: { select: { code: true, name: true } } },
  });
  if (same) throw new Refusal(numberTaken(number, `${same.unit.code} ${same.unit.name}`));
}

function numberTaken(number: string, by: string): Refused {
  return refuse("number_taken", "特約編號重複。", { number: `編號 ${number} 已用於${by}的特約。` });
}

type Overlap = Awaited<ReturnType<typeof overlapping>>[number];

function overlapRefusal(taken: readonly Overlap[]): Refused {
  const lines = taken.map(({ service, startsOn, effectiveUntil, contract }) => {
    const span = `${formatRocDate(fromDbDate(startsOn))}–${formatRocDate(fromDbDate(effectiveUntil))}`;
    return `「${SERVICE_LABELS[service]}」已由特約 ${contract.number}（${span}）涵蓋`;
  });
  return refuse("overlap", "同一單位同一服務的特約期間不得重疊。", { services: `${lines.join("；")}。` });
}

/** Runs a write and turns what only the database's constraints noticed into the refusals given above. */
export async function fencesAsRefusals<T>(
  terms: ContractTerms,
  readOverlaps: () => Promise<readonly Overlap[]>,
  work: () => Promise<Result<T>>,
): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    if (violates(error, "contract_service_no_overlap")) return overlapRefusal(await readOverlaps());
    if (violates(error, "contract_jurisdiction_id_number_key"))
      return numberTaken(terms.number, "本市另一單位");
    if (violates(error, "contract_main_zone_id_secondary_zone_id_fkey"))
      return notAdjacent("所選分區與主服務區不相鄰。");
    if (violates(error, "contract_period"))
      return refuse("period", "特約期間超過法定上限。", {
        endsOn: "特約以三年為限（長期照顧特約管理辦法第10條）。",
      });
    throw error;
  }
}
