import { type Audited, auditShares } from "@/lib/rules/audit-shares";
import { RuleError } from "@/lib/rules/errors";
import type { RuleSet } from "@/lib/rules/parameter";
import { valueOn } from "@/lib/rules/parameter";
import { AUDITS_PER_AUDITOR } from "@/lib/rules/parameters/sampling";
import type { PlainDate } from "@/lib/rules/plain-date";
import { draw, sampleSize } from "@/lib/rules/sampling";
import type { SampleStratum } from "@/prisma/generated/enums";
import type { DrawnStratum, KeptConcentration, KeptPopulation, Sizing } from "../types";

/** The cases of an A unit that could be drawn in a month. */
export interface UnitPopulation {
  unit: { id: string; code: string };
  strata: KeptPopulation[];
  concentration: KeptConcentration | null;
}

export interface MonthFacts {
  ruleSet: RuleSet;
  on: PlainDate;
  seed: string;
  supervisors: number;
  specialists: number;
  units: readonly UnitPopulation[];
}

/** Whether a city sets the number of each auditor (new and reassessed cases) and not a share of each unit's cases. */
export function perAuditorOn(ruleSet: RuleSet, on: PlainDate) {
  return valueOn(AUDITS_PER_AUDITOR, ruleSet, on)?.value ?? null;
}

/** A rule's outcome without the parts that are computed late, as it is kept. */
function kept<T>(outcome: T): T {
  return JSON.parse(JSON.stringify(outcome));
}

/** The draws of a month: of every unit the size that the law says, and all its cases in the order of the draw. */
export function drawsOf(facts: MonthFacts): Map<string, DrawnStratum[]> {
  const sizings =
    perAuditorOn(facts.ruleSet, facts.on) === null ? shareOfUnit(facts) : shareOfAuditors(facts);
  return new Map(
    facts.units.map(({ unit, strata }) => [
      unit.id,
      strata.flatMap(({ stratum, ids }) => {
        const sizing = sizings(unit, stratum, ids.length);
        return sizing ? [drawStratum(stratum, ids, facts.seed, sizing, unit.code)] : [];
      }),
    ]),
  );
}

type SizingOf = (
  unit: { id: string; code: string },
  stratum: SampleStratum,
  population: number,
) => Sizing | null;

function shareOfUnit({ ruleSet, on, units }: MonthFacts): SizingOf {
  return ({ id }, stratum, population) => {
    if (stratum !== "ongoing") return null;
    const concentration = units.find(({ unit }) => unit.id === id)?.concentration;
    const relatedInTop3 = (concentration?.relatedInTop3.length ?? 0) > 0;
    const input = { kind: "system_audit", population, relatedInTop3, on } as const;
    return { rule: "sampling.size", input, outcome: kept(sampleSize(ruleSet, input)) };
  };
}

function shareOfAuditors({ ruleSet, on, units, supervisors, specialists }: MonthFacts): SizingOf {
  const shares = (of: Audited, auditors: number): Sizing => {
    const input = {
      ...{ of, auditors, on },
      units: units.map(({ unit, strata }) => ({
        unit: unit.code,
        population: strata.find(({ stratum }) => stratum === of)?.ids.length ?? 0,
      })),
    };
    return { rule: "sampling.shares", input, outcome: kept(auditShares(ruleSet, input)) };
  };
  const of = { new_case: shares("new_case", supervisors), reassessed: shares("reassessed", specialists) };
  return (_unit, stratum) => (stratum === "ongoing" ? null : of[stratum]);
}

/** The number that a kept sizing says for a unit. */
export function sizeIn(sizing: Sizing, unitCode: string): number {
  if (sizing.rule === "sampling.size") return sizing.outcome.size;
  return sizing.outcome.units.find(({ unit }) => unit === unitCode)?.size ?? 0;
}

function drawStratum(
  stratum: SampleStratum,
  ids: readonly string[],
  seed: string,
  sizing: Sizing,
  unitCode: string,
): DrawnStratum {
  const { ids: order } = draw({ seed, ids, size: ids.length });
  return { stratum, size: sizeIn(sizing, unitCode), sizing, order };
}

/** The sizing asked of the law again, from what was asked then; null where the law has no answer any more. */
export function sizedAgain(ruleSet: RuleSet, sizing: Sizing): Sizing["outcome"] | null {
  try {
    return sizing.rule === "sampling.size"
      ? kept(sampleSize(ruleSet, sizing.input))
      : kept(auditShares(ruleSet, sizing.input));
  } catch (error) {
    if (error instanceof RuleError) return null;
    throw error;
  }
}
