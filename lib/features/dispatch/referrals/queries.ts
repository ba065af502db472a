import { serviceOfCode } from "@/lib/features/care-plans/labels";
import type { Contact } from "@/lib/features/cases/types";
import { isId } from "@/lib/features/registry/units/queries";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, fromDbDate, officeDate, systemClock } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import { decryptText } from "@/lib/platform/secrets";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { Prisma } from "@/prisma/generated/client";
import { pageOfDispatches } from "../list/pages/queries";
import { dispatchScope } from "../list/policy";
import type { RunningClock } from "../providers/types";
import { clocksBySubject } from "./clocks/queries";
import { correctionsOf } from "./correcting/queries";
import { mayReferral, referralScope } from "./policy";
import type { ReferralListParams } from "./schema";
import { unitHasAccount } from "./telling/queries";
import type { ReferralDetail, ReferralRow, ReferredCase } from "./types";

const UNIT = { select: { id: true, code: true, name: true } } as const;
const WITH_UNITS = { fromUnit: UNIT, toUnit: UNIT } as const satisfies Prisma.DispatchInclude;
type Loaded = Omit<Prisma.DispatchGetPayload<{ include: typeof WITH_UNITS }>, "decision">;

const WITH_CORRECTIONS = {
  ...WITH_UNITS,
  corrections: { orderBy: { correctedAt: "desc" } },
} as const satisfies Prisma.DispatchInclude;

export interface ReferralPage {
  rows: ReferralRow[];
  total: number;
  page: number;
}

/** The most rows that a file is given. */
export const EXPORT_LIMIT = 20_000;
/** How many rows are completed at once: a statement has at most 32,767 parameters. */
const BATCH = 5_000;

/** The referrals that the actor sees, filtered, sorted and paged in the database; all of them for a file. */
export async function listReferrals(
  actor: Actor,
  params: ReferralListParams,
  asOf: PlainDate,
  forFile = false,
): Promise<ReferralPage> {
  const scope = dispatchScope(actor);
  if (!scope || !referralScope(actor)) return { rows: [], total: 0, page: 1 };
  return readAs(actor, async (tx) => {
    const { ids, total, page } = await pageOfDispatches(
      tx,
      { ...scope, toProviders: true },
      { ...params, unit: "", district: "", unitText: true },
      { most: forFile ? EXPORT_LIMIT : undefined },
    );
    const rows: ReferralRow[] = [];
    for (let from = 0; from < ids.length; from += BATCH) {
      rows.push(...(await referralsOf(tx, actor, ids.slice(from, from + BATCH), asOf)));
    }
    return { rows, total, page };
  });
}

/** Referrals in the order of their ids. */
async function referralsOf(tx: Tx, actor: Actor, ids: string[], asOf: PlainDate): Promise<ReferralRow[]> {
  const found = await tx.dispatch.findMany({
    where: { jurisdictionId: actor.jurisdictionId, id: { in: ids } },
    omit: { decision: true },
    include: WITH_UNITS,
  });
  const loaded = new Map(found.map((row) => [row.id, row]));
  return complete(
    tx,
    actor,
    ids.flatMap((id) => loaded.get(id) ?? []),
    asOf,
  );
}

/** How many referrals wait for the actor's answer. */
export async function waitingReferrals(actor: Actor): Promise<number> {
  const scope = referralScope(actor);
  if (!scope || !mayReferral(actor, "referral.answer")) return 0;
  return readAs(actor, (tx) => tx.dispatch.count({ where: { AND: [scope, { state: "waiting" }] } }));
}

/** Cases, people and clocks are read apart: what the actor may not see of them any more stays empty. */
async function complete(
  tx: Tx,
  actor: Actor,
  found: readonly Loaded[],
  asOf: PlainDate,
): Promise<ReferralRow[]> {
  const { jurisdictionId } = actor;
  const seen = found.filter((row) => actor.role !== "b_unit_staff" || isStanding(row));
  const caseIds = [...new Set(seen.map((row) => row.caseId))];
  const cases = await tx.caseFile.findMany({
    where: { jurisdictionId, id: { in: caseIds } },
    select: {
      ...{ id: true, number: true, clientId: true },
      district: { select: { name: true } },
    },
  });
  const clients = await tx.client.findMany({
    where: { jurisdictionId, id: { in: cases.map((row) => row.clientId) } },
    select: { id: true, name: true },
  });
  const clocks = await clocksBySubject(
    tx,
    jurisdictionId,
    "first_service",
    {
      OR: [{ subjectId: { in: found.map((row) => row.id) } }, { caseId: { in: caseIds } }],
    },
    asOf,
  );
  return found.map((row) => {
    const file = cases.find((each) => each.id === row.caseId);
    const client = clients.find((each) => each.id === file?.clientId);
    return {
      ...toRow(row),
      caseNumber: file?.number ?? null,
      clientName: client?.name ?? null,
      district: file?.district.name ?? null,
      clock: clocks.get(row.id) ?? centresClock(clocks, row),
    };
  });
}

const isStanding = (row: Pick<Loaded, "state">) => row.state === "waiting" || row.state === "accepted";

/** Where the limit runs from the centre's dispatch, a standing referral shows that clock. */
function centresClock(clocks: Awaited<ReturnType<typeof clocksBySubject>>, row: Loaded): RunningClock | null {
  if (!isStanding(row) || row.jurisdictionId !== "taoyuan") return null;
  return [...clocks.values()].find((clock) => clock.caseId === row.caseId) ?? null;
}

function toRow(row: Loaded): Omit<ReferralRow, "caseNumber" | "clientName" | "district" | "clock"> {
  const { id, caseId, service, basis, state, toUnit, answerReason, reason, version } = row;
  return {
    ...{ id, caseId, service, basis, state, toUnit, answerReason, reason, version },
    fromUnit: row.fromUnit ?? { id: "", code: "", name: "" },
    dispatchedOn: fromDbDate(row.dispatchedOn),
    answeredOn: fromDbDate(row.answeredOn),
    plannedStartOn: fromDbDate(row.plannedStartOn),
    firstServiceOn: fromDbDate(row.firstServiceOn),
    endedOn: fromDbDate(row.endedOn),
  };
}

/**
 * One referral that the actor sees. A B unit is shown of the person what it needs to serve, while the referral lasts; that it
 * looked is written down like every opening of a case file.
 */
export async function openReferral(
  actor: Actor,
  id: string,
  clock: Clock = systemClock,
): Promise<ReferralDetail | null> {
  const scope = referralScope(actor);
  if (!scope || !isId(id)) return null;
  return readAs(actor, async (tx) => {
    const found = await tx.dispatch.findFirst({ where: { AND: [scope, { id }] }, include: WITH_CORRECTIONS });
    if (!found) return null;
    const [row] = await complete(tx, actor, [found], officeDate(clock.now()));
    if (!row) return null;
    const shows = mayReferral(actor, "referral.answer") && isStanding(found);
    const referred = shows ? await referredCase(tx, found) : null;
    if (referred) {
      await audit(tx, actor, clock.now(), {
        action: "case.opened",
        subject: { kind: "case", id: found.caseId },
        unitId: found.fromUnitId,
        detail: { dispatchId: found.id },
      });
    }
    return {
      ...{ ...row, referred, corrections: correctionsOf(found) },
      told: found.toldBy && found.toldHow ? { by: found.toldBy, how: found.toldHow } : null,
      unitHasAccount: await unitHasAccount(tx, found.toUnitId),
    };
  });
}

async function referredCase(tx: Tx, row: Loaded): Promise<ReferredCase | null> {
  const file = await tx.caseFile.findFirst({
    where: { jurisdictionId: row.jurisdictionId, id: row.caseId },
    include: { client: true, district: { select: { name: true } } },
  });
  if (!file) return null;
  const items = await tx.planItem.findMany({
    where: { jurisdictionId: row.jurisdictionId, plan: { caseId: row.caseId, status: "approved" } },
    orderBy: { sortOrder: "asc" },
  });
  return {
    number: file.number,
    name: file.client.name,
    district: file.district.name,
    needLevel: file.needLevel,
    contact: JSON.parse(decryptText(file.client.contactCipher)) as Contact,
    items: items
      .filter((item) => serviceOfCode(item.code) === row.service)
      .map(({ code, name, quantity, goal }) => ({ code, name, quantity, goal })),
  };
}
