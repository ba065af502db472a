import type { Actor } from "@/lib/platform/actor";
import { fromDbDate } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import { pageWithin } from "@/lib/platform/list-params";
import type { Prisma } from "@/prisma/generated/client";
import { isId } from "../../../registry/units/queries";
import { type CaseScope, caseWhere } from "../../policy";
import { caseTextWhere } from "../../text/queries";
import { readScope } from "../policy";
import type { OutwardRow } from "../types";
import type { OutwardListParams } from "./schema";

const INCLUDE = {
  caseFile: { select: { number: true, client: { select: { name: true } } } },
} as const satisfies Prisma.OutwardReferralInclude;

type Loaded = Prisma.OutwardReferralGetPayload<{ include: typeof INCLUDE }>;

/** The most rows that a file is given. */
export const EXPORT_LIMIT = 20_000;

/** A page of the referrals to other resources of the cases that the actor carries or watches over. */
export async function listOutward(
  actor: Actor,
  params: OutwardListParams,
): Promise<{ rows: OutwardRow[]; total: number; page: number }> {
  const scope = readScope(actor);
  if (!scope) return { rows: [], total: 0, page: 1 };
  return readAs(actor, async (tx) => {
    const total = await tx.outwardReferral.count({ where: outwardWhere(scope, params) });
    const { page, ...slice } = pageWithin(params, total);
    return { rows: await readOutward(tx, scope, params, slice), total, page };
  });
}

/** The same list without pages inside a transaction that has begun, for a file. */
export function outwardForFile(tx: Tx, scope: CaseScope, params: OutwardListParams): Promise<OutwardRow[]> {
  return readOutward(tx, scope, params, { skip: 0, take: EXPORT_LIMIT });
}

function outwardWhere(scope: CaseScope, params: OutwardListParams): Prisma.OutwardReferralWhereInput {
  const { jurisdictionId } = scope;
  return { AND: [{ jurisdictionId, caseFile: { is: caseWhere(scope) } }, ...narrowing(params)] };
}

async function readOutward(
  tx: Tx,
  scope: CaseScope,
  params: OutwardListParams,
  slice: { skip: number; take: number },
): Promise<OutwardRow[]> {
  const rows = await tx.outwardReferral.findMany({
    where: outwardWhere(scope, params),
    include: INCLUDE,
    orderBy: [{ [params.sort]: params.dir }, { id: "asc" }],
    ...slice,
  });
  return rows.map(toRow);
}

function narrowing({ state, kind, q }: OutwardListParams): Prisma.OutwardReferralWhereInput[] {
  const found: Prisma.OutwardReferralWhereInput[] = [];
  if (state !== "all") found.push({ followedUpOn: state === "open" ? null : { not: null } });
  if (kind) found.push({ kind });
  if (q) {
    found.push({
      OR: [{ caseFile: { is: caseTextWhere(q) } }, { receiver: { contains: q.trim() } }],
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
