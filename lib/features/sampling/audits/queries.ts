import { caseScope, caseWhere } from "@/lib/features/cases/policy";
import { firstDayOf } from "@/lib/features/dispatch/monthly-tables/schema";
import type { ChecklistTemplate } from "@/lib/features/inspections/templates/types";
import { rulesOf } from "@/lib/features/registry/closures/queries";
import { isId } from "@/lib/features/registry/units/queries";
import type { Actor } from "@/lib/platform/actor";
import { fromDbDate, officeDate, toDbDate } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";
import { valueOn } from "@/lib/rules/parameter";
import { CALL_ATTEMPTS } from "@/lib/rules/parameters/sampling";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { Prisma } from "@/prisma/generated/client";
import { auditScope, maySampling } from "../policy";
import { auditorsIn } from "../queries";
import type { AuditListParams } from "../schema";
import type { KeptAnswers } from "../types";
import { headerOf } from "./header/queries";
import type { AuditDetail, AuditRow } from "./types";

/** How many rows a file takes at most. */
const FILE_ROWS = 20_000;

const INCLUDE = {
  draw: {
    select: {
      month: true,
      seed: true,
      drawnAt: true,
      aUnit: { select: { id: true, code: true, name: true } },
    },
  },
  calls: { orderBy: { calledAt: "asc" } },
} as const satisfies Prisma.SampleAuditInclude;

type Loaded = Prisma.SampleAuditGetPayload<{ include: typeof INCLUDE }>;

/** One page of the audits that an actor sees, with how many there are; `forFile` all that the filters leave. */
export async function listAudits(
  actor: Actor,
  params: AuditListParams,
  forFile = false,
): Promise<{ rows: AuditRow[]; total: number }> {
  const scope = auditScope(actor);
  if (!scope) return { rows: [], total: 0 };
  return readAs(actor, async (tx) => {
    const where = { AND: [scope, narrowed(actor, params)] };
    const total = await tx.sampleAudit.count({ where });
    const rows = await tx.sampleAudit.findMany({
      ...{ where, include: INCLUDE, orderBy: orderOf(params) },
      skip: forFile ? 0 : (params.page - 1) * params.size,
      take: forFile ? FILE_ROWS : params.size,
    });
    return { rows: await shown(tx, actor, rows), total };
  });
}

/** The conditions that the list's filters name. */
export function narrowed(actor: Actor, params: AuditListParams): Prisma.SampleAuditWhereInput {
  const { q, month, unit, kind, state, stratum, anomaly, assigned, answer } = params;
  const text = foldText(q);
  return {
    ...(kind ? { kind } : {}),
    ...(state ? { state } : {}),
    ...(stratum ? { stratum } : {}),
    ...(unit ? { aUnitId: unit } : {}),
    ...(anomaly ? { hasAnomaly: anomaly === "yes" } : {}),
    ...(month ? { draw: { month: toDbDate(firstDayOf(month)) } } : {}),
    ...(assigned ? { assignedToId: assignee(actor, assigned) } : {}),
    ...(answer ? { state: "done", answers: { path: ["values", answer.key], equals: answer.value } } : {}),
    ...(text === ""
      ? {}
      : {
          OR: [
            { caseFile: { number: q.trim().toUpperCase() } },
            { caseFile: { client: { nameFolded: { contains: text } } } },
            { draw: { aUnit: { nameFolded: { contains: text } } } },
            { draw: { aUnit: { code: q.trim().toUpperCase() } } },
          ],
        }),
  };
}

function assignee(actor: Actor, assigned: string): string | null {
  if (assigned === "none") return null;
  return assigned === "me" ? (actor.accountId ?? "00000000-0000-0000-0000-000000000000") : assigned;
}

function orderOf({ sort, dir }: AuditListParams): Prisma.SampleAuditOrderByWithRelationInput[] {
  const last = [{ stratum: "asc" }, { rank: "asc" }, { kind: "asc" }, { id: "asc" }] as const;
  if (sort === "month") return [{ draw: { month: dir } }, { draw: { aUnit: { code: "asc" } } }, ...last];
  if (sort === "unit") return [{ draw: { aUnit: { code: dir } } }, { draw: { month: "desc" } }, ...last];
  return [{ [sort]: sort === "doneAt" ? { sort: dir, nulls: "last" } : dir }, ...last];
}

/** Rows as they are shown: a case out of the actor's sight keeps its name to itself. */
async function shown(tx: Tx, actor: Actor, rows: readonly Loaded[]): Promise<AuditRow[]> {
  const scope = caseScope(actor);
  const cases = scope
    ? await tx.caseFile.findMany({
        where: { AND: [caseWhere(scope), { id: { in: [...new Set(rows.map(({ caseId }) => caseId))] } }] },
        select: {
          ...{ id: true, number: true },
          client: { select: { name: true } },
          district: { select: { name: true } },
        },
      })
    : [];
  const known = maySampling(actor, "sampling.read_city") ? await auditorsIn(tx) : [];
  const nameOf = (id: string) =>
    known.find((each) => each.id === id)?.name ?? (id === actor.accountId ? actor.name : "");
  return rows.map((row) => {
    const { id, kind, stratum, rank, replacesRank, state, hasAnomaly, doneAt, version, assignedToId } = row;
    const found = cases.find((each) => each.id === row.caseId);
    return {
      ...{ id, kind, stratum, rank, replacesRank, state, hasAnomaly, doneAt, version },
      month: fromDbDate(row.draw.month).slice(0, 7),
      aUnit: row.draw.aUnit,
      caseFile: found
        ? { id: found.id, number: found.number, name: found.client.name, district: found.district.name }
        : null,
      assignedTo: assignedToId === null ? null : { id: assignedToId, name: nameOf(assignedToId) },
      calls: row.calls.length,
      outcome: (row.answers as KeptAnswers).outcome ?? null,
    };
  });
}

/** How many calls without an answer a city makes before somebody counts as out of reach. */
export function callsAtMost(jurisdictionId: string, on: PlainDate): number | null {
  return valueOn(CALL_ATTEMPTS, rulesOf(jurisdictionId), on)?.value ?? null;
}

/** One audit with its form, calls and answers; null where it is out of sight. */
export async function auditOf(actor: Actor, id: string, today: PlainDate): Promise<AuditDetail | null> {
  const scope = auditScope(actor);
  if (!scope || !isId(id)) return null;
  return readAs(actor, async (tx) => {
    const row = await tx.sampleAudit.findFirst({
      where: { AND: [scope, { id }] },
      include: { ...INCLUDE, template: { select: { content: true } } },
    });
    if (!row) return null;
    const [summary] = await shown(tx, actor, [row]);
    if (!summary) return null;
    const template = row.template.content as unknown as ChecklistTemplate;
    return {
      ...summary,
      template,
      answers: row.answers as KeptAnswers,
      callRows: row.calls.map(({ id: callId, calledAt, reached, note }) => ({
        id: callId,
        calledAt,
        reached,
        note,
      })),
      header: await headerOf(tx, actor, template, row.caseId, today),
      drawnAt: row.draw.drawnAt,
      drawnOn: officeDate(row.draw.drawnAt),
      seed: row.draw.seed,
      callsAtMost: template.callAttempts ?? callsAtMost(actor.jurisdictionId, today) ?? 3,
    };
  });
}
