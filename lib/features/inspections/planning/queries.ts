import { rulesOf } from "@/lib/features/registry/closures/queries";
import type { Actor } from "@/lib/platform/actor";
import { toDbDate } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";
import {
  type Duty,
  type DutyKind,
  dutiesOf,
  inspectionDuty,
  type UnitDuty,
} from "@/lib/rules/inspection-duty";
import { inspectionRisk, type RankedUnit } from "@/lib/rules/inspection-risk";
import type { Outcome } from "@/lib/rules/outcome";
import { addDays, type PlainDate } from "@/lib/rules/plain-date";
import type { Service } from "@/prisma/generated/enums";
import { mayInspect } from "../policy";
import { ROW_PARTS, toRows } from "../visits/list/queries";
import type { InspectionRow } from "../visits/types";
import { factsOfUnits, planUnits, visitsOfYear } from "./facts/queries";
import { DUTY_FORMS, INSTITUTION_SERVICES, WITHOUT_NOTICE } from "./labels";
import type { PlanParams } from "./schema";
import {
  type DutyBoard,
  PLAN_FILTERS,
  type PlanFilter,
  type PlanPage,
  type PlanRow,
  type PlanUnit,
  type PlanVisit,
  type UnitFacts,
} from "./types";

/** Everything that the plan of a city's year is made from, read once. */
export interface PlanData {
  on: PlainDate;
  jurisdictionId: string;
  units: PlanUnit[];
  visits: PlanVisit[];
  factsOf: (unitId: string) => UnitFacts;
  templates: Map<string, { id: string; title: string }>;
}

/** Reads the data of the plan; for whoever may plan inside a transaction of their own. */
export async function readPlanData(tx: Tx, jurisdictionId: string, on: PlainDate): Promise<PlanData> {
  const templates = await tx.checklistTemplate.findMany({
    where: { jurisdictionId, state: "in_force" },
    select: { id: true, formKey: true, title: true },
  });
  return {
    ...{ on, jurisdictionId },
    units: await planUnits(tx, jurisdictionId),
    visits: await visitsOfYear(tx, jurisdictionId, on.slice(0, 4)),
    factsOf: await factsOfUnits(tx, jurisdictionId, on),
    templates: new Map(templates.map(({ formKey, id, title }) => [formKey, { id, title }])),
  };
}

/** The plan of the year of a day; null for those who do not plan. */
export async function yearPlan(actor: Actor, on: PlainDate): Promise<PlanData | null> {
  if (!mayInspect(actor, "inspection.plan")) return null;
  return readAs(actor, (tx) => readPlanData(tx, actor.jurisdictionId, on));
}

const offers = (unit: PlanUnit, services: readonly Service[]) =>
  unit.services.some((service) => services.includes(service));

const POPULATION: Readonly<Record<DutyKind, (unit: PlanUnit) => boolean>> = {
  a_unit: ({ tier }) => tier === "a",
  // The public lists do not say of what kind a station is.
  c_station: ({ tier, cKind }) => tier === "c" && (cKind === "medical" || cKind === null),
  meals: (unit) => offers(unit, ["meals"]),
  b_unit: (unit) => unit.tier === "b" && offers(unit, INSTITUTION_SERVICES),
  professional: (unit) => unit.tier === "b" && offers(unit, ["professional"]),
  claims: ({ tier }) => tier === "b",
};

/** Whether an inspection fulfils a duty: by its form, without notice where the plan wants that, and no second look at findings. */
function counts(kind: DutyKind, visit: PlanVisit): boolean {
  if (!DUTY_FORMS[kind].includes(visit.form) || visit.purpose === "re_inspection") return false;
  return !visit.announced || !WITHOUT_NOTICE.includes(kind);
}

function visitsOf({ visits }: PlanData, kind: DutyKind): Map<string, PlanVisit[]> {
  const byUnit = new Map<string, PlanVisit[]>();
  for (const visit of visits.filter((each) => counts(kind, each))) {
    byUnit.set(visit.unitId, [...(byUnit.get(visit.unitId) ?? []), visit]);
  }
  return byUnit;
}

const dayOf = ({ visitedOn, week }: PlanVisit) => visitedOn ?? week;
const isDay = (day: PlainDate | null): day is PlainDate => day !== null;

/** The units that a duty is about. */
export function populationOf({ units }: PlanData, kind: DutyKind): PlanUnit[] {
  return units.filter(POPULATION[kind]);
}

/** What is owed, done, planned and left of one duty. */
export function dutyOf(data: PlanData, kind: DutyKind): Outcome<Duty> {
  const visits = visitsOf(data, kind);
  const units = populationOf(data, kind).map((unit) => {
    const all = visits.get(unit.id) ?? [];
    const signed = all.filter(({ state }) => state === "signed");
    return {
      ...{ unit: unit.code, since: unit.since, signs: data.factsOf(unit.id).signs.length },
      visits: signed.map(dayOf).filter(isDay),
      planned: all
        .filter(({ state }) => state !== "signed")
        .map(dayOf)
        .filter(isDay),
    };
  });
  return inspectionDuty(rulesOf(data.jurisdictionId), { kind, units, on: data.on });
}

/** All duties of the city's year. */
export function dutyBoards(data: PlanData): DutyBoard[] {
  return dutiesOf(rulesOf(data.jurisdictionId), data.on).map((kind) => ({
    kind,
    duty: dutyOf(data, kind),
    template: data.templates.get(DUTY_FORMS[kind][0]) ?? null,
  }));
}

/** The units of a duty by risk, with the reasons. */
export function rankedUnits(data: PlanData, kind: DutyKind): Map<string, RankedUnit> {
  const units = populationOf(data, kind).map(({ id, code }) => ({ unit: code, ...data.factsOf(id) }));
  const ranked = inspectionRisk(rulesOf(data.jurisdictionId), { units, on: data.on }).units;
  return new Map(ranked.map((each) => [each.unit, each]));
}

function stateOf({ remaining, required, done, planned, missed, must }: UnitDuty): PlanRow["state"] {
  if (!must && required === 0) return done > 0 ? "done" : planned > 0 ? "planned" : "open";
  if (remaining === 0) return missed > 0 && done === 0 ? "missed" : "done";
  if (planned >= remaining) return "planned";
  return missed > 0 ? "missed" : "open";
}

const SHOWS: Readonly<Record<PlanFilter, (row: PlanRow) => boolean>> = {
  // Units of a share that need not be visited can still be chosen.
  to_plan: ({ duty }) => (duty.must ? duty.remaining > duty.planned : duty.done + duty.planned === 0),
  remaining: ({ duty }) => (duty.must ? duty.remaining > 0 : duty.done === 0),
  planned: ({ duty }) => duty.planned > 0,
  done: ({ duty }) => duty.done > 0,
  missed: ({ duty }) => duty.missed > 0,
  must: ({ duty }) => duty.must,
  all: () => true,
};

/** The rows of one duty, the most pressing first; those that must be visited go before the rest. */
export function planRows(data: PlanData, kind: DutyKind): PlanRow[] {
  const duty = new Map(dutyOf(data, kind).units.map((each) => [each.unit, each]));
  const ranked = rankedUnits(data, kind);
  const visits = visitsOf(data, kind);
  const rows = populationOf(data, kind).flatMap((unit): PlanRow[] => {
    const [own, risk] = [duty.get(unit.code), ranked.get(unit.code)];
    if (!own || !risk) return [];
    const { signs, lastVisit } = data.factsOf(unit.id);
    return [
      {
        ...{ unit, duty: own, state: stateOf(own), rank: risk.rank, score: risk.score },
        ...{ reasons: risk.reasons, signs, lastVisit, visits: visits.get(unit.id) ?? [] },
      },
    ];
  });
  const isChoice = rows.some(({ duty: each }) => !each.must);
  const first = (row: PlanRow) => (isChoice && row.duty.must ? 0 : 1);
  return rows.sort(
    (a, b) => first(a) - first(b) || a.rank - b.rank || a.unit.code.localeCompare(b.unit.code),
  );
}

/** A page of a duty's rows as the filters leave them. */
export function planPage(data: PlanData, kind: DutyKind, params: PlanParams, forFile = false): PlanPage {
  const folded = foldText(params.q);
  const rows = planRows(data, kind).filter(
    ({ unit }) =>
      (!folded || unit.nameFolded.includes(folded) || unit.code.startsWith(params.q.toUpperCase())) &&
      (!params.district || unit.districtId === params.district),
  );
  const shown = rows.filter(SHOWS[params.show]);
  const from = (params.page - 1) * params.size;
  return {
    rows: forFile ? shown : shown.slice(from, from + params.size),
    total: shown.length,
    counts: Object.fromEntries(
      PLAN_FILTERS.map((filter) => [filter, rows.filter(SHOWS[filter]).length]),
    ) as Record<PlanFilter, number>,
  };
}

export interface PlannedWeek {
  monday: PlainDate;
  inspections: InspectionRow[];
}

const WEEK = 7;
/** The most inspections that the page of weeks shows. */
const MOST_OF_WEEKS = 500;

/** What is planned week by week from a Monday on, and what was planned before and is not done; null for those who do not plan. */
export async function weeksFrom(
  actor: Actor,
  monday: PlainDate,
  count: number,
): Promise<{ late: InspectionRow[]; weeks: PlannedWeek[] } | null> {
  if (!mayInspect(actor, "inspection.plan")) return null;
  const { jurisdictionId } = actor;
  const rows = await readAs(actor, async (tx) => {
    const [from, to] = [toDbDate(monday), toDbDate(addDays(monday, count * WEEK - 1))];
    const found = await tx.inspection.findMany({
      where: {
        jurisdictionId,
        OR: [
          { plannedWeek: { gte: from, lte: to }, state: { not: "cancelled" } },
          { plannedWeek: { lt: from }, state: { in: ["planned", "under_way"] } },
        ],
      },
      include: ROW_PARTS,
      orderBy: [{ plannedWeek: "asc" }, { number: "asc" }],
      take: MOST_OF_WEEKS,
    });
    return toRows(tx, found);
  });
  const mondays = Array.from({ length: count }, (_, index) => addDays(monday, index * WEEK));
  return {
    late: rows.filter(({ plannedWeek }) => plannedWeek !== null && plannedWeek < monday),
    weeks: mondays.map((each) => ({
      monday: each,
      inspections: rows.filter(({ plannedWeek }) => plannedWeek === each),
    })),
  };
}

/** Inspections in which the actor is named, that are not done and were planned for a week up to that of `on`. */
export async function myInspections(actor: Actor, on: PlainDate): Promise<InspectionRow[] | null> {
  const { jurisdictionId, accountId } = actor;
  if (!mayInspect(actor, "inspection.carry_out") || accountId === null) return null;
  return readAs(actor, async (tx) => {
    const found = await tx.inspection.findMany({
      where: {
        ...{ jurisdictionId, state: { in: ["planned", "under_way"] }, plannedWeek: { lte: toDbDate(on) } },
        inspectors: { some: { accountId } },
      },
      include: ROW_PARTS,
      orderBy: [{ plannedWeek: "asc" }, { number: "asc" }],
    });
    return toRows(tx, found);
  });
}
