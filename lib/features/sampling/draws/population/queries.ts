import { firstDayOf, lastDayOf } from "@/lib/features/dispatch/monthly-tables/schema";
import { rulesOf } from "@/lib/features/registry/closures/queries";
import type { Tx } from "@/lib/platform/db";
import { dispatchConcentration } from "@/lib/rules/dispatch";
import { addMonths } from "@/lib/rules/plain-date";
import type { SampleStratum } from "@/prisma/generated/enums";
import type { KeptConcentration, Month } from "../../types";
import type { UnitPopulation } from "../types";

interface CaseOfUnit {
  unit_id: string;
  case_id: string;
}

/** Every A unit of the city that carries cases which could be drawn in a month, in order of its code. */
export async function populationsOf(
  tx: Tx,
  jurisdictionId: string,
  month: Month,
  strata: readonly SampleStratum[],
): Promise<UnitPopulation[]> {
  const found = new Map<SampleStratum, CaseOfUnit[]>();
  for (const stratum of strata) found.set(stratum, await casesOf(tx, jurisdictionId, month, stratum));
  // A case that was both new and reassessed in a month is drawn as a new one.
  const isNew = new Set(found.get("new_case")?.map(({ case_id }) => case_id));
  const ids = (unitId: string, stratum: SampleStratum) =>
    (found.get(stratum) ?? [])
      .filter((row) => row.unit_id === unitId && (stratum !== "reassessed" || !isNew.has(row.case_id)))
      .map(({ case_id }) => case_id)
      .sort();
  const unitIds = new Set([...found.values()].flat().map(({ unit_id }) => unit_id));
  const units = await tx.unit.findMany({
    where: { jurisdictionId, id: { in: [...unitIds] } },
    select: { id: true, code: true },
    orderBy: { code: "asc" },
  });
  return units.map((unit) => ({
    unit,
    strata: strata.map((stratum) => ({ stratum, ids: ids(unit.id, stratum) })),
    concentration: null,
  }));
}

/** Cases with a plan that an A unit carries: all of them, those whose first plan was approved in the month, those reassessed in it. */
function casesOf(
  tx: Tx,
  jurisdictionId: string,
  month: Month,
  stratum: SampleStratum,
): Promise<CaseOfUnit[]> {
  const [first, last] = [firstDayOf(month), lastDayOf(month)];
  if (stratum === "new_case")
    return tx.$queryRaw`
      SELECT c.a_unit_id::text AS unit_id, c.id::text AS case_id FROM case_file c
       WHERE c.jurisdiction_id = ${jurisdictionId} AND c.a_unit_id IS NOT NULL AND c.status IN ('assigned', 'in_service')
         AND EXISTS (
           SELECT FROM care_plan p
            WHERE p.jurisdiction_id = c.jurisdiction_id AND p.case_id = c.id AND p.kind = 'initial'
              AND p.status IN ('approved', 'superseded')
              AND (p.decided_at AT TIME ZONE 'Asia/Taipei')::date BETWEEN ${first}::date AND ${last}::date)`;
  if (stratum === "reassessed")
    return tx.$queryRaw`
      SELECT c.a_unit_id::text AS unit_id, c.id::text AS case_id FROM case_file c
       WHERE c.jurisdiction_id = ${jurisdictionId} AND c.a_unit_id IS NOT NULL AND c.status IN ('assigned', 'in_service')
         AND EXISTS (
           SELECT FROM care_plan p
            WHERE p.jurisdiction_id = c.jurisdiction_id AND p.case_id = c.id AND p.status IN ('approved', 'superseded'))
         AND EXISTS (
           SELECT FROM assessment a
            WHERE a.jurisdiction_id = c.jurisdiction_id AND a.case_id = c.id AND a.kind = 'reassessment'
              AND a.assessed_on BETWEEN ${first}::date AND ${last}::date)`;
  return tx.$queryRaw`
    SELECT c.a_unit_id::text AS unit_id, c.id::text AS case_id FROM case_file c
     WHERE c.jurisdiction_id = ${jurisdictionId} AND c.a_unit_id IS NOT NULL AND c.status IN ('assigned', 'in_service')
       AND EXISTS (
         SELECT FROM care_plan p
          WHERE p.jurisdiction_id = c.jurisdiction_id AND p.case_id = c.id AND p.status IN ('approved', 'superseded'))`;
}

/** Of each A unit the related B units among its three largest in a month; units without dispatches have no entry. */
export async function concentrationsOf(
  tx: Tx,
  jurisdictionId: string,
  month: Month,
): Promise<Map<string, KeptConcentration>> {
  const [first, last] = [firstDayOf(month), lastDayOf(month)];
  const counts = await tx.$queryRaw<{ from_id: string; to_id: string; count: number }[]>`
    SELECT d.from_unit_id::text AS from_id, d.to_unit_id::text AS to_id, count(*)::int AS count
      FROM dispatch d
     WHERE d.jurisdiction_id = ${jurisdictionId} AND d.from_unit_id IS NOT NULL
       AND d.dispatched_on BETWEEN ${first}::date AND ${last}::date AND d.state NOT IN ('withdrawn', 'taken_back')
     GROUP BY d.from_unit_id, d.to_unit_id`;
  const related = await tx.$queryRaw<{ one: string; other: string }[]>`
    SELECT a.id::text AS one, b.id::text AS other
      FROM unit a
      JOIN unit b ON b.jurisdiction_id = a.jurisdiction_id AND b.tier = 'b'
     WHERE a.jurisdiction_id = ${jurisdictionId} AND a.tier = 'a'
       AND (b.organisation_id = a.organisation_id OR EXISTS (
         SELECT FROM related_party p
          WHERE p.jurisdiction_id = a.jurisdiction_id AND p.ended_at IS NULL
            AND (p.organisation_a_id, p.organisation_b_id) IN
                ((a.organisation_id, b.organisation_id), (b.organisation_id, a.organisation_id))))`;
  const rules = rulesOf(jurisdictionId);
  const givers = [...new Set(counts.map(({ from_id }) => from_id))];
  return new Map(
    givers.map((unitId) => {
      const { relatedInTop3 } = dispatchConcentration(rules, {
        counts: counts
          .filter(({ from_id }) => from_id === unitId)
          .map(({ to_id, count }) => ({ unit: to_id, count })),
        related: related.filter(({ one }) => one === unitId).map(({ other }) => other),
        on: last,
      });
      return [unitId, { month, relatedInTop3 }];
    }),
  );
}

/** The month whose dispatches tell how concentrated a unit is: the drawn one, or the last that is over. */
export function concentrationMonth(month: Month, present: Month): Month {
  return month < present ? month : addMonths(firstDayOf(present), -1).slice(0, 7);
}
