import { beforeAll, describe, expect, it } from "vitest";
import { addClosure } from "@/lib/features/registry/closures/service";
import { listContracts } from "@/lib/features/registry/contracts/queries";
import { recordRenewalNotice } from "@/lib/features/registry/contracts/renewal/service";
import { contractListParams } from "@/lib/features/registry/contracts/schema";
import { createContract } from "@/lib/features/registry/contracts/service";
import { listStaff } from "@/lib/features/registry/staff/queries";
import { staffListParams } from "@/lib/features/registry/staff/schema";
import { addStaff } from "@/lib/features/registry/staff/service";
import { queuesOf } from "@/lib/features/today/queries";
import type { Actor } from "@/lib/platform/actor";
import { plainDate } from "@/lib/rules/plain-date";
import type { Role } from "@/prisma/generated/enums";
import { done } from "../support/accounts";
import { aCity, ROLES, type TestCity, type TestUnit } from "../support/fixtures";

const TODAY = plainDate("2026-10-14");
const clock = { now: () => new Date(`${TODAY}T04:00:00Z`) };

let city: TestCity;
let other: TestCity;

beforeAll(async () => {
  city = await aCity("taichung");
  other = await aCity("taoyuan");
  const zones = { mainZoneId: "taichung-山1", secondaryZoneId: null, districtIds: [] };
  await contractOf(city, city.aUnit, "2026-12-31", zones);
  await contractOf(city, city.bUnit, "2027-02-01", zones);
  const noticed = await contractOf(city, city.otherAUnit, "2027-01-31", zones);
  const notice = { id: noticed.id, version: 1, noticeOn: plainDate("2026-10-01") };
  done(await recordRenewalNotice(city.actors.bureau_officer, notice, clock));
  await staffOf(city.aUnit, "2026-10-01", "示範逾期");
  await staffOf(city.aUnit, "2026-10-13", "示範期限內");
  await staffOf(city.bUnit, "2026-10-13", "示範乙單位");
  const typhoon = { closedOn: plainDate("2026-10-16"), reason: "示範颱風停班" };
  done(await addClosure(city.actors.bureau_officer, typhoon, clock));
});

async function contractOf(of: TestCity, unit: TestUnit, endsOn: string, area: object) {
  const services = unit.tier === "a" ? (["case_management"] as const) : (["home_care"] as const);
  const terms = {
    unitId: unit.id,
    number: `測試 ${unit.code}`,
    startsOn: plainDate("2026-01-01"),
    endsOn: plainDate(endsOn),
    services: [...services],
    ...{ mainZoneId: null, secondaryZoneId: null, districtIds: [] },
    ...area,
  };
  return done(await createContract(of.actors.bureau_officer, terms, clock));
}

async function staffOf(unit: TestUnit, startedOn: string, name: string) {
  const { length } = name + unit.code;
  const nationalId = `E1${String(length * 1000 + Number(startedOn.slice(-2))).padStart(8, "0")}`;
  const details = { duty: "case_manager", employment: "full_time", qualification: null } as const;
  const person = { unitId: unit.id, nationalId, name, startedOn: plainDate(startedOn), ...details };
  return done(await addStaff(city.actors.bureau_officer, person, clock));
}

/** The queues of an actor as `key: number of rows`; those of inspections and sampling are told of in their own tests. */
async function counts(actor: Actor): Promise<Record<string, number>> {
  const known = new Set(Object.values(EXPECTED).flatMap((row) => Object.keys(row)));
  const queues = (await queuesOf(actor, TODAY)).filter(({ key }) => known.has(key));
  return Object.fromEntries(queues.map(({ key, total }) => [key, total]));
}

const OFFICE = {
  notice_overdue: 1,
  deemed_declined: 0,
  notice_due: 1,
  reply_awaited: 1,
  agreed: 0,
  ending: 3,
  registration_overdue: 1,
  registration_due: 2,
  closures: 1,
};
// No case is laid out here: the queues over clocks are there, and empty.
const CENTRE = {
  ...{ plan_review: 0, clock_reassessment: 0, clock_overdue: 0, centre_late: 0, rotation_exhausted: 0 },
  ...{ centre_refused: 0, centre_waiting: 0, case_applied: 0, rotation_review: 0 },
};
const A_UNIT = {
  clock_plan: 0,
  clock_referral: 0,
  clock_first_service: 0,
  clock_monitoring: 0,
  clock_plan_renewal: 0,
  clock_monthly_dispatch_table: 1,
  ...{ plan_returned: 0, service_without_unit: 0, exhaustion_answered: 0, referral_unanswered: 0 },
  ...{ referral_followed: 0, rotation_renewal: 0, table_returned: 0 },
};
const EXPECTED: Record<Role, Record<string, number>> = {
  bureau_admin: OFFICE,
  bureau_officer: { ...OFFICE, clock_overdue: 0, table_review: 0 },
  care_supervisor: { ...CENTRE, table_review: 0, ending: 3, closures: 1 },
  care_specialist: { ...CENTRE, ending: 3, closures: 1 },
  a_unit_manager: {
    ...{ ...A_UNIT, manager_waiting: 0, manager_left: 0, ending: 1, closures: 1 },
    ...{ registration_overdue: 1, registration_due: 1 },
  },
  case_manager: { ...A_UNIT, ending: 1, closures: 1 },
  b_unit_staff: { referral_waiting: 0, referral_not_begun: 0, ending: 1, closures: 1 },
};

describe("The home page", () => {
  it.each(ROLES)("gives %s the queues of the role and nothing else", async (role) => {
    expect(await counts(city.actors[role])).toEqual(EXPECTED[role]);
  });

  it("shows nothing of another city", async () => {
    const theirs = await counts(other.actors.bureau_admin);
    expect(Object.values(theirs).every((total) => total === 0)).toBe(true);
    // Taoyuan has no clock for the registration of staff, so nothing of it can be due.
    expect(Object.keys(theirs).filter((key) => key.startsWith("registration"))).toEqual([]);
  });

  it("puts what is late first and empty queues last", async () => {
    const queues = await queuesOf(city.actors.bureau_officer, TODAY);
    const late = queues.map((queue) => queue.items.some((item) => item.urgency === "overdue"));
    expect(late.slice(0, 2)).toEqual([true, true]);
    expect(late.slice(2)).not.toContain(true);
    expect(queues.slice(-2).map((queue) => queue.total)).toEqual([0, 0]);
  });

  it("says of each item why it stands where it stands, with the citation", async () => {
    const queues = await queuesOf(city.actors.bureau_officer, TODAY);
    const overdue = queues.find(({ key }) => key === "notice_overdue")?.items[0];
    expect(overdue).toMatchObject({ dueOn: "2026-10-02", state: "逾期未通知續約" });
    expect(overdue?.why?.citations.map(({ place }) => place)).toContain("第11條第1項");
    expect(overdue?.action?.href).toBe(`${overdue?.href}#renewal`);
    const registration = queues.find(({ key }) => key === "registration_overdue")?.items[0];
    expect(registration).toMatchObject({ title: "示範逾期", dueOn: "2026-10-05" });
    expect(registration?.why?.steps.length).toBeGreaterThan(0);
  });

  it("offers those who only read no action", async () => {
    const queues = await queuesOf(city.actors.care_supervisor, TODAY);
    expect(queues.flatMap((queue) => queue.items).filter((item) => item.action)).toEqual([]);
  });

  it("has numbers that open just the rows that they count", async () => {
    const { bureau_officer: officer } = city.actors;
    for (const { key, href, total } of await queuesOf(officer, TODAY)) {
      const query = Object.fromEntries(new URL(href, "http://localhost").searchParams);
      if (href.startsWith("/contracts")) {
        expect((await listContracts(officer, contractListParams(query), TODAY)).total, key).toBe(total);
      }
      if (href.startsWith("/staff")) {
        expect((await listStaff(officer, staffListParams(query), TODAY)).total, key).toBe(total);
      }
    }
  });
});
