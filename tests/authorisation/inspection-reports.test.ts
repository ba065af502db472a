import { beforeAll, describe, expect, it } from "vitest";
import { evidenceFor } from "@/lib/features/inspections/evidence/queries";
import { UNIT } from "@/lib/features/inspections/evidence/types";
import { agreementReports } from "@/lib/features/inspections/reports/agreement/queries";
import { closureRows } from "@/lib/features/inspections/reports/closure/queries";
import { answerRows, itemReports } from "@/lib/features/inspections/reports/items/queries";
import { reportParams } from "@/lib/features/inspections/reports/schema";
import type { Actor } from "@/lib/platform/actor";
import { plainDate } from "@/lib/rules/plain-date";
import type { Role } from "@/prisma/generated/enums";
import { aCase, type TestCase } from "../support/cases";
import { aCity, anActor, ownerSql, ROLES, type TestCity, withoutRowSecurity } from "../support/fixtures";
import { anInspection, checklistContent } from "../support/inspections";

const TODAY = plainDate("2026-11-20");
const params = reportParams({ item: "leaflets" }, TODAY);
const INSPECTORS: readonly Role[] = ["bureau_officer", "care_supervisor", "care_specialist"];

let city: TestCity;
let other: TestCity;
let row: TestCase;
let foreign: TestCase;

async function laidOut(place: TestCity): Promise<TestCase> {
  const [one, two] = [place.actors.care_supervisor, await anActor(place.id, "care_supervisor", null)];
  const found = await aCase(place).inService(place.aUnit);
  for (const [by, day] of [
    [one, "2026-03-10"],
    [two, "2026-04-10"],
  ] as const) {
    const answer = { itemKey: "leaflets", value: { leaflets_result: "not_met" }, by, at: `${day}T02:00:00Z` };
    const { id } = await anInspection(place.aUnit, { state: "signed", visitedOn: day, answers: [answer] });
    await ownerSql(
      `INSERT INTO finding (id, jurisdiction_id, number, unit_id, inspection_id, item_key, basis, facts, state, due_on, due_outcome,
                            created_on, created_at)
       VALUES (gen_random_uuid(), $1, gen_random_uuid()::text, $2, $3, 'leaflets', '{"itemLabel":"x"}', 'x', 'open', $4::date + 30, '{}',
               $4::date, now())`,
      [place.id, place.aUnit.id, id, day],
    );
  }
  return found;
}

beforeAll(async () => {
  city = await aCity("taichung");
  other = await aCity("taoyuan");
  row = await laidOut(city);
  foreign = await laidOut(other);
});

type Fence = (work: () => Promise<void>) => Promise<void>;
const FENCES: [string, Fence][] = [
  ["with both fences", (work) => work()],
  ["by policy alone", (work) => withoutRowSecurity(work)],
];

const evidence = (actor: Actor, unitId: string, cases: string[]) =>
  evidenceFor(actor, { unitId, template: checklistContent("taichung"), cases, asOf: TODAY });

describe.each(FENCES)("Reports on inspections, %s", (_name, fenced) => {
  it.each(ROLES)("are read as %s by those who inspect, of the own city alone", (role) =>
    fenced(async () => {
      const actor = city.actors[role];
      const reads = INSPECTORS.includes(role);
      const items = await itemReports(actor, params);
      const answers = await answerRows(actor, params);
      const { pairs } = await agreementReports(actor, params);
      const closures = await closureRows(actor, params, TODAY);
      expect([items.inspections, answers.length, pairs.length, closures.length]).toEqual(
        reads ? [2, 2, 1, 2] : [0, 0, 0, 0],
      );
      const units = [...answers, ...pairs, ...closures].map(({ unit }) => unit.id);
      expect(units.every((id) => id === city.aUnit.id)).toBe(true);
    }),
  );

  it.each(ROLES)(
    "and evidence are shown as %s to those who inspect, of units and cases within sight",
    (role) =>
      fenced(async () => {
        const actor = city.actors[role];
        const found = await evidence(actor, city.aUnit.id, [row.id, foreign.id]);
        expect(found.size > 0).toBe(INSPECTORS.includes(role));
        const outOfSight = "個案不在您負責的行政區，系統不提出建議。";
        const why = (id: string) => found.get("plan_in_time")?.get(id)?.why;
        if (found.size > 0) {
          // The specialist covers no district.
          expect(why(row.id) === outOfSight).toBe(role === "care_specialist");
          expect(why(foreign.id)).toBe(outOfSight);
          expect(found.get("address_as_approved")?.get(UNIT)?.rows).toHaveLength(1);
        }
        expect((await evidence(actor, other.aUnit.id, [foreign.id])).size).toBe(0);
      }),
  );
});
