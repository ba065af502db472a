import { beforeAll, describe, expect, it, vi } from "vitest";
import * as actions from "@/lib/features/dispatch/exhaustions/actions";
import { answerExhaustion } from "@/lib/features/dispatch/exhaustions/answering/service";
import { exhaustionsFor } from "@/lib/features/dispatch/exhaustions/queries";
import { raiseExhaustion } from "@/lib/features/dispatch/exhaustions/raising/service";
import type { FormAction } from "@/lib/platform/define-action";
import { currentActor } from "@/lib/platform/session";
import type { Role } from "@/prisma/generated/enums";
import type { TestCase } from "../support/cases";
import { aCapacity, aContractedUnit, anOrder, noonOf } from "../support/dispatch";
import { aCaseAt, PLACES, type Place } from "../support/dispatch-places";
import {
  aCity,
  appSql,
  ownerSql,
  ROLES,
  type TestCity,
  type TestUnit,
  withoutRowSecurity,
} from "../support/fixtures";

vi.mock("@/lib/platform/session", async (original) => ({
  ...(await original<object>()),
  currentActor: vi.fn(),
}));

const CLOCK = noonOf("2026-09-15");
const CENTRE: readonly Role[] = ["care_supervisor", "care_specialist"];
const A_UNIT: readonly Role[] = ["a_unit_manager", "case_manager"];
const WATCHERS: readonly Role[] = ["bureau_officer", ...CENTRE];

let city: TestCity;
let aUnits: Record<Place, TestUnit>;
/** A contracted unit outside every order, with places. */
let spare: Record<Place, TestUnit>;

beforeAll(async () => {
  city = await aCity("taichung");
  const foreign = await aCity("taoyuan");
  city.actors.care_specialist.districtIds = [city.aUnit.districtId];
  aUnits = { "own A unit": city.aUnit, "other A unit": city.otherAUnit, "another city": foreign.aUnit };
  const full = { taichung: await aContractedUnit(city), taoyuan: await aContractedUnit(foreign) };
  for (const unit of Object.values(full)) await aCapacity(unit, 0);
  for (const place of PLACES)
    await anOrder(aUnits[place], [place === "another city" ? full.taoyuan : full.taichung]);
  const near = await aContractedUnit(city);
  spare = { "own A unit": near, "other A unit": near, "another city": await aContractedUnit(foreign) };
});

const ofService = (row: TestCase) => ({
  ...{ caseId: row.id, planId: row.planId ?? "", service: "home_care" as const },
});

/** An entry that waits, written as the owner. */
async function anEntry(place: Place): Promise<{ id: string; row: TestCase }> {
  const row = await aCaseAt(aUnits[place]);
  const [entry] = await ownerSql<{ id: string }>(
    `INSERT INTO rotation_exhaustion (id, jurisdiction_id, case_id, plan_id, a_unit_id, service, state, decision, raised_on,
                                      raised_at, raised_by_name)
     VALUES (gen_random_uuid(), $1, $2, $3, $4, 'home_care', 'waiting', '{}', '2026-09-15', now(), '測試') RETURNING id`,
    [row.jurisdictionId, row.id, row.planId, aUnits[place].id],
  );
  return { id: entry?.id ?? "", row };
}

const raises = (role: Role, place: Place) => A_UNIT.includes(role) && place === "own A unit";
const answers = (role: Role, place: Place) => CENTRE.includes(role) && place !== "another city";
const sees = (role: Role, place: Place) =>
  (WATCHERS.includes(role) && place !== "another city") || raises(role, place);

type Fence = (work: () => Promise<void>) => Promise<void>;
const FENCES: [string, Fence][] = [
  ["with both fences", (work) => work()],
  ["by policy alone", (work) => withoutRowSecurity(work)],
];

describe.each(FENCES)("An exhausted order, %s,", (_name, fenced) => {
  it("is laid before the centre by the A unit of the case alone", async () => {
    for (const place of PLACES) {
      const row = await aCaseAt(aUnits[place]);
      await fenced(async () => {
        for (const role of ROLES) {
          const result = await raiseExhaustion(city.actors[role], ofService(row), CLOCK);
          expect(`${role}, ${place}: ${result.ok}`).toBe(`${role}, ${place}: ${raises(role, place)}`);
        }
      });
    }
  });

  it.each(["with words", "with a unit"])(
    "is answered %s by the centre of the city and district alone",
    async (how) => {
      for (const place of PLACES) {
        const shared = await anEntry(place);
        for (const role of ROLES) {
          const may = answers(role, place);
          const { id } = may ? await anEntry(place) : shared;
          const unitId = how === "with a unit" ? spare[place].id : null;
          await fenced(async () => {
            const result = await answerExhaustion(
              city.actors[role],
              { id, unitId, answer: "測試答復" },
              CLOCK,
            );
            expect(`${role}, ${place}: ${result.ok}`).toBe(`${role}, ${place}: ${may}`);
          });
        }
      }
    },
  );

  it("is not answered by a specialist of other districts, and stands in nobody else's queue", async () => {
    const entries = { own: await anEntry("own A unit"), foreign: await anEntry("another city") };
    await fenced(async () => {
      const elsewhere = { ...city.actors.care_specialist, districtIds: ["66000070"] };
      const input = { id: entries.own.id, unitId: null, answer: "測試答復" };
      expect((await answerExhaustion(elsewhere, input, CLOCK)).ok).toBe(false);
      for (const role of ROLES) {
        const { items } = await exhaustionsFor(city.actors[role], 1000);
        const ids = items.map((item) => item.id);
        expect(`${role}: ${ids.includes(entries.own.id)}`).toBe(`${role}: ${CENTRE.includes(role)}`);
        expect(ids).not.toContain(entries.foreign.id);
      }
    });
  });
});

describe("An exhausted order, by row-level security alone,", () => {
  it("is seen and changed by those whose work it is, deleted by nobody, hidden without an actor", async () => {
    for (const place of PLACES) {
      const { id } = await anEntry(place);
      expect(await appSql(null, "SELECT 1 FROM rotation_exhaustion WHERE id = $1", [id])).toEqual([]);
      for (const role of ROLES) {
        const actor = city.actors[role];
        const seen = await appSql(actor, "SELECT 1 FROM rotation_exhaustion WHERE id = $1", [id]);
        expect(`${role}, ${place}: ${seen.length > 0}`).toBe(`${role}, ${place}: ${sees(role, place)}`);
        const answer =
          "UPDATE rotation_exhaustion SET state = 'answered', answer = '測試答復', answered_at = now() WHERE id = $1 RETURNING 1";
        const answered = await appSql(actor, answer, [id])
          .then((rows) => rows.length > 0)
          .catch(() => false);
        expect(`${role}, ${place}: ${answered}`).toBe(`${role}, ${place}: ${answers(role, place)}`);
        await expect(appSql(actor, "DELETE FROM rotation_exhaustion")).rejects.toThrow("permission denied");
      }
    }
  });

  it("lets the centre name a unit only where one waits, and only as a deviation", async () => {
    const waiting = await anEntry("own A unit");
    const other = await aCaseAt(city.aUnit);
    const insert = `INSERT INTO dispatch (id, jurisdiction_id, case_id, from_unit_id, to_unit_id, service, basis, reason, decision,
                                          state, dispatched_on, dispatched_at)
      VALUES (gen_random_uuid(), $1, $2, $3, $4, $5::service, $6::dispatch_basis, '測試', '{}', 'waiting', '2026-09-15', now())`;
    const names = (role: Role, row: TestCase, service: string, basis: string) =>
      appSql(city.actors[role], insert, [
        ...["taichung", row.id, city.aUnit.id, spare["own A unit"].id, service, basis],
      ])
        .then(() => true)
        .catch(() => false);
    for (const role of CENTRE) {
      expect(await names(role, waiting.row, "home_care", "deviation")).toBe(true);
      expect(await names(role, waiting.row, "home_care", "client_choice")).toBe(false);
      expect(await names(role, waiting.row, "meals", "deviation")).toBe(false);
      expect(await names(role, other, "home_care", "deviation")).toBe(false);
    }
    expect(await names("bureau_officer", waiting.row, "home_care", "deviation")).toBe(false);
  });

  it("keeps corrections of a first service for those who see the dispatch, added by those who answer for it", async () => {
    const row = await aCaseAt(city.aUnit);
    const [dispatch] = await ownerSql<{ id: string }>(
      `INSERT INTO dispatch (id, jurisdiction_id, case_id, from_unit_id, to_unit_id, service, basis, decision, state, dispatched_on,
                             dispatched_at, first_service_on)
       VALUES (gen_random_uuid(), 'taichung', $1, $2, $3, 'home_care', 'rotation', '{}', 'accepted', '2026-09-15', now(), '2026-09-16')
       RETURNING id`,
      [row.id, city.aUnit.id, city.bUnit.id],
    );
    const add = `INSERT INTO first_service_correction (id, jurisdiction_id, dispatch_id, before_on, after_on, reason, corrected_at,
                                                       corrected_by_name)
      VALUES (gen_random_uuid(), 'taichung', $1, '2026-09-16', '2026-09-17', '測試', now(), '測試')`;
    await ownerSql(add, [dispatch?.id]);
    expect(await appSql(null, "SELECT 1 FROM first_service_correction")).toEqual([]);
    const readers: readonly Role[] = [...WATCHERS, ...A_UNIT, "b_unit_staff"];
    const writers: readonly Role[] = [...CENTRE, ...A_UNIT, "b_unit_staff"];
    for (const role of ROLES) {
      const actor = city.actors[role];
      const found = await appSql(actor, "SELECT 1 FROM first_service_correction WHERE dispatch_id = $1", [
        dispatch?.id,
      ]);
      expect(`${role}: ${found.length > 0}`).toBe(`${role}: ${readers.includes(role)}`);
      const added = await appSql(actor, add, [dispatch?.id])
        .then(() => true)
        .catch(() => false);
      expect(`${role}: ${added}`).toBe(`${role}: ${writers.includes(role)}`);
      await expect(appSql(actor, "UPDATE first_service_correction SET reason = 'x'")).rejects.toThrow(
        "permission denied",
      );
    }
    const strangers = await appSql(
      city.otherManager,
      "SELECT 1 FROM first_service_correction WHERE dispatch_id = $1",
      [dispatch?.id],
    );
    expect(strangers).toEqual([]);
  });
});

describe("The actions on exhausted orders", () => {
  const roles: Record<string, readonly Role[]> = {
    raiseExhaustionAction: A_UNIT,
    answerExhaustionAction: CENTRE,
  };
  const all = Object.entries(actions) as [string, FormAction<unknown>][];

  it.each(all)("%s asks for the role before it reads the form", async (name, action) => {
    for (const role of ROLES) {
      vi.mocked(currentActor).mockResolvedValueOnce(city.actors[role]);
      const result = await action(null, new FormData());
      const code = result?.ok ? "ok" : result?.code;
      expect(`${role}: ${code}`).toBe(`${role}: ${roles[name]?.includes(role) ? "invalid" : "forbidden"}`);
    }
    vi.mocked(currentActor).mockResolvedValueOnce(null);
    expect(await action(null, new FormData())).toMatchObject({ ok: false, code: "signed_out" });
  });
});
