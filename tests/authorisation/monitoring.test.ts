import { beforeAll, describe, expect, it, vi } from "vitest";
import * as actions from "@/lib/features/cases/monitoring/actions";
import { ensureMonitoringClocks } from "@/lib/features/cases/monitoring/clocks/service";
import { correctMonitoring } from "@/lib/features/cases/monitoring/correction/service";
import { monitoringEntry, monitoringsOfCase } from "@/lib/features/cases/monitoring/entry/queries";
import { listOutward, outwardOfCase } from "@/lib/features/cases/monitoring/outward/queries";
import { outwardListParams } from "@/lib/features/cases/monitoring/outward/schema";
import { addOutward, followUpOutward } from "@/lib/features/cases/monitoring/outward/service";
import { workListParams } from "@/lib/features/cases/monitoring/schema";
import { recordMonitoring } from "@/lib/features/cases/monitoring/service";
import {
  nextOfList,
  placeInList,
  workList,
  workManagers,
} from "@/lib/features/cases/monitoring/worklist/queries";
import type { Actor } from "@/lib/platform/actor";
import { officeDate } from "@/lib/platform/clock";
import { withActor } from "@/lib/platform/db";
import type { FormAction } from "@/lib/platform/define-action";
import type { Result } from "@/lib/platform/result";
import { currentActor } from "@/lib/platform/session";
import { plainDate } from "@/lib/rules/plain-date";
import type { Role } from "@/prisma/generated/enums";
import { aCase, type TestCase } from "../support/cases";
import { aCity, appSql, ownerSql, ROLES, type TestCity, withoutRowSecurity } from "../support/fixtures";

vi.mock("@/lib/platform/session", async (original) => ({
  ...(await original<object>()),
  currentActor: vi.fn(),
}));

const TODAY = officeDate(new Date());
const MONTH = TODAY.slice(0, 7);
const A_UNIT: readonly Role[] = ["a_unit_manager", "case_manager"];
const READERS: readonly Role[] = ["bureau_officer", "care_supervisor", "care_specialist", ...A_UNIT];
const WHOLE_CITY: readonly Role[] = ["bureau_officer", "care_supervisor"];
const ELSEWHERE = "66000070";

interface Kept {
  row: TestCase;
  monitoringId: string;
  outwardId: string;
}

let city: TestCity;
/** Of the own unit, of another unit of the city in a district that is not covered, and of another city; each with an AA02 and a referral. */
let own: Kept;
let otherUnit: Kept;
let foreign: Kept;

beforeAll(async () => {
  city = await aCity("taichung");
  const taoyuan = await aCity("taoyuan");
  city.actors.care_specialist.districtIds = [city.aUnit.districtId];
  own = await kept(await aCase(city).inService(city.aUnit));
  otherUnit = await kept(await aCase(city, { districtId: ELSEWHERE }).inService(city.otherAUnit));
  foreign = await kept(await aCase(taoyuan).inService(taoyuan.aUnit));
});

async function kept(row: TestCase): Promise<Kept> {
  const [record] = await ownerSql<{ id: string }>(
    `INSERT INTO monitoring (id, jurisdiction_id, case_id, a_unit_id, staff_id, month, contact_on, contact_kind, usage, created_at)
     VALUES (gen_random_uuid(), $1, $2, $3, $4, date_trunc('month', $5::date), $5::date, 'phone', '[]', now()) RETURNING id`,
    [row.jurisdictionId, row.id, row.aUnitId, row.managerId, TODAY],
  );
  return { row, monitoringId: record?.id ?? "", outwardId: await aReferral(row) };
}

async function aReferral(row: TestCase): Promise<string> {
  const [referral] = await ownerSql<{ id: string }>(
    `INSERT INTO outward_referral (id, jurisdiction_id, case_id, kind, referred_on, receiver, created_at)
     VALUES (gen_random_uuid(), $1, $2, 'medical', $3::date, '示範診所', now()) RETURNING id`,
    [row.jurisdictionId, row.id, TODAY],
  );
  return referral?.id ?? "";
}

const isOwn = (role: Role) => A_UNIT.includes(role);

/** Whether a role reads the cases laid out, in their order. */
function reads(role: Role): boolean[] {
  return [READERS.includes(role), WHOLE_CITY.includes(role), false];
}

const all = () => [own, otherUnit, foreign];

async function eachCase<T>(work: (each: Kept) => Promise<T>): Promise<T[]> {
  const found: T[] = [];
  for (const each of all()) found.push(await work(each));
  return found;
}

const codeOf = (result: Result<unknown>) => (result.ok ? "ok" : result.code);
const said = { contactOn: TODAY, contactKind: "phone" as const, problems: null, note: null };
const flags = { planChangeNeeded: false, cStationInformed: false };

type Fence = (work: () => Promise<void>) => Promise<void>;
const FENCES: [string, Fence][] = [
  ["with both fences", (work) => work()],
  ["by policy alone", (work) => withoutRowSecurity(work)],
];

describe.each(FENCES)("AA02 and referrals, %s", (_name, fenced) => {
  it.each(ROLES)(
    "are read as %s of the cases that the role carries or watches over, and of no others",
    (role) =>
      fenced(async () => {
        const actor = city.actors[role];
        const seen = await eachCase(async ({ row }) => [
          (await monitoringsOfCase(actor, row.id)).length > 0,
          (await outwardOfCase(actor, row.id)).length > 0,
        ]);
        expect(seen).toEqual(reads(role).map((may) => [may, may]));
        const found = await eachCase(async ({ row }) => {
          const listed = await listOutward(actor, outwardListParams({ state: "all", q: row.number }));
          return listed.rows.some((each) => each.caseId === row.id);
        });
        expect(found).toEqual(reads(role));
      }),
  );

  it.each(ROLES)("are worked off by %s of the own A unit alone", (role) =>
    fenced(async () => {
      const actor = city.actors[role];
      const may = isOwn(role);
      const listed = await eachCase(async ({ row }) => {
        const { rows } = await workList(actor, workListParams({ state: "all", q: row.number }));
        return rows.some((each) => each.id === row.id);
      });
      expect(listed).toEqual([may, false, false]);
      const entries = await eachCase(({ row }) => monitoringEntry(actor, row.id, MONTH));
      expect(entries.map((entry) => entry !== null)).toEqual([may, false, false]);
      const waiting = await ownerSql<{ id: string }>("SELECT id FROM case_file WHERE a_unit_id = $1", [
        city.aUnit.id,
      ]);
      const next = await nextOfList(actor, workListParams({}));
      expect(next === null || (may && waiting.some(({ id }) => id === next))).toBe(true);
      expect((await placeInList(actor, workListParams({}), otherUnit.row.id)).place).toBe(0);
      const managers = (await workManagers(actor)).map(({ value }) => value);
      expect(managers.includes(own.row.managerId ?? "")).toBe(may);
      expect(managers).not.toContain(otherUnit.row.managerId);
    }),
  );

  it.each(ROLES)("are written by %s of the own A unit alone", (role) =>
    fenced(async () => {
      const actor = city.actors[role];
      const refused = isOwn(role) ? "not_found" : "forbidden";
      const recorded = await eachCase(({ row }) =>
        recordMonitoring(actor, { ...said, ...flags, caseId: row.id, usage: {}, referrals: [] }),
      );
      expect(recorded.map(codeOf)).toEqual([isOwn(role) ? "recorded" : refused, refused, refused]);
      const corrected = await eachCase(({ row, monitoringId }) =>
        correctMonitoring(actor, {
          ...said,
          ...flags,
          id: monitoringId,
          caseId: row.id,
          mark: "old",
          usage: {},
        }),
      );
      expect(corrected.map(codeOf)).toEqual([isOwn(role) ? "stale" : refused, refused, refused]);
      const referral = { kind: "other" as const, receiver: "示範單位", referredOn: TODAY, note: null };
      const added = await eachCase(({ row }) => addOutward(actor, { ...referral, caseId: row.id }));
      expect(added.map(codeOf)).toEqual([isOwn(role) ? "ok" : refused, refused, refused]);
      const followed = await eachCase(async ({ row }) =>
        followUpOutward(actor, { id: await aReferral(row), followedUpOn: TODAY, result: "已聯繫" }),
      );
      expect(followed.map(codeOf)).toEqual([isOwn(role) ? "ok" : refused, refused, refused]);
    }),
  );

  it.each(ROLES)("start clocks for %s in the own A unit alone", (role) =>
    fenced(async () => {
      await ownerSql("DELETE FROM clock WHERE kind = 'monitoring'");
      // The duty of the month is done in all three; a second case of each unit is not.
      const fresh = [await aCase(city).inService(city.aUnit), await aCase(city).inService(city.otherAUnit)];
      const actor: Actor = city.actors[role];
      await withActor(actor, (tx) => ensureMonitoringClocks(tx, actor, MONTH));
      const clocks = await ownerSql<{ case_id: string }>(
        "SELECT case_id FROM clock WHERE kind = 'monitoring'",
      );
      const started = fresh.map(({ id }) => clocks.some((clock) => clock.case_id === id));
      expect(started).toEqual([isOwn(role), false]);
    }),
  );
});

describe("The actions on AA02 and referrals", () => {
  const every = Object.entries(actions) as [string, FormAction<unknown>][];

  it.each(every)("%s asks for the role before it reads the form", async (_name, action) => {
    for (const role of ROLES) {
      vi.mocked(currentActor).mockResolvedValueOnce(city.actors[role]);
      const result = await action(null, new FormData());
      const code = result?.ok ? "ok" : result?.code;
      expect(`${role}: ${code}`).toBe(`${role}: ${isOwn(role) ? "invalid" : "forbidden"}`);
    }
    vi.mocked(currentActor).mockResolvedValueOnce(null);
    expect(await action(null, new FormData())).toMatchObject({ ok: false, code: "signed_out" });
  });
});

describe("AA02 and referrals, by row-level security alone", () => {
  it("show nothing without an actor", async () => {
    expect(await appSql(null, "SELECT 1 FROM monitoring")).toEqual([]);
    expect(await appSql(null, "SELECT 1 FROM outward_referral")).toEqual([]);
  });

  it.each(ROLES)("are read as %s of the cases that the role carries or watches over", async (role) => {
    for (const table of ["monitoring", "outward_referral"]) {
      const seen = await eachCase(({ row }) =>
        appSql(city.actors[role], `SELECT 1 FROM ${table} WHERE case_id = $1`, [row.id]),
      );
      expect(seen.map((rows) => rows.length > 0)).toEqual(reads(role));
    }
  });

  it.each(ROLES)("are written as %s in the own A unit alone", async (role) => {
    const actor = city.actors[role];
    const insert = async (sql: string, values: unknown[]) =>
      appSql(actor, sql, values).then(
        () => true,
        () => false,
      );
    const expected = [isOwn(role), false, false];
    for (const [table, column] of [
      ["monitoring", "note"],
      ["outward_referral", "note"],
    ]) {
      const changed = await eachCase(({ row }) =>
        appSql(actor, `UPDATE ${table} SET ${column} = 'x' WHERE case_id = $1 RETURNING 1`, [row.id]),
      );
      expect(changed.map((rows) => rows.length > 0)).toEqual(expected);
    }
    const records = await eachCase(({ row }) =>
      insert(
        `INSERT INTO monitoring (id, jurisdiction_id, case_id, a_unit_id, staff_id, month, contact_on, contact_kind, usage, created_at)
         VALUES (gen_random_uuid(), $1, $2, $3, $4, '2025-03-01', '2025-03-05', 'phone', '[]', now())`,
        [row.jurisdictionId, row.id, row.aUnitId, row.managerId],
      ),
    );
    expect(records).toEqual(expected);
    const referrals = await eachCase(({ row }) =>
      insert(
        `INSERT INTO outward_referral (id, jurisdiction_id, case_id, kind, referred_on, receiver, created_at)
         VALUES (gen_random_uuid(), $1, $2, 'other', $3::date, 'x', now())`,
        [row.jurisdictionId, row.id, plainDate(TODAY)],
      ),
    );
    expect(referrals).toEqual(expected);
    await expect(appSql(actor, "DELETE FROM monitoring")).rejects.toThrow("permission denied");
    await expect(appSql(actor, "DELETE FROM outward_referral")).rejects.toThrow("permission denied");
  });
});
