import { beforeAll, describe, expect, it } from "vitest";
import { agreementReports, pairsBehind } from "@/lib/features/inspections/reports/agreement/queries";
import {
  closureReport,
  closureRows,
  closuresBehind,
} from "@/lib/features/inspections/reports/closure/queries";
import { answerRows, itemReports } from "@/lib/features/inspections/reports/items/queries";
import { reportParams } from "@/lib/features/inspections/reports/schema";
import { medianOf } from "@/lib/features/inspections/reports/types";
import type { Actor } from "@/lib/platform/actor";
import { plainDate } from "@/lib/rules/plain-date";
import { aCase, type TestCase } from "../support/cases";
import { aCity, anActor, ownerSql, type TestCity, type TestUnit } from "../support/fixtures";
import { anInspection, type TestAnswer } from "../support/inspections";

const TODAY = plainDate("2026-11-20");
const params = (given: Record<string, string> = {}) => reportParams(given, TODAY);

let city: TestCity;
let officer: Actor;
let one: Actor;
let two: Actor;
let row: TestCase;

const unitAnswer = (key: string, value: string, by: Actor, at: string, more: Partial<TestAnswer> = {}) => ({
  ...{ itemKey: key, value: { [`${key}_result`]: value }, by, at: `${at}T02:00:00Z` },
  ...more,
});

const visit = (
  unit: TestUnit,
  visitedOn: string,
  answers: TestAnswer[],
  state: "signed" | "under_way" = "signed",
) => anInspection(unit, { state, visitedOn, caseIds: [row.id], answers });

beforeAll(async () => {
  city = await aCity("taichung");
  officer = city.actors.bureau_officer;
  [one, two] = [city.actors.care_supervisor, await anActor("taichung", "care_supervisor", null)];
  row = await aCase(city).inService(city.aUnit);
  await visit(city.aUnit, "2026-03-10", [
    unitAnswer("leaflets", "not_met", one, "2026-03-10"),
    unitAnswer("dispatch_principles", "met", one, "2026-03-10"),
    unitAnswer("plan_in_time", "not_met", one, "2026-03-10", { caseId: row.id }),
    // The second inspector on site changed what the first had said.
    unitAnswer("complaints", "met", two, "2026-03-11", {
      history: [
        {
          value: { complaints_result: "not_met" },
          at: "2026-03-10T02:00:00Z",
          byId: one.accountId,
          by: one.name,
        },
      ],
    }),
  ]);
  await visit(city.aUnit, "2026-09-10", [
    unitAnswer("leaflets", "not_met", two, "2026-09-10"),
    unitAnswer("dispatch_principles", "not_met", two, "2026-09-10"),
    unitAnswer("half_yearly_visit", "not_applicable", two, "2026-09-10", { caseId: row.id }),
    // The same person as in March: no second opinion.
    unitAnswer("complaints", "met", two, "2026-09-10"),
  ]);
  await visit(city.otherAUnit, "2026-10-10", [
    unitAnswer("leaflets", "met", one, "2026-10-10"),
    unitAnswer("dispatch_principles", "met", one, "2026-10-10"),
  ]);
  // Not signed, another year: neither counts.
  await visit(
    city.otherAUnit,
    "2026-11-01",
    [unitAnswer("leaflets", "not_met", one, "2026-11-01")],
    "under_way",
  );
  await visit(city.otherAUnit, "2025-10-10", [unitAnswer("leaflets", "not_met", two, "2025-10-10")]);
});

describe("The results per item", () => {
  it("name what fails most first, over all signed inspections of the form and span", async () => {
    const { rows, inspections, units } = await itemReports(officer, params());
    expect([inspections, units, rows.length]).toEqual([3, 2, 28]);
    expect(
      rows
        .filter(({ answered }) => answered > 0)
        .map(({ key, answered, failed, share }) => [key, answered, failed, share]),
    ).toEqual([
      ["plan_in_time", 1, 1, 1],
      ["leaflets", 3, 2, 2 / 3],
      ["dispatch_principles", 3, 1, 1 / 3],
      ["half_yearly_visit", 1, 0, 0],
      ["complaints", 2, 0, 0],
    ]);
    const inOrder = await itemReports(officer, params({ sort: "number" }));
    expect(inOrder.rows[0]?.key).toBe("address_as_approved");
    expect((await itemReports(officer, params({ from: "114/01/01", to: "114/12/31" }))).inspections).toBe(1);
    expect((await itemReports(officer, params({ form: "meal_check" }))).inspections).toBe(0);
  });

  it("open from every number as many rows as it says", async () => {
    const { rows } = await itemReports(officer, params());
    for (const { key, answered, failed, counts } of rows) {
      const opened = async (value?: string) =>
        (await answerRows(officer, params({ item: key, ...(value ? { value } : {}) }))).length;
      expect([key, await opened(), await opened("finding")]).toEqual([key, answered, failed]);
      for (const { value, count } of counts)
        expect([key, value, await opened(value)]).toEqual([key, value, count]);
    }
    const { visits } = await itemReports(officer, params());
    const failed = rows.reduce((sum, each) => sum + each.failed, 0);
    expect([visits.length, visits.reduce((sum, each) => sum + each.failed, 0)]).toEqual([3, failed]);
    expect(await answerRows(officer, params({ show: "findings" }))).toHaveLength(failed);
    const [late] = await answerRows(officer, params({ item: "plan_in_time", value: "finding" }));
    expect(late).toMatchObject({
      ...{ unit: { id: city.aUnit.id }, visitedOn: "2026-03-10", caseNumber: row.number, answer: "不符合" },
      ...{ isFinding: true, by: one.name },
    });
    const far = { ...city.actors.care_specialist, districtIds: [] };
    const [hidden] = await answerRows(far, params({ item: "plan_in_time" }));
    expect(hidden?.caseNumber).toBeNull();
  });
});

describe("The agreement of inspectors", () => {
  it("compares different people on the same item of the same unit, one after the other", async () => {
    const { rows, pairs } = await agreementReports(officer, params());
    expect(rows.map((each) => [each.key, each.pairs, each.agreed])).toEqual([
      ["dispatch_principles", 1, 0],
      ["complaints", 1, 0],
      ["leaflets", 1, 1],
    ]);
    const changed = pairs.find(({ itemKey }) => itemKey === "complaints");
    expect([changed?.first.by, changed?.first.value, changed?.second.by, changed?.second.value]).toEqual([
      one.name,
      "不符合",
      two.name,
      "符合",
    ]);
  });

  it("opens from every number as many pairs as it says", async () => {
    const { rows, pairs } = await agreementReports(officer, params());
    for (const { key: item, pairs: all, agreed } of rows) {
      const opened = (which?: string) =>
        pairsBehind(pairs, params({ item, ...(which ? { pairs: which } : {}) })).length;
      expect([item, opened(), opened("agreed"), opened("differing")]).toEqual([
        item,
        all,
        agreed,
        all - agreed,
      ]);
    }
    expect(pairsBehind(pairs, params({ pairs: "all" }))).toHaveLength(pairs.length);
    expect(pairsBehind(pairs, params({ pairs: "differing" }))).toHaveLength(2);
    expect(pairsBehind(pairs, params())).toEqual([]);
  });
});

describe("The time from finding to closure", () => {
  const found = async (
    unit: TestUnit,
    itemKey: string,
    foundOn: string,
    settledOn: string | null,
    inTime: boolean | null,
  ) => {
    const [inspection] = await ownerSql<{ id: string }>(
      "SELECT id FROM inspection WHERE unit_id = $1 AND state = 'signed' ORDER BY visited_on LIMIT 1",
      [unit.id],
    );
    await ownerSql(
      `INSERT INTO finding (id, jurisdiction_id, number, unit_id, inspection_id, item_key, basis, facts, state, due_on, due_outcome,
                            created_on, created_at, settled_on, in_time)
       VALUES (gen_random_uuid(), 'taichung', gen_random_uuid()::text, $1, $2, $3, $4, 'x', $5::finding_state, $6::date + 30, '{}',
               $6::date, now(), $7::date, $8)`,
      [
        ...[unit.id, inspection?.id, itemKey, JSON.stringify({ itemNumber: "4", itemLabel: "測試項目" })],
        ...[settledOn ? (inTime ? "closed" : "failed") : "open", foundOn, settledOn, inTime],
      ],
    );
  };

  beforeAll(async () => {
    await found(city.aUnit, "a", "2026-03-10", "2026-03-17", true);
    await found(city.aUnit, "b", "2026-03-10", "2026-03-18", true);
    await found(city.aUnit, "c", "2026-03-10", "2026-04-09", true);
    await found(city.aUnit, "d", "2026-03-10", "2026-04-10", false);
    await found(city.otherAUnit, "e", "2026-10-21", null, null);
    await found(city.otherAUnit, "f", "2025-10-10", "2025-10-11", true);
  });

  it("counts calendar days, tells mean and median of what is settled, and sorts into spans", async () => {
    const rows = await closureRows(officer, params(), TODAY);
    expect(closureReport(rows)).toEqual({
      ...{ found: 5, settled: 4, inTime: 3, open: 1, meanDays: 19, medianDays: 19 },
      buckets: [
        { bucket: "week", count: 1 },
        { bucket: "fortnight", count: 1 },
        { bucket: "month", count: 1 },
        { bucket: "longer", count: 1 },
        { bucket: "open", count: 1 },
      ],
    });
    expect(rows.find(({ settledOn }) => settledOn === null)).toMatchObject({
      days: 30,
      itemLabel: "4. 測試項目",
    });
    expect([medianOf([]), medianOf([3]), medianOf([1, 2, 10])]).toEqual([null, 3, 2]);
    expect(closureReport([]).meanDays).toBeNull();
  });

  it("opens from every number as many findings as it says", async () => {
    const rows = await closureRows(officer, params(), TODAY);
    const { buckets, inTime, settled } = closureReport(rows);
    for (const { bucket, count } of buckets)
      expect(closuresBehind(rows, params({ bucket }))).toHaveLength(count);
    expect(closuresBehind(rows, params({ settled: "yes" }))).toHaveLength(settled);
    expect(closuresBehind(rows, params({ timely: "yes" }))).toHaveLength(inTime);
    expect(closuresBehind(rows, params({ timely: "no" }))).toHaveLength(settled - inTime);
    expect(await closureRows(officer, params({ unit: city.otherAUnit.id }), TODAY)).toHaveLength(1);
  });
});
