import type { Actor } from "@/lib/platform/actor";
import { fromDbDate } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";
import type { Prisma } from "@/prisma/generated/client";
import { inspectionScope } from "../../policy";
import type { ChecklistTemplate, FormKey } from "../../templates/types";
import type { InspectionRow } from "../types";
import type { InspectionListParams } from "./schema";

export const ROW_PARTS = {
  unit: { select: { id: true, code: true, name: true, tier: true, district: { select: { name: true } } } },
  template: { select: { formKey: true, title: true, content: true } },
  findings: { select: { state: true } },
} as const satisfies Prisma.InspectionInclude;
export type LoadedRow = Prisma.InspectionGetPayload<{ include: typeof ROW_PARTS }>;

export interface InspectionPage {
  rows: InspectionRow[];
  total: number;
}

/** The most rows that a file is given. */
export const EXPORT_LIMIT = 20_000;

/** The inspections that the actor sees, filtered, sorted and paged in the database; all of them for a file. */
export async function listInspections(
  actor: Actor,
  params: InspectionListParams,
  forFile = false,
): Promise<InspectionPage> {
  const scope = inspectionScope(actor);
  if (!scope) return { rows: [], total: 0 };
  const { page, size } = params;
  const slice = forFile ? { skip: 0, take: EXPORT_LIMIT } : { skip: (page - 1) * size, take: size };
  return readAs(actor, async (tx) => {
    const where = { AND: [scope, ...narrowing(actor, params)] };
    const found = await tx.inspection.findMany({
      where,
      include: ROW_PARTS,
      orderBy: [...ordering(params), { id: "desc" }],
      ...slice,
    });
    return { rows: await toRows(tx, found), total: await tx.inspection.count({ where }) };
  });
}

function ordering({ sort, dir }: InspectionListParams): Prisma.InspectionOrderByWithRelationInput[] {
  const nulls = "last" as const;
  if (sort === "unit") return [{ unit: { code: dir } }, { plannedWeek: { sort: "desc", nulls } }];
  if (sort === "visitedOn") return [{ visitedOn: { sort: dir, nulls } }];
  if (sort === "week") return [{ plannedWeek: { sort: dir, nulls } }, { number: dir }];
  if (sort === "state") return [{ state: dir }, { plannedWeek: { sort: "desc", nulls } }];
  return [{ number: dir }];
}

function narrowing(actor: Actor, params: InspectionListParams): Prisma.InspectionWhereInput[] {
  const { q, state, form, purpose, tier, own, unit } = params;
  const where: Prisma.InspectionWhereInput[] = [];
  if (q) {
    where.push({
      OR: [
        { number: { startsWith: q.toUpperCase() } },
        { unit: { nameFolded: { contains: foldText(q) } } },
        { unit: { code: { startsWith: q.toUpperCase() } } },
      ],
    });
  }
  if (state) where.push({ state });
  if (form) where.push({ template: { formKey: form } });
  if (purpose) where.push({ purpose });
  if (tier) where.push({ unit: { tier } });
  if (unit) where.push({ unitId: unit });
  if (own && actor.accountId) where.push({ inspectors: { some: { accountId: actor.accountId } } });
  return where;
}

/** Rows with the names of their inspectors, which only a function of the database tells. */
export async function toRows(tx: Tx, found: readonly LoadedRow[]): Promise<InspectionRow[]> {
  const ids = found.map(({ id }) => id);
  const named = await tx.$queryRaw<
    { inspection_id: string; account_id: string; name: string }[]
  >`SELECT inspection_id::text, account_id::text, name FROM app_inspector_names(${ids}::uuid[])`;
  return found.map((row) => ({
    ...toRow(row),
    inspectors: named
      .filter(({ inspection_id }) => inspection_id === row.id)
      .map(({ account_id, name }) => ({ id: account_id, name })),
  }));
}

const isSettled = (state: string) => state === "closed" || state === "failed";

function toRow(row: LoadedRow): Omit<InspectionRow, "inspectors"> {
  const { id, number, purpose, announced, state, signedAt, template, unit, findings } = row;
  const { outcomes } = template.content as unknown as ChecklistTemplate;
  return {
    ...{ id, number, purpose, announced, state, signedAt },
    ...{ formKey: template.formKey as FormKey, formTitle: template.title },
    unit: { id: unit.id, code: unit.code, name: unit.name, tier: unit.tier, district: unit.district.name },
    plannedWeek: fromDbDate(row.plannedWeek),
    visitedOn: fromDbDate(row.visitedOn),
    outcome: outcomes.find(({ value }) => value === row.outcome)?.label ?? row.outcome,
    findings: { all: findings.length, open: findings.filter((each) => !isSettled(each.state)).length },
  };
}
