import { beforeAll, describe, expect, it } from "vitest";
import { withdrawDispatch } from "@/lib/features/dispatch/providers/ending/service";
import { dispatchToProvider } from "@/lib/features/dispatch/providers/service";
import { replayMonth } from "@/lib/features/dispatch/replay/queries";
import { systemActor } from "@/lib/platform/actor";
import { readMonth, replay } from "@/scripts/replay/report";
import { code, done } from "../support/accounts";
import { aCase, type TestCase } from "../support/cases";
import { aCapacity, aConsent, aContractedUnit, anOrder, capacityOf, noonOf } from "../support/dispatch";
import { aCity, anActor, aUnitOf, ownerSql, type TestCity, type TestUnit } from "../support/fixtures";

const DAY = "2026-09-15";
const AT_ONCE = 20;

let city: TestCity;

beforeAll(async () => {
  city = await aCity("taichung");
});

async function aPlace(count = 3) {
  const aUnit = await aUnitOf("taichung", { tier: "a" });
  const manager = await anActor("taichung", "a_unit_manager", aUnit);
  const units: TestUnit[] = [];
  for (let index = 0; index < count; index += 1) units.push(await aContractedUnit(city));
  const order = await anOrder(aUnit, units);
  const [u1, u2, u3] = units as [TestUnit, TestUnit, TestUnit];
  return { aUnit, manager, units, order, u1, u2, u3 };
}

type Place = Awaited<ReturnType<typeof aPlace>>;

const inputFor = (testCase: TestCase) => ({
  ...{ caseId: testCase.id, planId: testCase.planId ?? "", service: "home_care" as const },
  ...{ unitId: null, consentId: null, expectedUnitId: null, reason: null },
});

async function byRotation({ aUnit, manager }: Place, day = DAY) {
  const testCase = await aCase(city).inService(aUnit);
  return done(await dispatchToProvider(manager, { ...inputFor(testCase), basis: "rotation" }, noonOf(day)));
}

describe("Twenty dispatches at once on one order", () => {
  it("take consecutive turns: none twice, none lost", async () => {
    const place = await aPlace();
    const others = await Promise.all([1, 2, 3].map(() => anActor("taichung", "case_manager", place.aUnit)));
    const actors = [place.manager, ...others];
    const cases: TestCase[] = [];
    for (let index = 0; index < AT_ONCE; index += 1) cases.push(await aCase(city).inService(place.aUnit));
    const results = await Promise.all(
      cases.map((testCase, index) =>
        dispatchToProvider(
          actors[index % actors.length] ?? place.manager,
          { ...inputFor(testCase), basis: "rotation" },
          noonOf(DAY),
        ),
      ),
    );
    const turns = results.map((result) => done(result).turn).sort((a, b) => Number(a) - Number(b));
    expect(turns).toEqual(Array.from({ length: AT_ONCE }, (_, index) => index + 1));
    const rows = await ownerSql<{ turn: number; to_unit_id: string }>(
      "SELECT turn, to_unit_id FROM dispatch WHERE rotation_id = $1 ORDER BY turn",
      [place.order],
    );
    expect(rows.map((row) => row.to_unit_id)).toEqual(
      Array.from({ length: AT_ONCE }, (_, index) => place.units[index % 3]?.id),
    );
    const [after] = await ownerSql("SELECT cursor, turns FROM rotation WHERE id = $1", [place.order]);
    expect(after).toEqual({ cursor: AT_ONCE % 3, turns: AT_ONCE });
  }, 120_000);

  it("of the same service of the same case give it once", async () => {
    const { aUnit, manager } = await aPlace();
    const testCase = await aCase(city).inService(aUnit);
    const input = { ...inputFor(testCase), basis: "rotation" as const };
    const results = await Promise.all(
      Array.from({ length: 4 }, () => dispatchToProvider(manager, input, noonOf(DAY))),
    );
    expect(results.map(code).sort()).toEqual([
      "already_dispatched",
      "already_dispatched",
      "already_dispatched",
      "ok",
    ]);
  });

  it("do not take more than a unit that stands in two units' orders says it can", async () => {
    const [one, other] = [await aPlace(1), await aPlace(1)];
    await aCapacity(one.u1, 2);
    await ownerSql(
      "INSERT INTO rotation_entry (rotation_id, position, jurisdiction_id, unit_id) VALUES ($1, 1, 'taichung', $2)",
      [other.order, one.u1.id],
    );
    await aCapacity(other.u1, 0);
    const results = await Promise.all(
      [one, other, one, other].map(async (place) => {
        const testCase = await aCase(city).inService(place.aUnit);
        return dispatchToProvider(place.manager, { ...inputFor(testCase), basis: "rotation" }, noonOf(DAY));
      }),
    );
    expect(results.map(code).sort()).toEqual(["ok", "ok", "rotation_exhausted", "rotation_exhausted"]);
    expect(await capacityOf(one.u1)).toBe(0);
  });
});

describe("The replay of a month", () => {
  /** A month with a rotation, a choice, a deviation and a withdrawal. */
  async function aMonth() {
    const place = await aPlace();
    const first = await byRotation(place);
    const chosen = await aCase(city).inService(place.aUnit);
    const choice = {
      ...inputFor(chosen),
      ...{ basis: "client_choice" as const, unitId: place.u3.id, consentId: await aConsent(chosen) },
    };
    done(await dispatchToProvider(place.manager, choice, noonOf("2026-09-16")));
    const byHand = await aCase(city).inService(place.aUnit);
    const deviation = {
      ...inputFor(byHand),
      ...{ basis: "deviation" as const, unitId: place.u1.id, reason: "語言需求" },
    };
    done(await dispatchToProvider(place.manager, deviation, noonOf("2026-09-17")));
    const second = await byRotation(place, "2026-09-18");
    const withdrawn = { id: second.id, version: 1, reason: "案家改期" };
    done(await withdrawDispatch(place.manager, withdrawn, noonOf("2026-09-18")));
    await byRotation(place, "2026-10-01");
    return { ...place, first, second };
  }

  async function lines(words: string[]) {
    const printed: string[] = [];
    const exit = await replay(words, (line) => printed.push(line));
    return { exit, text: printed.join("\n") };
  }

  it("recomputes every decision of the month and finds all as they were kept", async () => {
    const { aUnit } = await aMonth();
    const { exit, text } = await lines([`taichung/${aUnit.code}`, "2026-09"]);
    expect(text).toContain("4 decisions, 0 differ");
    expect(exit).toBe(0);
    expect((await lines([aUnit.id, "115-10"])).text).toContain("1 decisions, 0 differ");
  });

  it.each([
    ["the queue", `jsonb_set(decision, '{input,queue,0,suspended}', 'true')`, "decision"],
    ["the cursor", `jsonb_set(decision, '{input,cursor}', '1')`, "decision"],
    ["the outcome", `jsonb_set(decision, '{outcome,steps}', '[]')`, "decision"],
    ["the basis", `'client_choice'::dispatch_basis`, "basis"],
    ["the day", `'2026-09-20'::date`, "dispatched_on"],
  ])("reports a decision in which %s was changed afterwards", async (_name, value, column) => {
    const { aUnit, first } = await aMonth();
    await ownerSql(`UPDATE dispatch SET ${column} = ${value} WHERE id = $1`, [first.id]);
    const { exit, text } = await lines([aUnit.code, "11509"]);
    expect(exit).toBe(1);
    expect(text).toContain(first.id);
    expect(text).toMatch(/4 decisions, [12] differ/);
  });

  it("reports another unit than the one that was decided, a missing turn and a cursor that was set by hand", async () => {
    const place = await aMonth();
    await ownerSql("UPDATE dispatch SET to_unit_id = $2 WHERE id = $1", [place.first.id, place.u3.id]);
    await ownerSql("UPDATE dispatch SET turn = 9 WHERE id = $1", [place.second.id]);
    await ownerSql("UPDATE rotation SET cursor = 0 WHERE id = $1", [place.order]);
    const report = await replayMonth(systemActor("taichung"), place.aUnit.id, "2026-09");
    expect(report?.differences.map((each) => each.dispatchId).sort()).toEqual(
      [place.first.id, place.second.id].sort(),
    );
    expect(report?.orders.length).toBeGreaterThan(0);
  });

  it("says what it wants when it is asked for something else", async () => {
    expect((await lines([])).exit).toBe(2);
    expect((await lines(["taichung/A999999", "2026-09"])).text).toContain("找不到");
    expect((await lines([])).text).toContain("npm run replay");
    const wrong = await lines(["A1", "2026-13"]);
    expect(wrong.text).toContain("「2026-13」不是月份");
    expect([wrong.exit, wrong.text.split("\n").length]).toEqual([2, 1]);
    expect((await lines(["nowhere/A1", "2026-09"])).exit).toBe(2);
    expect([readMonth("114-10"), readMonth("114/10"), readMonth("11410"), readMonth("2025-10")]).toEqual(
      Array.from({ length: 4 }, () => "2025-10"),
    );
  });
});
