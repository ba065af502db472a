import type { Actor } from "@/lib/platform/actor";
import { toDbDate } from "@/lib/platform/clock";
import { readAs } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";
import { addDays, type PlainDate } from "@/lib/rules/plain-date";
import type { Prisma } from "@/prisma/generated/client";
import type { FindingState } from "@/prisma/generated/enums";
import { DUE_SOON_DAYS, type FindingFilter } from "../labels";
import { findingScope } from "../policy";
import { findingRow, ROW_OF_FINDING } from "../queries";
import type { FindingListParams } from "../schema";
import type { FindingRow } from "../types";

const UNSETTLED: FindingState[] = ["open", "answered", "returned", "re_inspecting"];
const MOST_EXPORTED = 20_000;

function filtered(filter: FindingFilter | undefined, asOf: PlainDate): Prisma.FindingWhereInput {
  const state = { in: UNSETTLED };
  if (filter === "unsettled") return { state };
  if (filter === "overdue") return { state, dueOn: { lt: toDbDate(asOf) } };
  if (filter === "due_soon") {
    return { state, dueOn: { gte: toDbDate(asOf), lte: toDbDate(addDays(asOf, DUE_SOON_DAYS)) } };
  }
  if (filter === "to_answer") return { state: { in: ["open", "returned"] } };
  if (filter === "to_review") return { state: "answered" };
  return filter === "settled" ? { state: { in: ["closed", "failed"] } } : {};
}

function whereOf(params: FindingListParams, asOf: PlainDate): Prisma.FindingWhereInput {
  const { q, filter, state, tier, unit, inspection } = params;
  const conditions: Prisma.FindingWhereInput[] = [filtered(filter, asOf)];
  if (state) conditions.push({ state });
  if (tier) conditions.push({ unit: { tier } });
  if (unit) conditions.push({ unitId: unit });
  if (inspection) conditions.push({ inspectionId: inspection });
  if (q) {
    conditions.push({
      OR: [
        { number: { startsWith: q.toUpperCase() } },
        { unit: { nameFolded: { contains: foldText(q) } } },
        { unit: { code: { startsWith: q.toUpperCase() } } },
      ],
    });
  }
  return { AND: conditions };
}

function orderOf({ sort, dir }: FindingListParams): Prisma.FindingOrderByWithRelationInput[] {
  const first: Prisma.FindingOrderByWithRelationInput =
    sort === "unit" ? { unit: { name: dir } } : { [sort]: dir };
  return [first, { number: "asc" }, { id: "asc" }];
}

/** The findings that the actor sees and the filters leave, a page of them. */
export async function listFindings(
  actor: Actor,
  params: FindingListParams,
  asOf: PlainDate,
  forFile = false,
): Promise<{ rows: FindingRow[]; total: number }> {
  const scope = findingScope(actor);
  if (!scope) return { rows: [], total: 0 };
  const where = { AND: [scope, whereOf(params, asOf)] };
  return readAs(actor, async (tx) => {
    const rows = await tx.finding.findMany({
      where,
      include: ROW_OF_FINDING,
      orderBy: orderOf(params),
      skip: forFile ? 0 : (params.page - 1) * params.size,
      take: forFile ? MOST_EXPORTED : params.size,
    });
    return { rows: rows.map((row) => findingRow(row, asOf)), total: await tx.finding.count({ where }) };
  });
}
