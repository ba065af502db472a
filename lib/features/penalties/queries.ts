import { rulesOf } from "@/lib/features/registry/closures/queries";
import { isId } from "@/lib/features/registry/units/queries";
import type { Actor } from "@/lib/platform/actor";
import { fromDbDate, toDbDate } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";
import { RuleError } from "@/lib/rules/errors";
import { pointRegime } from "@/lib/rules/penalty-regime";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { Prisma } from "@/prisma/generated/client";
import { assess } from "./assessing/service";
import type { ViolationFilter } from "./labels";
import { mayPenalise, violationScope } from "./policy";
import { reviewLimit } from "./reviews/service";
import type { ViolationListParams } from "./schema";
import type { EntryRow, KeptProposals, Proposal, ReviewDetail, ViolationDetail, ViolationRow } from "./types";

const PARTS = {
  unit: { select: { id: true, code: true, name: true, tier: true } },
  contract: { select: { id: true, number: true } },
  reviews: true,
} as const satisfies Prisma.ViolationInclude;

type Loaded = Prisma.ViolationGetPayload<{ include: typeof PARTS }>;

function toRow(row: Loaded): ViolationRow {
  const { id, number, unit, contract, scheme, clause, state, points, statedAt, version } = row;
  return {
    ...{ id, number, unit, contract, scheme, clause, state, points, statedAt, version },
    happenedOn: fromDbDate(row.happenedOn),
    hearingDueOn: fromDbDate(row.hearingDueOn),
    decidedOn: fromDbDate(row.decidedOn),
    review: row.reviews[0]?.state ?? null,
  };
}

function filtered(filter: ViolationFilter | undefined, asOf: PlainDate): Prisma.ViolationWhereInput {
  if (filter === "open") return { state: { in: ["proposed", "hearing"] } };
  if (filter === "review_asked") return { reviews: { some: { state: "asked" } } };
  if (filter !== "hearing_over") return {};
  return {
    state: "hearing",
    OR: [{ statedAt: { not: null } }, { hearingDueOn: { lt: toDbDate(asOf) } }],
  };
}

/** The violations that the actor sees and the filters leave, a page of them. */
export async function listViolations(
  actor: Actor,
  params: ViolationListParams,
  asOf: PlainDate,
  forFile = false,
): Promise<{ rows: ViolationRow[]; total: number }> {
  const scope = violationScope(actor);
  if (!scope) return { rows: [], total: 0 };
  const { q, state, filter, scheme, tier, unit, sort, dir, page, size } = params;
  const wanted: Prisma.ViolationWhereInput[] = [scope, filtered(filter, asOf)];
  if (state) wanted.push({ state });
  if (scheme) wanted.push({ scheme });
  if (tier) wanted.push({ unit: { tier } });
  if (unit) wanted.push({ unitId: unit });
  if (q) {
    wanted.push({
      OR: [
        { number: { startsWith: q.toUpperCase() } },
        { unit: { nameFolded: { contains: foldText(q) } } },
        { unit: { code: { startsWith: q.toUpperCase() } } },
      ],
    });
  }
  const where = { AND: wanted };
  return readAs(actor, async (tx) => {
    const rows = await tx.violation.findMany({
      where,
      include: PARTS,
      orderBy: orderOf(sort, dir),
      skip: forFile ? 0 : (page - 1) * size,
      take: forFile ? MOST_EXPORTED : size,
    });
    return { rows: rows.map(toRow), total: await tx.violation.count({ where }) };
  });
}

const MOST_EXPORTED = 20_000;

function orderOf(
  sort: ViolationListParams["sort"],
  dir: "asc" | "desc",
): Prisma.ViolationOrderByWithRelationInput[] {
  const first: Prisma.ViolationOrderByWithRelationInput =
    sort === "unit" ? { unit: { name: dir } } : { [sort]: dir };
  return [first, { number: "desc" }];
}

/** Lines of the ledger as they are shown. */
export async function entriesIn(tx: Tx, where: Prisma.PointEntryWhereInput): Promise<EntryRow[]> {
  const rows = await tx.pointEntry.findMany({
    where,
    include: {
      violation: {
        select: { number: true, scheme: true, clause: true, contract: { select: { number: true } } },
      },
    },
    orderBy: [{ countsOn: "desc" }, { enteredAt: "desc" }, { id: "desc" }],
  });
  return rows.map(({ id, violationId, violation, countsOn, points, article, reason, enteredAt }) => ({
    ...{ id, violationId, points, article, reason, enteredAt, countsOn: fromDbDate(countsOn) },
    ...{ violationNumber: violation.number, scheme: violation.scheme, clause: violation.clause },
    contractNumber: violation.contract.number,
  }));
}

/** One violation with all of its course; null where the actor does not see it. */
export async function violationById(actor: Actor, id: string): Promise<ViolationDetail | null> {
  const scope = violationScope(actor);
  if (!scope || !isId(id)) return null;
  return readAs(actor, async (tx) => {
    const row = await tx.violation.findFirst({
      where: { AND: [scope, { id }] },
      include: { ...PARTS, finding: { select: { id: true, number: true } } },
    });
    if (!row) return null;
    const { facts, corrected, finding, statement, grounds } = row;
    const { arrivedOn, limit } = await reviewLimit(tx, actor, id);
    return {
      ...toRow(row),
      ...{ facts, corrected, finding, statement, grounds, reviewUntil: limit, noticeArrivedOn: arrivedOn },
      proposals: row.proposal as unknown as KeptProposals,
      proposalNow: await proposalNow(tx, actor, row),
      reviewDetail: row.reviews[0] ? reviewOf(row.reviews[0]) : null,
      entries: await entriesIn(tx, { violationId: id }),
    };
  });
}

async function proposalNow(tx: Tx, actor: Actor, row: Loaded): Promise<Proposal | null> {
  const isOpen = row.state === "proposed" || row.state === "hearing";
  if (!isOpen || !mayPenalise(actor, "penalty.decide")) return null;
  const { id, contractId, scheme, clause, corrected, unit } = row;
  const happenedOn = fromDbDate(row.happenedOn);
  return assess(tx, actor, { id, contractId, scheme, clause, corrected, happenedOn, tier: unit.tier });
}

function reviewOf(row: Loaded["reviews"][number]): ReviewDetail {
  const { grounds, state, decision, version } = row;
  return {
    ...{ grounds, state, decision, version },
    askedOn: fromDbDate(row.askedOn),
    decidedOn: fromDbDate(row.decidedOn),
    deadline: row.deadline as unknown as ReviewDetail["deadline"],
  };
}

/** What the form that proposes a violation of a unit needs: its contracts with the scheme of each, and the finding it comes from. */
export interface ProposalForm {
  unit: ViolationRow["unit"];
  contracts: { id: string; number: string; startsOn: PlainDate; until: PlainDate; scheme: string | null }[];
  finding: {
    id: string;
    number: string;
    settledOn: PlainDate | null;
    inTime: boolean | null;
    label: string;
    facts: string;
    caseNumber: string | null;
  } | null;
}

/** The unit and finding for a new proposal; null where the actor may not propose or does not see them. */
export async function proposalForm(
  actor: Actor,
  unitId: string,
  findingId: string | null,
): Promise<ProposalForm | null> {
  if (!mayPenalise(actor, "penalty.propose") || !isId(unitId)) return null;
  const { jurisdictionId } = actor;
  return readAs(actor, async (tx) => {
    const unit = await tx.unit.findFirst({
      where: { jurisdictionId, id: unitId, mergedIntoId: null },
      select: PARTS.unit.select,
    });
    if (!unit) return null;
    const contracts = await tx.contract.findMany({
      where: { jurisdictionId, unitId },
      select: { id: true, number: true, startsOn: true, effectiveUntil: true },
      orderBy: { startsOn: "desc" },
    });
    const finding =
      findingId && isId(findingId)
        ? await tx.finding.findFirst({ where: { jurisdictionId, id: findingId, unitId } })
        : null;
    return {
      unit,
      contracts: contracts.map(({ id, number, startsOn, effectiveUntil }) => ({
        ...{ id, number, startsOn: fromDbDate(startsOn), until: fromDbDate(effectiveUntil) },
        scheme: regimeOf(actor, unit.tier, fromDbDate(startsOn)),
      })),
      finding: finding && findingPart(finding),
    };
  });
}

function findingPart(row: Prisma.FindingGetPayload<object>): NonNullable<ProposalForm["finding"]> {
  const basis = row.basis as { itemLabel?: string; itemNumber?: string | null; caseNumber?: string | null };
  const { id, number, inTime, facts } = row;
  return {
    ...{ id, number, inTime, facts, settledOn: fromDbDate(row.settledOn) },
    label: [basis.itemNumber, basis.itemLabel].filter(Boolean).join(" "),
    caseNumber: basis.caseNumber ?? null,
  };
}

function regimeOf(actor: Actor, tier: ViolationRow["unit"]["tier"], contractFrom: PlainDate): string | null {
  try {
    return pointRegime(rulesOf(actor.jurisdictionId), { tier, contractFrom }).regime;
  } catch (error) {
    if (error instanceof RuleError) return null;
    throw error;
  }
}
