import { rulesOf } from "@/lib/features/registry/closures/queries";
import type { Actor } from "@/lib/platform/actor";
import { fromDbDate } from "@/lib/platform/clock";
import type { Tx } from "@/lib/platform/db";
import { assessPoints, type Violation as RuleViolation } from "@/lib/rules/penalty-assess";
import { evaluatePoints } from "@/lib/rules/penalty-evaluate";
import { missedCorrections } from "@/lib/rules/penalty-regime";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { PointScheme, Tier } from "@/prisma/generated/enums";
import type { MeasureProposal, Proposal, StandingPoints } from "../types";

/** A violation to be judged beside what is on record. */
export interface Candidate {
  id: string;
  contractId: string;
  tier: Tier;
  scheme: PointScheme;
  clause: number | null;
  happenedOn: PlainDate;
  corrected: boolean | null;
}

/** The violations of a contract that led to a decision which stands, as the law takes them. */
export async function historyOf(tx: Tx, contractId: string): Promise<RuleViolation[]> {
  const rows = await tx.violation.findMany({
    where: {
      ...{ contractId, scheme: "national", state: "decided", clause: { not: null } },
      reviews: { none: { state: "taken_back" } },
    },
    select: { id: true, happenedOn: true, clause: true, corrected: true },
    orderBy: [{ happenedOn: "asc" }, { createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map(({ id, happenedOn, clause, corrected }) => ({
    ...{ id, clause: clause ?? 0, corrected, on: fromDbDate(happenedOn) },
  }));
}

/** What the law proposes for a violation, from the unit's history in the contract. */
export function proposalFor(
  actor: Actor,
  history: readonly RuleViolation[],
  candidate: Omit<Candidate, "contractId">,
): Proposal {
  const rules = rulesOf(actor.jurisdictionId);
  const { id, tier, scheme, clause, happenedOn, corrected } = candidate;
  if (scheme === "taichung_c") {
    const { points, grantMonths, ...why } = missedCorrections(rules, { missed: 1, on: happenedOn });
    const article = "臺中市114年長照2.0整合型計畫附錄九";
    return { points, article, grantMonths, discretionary: false, pendingCures: 0, ...explained(why) };
  }
  if (scheme !== "national" || clause === null || tier === "c") return byHand(scheme);
  const violations = [...history.filter((each) => each.id !== id), { id, on: happenedOn, clause, corrected }];
  const outcome = assessPoints(rules, { tier, violations });
  const entry = outcome.entries.find((each) => each.id === id);
  if (!entry) throw new Error(`the law says nothing of violation ${id}`);
  const { points, article, discretionary } = entry;
  return {
    points,
    article,
    discretionary,
    pendingCures: outcome.pendingCures,
    grantMonths: 0,
    ...explained(outcome),
  };
}

function explained({ citations, steps, assumptions }: Pick<Proposal, "citations" | "steps" | "assumptions">) {
  return { citations, steps, assumptions };
}

const OWN_SCHEME = "契約自訂之記點規定未公開，款次及點數由承辦人依契約書填寫";

function byHand(scheme: PointScheme): Proposal {
  return {
    ...{ points: null, article: null, discretionary: true, pendingCures: 0, grantMonths: 0 },
    ...{
      citations: [],
      steps: [{ code: "by_hand", text: OWN_SCHEME, scheme }],
      assumptions: [{ text: OWN_SCHEME }],
    },
  };
}

/** The same from the database. */
export async function assess(tx: Tx, actor: Actor, candidate: Candidate): Promise<Proposal> {
  return proposalFor(actor, await historyOf(tx, candidate.contractId), candidate);
}

export interface ContractOfPoints {
  id: string;
  unitId: string;
  startsOn: PlainDate;
  scheme: PointScheme;
}

/** Points on record under a contract's scheme: those of the regulation over all contracts of the unit, those of a contract's own in it alone. */
export async function standingPoints(tx: Tx, contract: ContractOfPoints): Promise<StandingPoints[]> {
  const rows = await tx.pointEntry.findMany({
    where: {
      unitId: contract.unitId,
      violation: { scheme: contract.scheme },
      ...(contract.scheme === "national" ? {} : { contractId: contract.id }),
    },
    select: { violationId: true, countsOn: true, points: true },
    orderBy: [{ countsOn: "asc" }, { enteredAt: "asc" }, { id: "asc" }],
  });
  const byViolation = new Map<string, StandingPoints>();
  for (const { violationId, countsOn, points } of rows) {
    const before = byViolation.get(violationId);
    const on = before?.on ?? fromDbDate(countsOn);
    byViolation.set(violationId, { violationId, on, points: (before?.points ?? 0) + points });
  }
  return [...byViolation.values()].filter(({ points }) => points > 0);
}

/** What points on record lead to on a day. */
export function evaluate(
  actor: Actor,
  contract: Pick<ContractOfPoints, "scheme" | "startsOn">,
  points: readonly StandingPoints[],
  asOf: PlainDate,
): MeasureProposal {
  const outcome = evaluatePoints(rulesOf(actor.jurisdictionId), {
    regime: contract.scheme,
    points: points.map(({ on, points: number }) => ({ on, points: number })),
    asOf,
    contractFrom: contract.scheme === "national" ? null : contract.startsOn,
  });
  return { outcome, regime: contract.scheme, violationIds: points.map(({ violationId }) => violationId) };
}
