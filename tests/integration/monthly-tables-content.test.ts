import { beforeAll, describe, expect, it } from "vitest";
import { plainDate } from "@/lib/rules/plain-date";
import { aCity, ownerSql, type TestCity, type TestUnit } from "../support/fixtures";
import { aBUnit, anAUnit, dispatched, draft } from "../support/monthly-tables";

const MONTH = "2026-10";
const TODAY = plainDate("2026-11-05");

let city: TestCity;

beforeAll(async () => {
  city = await aCity("taichung");
});

describe("The content of a monthly table", () => {
  it("counts a month's dispatches by unit and service, ground and answer, and none of another month or unit", async () => {
    const { unit, manager } = await anAUnit(city);
    const [first, second] = [await aBUnit(city), await aBUnit(city)];
    await dispatched(unit, first, { basis: "client_choice", on: "2026-10-01" });
    await dispatched(unit, first, { on: "2026-10-31", times: 2 });
    await dispatched(unit, first, { basis: "deviation", state: "declined", on: "2026-10-20" });
    await dispatched(unit, first, { service: "respite", basis: "continuation" });
    await dispatched(unit, second, { state: "withdrawn" });
    await dispatched(unit, first, { on: "2026-09-30" });
    await dispatched(unit, first, { on: "2026-11-01" });
    await dispatched(city.aUnit, first, {});

    const { rows, units, total } = await draft(manager, MONTH, TODAY);
    expect(rows.filter((row) => row.unit.id === first.id)).toMatchObject([
      {
        ...{ service: "home_care", dispatches: 4, choice: 1, rotation: 2, deviations: 1, other: 0 },
        ...{ declined: 1, withdrawn: 0, reasons: [{ on: "2026-10-20", reason: "測試" }] },
      },
      { service: "respite", dispatches: 1, other: 1, reasons: [] },
    ]);
    expect(rows.find((row) => row.unit.id === second.id)).toMatchObject({ dispatches: 0, withdrawn: 1 });
    expect(units.map(({ dispatches, share }) => [dispatches, share])).toEqual([
      [5, 1],
      [0, 0],
    ]);
    expect(total).toMatchObject({ dispatches: 5, withdrawn: 1, declined: 1 });
  });

  it("flags a share above 30 %, not one of exactly 30 %", async () => {
    const { unit, manager } = await anAUnit(city);
    const units = await Promise.all([3, 3, 4].map(() => aBUnit(city)));
    for (const [at, times] of [3, 3, 4].entries()) await dispatched(unit, units[at] as TestUnit, { times });
    const content = await draft(manager, MONTH, TODAY);
    expect(content.units.map(({ dispatches, flags }) => [dispatches, flags])).toEqual([
      [4, ["concentrated"]],
      [3, []],
      [3, []],
    ]);
    expect(content.concentration.citations.length).toBeGreaterThan(0);
  });

  it("flags units of a connected organisation, in the top three also when tied with the third, and not once the tie has ended", async () => {
    const { unit, manager } = await anAUnit(city);
    const units = await Promise.all(Array.from({ length: 5 }, () => aBUnit(city)));
    for (const [at, times] of [3, 2, 1, 1, 0].entries())
      if (times > 0) await dispatched(unit, units[at] as TestUnit, { times });
    const [, , , tied, withdrawn] = units as [TestUnit, TestUnit, TestUnit, TestUnit, TestUnit];
    await dispatched(unit, withdrawn, { state: "withdrawn" });
    for (const other of [tied, withdrawn]) {
      const pair = [unit.organisationId, other.organisationId].sort();
      await ownerSql(
        `INSERT INTO related_party (id, jurisdiction_id, organisation_a_id, organisation_b_id, kind, basis, created_at)
         VALUES (gen_random_uuid(), $1, $2, $3, (enum_range(NULL::related_party_kind))[1], '測試', now())`,
        [city.id, ...pair],
      );
    }
    const flagsOfUnit = async (of: TestUnit) =>
      (await draft(manager, MONTH, TODAY)).units.find((row) => row.unit.id === of.id)?.flags;
    expect(await flagsOfUnit(tied)).toEqual(["related", "related_top3"]);
    expect(await flagsOfUnit(withdrawn)).toEqual([]);
    await ownerSql(
      "UPDATE related_party SET ended_at = now() WHERE $1 IN (organisation_a_id, organisation_b_id)",
      [tied.organisationId],
    );
    expect(await flagsOfUnit(tied)).toEqual([]);
  });

  it("flags a B unit of the A unit's own organisation", async () => {
    const { unit, manager } = await anAUnit(city);
    const own = await aBUnit(city);
    await ownerSql("UPDATE unit SET organisation_id = $2 WHERE id = $1", [own.id, unit.organisationId]);
    await dispatched(unit, own, {});
    expect((await draft(manager, MONTH, TODAY)).units[0]?.flags).toEqual([
      "concentrated",
      "related",
      "related_top3",
    ]);
  });
});
