import { addOutward, followUpOutward } from "@/lib/features/cases/monitoring/outward/service";
import type { ReferralInput } from "@/lib/features/cases/monitoring/schema";
import { recordMonitoring } from "@/lib/features/cases/monitoring/service";
import type { Usage } from "@/lib/features/cases/monitoring/types";
import { keepMonitoringClocks } from "@/lib/features/timeliness/monthly/service";
import { excuseClock } from "@/lib/features/timeliness/service";
import { readAs, withActor } from "@/lib/platform/db";
import { ok } from "@/lib/platform/result";
import type { ClockKind, ContactKind, OutwardReferralKind } from "@/prisma/generated/enums";
import { type DemoDay, dayOfMonth, daysAgo, done, onDay } from "./days";
import type { Journey } from "./journey";

// The months of a case in service: AA02, referrals to other resources, and what is on record for a limit that passed.

const keeper = (of: Journey) => of.actors.ofUnit(of.carrier, "a_unit_manager");

export interface Call {
  kind?: ContactKind;
  problems?: string;
  planChangeNeeded?: boolean;
  /** How the first item was used; the others as planned. */
  first?: Usage;
  referrals?: ReferralInput[];
}

/** AA02 on a day; nothing where the month has a home visit (AA01). */
export async function call(of: Journey, at: DemoDay, said: Call = {}): Promise<void> {
  const { kind = "phone", problems = null, planChangeNeeded = false, first = "as_planned" } = said;
  const plan = await readAs(of.actors.supervisor, (tx) =>
    tx.carePlan.findMany({
      where: { caseId: of.caseId },
      include: { items: { select: { code: true } } },
    }),
  );
  const isAa01 = plan.some(({ visitedOn }) => visitedOn?.toISOString().slice(0, 7) === at.day.slice(0, 7));
  if (isAa01) return;
  const codes = plan.find(({ status }) => status === "approved")?.items.map(({ code }) => code) ?? [];
  const recorded = await recordMonitoring(
    keeper(of),
    {
      ...{ caseId: of.caseId, contactOn: at.day, contactKind: kind, problems, planChangeNeeded },
      ...{ cStationInformed: true, note: "示範：服務正常", referrals: said.referrals ?? [] },
      usage: Object.fromEntries(codes.map((code, place) => [code, place === 0 ? first : "as_planned"])),
    },
    at,
  );
  done(recorded, `the call to ${of.name}`);
}

/** AA02 of every month that has ended since the case came to its unit, in the middle of the month, up to a day. */
export async function callEveryMonth(
  of: Journey,
  since: DemoDay,
  until: DemoDay = daysAgo(0),
): Promise<void> {
  for (let back = 1; dayOfMonth(back, 15) > since.day; back += 1) {
    if (dayOfMonth(back, 15) < until.day) await call(of, onDay(dayOfMonth(back, 15)));
  }
}

/** The month before this one went by without AA02: its limit ran and passed. */
export async function missLastMonth(of: Journey): Promise<void> {
  const [month, on] = [dayOfMonth(1, 1).slice(0, 7), daysAgo(0).day];
  const unitId = of.actors.unitId(of.carrier);
  const kept = await withActor(keeper(of), async (tx) => {
    await keepMonitoringClocks(tx, keeper(of), {
      ...{ month, unitId, on, start: [of.caseId], restart: [], cancel: [] },
    });
    return ok(null);
  });
  done(kept, `the limit of ${of.name}`);
}

/** Points the case to another resource; with `result` it was followed up three days later. */
export async function pointTo(
  of: Journey,
  to: { kind: OutwardReferralKind; receiver: string; result?: string },
  ago: number,
): Promise<void> {
  const [at, { kind, receiver, result }] = [daysAgo(ago), to];
  const { id } = done(
    await addOutward(keeper(of), { caseId: of.caseId, kind, receiver, referredOn: at.day, note: null }, at),
    `the referral of ${of.name}`,
  );
  if (!result) return;
  const later = daysAgo(ago - 3);
  done(
    await followUpOutward(keeper(of), { id, followedUpOn: later.day, result }, later),
    `the follow-up of ${of.name}`,
  );
}

/** Puts on record why a limit of the case passed through nobody's fault. */
export async function excuse(of: Journey, kind: ClockKind, why: string, at: DemoDay): Promise<void> {
  const { supervisor } = of.actors;
  const { id } = await readAs(supervisor, (tx) =>
    tx.clock.findFirstOrThrow({
      where: { caseId: of.caseId, kind, cancelledOn: null },
      orderBy: [{ startedOn: "desc" }, { id: "asc" }],
      select: { id: true },
    }),
  );
  done(await excuseClock(supervisor, { id, excuse: `示範：${why}` }, at), `the excuse of ${of.name}`);
}
