import { caseScope, caseWhere } from "@/lib/features/cases/policy";
import { firstDayOf, lastDayOf } from "@/lib/features/dispatch/monthly-tables/schema";
import type { Actor } from "@/lib/platform/actor";
import { fromDbDate, toDbDate } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";
import type { Incident, Prisma } from "@/prisma/generated/client";
import { incidentScope } from "./policy";
import type { IncidentListParams } from "./schema";
import type { IncidentRow } from "./types";

/** How many rows a file takes at most. */
const FILE_ROWS = 10_000;

/** One page of the incidents that an actor sees, with how many there are; `forFile` all that the filters leave. */
export async function listIncidents(
  actor: Actor,
  params: IncidentListParams,
  forFile = false,
): Promise<{ rows: IncidentRow[]; total: number }> {
  const scope = incidentScope(actor);
  if (!scope) return { rows: [], total: 0 };
  return readAs(actor, async (tx) => {
    const where = { AND: [scope, narrowed(params)] };
    const total = await tx.incident.count({ where });
    const rows = await tx.incident.findMany({
      where,
      orderBy: [{ [params.sort]: params.dir }, { number: "desc" }],
      skip: forFile ? 0 : (params.page - 1) * params.size,
      take: forFile ? FILE_ROWS : params.size,
    });
    return { rows: await shown(tx, actor, rows), total };
  });
}

function narrowed({ q, kind, state, unit, month }: IncidentListParams): Prisma.IncidentWhereInput {
  return {
    ...(kind ? { kind } : {}),
    ...(state ? { state: state === "unsettled" ? { not: "closed" } : state } : {}),
    ...(unit ? { unitId: unit } : {}),
    ...(month ? { happenedOn: { gte: toDbDate(firstDayOf(month)), lte: toDbDate(lastDayOf(month)) } } : {}),
    ...(q === ""
      ? {}
      : {
          OR: [
            { number: { contains: q } },
            { unit: { nameFolded: { contains: foldText(q) } } },
            { facts: { contains: q } },
          ],
        }),
  };
}

/** One incident as the actor sees it; null where it is out of sight. */
export async function incidentOf(actor: Actor, id: string): Promise<IncidentRow | null> {
  const scope = incidentScope(actor);
  if (!scope || !/^[0-9a-f-]{36}$/i.test(id)) return null;
  return readAs(actor, async (tx) => {
    const row = await tx.incident.findFirst({ where: { AND: [scope, { id }] } });
    return row ? ((await shown(tx, actor, [row]))[0] ?? null) : null;
  });
}

/** The incidents that came from an audit. */
export async function incidentsOfAudit(actor: Actor, auditId: string): Promise<IncidentRow[]> {
  const scope = incidentScope(actor);
  if (!scope) return [];
  return readAs(actor, async (tx) =>
    shown(
      tx,
      actor,
      await tx.incident.findMany({ where: { AND: [scope, { auditId }] }, orderBy: { number: "asc" } }),
    ),
  );
}

async function shown(tx: Tx, actor: Actor, rows: readonly Incident[]): Promise<IncidentRow[]> {
  const { jurisdictionId } = actor;
  const units = await tx.unit.findMany({
    where: { jurisdictionId, id: { in: [...new Set(rows.map(({ unitId }) => unitId))] } },
    select: { id: true, code: true, name: true },
  });
  const scope = caseScope(actor);
  const caseIds = [...new Set(rows.flatMap(({ caseId }) => caseId ?? []))];
  const cases = scope
    ? await tx.caseFile.findMany({
        where: { AND: [caseWhere(scope), { id: { in: caseIds } }] },
        select: { id: true, number: true, client: { select: { name: true } } },
      })
    : [];
  return rows.map((row) => {
    const { id, number, kind, auditId, inspectionId, facts, state, closedRemark, createdAt, version } = row;
    const caseFile = cases.find((each) => each.id === row.caseId);
    return {
      ...{ id, number, kind, auditId, inspectionId, facts, state, closedRemark, createdAt, version },
      unit: units.find((each) => each.id === row.unitId) ?? { id: row.unitId, code: "", name: "" },
      caseFile: caseFile ? { id: caseFile.id, number: caseFile.number, name: caseFile.client.name } : null,
      happenedOn: fromDbDate(row.happenedOn),
      closedOn: fromDbDate(row.closedOn),
    };
  });
}
