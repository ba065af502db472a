import { beforeAll, describe, expect, it, vi } from "vitest";
import * as actions from "@/lib/features/dispatch/centre/actions";
import { centreBoard, centreDistricts, listCentre } from "@/lib/features/dispatch/centre/queries";
import { redispatchCase } from "@/lib/features/dispatch/centre/redispatching/service";
import { districtOrderById, listDistrictOrders } from "@/lib/features/dispatch/centre/rotation/queries";
import {
  keepDistrictOrder,
  resumeUnit,
  startDistrictOrder,
} from "@/lib/features/dispatch/centre/rotation/service";
import { centreListParams } from "@/lib/features/dispatch/centre/schema";
import { dispatchToAUnit } from "@/lib/features/dispatch/centre/service";
import { takeBackCase } from "@/lib/features/dispatch/centre/taking-back/service";
import type { Actor } from "@/lib/platform/actor";
import type { FormAction } from "@/lib/platform/define-action";
import { currentActor } from "@/lib/platform/session";
import { plainDate } from "@/lib/rules/plain-date";
import type { Role } from "@/prisma/generated/enums";
import { code } from "../support/accounts";
import { aCase, type TestCase } from "../support/cases";
import { aCentreOrder, aTakingUnit, type TakingUnit } from "../support/centre";
import { noonOf } from "../support/dispatch";
import { aCity, appSql, ROLES, type TestCity, withoutRowSecurity } from "../support/fixtures";

vi.mock("@/lib/platform/session", async (original) => ({
  ...(await original<object>()),
  currentActor: vi.fn(),
}));

const DAY = plainDate("2026-09-15");
const AT_NOON = noonOf(DAY);
const [COVERED, OTHER, FOREIGN] = ["66000060", "66000070", "68000020"];
const CENTRE: readonly Role[] = ["care_supervisor", "care_specialist"];
const READERS: readonly Role[] = ["bureau_officer", ...CENTRE];

type Place = "covered" | "another district" | "another city";
interface Laid {
  waiting: TestCase;
  sent: TestCase;
  order: string;
  unit: TakingUnit;
  districtId: string;
}

let city: TestCity;
let places: Record<Place, Laid>;

beforeAll(async () => {
  city = await aCity("taichung");
  const foreign = await aCity("taoyuan");
  places = {
    covered: await lay(city, COVERED),
    "another district": await lay(city, OTHER),
    "another city": await lay(foreign, FOREIGN),
  };
});

async function lay(of: TestCity, districtId: string): Promise<Laid> {
  const unit = await aTakingUnit(of.id, districtId);
  const order = await aCentreOrder(of.id, districtId, [unit]);
  const waiting = await aCase(of, { districtId }).assessed();
  const sent = await aCase(of, { districtId }).dispatched(unit);
  return { waiting, sent, order, unit, districtId };
}

const kinds = () => Object.keys(places) as Place[];

function actorOf(role: Role): Actor {
  const actor = city.actors[role];
  return role === "care_specialist" ? { ...actor, districtIds: [COVERED] } : actor;
}

/** A supervisor and an officer see the city, a specialist the districts covered. */
function sees(role: Role, place: Place): boolean {
  if (!READERS.includes(role) || place === "another city") return false;
  return role !== "care_specialist" || place === "covered";
}

type Fence = (work: () => Promise<void>) => Promise<void>;
const FENCES: [string, Fence][] = [
  ["with both fences", (work) => work()],
  ["by policy alone", (work) => withoutRowSecurity(work)],
];

describe.each(FENCES)("The centre's dispatch, %s", (_name, fenced) => {
  it.each(ROLES)("shows %s the cases and orders of the districts that the role sees", (role) =>
    fenced(async () => {
      const actor = actorOf(role);
      const rows = (await listCentre(actor, centreListParams({ size: "100" }), DAY)).rows.map(
        (row) => row.id,
      );
      const orders = (await listDistrictOrders(actor)).flatMap((row) => row.order?.id ?? []);
      const districts = (await centreDistricts(actor)).map((each) => each.value);
      for (const place of kinds()) {
        const { waiting, order, districtId } = places[place];
        const seen = {
          listed: rows.includes(waiting.id),
          board: (await centreBoard(actor, waiting.id, DAY)) !== null,
          orders: orders.includes(order),
          order: (await districtOrderById(actor, order, DAY)) !== null,
          district: districts.includes(districtId),
        };
        const may = sees(role, place);
        expect({ place, ...seen }).toEqual({
          ...{ place, listed: may, board: may, orders: may, order: may, district: may },
        });
      }
    }),
  );

  it.each(ROLES)("refuses every act of %s that is not the role's, or not in its districts", (role) =>
    fenced(async () => {
      const actor = actorOf(role);
      for (const place of kinds()) {
        const mine = CENTRE.includes(role) && sees(role, place);
        const refusal = CENTRE.includes(role) ? "not_found" : "forbidden";
        const { waiting, sent, order, unit, districtId } = places[place];
        const dispatched = await dispatchToAUnit(
          actor,
          // A stale form: where the actor may, the case stays as it is for the next role.
          { caseId: waiting.id, version: 99, basis: "rotation", unitId: null },
          AT_NOON,
        );
        const again = await redispatchCase(
          actor,
          { caseId: sent.id, version: 1, basis: "rotation", unitId: null, reason: "測試改派" },
          AT_NOON,
        );
        const taken = await takeBackCase(actor, { caseId: sent.id, version: 1, reason: "測試收回" }, AT_NOON);
        const started = await startDistrictOrder(actor, { districtId }, AT_NOON);
        const step = { kind: "" as const, unitId: "" };
        const kept = await keepDistrictOrder(actor, { id: order, version: 99, step, add: "", notes: {} });
        const resumed = await resumeUnit(actor, {
          ...{ id: order, version: 1, unitId: unit.id, reason: "測試恢復" },
        });
        const codes = [dispatched, again, taken, started, kept, resumed].map(code);
        expect({ place, codes }).toEqual({
          place,
          codes: mine
            ? ["stale", "not_yet", "not_yet", "exists", "stale", "not_paused"]
            : [refusal, refusal, refusal, refusal, refusal, refusal],
        });
      }
    }),
  );
});

describe("The centre's actions", () => {
  const all = Object.entries(actions) as [string, FormAction<unknown>][];

  it("are tried by every role", () => expect(all).toHaveLength(6));

  it.each(ROLES)(
    "refuse %s where the role has no part in it, and everybody without a session",
    async (role) => {
      for (const [name, act] of all) {
        vi.mocked(currentActor).mockResolvedValue(actorOf(role));
        const tried = await act(null, new FormData());
        expect(`${name}: ${tried && !tried.ok ? tried.code : "ok"}`).toBe(
          `${name}: ${CENTRE.includes(role) ? "invalid" : "forbidden"}`,
        );
        vi.mocked(currentActor).mockResolvedValue(null);
        const nobody = await act(null, new FormData());
        expect(nobody && !nobody.ok && nobody.code).toBe("signed_out");
      }
    },
  );
});

describe("The centre's dispatch, by row-level security alone", () => {
  const found = async (actor: Actor | null, sql: string, values: unknown[]) => {
    try {
      return (await appSql(actor, sql, values)).length > 0;
    } catch (error) {
      if (error instanceof Error && /row-level security/.test(error.message)) return false;
      throw error;
    }
  };

  it.each(ROLES)(
    "lets %s send a case, turn an order and change its places only where the role may",
    async (role) => {
      const actor = actorOf(role);
      for (const place of kinds()) {
        const { waiting, order, unit, districtId } = places[place];
        const may = CENTRE.includes(role) && sees(role, place);
        const done = {
          case: await found(actor, "SELECT id FROM case_file WHERE id = $1", [waiting.id]),
          send: await found(
            actor,
            `INSERT INTO dispatch (id, jurisdiction_id, case_id, to_unit_id, service, basis, decision, state, dispatched_on,
                                 dispatched_at)
           VALUES (gen_random_uuid(), $1, $2, $3, 'case_management', 'rotation', '{}', 'waiting', '2026-09-15', now())
           RETURNING id`,
            [waiting.jurisdictionId, waiting.id, unit.id],
          ),
          turn: await found(actor, "UPDATE rotation SET turns = turns + 1 WHERE id = $1 RETURNING id", [
            order,
          ]),
          pause: await found(
            actor,
            "UPDATE rotation_entry SET paused = true, paused_reason = 'x' WHERE rotation_id = $1 RETURNING unit_id",
            [order],
          ),
          remove: await found(actor, "DELETE FROM rotation_entry WHERE rotation_id = $1 RETURNING unit_id", [
            order,
          ]),
          begin: await found(
            actor,
            `INSERT INTO rotation (id, jurisdiction_id, district_id, service, state, created_at)
           VALUES (gen_random_uuid(), $1, $2, 'case_management', 'draft', now()) RETURNING id`,
            [waiting.jurisdictionId, districtId],
          ),
        };
        expect({ place, ...done }).toEqual({
          ...{ place, case: sees(role, place) },
          ...{ send: may, turn: may, pause: may, remove: may, begin: may },
        });
      }
    },
  );

  it("shows nothing without an actor, and no loads of another city", async () => {
    const { order, unit } = places.covered;
    expect(await appSql(null, "SELECT id FROM rotation WHERE id = $1", [order])).toEqual([]);
    const loads = "SELECT * FROM app_manager_loads(ARRAY[$1]::uuid[], '2026-09-15')";
    expect(await appSql(null, loads, [unit.id])).toEqual([]);
    expect(await appSql(actorOf("care_supervisor"), loads, [unit.id])).toHaveLength(1);
    expect(await appSql(actorOf("care_supervisor"), loads, [places["another city"].unit.id])).toEqual([]);
    expect(await appSql(actorOf("b_unit_staff"), loads, [unit.id])).toEqual([]);
    expect(await appSql(city.otherManager, loads, [unit.id])).toEqual([]);
  });
});
