import { fromDbDate, toDbDate } from "@/lib/platform/clock";
import type { Tx } from "@/lib/platform/db";
import { addDays, addYears, type PlainDate, plainDate } from "@/lib/rules/plain-date";
import type { CKind, FindingState, Service, Tier } from "@/prisma/generated/enums";
import type { FormKey } from "../../templates/types";
import type { PlanUnit, PlanVisit, UnitFacts } from "../types";

// What the records of a city say of its units, each asked once for all of them. The caller has judged who may read it.

interface UnitRow {
  id: string;
  code: string;
  name: string;
  name_folded: string;
  tier: Tier;
  c_kind: CKind | null;
  district_id: string;
  district: string;
  services: Service[];
  since: string | null;
}

/** The units of a city that are listed, with the first day of their contracts. */
export async function planUnits(tx: Tx, jurisdictionId: string): Promise<PlanUnit[]> {
  const rows = await tx.$queryRaw<UnitRow[]>`
    SELECT u.id::text, u.code, u.name, u.name_folded, u.tier::text, u.c_kind::text, u.district_id, d.name AS district,
           l.services, c.since::text
      FROM unit u
      JOIN district d ON d.id = u.district_id
      JOIN (SELECT unit_id, array_agg(DISTINCT service::text) AS services FROM listing
             WHERE jurisdiction_id = ${jurisdictionId} AND state = 'listed' GROUP BY unit_id) l ON l.unit_id = u.id
      LEFT JOIN (SELECT unit_id, min(starts_on) AS since FROM contract
                  WHERE jurisdiction_id = ${jurisdictionId} GROUP BY unit_id) c ON c.unit_id = u.id
     WHERE u.jurisdiction_id = ${jurisdictionId} AND u.merged_into_id IS NULL
     ORDER BY u.code`;
  return rows.map(({ name_folded, c_kind, district_id, since, ...row }) => ({
    ...row,
    ...{ nameFolded: name_folded, cKind: c_kind, districtId: district_id },
    since: since === null ? null : plainDate(since),
  }));
}

/** The inspections of a year that were not cancelled, carried out or planned in it. */
export async function visitsOfYear(tx: Tx, jurisdictionId: string, year: string): Promise<PlanVisit[]> {
  const span = { gte: toDbDate(plainDate(`${year}-01-01`)), lte: toDbDate(plainDate(`${year}-12-31`)) };
  const rows = await tx.inspection.findMany({
    where: {
      jurisdictionId,
      state: { not: "cancelled" },
      OR: [{ visitedOn: span }, { visitedOn: null, plannedWeek: span }],
    },
    select: {
      ...{ id: true, number: true, unitId: true, purpose: true, announced: true, state: true },
      ...{ plannedWeek: true, visitedOn: true, template: { select: { formKey: true } } },
    },
    orderBy: [{ plannedWeek: "asc" }, { number: "asc" }],
  });
  return rows.map(({ template, plannedWeek, visitedOn, ...row }) => ({
    ...row,
    ...{ form: template.formKey as FormKey, week: fromDbDate(plannedWeek), visitedOn: fromDbDate(visitedOn) },
  }));
}

const SETTLED: FindingState[] = ["closed", "failed"];

/** The signs of risk of all units of a city. */
export async function factsOfUnits(
  tx: Tx,
  jurisdictionId: string,
  on: PlainDate,
): Promise<(unitId: string) => UnitFacts> {
  const yearAgo = toDbDate(addDays(addYears(on, -1), 1));
  const day = toDbDate(on);
  const unsettled = { jurisdictionId, state: { notIn: SETTLED } };
  const open = await tx.finding.groupBy({
    by: ["unitId"],
    where: unsettled,
    _count: true,
  });
  const overdue = await tx.finding.groupBy({
    by: ["unitId"],
    where: { ...unsettled, dueOn: { lt: day } },
    _count: true,
  });
  const points = await tx.pointEntry.groupBy({
    by: ["unitId"],
    where: { jurisdictionId, countsOn: { gte: yearAgo, lte: day } },
    _sum: { points: true },
  });
  const incidents = await tx.incident.groupBy({
    by: ["unitId"],
    where: { jurisdictionId, happenedOn: { gte: yearAgo, lte: day } },
    _count: true,
  });
  const clocks = await tx.clock.groupBy({
    by: ["unitId"],
    where: { jurisdictionId, doneOn: null, cancelledOn: null, excuse: null, dueOn: { lt: day } },
    _count: true,
  });
  const visits = await tx.inspection.groupBy({
    by: ["unitId"],
    where: { jurisdictionId, state: "signed", visitedOn: { lte: day } },
    _max: { visitedOn: true },
  });
  const shares = await concentrations(tx, jurisdictionId, on);
  const signs = await professionalSigns(tx, jurisdictionId, on);
  const counted = (rows: { unitId: string | null; _count: number }[]) =>
    new Map(rows.map(({ unitId, _count }) => [unitId, _count]));
  const [openOf, overdueOf, incidentsOf, clocksOf] = [open, overdue, incidents, clocks].map(counted);
  const pointsOf = new Map(points.map(({ unitId, _sum }) => [unitId, _sum.points ?? 0]));
  const visitOf = new Map(visits.map(({ unitId, _max }) => [unitId, fromDbDate(_max.visitedOn)]));
  return (unitId) => ({
    openFindings: openOf?.get(unitId) ?? 0,
    overdueFindings: overdueOf?.get(unitId) ?? 0,
    // Points taken back may outweigh those of the year.
    points: Math.max(0, pointsOf.get(unitId) ?? 0),
    incidents: incidentsOf?.get(unitId) ?? 0,
    overdueClocks: clocksOf?.get(unitId) ?? 0,
    concentration: shares.get(unitId) ?? null,
    lastVisit: visitOf.get(unitId) ?? null,
    signs: signs.get(unitId) ?? [],
  });
}

/** The largest share of one B unit in each A unit's last filed monthly table, per cent to one place. */
async function concentrations(tx: Tx, jurisdictionId: string, on: PlainDate): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ unit_id: string; share: number }[]>`
    SELECT t.a_unit_id::text AS unit_id,
           (SELECT max((u ->> 'share')::float8) FROM jsonb_array_elements(t.content -> 'units') u) AS share
      FROM (SELECT DISTINCT ON (a_unit_id) a_unit_id, content FROM monthly_dispatch_table
             WHERE jurisdiction_id = ${jurisdictionId} AND state <> 'replaced' AND month <= ${toDbDate(on)}::date
             ORDER BY a_unit_id, month DESC, version_no DESC) t`;
  return new Map(rows.map(({ unit_id, share }) => [unit_id, Math.round((share ?? 0) * 1000) / 10]));
}

const SAME_SYSTEM = "個案來自同一體系 A 單位派案";
const FOUND_LAST_YEAR = "前一年度查核有異常";

/** The signs of the plan's list that the records can tell. */
async function professionalSigns(
  tx: Tx,
  jurisdictionId: string,
  on: PlainDate,
): Promise<Map<string, string[]>> {
  const lastYear = Number(on.slice(0, 4)) - 1;
  const yearAgo = toDbDate(addYears(on, -1));
  const related = await tx.$queryRaw<{ unit_id: string }[]>`
    SELECT DISTINCT d.to_unit_id::text AS unit_id
      FROM dispatch d
      JOIN unit t ON t.id = d.to_unit_id
      JOIN unit f ON f.id = d.from_unit_id
     WHERE d.jurisdiction_id = ${jurisdictionId} AND d.service = 'professional' AND d.dispatched_on >= ${yearAgo}::date
       AND (t.organisation_id = f.organisation_id OR EXISTS (
         SELECT FROM related_party r
          WHERE r.jurisdiction_id = ${jurisdictionId} AND r.ended_at IS NULL
            AND ((r.organisation_a_id = t.organisation_id AND r.organisation_b_id = f.organisation_id)
              OR (r.organisation_b_id = t.organisation_id AND r.organisation_a_id = f.organisation_id))))`;
  const found = await tx.finding.findMany({
    where: {
      jurisdictionId,
      inspection: {
        visitedOn: {
          gte: toDbDate(plainDate(`${lastYear}-01-01`)),
          lte: toDbDate(plainDate(`${lastYear}-12-31`)),
        },
      },
    },
    distinct: ["unitId"],
    select: { unitId: true },
  });
  const signs = new Map<string, string[]>();
  for (const { unit_id } of related) signs.set(unit_id, [SAME_SYSTEM]);
  for (const { unitId } of found) signs.set(unitId, [...(signs.get(unitId) ?? []), FOUND_LAST_YEAR]);
  return signs;
}
