import type { Actor } from "@/lib/platform/actor";
import type { Role } from "@/prisma/generated/enums";
import { aContract } from "./dispatch";
import { aCity, ownerSql, type TestCity, type TestUnit } from "./fixtures";
import { aViolation, ownLetters, proposedMeasure } from "./penalties";

// The four places at which an authorisation test of points looks, and what stands there at each stage.

export const PLACES = ["own A unit", "own B unit", "other unit", "another city"] as const;
export type Place = (typeof PLACES)[number];

export const STAGES = ["proposed", "hearing", "decided", "dropped unheard"] as const;
export type Stage = (typeof STAGES)[number];

export const INSPECTORS: readonly Role[] = ["bureau_officer", "care_supervisor", "care_specialist"];
export const LEADERS: readonly Role[] = ["bureau_officer", "care_supervisor"];
export const OFFICER: readonly Role[] = ["bureau_officer"];
export const ANSWERERS: readonly Role[] = ["a_unit_manager", "b_unit_staff"];

export interface PenaltyPlaces {
  city: TestCity;
  units: Record<Place, TestUnit>;
  violations: Record<Place, Record<Stage, string>>;
  /** Proposed by the decided violation of the place. */
  measures: Record<Place, { id: string; version: number }>;
  /** The points letter of the decided violation. */
  letters: Record<Place, string>;
}

/** Whether a role's person works for the unit of a place. */
export function owns(role: Role, place: Place): boolean {
  if (place === "own A unit") return role === "a_unit_manager" || role === "case_manager";
  return place === "own B unit" && role === "b_unit_staff";
}

/** Whether a role inspects in the city of a place. */
export function inspects(role: Role, place: Place): boolean {
  return INSPECTORS.includes(role) && place !== "another city";
}

/** A violation at every stage, a proposed measure and its letters, at each of the places. */
export async function penaltyPlaces(): Promise<PenaltyPlaces> {
  await ownLetters();
  const city = await aCity("taichung");
  const foreign = await aCity("taoyuan");
  const units: Record<Place, TestUnit> = {
    "own A unit": city.aUnit,
    "own B unit": city.bUnit,
    "other unit": city.otherAUnit,
    "another city": foreign.aUnit,
  };
  const violations = {} as PenaltyPlaces["violations"];
  const measures = {} as PenaltyPlaces["measures"];
  const letters = {} as PenaltyPlaces["letters"];
  for (const place of PLACES) {
    const unit = units[place];
    const at: TestCity = place === "another city" ? foreign : city;
    await aContract(unit);
    violations[place] = await atEachStage(at.actors.bureau_officer, unit);
    const open = await proposedMeasure(unit);
    measures[place] = { id: open?.id ?? "", version: open?.version ?? 0 };
    const [letter] = await ownerSql<{ id: string }>(
      "SELECT id FROM letter WHERE violation_id = $1 AND kind = 'points'",
      [violations[place].decided],
    );
    letters[place] = letter?.id ?? "";
  }
  return { city, units, violations, measures, letters };
}

const CLAUSE = { clause: 2 } as const;

async function atEachStage(officer: Actor, unit: TestUnit): Promise<Record<Stage, string>> {
  const dropped = await aViolation(officer, unit, CLAUSE).proposed();
  await ownerSql("UPDATE violation SET state = 'dropped', grounds = '查無事證' WHERE id = $1", [dropped]);
  return {
    decided: await aViolation(officer, unit, CLAUSE).decided(),
    hearing: await aViolation(officer, unit, CLAUSE).heard(),
    proposed: await aViolation(officer, unit, CLAUSE).proposed(),
    "dropped unheard": dropped,
  };
}
