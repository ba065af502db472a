import { beforeAll, describe, expect, it } from "vitest";
import { assignManager } from "@/lib/features/dispatch/managers/assigning/service";
import { handOver } from "@/lib/features/dispatch/managers/handing-over/service";
import {
  listWaiting,
  managerById,
  managersOverview,
  waitingCase,
} from "@/lib/features/dispatch/managers/queries";
import { handOverSchema, refuseSchema, waitingParams } from "@/lib/features/dispatch/managers/schema";
import { plainDate } from "@/lib/rules/plain-date";
import { actionsOn, code, done } from "../support/accounts";
import { aCase, aManager, type TestCase, type TestManager } from "../support/cases";
import { aTakingUnit, carries, caseRow, type TakingUnit } from "../support/centre";
import { noonOf } from "../support/dispatch";
import { aCity, ownerSql, type TestCity } from "../support/fixtures";

const DAY = plainDate("2026-09-15");
const AT_NOON = noonOf(DAY);

let city: TestCity;

beforeAll(async () => {
  city = await aCity("taichung");
});

const aUnit = (employment: "full_time" | "part_time" = "full_time") =>
  aTakingUnit("taichung", "66000060", { employment });

const waitingAt = (unit: TakingUnit) => aCase(city).dispatched(unit, { dispatchedOn: "2026-09-14" });

async function assign(unit: TakingUnit, row: TestCase, to: Pick<TestManager, "id"> = unit.manager) {
  const { version } = await caseRow(row.id);
  return assignManager(unit.leader, { caseId: row.id, version, staffId: to.id }, AT_NOON);
}

const casesOf = async (staffId: string) =>
  (
    await ownerSql<{ id: string }>("SELECT id FROM case_file WHERE manager_id = $1 ORDER BY id", [staffId])
  ).map((row) => row.id);

const move = (unit: TakingUnit, to: Pick<TestManager, "id">, caseIds: string[] | "all") =>
  handOver(
    unit.leader,
    {
      ...{ fromStaffId: unit.manager.id, toStaffId: to.id, reason: "離職交接" },
      ...(caseIds === "all" ? { scope: "all", caseIds: [] } : { scope: "chosen", caseIds }),
    },
    AT_NOON,
  );

describe("Giving a case to a case manager", () => {
  it("accepts it: the manager has the case, the dispatch is answered, the assignment begins", async () => {
    const unit = await aUnit();
    const row = await waitingAt(unit);
    done(await assign(unit, row));
    expect(await caseRow(row.id)).toMatchObject({ status: "assigned", manager_id: unit.manager.id });
    const [kept] = await ownerSql(
      `SELECT d.state::text, d.answered_on::text, m.staff_id::text, m.until_on
         FROM dispatch d JOIN manager_assignment m ON m.case_id = d.case_id WHERE d.case_id = $1`,
      [row.id],
    );
    expect(kept).toEqual({
      ...{ state: "accepted", answered_on: DAY, staff_id: unit.manager.id, until_on: null },
    });
    expect(await actionsOn(row.id)).toContain("case.manager_assigned");
  });

  it.each([
    ["full_time", 150, "全職"],
    ["part_time", 75, "兼職"],
  ] as const)(
    "fills a %s manager up to %i cases and refuses one more with the citation",
    async (employment, cap, word) => {
      const unit = await aUnit(employment);
      await carries(unit, unit.manager.id, cap - 1);
      const [last, beyond] = [await waitingAt(unit), await waitingAt(unit)];
      done(await assign(unit, last));
      const refused = await assign(unit, beyond);
      expect(code(refused)).toBe("over_cap");
      expect(!refused.ok && refused.message).toContain(
        `（${word}）現有 ${cap} 案，上限 ${cap} 案，不能再分派。依據：臺中市114年`,
      );
      expect(!refused.ok && refused.fieldErrors.staffId).toHaveLength(1);
      expect(await caseRow(beyond.id)).toMatchObject({ status: "dispatched", manager_id: null });
    },
  );

  it("twice at once for the last place gives it to one of them", async () => {
    const unit = await aUnit();
    await carries(unit, unit.manager.id, 149);
    const rows = [await waitingAt(unit), await waitingAt(unit)];
    const results = await Promise.all(rows.map((row) => assign(unit, row)));
    expect(results.map((each) => (each.ok ? "ok" : each.code)).sort()).toEqual(["ok", "over_cap"]);
    expect(await casesOf(unit.manager.id)).toHaveLength(150);
  });

  it("is refused for somebody who left, is not here yet, works elsewhere or is no case manager", async () => {
    const unit = await aUnit();
    const row = await waitingAt(unit);
    const gone = await aManager(unit, { endedOn: "2026-09-14" });
    const coming = await aManager(unit);
    await ownerSql("UPDATE staff SET started_on = '2026-09-16' WHERE id = $1", [coming.id]);
    const attendant = await aManager(unit);
    await ownerSql("UPDATE staff SET duty = 'care_attendant' WHERE id = $1", [attendant.id]);
    for (const person of [gone, coming, attendant, (await aUnit()).manager])
      expect(code(await assign(unit, row, person))).toBe("not_standing");
    const lastDay = await aManager(unit, { endedOn: DAY });
    done(await assign(unit, row, lastDay));
  });

  it("is refused for a stale form and for a case that waits no more", async () => {
    const unit = await aUnit();
    const row = await waitingAt(unit);
    const input = { caseId: row.id, version: 7, staffId: unit.manager.id };
    expect(code(await assignManager(unit.leader, input, AT_NOON))).toBe("stale");
    done(await assign(unit, row));
    expect(code(await assign(unit, row))).toBe("not_waiting");
  });
});

describe("A hand-over", () => {
  it("moves the chosen cases, keeps the history with the reason and leaves the clocks alone", async () => {
    const unit = await aUnit();
    const other = await aManager(unit);
    await carries(unit, unit.manager.id, 3);
    const [one = "", two = ""] = await casesOf(unit.manager.id);
    await ownerSql(
      `INSERT INTO clock (id, jurisdiction_id, kind, case_id, unit_id, subject_id, started_on, due_on, outcome)
       VALUES (gen_random_uuid(), 'taichung', 'monitoring', $1::uuid, $2, $1::uuid::text, '2026-09-01', '2026-09-30', '{}')`,
      [one, unit.id],
    );
    expect(done(await move(unit, other, [one, two]))).toMatchObject({ count: 2 });
    expect((await casesOf(other.id)).sort()).toEqual([one, two].sort());
    const history = await ownerSql(
      `SELECT staff_id::text AS staff, until_on::text AS until, reason FROM manager_assignment WHERE case_id = $1
        ORDER BY from_on`,
      [one],
    );
    expect(history).toEqual([
      { staff: unit.manager.id, until: DAY, reason: null },
      { staff: other.id, until: null, reason: "離職交接" },
    ]);
    const [clock] = await ownerSql("SELECT due_on::text, cancelled_on FROM clock WHERE case_id = $1", [one]);
    expect(clock).toEqual({ due_on: "2026-09-30", cancelled_on: null });
    expect(await actionsOn(two)).toContain("case.handed_over");
  });

  it("of more cases than fit is refused as a whole and says how many fit", async () => {
    const unit = await aUnit();
    const other = await aManager(unit, { employment: "part_time" });
    await carries(unit, unit.manager.id, 10);
    await carries(unit, other.id, 66);
    const refused = await move(unit, other, "all");
    expect(code(refused)).toBe("over_cap");
    expect(!refused.ok && refused.message).toContain("只能再接 9 案，不能一次接 10 案；全部未交接");
    expect(await casesOf(unit.manager.id)).toHaveLength(10);
    done(await move(unit, other, (await casesOf(unit.manager.id)).slice(0, 9)));
    expect(await casesOf(other.id)).toHaveLength(75);
  });

  it("takes everything of somebody who left, and the page shows who left with cases", async () => {
    const unit = await aUnit();
    const other = await aManager(unit);
    await carries(unit, unit.manager.id, 4);
    await ownerSql("UPDATE staff SET ended_on = '2026-09-10' WHERE id = $1", [unit.manager.id]);
    const before = await managersOverview(unit.leader, DAY);
    expect(before?.managers.find((row) => row.id === unit.manager.id)).toMatchObject({
      ...{ endedOn: "2026-09-10", load: null, activeCases: 4 },
    });
    expect(done(await move(unit, other, "all"))).toMatchObject({ count: 4 });
    const after = await managersOverview(unit.leader, DAY);
    expect(after?.managers.map((row) => row.id)).toEqual([other.id]);
  });

  it("is refused where a case is no longer the person's, for nobody's cases, and to oneself", async () => {
    const unit = await aUnit();
    const other = await aManager(unit);
    await carries(unit, unit.manager.id, 2);
    const [one = "", two = ""] = await casesOf(unit.manager.id);
    done(await move(unit, other, [one]));
    const late = await move(unit, other, [one, two]);
    expect(code(late)).toBe("not_managed");
    expect(late.ok || late.message).toContain(`現由${other.name}辦理`);
    expect(await casesOf(unit.manager.id)).toEqual([two]);
    expect(code(await move(unit, unit.manager, [two]))).toBe("same_person");
    done(await move(unit, other, [two]));
    expect(code(await move(unit, other, "all"))).toBe("nothing");
  });
});

describe("The page of the managers", () => {
  it("shows load, cap, what one more case would make of it, and the groups of the month that are paid", async () => {
    const unit = await aUnit();
    await carries(unit, unit.manager.id, 120);
    const part = await aManager(unit, { employment: "part_time", name: "示範兼職" });
    await carries(unit, part.id, 75);
    await waitingAt(unit);
    const ids = await casesOf(part.id);
    await ownerSql(
      `INSERT INTO monitoring (id, jurisdiction_id, case_id, a_unit_id, staff_id, month, contact_on, contact_kind, usage,
                               created_at)
       SELECT gen_random_uuid(), 'taichung', id, $2, $3, '2026-09-01', '2026-09-10', 'phone', '{}', now()
         FROM unnest($1::uuid[]) AS id`,
      [ids.slice(0, 70), unit.id, part.id],
    );
    await ownerSql(
      `INSERT INTO care_plan (id, jurisdiction_id, case_id, a_unit_id, version_no, kind, status, visited_on, need_level,
                              copay_class, has_foreign_caregiver, problem_notes, created_at)
       SELECT gen_random_uuid(), 'taichung', id, $2, 1, 'initial', 'approved', '2026-09-03', 4, 3, false, '{}', now()
         FROM unnest($1::uuid[]) AS id`,
      [ids.slice(70, 75), unit.id],
    );
    const overview = await managersOverview(unit.leader, DAY);
    expect(overview).toMatchObject({ waiting: 1, headroom: 29 });
    const rowOf = (id: string) => overview?.managers.find((row) => row.id === id);
    expect(rowOf(unit.manager.id)?.load).toMatchObject({
      ...{ activeCases: 120, cap: 150, headroom: 30, state: "within", withOneMore: "near" },
    });
    expect(rowOf(part.id)).toMatchObject({
      load: { cap: 75, headroom: 0, state: "near", withOneMore: "over" },
      claims: { aa01: 5, aa02: 70, full: 60, reduced: 15, refused: 0 },
    });
  });

  it("lists the cases that wait, pages them, and opens one only while it waits here", async () => {
    const unit = await aUnit();
    const rows = [await waitingAt(unit), await waitingAt(unit)];
    const list = (params: Record<string, string> = {}) => listWaiting(unit.leader, waitingParams(params));
    expect((await list()).total).toBe(2);
    expect((await list({ q: rows[0]?.number ?? "" })).rows.map((row) => row.id)).toEqual([rows[0]?.id]);
    expect((await list({ sort: "number", dir: "desc" })).rows[0]?.id).toBe(rows[1]?.id);
    const first = rows[0] as TestCase;
    expect(await waitingCase(unit.leader, first.id, DAY)).toMatchObject({ row: { id: first.id } });
    expect(await waitingCase((await aUnit()).leader, first.id, DAY)).toBeNull();
    done(await assign(unit, first));
    expect(await waitingCase(unit.leader, first.id, DAY)).toBeNull();
    const detail = await managerById(unit.leader, unit.manager.id, DAY);
    expect(detail?.cases).toMatchObject([{ id: first.id, since: DAY }]);
  });
});

describe("The forms", () => {
  it("ask for a reason of a refusal that claims one, and for cases of a hand-over that chooses", () => {
    const id = "0198c0de-0000-7000-8000-000000000001";
    const refusal = { caseId: id, version: "1", kind: "with_reason", reason: " " };
    expect(refuseSchema.safeParse(refusal).success).toBe(false);
    expect(refuseSchema.safeParse({ ...refusal, kind: "without_reason" }).success).toBe(true);
    const hand = { fromStaffId: id, toStaffId: id, scope: "chosen", reason: "離職" };
    expect(handOverSchema.safeParse(hand).success).toBe(false);
    expect(handOverSchema.safeParse({ ...hand, caseIds: id })).toMatchObject({ data: { caseIds: [id] } });
    expect(handOverSchema.safeParse({ ...hand, scope: "all", reason: "x".repeat(1_000_000) }).success).toBe(
      false,
    );
  });
});
