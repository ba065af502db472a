import type { Actor } from "@/lib/platform/actor";
import { fromDbDate } from "@/lib/platform/clock";
import { readAs } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";
import type { Prisma } from "@/prisma/generated/client";
import { isId } from "../../../registry/units/queries";
import { caseWhere } from "../../policy";
import { readScope } from "../policy";
import type { OutwardRow } from "../types";
import type { OutwardListParams } from "./schema";

const INCLUDE = {
  caseFile: { select: { number: true, client: { select: { name: true } } } },
} as const satisfies Prisma.OutwardReferralInclude;

type Loaded = Prisma.OutwardReferralGetPayload<{ include: typeof INCLUDE }>;

/** A page of the referrals to other resources of the cases that the actor carries or watches over. */
export async function listOutward(
  actor: Actor,
  params: OutwardListParams,
): Promise<{ rows: OutwardRow[]; total: number }> {
  const scope = readScope(actor);
  if (!scope) return { rows: [], total: 0 };
  const where: Prisma.OutwardReferralWhereInput = {
    AND: [{ jurisdictionId: actor.jurisdictionId, caseFile: { is: caseWhere(scope) } }, ...narrowing(params)],
  };
  return readAs(actor, async (tx) => {
    const rows = await tx.outwardReferral.findMany({
      where,
      include: INCLUDE,
      orderBy: [{ [params.sort]: params.dir }, { id: "asc" }],
      skip: (params.page - 1) * params.size,
      take: params.size,
    });
    return { rows: rows.map(toRow), total: await tx.outwardReferral.count({ where }) };
  });
}

function narrowing({ state, kind, q }: OutwardListParams): Prisma.OutwardReferralWhereInput[] {
  const found: Prisma.OutwardReferralWhereInput[] = [];
  if (state !== "all") found.push({ followedUpOn: state === "open" ? null : { not: null } });
  if (kind) found.push({ kind });
  if (q) {
    found.push({
      OR: [
        { caseFile: { is: { client: { nameFolded: { contains: foldText(q) } } } } },
        { caseFile: { is: { number: q.trim().toUpperCase() } } },
        { receiver: { contains: q.trim() } },
      ],
    });
  }
  return found;
}

/** The referrals of one case, latest first. */
export async function outwardOfCase(actor: Actor, caseId: string): Promise<OutwardRow[]> {
  const scope = readScope(actor);
  if (!scope || !isId(caseId)) return [];
  return readAs(actor, async (tx) => {
    const rows = await tx.outwardReferral.findMany({
      where: { jurisdictionId: actor.jurisdictionId, caseId, caseFile: { is: caseWhere(scope) } },
      include: INCLUDE,
      orderBy: [{ referredOn: "desc" }, { id: "desc" }],
      take: 200,
    });
    return rows.map(toRow);
  });
}

function toRow(row: Loaded): OutwardRow {
  const { id, caseId, kind, receiver, note, result, caseFile } = row;
  return {
    ...{ id, caseId, kind, receiver, note, result },
    ...{ caseNumber: caseFile.number, clientName: caseFile.client.name },
    referredOn: fromDbDate(row.referredOn),
    followedUpOn: fromDbDate(row.followedUpOn),
  };
}
