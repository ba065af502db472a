import type { Actor } from "@/lib/platform/actor";
import { readAs, type Tx } from "@/lib/platform/db";
import { Prisma } from "@/prisma/generated/client";
import type { Service } from "@/prisma/generated/enums";
import { sourceIs } from "../list/queries";
import { unitScope } from "../policy";
import type { MapMeasure, MapParams, MapSort, MapSubject } from "./schema";
import type { DistrictFigure, MapFigures } from "./types";

/** The plan year shown when none is asked for: that of the plan in force, 114. */
const PLAN_YEAR = 2025;

/** Units, listings and need per district of the actor's city. */
export async function districtFigures(actor: Actor, params: MapParams): Promise<MapFigures> {
  const city = unitScope(actor).jurisdictionId;
  return readAs(actor, async (tx) => {
    const { name, years, hasReal } = await readFrame(tx, city);
    const year = chooseYear(years, params.year);
    const source = hasReal ? ("real" as const) : ("demo" as const);
    const rows = (await readDistricts(tx, city, params.of, year, source)).map(withRate);
    const needSource = rows.find((row) => row.needSource)?.needSource ?? null;
    const totals = totalsOf(rows);
    const measure: MapMeasure =
      params.measure === "per_1000" && rows.every((row) => row.need === null) ? "units" : params.measure;
    return {
      ...{ city: name, totals, measure, year, years, needSource, source },
      rows: sortRows(rows, params.sort, params.dir),
      measureFellBack: measure !== params.measure,
    };
  });
}

interface Frame {
  name: string;
  years: number[];
  hasReal: boolean;
}

async function readFrame(tx: Tx, city: string): Promise<Frame> {
  const [frame] = await tx.$queryRaw<Frame[]>`
    SELECT j.name,
      ARRAY(SELECT DISTINCT n.year FROM district_need n WHERE n.jurisdiction_id = j.id ORDER BY n.year) AS years,
      EXISTS (SELECT FROM unit u WHERE u.jurisdiction_id = j.id AND u.source <> 'demo') AS "hasReal"
    FROM jurisdiction j WHERE j.id = ${city}`;
  return frame ?? { name: "", years: [], hasReal: false };
}

function chooseYear(years: number[], asked: number | undefined): number | null {
  if (asked !== undefined && years.includes(asked)) return asked;
  return years.includes(PLAN_YEAR) ? PLAN_YEAR : (years.at(-1) ?? null);
}

type Row = Omit<DistrictFigure, "per1000"> & { needSource: string | null; zoneOrder: number | null };

function readDistricts(
  tx: Tx,
  city: string,
  of: MapSubject,
  year: number | null,
  source: "real" | "demo",
): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    SELECT d.id, d.name, z.name AS zone, z.sort_order AS "zoneOrder", coalesce(c.units, 0)::int AS units,
      coalesce(c.listings, 0)::int AS listings, n.total AS need, n.source AS "needSource"
    FROM district d
    LEFT JOIN service_zone z ON z.id = d.service_zone_id
    LEFT JOIN district_need n ON n.jurisdiction_id = d.jurisdiction_id AND n.district_id = d.id
      AND n.year = ${year}::int
    LEFT JOIN (
      SELECT u.district_id, count(DISTINCT u.id) AS units, count(*) AS listings
      FROM listing l JOIN unit u ON u.jurisdiction_id = l.jurisdiction_id AND u.id = l.unit_id
      WHERE l.jurisdiction_id = ${city} AND l.state = 'listed'
        AND ${sourceIs(Prisma.sql`u.source`, source)} AND ${subjectIs(of)}
      GROUP BY u.district_id
    ) c ON c.district_id = d.id
    WHERE d.jurisdiction_id = ${city}
    ORDER BY d.id`;
}

function subjectIs(of: MapSubject): Prisma.Sql {
  if (of === "all") return Prisma.sql`true`;
  if (of === "a" || of === "b" || of === "c") return Prisma.sql`u.tier = ${of}::tier`;
  return Prisma.sql`l.service = ${of satisfies Service}::service`;
}

function per1000(units: number, need: number | null): number | null {
  return need ? (units * 1000) / need : null;
}

function withRate(row: Row): Row & DistrictFigure {
  return { ...row, per1000: per1000(row.units, row.need) };
}

function totalsOf(rows: DistrictFigure[]): MapFigures["totals"] {
  const sum = (pick: (row: DistrictFigure) => number) => rows.reduce((total, row) => total + pick(row), 0);
  // A rate over the city needs every district's figure.
  const need = rows.every((row) => row.need !== null) ? sum((row) => row.need ?? 0) : null;
  const units = sum((row) => row.units);
  return { units, listings: sum((row) => row.listings), need, per1000: per1000(units, need) };
}

/** Rows without a figure stand at the end in either direction; ties keep the official order of districts. */
function sortRows<T extends DistrictFigure & Row>(rows: T[], sort: MapSort, dir: "asc" | "desc"): T[] {
  const value: Record<MapSort, (row: T) => number | null> = {
    district: (row) => Number(row.id),
    zone: (row) => row.zoneOrder,
    units: (row) => row.units,
    listings: (row) => row.listings,
    need: (row) => row.need,
    per_1000: (row) => row.per1000,
  };
  const of = value[sort];
  const sign = dir === "asc" ? 1 : -1;
  return [...rows].sort((left, right) => {
    const [a, b] = [of(left), of(right)];
    const tie = Number(left.id) - Number(right.id);
    if (a === null || b === null) return Number(a === null) - Number(b === null) || tie;
    return sign * (a - b) || tie;
  });
}
