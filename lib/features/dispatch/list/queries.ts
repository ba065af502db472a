import { type CaseScope, caseScope, caseWhere } from "@/lib/features/cases/policy";
import type { Actor } from "@/lib/platform/actor";
import { fromDbDate } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import type { Prisma } from "@/prisma/generated/client";
import { pageOfDispatches } from "./pages/queries";
import { type DispatchScope, dispatchScope } from "./policy";
import type { DispatchListParams } from "./schema";
import type { DispatchPage, DispatchRow } from "./types";

/** The most rows that a file is given. */
export const EXPORT_LIMIT = 50_000;
/** How many rows are completed at once: a statement has at most 32,767 parameters. */
const BATCH = 5_000;

const UNIT = { select: { id: true, code: true, name: true } } as const;
const LISTED = {
  ...{ id: true, caseId: true, service: true, basis: true, state: true, turn: true, reason: true },
  ...{ dispatchedOn: true, answeredOn: true, answerReason: true, plannedStartOn: true },
  ...{ firstServiceOn: true, endedOn: true, fromUnit: UNIT, toUnit: UNIT },
} as const satisfies Prisma.DispatchSelect;

type Loaded = Prisma.DispatchGetPayload<{ select: typeof LISTED }>;

/** A page of the dispatches that the actor sees: from the centre to A units and from those to B units. */
export async function listDispatches(actor: Actor, params: DispatchListParams): Promise<DispatchPage> {
  const scope = dispatchScope(actor);
  if (!scope) return { rows: [], total: 0, page: 1 };
  return readAs(actor, async (tx) => {
    const { ids, total, page } = await pageOfDispatches(tx, scope, params);
    return { rows: await rowsOf(tx, actor, ids), total, page };
  });
}

/** The same list without pages inside a transaction that has begun, for a file. */
export async function dispatchesForFile(
  tx: Tx,
  actor: Actor,
  scope: DispatchScope,
  params: DispatchListParams,
): Promise<DispatchRow[]> {
  const { ids } = await pageOfDispatches(tx, scope, params, { most: EXPORT_LIMIT });
  const rows: DispatchRow[] = [];
  for (let from = 0; from < ids.length; from += BATCH) {
    rows.push(...(await rowsOf(tx, actor, ids.slice(from, from + BATCH))));
  }
  return rows;
}

async function rowsOf(tx: Tx, actor: Actor, ids: readonly string[]): Promise<DispatchRow[]> {
  const { jurisdictionId } = actor;
  const found = await tx.dispatch.findMany({
    where: { jurisdictionId, id: { in: [...ids] } },
    select: LISTED,
  });
  const cases = await casesSeen(tx, caseScope(actor), found);
  const loaded = new Map(found.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = loaded.get(id);
    return row ? [toRow(row, cases.get(row.caseId))] : [];
  });
}

type CaseSeen = { number: string; name: string; district: string };

/** A case that went to another unit, or is over for a B unit, is not named any more. */
async function casesSeen(
  tx: Tx,
  scope: CaseScope | null,
  rows: readonly Loaded[],
): Promise<ReadonlyMap<string, CaseSeen>> {
  if (!scope) return new Map();
  const files = await tx.caseFile.findMany({
    where: { AND: [caseWhere(scope), { id: { in: [...new Set(rows.map((row) => row.caseId))] } }] },
    select: {
      id: true,
      number: true,
      client: { select: { name: true } },
      district: { select: { name: true } },
    },
  });
  return new Map(
    files.map(({ id, number, client, district }) => [
      id,
      { number, name: client.name, district: district.name },
    ]),
  );
}

function toRow(row: Loaded, seen: CaseSeen | undefined): DispatchRow {
  const { id, caseId, service, basis, state, turn, reason, answerReason, fromUnit, toUnit } = row;
  return {
    ...{ id, caseId, service, basis, state, turn, reason, answerReason, fromUnit, toUnit },
    caseNumber: seen?.number ?? null,
    clientName: seen?.name ?? null,
    district: seen?.district ?? null,
    dispatchedOn: fromDbDate(row.dispatchedOn),
    answeredOn: fromDbDate(row.answeredOn),
    plannedStartOn: fromDbDate(row.plannedStartOn),
    firstServiceOn: fromDbDate(row.firstServiceOn),
    endedOn: fromDbDate(row.endedOn),
  };
}
