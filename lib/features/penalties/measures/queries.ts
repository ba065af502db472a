import { isId } from "@/lib/features/registry/units/queries";
import type { Actor } from "@/lib/platform/actor";
import { fromDbDate } from "@/lib/platform/clock";
import { readAs } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";
import type { Prisma } from "@/prisma/generated/client";
import { measureScope, violationScope } from "../policy";
import type { MeasureListParams } from "../schema";
import type { MeasureDetail, MeasureProposal, MeasureRow } from "../types";

const PARTS = {
  unit: { select: { id: true, code: true, name: true, tier: true } },
  contract: {
    select: {
      ...{ id: true, number: true, effectiveUntil: true, version: true },
      services: { select: { service: true } },
    },
  },
} as const satisfies Prisma.MeasureInclude;

type Loaded = Prisma.MeasureGetPayload<{ include: typeof PARTS }>;

function toRow(row: Loaded): MeasureRow {
  const { id, number, unit, contract, kind, state, services, createdAt, version } = row;
  return {
    ...{ id, number, unit, kind, state, services, createdAt, version },
    contract: {
      ...{ id: contract.id, number: contract.number, version: contract.version },
      effectiveUntil: fromDbDate(contract.effectiveUntil),
      services: contract.services.map(({ service }) => service),
    },
    fromOn: fromDbDate(row.fromOn),
    throughOn: fromDbDate(row.throughOn),
    decidedOn: fromDbDate(row.decidedOn),
  };
}

/** The measures that the actor sees and the filters leave, a page of them. */
export async function listMeasures(
  actor: Actor,
  params: MeasureListParams,
): Promise<{ rows: MeasureRow[]; total: number }> {
  const scope = measureScope(actor);
  if (!scope) return { rows: [], total: 0 };
  const { q, kind, state, unit, sort, dir, page, size } = params;
  const wanted: Prisma.MeasureWhereInput[] = [scope];
  if (kind) wanted.push({ kind });
  if (state) wanted.push({ state });
  if (unit) wanted.push({ unitId: unit });
  if (q) {
    wanted.push({
      OR: [{ number: { startsWith: q.toUpperCase() } }, { unit: { nameFolded: { contains: foldText(q) } } }],
    });
  }
  const where = { AND: wanted };
  return readAs(actor, async (tx) => {
    const rows = await tx.measure.findMany({
      where,
      include: PARTS,
      orderBy: [sort === "unit" ? { unit: { name: dir } } : { [sort]: dir }, { number: "desc" }],
      skip: (page - 1) * size,
      take: size,
    });
    return { rows: rows.map(toRow), total: await tx.measure.count({ where }) };
  });
}

/** One measure with the violations that it rests on; null where the actor does not see it. */
export async function measureById(actor: Actor, id: string): Promise<MeasureDetail | null> {
  const [scope, seen] = [measureScope(actor), violationScope(actor)];
  if (!scope || !seen || !isId(id)) return null;
  return readAs(actor, async (tx) => {
    const row = await tx.measure.findFirst({
      where: { AND: [scope, { id }] },
      include: { ...PARTS, suspension: { select: { liftedReason: true } } },
    });
    if (!row) return null;
    const proposal = row.proposal as unknown as MeasureProposal;
    const violations = await tx.violation.findMany({
      where: { AND: [seen, { id: { in: proposal.violationIds } }] },
      select: { id: true, number: true, points: true, state: true },
      orderBy: [{ happenedOn: "asc" }, { number: "asc" }],
    });
    const liftedReason = row.suspension?.liftedReason ?? null;
    return { ...toRow(row), proposal, violations, grounds: row.grounds, liftedReason };
  });
}
