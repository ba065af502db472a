import type { Actor } from "@/lib/platform/actor";
import { readAs, type Tx } from "@/lib/platform/db";
import { maySeeUnitHistory, unitScope } from "../policy";
import { isId } from "../queries";
import type { UnitHistory } from "./types";

const PAGE = 50;

/**
 * What was done to a unit and to the units that merged into it, latest first, 50 a page. Empty for who may not see
 * it, and for units of another city.
 */
export async function unitHistory(actor: Actor, unitId: string, page = 1): Promise<UnitHistory> {
  const none: UnitHistory = { entries: [], names: new Map(), total: 0, size: PAGE };
  if (!isId(unitId) || !maySeeUnitHistory(actor, unitId)) return none;
  return readAs(actor, async (tx) => {
    const units = await tx.unit.findMany({
      where: { ...unitScope(actor), OR: [{ id: unitId }, { mergedIntoId: unitId }] },
      select: { id: true },
    });
    if (units.length === 0) return none;
    const where = { ...unitScope(actor), unitId: { in: units.map((unit) => unit.id) } };
    const entries = await tx.auditEntry.findMany({
      where,
      orderBy: [{ at: "desc" }, { id: "desc" }],
      skip: (page - 1) * PAGE,
      take: PAGE,
      select: { id: true, at: true, actorName: true, actorRole: true, action: true, detail: true },
    });
    const names = await namesIn(tx, actor, JSON.stringify(entries.map((entry) => entry.detail)));
    return { entries, names, total: await tx.auditEntry.count({ where }), size: PAGE };
  });
}

async function namesIn(tx: Tx, actor: Actor, details: string): Promise<Map<string, string>> {
  const ids = [...new Set(details.match(/(?<=")([0-9a-f-]{36}|\d{8})(?=")/gi) ?? [])];
  const [units, districts] = await Promise.all([
    tx.unit.findMany({
      where: { ...unitScope(actor), id: { in: ids.filter(isId) } },
      select: { id: true, name: true },
    }),
    tx.district.findMany({
      where: { ...unitScope(actor), id: { in: ids } },
      select: { id: true, name: true },
    }),
  ]);
  return new Map([...units, ...districts].map(({ id, name }) => [id, name]));
}
