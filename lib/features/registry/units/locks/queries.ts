import type { Actor } from "@/lib/platform/actor";
import type { Tx } from "@/lib/platform/db";
import { Refusal, type Refused, refuse } from "@/lib/platform/result";
import { formatRocInstant } from "@/lib/platform/roc-date";
import type { Unit } from "@/prisma/generated/client";
import type { Tier } from "@/prisma/generated/enums";
import { CHANGE_LABELS } from "../labels";
import { unitScope } from "../policy";

/**
 * One writer at a time of a city's names and codes, until the transaction ends: corrections, units made by hand
 * and imports each decide by what stands in the registry.
 */
export async function lockRegistry(tx: Tx, actor: Actor): Promise<void> {
  const key = `registry:${unitScope(actor).jurisdictionId}`;
  await tx.$queryRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))) AS held`;
}

/** A unit of the actor's city, locked. Refuses when it is not there, was merged, or changed since the form was made. */
export async function lockUnitForChange(tx: Tx, actor: Actor, id: string, version: number): Promise<Unit> {
  const unit = await lockUnit(tx, actor, id);
  if (!unit) throw new Refusal(refuse("not_found", "找不到這個單位，可能屬於其他縣市。"));
  if (unit.mergedIntoId) {
    throw new Refusal(refuse("merged", "這個單位已併入其他單位，不能再變更；請重新開啟單位頁。"));
  }
  if (unit.version !== version) throw new Refusal(await staleRefusal(tx, actor, id));
  return unit;
}

/** A unit of the actor's city with its row locked, or null. */
export async function lockUnit(tx: Tx, actor: Actor, id: string): Promise<Unit | null> {
  const { jurisdictionId } = unitScope(actor);
  await tx.$queryRaw`SELECT id FROM unit WHERE jurisdiction_id = ${jurisdictionId} AND id = ${id}::uuid FOR UPDATE`;
  return tx.unit.findFirst({ where: { jurisdictionId, id } });
}

/** The refusal of a form that was made before the unit's last change: it says who changed what, and when. */
export async function staleRefusal(tx: Tx, actor: Actor, unitId: string): Promise<Refused> {
  const last = await tx.auditEntry.findFirst({
    where: { ...unitScope(actor), subjectKind: "unit", subjectId: unitId },
    orderBy: [{ at: "desc" }, { id: "desc" }],
  });
  const who = last
    ? `${last.actorName} 已於 ${formatRocInstant(last.at)} ${CHANGE_LABELS[last.action] ?? "變更單位資料"}`
    : "資料已由他人或匯入作業變更";
  return refuse("stale", `${who}。為免蓋掉對方的變更，本次未儲存；請重新開啟本頁，核對後再送出。`);
}

/** The next code of a tier (A001, B0001, C001). Call it under `lockRegistry`; codes are never used twice. */
export async function nextUnitCode(tx: Tx, actor: Actor, tier: Tier): Promise<string> {
  const { jurisdictionId } = unitScope(actor);
  const [row] = await tx.$queryRaw<{ last: number }[]>`
    SELECT coalesce(max(substring(code FROM 2)::int), 0)::int AS last
    FROM unit WHERE jurisdiction_id = ${jurisdictionId} AND tier = ${tier}::tier AND code ~ '^[ABC][0-9]{1,8}$'`;
  const width = tier === "b" ? 4 : 3;
  return `${tier.toUpperCase()}${String((row?.last ?? 0) + 1).padStart(width, "0")}`;
}
