import fc from "fast-check";
import { expect, test } from "vitest";
import { type Auditor, spreadAudits, spreadKey, type ToSpread } from "./types";

const supervisor = (id: string): Auditor => ({ id, role: "care_supervisor", districts: [] });
const specialist = (id: string, ...districts: string[]): Auditor => ({
  id,
  role: "care_specialist",
  districts,
});

function checks(stratum: ToSpread["stratum"], districts: readonly string[]): ToSpread[] {
  return districts.flatMap((districtId, index) =>
    (["telephone_survey", "plan_audit"] as const).map((kind) => ({
      ...{ caseId: `${stratum}${index}`, districtId, stratum, kind },
    })),
  );
}

/** How many cases each person has. */
function loads(given: ReadonlyMap<string, string | null>): Record<string, number> {
  const cases = new Map<string, Set<string>>();
  for (const [key, person] of given) {
    const name = String(person);
    cases.set(name, (cases.get(name) ?? new Set()).add(key.slice(key.indexOf(":") + 1)));
  }
  return Object.fromEntries([...cases].map(([name, ids]) => [name, ids.size]));
}

const PER_AUDITOR = { new_case: 10, reassessed: 2 };

test("a case moves on to somebody else when that makes room for one that only its first taker covers", () => {
  const both = specialist("a", "north", "south");
  const north = specialist("b", "north");
  const given = spreadAudits(
    checks("reassessed", ["north", "north", "south", "south"]),
    [both, north, supervisor("s")],
    PER_AUDITOR,
  );
  expect(loads(given)).toEqual({ a: 2, b: 2 });
  expect(given.get(spreadKey({ caseId: "reassessed2", kind: "plan_audit" }))).toBe("a");
});

test("what no specialist can take goes to the supervisors, and to nobody where there is none", () => {
  const three = checks("reassessed", ["north", "north", "north", "west"]);
  const people = [specialist("a", "north"), supervisor("s"), supervisor("t")];
  expect(loads(spreadAudits(three, people, PER_AUDITOR))).toEqual({ a: 2, s: 1, t: 1 });
  expect(loads(spreadAudits(three, [specialist("a", "north")], PER_AUDITOR))).toEqual({ a: 2, null: 2 });
});

test("new cases are shared evenly among the supervisors", () => {
  const given = spreadAudits(
    checks(
      "new_case",
      Array.from({ length: 7 }, () => "north"),
    ),
    [...[supervisor("s"), supervisor("t"), specialist("a", "north")]],
    PER_AUDITOR,
  );
  expect(loads(given)).toEqual({ s: 4, t: 3 });
});

test("where the city names no number, specialists call in their districts and supervisors audit the plans", () => {
  const given = spreadAudits(
    checks("ongoing", ["north", "south", "west"]),
    [supervisor("s"), specialist("a", "north"), specialist("b", "south")],
    null,
  );
  const of = (index: number, kind: ToSpread["kind"]) =>
    given.get(spreadKey({ caseId: `ongoing${index}`, kind }));
  expect([0, 1, 2].map((index) => of(index, "telephone_survey"))).toEqual(["a", "b", "s"]);
  expect([0, 1, 2].map((index) => of(index, "plan_audit"))).toEqual(["s", "s", "s"]);
});

test("nobody gets more than the number or a case out of the own districts, and as many as possible are placed", () => {
  const district = fc.constantFrom("north", "south", "west");
  const people = fc.array(fc.uniqueArray(district, { minLength: 1 }), { maxLength: 3 });
  fc.assert(
    fc.property(fc.array(district, { maxLength: 8 }), people, (districts, covers) => {
      const specialists = covers.map((each, index) => specialist(`p${index}`, ...each));
      const given = spreadAudits(checks("reassessed", districts), specialists, PER_AUDITOR);
      let placed = 0;
      for (const { id, districts: own } of specialists) {
        const mine = districts.filter((_, index) => given.get(`plan_audit:reassessed${index}`) === id);
        expect(mine.length).toBeLessThanOrEqual(PER_AUDITOR.reassessed);
        expect(mine.every((each) => own.includes(each))).toBe(true);
        placed += mine.length;
      }
      expect(placed).toBe(mostPlaced(districts, covers));
    }),
  );
});

/** By trying every way: the most cases that can be placed. */
function mostPlaced(districts: readonly string[], covers: readonly (readonly string[])[]): number {
  const room = covers.map(() => PER_AUDITOR.reassessed);
  const from = (index: number): number => {
    const district = districts[index];
    if (district === undefined) return 0;
    let most = from(index + 1);
    for (const [person, own] of covers.entries()) {
      if (!own.includes(district) || (room[person] ?? 0) === 0) continue;
      room[person] = (room[person] ?? 0) - 1;
      most = Math.max(most, 1 + from(index + 1));
      room[person] = (room[person] ?? 0) + 1;
    }
    return most;
  };
  return from(0);
}
