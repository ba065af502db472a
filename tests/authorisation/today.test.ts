import { beforeAll, describe, expect, it } from "vitest";
import { queuesOf } from "@/lib/features/today/queries";
import { blindIndex, encryptText } from "@/lib/platform/secrets";
import { plainDate } from "@/lib/rules/plain-date";
import type { Role } from "@/prisma/generated/enums";
import {
  aCity,
  ownerSql,
  ROLES,
  type TestCity,
  type TestUnit,
  withoutRowSecurity,
} from "../support/fixtures";

const TODAY = plainDate("2026-10-14");
const BUREAU: readonly Role[] = ["bureau_admin", "bureau_officer", "care_supervisor", "care_specialist"];
const OFFICE: readonly Role[] = ["bureau_admin", "bureau_officer"];

let city: TestCity;
let foreign: TestCity;

beforeAll(async () => {
  city = await aCity("taichung");
  foreign = await aCity("taoyuan");
  for (const unit of [city.aUnit, city.otherAUnit, city.bUnit, foreign.aUnit, foreign.bUnit]) {
    await contractOf(unit);
    await personIn(unit);
  }
});

async function contractOf(unit: TestUnit): Promise<void> {
  await ownerSql(
    `INSERT INTO contract (id, jurisdiction_id, unit_id, number, starts_on, ends_on, effective_until, created_at)
     VALUES (gen_random_uuid(), $1, $2, $3, '2026-01-01', '2026-12-31', '2026-12-31', now())`,
    [unit.jurisdictionId, unit.id, `today ${unit.code}`],
  );
}

async function personIn(unit: TestUnit): Promise<void> {
  await ownerSql(
    `INSERT INTO staff (id, jurisdiction_id, unit_id, name, name_folded, national_id_cipher, national_id_index,
                        duty, employment, started_on, created_at)
     VALUES (gen_random_uuid(), $1, $2, $3, $3, $4, $5, 'other', 'full_time', '2026-10-01', now())`,
    [unit.jurisdictionId, unit.id, `示範${unit.code}`, encryptText(unit.code), blindIndex(unit.code)],
  );
}

/** The units of which an actor may find contracts on the home page. */
function unitsOf(role: Role): TestUnit[] {
  if (BUREAU.includes(role)) return [city.aUnit, city.otherAUnit, city.bUnit];
  return [role === "b_unit_staff" ? city.bUnit : city.aUnit];
}

type Fence = (work: () => Promise<void>) => Promise<void>;
const FENCES: [string, Fence][] = [
  ["with both fences", (work) => work()],
  ["by policy alone", (work) => withoutRowSecurity(work)],
];

describe.each(FENCES)("The home page, %s", (_name, fenced) => {
  it.each(ROLES)("shows %s contracts and people of the units of the role and no others", (role) =>
    fenced(async () => {
      const queues = await queuesOf(city.actors[role], TODAY);
      const unitsIn = (key: string) =>
        (queues.find((queue) => queue.key === key)?.items ?? [])
          .map((item) => item.href.split("/")[2])
          .sort();
      const own = unitsOf(role).map((unit) => unit.id);
      expect(unitsIn("ending")).toEqual(own.sort());
      expect(unitsIn("notice_overdue")).toEqual(OFFICE.includes(role) ? own : []);
      const keepsStaff = OFFICE.includes(role) || role === "a_unit_manager";
      expect(unitsIn("registration_overdue")).toEqual(keepsStaff ? own : []);
    }),
  );
});
