import type { Actor } from "@/lib/platform/actor";
import { type Clock, officeDate, systemClock } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { Prisma } from "@/prisma/generated/client";
import { keepMonitoringClocks } from "../../../timeliness/monthly/service";
import { recordScope } from "../policy";
import { AA01_STATUSES, daysOf } from "../queries";

interface Differing {
  id: string;
  due: boolean;
  clock: boolean;
}

/**
 * Gives every case in service of the actor's A unit its AA02 clock of a month (`YYYY-MM`), and lets the month's AA01 stand for it: one read
 * that finds only what differs, and nothing written where all is in order. Returns how many changed.
 */
export async function ensureMonitoringClocks(
  tx: Tx,
  actor: Actor,
  month: string,
  clock: Clock = systemClock,
): Promise<number> {
  const scope = recordScope(actor);
  const on = officeDate(clock.now());
  if (!scope || month > on.slice(0, 7)) return 0;
  const rows = await differing(tx, scope, month);
  const ids = (which: (row: Differing) => boolean) => rows.filter(which).map((row) => row.id);
  await keepMonitoringClocks(tx, actor, {
    ...{ month, on, unitId: scope.aUnitId },
    start: ids((row) => row.due && !row.clock),
    restart: ids((row) => row.due && row.clock),
    cancel: ids((row) => !row.due),
  });
  return rows.length;
}

/** The same in a transaction of its own, for a page that is opened. */
export async function ensureThisMonth(actor: Actor, clock: Clock = systemClock): Promise<void> {
  if (!recordScope(actor)) return;
  const month = officeDate(clock.now()).slice(0, 7);
  await withActor(actor, (tx) => ensureMonitoringClocks(tx, actor, month, clock));
}

function differing(
  tx: Tx,
  { jurisdictionId, aUnitId }: { jurisdictionId: string; aUnitId: string },
  month: string,
): Promise<Differing[]> {
  const { first, last } = daysOf(month);
  const statuses = Prisma.join(AA01_STATUSES.map((status) => Prisma.sql`${status}::plan_status`));
  return tx.$queryRaw<Differing[]>`
    WITH duty AS (
      SELECT f.id, k.id IS NOT NULL AS clock, k.id IS NOT NULL AND k.cancelled_on IS NULL AS runs, k.done_on,
             NOT EXISTS (
               SELECT FROM care_plan p
                WHERE p.jurisdiction_id = f.jurisdiction_id AND p.case_id = f.id AND p.status IN (${statuses})
                  AND p.visited_on BETWEEN ${first}::date AND ${last}::date
             ) AS due
        FROM case_file f
        LEFT JOIN clock k ON k.jurisdiction_id = f.jurisdiction_id AND k.kind = 'monitoring'
                         AND k.subject_id = f.id::text || '/' || ${month}
       WHERE f.jurisdiction_id = ${jurisdictionId} AND f.a_unit_id = ${aUnitId}::uuid AND f.status = 'in_service'
    )
    SELECT id, due, clock FROM duty WHERE done_on IS NULL AND due <> runs`;
}
