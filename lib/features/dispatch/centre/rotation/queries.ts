import { isId } from "@/lib/features/registry/units/queries";
import type { Actor } from "@/lib/platform/actor";
import { readAs, type Tx } from "@/lib/platform/db";
import type { PlainDate } from "@/lib/rules/plain-date";
import { type CentreScope, centreScope } from "../policy";
import { aUnitsOfDistrict, readAUnits } from "../queue/queries";
import { readDistrictOrder } from "../turn/service";
import type { DistrictOrder, DistrictOrderRow } from "../types";

/** Every district that the actor sees, with its order of A units and how many cases wait there. */
export async function listDistrictOrders(actor: Actor): Promise<DistrictOrderRow[]> {
  const scope = centreScope(actor);
  if (!scope) return [];
  const { jurisdictionId, districtId } = scope;
  return readAs(actor, async (tx) => {
    const districts = await tx.district.findMany({
      where: { jurisdictionId, ...(districtId ? { id: districtId } : {}) },
      select: { id: true, name: true },
      orderBy: { id: "asc" },
    });
    const orders = await ordersOf(tx, scope);
    const waiting = await tx.caseFile.groupBy({
      by: ["districtId"],
      where: { ...scope, status: "assessed" },
      _count: { _all: true },
    });
    return districts.map((district) => ({
      district,
      order: orders.get(district.id) ?? null,
      waiting: waiting.find((row) => row.districtId === district.id)?._count._all ?? 0,
    }));
  });
}

async function ordersOf(tx: Tx, scope: CentreScope) {
  const rows = await tx.rotation.findMany({
    where: { ...scope, aUnitId: null, service: "case_management", state: "approved" },
    include: {
      entries: { orderBy: { position: "asc" }, include: { unit: { select: { name: true } } } },
    },
  });
  return new Map(
    rows.map(({ id, turns, cursor, districtId, entries }) => [
      districtId ?? "",
      {
        ...{ id, turns, units: entries.length, paused: entries.filter((entry) => entry.paused).length },
        next: entries[cursor]?.unit.name ?? null,
      },
    ]),
  );
}

/** One district's order with its units as they stand on a day; null where the actor does not see it. */
export async function districtOrderById(
  actor: Actor,
  id: string,
  day: PlainDate,
): Promise<DistrictOrder | null> {
  const scope = centreScope(actor);
  if (!scope || !isId(id)) return null;
  return readAs(actor, async (tx) => {
    const found = await tx.rotation.findFirst({
      where: { AND: [scope, { id, aUnitId: null, service: "case_management", state: "approved" }] },
      select: { districtId: true },
    });
    const { jurisdictionId } = scope;
    const district = await tx.district.findFirst({
      where: { jurisdictionId, id: found?.districtId ?? "" },
      select: { id: true, name: true },
    });
    if (!found || !district) return null;
    const order = await readDistrictOrder(tx, jurisdictionId, district.id);
    if (!order) return null;
    const of = { jurisdictionId, districtId: district.id, day };
    const unitIds = order.entries.map((entry) => entry.unitId);
    const members = await readAUnits(tx, of, unitIds, null);
    const offered = await aUnitsOfDistrict(tx, of);
    return {
      ...{ id: order.id, version: order.version, turns: order.turns, district },
      entries: order.entries.flatMap(({ position, unitId, note, pausedReason }, place) => {
        const member = members.find((each) => each.unit === unitId);
        if (!member) return [];
        const { name, contracted, servesDistrict, suspended, headroom } = member;
        return [
          {
            ...{ position, note, pausedReason, contracted, suspended, headroom },
            ...{ unit: name, inDistrict: servesDistrict, isTurn: place === order.cursor },
          },
        ];
      }),
      candidates: offered.units.filter((unit) => !unitIds.includes(unit.id)),
      withoutContracts: offered.withoutContracts,
    };
  });
}
