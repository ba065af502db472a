import type { Actor } from "@/lib/platform/actor";
import { fromDbDate } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import type { PlainDate } from "@/lib/rules/plain-date";
import { Prisma } from "@/prisma/generated/client";
import type { DispatchState, Service } from "@/prisma/generated/enums";
import { centreScope } from "../centre/policy";
import { lawInput, readAUnits } from "../centre/queue/queries";
import { readDistrictOrder } from "../centre/turn/service";
import { askRule } from "../providers/decision/service";
import { mayDispatch } from "../providers/policy";
import { clocksBySubject } from "../referrals/clocks/queries";
import type { FollowedReferral, Waiting, WithoutAUnit, WithoutBUnit } from "./types";

/** A row with the last dispatch that was tried; `total` counts all rows before they were cut. */
interface Tried {
  case_id: string;
  number: string;
  name: string;
  since: PlainDate;
  last_state: DispatchState | null;
  last_unit: string | null;
  last_reason: string | null;
  total: number;
}

function triedOf({ case_id, number, name, since, last_state, last_unit, last_reason }: Tried) {
  const last = last_state && { state: last_state, unit: last_unit ?? "", reason: last_reason };
  return { caseId: case_id, number, name, since, last };
}

const NONE = { items: [], total: 0 };

/**
 * The cases that wait for an A unit in the districts that the actor covers, the longest waiting first: those that an A unit refused, or
 * the others. Each says whether somebody in its district's order can take cases on the day.
 */
export async function casesWithoutAUnit(
  actor: Actor,
  came: "refused" | "new",
  day: PlainDate,
  take: number,
): Promise<Waiting<WithoutAUnit>> {
  const scope = centreScope(actor);
  if (!scope) return NONE;
  const { jurisdictionId, districtId } = scope;
  const covered = districtId ? Prisma.sql`AND f.district_id = ANY (${districtId.in})` : Prisma.empty;
  return readAs(actor, async (tx) => {
    const rows = await tx.$queryRaw<(Tried & { district_id: string; district: string })[]>`
      SELECT f.id::text AS case_id, f.number, c.name, d.id AS district_id, d.name AS district,
             coalesce(last.on_day, f.last_assessed_on, f.applied_on)::text AS since, last.state::text AS last_state,
             last.unit AS last_unit, last.reason AS last_reason, count(*) OVER ()::int AS total
        FROM case_file f
        JOIN client c ON c.id = f.client_id
        JOIN district d ON d.id = f.district_id
        LEFT JOIN LATERAL (
          SELECT x.state, x.answer_reason AS reason, coalesce(x.answered_on, x.ended_on) AS on_day, u.name AS unit
            FROM dispatch x JOIN unit u ON u.id = x.to_unit_id
           WHERE x.jurisdiction_id = f.jurisdiction_id AND x.case_id = f.id AND x.service = 'case_management'
             AND x.dispatched_on >= f.applied_on
           ORDER BY x.dispatched_at DESC LIMIT 1
        ) last ON true
       WHERE f.jurisdiction_id = ${jurisdictionId} AND f.status = 'assessed' ${covered}
         AND coalesce(last.state = 'declined', false) = ${came === "refused"}
       ORDER BY since, f.number LIMIT ${take}`;
    const orders = await ordersOf(tx, jurisdictionId, rows, day);
    return {
      items: rows.map((row) => ({
        ...{ ...triedOf(row), district: row.district },
        order: orders.get(row.district_id) ?? "none",
      })),
      total: rows[0]?.total ?? 0,
    };
  });
}

async function ordersOf(
  tx: Tx,
  jurisdictionId: string,
  rows: readonly { district_id: string }[],
  day: PlainDate,
): Promise<ReadonlyMap<string, WithoutAUnit["order"]>> {
  const found = new Map<string, WithoutAUnit["order"]>();
  for (const districtId of new Set(rows.map((row) => row.district_id))) {
    const order = await readDistrictOrder(tx, jurisdictionId, districtId);
    const unitIds = order?.entries.map((entry) => entry.unitId) ?? [];
    const members = await readAUnits(tx, { jurisdictionId, districtId, day }, unitIds, order);
    const asks = { queue: members.map(lawInput), cursor: order?.cursor ?? 0, choice: null, declined: [] };
    found.set(districtId, order === null ? "none" : askRule(asks).outcome ? "taking" : "exhausted");
  }
  return found;
}

/**
 * The services of approved plans that no B unit has and for which no limit to refer runs (a referral was declined, withdrawn or ended, or
 * the city has no such limit), of the actor's A unit or of one case manager's cases.
 */
export async function servicesWithoutBUnit(
  actor: Actor,
  staffId: string | null,
  take: number,
): Promise<Waiting<WithoutBUnit>> {
  const { jurisdictionId, unitId } = actor;
  if (!mayDispatch(actor, "dispatch.send") || unitId === null) return NONE;
  const own = staffId ? Prisma.sql`AND f.manager_id = ${staffId}::uuid` : Prisma.empty;
  return readAs(actor, async (tx) => {
    const rows = await tx.$queryRaw<(Tried & { service: Service })[]>`
      SELECT f.id::text AS case_id, f.number, c.name, s.any_of[1]::text AS service,
             coalesce(last.on_day, (p.decided_at AT TIME ZONE 'Asia/Taipei')::date, f.applied_on)::text AS since,
             last.state::text AS last_state, last.unit AS last_unit, last.reason AS last_reason, count(*) OVER ()::int AS total
        FROM case_file f
        JOIN client c ON c.id = f.client_id
        JOIN care_plan p ON p.jurisdiction_id = f.jurisdiction_id AND p.case_id = f.id AND p.status = 'approved'
        CROSS JOIN LATERAL (
          SELECT DISTINCT app_services_of_code(i.code) AS any_of FROM plan_item i
           WHERE i.plan_id = p.id AND cardinality(app_services_of_code(i.code)) > 0
        ) s
        LEFT JOIN LATERAL (
          SELECT x.state, x.answer_reason AS reason, coalesce(x.answered_on, x.ended_on, x.dispatched_on) AS on_day, u.name AS unit
            FROM dispatch x JOIN unit u ON u.id = x.to_unit_id
           WHERE x.jurisdiction_id = f.jurisdiction_id AND x.case_id = f.id AND x.service = ANY (s.any_of)
           ORDER BY x.dispatched_at DESC LIMIT 1
        ) last ON true
       WHERE f.jurisdiction_id = ${jurisdictionId} AND f.a_unit_id = ${unitId}::uuid
         AND f.status IN ('assigned', 'in_service') ${own}
         AND coalesce(last.state NOT IN ('waiting', 'accepted'), true)
         AND NOT EXISTS (
           SELECT FROM clock k
            WHERE k.jurisdiction_id = f.jurisdiction_id AND k.kind = 'referral' AND k.done_on IS NULL AND k.cancelled_on IS NULL
              AND k.subject_id = p.id::text || '/' || s.any_of[1]::text
         )
       ORDER BY since, f.number, service LIMIT ${take}`;
    return {
      items: rows.map((row) => ({ ...triedOf(row), service: row.service })),
      total: rows[0]?.total ?? 0,
    };
  });
}

/** The referrals of the actor's A unit, or of one case manager's cases, that wait for an answer or for the first service. */
export async function followedReferrals(
  actor: Actor,
  staffId: string | null,
  state: "waiting" | "not_begun",
  day: PlainDate,
  take: number,
): Promise<Waiting<FollowedReferral>> {
  const { jurisdictionId, unitId } = actor;
  if (!mayDispatch(actor, "dispatch.send") || unitId === null) return NONE;
  const where: Prisma.DispatchWhereInput = {
    ...{ jurisdictionId, fromUnitId: unitId },
    ...(state === "waiting" ? { state } : { state: "accepted", firstServiceOn: null }),
    ...(staffId ? { caseFile: { managerId: staffId } } : {}),
  };
  return readAs(actor, async (tx) => {
    const rows = await tx.dispatch.findMany({
      where,
      include: {
        toUnit: { select: { name: true } },
        caseFile: { select: { number: true, client: { select: { name: true } } } },
      },
      orderBy: [{ dispatchedOn: "asc" }, { id: "asc" }],
      take,
    });
    const subjects = rows.map((row) => row.id);
    const its = { subjectId: { in: subjects } };
    const clocks = await clocksBySubject(tx, jurisdictionId, "first_service", its, day);
    return {
      items: rows.map(({ id, service, toUnit, caseFile, dispatchedOn, plannedStartOn }) => ({
        ...{ id, service, unit: toUnit.name, number: caseFile.number, name: caseFile.client.name },
        ...{ dispatchedOn: fromDbDate(dispatchedOn), plannedStartOn: fromDbDate(plannedStartOn) },
        clock: clocks.get(id) ?? null,
      })),
      total: await tx.dispatch.count({ where }),
    };
  });
}
