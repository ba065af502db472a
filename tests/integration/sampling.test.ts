import { beforeAll, describe, expect, it } from "vitest";
import { listAudits } from "@/lib/features/sampling/audits/queries";
import { drawMonth } from "@/lib/features/sampling/draws/service";
import { redrawMonth } from "@/lib/features/sampling/redraw/queries";
import { auditListParams } from "@/lib/features/sampling/schema";
import { type Actor, systemActor } from "@/lib/platform/actor";
import { redraw } from "@/scripts/redraw/report";
import { aClock, code, done } from "../support/accounts";
import { aCase, aDispatch } from "../support/cases";
import { aCity, anActor, aUnitOf, ownerSql, type TestCity, type TestUnit } from "../support/fixtures";
import { casesOf, covering, samplingForms } from "../support/sampling";

const MONTH = "2026-10";
const SEED = "種子 2026-10";
const clock = aClock(new Date("2026-11-05T02:00:00Z"));
/** 中壢區 and 桃園區; 北屯區 and 中區. */
const [ZHONGLI, TAOYUAN] = ["68000020", "68000010"];
const TAICHUNG_DISTRICT = "66000060";

const all = (actor: Actor, filters: Record<string, string> = {}) =>
  listAudits(actor, auditListParams({ month: MONTH, ...filters }), true).then(({ rows }) => rows);

describe("A month's draw in Taoyuan", () => {
  let city: TestCity;
  let specialist: Actor;
  let related: TestUnit;

  beforeAll(async () => {
    city = await aCity("taoyuan");
    specialist = await covering(city.actors.care_specialist, [TAOYUAN]);
    await samplingForms("taoyuan");
    // 12 cases at the first unit, which gives most of its cases to a unit of its own organisation; 3 at the other, one elsewhere.
    const own = await casesOf(city, city.aUnit, 12);
    related = await aUnitOf("taoyuan", { tier: "b" });
    await ownerSql("UPDATE unit SET organisation_id = $2 WHERE id = $1", [
      related.id,
      city.aUnit.organisationId,
    ]);
    for (const row of own.slice(0, 3))
      await aDispatch(row, city.aUnit, related, { dispatchedOn: "2026-10-14" });
    await aDispatch(own[4] as (typeof own)[0], city.aUnit, city.bUnit, { dispatchedOn: "2026-10-15" });
    await casesOf(city, city.otherAUnit, 2);
    await casesOf(city, city.otherAUnit, 1, { districtId: ZHONGLI });
    // Not among those who can be drawn: no plan yet, and closed.
    await aCase(city).assigned(city.aUnit);
    await aCase(city).closed();
    done(await drawMonth(city.actors.care_supervisor, { month: MONTH }, clock, SEED));
  });

  it("takes 1 % of a unit's cases rounded up, and 10 % where a related B unit is among the three largest", async () => {
    const draws = await ownerSql<{ code: string; size: number; related_in_top3: boolean; seed: string }>(
      `SELECT u.code, d.size, d.related_in_top3, d.seed FROM sampling_draw d JOIN unit u ON u.id = d.a_unit_id
        WHERE d.a_unit_id = ANY ($1)`,
      [[city.aUnit.id, city.otherAUnit.id]],
    );
    expect(draws.sort((a, b) => b.size - a.size)).toEqual([
      { code: city.aUnit.code, size: 2, related_in_top3: true, seed: SEED },
      { code: city.otherAUnit.code, size: 1, related_in_top3: false, seed: SEED },
    ]);
  });

  it("gives every drawn case a survey and a plan audit; supervisors audit, who covers the district calls", async () => {
    const rows = await all(city.actors.care_supervisor);
    expect(rows).toHaveLength(6);
    expect(rows.filter(({ kind }) => kind === "plan_audit").map((row) => row.assignedTo?.id)).toEqual(
      Array.from({ length: 3 }, () => city.actors.care_supervisor.accountId),
    );
    for (const { kind, assignedTo, caseFile } of rows.filter((row) => row.kind === "telephone_survey")) {
      expect(kind).toBe("telephone_survey");
      const here = await ownerSql<{ district_id: string }>(
        "SELECT district_id FROM case_file WHERE id = $1",
        [caseFile?.id],
      );
      expect(assignedTo?.id).toBe(
        here[0]?.district_id === TAOYUAN ? specialist.accountId : city.actors.care_supervisor.accountId,
      );
    }
  });

  it("is made once: a second draw of the month is refused, and one of a month to come", async () => {
    expect(code(await drawMonth(city.actors.care_supervisor, { month: MONTH }, clock))).toBe("drawn");
    expect(code(await drawMonth(city.actors.bureau_officer, { month: "2026-12" }, clock))).toBe("future");
  });

  it("comes out the same from what was kept", async () => {
    const report = await redrawMonth(systemActor("taoyuan"), city.aUnit.code, MONTH);
    expect(report?.differences).toEqual([]);
    expect(report?.strata).toEqual([{ stratum: "ongoing", population: 12, size: 2 }]);
    expect(report?.drawn.map(({ rank, kinds }) => [rank, kinds])).toEqual([
      [1, ["telephone_survey", "plan_audit"]],
      [2, ["telephone_survey", "plan_audit"]],
    ]);
    const lines: string[] = [];
    expect(await redraw(["115-10", city.aUnit.code], (line) => lines.push(line))).toBe(0);
    expect(lines.join("\n")).toContain(report?.drawn[0]?.caseNumber);
    expect(await redraw(["115-09", city.aUnit.code], () => undefined)).toBe(2);
    expect(await redraw(["115-13", city.aUnit.code], () => undefined)).toBe(2);
  });

  it.each([
    [
      "a case put in another's place",
      `UPDATE sample_audit SET case_id = (SELECT id FROM case_file c WHERE c.a_unit_id = $1 AND NOT EXISTS (SELECT FROM sample_audit s WHERE s.case_id = c.id) ORDER BY id LIMIT 1) WHERE a_unit_id = $1 AND rank = 1 AND kind = 'plan_audit'`,
      "第 1 順位的個案與重算的不同",
    ],
    ["another seed", "UPDATE sampling_draw SET seed = 'chosen' WHERE a_unit_id = $1", "與保存的順序不同"],
    [
      "a case left out of the list",
      "UPDATE sampling_draw SET population = jsonb_set(population::jsonb, '{0,ids}', (population::jsonb #> '{0,ids}') - 0) WHERE a_unit_id = $1",
      "保存的名單 11 案",
    ],
    [
      "a smaller number",
      "UPDATE sampling_draw SET outcome = jsonb_set(outcome::jsonb, '{strata,0,size}', '1') WHERE a_unit_id = $1",
      "重算應抽 2 案",
    ],
    [
      "an audit taken away",
      "DELETE FROM sample_audit WHERE a_unit_id = $1 AND rank = 2 AND kind = 'telephone_survey'",
      "缺第 2 順位",
    ],
  ])("shows %s", async (_name, sql, words) => {
    const keep = await ownerSql<{ d: object; a: object }>(
      `SELECT (SELECT jsonb_agg(d) FROM sampling_draw d WHERE a_unit_id = $1) AS d,
              (SELECT jsonb_agg(a) FROM sample_audit a WHERE a_unit_id = $1) AS a`,
      [city.aUnit.id],
    );
    await ownerSql(sql, [city.aUnit.id]);
    const report = await redrawMonth(systemActor("taoyuan"), city.aUnit.id, MONTH);
    expect(report?.differences.join("\n")).toContain(words);
    expect(await redraw(["2026-10", `taoyuan/${city.aUnit.code}`], () => undefined)).toBe(1);
    await ownerSql("DELETE FROM sample_audit WHERE a_unit_id = $1", [city.aUnit.id]);
    await ownerSql("DELETE FROM sampling_draw WHERE a_unit_id = $1", [city.aUnit.id]);
    await ownerSql(
      "INSERT INTO sampling_draw SELECT * FROM jsonb_populate_recordset(NULL::sampling_draw, $1)",
      [JSON.stringify(keep[0]?.d)],
    );
    await ownerSql(
      "INSERT INTO sample_audit SELECT * FROM jsonb_populate_recordset(NULL::sample_audit, $1)",
      [JSON.stringify(keep[0]?.a)],
    );
    expect((await redrawMonth(systemActor("taoyuan"), city.aUnit.id, MONTH))?.differences).toEqual([]);
  });
});

describe("A month's draw in Taichung", () => {
  let city: TestCity;
  let specialists: Actor[];

  beforeAll(async () => {
    city = await aCity("taichung");
    specialists = [
      await covering(city.actors.care_specialist, [TAICHUNG_DISTRICT]),
      await covering(await anActor("taichung", "care_specialist", null), [TAICHUNG_DISTRICT]),
    ];
    await samplingForms("taichung");
    await casesOf(city, city.aUnit, 9, { approvedOn: "2026-10-01" });
    await casesOf(city, city.otherAUnit, 5, { approvedOn: "2026-10-31" });
    // New and reassessed in one month counts once, as a new case.
    await casesOf(city, city.otherAUnit, 1, { approvedOn: "2026-10-02", reassessedOn: "2026-10-20" });
    await casesOf(city, city.aUnit, 12, { reassessedOn: "2026-10-15" });
    await casesOf(city, city.otherAUnit, 6, { reassessedOn: "2026-10-31" });
    // Before and after the month.
    await casesOf(city, city.aUnit, 1, { approvedOn: "2026-09-30", reassessedOn: "2026-11-01" });
    done(await drawMonth(city.actors.bureau_officer, { month: MONTH }, clock, SEED));
  });

  it("takes ten new cases of each supervisor and eight reassessed of each specialist, shared by the units' cases", async () => {
    const report = async (unit: TestUnit) =>
      (await redrawMonth(systemActor("taichung"), unit.code, MONTH))?.strata;
    expect([await report(city.aUnit), await report(city.otherAUnit)]).toEqual([
      [
        { stratum: "new_case", population: 9, size: 6 },
        { stratum: "reassessed", population: 12, size: 11 },
      ],
      [
        { stratum: "new_case", population: 6, size: 4 },
        { stratum: "reassessed", population: 6, size: 5 },
      ],
    ]);
  });

  it("gives nobody more: ten new cases to the supervisor, eight reassessed to each specialist, both checks to one person", async () => {
    const rows = await all(city.actors.care_supervisor);
    const casesFor = (actor: Actor | undefined, stratum: string) =>
      new Set(
        rows
          .filter((row) => row.assignedTo?.id === actor?.accountId && row.stratum === stratum)
          .map(({ caseFile }) => caseFile?.id),
      ).size;
    expect(casesFor(city.actors.care_supervisor, "new_case")).toBe(10);
    expect(specialists.map((each) => casesFor(each, "reassessed"))).toEqual([8, 8]);
    expect(rows.filter(({ assignedTo }) => assignedTo === null)).toEqual([]);
    const pairs = new Set(rows.map((row) => `${row.caseFile?.id} ${row.assignedTo?.id}`));
    expect(pairs.size).toBe(new Set(rows.map(({ caseFile }) => caseFile?.id)).size);
  });

  it("shows a specialist the own audits alone, and the numbers of the filters open those rows", async () => {
    const [first] = specialists;
    if (!first) throw new Error("no specialist");
    expect(await all(first)).toHaveLength(16);
    expect(await all(first, { kind: "plan_audit" })).toHaveLength(8);
    const leader = city.actors.care_supervisor;
    expect(await all(leader, { assigned: first.accountId ?? "" })).toHaveLength(16);
    expect(await all(leader, { assigned: "me", stratum: "new_case" })).toHaveLength(20);
    expect(await all(leader, { unit: city.otherAUnit.id, kind: "telephone_survey" })).toHaveLength(9);
    expect(await all(leader, { state: "done" })).toEqual([]);
  });
});
