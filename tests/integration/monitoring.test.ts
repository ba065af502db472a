import { beforeAll, describe, expect, it } from "vitest";
import { ensureMonitoringClocks } from "@/lib/features/cases/monitoring/clocks/service";
import { correctMonitoring } from "@/lib/features/cases/monitoring/correction/service";
import { monitoringEntry, monitoringsOfCase } from "@/lib/features/cases/monitoring/entry/queries";
import { listOutward, outwardOfCase } from "@/lib/features/cases/monitoring/outward/queries";
import { outwardListParams } from "@/lib/features/cases/monitoring/outward/schema";
import { addOutward, followUpOutward } from "@/lib/features/cases/monitoring/outward/service";
import { type RecordMonitoring, recordSchema, workListParams } from "@/lib/features/cases/monitoring/schema";
import { recordMonitoring } from "@/lib/features/cases/monitoring/service";
import { ownStaff } from "@/lib/features/cases/monitoring/staff/queries";
import { nextOfList, placeInList, workList } from "@/lib/features/cases/monitoring/worklist/queries";
import type { Actor } from "@/lib/platform/actor";
import { officeDate } from "@/lib/platform/clock";
import { readAs, withActor } from "@/lib/platform/db";
import type { Refused, Result } from "@/lib/platform/result";
import { addDays, addMonths, type PlainDate, plainDate } from "@/lib/rules/plain-date";
import { done } from "../support/accounts";
import { aCase, aManager, type TestCase } from "../support/cases";
import { aCity, anActor, aUnitOf, ownerSql, type TestCity, type TestUnit } from "../support/fixtures";

// The work list knows only the real day, so the tests live in the present month.
const TODAY = officeDate(new Date());
const MONTH = TODAY.slice(0, 7);
const FIRST = plainDate(`${MONTH}-01`);
const LAST_MONTH = addMonths(FIRST, -1);

let city: TestCity;

beforeAll(async () => {
  city = await aCity("taichung");
});

/** An A unit with a manager who signs in and is on the staff. */
async function aTeam(): Promise<{ unit: TestUnit; actor: Actor; staffId: string }> {
  const unit = await aUnitOf("taichung", { tier: "a" });
  const actor = await anActor("taichung", "case_manager", unit);
  const { id } = await aManager(unit, { name: actor.name });
  return { unit, actor, staffId: id };
}

/** A case in service since the first day of the last month. */
function served(unit: TestUnit, staffId?: string, options: { name?: string; needLevel?: number } = {}) {
  const given = { dispatchedOn: LAST_MONTH, assessedOn: LAST_MONTH, needLevel: options.needLevel ?? 4 };
  return aCase(city, { name: options.name, appliedOn: LAST_MONTH }).inService(unit, staffId, given);
}

function entry(row: TestCase, changes: Partial<RecordMonitoring> = {}): RecordMonitoring {
  return {
    caseId: row.id,
    contactOn: TODAY,
    contactKind: "phone",
    usage: { BA01: "as_planned" },
    problems: null,
    note: null,
    planChangeNeeded: false,
    cStationInformed: false,
    referrals: [],
    ...changes,
  };
}

async function clockOf(row: TestCase, month = MONTH) {
  const [clock] = await ownerSql<{ due: string; done: string | null; cancelled: string | null }>(
    `SELECT due_on::text AS due, done_on::text AS done, cancelled_on::text AS cancelled FROM clock
      WHERE kind = 'monitoring' AND subject_id = $1`,
    [`${row.id}/${month}`],
  );
  return clock;
}

function refusal(result: Result<unknown>): Refused {
  if (result.ok) throw new Error("it was not refused");
  return result;
}

const ensure = (actor: Actor, month = MONTH) =>
  withActor(actor, (tx) => ensureMonitoringClocks(tx, actor, month));

const params = (search: Record<string, string> = {}) => workListParams(search);

async function aa01(row: TestCase, on: PlainDate, status = "approved") {
  await ownerSql("UPDATE care_plan SET visited_on = $2::date, status = $3::plan_status WHERE case_id = $1", [
    row.id,
    on,
    status,
  ]);
}

describe("Recording AA02", () => {
  it("keeps what was used, who made the contact and the referrals, stops the month's clock and leaves an audit entry", async () => {
    const { unit, actor, staffId } = await aTeam();
    const row = await served(unit);
    await ensure(actor);
    const referrals = [{ kind: "suicide" as const, receiver: "自殺防治中心" }];
    const said = entry(row, { usage: { BA01: "less" }, problems: "情緒低落", referrals });
    const { month, id } = done(await recordMonitoring(actor, said));
    expect(month).toBe(MONTH);
    const [record] = await monitoringsOfCase(actor, row.id);
    expect(record).toMatchObject({
      ...{ id, contactOn: TODAY, problems: "情緒低落", staff: actor.name },
      usage: [{ code: "BA01", name: "基本身體清潔", use: "less" }],
    });
    expect(await outwardOfCase(actor, row.id)).toMatchObject([
      { kind: "suicide", receiver: "自殺防治中心", referredOn: TODAY, followedUpOn: null },
    ]);
    expect(await clockOf(row)).toMatchObject({ done: TODAY, cancelled: null });
    const entries = await ownerSql(
      "SELECT 1 FROM audit_entry WHERE subject_id = $1 AND action = 'monitoring.recorded' AND unit_id = $2",
      [row.id, unit.id],
    );
    expect(entries).toHaveLength(1);
    const [kept] = await ownerSql("SELECT staff_id FROM monitoring WHERE id = $1", [id]);
    expect(kept).toMatchObject({ staff_id: staffId });
  });

  it("notes the case's manager where the person who signs in is not on the unit's staff", async () => {
    const { unit, staffId } = await aTeam();
    const stranger = await anActor("taichung", "a_unit_manager", unit);
    const row = await served(unit, staffId);
    const { id } = done(await recordMonitoring(stranger, entry(row)));
    expect(await ownerSql("SELECT staff_id FROM monitoring WHERE id = $1", [id])).toMatchObject([
      { staff_id: staffId },
    ]);
  });

  it("is refused a second time in the month, saying by whom and when it was recorded", async () => {
    const { unit, actor } = await aTeam();
    const row = await served(unit);
    done(await recordMonitoring(actor, entry(row)));
    const second = refusal(await recordMonitoring(actor, entry(row)));
    expect(second.code).toBe("recorded");
    expect(second.message).toContain(actor.name);
  });

  it("lets one of two through who record the same case at once", async () => {
    const { unit, actor } = await aTeam();
    const colleague = await anActor("taichung", "a_unit_manager", unit);
    const row = await served(unit);
    const both = await Promise.all([
      recordMonitoring(actor, entry(row)),
      recordMonitoring(colleague, entry(row)),
    ]);
    expect(both.map((each) => (each.ok ? "ok" : each.code)).sort()).toEqual(["ok", "recorded"]);
    expect(await monitoringsOfCase(actor, row.id)).toHaveLength(1);
  });

  it.each([
    ["a day to come", addDays(TODAY, 1), undefined, "聯繫日不得晚於今日。"],
    ["a day before the case was with the unit", addDays(LAST_MONTH, -1), undefined, "聯繫日不得早於"],
    ["a day of another month than the list's", LAST_MONTH, MONTH, "聯繫日應在該月"],
  ])("is refused on %s, and nothing is stored", async (_name, contactOn, month, words) => {
    const { unit, actor } = await aTeam();
    const row = await served(unit);
    const refused = refusal(await recordMonitoring(actor, entry(row, { contactOn, month })));
    expect(refused.code).toBe("day");
    expect(refused.fieldErrors.contactOn?.[0]).toContain(words);
    expect(await monitoringsOfCase(actor, row.id)).toEqual([]);
  });

  it.each(["submitted", "approved", "superseded"])(
    "is refused in a month in which AA01 stands by a plan that is %s, with where it is written",
    async (status) => {
      const { unit, actor } = await aTeam();
      const row = await served(unit);
      await aa01(row, FIRST, status);
      const refused = refusal(await recordMonitoring(actor, entry(row, { usage: { BA01: "more" } })));
      expect(refused.code).toBe("aa01");
      expect(refused.message).toContain("長期照顧服務申請及給付辦法附表四");
    },
  );

  it("is refused for a case that is not in service, and for one of another unit", async () => {
    const { unit, actor } = await aTeam();
    const waiting = await aCase(city).assigned(unit);
    expect(refusal(await recordMonitoring(actor, entry(waiting))).code).toBe("not_in_service");
    const foreign = await served(city.otherAUnit);
    expect(refusal(await recordMonitoring(actor, entry(foreign))).code).toBe("not_found");
  });

  it("asks for the use of every item of the plan at its own field", async () => {
    const { unit, actor } = await aTeam();
    const row = await served(unit);
    const refused = refusal(await recordMonitoring(actor, entry(row, { usage: {} })));
    expect(refused.fieldErrors["usage-BA01"]?.[0]).toContain("基本身體清潔");
  });

  it("counts for the month of the contact when it is entered late", async () => {
    const { unit, actor } = await aTeam();
    const row = await served(unit);
    const { month } = done(await recordMonitoring(actor, entry(row, { contactOn: LAST_MONTH })));
    expect(month).toBe(LAST_MONTH.slice(0, 7));
    expect(await clockOf(row, month)).toMatchObject({ done: LAST_MONTH });
  });
});

describe("Correcting AA02", () => {
  async function recorded() {
    const { unit, actor } = await aTeam();
    const row = await served(unit);
    done(await recordMonitoring(actor, entry(row, { problems: "先前的文字" })));
    const [record] = await monitoringsOfCase(actor, row.id);
    if (!record) throw new Error("nothing was recorded");
    const { id, mark } = record;
    const { month: _month, referrals: _referrals, ...said } = entry(row);
    return { actor, row, correction: { ...said, id, mark, contactOn: FIRST, problems: "更正後的文字" } };
  }

  it("changes the record of the present month, moves the clock's day and keeps what it said in the audit", async () => {
    const { actor, row, correction } = await recorded();
    done(await correctMonitoring(actor, correction));
    expect(await monitoringsOfCase(actor, row.id)).toMatchObject([
      { contactOn: FIRST, problems: "更正後的文字" },
    ]);
    expect(await clockOf(row)).toMatchObject({ done: FIRST });
    const [kept] = await ownerSql<{ detail: { before: { problems: string } } }>(
      "SELECT detail FROM audit_entry WHERE subject_id = $1 AND action = 'monitoring.corrected'",
      [row.id],
    );
    expect(kept?.detail.before.problems).toBe("先前的文字");
  });

  it("is refused when somebody corrected it since, and when the month is over", async () => {
    const { actor, row, correction } = await recorded();
    done(await correctMonitoring(actor, correction));
    expect(refusal(await correctMonitoring(actor, correction)).code).toBe("stale");
    const later = { now: () => new Date(`${addMonths(FIRST, 1)}T04:00:00Z`) };
    expect(refusal(await correctMonitoring(actor, correction, later)).code).toBe("past_month");
    expect(await monitoringsOfCase(actor, row.id)).toHaveLength(1);
  });
});

describe("The clocks of AA02", () => {
  it("start once for each case in service of the own unit, and not for others", async () => {
    const { unit, actor } = await aTeam();
    const row = await served(unit);
    const waiting = await aCase(city).assigned(unit);
    const foreign = await served(city.otherAUnit);
    expect(await ensure(actor)).toBe(1);
    expect(await ensure(actor)).toBe(0);
    expect(await clockOf(row)).toMatchObject({ done: null });
    expect((await clockOf(row))?.due.slice(0, 7)).toBe(MONTH);
    expect([await clockOf(waiting), await clockOf(foreign)]).toEqual([undefined, undefined]);
  });

  it("start once also when two people open the list at once", async () => {
    const { unit, actor } = await aTeam();
    const row = await served(unit);
    await Promise.all([ensure(actor), ensure(actor)]);
    const [counted] = await ownerSql<{ count: number }>(
      "SELECT count(*)::int AS count FROM clock WHERE case_id = $1",
      [row.id],
    );
    expect(counted?.count).toBe(1);
  });

  it("give way to AA01 of the month, and come back when it no longer stands", async () => {
    const { unit, actor } = await aTeam();
    const row = await served(unit);
    await ensure(actor);
    await aa01(row, TODAY, "submitted");
    await ensure(actor);
    expect(await clockOf(row)).toMatchObject({ cancelled: TODAY });
    await aa01(row, TODAY, "withdrawn");
    await ensure(actor);
    expect(await clockOf(row)).toMatchObject({ cancelled: null, done: null });
  });

  it("are not started for a month to come", async () => {
    const { unit, actor } = await aTeam();
    await served(unit);
    expect(await ensure(actor, addMonths(FIRST, 1).slice(0, 7))).toBe(0);
  });
});

describe("The work list", () => {
  it("shows own cases first, those never spoken to before all others, and counts what is done", async () => {
    const { unit, actor, staffId } = await aTeam();
    const colleague = (await aManager(unit)).id;
    const others = await served(unit, colleague);
    const spoken = await served(unit, staffId);
    const silent = await served(unit, staffId);
    const finished = await served(unit, staffId);
    const visited = await served(unit, staffId);
    await aa01(visited, TODAY);
    done(await recordMonitoring(actor, entry(spoken, { contactOn: LAST_MONTH })));
    done(await recordMonitoring(actor, entry(finished)));
    const todo = await workList(actor, params());
    expect(todo.rows.map((row) => row.id)).toEqual([silent.id, spoken.id, others.id]);
    expect(todo.progress).toEqual({ done: 1, due: 4 });
    expect((await workList(actor, params({ state: "done" }))).rows.map((row) => row.id)).toEqual([
      finished.id,
    ]);
    const all = await workList(actor, params({ state: "all" }));
    expect([all.total, all.rows.find((row) => row.id === visited.id)?.state]).toEqual([5, "aa01"]);
    const narrowed = await workList(actor, params({ manager: colleague }));
    expect(narrowed.rows.map((row) => row.id)).toEqual([others.id]);
    const found = await workList(actor, params({ q: silent.name, state: "all" }));
    expect(found.rows.map((row) => row.id)).toContain(silent.id);
  });

  it("goes on to the case that follows, past one that somebody did meanwhile, and ends when all are done", async () => {
    const { unit, actor, staffId } = await aTeam();
    const rows = [await served(unit, staffId), await served(unit, staffId), await served(unit, staffId)];
    const list = await workList(actor, params());
    const [first = "", second = "", third = ""] = list.rows.map((row) => row.id);
    expect(await placeInList(actor, params(), first)).toEqual({ place: 1, waiting: 3, next: second });
    const row = (id: string) => rows.find((each) => each.id === id) as TestCase;
    done(await recordMonitoring(actor, entry(row(second))));
    done(await recordMonitoring(actor, entry(row(first))));
    expect(await nextOfList(actor, params(), { done: first, wished: second })).toBe(third);
    done(await recordMonitoring(actor, entry(row(third))));
    expect(await nextOfList(actor, params(), { done: third })).toBeNull();
  });

  it("reads the month in ROC years and never one to come", () => {
    expect(params({ month: "114-3" }).month).toBe("2025-03");
    expect([params({ month: "999-12" }).month, params({ month: "2025-03" }).month]).toEqual([MONTH, MONTH]);
  });

  it("finds the member of staff who signs in by the national ID before the name, and nobody where two bear the name", async () => {
    const { unit, actor, staffId } = await aTeam();
    expect((await readAs(actor, (tx) => ownStaff(tx, actor)))?.id).toBe(staffId);
    await aManager(unit, { name: actor.name });
    expect(await readAs(actor, (tx) => ownStaff(tx, actor))).toBeNull();
    const other = await aManager(unit, { name: "示範他名" });
    await ownerSql(
      "UPDATE account SET national_id_index = (SELECT national_id_index FROM staff WHERE id = $2) WHERE id = $1",
      [actor.accountId, other.id],
    );
    expect((await readAs(actor, (tx) => ownStaff(tx, actor)))?.id).toBe(other.id);
  });
});

describe("The form of AA02", () => {
  it("offers the items of the approved plan, the last contact, and C-station information at levels 2 and 3", async () => {
    const { unit, actor } = await aTeam();
    const light = await served(unit, undefined, { needLevel: 3 });
    const heavy = await served(unit, undefined, { needLevel: 5 });
    done(await recordMonitoring(actor, entry(light, { contactOn: LAST_MONTH, problems: "上月的問題" })));
    const view = await monitoringEntry(actor, light.id, MONTH);
    expect(view).toMatchObject({
      ...{ cStation: true, record: null, aa01On: null, withUnitSince: LAST_MONTH },
      items: [{ code: "BA01", quantity: 8 }],
      problems: ["洗澡問題", "跌倒風險"],
      last: { problems: "上月的問題" },
    });
    expect((await monitoringEntry(actor, heavy.id, MONTH))?.cStation).toBe(false);
  });

  it("reads uses and referrals out of the form's fields, with a message at the field where a receiver is missing", () => {
    const form = {
      ...{ caseId: "0198f2c4-7b1a-7c3d-8e4f-1234567890ab", contactOn: TODAY, contactKind: "visit" },
      ...{ "usage-BA01": "none", "refer-violence": "on", "receiver-violence": "113 保護專線" },
    };
    expect(recordSchema.parse(form)).toMatchObject({
      usage: { BA01: "none" },
      referrals: [{ kind: "violence", receiver: "113 保護專線" }],
    });
    const errors = (changes: object) =>
      recordSchema.safeParse({ ...form, ...changes }).error?.issues.map((issue) => issue.path[0]);
    expect(errors({ "receiver-violence": "" })).toEqual(["receiver-violence"]);
    expect(errors({ "refer-violence": undefined })).toEqual(["receiver-violence"]);
    expect(errors({ "receiver-violence": "長".repeat(101) })).toEqual(["receiver-violence"]);
    expect(errors({ problems: "長".repeat(1_000_000) })).toEqual(["problems"]);
  });
});

describe("Referrals to other resources", () => {
  it("are added outside AA02, stay open until a result is kept, and keep it once", async () => {
    const { unit, actor } = await aTeam();
    const row = await served(unit);
    const input = {
      caseId: row.id,
      kind: "medical" as const,
      referredOn: TODAY,
      receiver: "示範診所",
      note: null,
    };
    const { id } = done(await addOutward(actor, input));
    const open = () => listOutward(actor, outwardListParams({ q: row.number }));
    expect((await open()).rows).toMatchObject([{ id, caseNumber: row.number, kind: "medical" }]);
    const followUp = { id, followedUpOn: TODAY, result: "已安排居家醫療" };
    done(await followUpOutward(actor, followUp));
    expect((await open()).total).toBe(0);
    expect((await listOutward(actor, outwardListParams({ state: "closed", q: row.number }))).total).toBe(1);
    expect(refusal(await followUpOutward(actor, followUp)).code).toBe("followed");
  });

  it("are refused on a day that does not fit", async () => {
    const { unit, actor } = await aTeam();
    const row = await served(unit);
    const input = { caseId: row.id, kind: "other" as const, receiver: "示範", note: null };
    const early = await addOutward(actor, { ...input, referredOn: addDays(LAST_MONTH, -1) });
    expect(refusal(early).fieldErrors.referredOn).toHaveLength(1);
    const { id } = done(await addOutward(actor, { ...input, referredOn: TODAY }));
    const before = await followUpOutward(actor, { id, followedUpOn: addDays(TODAY, -1), result: "示範" });
    expect(refusal(before).fieldErrors.followedUpOn).toHaveLength(1);
  });
});
