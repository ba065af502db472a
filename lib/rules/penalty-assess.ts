import { contractRegulation } from "./citations";
import { RuleError } from "./errors";
import { InputReader } from "./input";
import { type Outcome, Reasoning } from "./outcome";
import type { Rules } from "./parameter";
import { POINT_CATALOGUE, POINTS, type PointCatalogue } from "./parameters/penalty";
import type { PlainDate } from "./plain-date";

export const TIERS = ["a", "b"] as const;
export type PenaltyTier = (typeof TIERS)[number];

/** A breach in a contract. `corrected` says, for clauses with a time to correct, whether it was kept. */
export interface Violation {
  id: string;
  on: string;
  clause: number;
  corrected?: boolean | null;
}

export interface PointEntry {
  id: string;
  points: number;
  article: string;
  discretionary: boolean;
}

export interface Assessment {
  entries: PointEntry[];
  total: number;
  pendingCures: number;
}

interface ReadViolation {
  readonly id: string;
  readonly on: PlainDate;
  readonly clause: number;
  readonly corrected: boolean | undefined;
  readonly path: string;
}

interface PointValues {
  readonly first: number;
  readonly repeated: number;
  readonly curesForOnePoint: number;
}

// The catalogue is needed to know which clauses exist before any day is looked at; it has had one version so far.
const CATALOGUES = POINT_CATALOGUE.histories.tw?.[0]?.value;

function readViolation(
  reader: InputReader,
  index: number,
  catalogue: PointCatalogue | undefined,
): ReadViolation {
  const clause = reader.integer("clause", { min: 1, max: catalogue?.clauses ?? Number.MAX_SAFE_INTEGER });
  const isCure = catalogue?.cureClauses.includes(clause) === true;
  return {
    id: reader.text("id"),
    on: reader.date("on"),
    clause,
    corrected: isCure ? reader.optionalBoolean("corrected") : undefined,
    path: `violations[${index}].corrected`,
  };
}

/** Counts through a contract: how often each clause and the cure article have led to points. */
class PointLedger {
  readonly #catalogue: PointCatalogue;
  readonly #points: PointValues;
  readonly #times = new Map<string, number>();
  pendingCures = 0;

  constructor(catalogue: PointCatalogue, points: PointValues) {
    this.#catalogue = catalogue;
    this.#points = points;
  }

  enter({ id, clause, corrected }: ReadViolation): PointEntry {
    const { article, cureArticle } = this.#catalogue;
    const isCured = this.#catalogue.cureClauses.includes(clause) && corrected === true;
    if (!isCured) return this.#scored(id, `clause ${clause}`, article);
    this.pendingCures += 1;
    if (this.pendingCures < this.#points.curesForOnePoint) {
      return { id, points: 0, article: cureArticle, discretionary: false };
    }
    this.pendingCures = 0;
    return this.#scored(id, "cures", cureArticle);
  }

  #scored(id: string, ground: string, article: string): PointEntry {
    const time = (this.#times.get(ground) ?? 0) + 1;
    this.#times.set(ground, time);
    if (time === 1) return { id, points: this.#points.first, article, discretionary: false };
    const points = this.#points.repeated;
    return { id, points, article: this.#catalogue.repeatArticle, discretionary: time > 2 };
  }
}

function requireCorrections(catalogue: PointCatalogue, violations: readonly ReadViolation[]): void {
  for (const { clause, corrected, path } of violations) {
    if (!catalogue.cureClauses.includes(clause) || corrected !== undefined) continue;
    throw new RuleError("correction_unknown", path, `第 ${clause} 款須記載是否於期限內改善`, { clause });
  }
}

function explain(reasoning: Reasoning, { clause }: ReadViolation, entry: PointEntry): void {
  const extra = entry.discretionary ? "，得依違約次數加倍" : "";
  const text = `第 ${clause} 款，依第 ${entry.article} 條記 ${entry.points} 點${extra}`;
  reasoning.step("entry", text, { ...entry, clause });
  reasoning.cite(contractRegulation(`第${entry.article}條`));
}

/**
 * The points for the violations in one contract, in order of their days (of one day: of the list).
 * Input: `tier` (`a` §§28–30, `b` §§25–27), `violations` (`id`, `on`, `clause`, `corrected?`).
 * Output: `entries` (`id`, `points`, `article`, `discretionary`: the bureau may multiply), `total`, `pendingCures`
 * (corrections in time that have not yet led to a point, 0 or 1).
 * Errors: `invalid_date`, `out_of_range`, `missing_field`, `no_parameter`; `correction_unknown`.
 * Governing day: the day of each violation. Source: CR §§25–30. National.
 */
export function assessPoints(
  rules: Rules,
  input: { tier: PenaltyTier; violations: readonly Violation[] },
): Outcome<Assessment> {
  const reader = new InputReader(input);
  const tier = reader.choice("tier", TIERS);
  const known = reader.readable("tier") ? CATALOGUES?.[tier] : undefined;
  const violations = reader
    .objects("violations")
    .map((violation, index) => readViolation(violation, index, known));
  reader.finish();
  const reasoning = new Reasoning();
  const ordered = [...violations].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const inForce = ordered.map((violation) => ({
    violation,
    catalogue: reasoning.use(POINT_CATALOGUE, rules, violation.on)[tier],
    points: reasoning.use(POINTS, rules, violation.on),
  }));
  const [first] = inForce;
  if (first === undefined) return reasoning.outcome({ entries: [], total: 0, pendingCures: 0 });
  requireCorrections(first.catalogue, violations);
  const ledger = new PointLedger(first.catalogue, first.points);
  const entries = inForce.map(({ violation }) => {
    const entry = ledger.enter(violation);
    explain(reasoning, violation, entry);
    return entry;
  });
  const total = entries.reduce((sum, { points }) => sum + points, 0);
  return reasoning.outcome({ entries, total, pendingCures: ledger.pendingCures });
}
