import { stateCapacity } from "@/lib/features/dispatch/capacity/service";
import { startDistrictOrder } from "@/lib/features/dispatch/centre/rotation/service";
import { discardRotation } from "@/lib/features/dispatch/rotations/discarding/service";
import { startRotation, submitRotation } from "@/lib/features/dispatch/rotations/keeping/service";
import { approveRotation, returnRotation } from "@/lib/features/dispatch/rotations/review/service";
import { enterSuspension, liftSuspension } from "@/lib/features/dispatch/suspensions/service";
import { addClosure } from "@/lib/features/registry/closures/service";
import type { Actor } from "@/lib/platform/actor";
import { today } from "@/lib/platform/clock";
import { addDays } from "@/lib/rules/plain-date";
import type { Service } from "@/prisma/generated/enums";
import type { DemoCity } from "../demo-data";
import type { DemoActors } from "./actors";
import { type DemoDay, daysAgo, done } from "./days";

/** The centre's orders stand since then. */
const CENTRE_DAYS_AGO = 235;
/** The half year of home care is over within days: its renewal shows as due soon. */
const HOME_CARE_DAYS_AGO = 170;
/** Day care was renewed in time; the former order is kept. */
const DAY_CARE_DAYS_AGO = [225, 58] as const;
const RESPITE_DAYS_AGO = 120;

/** The A units' approved orders and the centre's own, as far as the cases need them. */
export async function layOutOrders(actors: DemoActors, city: DemoCity): Promise<void> {
  for (const districtId of city.districts) {
    const started = await startDistrictOrder(actors.supervisor, { districtId }, daysAgo(CENTRE_DAYS_AGO));
    done(started, "the centre's order");
  }
  const second = actors.ofUnit("AD02", "a_unit_manager");
  for (const area of areasOf(city)) {
    await approved(actors, actors.manager, area, "home_care", daysAgo(HOME_CARE_DAYS_AGO));
    for (const ago of DAY_CARE_DAYS_AGO)
      await approved(actors, actors.manager, area, "day_care", daysAgo(ago));
    await approved(actors, actors.manager, area, "respite", daysAgo(RESPITE_DAYS_AGO));
    await approved(actors, second, area, "home_care", daysAgo(RESPITE_DAYS_AGO));
  }
}

/** Where the city keeps its orders: its zones, or its districts. */
function areasOf(city: DemoCity): string[] {
  return city.mainZone ? [city.mainZone] : city.districts;
}

async function approved(
  actors: DemoActors,
  manager: Actor,
  area: string,
  service: Service,
  at: DemoDay,
): Promise<void> {
  const id = await submitted(manager, area, service, at);
  done(await approveRotation(actors.supervisor, { id, version: 2 }, at), `approving the order of ${service}`);
}

async function submitted(manager: Actor, area: string, service: Service, at: DemoDay): Promise<string> {
  const { id } = done(await startRotation(manager, { area, service }, at), `the order of ${service}`);
  done(await submitRotation(manager, { id, version: 1 }, at), `handing in the order of ${service}`);
  return id;
}

/** Orders that are not in force: one that waits for the centre, one that came back, one being drawn up. Transport has none. */
export async function openOrders(actors: DemoActors, city: DemoCity): Promise<void> {
  const { manager, supervisor } = actors;
  const area = city.secondaryZone ?? city.districts[0] ?? "";
  const [waiting, back, begun] = city.secondaryZone
    ? (["home_care", "day_care", "respite"] as const)
    : (["home_care", "respite", "day_care"] as const);
  await submitted(manager, area, waiting, daysAgo(1));
  const id = await submitted(manager, area, back, daysAgo(6));
  const remark = "請補充各單位之量能與服務時段。";
  done(await returnRotation(supervisor, { id, version: 2, remark }, daysAgo(4)), "returning an order");
  const slip = done(await startRotation(manager, { area, service: begun }, daysAgo(3)), "an order begun");
  const away = { id: slip.id, version: 1, reason: "示範：選錯服務項目" };
  done(await discardRotation(manager, away, daysAgo(3)), "putting an order away");
  done(await startRotation(manager, { area, service: begun }, daysAgo(2)), "an order being drawn up");
}

/** After the cases went their way, so that they could: from now on one unit is full and one suspended. */
export async function limitUnits(actors: DemoActors, city: DemoCity): Promise<void> {
  for (const [unit, capacity, inDays] of [
    ["BD04", 0, 14],
    ["BD01", 3, 2],
  ] as const) {
    for (const districtId of city.districts) {
      const earliestStart = addDays(today(), inDays);
      const stated = { service: "home_care" as const, districtId, capacity, earliestStart };
      const provider = actors.ofUnit(unit, "b_unit_staff");
      done(await stateCapacity(provider, stated, daysAgo(1)), "the capacity of a B unit");
    }
  }
  await suspend(actors, "BD05", "示範：限期改善未完成", -3, 27);
  const lifted = await suspend(actors, "BD02", "示範：人員配置不足", -20, 10);
  const reason = "示範：人員已補足";
  done(await liftSuspension(actors.officer, { id: lifted, reason }, daysAgo(9)), "lifting a suspension");
}

async function suspend(
  { officer, unitId }: DemoActors,
  code: string,
  reason: string,
  from: number,
  through: number,
): Promise<string> {
  const span = { fromOn: addDays(today(), from), throughOn: addDays(today(), through) };
  const input = { unitId: unitId(code), services: [], reason, ...span };
  return done(await enterSuspension(officer, input, daysAgo(-from)), "the suspension").id;
}

/** A typhoon: the first working day from five days on is declared a day off, and what is due around it moves. */
export async function declareTyphoon({ officer }: DemoActors): Promise<void> {
  const reason = "示範：颱風停止上班";
  for (let days = 5; days < 30; days += 1) {
    const declared = await addClosure(officer, { closedOn: addDays(today(), days), reason }, daysAgo(0));
    if (declared.ok) return;
    // Off anyway, or the calendar of that year is not out.
    if (declared.code !== "already_off") return;
  }
}
