import { stateCapacity } from "@/lib/features/dispatch/capacity/service";
import { startDistrictOrder } from "@/lib/features/dispatch/centre/rotation/service";
import { startRotation, submitRotation } from "@/lib/features/dispatch/rotations/keeping/service";
import { approveRotation } from "@/lib/features/dispatch/rotations/review/service";
import { enterSuspension } from "@/lib/features/dispatch/suspensions/service";
import { today } from "@/lib/platform/clock";
import { addDays } from "@/lib/rules/plain-date";
import type { Service } from "@/prisma/generated/enums";
import type { DemoCity } from "../demo-data";
import type { DemoActors } from "./actors";
import { daysAgo, done } from "./walk";

const SERVICES: readonly Service[] = ["home_care", "respite", "day_care"];
/** Long enough ago that it covers every case of the demo; renewal shows as due soon. */
const APPROVED_DAYS_AGO = 160;

/** The first A unit's approved orders, what the B units say of their capacity, and one unit that is suspended. */
export async function layOutOrders(actors: DemoActors, city: DemoCity): Promise<void> {
  const at = daysAgo(APPROVED_DAYS_AGO);
  for (const districtId of city.districts) {
    done(await startDistrictOrder(actors.supervisor, { districtId }, at), "the centre's order of a district");
  }
  for (const area of city.mainZone ? [city.mainZone] : city.districts) {
    for (const service of SERVICES) {
      const { id } = done(
        await startRotation(actors.manager, { area, service }, at),
        `the order of ${service}`,
      );
      done(
        await submitRotation(actors.manager, { id, version: 1 }, at),
        `handing in the order of ${service}`,
      );
      done(
        await approveRotation(actors.supervisor, { id, version: 2 }, at),
        `approving the order of ${service}`,
      );
    }
  }
}

/** After the cases went their way, so that they could: from now on one unit is full and one suspended. */
export async function limitUnits(
  actors: DemoActors,
  officer: DemoActors["supervisor"],
  city: DemoCity,
): Promise<void> {
  const provider = actors.ofUnit("BD04", "b_unit_staff");
  for (const districtId of city.districts) {
    const stated = {
      service: "home_care" as const,
      districtId,
      capacity: 0,
      earliestStart: addDays(today(), 14),
    };
    done(await stateCapacity(provider, stated), "the capacity of a B unit");
  }
  const suspended = await enterSuspension(officer, {
    unitId: actors.unitId("BD05"),
    services: [],
    fromOn: addDays(today(), -3),
    throughOn: addDays(today(), 27),
    reason: "示範：限期改善未完成",
  });
  done(suspended, "the suspension");
}
