import { rulesOf } from "@/lib/features/registry/closures/queries";
import { isId } from "@/lib/features/registry/units/queries";
import type { Actor } from "@/lib/platform/actor";
import { fromDbDate } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import type { Violation as RuleViolation } from "@/lib/rules/penalty-assess";
import { missedCorrections } from "@/lib/rules/penalty-regime";
import type { PlainDate } from "@/lib/rules/plain-date";
import {
  type ContractOfPoints,
  evaluate,
  historyOf,
  proposalFor,
  standingPoints,
} from "../assessing/service";
import { clausesOf } from "../labels";
import { penaltyScope } from "../policy";
import { entriesIn } from "../queries";
import { schemeOf } from "../state/service";
import type {
  EntryRow,
  LedgerOfContract,
  MeasureProposal,
  NextViolation,
  PenaltyUnit,
  StandingPoints,
} from "../types";

export interface Ledger {
  unit: PenaltyUnit;
  entries: EntryRow[];
  /** Points by calendar year, oldest first, those taken back gone: the three-year picture. */
  years: { year: number; points: number }[];
  /** The contract that runs on the day, and what the next violation would mean in it. */
  contracts: LedgerOfContract[];
  /** C stations: months of the grant that missed corrections cost. */
  grantMonths: number;
}

/** The whole ledger of a unit on a day; null where the actor does not see it. */
export async function ledgerOf(actor: Actor, unitId: string, asOf: PlainDate): Promise<Ledger | null> {
  const scope = penaltyScope(actor);
  if (!scope || !isId(unitId) || (scope.unitId !== undefined && scope.unitId !== unitId)) return null;
  const { jurisdictionId } = scope;
  return readAs(actor, async (tx) => {
    const unit = await tx.unit.findFirst({
      where: { jurisdictionId, id: unitId },
      select: { id: true, code: true, name: true, tier: true },
    });
    if (!unit) return null;
    const entries = await entriesIn(tx, { jurisdictionId, unitId });
    const contracts = await tx.contract.findMany({
      where: { jurisdictionId, unitId },
      select: { id: true, number: true, startsOn: true, effectiveUntil: true },
      orderBy: { startsOn: "desc" },
    });
    const ledgers: LedgerOfContract[] = [];
    for (const { id, number, startsOn, effectiveUntil } of contracts) {
      const contract = {
        id,
        number,
        startsOn: fromDbDate(startsOn),
        effectiveUntil: fromDbDate(effectiveUntil),
      };
      if (contract.startsOn > asOf || contract.effectiveUntil < asOf) continue;
      ledgers.push(await ledgerOfContract(tx, actor, unit, contract, asOf));
    }
    return {
      unit,
      entries,
      years: yearsOf(entries, asOf),
      contracts: ledgers,
      grantMonths: grantOf(actor, entries, asOf),
    };
  });
}

function yearsOf(entries: readonly EntryRow[], asOf: PlainDate): Ledger["years"] {
  const present = Number(asOf.slice(0, 4));
  return [present - 2, present - 1, present].map((year) => ({
    year,
    points: entries
      .filter(({ countsOn }) => Number(countsOn.slice(0, 4)) === year)
      .reduce((sum, { points }) => sum + points, 0),
  }));
}

/** What the missed corrections on record cost, as the law counts them on the day. */
function grantOf(actor: Actor, entries: readonly EntryRow[], asOf: PlainDate): number {
  const missed = entries
    .filter(({ scheme }) => scheme === "taichung_c")
    .reduce((sum, { points }) => sum + Math.sign(points), 0);
  return missed > 0 ? missedCorrections(rulesOf(actor.jurisdictionId), { missed, on: asOf }).grantMonths : 0;
}

async function ledgerOfContract(
  tx: Tx,
  actor: Actor,
  unit: PenaltyUnit,
  contract: LedgerOfContract["contract"],
  asOf: PlainDate,
): Promise<LedgerOfContract> {
  const scheme = schemeOf(actor, unit.tier, contract.startsOn);
  const base = { contract, scheme, tier: unit.tier, pendingCures: 0, next: [] };
  if (!scheme) {
    return { ...base, evaluation: null, unavailable: "本市沒有這類單位已知的記點規定。" };
  }
  const of: ContractOfPoints = { id: contract.id, unitId: unit.id, startsOn: contract.startsOn, scheme };
  const points = await standingPoints(tx, of);
  const history = await historyOf(tx, contract.id);
  const { outcome } = evaluate(actor, of, points, asOf);
  const next = nextOf(actor, unit, of, { history, points, asOf });
  return {
    ...base,
    evaluation: outcome,
    unavailable: null,
    next,
    pendingCures: pendingOf(actor, unit, of, history, asOf),
  };
}

interface OnRecord {
  history: readonly RuleViolation[];
  points: readonly StandingPoints[];
  asOf: PlainDate;
}

const HYPOTHETICAL = "00000000-0000-7000-8000-000000000000";

/** Asks the law of one hypothetical violation a clause, as if it happened on the day: what points, and what these would lead to. */
function nextOf(
  actor: Actor,
  unit: PenaltyUnit,
  contract: ContractOfPoints,
  record: OnRecord,
): NextViolation[] {
  const { scheme } = contract;
  if (scheme === "taichung_c") {
    return [
      hypothetical(actor, unit, contract, record, {
        clause: null,
        corrected: false,
        text: "再一次未於期限內完成改善",
      }),
    ];
  }
  if (scheme !== "national") return [];
  return clausesOf(unit.tier).flatMap(({ clause, text, hasCure }) => {
    const missed = { clause, text, corrected: hasCure ? false : null };
    const cured = { clause, text, corrected: true };
    return (hasCure ? [missed, cured] : [missed]).map((each) =>
      hypothetical(actor, unit, contract, record, each),
    );
  });
}

function hypothetical(
  actor: Actor,
  unit: PenaltyUnit,
  contract: ContractOfPoints,
  { history, points, asOf }: OnRecord,
  supposed: Pick<NextViolation, "clause" | "text" | "corrected">,
): NextViolation {
  const { clause, corrected } = supposed;
  const candidate = {
    id: HYPOTHETICAL,
    tier: unit.tier,
    scheme: contract.scheme,
    clause,
    corrected,
    happenedOn: asOf,
  };
  const proposal = proposalFor(actor, history, candidate);
  const more = proposal.points ?? 0;
  const after = more > 0 ? [...points, { violationId: HYPOTHETICAL, on: asOf, points: more }] : points;
  const would = evaluate(actor, contract, after, asOf);
  const { total, action, windowTotal } = would.outcome;
  return {
    ...supposed,
    ...{ points: proposal.points, article: proposal.article, total, action },
    windowTotal: windowTotal ?? null,
    detail: detailOf(would),
  };
}

function detailOf({ outcome }: MeasureProposal): string {
  const { action, becauseOf, suspendDays, suspendMonths, otherReadings } = outcome;
  const stricter = (otherReadings ?? []).length > 0 ? "；採任一次起算一年之較嚴解釋已達終止點數" : "";
  if (action === "terminate") {
    return becauseOf === "one_year"
      ? "一年內累計達終止點數"
      : becauseOf === "three_years"
        ? "連續三年達終止點數"
        : "達終止點數";
  }
  if (action === "none") return "";
  if (suspendDays) return `${suspendDays.min} 至 ${suspendDays.max} 日${stricter}`;
  return suspendMonths ? `${suspendMonths} 個月` : "期間由承辦人定之";
}

/** Corrections in time that have not led to a point yet: one more of any clause with a time to correct would. */
function pendingOf(
  actor: Actor,
  unit: PenaltyUnit,
  contract: ContractOfPoints,
  history: readonly RuleViolation[],
  asOf: PlainDate,
): number {
  const cure = clausesOf(unit.tier).find(({ hasCure }) => hasCure);
  if (contract.scheme !== "national" || !cure) return 0;
  const candidate = { id: HYPOTHETICAL, tier: unit.tier, scheme: contract.scheme, clause: cure.clause };
  const proposal = proposalFor(actor, history, { ...candidate, corrected: true, happenedOn: asOf });
  return (proposal.points ?? 0) > 0 ? 1 : 0;
}
