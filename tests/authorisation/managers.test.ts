import { beforeAll, describe, expect, it, vi } from "vitest";
import * as actions from "@/lib/features/dispatch/managers/actions";
import { assignManager } from "@/lib/features/dispatch/managers/assigning/service";
import { handOver } from "@/lib/features/dispatch/managers/handing-over/service";
import {
  listWaiting,
  managerById,
  managersOverview,
  waitingCase,
} from "@/lib/features/dispatch/managers/queries";
import { refuseCase } from "@/lib/features/dispatch/managers/refusing/service";
import { waitingParams } from "@/lib/features/dispatch/managers/schema";
import type { Actor } from "@/lib/platform/actor";
import type { FormAction } from "@/lib/platform/define-action";
import { currentActor } from "@/lib/platform/session";
import { plainDate } from "@/lib/rules/plain-date";
import type { Role } from "@/prisma/generated/enums";
import { code } from "../support/accounts";
import { aCase, aManager, type TestCase, type TestManager } from "../support/cases";
import { noonOf } from "../support/dispatch";
import { aCity, appSql, ROLES, type TestCity, type TestUnit, withoutRowSecurity } from "../support/fixtures";

vi.mock("@/lib/platform/session", async (original) => ({
  ...(await original<object>()),
  currentActor: vi.fn(),
}));

const DAY = plainDate("2026-09-15");
const AT_NOON = noonOf(DAY);

type Place = "own unit" | "another unit" | "another city";
interface Laid {
  waiting: TestCase;
  carried: TestCase;
  manager: TestManager;
  receiver: TestManager;
}

let city: TestCity;
let places: Record<Place, Laid>;

beforeAll(async () => {
  city = await aCity("taichung");
  const foreign = await aCity("taoyuan");
  places = {
    "own unit": await lay(city, city.aUnit),
    "another unit": await lay(city, city.otherAUnit),
    "another city": await lay(foreign, foreign.aUnit),
  };
});

async function lay(of: TestCity, unit: TestUnit): Promise<Laid> {
  const [manager, receiver] = [await aManager(unit), await aManager(unit)];
  return {
    ...{ manager, receiver },
    waiting: await aCase(of).dispatched(unit),
    carried: await aCase(of).assigned(unit, manager.id),
  };
}

const kinds = () => Object.keys(places) as Place[];
const mayAt = (role: Role, place: Place) => role === "a_unit_manager" && place === "own unit";

type Fence = (work: () => Promise<void>) => Promise<void>;
const FENCES: [string, Fence][] = [
  ["with both fences", (work) => work()],
  ["by policy alone", (work) => withoutRowSecurity(work)],
];

describe.each(FENCES)("Cases inside an A unit, %s", (_name, fenced) => {
  it.each(ROLES)("show as %s only to the unit's own manager", (role) =>
    fenced(async () => {
      const actor = city.actors[role];
      const overview = await managersOverview(actor, DAY);
      const rows = (await listWaiting(actor, waitingParams({}))).rows.map((row) => row.id);
      for (const place of kinds()) {
        const { waiting, manager } = places[place];
        const may = mayAt(role, place);
        expect({
          place,
          load: overview?.managers.some((row) => row.id === manager.id) ?? false,
          listed: rows.includes(waiting.id),
          opened: (await waitingCase(actor, waiting.id, DAY)) !== null,
          manager: (await managerById(actor, manager.id, DAY)) !== null,
        }).toEqual({ place, load: may, listed: may, opened: may, manager: may });
      }
    }),
  );

  it.each(ROLES)("refuse every act of %s that is not its own unit's", (role) =>
    fenced(async () => {
      for (const place of kinds()) {
        const { waiting, carried, manager, receiver } = places[place];
        const actor = city.actors[role];
        // A stale form, and a hand-over to oneself's foreign: where the actor may, nothing changes for the next role.
        const stale = { caseId: waiting.id, version: 99 };
        const assigned = await assignManager(actor, { ...stale, staffId: manager.id }, AT_NOON);
        const refused = await refuseCase(actor, { ...stale, kind: "with_reason", reason: "測試" }, AT_NOON);
        const handed = await handOver(
          actor,
          {
            ...{ fromStaffId: receiver.id, toStaffId: manager.id, reason: "測試" },
            ...{ scope: "chosen", caseIds: [carried.id] },
          },
          AT_NOON,
        );
        const mine = role === "a_unit_manager";
        const codes = mine
          ? [
              ...(mayAt(role, place) ? ["stale", "stale"] : ["not_found", "not_found"]),
              // Nobody else's case is the person's.
              "not_managed",
            ]
          : ["forbidden", "forbidden", "forbidden"];
        expect({ place, codes: [assigned, refused, handed].map(code) }).toEqual({ place, codes });
      }
    }),
  );

  it("refuse the other unit's manager on real forms too", () =>
    fenced(async () => {
      const { waiting, carried, manager, receiver } = places["own unit"];
      const other = city.otherManager;
      const own = { caseId: waiting.id, version: 1 };
      const results = [
        await assignManager(other, { ...own, staffId: manager.id }, AT_NOON),
        await refuseCase(other, { ...own, kind: "without_reason", reason: "" }, AT_NOON),
        await handOver(
          other,
          {
            ...{ fromStaffId: manager.id, toStaffId: receiver.id, reason: "測試" },
            ...{ scope: "chosen", caseIds: [carried.id] },
          },
          AT_NOON,
        ),
        // Somebody of the own unit is no receiver of another's.
        await assignManager(
          other,
          { caseId: places["another unit"].waiting.id, version: 1, staffId: manager.id },
          AT_NOON,
        ),
      ];
      expect(results.map(code)).toEqual(["not_found", "not_found", "not_managed", "not_standing"]);
    }));
});

describe("The actions inside an A unit", () => {
  const all = Object.entries(actions) as [string, FormAction<unknown>][];

  it("are tried by every role", () => expect(all).toHaveLength(3));

  it.each(ROLES)(
    "refuse %s where the role has no part in it, and everybody without a session",
    async (role) => {
      for (const [name, act] of all) {
        vi.mocked(currentActor).mockResolvedValue(city.actors[role]);
        const tried = await act(null, new FormData());
        expect(`${name}: ${tried && !tried.ok ? tried.code : "ok"}`).toBe(
          `${name}: ${role === "a_unit_manager" ? "invalid" : "forbidden"}`,
        );
        vi.mocked(currentActor).mockResolvedValue(null);
        const nobody = await act(null, new FormData());
        expect(nobody && !nobody.ok && nobody.code).toBe("signed_out");
      }
    },
  );
});

describe("Cases inside an A unit, by row-level security alone", () => {
  const count = async (actor: Actor | null, sql: string, values: unknown[]) => {
    try {
      return (await appSql(actor, sql, values)).length;
    } catch (error) {
      if (error instanceof Error && /row-level security/.test(error.message)) return 0;
      throw error;
    }
  };

  it("let nobody of another unit or city give, refuse or hand over, nor leave a turn for another", async () => {
    const foreigners: Actor[] = [city.otherManager, city.actors.b_unit_staff, city.actors.bureau_admin];
    const { waiting, carried, manager } = places["own unit"];
    for (const actor of [...foreigners, null]) {
      const done = [
        await count(actor, "UPDATE case_file SET version = 2 WHERE id = $1 RETURNING id", [waiting.id]),
        await count(actor, "UPDATE dispatch SET version = 2 WHERE case_id = $1 RETURNING id", [waiting.id]),
        await count(actor, "UPDATE manager_assignment SET reason = 'x' WHERE case_id = $1 RETURNING id", [
          carried.id,
        ]),
        await count(
          actor,
          `INSERT INTO manager_assignment (id, jurisdiction_id, case_id, a_unit_id, staff_id, from_on, created_at)
           VALUES (gen_random_uuid(), 'taichung', $1, $2, $3, '2026-09-15', now()) RETURNING id`,
          [waiting.id, waiting.aUnitId, manager.id],
        ),
        await count(actor, "SELECT id FROM staff WHERE id = $1 FOR UPDATE", [manager.id]),
        await count(actor, "SELECT 1 FROM app_cases_without_manager(ARRAY[$1]::uuid[])", [
          actor?.role === "bureau_admin" ? places["another city"].waiting.aUnitId : waiting.aUnitId,
        ]),
        await count(
          actor,
          "SELECT left_order FROM app_leave_turn($1::uuid, 'x') AS left_order WHERE left_order IS NOT NULL",
          [waiting.dispatchId],
        ),
      ];
      const locksStaff = actor?.role === "bureau_admin" ? 1 : 0;
      expect({ role: actor?.role, done }).toEqual({
        role: actor?.role,
        done: [0, 0, 0, 0, locksStaff, 0, 0],
      });
    }
  });

  it("let the unit's own manager do all of it", async () => {
    const { waiting, carried, manager } = places["own unit"];
    const actor = city.actors.a_unit_manager;
    expect(
      await count(actor, "UPDATE case_file SET version = 2 WHERE id = $1 RETURNING id", [waiting.id]),
    ).toBe(1);
    expect(
      await count(actor, "UPDATE dispatch SET version = 2 WHERE case_id = $1 RETURNING id", [waiting.id]),
    ).toBe(1);
    expect(
      await count(actor, "UPDATE manager_assignment SET reason = 'x' WHERE case_id = $1 RETURNING id", [
        carried.id,
      ]),
    ).toBe(1);
    expect(await count(actor, "SELECT id FROM staff WHERE id = $1 FOR UPDATE", [manager.id])).toBe(1);
  });
});
