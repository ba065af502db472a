import { type Concentration, dispatchConcentration } from "@/lib/rules/dispatch";
import type { Outcome } from "@/lib/rules/outcome";
import type { Rules } from "@/lib/rules/parameter";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { DispatchBasis, DispatchState, Service } from "@/prisma/generated/enums";
import type { Counts, Flag, Month, NamedUnit, TableContent, TableRow, UnitRow } from "../types";

/** A dispatch of the month, as far as the table needs it: no person. */
export interface DispatchFact {
  unit: NamedUnit;
  service: Service;
  basis: DispatchBasis;
  state: DispatchState;
  reason: string | null;
  on: PlainDate;
}

export interface TableFacts {
  rules: Rules;
  month: Month;
  /** The last day of the month: the day of which the rule is asked. */
  on: PlainDate;
  madeOn: PlainDate;
  aUnit: NamedUnit;
  principles: string;
  dispatches: readonly DispatchFact[];
  /** B units of the A unit's own or a connected organisation. */
  related: readonly string[];
}

const NONE: Counts = {
  dispatches: 0,
  choice: 0,
  rotation: 0,
  deviations: 0,
  other: 0,
  declined: 0,
  withdrawn: 0,
};

/**
 * Counts dispatches. What was withdrawn stands beside the number: the unit took it back and the case was given anew, so it
 * would count twice. What a B unit declined was dispatched and counts.
 */
function countOf(facts: readonly DispatchFact[]): Counts {
  const made = facts.filter(({ state }) => state !== "withdrawn" && state !== "taken_back");
  const by = (basis: DispatchBasis) => made.filter((fact) => fact.basis === basis).length;
  const counts = {
    dispatches: made.length,
    choice: by("client_choice"),
    rotation: by("rotation"),
    deviations: by("deviation"),
  };
  return {
    ...counts,
    other: counts.dispatches - counts.choice - counts.rotation - counts.deviations,
    declined: made.filter(({ state }) => state === "declined").length,
    withdrawn: facts.length - made.length,
  };
}

function groupsOf<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups.values()];
}

function rowOf(facts: DispatchFact[]): TableRow {
  // A group is never empty.
  const first = facts[0] as DispatchFact;
  const reasons = facts
    .filter(({ basis, state }) => basis === "deviation" && state !== "withdrawn" && state !== "taken_back")
    .map(({ on, reason }) => ({ on, reason: reason ?? "" }))
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  return { unit: first.unit, service: first.service, ...countOf(facts), reasons };
}

function byCode(a: { unit: NamedUnit }, b: { unit: NamedUnit }): number {
  return a.unit.code < b.unit.code ? -1 : a.unit.code > b.unit.code ? 1 : 0;
}

function flagsIn(concentration: Concentration, related: ReadonlySet<string>, unitId: string, count: number) {
  const flags: Flag[] = [];
  if (concentration.flagged.includes(unitId)) flags.push("concentrated");
  if (related.has(unitId) && count > 0) flags.push("related");
  if (concentration.relatedInTop3.includes(unitId)) flags.push("related_top3");
  return flags;
}

/** The table of a month from its dispatches: rows per B unit and service, and per B unit the share and flags that the rule tells. */
export function tableContent(facts: TableFacts): TableContent {
  const { rules, month, on, madeOn, aUnit, principles, dispatches } = facts;
  const related = new Set(facts.related);
  const perUnit = groupsOf(dispatches, ({ unit }) => unit.id).map((group) => ({
    unit: (group[0] as DispatchFact).unit,
    ...countOf(group),
  }));
  const concentration: Outcome<Concentration> = dispatchConcentration(rules, {
    counts: perUnit.map(({ unit, dispatches: count }) => ({ unit: unit.id, count })),
    related: [...related],
    on,
  });
  const units: UnitRow[] = perUnit
    .map((row) => ({
      ...row,
      share: concentration.shares.find(({ unit }) => unit === row.unit.id)?.share ?? 0,
      flags: flagsIn(concentration, related, row.unit.id, row.dispatches),
    }))
    .sort((a, b) => b.dispatches - a.dispatches || byCode(a, b));
  const rows = groupsOf(dispatches, ({ unit, service }) => `${unit.id} ${service}`)
    .map(rowOf)
    .sort((a, b) => byCode(a, b) || (a.service < b.service ? -1 : 1));
  const total = dispatches.length === 0 ? NONE : countOf(dispatches);
  return { format: 1, month, madeOn, aUnit, principles, rows, units, total, concentration };
}
